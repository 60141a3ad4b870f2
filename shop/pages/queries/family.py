"""What a saved search finds."""

import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from catalog.attributes import UnitSystem
from catalog.drawings import Dots, torque_speed_map
from shop.browse import results
from shop.browse.columns import Head, head, heads
from shop.browse.filters import Query, read
from shop.browse.search import PART_NUMBER, Search
from shop.browse.units import system_of
from shop.pages.models.family import FamilyPage
from shop.pages.queries.ranges import Range, ranges_of
from shop.pages.queries.trail import crumbs

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
    return _summary(page, Search(question(page.query)), system)


def _summary(page: FamilyPage, search: Search, system: UnitSystem) -> Family:
    passing = search.passing()
    stock = search.index.numbers("stock")[passing] if "stock" in search.index.columns else np.zeros(0)
    in_stock = int((stock > 0).sum())
    return Family(page, page.url or "", ranges_of(search, FIGURES, system), int(passing.sum()), in_stock)


def family(page: FamilyPage, request: HttpRequest) -> dict[str, Any]:
    """The motors of the family, page by page, and where they lie among all."""
    system = system_of(request)
    number = request.GET.get("page", "")
    query = replace(question(page.query), page=int(number) if re.fullmatch(r"[1-9][0-9]{0,5}", number) else 1)
    search = Search(query)
    found = results.results_of(search, system)
    return {
        "crumbs": crumbs(page),
        "system": system,
        "family": _summary(page, search, system),
        "found": found.page,
        "search_url": f"{reverse('motors')}?{replace(query, page=1).written()}",
        "map": _map(search, system),
        **_table(query, system, found.scale),
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


def _map(search: Search, system: UnitSystem) -> str:
    """All motors as dots, those of the family in the second colour."""
    index, passing = search.index, search.passing()
    points = np.column_stack([index.numbers("rated_torque"), index.numbers("rated_speed")])
    known = (points > 0).all(axis=1) & Search(Query(), index).passing()
    groups = [
        Dots([tuple(point) for point in points[known & ~passing].tolist()]),
        Dots([tuple(point) for point in points[known & passing].tolist()], high_torque=True),
    ]
    return mark_safe(torque_speed_map(groups, system=system, ident="family-map"))  # noqa: S308  our own drawing
