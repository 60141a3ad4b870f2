"""One page of results: rows with cells, curve, picture, price and stock, ready to print."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from catalog.attributes import UnitSystem
from catalog.drawings import SparkScale, portraits, shared_scale, sparkline
from catalog.drawings.axes import SPEED, TORQUE, scale_for
from catalog.facets.point import Check
from catalog.models import Motor
from catalog.quantities import number, show
from shop.browse.asked import Filter, Query
from shop.browse.columns import COLUMNS, AnyColumn, Column, PointColumn, aligned
from shop.browse.fields import Field
from shop.browse.search import Found, Search, currency_of, loosenings, motors_of, nearest
from shop.browse.words import in_words, point_in_words
from shop.money import Money
from shop.money import currency as currency_row
from shop.pricing.queries import Offer, offers

PRICE_AT = 50  # pieces, at which prices are compared
NEAR = 5  # motors that are shown just outside the point
TIGHT = 0.2  # a margin below this is marked


@dataclass(frozen=True)
class Cell:
    """A figure of a row, with the words that stand above it where a row becomes a card."""

    text: str | SafeString
    label: str
    css: str


@dataclass(frozen=True)
class Row:
    """A motor among others. ``current``, ``efficiency`` and ``margin`` are those at the visitor's point."""

    motor: Motor
    url: str
    cells: Sequence[Cell]
    picture: SafeString
    spark: SafeString
    offer: Offer
    price: Money | None
    why_not: str = ""
    current: str = ""
    efficiency: str = ""
    margin: str = ""
    keys: Sequence[Cell] = ()


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


@dataclass(frozen=True)
class Results:
    """One page, what lies just outside the point, and the counts of the form."""

    page: Page
    outside: Sequence[Row]
    scale: SparkScale
    found: Found


def results_of(
    search: Search, system: UnitSystem, *, facets: Sequence[Field] = (), columns: Sequence[AnyColumn] = COLUMNS
) -> Results:
    """The page of rows that the question asks for (past the end, the last one), with the counts of these facets."""
    query = search.query
    found = search.ask(facets=facets, offset=(query.page - 1) * query.size, limit=query.size)
    page = Paginator(range(found.total), query.size).get_page(query.page)
    if page.number != query.page and found.total:
        found = search.ask(facets=facets, offset=(page.number - 1) * query.size, limit=query.size)
    outside = search.just_outside(NEAR) if page.number == page.paginator.num_pages else []
    motors = motors_of([*found.parts, *search.parts(outside)])
    rows, scale = rows_of(motors, system, search.currency, columns=columns, search=search)
    passing = set(found.parts)
    inside: Any = [row for row in rows if row.motor.part_id in passing]
    page.object_list = inside  # rows stand for their motors
    return Results(page, [row for row in rows if row.motor.part_id not in passing], scale, found)


def rows_of(
    motors: Sequence[Motor],
    system: UnitSystem,
    currency: str,
    *,
    columns: Sequence[AnyColumn] = COLUMNS,
    search: Search | None = None,
) -> tuple[list[Row], SparkScale]:
    """Rows of these motors, their curves and pictures each on one scale."""
    parts = [motor.part_id or 0 for motor in motors]  # what is published has a part
    found = offers(parts, currency)
    point = search.query.operating if search else None
    marked = (point.torque, point.speed) if point else None
    scale = shared_scale(motors, point=marked)
    pictures = portraits(motors)
    at_point = _at_point(motors, search, system) if search and search.judged else [_NOTHING] * len(motors)
    texts = [_column(column, motors, at_point, system) for column in columns]
    suffix = f"?{urlencode(list(search.query.point.pairs()))}" if search and point and search.query.point else ""
    rows = [
        Row(
            motor=motor,
            url=motor.get_absolute_url() + suffix,
            cells=_cells(columns, [column[index] for column in texts], at_point[index], system),
            picture=mark_safe(pictures[index]),  # noqa: S308  our own drawing
            spark=mark_safe(sparkline(motor, scale=scale, point=marked, system=system)),  # noqa: S308  our own drawing
            offer=found[parts[index]],
            price=found[parts[index]].unit_price(PRICE_AT),
            why_not=at_point[index].why_not,
            current=at_point[index].texts.get("point_current", ""),
            efficiency=at_point[index].texts.get("point_efficiency", ""),
            margin=at_point[index].texts.get("margin", ""),
            keys=_keys(motor, system),
        )
        for index, motor in enumerate(motors)
    ]
    return rows, scale


@dataclass(frozen=True)
class _AtPoint:
    """What one motor does at the point: each figure as text, its margin as a share, or why it does not run there."""

    texts: Mapping[str, str]
    margin: float = np.nan
    why_not: str = ""


_NOTHING = _AtPoint({})


def _at_point(motors: Sequence[Motor], search: Search, system: UnitSystem) -> list[_AtPoint]:
    places = {int(part): row for row, part in enumerate(search.index.ids.tolist())}
    judged = search.judged
    found = []
    for motor in motors:
        row = places.get(motor.part_id or 0)
        if row is None or judged is None:
            found.append(_NOTHING)
            continue
        missed = judged.why_not(row)
        current, efficiency, margin = (float(each[row]) for each in (judged.current, judged.efficiency, judged.margin))
        texts = {
            "point_current": number(current, digits=2 if current < 10 else 3) if np.isfinite(current) else "",
            "point_efficiency": number(100 * efficiency, digits=2) if np.isfinite(efficiency) else "",
            "margin": _percent(margin),
        }
        found.append(_AtPoint(texts, margin, _why_not(*missed, system) if missed else ""))
    return found


def _percent(margin: float) -> str:
    if not np.isfinite(margin):
        return ""
    sign = "+" if margin >= 0 else "−"
    return f"{sign}{number(abs(math.floor(100 * margin + 1e-6)), whole=True)}\N{NO-BREAK SPACE}%"


def _why_not(check: Check, reached: float, system: UnitSystem) -> str:
    """The check that fails, with what the motor reaches."""
    attribute = "rated_speed" if check in ("reached", "max_speed") else "rated_torque"
    figure = show(float(f"{reached:.3g}"), attribute, system)
    sentences = {
        "reached": _("reaches %(figure)s"),
        "continuous": _("%(figure)s continuous"),
        "max_speed": _("%(figure)s permissible"),
        "peak": _("%(figure)s peak"),
    }
    return sentences[check] % {"figure": figure}


def _column(
    column: AnyColumn, motors: Sequence[Motor], at_point: Sequence[_AtPoint], system: UnitSystem
) -> Sequence[str | SafeString]:
    """The texts of one column, top to bottom."""
    if isinstance(column, Column):
        return aligned([column.cell(motor, system) for motor in motors])
    if column.key == "margin":
        return [_bar(each) for each in at_point]
    return aligned([each.texts.get(column.key, "") for each in at_point])


def _bar(at_point: _AtPoint) -> SafeString | str:
    """The margin as a bar: how much of what the motor may give the point takes, up to the mark."""
    if not at_point.texts.get("margin"):
        return ""
    used = min(1.25, 1 / (1 + at_point.margin)) if at_point.margin > -1 else 1.25
    return format_html(
        '<span><svg class="bar{}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="t" y="3" width="80" height="4"/><rect class="v" y="3" width="{}" height="4"/>'
        '<path d="M80 0V10"/></svg><b class="n">{}</b></span>',
        " near" if at_point.margin < TIGHT else "",
        f"{80 * used:.1f}",
        at_point.texts["margin"],
    )


def _keys(motor: Motor, system: UnitSystem) -> list[Cell]:
    """The three figures of a card, each with its unit."""
    labels = {"rated_torque": _("Torque"), "rated_speed": _("Speed"), "rated_power": _("Power")}
    return [
        Cell("" if (value := getattr(motor, key)) is None else str(show(value, key, system)), label, "")
        for key, label in labels.items()
    ]


def _cells(
    columns: Sequence[AnyColumn], texts: Sequence[str | SafeString], at_point: _AtPoint, system: UnitSystem
) -> list[Cell]:
    """The cells of one row. A motor that does not run at the point says why in place of its figures there."""
    cells = []
    for column, text in zip(columns, texts, strict=True):
        if at_point.why_not and isinstance(column, PointColumn):
            why = format_html('<span class="st bad">{}</span>', at_point.why_not) if column.key == "margin" else ""
            cells.append(Cell(why, _("Why not"), "p why" if why else column.classes))
        else:
            cells.append(Cell(text, column.long(system), column.classes))
    return cells


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
    words = [Chip(f"“{word}”", _address(query.without_words([word]))) for word in query.words]
    filters = [Chip(in_words(each, system), _address(query.without(each))) for each in query.everything]
    point = []
    if query.point and query.operating:
        point = [Chip(point_in_words(query.point), _address(query.without_point()))]
    said = len(query.everything) - len(query.filters)
    return [*words, *filters[:said], *point, *filters[said:]]


def loosened(search: Search, system: UnitSystem) -> list[Loosened]:
    """For a question without results: each filter with what the search gives without it, the most first."""
    found = []
    for each in loosenings(search):
        label = f"“{' '.join(each.words)}”" if each.words else ""
        if each.filter:
            label = in_words(each.filter, system)
        elif search.query.point and not each.words:
            label = point_in_words(search.query.point)
        row = nearest(search, each) if each.count else None
        near = None if row is None else _near(search, row, each.filter, system)
        found.append(Loosened(label, _address(each.query), each.count, near))
    return found


def _near(search: Search, row: int, asked: Filter | None, system: UnitSystem) -> dict[str, str] | None:
    motors = motors_of(search.parts([row]))
    if not motors:
        return None
    motor, said = motors[0], ""
    missed = search.judged.why_not(row) if search.judged and asked is None else None
    attribute = asked.field.attribute if asked else None
    if missed:
        said = _why_not(*missed, system)
    elif asked and asked.field.money:
        said = Money(int(search.index.numbers(search.key(asked.field))[row]), search.currency).format()
    elif attribute and attribute.quantity:
        said = str(show(getattr(motor, attribute.key), attribute, system))
    return {"url": motor.get_absolute_url(), "number": motor.part_number, "said": said}


def _address(query: Query) -> str:
    return f"?{query.written()}"
