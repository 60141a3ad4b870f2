"""Stripe's objects as the shop reads them. Nothing beyond the gateway sees any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shop.money import Money


@dataclass(frozen=True)
class Account:
    """Whose money it is."""

    id: str


@dataclass(frozen=True)
class Customer:
    """A company, as Stripe knows it."""

    id: str
    metadata: Mapping[str, str]


@dataclass(frozen=True)
class Fee:
    """What Stripe kept of a charge, in the currency it settles in."""

    transaction: str
    amount: Money
    settled: Money
    exchange_rate: float | None


@dataclass(frozen=True)
class Charge:
    """Money taken from a card or an account. `fee` is missing for a while after the charge."""

    id: str
    paid: bool
    amount: Money
    created: datetime
    payment: str
    means: str
    """What it was paid with, as one reads it on a receipt: `Visa 4242`."""
    fee: Fee | None


@dataclass(frozen=True)
class Payment:
    """A PaymentIntent. `received` is what was captured so far."""

    id: str
    status: str
    received: Money
    customer: str
    livemode: bool
    metadata: Mapping[str, str]
    charge: Charge | None
    failure: str
    """The last refusal: a decline code, or Stripe's error code; empty if nothing was refused."""

    @property
    def succeeded(self) -> bool:
        """Say whether money was captured."""
        return self.status == "succeeded"


@dataclass(frozen=True)
class Session:
    """A Checkout Session: one hosted page that asks for one amount."""

    id: str
    url: str
    status: str
    payment_status: str
    amount: Money
    customer: str
    livemode: bool
    metadata: Mapping[str, str]
    expires_at: datetime
    payment: Payment | None

    @property
    def is_open(self) -> bool:
        """Say whether its page still takes a payment."""
        return self.status == "open"

    @property
    def expired(self) -> bool:
        """Say whether it can never be paid again and never was."""
        return self.status == "expired"

    @property
    def paid(self) -> bool:
        """Say whether Stripe counts it as paid: complete, paid, and its payment succeeded."""
        return (
            self.status == "complete"
            and self.payment_status == "paid"
            and self.payment is not None
            and self.payment.succeeded
        )

    @property
    def processing(self) -> bool:
        """Say whether the customer is done but the bank is not (a debit on its way)."""
        waiting = self.payment is not None and self.payment.status in {"processing", "requires_action"}
        return self.status == "complete" and self.payment_status == "unpaid" and waiting


@dataclass(frozen=True)
class Event:
    """Stripe's note that something happened. Handlers take the object's id from it and ask for the rest."""

    id: str
    type: str
    created: datetime
    api_version: str
    livemode: bool
    account: str
    object_id: str
