"""`manage.py sweep`: do once what is due. `work` does it each minute; run it by hand whenever you like."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop import sweeping


class Command(BaseCommand):
    help = "Do once what is due: mail, events, payments, expiries, scheduled pages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--list", action="store_true", help="name the steps and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self.stdout.write("\n".join(sweeping.steps()))
            return
        start = time.monotonic()
        outcomes = sweeping.sweep()
        for name, error in outcomes.items():
            self.stdout.write(f"{name}: {'done' if error is None else f'{type(error).__name__}: {error}'}")
        failed = [name for name, error in outcomes.items() if error is not None]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The other steps are done.")
        self.stdout.write(f"Swept {len(outcomes)} steps in {time.monotonic() - start:.1f} s.")
