"""`manage.py keep_pictures FOLDER`: finish rendered pictures and keep them among the demonstration's files."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand
from PIL import Image

from catalog.drawings.studio import words
from catalog.drawings.studio.finishing import finished
from catalog.models import Motor

LIST = "pictures.json"


class Command(BaseCommand):
    help = "Finish the pictures PART-front.png and PART-rear.png of a folder, and write down what each shows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        kept = Path(settings.DEMO_MEDIA_ROOT) / "pictures"
        kept.mkdir(parents=True, exist_ok=True)
        known = json.loads((kept / LIST).read_text(encoding="utf-8")) if (kept / LIST).exists() else {}
        for path in sorted(options["folder"].glob("*.png")):
            number, _dash, view = path.stem.rpartition("-")
            motor = Motor.objects.filter(part_number=number).first()
            if motor is None or view not in ("front", "rear"):
                continue
            target = kept / f"{path.stem.lower()}.webp"
            with Image.open(path) as picture:
                target.write_bytes(finished(picture))
            seen = cast(words.View, view)
            known[target.stem] = {
                "part": number,
                "view": view,
                "title": words.title(motor, seen),
                "alternative_text": words.alternative_text(motor, seen),
            }
            self.stdout.write(f"{target.name}: {target.stat().st_size // 1024} kB")
        (kept / LIST).write_text(
            json.dumps(known, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
        )
