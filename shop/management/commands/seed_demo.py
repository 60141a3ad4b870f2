"""`manage.py seed_demo`: the demonstration shop: catalogue, prices, pages, people."""

import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shop.demonstration import load_people


class Command(BaseCommand):
    help = "Load the demonstration shop. Safe to repeat: what is there is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="look at everything, even if nothing has changed")

    def handle(self, *args: Any, **options: Any) -> None:
        steps: dict[str, Callable[[], object]] = {"people": load_people}
        for name, step in steps.items():
            start = time.monotonic()
            step()
            if options["verbosity"]:
                self.stdout.write(f"{name}: {time.monotonic() - start:.1f} s")
