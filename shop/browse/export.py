"""A whole result as a file: CSV row by row as it is read, or XLSX; no cell is taken for a formula."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any, Final

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from catalog import units
from catalog.attributes import UnitSystem
from catalog.quantities import unit_name
from catalog.spreadsheets.profiles.catalogue import plain
from shop.browse.fields import Field, fields
from shop.browse.search import Search, motors_of
from shop.money import Money
from shop.money import currency as currency_row
from shop.pricing.queries import offers

CHUNK: Final = 400
NAME: Final = "motors"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | float | int | None


class _Echo:
    """A file that hands back what is written to it, for `csv.writer`."""

    def write(self, value: str) -> str:
        return value


def answer(search: Search, system: UnitSystem, ending: str) -> HttpResponseBase:
    """The file of a whole result, in its order."""
    rows = _rows(search, system)
    if ending == "csv":
        writer = csv.writer(_Echo())
        lines = (writer.writerow([_safe(cell) for cell in row]) for row in rows)
        response: HttpResponseBase = StreamingHttpResponse(_with_mark(lines), content_type="text/csv; charset=utf-8")
    else:
        response = FileResponse(_workbook(rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{NAME}.{ending}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _with_mark(lines: Iterator[str]) -> Iterator[str]:
    """Begin with the mark by which spreadsheet programs know UTF-8."""
    yield "\ufeff"
    yield from lines


def _rows(search: Search, system: UnitSystem) -> Iterator[list[Cell]]:
    """The head, then a row a motor: number, series, every attribute, price, stock, lead time, and the point's."""
    shown = [field for field in fields().values() if field.attribute is not None]
    yield _head(shown, search, system)
    found = search.ask(limit=search.index.capacity)
    at_point = search.judged
    for begin in range(0, len(found.rows), CHUNK):
        rows = found.rows[begin : begin + CHUNK]
        by_part = dict(zip(search.parts(rows), rows, strict=True))
        prices = offers(list(by_part), search.currency)
        for motor in motors_of(list(by_part)):
            part = motor.part_id or 0
            offer, row = prices[part], by_part[part]
            lowest = min((each.unit_price for each in offer.breaks), default=None)
            cells: list[Cell] = [motor.part_number, motor.series.name, *(_cell(motor, each, system) for each in shown)]
            cells += [_price(lowest), offer.stock, offer.lead_time_days]
            if at_point:
                figures = (at_point.margin[row] * 100, at_point.current[row], at_point.efficiency[row] * 100)
                cells += [_figure(float(each)) for each in figures]
            yield cells


def _head(shown: Sequence[Field], search: Search, system: UnitSystem) -> list[Cell]:
    titles: list[Cell] = [_("Part number"), _("Series")]
    for field in shown:
        unit = unit_name(_unit(field, system))
        titles.append(f"{field.label} ({unit})" if unit else str(field.label))
    titles.append(f"{_('Lowest unit price')} ({currency_row(search.currency).label})")
    titles += [_("In stock"), f"{_('Lead time')} ({_('days')})"]
    if search.judged:
        titles += [
            f"{_('Torque margin')} (%)",
            f"{_('Current at the point')} (A)",
            f"{_('Efficiency at the point')} (%)",
        ]
    return titles


def _unit(field: Field, system: UnitSystem) -> str:
    quantity = field.attribute.quantity if field.attribute else None
    if quantity is None:
        return ""
    return (quantity.us_units or quantity.units)[0] if system == "us" else quantity.units[0]


def _cell(motor: Any, field: Field, system: UnitSystem) -> Cell:
    attribute = field.attribute
    value = getattr(motor, attribute.key) if attribute else None
    if value in (None, "") or attribute is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if attribute.quantity:
        return _figure(units.from_stored(value, _unit(field, system), attribute.quantity.name))
    return str(value)


def _figure(value: float) -> float | None:
    return float(f"{value:.6g}") if value == value and abs(value) != float("inf") else None


def _price(lowest: Money | None) -> float | None:
    return float(lowest.decimal) if lowest else None


def _safe(cell: Cell) -> Cell:
    return plain(cell) if isinstance(cell, str) else cell


def _workbook(rows: Iterator[list[Cell]]) -> Any:
    """A workbook in a file without a name, which goes when it has been sent."""
    out = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet("Motors")
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 1)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, place, _safe(cell), bold if number == 0 else None)
    book.close()
    out.seek(0)
    return out
