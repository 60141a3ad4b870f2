"""`manage.py backup FILE`: the database and every upload in one file, while the shop runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop.backups import backup


class Command(BaseCommand):
    help = "Write the database and every upload into one file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"].resolve()
        if target.exists():
            raise CommandError(f"{target} exists already.")
        backup(target)
        self.stdout.write(f"{target} ({target.stat().st_size / 1e6:.1f} MB)")
