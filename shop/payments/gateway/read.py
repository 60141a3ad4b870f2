"""Stripe's objects become ours here, or are refused. A field that is not there is never guessed."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import stripe
from stripe.checkout import Session as StripeSession

from shop.errors import Refused
from shop.money import Money, from_stripe

from .errors import Unreadable
from .shapes import Account, Charge, Customer, Event, Fee, Payment, Session

Arguments = ParamSpec("Arguments")
Shape = TypeVar("Shape")


def _strict(reader: Callable[Arguments, Shape]) -> Callable[Arguments, Shape]:
    """Turn a field that is missing or of another type into one error that says which object it was."""

    @wraps(reader)
    def read(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Shape:
        try:
            return reader(*args, **kwargs)
        except (AttributeError, KeyError, TypeError, ValueError, Refused) as error:
            raise Unreadable(f"{reader.__name__}: {type(error).__name__}: {error}") from error

    return read


@_strict
def account(found: stripe.Account) -> Account:
    """Read whose key it is."""
    return Account(id=found.id)


@_strict
def customer(found: stripe.Customer) -> Customer:
    """Read a customer."""
    return Customer(id=found.id, metadata=_metadata(found.metadata))


@_strict
def session(found: StripeSession) -> Session:
    """Read a Checkout Session. Its payment is read where it was expanded."""
    return Session(
        id=found.id,
        url=found.url or "",
        status=found.status or "",
        payment_status=found.payment_status,
        amount=_money(found.amount_total, found.currency),
        customer=_id(found.customer),
        livemode=found.livemode,
        metadata=_metadata(found.metadata),
        expires_at=_time(found.expires_at),
        payment=payment(found.payment_intent) if isinstance(found.payment_intent, stripe.PaymentIntent) else None,
    )


@_strict
def payment(found: stripe.PaymentIntent) -> Payment:
    """Read a PaymentIntent whose latest charge was expanded."""
    error = found.last_payment_error
    decline = getattr(error, "decline_code", None) or getattr(error, "code", None) or ""
    return Payment(
        id=found.id,
        status=found.status,
        received=_money(found.amount_received, found.currency),
        customer=_id(found.customer),
        livemode=found.livemode,
        metadata=_metadata(found.metadata),
        charge=charge(found.latest_charge) if isinstance(found.latest_charge, stripe.Charge) else None,
        failure=str(decline),
    )


@_strict
def charge(found: stripe.Charge) -> Charge:
    """Read a charge whose balance transaction was expanded."""
    settled = found.balance_transaction
    return Charge(
        id=found.id,
        paid=found.status == "succeeded" and found.paid and found.captured,
        amount=_money(found.amount_captured, found.currency),
        created=_time(found.created),
        payment=_id(found.payment_intent),
        means=_means(found),
        fee=fee(settled) if isinstance(settled, stripe.BalanceTransaction) else None,
    )


@_strict
def fee(found: stripe.BalanceTransaction) -> Fee:
    """Read what Stripe kept."""
    return Fee(
        transaction=found.id,
        amount=_money(found.fee, found.currency),
        settled=_money(found.amount, found.currency),
        exchange_rate=found.exchange_rate,
    )


def event(found: Mapping[str, Any]) -> Event:
    """Read an event's envelope from its body. Raises `Unreadable` for anything that is no snapshot event."""
    return _event(found)


@_strict
def _event(found: Mapping[str, Any]) -> Event:
    if found["object"] != "event":
        raise ValueError(f"object is {found['object']!r}")
    texts = {name: found[name] for name in ("id", "type")} | {"object_id": found["data"]["object"].get("id") or ""}
    for name, text in texts.items():
        if not isinstance(text, str) or len(text) > 255 or "\x00" in text:
            raise TypeError(f"{name} is no short text")
    if not texts["id"] or not isinstance(found["livemode"], bool) or isinstance(found["created"], bool):
        raise TypeError("the envelope is not Stripe's")
    return Event(
        **texts,
        created=_time(int(found["created"])),
        api_version=str(found["api_version"] or ""),
        livemode=found["livemode"],
        account=str(found.get("account") or ""),
    )


def _money(amount: int | None, currency: str | None) -> Money:
    if amount is None or currency is None:
        raise TypeError("no amount")
    return from_stripe(amount, currency)


def _id(reference: Any) -> str:
    """Give the id of a reference, expanded or not; empty for none."""
    if reference is None or isinstance(reference, str):
        return reference or ""
    return str(reference.id)


def _metadata(found: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in found.to_dict().items()} if found else {}


def _time(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, tz=UTC)
    except (OverflowError, OSError) as error:
        raise ValueError("a time out of range") from error


def _means(found: stripe.Charge) -> str:
    details = found.payment_method_details
    card = getattr(details, "card", None)
    if card is None:
        return str(details.type) if details else ""
    return f"{str(card.brand or '').title()} {card.last4 or ''}".strip()
