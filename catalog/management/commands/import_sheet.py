"""``manage.py import_sheet PATH``: bring motors, gearboxes and what fits what in from spreadsheets."""

import json as json_
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.spreadsheets.importing import import_sheets
from catalog.spreadsheets.profiles import PROFILES
from catalog.spreadsheets.profiles.published_drives import NAME


class Command(BaseCommand):
    help = "Import a spreadsheet, or every spreadsheet of a folder: all of it or nothing. Exits 2 when refused."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="a CSV or XLSX file, or a folder of them")
        parser.add_argument("--profile", choices=sorted(PROFILES), default=NAME, help="the format they are written in")
        parser.add_argument("--dry-run", action="store_true", help="report what would happen, write nothing")
        parser.add_argument("--json", action="store_true", help="the whole report for machines")

    def handle(self, *, path: Path, profile: str, dry_run: bool, json: bool, **options: Any) -> None:
        report = import_sheets(path=path, profile=profile, dry_run=dry_run)
        if json:
            self.stdout.write(_json(report.as_json()))
        else:
            for line in report.lines():
                self.stdout.write(line)
        if report.refused:
            raise CommandError(f"{report.refused_file}: {report.refused}", returncode=2)


def _json(content: dict[str, Any]) -> str:
    return json_.dumps(content, ensure_ascii=False, indent=2)
