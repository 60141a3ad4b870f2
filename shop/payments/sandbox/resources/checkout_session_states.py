"""The states of a Checkout Session: open, then complete or expired, never back."""

from __future__ import annotations

from shop.payments.sandbox.errors import Json
from shop.payments.sandbox.store import Thing, Transaction

from . import payment_intents

EXPIRE = "expire_session"


def details(customer: Thing | None, *, email: str, name: str | None = None, country: str | None = None) -> Json:
    """Who pays, as a session shows it."""
    address = dict.fromkeys(("city", "line1", "line2", "postal_code", "state")) | {"country": country}
    return {
        "address": address if country else None,
        "business_name": None,
        "email": email,
        "individual_name": None,
        "name": name,
        "phone": None,
        "tax_exempt": customer.body["tax_exempt"] if customer else "none",
        "tax_ids": None,
    }


def complete(tx: Transaction, session: Thing, billing: Json, *, paid: bool) -> None:
    """The customer has confirmed. ``paid`` is false where the money comes later."""
    customer = tx.get("customer", session.body["customer"])
    shown = details(customer, email=billing["email"], name=billing["name"], country=billing["address"]["country"])
    status = "paid" if paid else "unpaid"
    tx.change(session, status="complete", payment_status=status, customer_details=shown, url=None)
    tx.emit("checkout.session.completed", session)


def pay_late(tx: Transaction, session: Thing) -> None:
    """The money of a debit or transfer has come."""
    tx.change(session, payment_status="paid")
    tx.emit("checkout.session.async_payment_succeeded", session)


def fail_late(tx: Transaction, session: Thing) -> None:
    """The money of a debit has not come; the session stays complete and unpaid."""
    tx.emit("checkout.session.async_payment_failed", session)


def expire(tx: Transaction, session: Thing) -> None:
    """Close an open session; nobody can pay it any more."""
    tx.change(session, status="expired", url=None)
    intent = tx.get("payment_intent", session.body["payment_intent"])
    if intent:
        payment_intents.cancel(tx, intent, reason="expired")
    tx.emit("checkout.session.expired", session)


def expire_if_open(tx: Transaction, session_id: str) -> None:
    """Its time is over."""
    session = tx.the("checkout.session", session_id)
    if session.body["status"] == "open":
        expire(tx, session)
