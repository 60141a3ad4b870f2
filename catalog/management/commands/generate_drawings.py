"""`manage.py generate_drawings [PART …]`: build STEP and GLB of every body that has none yet."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.drawings.cad import store
from catalog.drawings.cad.bodies import Body, body_of
from catalog.drawings.studio.scenes import write_scene
from catalog.models import PRODUCTS, Product
from catalog.queries import find_part, published

NEEDS = "This needs the CAD extra, in an environment of its own or in this one: pip install -r requirements-cad.txt"


class Command(BaseCommand):
    help = (
        "Build the solids (STEP, GLB) of the published parts, once for each different body. "
        "What has been built is built again only after its dimensions have changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("parts", nargs="*", metavar="PART", help="part numbers; every published part without")
        parser.add_argument("--again", action="store_true", help="build even what is there")
        parser.add_argument(
            "--demo", action="store_true", help="write to media/demo, to be committed, and remove what no part needs"
        )

        parser.add_argument("--scenes", type=Path, metavar="FOLDER", help="write what the picture studio renders from")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["scenes"]:
            self._scenes(self._products(options["parts"]), options["scenes"])
            return
        bodies = {body.name: body for product in self._products(options["parts"]) if (body := body_of(product))}
        committed = options["demo"]
        missing = [body for body in bodies.values() if options["again"] or not store.has(body, committed=committed)]
        self.stdout.write(f"{len(bodies)} different bodies, {len(missing)} to build")
        for body in missing:
            self._build(body, committed=committed)
        if committed and not options["parts"]:
            for name in store.prune_committed(bodies.values()):
                self.stdout.write(f"removed {name}")

    def _scenes(self, products: list[Product], folder: Path) -> None:
        for product in products:
            try:
                write_scene(product, folder)
            except ModuleNotFoundError as missing:
                raise CommandError(f"{missing.name} is not installed. {NEEDS}") from missing
            self.stdout.write(f"{product.part_number}: {folder / product.part_number}.json")

    def _products(self, numbers: list[str]) -> list[Product]:
        if not numbers:
            return [product for kind in PRODUCTS for product in published(kind)]
        found = {number: find_part(number) for number in numbers}
        if unknown := [number for number, part in found.items() if part is None]:
            raise CommandError(f"No such part: {', '.join(unknown)}")
        return [part.product for part in found.values() if part]

    def _build(self, body: Body, *, committed: bool) -> None:
        try:
            from catalog.drawings.cad.building import files_of
        except ModuleNotFoundError as missing:
            raise CommandError(f"{missing.name} is not installed. {NEEDS}") from missing
        start = time.monotonic()
        files = files_of(body)
        store.keep(body, files, committed=committed)
        sizes = ", ".join(f"{format_.upper()} {len(content) // 1024} kB" for format_, content in files.items())
        self.stdout.write(f"{body.name}: {sizes}, {time.monotonic() - start:.1f} s")
