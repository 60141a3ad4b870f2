"""The buy box: every price break with what it saves, and the quantity to start from."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from shop.money import Money, currency
from shop.pricing.queries import Offer

LARGEST = 1_000_000


@dataclass(frozen=True)
class BreakRow:
    """One price break as it stands in the table."""

    from_quantity: int
    unit_price: Money
    saves: int
    current: bool
    note: str = ""


@dataclass(frozen=True)
class BuyBox:
    """What the shop offers for a part, and what the chosen quantity comes to."""

    offer: Offer
    quantity: int
    rows: Sequence[BreakRow]
    unit_price: Money | None

    @property
    def currency(self) -> str:
        """The sign of the currency: US$."""
        return currency(self.offer.currency).label

    @property
    def total(self) -> Money | None:
        """The chosen quantity at its break."""
        return self.unit_price * self.quantity if self.unit_price else None


def buy_box(offer: Offer, quantity: int | None = None) -> BuyBox:
    """The buy box for a quantity, the smallest that is sold unless another is asked for."""
    chosen = min(max(quantity or offer.minimum_order, 1), LARGEST)
    first = offer.first
    reached = [each.from_quantity for each in offer.breaks if each.from_quantity <= chosen]
    rows = [
        BreakRow(
            from_quantity=each.from_quantity,
            unit_price=each.unit_price,
            saves=round(100 - 100 * each.unit_price.minor / first.unit_price.minor) if first else 0,
            current=bool(reached) and each.from_quantity == reached[-1],
            note=_("sample") if each.from_quantity == 1 and offer.minimum_order > 1 else "",
        )
        for each in offer.breaks
    ]
    return BuyBox(offer, chosen, rows, offer.unit_price(chosen))
