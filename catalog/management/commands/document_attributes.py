"""`manage.py document_attributes`: write docs/reference/attributes.md from the table, or say that it is stale."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from catalog import units
from catalog.attributes import ALIASES, ATTRIBUTES, GROUPS, Attribute

PAGE = Path("docs") / "reference" / "attributes.md"
INTRODUCTION = """# Attributes

Written by `manage.py document_attributes` from `catalog/attributes`; change it there:
[Add an attribute](../how-to/add-an-attribute.md).

These keys are the columns of the database, and the names in forms, facets, addresses, imports and the API. None is ever
renamed. A number is stored in the unit under *stored in* (SI; temperatures in °C) and shown in the first display unit,
which a bare number is read in; in the second where the figure is small. Several values (certifications) are one text,
joined by semicolons. *Search*: choice, range, flag, multi (several values at once). *Better*: the direction that a
comparison marks as best.
"""
HEADINGS = ("key", "label", "symbol", "stored in", "shown as", "US units", "search", "better", "parts", "read with")


class Command(BaseCommand):
    help = "Write docs/reference/attributes.md from the table of attributes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if the page is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / PAGE
        wanted = page()
        if options["check"]:
            if not path.exists() or path.read_text(encoding="utf-8") != wanted:
                raise CommandError(f"{PAGE} is stale: run manage.py document_attributes")
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted, encoding="utf-8")
        self.stdout.write(f"{PAGE}: {len(ATTRIBUTES)} attributes")


def page() -> str:
    """The whole page, in English."""
    with override("en"):
        return "\n".join([INTRODUCTION, *_groups(), *_short_names(), *_formulas(), *_units()])


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _groups() -> Iterator[str]:
    for key, label in GROUPS.items():
        yield f"## {label}\n"
        yield _row(HEADINGS)
        yield "|---" * len(HEADINGS) + "|"
        for attribute in ATTRIBUTES.values():
            if attribute.group == key:
                yield _row(_cells(attribute))
        yield ""


def _cells(attribute: Attribute) -> tuple[str, ...]:
    choices = ", ".join(str(value) for value in attribute.choices) if not attribute.quantity else ""
    shown = ", ".join(unit or "number" for unit in attribute.units) or choices or "text"
    if attribute.column == "flag":
        shown = "yes, no"
    quantity = attribute.quantity
    if quantity and quantity.below:
        shown = f"{quantity.units[0]} ({quantity.units[1]} below {quantity.below:g} {quantity.si_unit})"
    us_units = quantity.us_units if quantity else ()
    return (
        f"`{attribute.key}`",
        str(attribute.label) + (" (staff)" if attribute.staff_only else ""),
        attribute.symbol,
        attribute.si_unit or {"flag": "yes or no", "multi": "text; text"}.get(attribute.column, "text"),
        shown,
        ", ".join(us_units),
        attribute.search or "–",
        attribute.better or "–",
        ", ".join(attribute.kinds),
        str(attribute.note),
    )


def _short_names() -> Iterator[str]:
    yield "## Short names\n"
    yield "Addresses and the search box accept these as well.\n"
    yield "| short name | key |\n|---|---|"
    for alias, key in ALIASES.items():
        yield f"| `{alias}` | `{key}` |"
    yield ""


def _formulas() -> Iterator[str]:
    yield "## Derived figures\n"
    yield "What stands beside a figure whose source says *derived* and names no formula of its own.\n"
    yield "| key | formula |\n|---|---|"
    for attribute in ATTRIBUTES.values():
        if attribute.formula:
            yield f"| `{attribute.key}` | {attribute.formula} |"
    yield ""


def _units() -> Iterator[str]:
    yield "## Units\n"
    yield "Read without regard to case, spaces and dots, in any of these spellings.\n"
    yield "| quantity | unit | also written |\n|---|---|---|"
    for quantity, known in units.UNITS.items():
        for unit in known:
            yield _row((quantity, unit.symbol or "(none)", ", ".join(unit.spellings)))
    yield ""
