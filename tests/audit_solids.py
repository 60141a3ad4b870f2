"""Part of `make audit`: read the STEP file of every motor of the demonstration back and measure it.

Needs the CAD extra (requirements-cad.txt); without it nothing is measured, and this says so.
"""

import gzip
import os
import sys
from collections.abc import Iterator

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.test")
django.setup()

from django.conf import settings  # noqa: E402

from catalog.attributes import for_kind  # noqa: E402
from catalog.drawings.cad import store  # noqa: E402
from catalog.drawings.cad.bodies import body_of  # noqa: E402
from catalog.models import Motor  # noqa: E402
from catalog.services.demo import read_sheet, stored  # noqa: E402

WITHIN = 0.01  # mm
MEASURED = {  # what is read back: what the catalogue publishes
    "length": "body_length",
    "size": "frame_size",
    "shaft_diameter": "shaft_diameter",
    "shaft_length": "shaft_length",
}


def main() -> int:
    """Measure every motor; give 1 if one is not as published."""
    try:
        from catalog.drawings.cad import step
    except ModuleNotFoundError as missing:
        say(f"SKIPPED: STEP files were not read back, for {missing.name} is not installed (requirements-cad.txt).")
        return 0
    read: dict[str, step.Read] = {}
    found = []
    motors = list(demonstration())
    for motor in motors:
        body = body_of(motor)
        packed = store.compressed(body, "step") if body else None
        if body is None or packed is None:
            found.append(f"{motor.part_number} has no STEP file")
            continue
        if body.name not in read:
            read[body.name] = step.read_motor(gzip.decompress(packed))
        found += differences(motor, read[body.name])
    for finding in found:
        say(f"FOUND   {finding}")
    say(f"Read {len(read)} STEP files back for {len(motors)} motors: {len(found)} differences.")
    return 1 if found else 0


def demonstration() -> Iterator[Motor]:
    """The motors of the demonstration's file, without a database."""
    sheet = read_sheet(settings.BASE_DIR / "catalog" / "demo" / "motors.csv")
    attributes = [each for each in for_kind("motor") if each.stored]
    for row in sheet.rows:
        values = {
            each.key: stored(each, row[each.key], sheet.units[each.key]) for each in attributes if each.key in row
        }
        yield Motor(
            part_number=row["part_number"], **{key: value for key, value in values.items() if value is not None}
        )


def differences(motor: Motor, read) -> Iterator[str]:
    """What of a solid is not as the catalogue says, mm."""
    if not read.solids or not read.valid:
        yield f"{motor.part_number}: {read.solids} solids, not all of them valid"
    for name, key in MEASURED.items():
        published, measured = 1000 * getattr(motor, key), getattr(read, name)
        if abs(measured - published) > WITHIN:
            yield f"{motor.part_number}: {key} is {measured:.4f} mm, published {published:g} mm"


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
