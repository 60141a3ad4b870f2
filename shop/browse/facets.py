"""The filters as a form: choices with live counts, histograms with limits, and where the motor is to run."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from catalog import units
from catalog.attributes import Text, UnitSystem
from catalog.facets.conditions import FacetCount
from catalog.facets.kinds.range import RangeColumn
from catalog.quantities import number, show, unit_name
from shop.browse.asked import (
    NOT_PUBLISHED,
    POINT,
    Choice,
    Interval,
    Limit,
    Query,
    Value,
    point_attribute,
    written_value,
)
from shop.browse.fields import Field, fields
from shop.browse.search import Found, Search
from shop.money import Money
from shop.money import currency as money_currency

# What is always offered, in this order; the rest is one click away.
MAIN = (
    "voltage",
    "frame",
    "rated_torque",
    "rated_speed",
    "rated_power",
    "body_length",
    "mass",
    "price",
    "stock",
    "lead_time",
    "family",
    "ip",
    "sensor",
    "manufacturer",
)
SHORT = 7  # choices with more values than this are folded away until one is chosen
MOST_OPTIONS = 80
WIDTH, HEIGHT = 232.0, 40.0


@dataclass(frozen=True)
class Option:
    """One value to choose, with the motors that it would give."""

    value: str
    label: str
    count: int
    active: bool


@dataclass(frozen=True)
class ChoiceFacet:
    """Values to tick."""

    field: Field
    unit: str
    options: Sequence[Option]
    narrow: bool
    open: bool
    problem: str = ""
    is_range: bool = False


@dataclass(frozen=True)
class RangeFacet:
    """A histogram and two limits to type. Bare numbers are in ``unit``; ``sent_unit`` tells the server."""

    field: Field
    unit: str
    sent_unit: str
    low: str
    high: str
    least: str
    most: str
    bars: SafeString
    unpublished: int
    missing: bool
    problem: str = ""
    is_range: bool = True


Facet = ChoiceFacet | RangeFacet


def offered(query: Query, *, every: bool) -> list[Field]:
    """The fields of the form: the main ones and those that the question names, or all."""
    named = [each.field.name for each in query.everything] + [each.name for each in query.problems]
    chosen = [*MAIN, *(name for name in fields() if every or name in named)]
    return [fields()[name] for name in dict.fromkeys(chosen)]


def facets(found: Found, offered_fields: Sequence[Field], system: UnitSystem) -> list[Facet]:
    """The form, field by field. What no motor publishes is left out unless it is asked for."""
    search, query = found.search, found.search.query
    shown: list[Facet] = []
    for field in offered_fields:
        counted = found.facets.get(field.name)
        asked = query.filter(field.name) or query.problem(field.name)
        if counted is None and not asked:
            continue
        if field.search == "range":
            shown.append(_range(search, field, counted, system))
        elif asked or len(search.column(field).values):
            shown.append(_choice(search, field, counted, system))
    return shown


def _choice(search: Search, field: Field, counted: FacetCount | None, system: UnitSystem) -> ChoiceFacet:
    chosen = search.query.filter(field.name)
    column = search.column(field)
    values = [_value(field, each) for each in column.values] if column is not None else []
    counts = counted.counts.tolist() if counted else [0] * len(values)
    options = [
        Option(written_value(field.attribute, value), _label(field, value, system), count, _among(value, chosen))
        for value, count in _in_order(field, list(zip(values, counts, strict=True)))
    ]
    known = {option.value.casefold() for option in options}
    for value in chosen.values if isinstance(chosen, Choice) else ():
        written = written_value(field.attribute, value)
        if written.casefold() not in known and not any(
            isinstance(value, float) and _near(value, each) for each in values
        ):
            options.append(Option(written, _label(field, value, system), 0, active=True))
    missing = counted.missing if counted else 0
    if missing or (chosen and chosen.missing):
        options.append(Option(NOT_PUBLISHED, _("not published"), missing, bool(chosen and chosen.missing)))
    narrow = all(len(option.label) < SHORT for option in options if option.value != NOT_PUBLISHED) and len(options) > 2
    problem = search.query.problem(field.name)
    return ChoiceFacet(
        field=field,
        unit=_choice_unit(field, system),
        options=options,
        narrow=narrow,
        open=bool(chosen) or (len(options) <= 2 * SHORT and field.name in MAIN),
        problem=str(problem.sentence) if problem else "",
    )


def _value(field: Field, stored: Any) -> Value:
    """A value of the index as a filter holds it."""
    if field.search == "flag":
        return bool(stored)
    return stored if isinstance(stored, str) else float(stored)


def _in_order(field: Field, counted: list[tuple[Value, int]]) -> list[tuple[Value, int]]:
    """Words in the order of the table of attributes; of very many values those that most motors have."""
    if len(counted) > MOST_OPTIONS:
        most = sorted(counted, key=lambda pair: -pair[1])[:MOST_OPTIONS]
        counted = [pair for pair in counted if pair in most]
    places = {value: place for place, value in enumerate(field.attribute.choices)} if field.attribute else {}
    if not places:
        return counted
    return sorted(counted, key=lambda pair: places.get(pair[0], len(places)))


def _choice_unit(field: Field, system: UnitSystem) -> str:
    if not field.attribute or not field.attribute.quantity:
        return ""
    quantity = field.attribute.quantity
    return unit_name((quantity.us_units or quantity.units)[0] if system == "us" else quantity.units[0])


def _among(value: Value, chosen: Choice | Interval | None) -> bool:
    if isinstance(chosen, Interval):
        low = chosen.low.value if chosen.low else -np.inf
        high = chosen.high.value if chosen.high else np.inf
        return isinstance(value, float) and bool(chosen.low or chosen.high) and low <= value <= high
    asked = chosen.values if chosen else ()
    if isinstance(value, float):
        return any(isinstance(each, float) and _near(value, each) for each in asked)
    return str(value).casefold() in {str(each).casefold() for each in asked}


def _near(one: Value, other: Value) -> bool:
    return isinstance(one, float) and isinstance(other, float) and abs(one - other) <= abs(one) * 1e-5


def _label(field: Field, value: Value, system: UnitSystem) -> str:
    if field.attribute is None:
        return str(value)
    return show(value, field.attribute, system).number


def _range(search: Search, field: Field, counted: FacetCount | None, system: UnitSystem) -> RangeFacet:
    asked, problem = search.query.filter(field.name), search.query.problem(field.name)
    interval = asked if isinstance(asked, Interval) else None
    low, high = (interval.low, interval.high) if interval else (None, None)
    unit, sent_unit = _unit(field, low or high, system, search.currency)
    ends = (counted.minimum, counted.maximum) if counted else (None, None)
    least, most = (_plain(field, end, unit, search.currency) for end in ends)
    typed_low, typed_high = problem.ends if problem else (low.number if low else "", high.number if high else "")
    return RangeFacet(
        field=field,
        unit=unit_name(unit),
        sent_unit=sent_unit,
        low=typed_low,
        high=typed_high,
        least=least,
        most=most,
        bars=_bars(search.column(field), counted, interval),
        unpublished=counted.missing if counted else 0,
        missing=bool(asked and asked.missing),
        problem=str(problem.sentence) if problem else "",
    )


def _bars(column: Any, counted: FacetCount | None, asked: Interval | None) -> SafeString:
    """The histogram: bars inside the limits in the colour of the reader, the others grey."""
    if counted is None or not isinstance(column, RangeColumn) or len(counted.counts) < 2 or not counted.counts.max():
        return SafeString()
    edges = column.edges()
    low = asked.low.value if asked and asked.low else -np.inf
    high = asked.high.value if asked and asked.high else np.inf
    step = WIDTH / len(counted.counts)
    heights = np.where(counted.counts, 2 + (HEIGHT - 3) * np.sqrt(counted.counts / counted.counts.max()), 0)
    bars = [
        f'<rect class="{"on" if edges[place + 1] >= low and edges[place] <= high else "off"}" x="{place * step:.1f}" '
        f'y="{HEIGHT - height:.1f}" width="{step - 1:.1f}" height="{height:.1f}"/>'
        for place, height in enumerate(heights)
        if height
    ]
    return mark_safe("".join(bars))  # noqa: S308  figures of our own


def _unit(field: Field, limit: Limit | None, system: UnitSystem, currency: str) -> tuple[str, str]:
    """The unit that the two fields are in, and what a bare number is to be sent with."""
    if field.money:
        return money_currency(currency).label, limit.unit if limit else ""
    if field.attribute is None or field.attribute.quantity is None:
        return str(field.unit), ""
    if limit:
        return limit.unit or field.attribute.unit, limit.unit
    if system == "us" and field.attribute.quantity.us_units:
        unit = field.attribute.quantity.us_units[0]
        return unit, unit
    return field.attribute.unit, ""


def _plain(field: Field, value: float | None, unit: str, currency: str) -> str:
    """A limit as it stands in an empty field."""
    if value is None:
        return ""
    if field.money:
        return Money(int(value), currency).figure()
    if field.attribute is None or field.attribute.quantity is None:
        return number(value, whole=True)
    return number(units.from_stored(value, unit, field.attribute.quantity.name), digits=3)


@dataclass(frozen=True)
class PointField:
    """One figure of the operating point, to type."""

    name: str
    label: Text
    value: str
    unit: str
    sent_unit: str
    hint: str = ""
    problem: str = ""


def point_fields(query: Query, system: UnitSystem) -> list[PointField]:
    """The operating point as fields: torque, speed, supply, ambient."""
    labels = {"m": _("Torque"), "n": _("Speed"), "v": _("Supply"), "ta": _("Ambient")}
    hints = {"v": _("own"), "ta": "25"}
    shown = []
    for name in POINT:
        attribute = point_attribute(name)
        limit = query.point.ends.get(name) if query.point else None
        us = attribute.quantity.us_units if system == "us" and attribute.quantity else ()
        unit = (limit.unit if limit else us[0] if us else "") or attribute.unit
        hint = "77" if us and name == "ta" and not limit else hints.get(name, "")
        field = PointField(name, labels[name], limit.number if limit else "", unit_name(unit), unit, hint)
        problem = query.problem(name)
        shown.append(replace(field, value=problem.typed[:40], problem=str(problem.sentence)) if problem else field)
    return shown
