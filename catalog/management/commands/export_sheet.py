"""``manage.py export_sheet KIND [FILE]``: published parts as a sheet that the profile ``catalogue`` reads back."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalog.models import Part
from catalog.spreadsheets.writing import write_sheet


class Command(BaseCommand):
    help = "Write the published parts of one kind as CSV, to a file or to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=Part.Kind.values)
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--series", default="", help="address of one series")

    def handle(self, *, kind: Any, file: Path | None, series: str, **options: Any) -> None:
        if file is None:
            write_sheet(sys.stdout, kind=kind, series=series)
            return
        with file.open("w", encoding="utf-8-sig", newline="") as sheet:
            count = write_sheet(sheet, kind=kind, series=series)
        self.stdout.write(f"{count} rows written to {file}")
