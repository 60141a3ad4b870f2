"""The search among published motors: conditions, order, counts. Everything is asked of the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import F, FloatField, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Abs

from catalog.models import Motor
from catalog.part_numbers import fold
from catalog.queries import published
from shop.browse.fields import Field, fields
from shop.browse.filters import DEFAULT_CURRENCY, Choice, Filter, Interval, Query
from shop.browse.filters import Value as Asked
from shop.pricing.models import PriceBreak
from shop.pricing.queries import price_list

USUAL_ORDER = "rated_torque"
PART_NUMBER = "part_number"
_SAME = 1e-6  # a choice of 57 mm finds 57.00001 mm: figures come from sheets in many units
_END = 1e-9  # an end of an interval is inside it, whatever the unit did to its last digit


@dataclass(frozen=True)
class Loosening:
    """What leaving out one filter (or, without one, the words) would give."""

    filter: Filter | None
    words: tuple[str, ...]
    query: Query
    count: int


def catalogue() -> QuerySet[Motor]:
    """Every published motor."""
    return published("motor")


def with_prices(motors: QuerySet[Motor], currency: str = DEFAULT_CURRENCY) -> QuerySet[Motor]:
    """Motors with their lowest unit price in this currency (minor units, None: on request)."""
    prices = PriceBreak.objects.filter(price_list=price_list(currency), part=OuterRef("part")).order_by()
    lowest = prices.values("part").annotate(lowest=Min("unit_price")).values("lowest")
    return motors.annotate(lowest_price=Subquery(lowest))


def matching(query: Query) -> QuerySet[Motor]:
    """The motors that pass every filter."""
    return asked_of(query).filter(condition(query))


def asked_of(query: Query) -> QuerySet[Motor]:
    """Every published motor, with prices where the question names them."""
    named = query.filter("price") or query.sort.removeprefix("-") == "price"
    return with_prices(catalogue(), currency_of(query)) if named else catalogue()


def ordered(query: Query) -> QuerySet[Motor]:
    """The motors that pass, in the order asked for: those without the figure last, ties by part number."""
    sort = query.sort or USUAL_ORDER
    name = sort.removeprefix("-")
    column = "part__folded" if name == PART_NUMBER else fields()[name].column
    by = F(column).desc(nulls_last=True) if sort.startswith("-") else F(column).asc(nulls_last=True)
    return matching(query).order_by(by, "part__folded")


def currency_of(query: Query) -> str:
    """The currency that the price limits name, else the shop's."""
    limit = query.filter("price")
    named = [end.unit for end in (limit.low, limit.high) if end and end.unit] if isinstance(limit, Interval) else []
    return named[0] if named else DEFAULT_CURRENCY


def condition(query: Query, *, besides: Field | None = None) -> Q:
    """The whole question as one condition."""
    parts = [of_filter(each) for each in query.filters if each.field != besides]
    parts += [of_filter(found) for _token, found in query.understood if found.field != besides]
    parts += [of_word(word) for word in query.words]
    return reduce(and_, parts, Q())


def of_filter(asked: Filter) -> Q:
    """One filter as a condition."""
    column = asked.field.column
    missing = [_missing(asked.field)] if asked.missing else []
    if isinstance(asked, Choice):
        return reduce(or_, [*(_equals(asked.field, value) for value in asked.values), *missing])
    inside = Q(**{f"{column}__isnull": False})
    if asked.low:
        inside &= Q(**{f"{column}__gte": asked.low.value - abs(asked.low.value) * _END})
    if asked.high:
        inside &= Q(**{f"{column}__lte": asked.high.value + abs(asked.high.value) * _END})
    return reduce(or_, [*([inside] if asked.low or asked.high else []), *missing])


def of_word(word: str) -> Q:
    """A word of the search box: in the part number however it is typed, or in what is said about the series."""
    anywhere = reduce(
        or_,
        (
            Q(**{f"{column}__icontains": word})
            for column in ("series__name", "series__family", "series__story", "part__manufacturer")
        ),
    )
    folded = fold(word)
    return anywhere | Q(part__folded__contains=folded) if folded else anywhere


def loosenings(query: Query) -> list[Loosening]:
    """For a question without results: what each filter alone keeps out, the most rewarding first."""
    without: list[tuple[Filter | None, tuple[str, ...], Query]] = [
        (each, (), query.without(each)) for each in query.filters
    ]
    without += [(choice, (token,), query.without_text([token])) for token, choice in query.understood]
    if query.words:
        without.append((None, query.words, query.without_text(query.words)))
    found = [Loosening(asked, words, left, matching(left).count()) for asked, words, left in without]
    return sorted(found, key=lambda each: -each.count)


def nearest(loosening: Loosening) -> Motor | None:
    """The motor that comes closest to what a limit or a figure asks, among those that pass everything else."""
    asked = loosening.filter
    wanted = _wanted(asked) if asked else None
    if asked is None or wanted is None:
        return None
    away = Abs(F(asked.field.column) - Value(wanted, output_field=FloatField()))
    near = matching(loosening.query)
    if asked.field.money:
        near = with_prices(near, currency_of(Query(filters=(asked,))))
    near = near.filter(**{f"{asked.field.column}__isnull": False})
    return near.order_by(away, "part__folded").first()


def _wanted(asked: Filter) -> float | None:
    """The figure to come close to: the end of a limit, or the only value of a choice."""
    if isinstance(asked, Interval):
        ends = [end.value for end in (asked.low, asked.high) if end]
        return sum(ends) / len(ends) if ends else None
    numbers = [value for value in asked.values if isinstance(value, float)]
    return numbers[0] if len(numbers) == 1 else None


def _missing(field: Field) -> Q:
    empty = Q(**{f"{field.column}__isnull": True})
    text = field.attribute is None or field.attribute.column in ("text", "multi")
    return empty | Q(**{field.column: ""}) if text and field.search != "range" else empty


def _equals(field: Field, value: Asked) -> Q:
    column = field.column
    if isinstance(value, bool):
        return Q(**{column: value})
    if isinstance(value, float):
        return Q(**{f"{column}__gte": value - abs(value) * _SAME, f"{column}__lte": value + abs(value) * _SAME})
    if field.search == "multi":
        lookups: Iterable[tuple[str, Any]] = (
            ("iexact", value),
            ("istartswith", f"{value};"),
            ("iendswith", f";{value}"),
            ("icontains", f";{value};"),
        )
        return reduce(or_, (Q(**{f"{column}__{lookup}": text}) for lookup, text in lookups))
    return Q(**{f"{column}__iexact": value})
