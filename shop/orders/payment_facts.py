"""What the order page says of payments. The ledger lives in a room above this one, which registers its answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .models import Instalment


@dataclass(frozen=True)
class PaymentFacts:
    """What there is to say of one instalment's payment."""

    method: str = ""  # "Visa 4242"
    problem: str = ""  # why the last attempt failed, in words
    pending: bool = False  # a payment is being confirmed


Facts = Callable[[Iterable[Instalment]], dict[int, PaymentFacts]]

_facts: Facts | None = None


def register(facts: Facts) -> None:
    """Say where facts are read from; called by payments in its `AppConfig.ready`."""
    global _facts
    _facts = facts


def of(instalments: Iterable[Instalment]) -> dict[int, PaymentFacts]:
    """Facts by instalment id; instalments without any are left out."""
    return _facts(instalments) if _facts else {}
