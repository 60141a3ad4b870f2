"""`manage.py restore FILE`: put back what `backup` wrote."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop.backups import restore
from shop.errors import Refused


class Command(BaseCommand):
    help = "Put back what `backup` wrote. Stop the shop first; run `migrate` afterwards."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="overwrite a database that holds rows")
        parser.add_argument("--media", type=Path, help="put the uploads into this folder instead")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].exists():
            raise CommandError(f"There is no {options['file']}.")
        try:
            restore(options["file"], replace=options["replace"], media=options["media"])
        except Refused as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        self.stdout.write("Restored. Now run: manage.py migrate")
