"""The search box of the shop: what `catalog.search_box` read, as filters of this shop's fields."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from catalog import units
from catalog.search_box import Band, Meaning, Piece, Point, TooLong
from catalog.search_box import read as read_text
from shop.browse.asked import AskedPoint, Choice, Filter, Interval, Limit, point_attribute
from shop.browse.fields import Field, field_names, fields
from shop.money import currency

TooMuch = TooLong
DEFAULT_CURRENCY = "USD"


@dataclass(frozen=True)
class Said:
    """What a text says: words to look for, filters with the words that they come from, a point, a kind of part."""

    words: tuple[str, ...] = ()
    understood: tuple[tuple[str, Filter], ...] = ()
    point: AskedPoint | None = None
    kind: str = "motor"


def read(text: str, names: Mapping[str, Meaning] | None = None) -> Said:
    """Read the search box. Raises TooMuch."""
    reading = read_text(text, names)
    words = reading.text.split()
    understood = []
    for piece in reading.pieces:
        field = fields().get(field_names().get(piece.key, ""))
        if field is None:
            words += piece.text.split()
        else:
            understood.append((piece.text, _filter(field, piece)))
    voltages = [each.values for _text, each in understood if each.field.name == "voltage" and isinstance(each, Choice)]
    return Said(tuple(words), tuple(understood), _point(reading.point, voltages), reading.kind)


def _filter(field: Field, piece: Piece) -> Filter:
    if piece.band:
        return _interval(field, piece.band)
    values = tuple(float(value) if _is_number(value) else value for value in piece.values)
    if field.search == "range":
        numbers = [value for value in values if isinstance(value, float)]
        return _interval(field, Band(min(numbers), max(numbers)))
    return Choice(field, values)


def _is_number(value: float | str | bool) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _interval(field: Field, band: Band) -> Interval:
    low, high = (None if math.isinf(end) else _limit(field, end) for end in (band.low, band.high))
    return Interval(field, low, high)


def _limit(field: Field, value: float) -> Limit:
    """A stored figure as somebody would type it in the first display unit."""
    if field.money:
        return Limit(round(value * 10 ** currency(DEFAULT_CURRENCY).exponent), f"{value:.10g}")
    if field.attribute is None or field.attribute.quantity is None:
        return Limit(value, f"{value:.10g}")
    shown = units.from_stored(value, field.attribute.unit, field.attribute.quantity.name)
    return Limit(value, f"{shown:.6g}")


def _point(point: Point | None, voltages: list[tuple[float | str | bool, ...]]) -> AskedPoint | None:
    """The point that a torque and a speed make. Where the search is for one voltage, that is every motor's own."""
    if point is None or point.torque <= 0:
        return None
    ends = {"m": _of("m", point.torque), "n": _of("n", point.speed)}
    if point.voltage and not any(len(values) == 1 for values in voltages):
        ends["v"] = _of("v", point.voltage)
    return AskedPoint(ends, typed=True)


def _of(name: str, value: float) -> Limit:
    attribute = point_attribute(name)
    shown = units.from_stored(value, attribute.unit, attribute.quantity.name)  # type: ignore[union-attr]
    return Limit(value, f"{shown:.6g}")
