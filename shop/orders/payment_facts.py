"""What the order page says of payments. The ledger lives in a room above this one, which registers its answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shop.audit import Actor

from .models import Instalment


@dataclass(frozen=True)
class PaymentFacts:
    """What there is to say of one instalment's payment."""

    method: str = ""  # "Visa 4242"
    problem: str = ""  # why the last attempt failed, in words
    pending: bool = False  # a payment is being confirmed


Facts = Callable[[Iterable[Instalment]], dict[int, PaymentFacts]]
Start = Callable[..., str]

_facts: Facts | None = None
_start: Start | None = None


def register(*, facts: Facts | None = None, start: Start | None = None) -> None:
    """Called by payments in its `AppConfig.ready`.

    `facts` gives PaymentFacts by instalment id; `start(instalment_id=…, by=…)` gives the address of the hosted page
    and raises Refused where it cannot.
    """
    global _facts, _start
    _facts, _start = facts or _facts, start or _start


def of(instalments: Iterable[Instalment]) -> dict[int, PaymentFacts]:
    """Facts by instalment id; instalments without any are left out."""
    return _facts(instalments) if _facts else {}


def start(*, instalment_id: int, by: Actor) -> str | None:
    """The hosted page where the instalment is paid, or None where no payment method is set up. Raises Refused."""
    return _start(instalment_id=instalment_id, by=by) if _start else None
