"""What a saved search finds."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from catalog.attributes import UnitSystem
from catalog.drawings import Dots, torque_speed_map
from catalog.models import Motor
from shop.browse import results
from shop.browse.columns import Head, head, heads
from shop.browse.filters import Query, read
from shop.browse.search import PART_NUMBER, catalogue, currency_of, matching, ordered
from shop.browse.units import system_of
from shop.pages.models.family import FamilyPage
from shop.pages.queries.ranges import Range, ranges
from shop.pages.queries.trail import crumbs
from shop.pricing.models import Supply

A_PAGE = 30
FIGURES = ("rated_torque", "rated_speed", "rated_power", "body_length")


@dataclass(frozen=True)
class Family:
    """A saved search with what it finds today."""

    page: FamilyPage
    url: str
    ranges: list[Range]
    count: int
    in_stock: int


def question(text: str) -> Query:
    """A saved search as the search reads it."""
    return read(QueryDict(text), columns=(PART_NUMBER,))


def problems_of_search(text: str) -> list[str]:
    """Why the search cannot read this, in words; empty when it can."""
    query = question(text)
    said = [f"{problem.name}={problem.typed}: {problem.sentence}" for problem in query.problems]
    if not said and not query.filters and not query.text:
        said.append(_("This narrows nothing. Give at least one filter, for example voltage=24."))
    if not said and query.page > 1:
        said.append(_("Leave the page number out."))
    return said


def summary(page: FamilyPage, system: UnitSystem) -> Family:
    """The extent of a family, for its card on the home page."""
    motors = matching(question(page.query))
    return Family(page, page.url or "", ranges(motors, FIGURES, system), motors.count(), _in_stock(motors))


def _in_stock(motors: "QuerySet[Motor]") -> int:
    return Supply.objects.filter(part__in=motors.order_by().values("part"), stock__gt=0).count()


def family(page: FamilyPage, request: HttpRequest) -> dict[str, Any]:
    """The motors of the family, page by page, and where they lie among all."""
    system = system_of(request)
    query = question(page.query)
    found = Paginator(ordered(query), A_PAGE).get_page(request.GET.get("page"))
    rows, scale = results.rows_of(list(found.object_list), system, currency_of(query))
    found.object_list = rows  # type: ignore[assignment]  # a page of rows from here on
    search = f"{reverse('motors')}?{query.written()}"
    return {
        "crumbs": crumbs(page),
        "system": system,
        "family": summary(page, system),
        "found": found,
        "search_url": search,
        "map": _map(query, system),
        **_table(query, system, scale),
    }


def _table(query: Query, system: UnitSystem, scale: Any) -> dict[str, Any]:
    """The heads of the result table. They lead to the search, which sorts and narrows further."""
    search = reverse("motors")

    def leading(there: Head) -> Head:
        return replace(there, url=f"{search}{there.url}")

    return {
        "scale": results.scale_in_words(scale, system),
        "heads": [leading(each) for each in heads(query, system)],
        "part_head": leading(head(_("Motor"), PART_NUMBER, query)),
        "stock_head": leading(head(_("Stock"), "stock", query, unit=_("pieces"), css="c-stock")),
        "price_head": leading(head(_("Price"), "price", query, unit=results.price_in_words(query), css="n c-price")),
    }


def _map(query: Query, system: UnitSystem) -> str:
    """All motors as dots, those of the family in the second colour."""
    points = ("pk", "rated_torque", "rated_speed")
    mine = {row[0] for row in matching(query).values_list("pk")}
    every = [row for row in catalogue().order_by().values_list(*points) if row[1] and row[2]]
    groups = [
        Dots([row[1:] for row in every if row[0] not in mine]),
        Dots([row[1:] for row in every if row[0] in mine], high_torque=True),
    ]
    return mark_safe(torque_speed_map(groups, system=system, ident="family-map"))  # noqa: S308  our own drawing
