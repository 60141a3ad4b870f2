"""The first page: what is sold, from the catalogue of today."""

from typing import Any
from urllib.parse import quote_plus

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import mark_safe

from catalog.attributes import UnitSystem
from catalog.drawings import Dots, torque_speed_map
from catalog.headlines import key_figures
from catalog.models import Series
from catalog.quantities import show
from catalog.queries import published
from shop.browse.asked import Query, written_value
from shop.browse.fields import fields
from shop.browse.parts import PLURALS
from shop.browse.search import Search, catalogue
from shop.browse.units import system_of
from shop.pages.models.family import FamilyPage
from shop.pages.models.home import HomePage
from shop.pages.models.products import ProductsPage
from shop.pages.queries.family import summary
from shop.pages.queries.news import latest
from shop.pages.queries.products import counts
from shop.pages.queries.ranges import ranges
from shop.pricing.queries import offers

PRICE_AT = 50
MOST_WAYS = 14


def home(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Counts, the map, the families in the order of the page tree, the newest articles."""
    system = system_of(request)
    families = FamilyPage.objects.child_of(page).live().public().select_related("picture").order_by("path")
    found = counts()
    return {
        "system": system,
        "total": found["motor"],
        "series_count": Series.objects.filter(kind="motor", live=True).count(),
        "power": next(iter(ranges(catalogue(), ["rated_power"], system)), None),
        "hero": _hero(page, system),
        "searches": [_search(block.value) for block in page.examples],
        "map": _map(system),
        "ways": [_way(name, system) for name in ("voltage", "frame")],
        "families": [summary(family, system) for family in families],
        "accessories": [(PLURALS[kind], found[kind]) for kind in found if kind != "motor" and found[kind]],
        "products_page": ProductsPage.objects.child_of(page).live().first(),
        "news": latest(page),
    }


def _search(text: str) -> tuple[str, str]:
    return text, f"{reverse('motors')}?q={quote_plus(text)}"


def _way(name: str, system: UnitSystem) -> dict[str, Any]:
    """The values of one choice with the number of motors that have each, as ways into the search."""
    field = fields()[name]
    search = f"{reverse('motors')}?{name}="
    counted = Search(Query()).values(field)
    choices = [
        (show(value, field.attribute, system), search + written_value(field.attribute, value), count)
        for value, count in counted
        if field.attribute and count
    ]
    most = sorted(choices, key=lambda choice: -choice[2])[:MOST_WAYS]
    return {"label": field.label, "choices": [choice for choice in choices if choice in most]}


def _hero(page: HomePage, system: UnitSystem) -> dict[str, Any] | None:
    """The motor of the picture with its key figures and its price."""
    motor = published("motor").filter(pk=page.motor_id).first() if page.motor_id else None
    if motor is None:
        return None
    keys = key_figures(motor, system)
    price = offers([motor.part_id])[motor.part_id].unit_price(PRICE_AT)
    return {"motor": motor, "figures": keys[1:4], "price": price, "at": PRICE_AT}


def _map(system: UnitSystem) -> str:
    """Every motor as a dot; those of the high-torque families in the second colour."""
    rows = catalogue().order_by().values_list("rated_torque", "rated_speed", "series__family")
    known = [row for row in rows if row[0] and row[1]]
    strong = [row[:2] for row in known if "high torque" in (row[2] or "")]
    others = [row[:2] for row in known if "high torque" not in (row[2] or "")]
    groups = [Dots(others), Dots(strong, high_torque=True)]
    return mark_safe(torque_speed_map(groups, system=system, ident="home-map"))  # noqa: S308  our own drawing
