"""One page of results: rows with cells, curve, picture, price and stock, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from catalog.attributes import UnitSystem
from catalog.drawings import SparkScale, portraits, shared_scale, sparkline
from catalog.drawings.axes import SPEED, TORQUE, scale_for
from catalog.models import Motor
from catalog.quantities import show
from shop.browse.columns import COLUMNS, aligned
from shop.browse.filters import Filter, Query
from shop.browse.search import currency_of, loosenings, nearest, ordered
from shop.browse.words import in_words
from shop.money import Money
from shop.money import currency as currency_row
from shop.pricing.queries import Offer, offers

A_PAGE = 30
PRICE_AT = 50  # pieces, at which prices are compared


@dataclass(frozen=True)
class Cell:
    """A figure of a row, with the words that stand above it where a row becomes a card."""

    text: str
    label: str
    css: str


@dataclass(frozen=True)
class Row:
    """A motor among others."""

    motor: Motor
    url: str
    cells: Sequence[Cell]
    picture: SafeString
    spark: SafeString
    offer: Offer
    price: Money | None


@dataclass(frozen=True)
class Chip:
    """A filter in words, and the address of the same question without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Loosened(Chip):
    """A chip with what leaving it out would give."""

    count: int
    nearest: Any = None


def page_of(query: Query, system: UnitSystem) -> tuple[Page, SparkScale]:
    """The page of rows that the question asks for (past the end, the last one) and the scale of its curves."""
    page = Paginator(ordered(query), A_PAGE).get_page(query.page)
    rows, scale = rows_of(list(page.object_list), system, currency_of(query))
    page.object_list = rows  # type: ignore[assignment]  # rows stand for their motors
    return page, scale


def rows_of(motors: Sequence[Motor], system: UnitSystem, currency: str) -> tuple[list[Row], SparkScale]:
    """Rows of these motors, their curves and pictures each on one scale."""
    parts = [motor.part_id or 0 for motor in motors]  # what is published has a part
    found = offers(parts, currency)
    scale = shared_scale(motors)
    pictures = portraits(motors)
    columns = [aligned([column.cell(motor, system) for motor in motors]) for column in COLUMNS]
    rows = [
        Row(
            motor=motor,
            url=motor.get_absolute_url(),
            cells=[
                Cell(texts[index], column.long(system), column.classes)
                for column, texts in zip(COLUMNS, columns, strict=True)
            ],
            picture=mark_safe(pictures[index]),  # noqa: S308  our own drawing
            spark=mark_safe(sparkline(motor, scale=scale, system=system)),  # noqa: S308  our own drawing
            offer=found[parts[index]],
            price=found[parts[index]].unit_price(PRICE_AT),
        )
        for index, motor in enumerate(motors)
    ]
    return rows, scale


def scale_in_words(scale: SparkScale, system: UnitSystem) -> dict[str, str]:
    """What stands over the column of curves, and under the table."""
    torque, speed = scale_for(TORQUE, scale.torque, system), scale_for(SPEED, scale.speed, system)
    return {
        "axes": _("%(speed)s over %(torque)s") % {"speed": speed.name, "torque": torque.name},
        "words": _("All curves share one scale, 0 to %(torque)s and 0 to %(speed)s, so they compare down the column.")
        % {"torque": torque.with_unit(scale.torque, digits=2), "speed": speed.with_unit(scale.speed, digits=2)},
    }


def price_in_words(query: Query) -> str:
    """What stands over the column of prices."""
    return _("%(currency)s at %(pieces)s") % {
        "currency": currency_row(currency_of(query)).label,
        "pieces": PRICE_AT,
    }


def chips_of(query: Query, system: UnitSystem) -> list[Chip]:
    """Everything that narrows the search, each with the way to leave it out."""
    chips = [Chip(f"“{word}”", _address(query.without_text([word]))) for word in query.words]
    chips += [Chip(in_words(found, system), _address(query.without_text([token]))) for token, found in query.understood]
    return [*chips, *(Chip(in_words(each, system), _address(query.without(each))) for each in query.filters)]


def loosened(query: Query, system: UnitSystem) -> list[Loosened]:
    """For a question without results: each filter with what the search gives without it, the most first."""
    found = []
    for each in loosenings(query):
        label = in_words(each.filter, system) if each.filter else f"“{' '.join(each.words)}”"
        near = nearest(each) if each.count else None
        said = _near(near, each.filter, system) if near and each.filter else None
        found.append(Loosened(label, _address(each.query), each.count, said))
    return found


def _near(motor: Motor, asked: Filter, system: UnitSystem) -> dict[str, str]:
    attribute = asked.field.attribute
    said = ""
    if asked.field.money:
        said = Money(motor.lowest_price, currency_of(Query(filters=(asked,)))).format()
    elif attribute and attribute.quantity:
        said = str(show(getattr(motor, attribute.key), attribute, system))
    return {"url": motor.get_absolute_url(), "number": motor.part_number, "said": said}


def _address(query: Query) -> str:
    return f"?{query.written()}"
