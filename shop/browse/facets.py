"""The filters as a form: choices with live counts, limits with the catalogue's own ends."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext as _

from catalog import units
from catalog.attributes import UnitSystem
from catalog.quantities import number, show, unit_name, values_of
from shop.browse.fields import Field, fields
from shop.browse.filters import NOT_PUBLISHED, Choice, Interval, Limit, Query, Value, written_value
from shop.browse.search import asked_of, catalogue, condition, currency_of, with_prices
from shop.money import Money
from shop.money import currency as money_currency

CHOICES = ("voltage", "frame", "family", "ip", "sensor", "manufacturer")
RANGES = ("rated_torque", "rated_speed", "rated_power", "body_length", "mass", "price", "stock", "lead_time")
SHORT = 7  # choices with more values than this are folded away until one is chosen


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
    """Two limits to type. Bare numbers are in ``unit``; ``sent_unit`` says so to the server where it must know."""

    field: Field
    unit: str
    sent_unit: str
    low: str
    high: str
    least: str
    most: str
    missing: bool
    problem: str = ""
    is_range: bool = True


Facet = ChoiceFacet | RangeFacet


def facets(query: Query, system: UnitSystem) -> list[Facet]:
    """The filters that are always offered, and those that the address names beside them."""
    named = [each.field.name for each in query.filters]
    choices = [*CHOICES, *(name for name in named if name not in CHOICES and fields()[name].search != "range")]
    ranges = [*RANGES, *(name for name in named if name not in RANGES and fields()[name].search == "range")]
    ends = _ends([fields()[name] for name in ranges], currency_of(query))
    found: dict[str, Facet] = {name: _choice(fields()[name], query, system) for name in choices}
    found |= {name: _range(fields()[name], query, system, ends[name]) for name in ranges}
    order = [*CHOICES[:2], *RANGES[:3], "family", *RANGES[3:], *CHOICES[3:]]
    return [found[name] for name in (*order, *(name for name in found if name not in order))]


def _choice(field: Field, query: Query, system: UnitSystem) -> ChoiceFacet:
    chosen = query.filter(field.name)
    values = chosen.values if isinstance(chosen, Choice) else ()
    options = [
        Option(written_value(field.attribute, value), _label(field, value, system), count, _among(value, values))
        for value, count in _counts(field, query)
    ]
    known = {option.value.casefold() for option in options}
    options += [
        Option(written_value(field.attribute, value), _label(field, value, system), 0, True)
        for value in values
        if written_value(field.attribute, value).casefold() not in known
    ]
    if chosen and chosen.missing:
        options.append(Option(NOT_PUBLISHED, _("not published"), 0, True))
    narrow = all(len(option.label) < SHORT for option in options) and len(options) > 2
    unit = ""
    if field.attribute and field.attribute.quantity:
        quantity = field.attribute.quantity
        unit = unit_name((quantity.us_units or quantity.units)[0] if system == "us" else quantity.units[0])
    problem = query.problem(field.name)
    return ChoiceFacet(
        field=field,
        unit=unit,
        options=options,
        narrow=narrow,
        open=len(options) <= 2 * SHORT or bool(chosen),
        problem=str(problem.sentence) if problem else "",
    )


def _counts(field: Field, query: Query) -> list[tuple[Value, int]]:
    """Every value in the catalogue with the motors that pass all the other filters, those with none included."""
    passing = Count("pk", filter=condition(query, besides=field) or Q(pk__isnull=False))
    rows = asked_of(query).order_by().values_list(field.column).annotate(count=passing)
    counts: Counter[Value] = Counter()
    for value, count in rows:
        for each in values_of(value) if field.search == "multi" else (value,):
            if each not in (None, ""):
                counts[float(f"{each:.9g}") if isinstance(each, float) else each] += count
    return sorted(counts.items(), key=lambda pair: (isinstance(pair[0], str), pair[0]))


def _among(value: Value, chosen: Sequence[Value]) -> bool:
    if isinstance(value, float):
        return any(isinstance(each, float) and abs(each - value) <= abs(value) * 1e-6 for each in chosen)
    return str(value).casefold() in {str(each).casefold() for each in chosen}


def _label(field: Field, value: Value, system: UnitSystem) -> str:
    if field.attribute is None:
        return str(value)
    return show(value, field.attribute, system).number


def _ends(ranges: Sequence[Field], currency: str) -> Mapping[str, tuple[float | None, float | None]]:
    """The least and the greatest value in the catalogue, for all limits in one query."""
    wanted = {f"{end.__name__.lower()}_{field.name}": end(field.column) for field in ranges for end in (Min, Max)}
    row = with_prices(catalogue(), currency).aggregate(**wanted)
    return {field.name: (row[f"min_{field.name}"], row[f"max_{field.name}"]) for field in ranges}


def _range(field: Field, query: Query, system: UnitSystem, ends: tuple[float | None, float | None]) -> RangeFacet:
    asked, problem = query.filter(field.name), query.problem(field.name)
    low = asked.low if isinstance(asked, Interval) else None
    high = asked.high if isinstance(asked, Interval) else None
    unit, sent_unit = _unit(field, low or high, system, currency_of(query))
    least, most = (_plain(field, end, unit, currency_of(query)) for end in ends)
    typed_low, typed_high = problem.ends if problem else (low.number if low else "", high.number if high else "")
    return RangeFacet(
        field=field,
        unit=unit_name(unit),
        sent_unit=sent_unit,
        low=typed_low,
        high=typed_high,
        least=least,
        most=most,
        missing=bool(asked and asked.missing),
        problem=str(problem.sentence) if problem else "",
    )


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
