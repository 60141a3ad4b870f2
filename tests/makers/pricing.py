"""Prices and stock of parts."""

from datetime import date
from typing import Any

from catalog.models import Part
from shop.money import Money
from shop.pricing import services
from shop.pricing.models import Cost, PriceList, Supply


def make_price_list(**changes: Any) -> PriceList:
    values = {
        "name": "List",
        "currency": "USD",
        "incoterm": "EXW",
        "place": "Changzhou",
        "valid_from": date(2026, 1, 1),
        **changes,
    }
    return PriceList.objects.get_or_create(
        currency=values.pop("currency"), valid_from=values.pop("valid_from"), defaults=values
    )[0]


def make_prices(part: Part, breaks: dict[int, str] | None = None, *, cost: str = "21.40", **supply: Any) -> None:
    """List prices, cost and stock of a part in US dollars."""
    breaks = breaks or {1: "52.00", 50: "38.60", 200: "33.90", 500: "31.20"}
    services.set_prices(
        price_list=make_price_list(),
        part=part,
        breaks={quantity: Money.parse(price, "USD") for quantity, price in breaks.items()},
    )
    Cost.objects.update_or_create(part=part, currency="USD", defaults={"cost": Money.parse(cost, "USD").minor})
    Supply.objects.update_or_create(
        part=part, defaults={"stock": 120, "lead_time_days": 21, "lot_size": 20, "minimum_order": 1, **supply}
    )
