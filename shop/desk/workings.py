"""What staff see beside a quote: list price, cost, margin and stock of each line, the sums, the margin in all.

Everything is worked out here, on the server, with the very functions that a sent quote uses; the page only shows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog.models import Part
from shop.errors import Refused
from shop.money import Money
from shop.pricing import queries as pricing
from shop.quoting import describe
from shop.quoting.services import LineDraft, StepDraft, Terms, preview

MARGIN_FLOOR = Decimal(25)  # per cent; under it the desk warns


@dataclass(frozen=True)
class LineWorkings:
    """One line's figures for staff. Margin in per cent of the price; None where the cost is not known."""

    description: str
    known: bool
    list_price: Money | None
    cost: Money | None
    margin: Decimal | None
    stock: int | None
    lead_time_days: int | None
    amount: Money


@dataclass(frozen=True)
class Workings:
    """The whole quote's figures for staff. `refusal` says why the schedule cannot stand."""

    lines: list[LineWorkings]
    goods: Money
    discount: Money
    freight: Money
    tax: Money
    total: Money
    instalments: list[tuple[str, Money]]
    margin: Decimal | None
    profit: Money | None
    refusal: str = ""

    @property
    def thin(self) -> bool:
        """Whether the margin is under the floor."""
        return self.margin is not None and self.margin < MARGIN_FLOOR


def of(*, terms: Terms, lines: Sequence[LineDraft], steps: Sequence[StepDraft]) -> Workings:
    """Work out a quote as it stands on the screen. Seven queries, whatever the number of lines."""
    part_ids = [line.part_id for line in lines if line.part_id]
    parts = {part.pk: part for part in Part.objects.with_products().filter(pk__in=part_ids)}
    offers = pricing.offers(part_ids, terms.currency)
    costs = pricing.costs(part_ids, terms.currency)
    rows = []
    for line in lines:
        price = Money(line.unit_price, terms.currency)
        part = parts.get(line.part_id or 0)
        offer = offers.get(line.part_id or 0)
        cost = costs.get(line.part_id or 0)
        rows.append(
            LineWorkings(
                description=line.description or (describe.in_short(part) if part else ""),
                known=part is not None,
                list_price=offer.unit_price(line.quantity) if offer else None,
                cost=cost,
                margin=_margin(price, cost) if cost else None,
                stock=offer.stock if offer else None,
                lead_time_days=offer.lead_time_days if offer else None,
                amount=price * line.quantity,
            )
        )
    refusal = ""
    try:
        summed, amounts = preview(terms=terms, lines=lines, steps=steps)
    except Refused as refused:
        refusal = str(refused.sentence)
        summed, amounts = preview(terms=terms, lines=lines, steps=[StepDraft(percent=Decimal(100))])
        steps = [StepDraft(percent=Decimal(100))]
    profit = _profit(rows, lines, summed.goods - summed.discount)
    return Workings(
        lines=rows,
        goods=summed.goods,
        discount=summed.discount,
        freight=summed.freight,
        tax=summed.tax,
        total=summed.total,
        instalments=[(step.trigger, amount) for step, amount in zip(steps, amounts, strict=True)],
        margin=_margin(summed.goods - summed.discount, summed.goods - summed.discount - profit) if profit else None,
        profit=profit,
        refusal=refusal,
    )


def _margin(price: Money, cost: Money) -> Decimal | None:
    """(price − cost) / price in per cent, one decimal; None for a price of nothing."""
    if price.minor <= 0:
        return None
    return (Decimal(price.minor - cost.minor) * 100 / price.minor).quantize(Decimal("0.1"))


def _profit(rows: Sequence[LineWorkings], lines: Sequence[LineDraft], net: Money) -> Money | None:
    """What is left of the goods after discount and cost; None unless every line's cost is known."""
    if not rows or any(row.cost is None for row in rows):
        return None
    spent = sum(
        ((row.cost or Money(0, net.currency)) * line.quantity for row, line in zip(rows, lines, strict=True)),
        Money(0, net.currency),
    )
    return net - spent
