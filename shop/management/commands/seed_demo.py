"""`manage.py seed_demo`: the demonstration shop: catalogue, prices, pages, people."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from catalog.services import load_demo_catalogue
from shop.demonstration import give_address, load_people
from shop.pages.seed import load_demo_content
from shop.pricing.services import load_demo as load_prices


class Command(BaseCommand):
    help = "Load the demonstration shop. Safe to repeat: what is there is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        base = settings.BASE_DIR
        steps: dict[str, Callable[[], object]] = {
            "catalogue": lambda: load_demo_catalogue(base / "catalog" / "demo"),
            "prices": lambda: load_prices(base / "shop" / "pricing" / "demo"),
            "pages": load_demo_content,
            "address": give_address,
            "people": load_people,
        }
        for name, step in steps.items():
            start = time.monotonic()
            step()
            if options["verbosity"]:
                self.stdout.write(f"{name}: {time.monotonic() - start:.1f} s")
