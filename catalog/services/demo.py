"""Load the demonstration catalogue: invented parts, so that a fresh shop is not empty."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from catalog import units
from catalog.attributes import Attribute, PartKind, for_kind
from catalog.models import Fit, Part, Series
from catalog.part_numbers import fold
from catalog.services.changes import BATCH, Change, change_products

MANUFACTURER = "Sherry Motor"
FILES: dict[PartKind, str] = {
    "motor": "motors.csv",
    "gearbox": "gearboxes.csv",
    "encoder": "encoders.csv",
    "brake": "brakes.csv",
    "driver": "drivers.csv",
}
RENAMED = {"kind": "design"}  # a Part's kind is motor, gearbox …
NOT_ATTRIBUTES = ("part_number", "series", "manufacturer")


@dataclass(frozen=True)
class Sheet:
    """One file: its rows, and what its lines in brackets say of the columns."""

    rows: tuple[dict[str, str], ...]
    units: dict[str, str]
    provenance: dict[str, str]


@transaction.atomic
def load_demo_catalogue(folder: Path) -> dict[str, int]:
    """Create what the files of this folder hold and the database lacks; returns how many of each were created.

    What exists is left alone, so that a restart never undoes what a person has edited, and a second run changes
    nothing.
    """
    sheets = {kind: read_sheet(folder / name) for kind, name in FILES.items()}
    created = {"series": _load_series(folder, sheets)}
    known = set(Part.objects.values_list("folded", flat=True))
    fresh: set[str] = set()
    for kind, sheet in sheets.items():
        missing = [change for change in _changes(kind, sheet) if fold(change.part_number) not in known]
        outcome = change_products(kind, missing)
        if outcome.refused or outcome.conflicts:
            raise ValueError({**outcome.refused, **outcome.conflicts})
        created[kind] = len(outcome.created)
        fresh.update(outcome.created)
    created["fit"] = _load_fits(folder, fresh)
    return created


def read_sheet(path: Path) -> Sheet:
    """A file of the demonstration catalogue (see `catalog/demo/README.md`)."""
    with path.open(encoding="utf-8", newline="") as file:
        keys, *lines = csv.reader(file)
    described: dict[str, dict[str, str]] = {}
    rows = []
    for line in lines:
        row = dict(zip((RENAMED.get(key, key) for key in keys), line, strict=True))
        if line[0].startswith("["):
            described[line[0].split("]")[0] + "]"] = row
        else:
            rows.append(row)
    return Sheet(tuple(rows), described.get("[unit]", {}), described.get("[provenance]", {}))


def series_code(row: dict[str, str]) -> str:
    """The series of a part: its column, else the letters before the first digit of its number."""
    if code := row.get("series"):
        return code
    number = row["part_number"]
    return number[: next((place for place, sign in enumerate(number) if not sign.isalpha()), len(number))]


def stored(attribute: Attribute, cell: str, unit: str) -> float | str | bool | None:
    """One cell as its column holds it; the unit is that of the unit line, empty for a bare number."""
    if cell == "":
        return None
    if attribute.quantity:
        symbol = units.find(unit, attribute.quantity.name) if unit else attribute.unit
        if symbol is None:
            raise ValueError(f"{attribute.key}: no unit {unit!r}")
        return units.to_stored(float(cell), symbol, attribute.quantity.name)
    if attribute.column == "flag":
        return cell == "yes"
    return f"{cell} {unit}" if unit else cell


def _load_series(folder: Path, sheets: dict[PartKind, Sheet]) -> int:
    known = set(Series.objects.values_list("slug", flat=True))
    codes: dict[str, PartKind] = {series_code(row): kind for kind, sheet in sheets.items() for row in sheet.rows}
    usual = {kind: _usual_sources(kind, sheet) for kind, sheet in sheets.items()}
    described = {
        row["series"]: row for name in ("series.csv", "accessory_series.csv") for row in read_sheet(folder / name).rows
    }
    missing = [
        Series(
            slug=code.lower(),
            name=described[code]["name"],
            kind=kind,
            family=described[code].get("family", ""),
            manufacturer=MANUFACTURER,
            story=described[code]["story"],
            use_cases=described[code].get("use_cases", ""),
            demonstration=True,
            sources=usual[kind],
        )
        for code, kind in codes.items()
        if code.lower() not in known
    ]
    return len(Series.objects.bulk_create(missing))


def _usual_sources(kind: PartKind, sheet: Sheet) -> dict[str, dict[str, str]]:
    return {
        attribute.key: {
            name: text
            for name, text in (
                ("unit", sheet.units.get(attribute.key, "")),
                ("provenance", sheet.provenance.get(attribute.key, "")),
            )
            if text
        }
        for attribute in for_kind(kind)
        if attribute.key in sheet.provenance
    }


def _changes(kind: PartKind, sheet: Sheet) -> Iterator[Change]:
    attributes = [each for each in for_kind(kind) if each.stored]
    for row in sheet.rows:
        yield Change(
            part_number=row["part_number"],
            series=series_code(row).lower(),
            values={
                each.key: stored(each, row[each.key], sheet.units[each.key]) for each in attributes if each.key in row
            },
        )


def _load_fits(folder: Path, fresh: set[str]) -> int:
    """Pairs with a part that this run has created: a pair that somebody took away stays away."""
    pairs = [
        (row["motor"], row["part"])
        for row in read_sheet(folder / "compatibility.csv").rows
        if row["motor"] in fresh or row["part"] in fresh
    ]
    ids = dict(Part.objects.values_list("number", "pk")) if pairs else {}
    fits = [Fit(motor_id=ids[motor], part_id=ids[part]) for motor, part in pairs]
    Fit.objects.bulk_create(fits, batch_size=BATCH, ignore_conflicts=True)
    return len(fits)
