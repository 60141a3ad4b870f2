"""What is read from this room. Prices are those of the newest list in force in a currency; nothing is converted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from shop.money import Money

from .models import Cost, PriceBreak, PriceList, Supply

PartId = TypeVar("PartId", bound=int | None)


@dataclass(frozen=True)
class Break:
    """From so many pieces on, one costs so much."""

    from_quantity: int
    unit_price: Money


@dataclass(frozen=True)
class Offer:
    """What the shop offers for one part, as the public sees it. No breaks: price on request."""

    currency: str
    breaks: list[Break] = field(default_factory=list)
    stock: int | None = None
    lead_time_days: int | None = None
    lot_size: int = 1
    minimum_order: int = 1
    place: str = ""  # the delivery term of the list: EXW Changzhou

    def unit_price(self, quantity: int) -> Money | None:
        """The price each at a quantity, or None below the first break."""
        reached = [row.unit_price for row in self.breaks if row.from_quantity <= quantity]
        return reached[-1] if reached else None

    @property
    def first(self) -> Break | None:
        """The smallest quantity with its price."""
        return self.breaks[0] if self.breaks else None


def price_list(currency: str = "USD") -> PriceList | None:
    """The list in force: the newest that is valid today, where the shop is."""
    today = timezone.now().astimezone(ZoneInfo(settings.SHOP_TIME_ZONE)).date()
    return PriceList.objects.filter(currency=currency, valid_from__lte=today).order_by("-valid_from").first()


def offers(part_ids: Iterable[PartId], currency: str = "USD") -> dict[PartId, Offer]:
    """Prices, stock and lead time of parts, by part id; every id asked for has an answer. Three queries."""
    wanted = list(dict.fromkeys(part_ids))
    known = [part_id for part_id in wanted if part_id is not None]
    current = price_list(currency)
    breaks: dict[int | None, list[Break]] = {}
    if current is not None:
        rows = PriceBreak.objects.filter(price_list=current, part_id__in=known).order_by("from_quantity")
        for part, quantity, price in rows.values_list("part_id", "from_quantity", "unit_price"):
            breaks.setdefault(part, []).append(Break(quantity, Money(price, currency)))
    supplies: dict[int | None, Supply] = {row.part_id: row for row in Supply.objects.filter(part_id__in=known)}
    place = current.delivery if current else ""
    found: dict[PartId, Offer] = {}
    for part_id in wanted:
        supply = supplies.get(part_id)
        if supply is None:
            found[part_id] = Offer(currency, breaks.get(part_id, []), place=place)
        else:
            found[part_id] = Offer(
                currency,
                breaks.get(part_id, []),
                supply.stock,
                supply.lead_time_days,
                supply.lot_size,
                supply.minimum_order,
                place,
            )
    return found


def unit_price(part_id: int, quantity: int, currency: str = "USD") -> Money | None:
    """The list price each of a part at a quantity; None where it is on request."""
    return offers([part_id], currency)[part_id].unit_price(quantity)


def costs(part_ids: Iterable[int], currency: str = "USD") -> dict[int, Money]:
    """What parts cost us, by part id. For staff only."""
    rows = Cost.objects.filter(part_id__in=list(part_ids), currency=currency)
    return {part_id: Money(cost, currency) for part_id, cost in rows.values_list("part_id", "cost")}


def lowest_prices(parts: Sequence[int] | None, currency: str = "USD") -> dict[int, int]:
    """The lowest unit price of each of these parts (None: all) in minor units, whatever the quantity."""
    current = price_list(currency)
    if current is None:
        return {}
    rows = PriceBreak.objects.filter(price_list=current).order_by()
    if parts is not None:
        rows = rows.filter(part_id__in=parts)
    return dict(rows.values("part_id").annotate(lowest=Min("unit_price")).values_list("part_id", "lowest"))


def supplied(parts: Sequence[int] | None, figure: str) -> dict[int, int]:
    """A figure of the supply (``stock``, ``lead_time_days``) of each of these parts (None: all) that has it."""
    rows = Supply.objects.filter(**{f"{figure}__isnull": False})
    if parts is not None:
        rows = rows.filter(part_id__in=parts)
    return dict(rows.values_list("part_id", figure))
