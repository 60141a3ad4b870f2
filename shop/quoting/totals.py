"""The one place where a quote is added up. `docs/explain/tax.md` has a worked table.

Tax is rounded once, on the whole taxable sum (EN 16931), never line by line. Instalments are rounded to what the
currency's charges allow; the last one takes the remainder.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from shop.money import Money, chargeable, minor_step

from .errors import NotSendable, QuantityNotOffered


@dataclass(frozen=True)
class Totals:
    """What a quote comes to."""

    goods: Money
    discount: Money  # positive; it is taken off
    freight: Money
    tax: Money
    total: Money

    @property
    def taxable(self) -> Money:
        """What the tax is worked out on."""
        return self.goods - self.discount + self.freight


@dataclass(frozen=True)
class Step:
    """One instalment as offered: a share or an amount in minor units."""

    percent: Decimal | None
    amount: int | None
    trigger: str


def totals(
    *,
    amounts: Iterable[Money],
    currency: str,
    discount_percent: Decimal = Decimal(0),
    freight: Money | None = None,
    tax_rate: Decimal = Decimal(0),
) -> Totals:
    """Add up line amounts (quantity times unit price).

    Args:
        amounts: one a line, in `currency`.
        discount_percent: of the goods; rounded half up to a minor unit.
        freight: taxed like the goods, not discounted.
        tax_rate: in per cent; 0 for export and reverse charge.
    """
    zero = Money(0, currency)
    goods = sum(amounts, zero)
    discount = goods.share(discount_percent)
    freight = freight or zero
    tax = (goods - discount + freight).share(tax_rate)
    return Totals(goods, discount, freight, tax, goods - discount + freight + tax)


def price_at(breaks: Iterable[tuple[int, int]], quantity: int) -> int:
    """The unit price of a quantity: that of the largest break it reaches. Raises QuantityNotOffered below the first."""
    reached = [(start, price) for start, price in breaks if start <= quantity]
    if not reached:
        raise QuantityNotOffered
    return max(reached)[1]


def ladder_falls(breaks: Iterable[tuple[int, int]]) -> bool:
    """Whether a larger quantity never costs more a piece."""
    prices = [price for _quantity, price in sorted(breaks)]
    return all(later <= earlier for earlier, later in pairwise(prices))


def schedule(total: Money, steps: Sequence[Step]) -> list[Money]:
    """The instalments of a total, in order; they always sum to it.

    Raises NotSendable where the steps do not make up the whole.
    """
    if not steps:
        raise NotSendable(_("Name at least one instalment."))
    percents = [step.percent for step in steps if step.percent is not None]
    if len(percents) == len(steps) and sum(percents) != 100:
        raise NotSendable(_("The instalments add up to %(sum)s per cent, not to 100.") % {"sum": sum(percents)})
    grain = minor_step(total.currency)
    said = []
    for step in steps:
        exact = Decimal(total.minor) * step.percent / 100 if step.percent is not None else Decimal(step.amount or 0)
        rounded = int((exact / grain).quantize(Decimal(1), rounding="ROUND_HALF_UP")) * grain
        said.append(Money(rounded if step.percent is not None else int(exact), total.currency))
    rest = total - sum(said[:-1], Money(0, total.currency))
    if abs(rest.minor - said[-1].minor) > len(steps) * grain:
        difference = sum(said, Money(0, total.currency))
        raise NotSendable(
            _("The instalments add up to %(sum)s, the total is %(total)s.") % {"sum": difference, "total": total}
        )
    return [*said[:-1], rest]


def check_instalments(amounts: Iterable[Money]) -> None:
    """Raise NotSendable where one of the instalments cannot be charged: steps, minimum, eight digits."""
    for position, amount in enumerate(amounts, start=1):
        if refusal := chargeable(amount):
            raise NotSendable(
                _("Instalment %(position)s, %(amount)s: %(reason)s")
                % {"position": position, "amount": amount, "reason": refusal.sentence}
            )
