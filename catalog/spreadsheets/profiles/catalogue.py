"""Our own sheets: what ``export_sheet`` writes, changed in a spreadsheet program and read back.

Line 1 holds keys: ``part_number``, ``kind``, ``series`` and attributes (docs/reference/attributes.md). A line that
begins with ``[unit]`` names the unit of each column; without it a figure is in the attribute's first unit. An empty
cell takes a figure away; a column that is not there is left alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalog import units
from catalog.attributes import ATTRIBUTES, Attribute, PartKind, Text, for_kind
from catalog.models import Product
from catalog.part_numbers import fold, refusal
from catalog.queries import published
from catalog.services import Change
from catalog.spreadsheets.cells import BadCell, Column, read_cell, refuse_false_columns
from catalog.spreadsheets.errors import FileRefused
from catalog.spreadsheets.profiles.base import Wanted, WantedPart
from catalog.spreadsheets.reading import Row, Table
from catalog.spreadsheets.report import Remark, Report

NAME: Final = "catalogue"
IDENTITY: Final = ("part_number", "kind", "series")
UNIT_LINE: Final = "[unit]"
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_YES_NO: Final = {"yes": True, "no": False}


@dataclass(frozen=True)
class _Layout:
    kind: PartKind
    places: Mapping[str, int]
    units: Mapping[str, str]
    numbers: Mapping[str, tuple[int, Column]]
    rows: tuple[Row, ...]


class Catalogue:
    """The profile."""

    name = NAME
    title: Text = _("Our own sheets")

    def read(self, tables: Sequence[Table], report: Report) -> Wanted:
        """One kind of part a file; series must exist."""
        wanted = Wanted()
        seen: set[str] = set()
        for table in tables:
            layout = _layout(table)
            report.files[table.file] = layout.kind
            refuse_false_columns(table, layout.rows, layout.numbers)
            present = {fold(each.part_number): each for each in published(layout.kind)}
            for row in layout.rows:
                part = _part(table, layout, row, seen, present, report)
                if part:
                    wanted.parts.setdefault(layout.kind, []).append(part)
        return wanted


def _layout(table: Table) -> _Layout:
    first = table.rows[0]
    header = list(first.cells)
    while header and not header[-1]:
        header.pop()
    missing = [name for name in IDENTITY if name not in header]
    if missing:
        sentence = format_lazy(_("These columns are missing: {columns}."), columns=", ".join(missing))
        raise FileRefused(table.file, sentence, row=first.number)
    if len(set(header)) != len(header):
        raise FileRefused(table.file, _("Two columns have the same heading."), row=first.number)
    places = {heading: place for place, heading in enumerate(header)}
    rows = [row for row in table.rows[1:] if not row.cells[0].startswith("[")]
    kinds = {row.cells[places["kind"]] for row in rows if len(row.cells) > places["kind"]}
    if len(kinds) != 1 or not kinds <= set(get_args(PartKind)):
        raise FileRefused(table.file, _("The column must hold one kind of part, the same in each row."), column="kind")
    kind: PartKind = kinds.pop()  # type: ignore[assignment]  # checked against the kinds above
    known = {each.key: each for each in for_kind(kind) if each.stored}
    unknown = [heading for heading in header if heading not in IDENTITY and heading not in known]
    if unknown:
        sentence = format_lazy(_("No such attributes: {columns}."), columns=", ".join(unknown)[:200])
        raise FileRefused(table.file, sentence, row=first.number)
    told = _units(table, places, known)
    numbers = {
        key: (place, _column(known[key])) for key, place in places.items() if key in known and known[key].quantity
    }
    padded = tuple(Row(row.number, row.cells + ("",) * (len(header) - len(row.cells))) for row in rows)
    return _Layout(kind, places, told, numbers, padded)


def _units(table: Table, places: Mapping[str, int], known: Mapping[str, Attribute]) -> dict[str, str]:
    line = next((row for row in table.rows[1:] if row.cells[0] == UNIT_LINE), None)
    found = {}
    for key, place in places.items():
        attribute = known.get(key)
        if attribute is None or attribute.quantity is None:
            continue
        written = line.cells[place] if line and place < len(line.cells) else ""
        symbol = units.find(written, attribute.quantity.name) if written else attribute.unit
        if symbol is None:
            sentence = format_lazy(_("“{unit}” is no unit of this column."), unit=written[:20])
            raise FileRefused(table.file, sentence, row=line.number if line else None, column=key)
        found[key] = symbol
    return found


def _column(attribute: Attribute) -> Column:
    return Column(attribute.key, attribute.key, float("-inf"), float("inf"))


def cell_text(part: Product, attribute: Attribute) -> str:
    """A figure as our sheets write it: in the attribute's first unit, with twelve digits."""
    value = getattr(part, attribute.key)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if attribute.quantity:
        return f"{units.from_stored(value, attribute.unit, attribute.quantity.name):.12g}"
    return plain(str(value))


def plain(text: str) -> str:
    """A word that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _part(
    table: Table, layout: _Layout, row: Row, seen: set[str], present: Mapping[str, Product], report: Report
) -> WantedPart | None:
    number, series = (_word(row.cells[layout.places[name]]) for name in ("part_number", "series"))
    problem = refusal(number) if number else _("The row has no part number.")
    if not problem and fold(number) in seen:
        problem = _("The part number stands twice.")
    if not problem and len(row.cells) > len(layout.places) and any(row.cells[len(layout.places) :]):
        problem = _("The row has more cells than the header.")
    if problem:
        report.count(layout.kind, "refused")
        report.remark(
            Remark(verdict="refused", file=table.file, row=row.number, part=number[:80], rule="row", sentence=problem)
        )
        return None
    seen.add(fold(number))
    values: dict[str, float | str | bool | None] = {}
    for key, place in layout.places.items():
        if key in IDENTITY or _says_the_same(present.get(fold(number)), ATTRIBUTES[key], row.cells[place], layout):
            continue
        found = _value(ATTRIBUTES[key], row.cells[place], layout, table)
        if isinstance(found, BadCell):
            report.remark(
                Remark(
                    verdict="left out",
                    file=table.file,
                    row=row.number,
                    column=key,
                    part=number,
                    rule=found.rule,
                    sentence=found.sentence,
                )
            )
        else:
            values[key] = found
    return WantedPart(Change(part_number=number, series=series.lower(), values=values), table.file, row.number)


def _says_the_same(part: Product | None, attribute: Attribute, cell: str, layout: _Layout) -> bool:
    """Whether a cell is still what was exported: a stored figure has more digits than a sheet shows."""
    if part is None or layout.units.get(attribute.key, attribute.unit) != attribute.unit:
        return False
    return cell_text(part, attribute) == cell


def _value(attribute: Attribute, cell: str, layout: _Layout, table: Table) -> float | str | bool | BadCell | None:
    if attribute.quantity:
        found = read_cell(cell, layout.numbers[attribute.key][1], comma_decimals=table.comma_decimals)
        if isinstance(found, float):
            return units.to_stored(found, layout.units[attribute.key], attribute.quantity.name)
        return found
    if attribute.column == "flag":
        if cell and cell.casefold() not in _YES_NO:
            return BadCell(
                attribute.key, cell, "flag", format_lazy(_("“{text}” is neither yes nor no."), text=cell[:20])
            )
        return _YES_NO.get(cell.casefold())
    return _word(cell)


def _word(cell: str) -> str:
    """A word without the apostrophe that keeps spreadsheet programs from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA_STARTS) else cell
