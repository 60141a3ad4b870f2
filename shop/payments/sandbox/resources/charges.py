"""Charges: every try to take money that reached a bank."""

from __future__ import annotations

from shop.payments.sandbox.errors import Json
from shop.payments.sandbox.store import Thing, Transaction, new_id

from . import balance_transactions
from .operations import Resource, listing, retrieve

SETTLE = "settle_charge"


def _refunds(_: Transaction, charge: Thing) -> Json:
    return {"object": "list", "data": [], "has_more": False, "url": f"/v1/charges/{charge.id}/refunds"}


CHARGES = Resource(
    kind="charge",
    right="charges",
    operations=(
        retrieve("charge", "/v1/charges/{}"),
        listing("charge", "/v1/charges", filters={"customer": "customer", "payment_intent": "payment_intent"}),
    ),
    expands={"balance_transaction": "balance_transaction", "customer": "customer", "payment_intent": "payment_intent"},
    on_request={"refunds": _refunds},
)


def create(
    tx: Transaction, intent: Thing, method: Thing, details: Json, *, status: str, outcome: Json, fate: str = ""
) -> Thing:
    """Store one try. ``status``: succeeded, pending or failed; ``details`` as ``payment_method_details`` shows them."""
    taken = status == "succeeded"
    charge = tx.add(
        {
            "id": new_id("ch_3" if method.body["type"] == "card" else "py_3"),
            "object": "charge",
            "amount": intent.body["amount"],
            "amount_captured": intent.body["amount"] if taken else 0,
            "amount_refunded": 0,
            "application": None,
            "application_fee": None,
            "application_fee_amount": None,
            "balance_transaction": None,
            "billing_details": {**method.body["billing_details"], "tax_id": None},
            "calculated_statement_descriptor": "STAND-IN" if method.body["type"] == "card" else None,
            "captured": status != "failed",
            "created": tx.second,
            "currency": intent.body["currency"],
            "customer": intent.body["customer"],
            "description": intent.body["description"],
            "disputed": False,
            "failure_balance_transaction": None,
            "failure_code": None,
            "failure_message": None,
            "fraud_details": {},
            "livemode": False,
            "metadata": intent.body["metadata"],
            "on_behalf_of": None,
            "outcome": outcome,
            "paid": taken,
            "payment_intent": intent.id,
            "payment_method": method.id,
            "payment_method_details": {"type": method.body["type"], method.body["type"]: details},
            "receipt_email": intent.body["receipt_email"],
            "receipt_number": None,
            "receipt_url": None,
            "refunded": False,
            "review": None,
            "shipping": None,
            "source_transfer": None,
            "statement_descriptor": None,
            "statement_descriptor_suffix": intent.body["statement_descriptor_suffix"],
            "status": status,
            "transfer_data": None,
            "transfer_group": None,
        },
        fate=fate,
    )
    if taken:
        _settle_soon(tx, charge)
    return charge


def fail(tx: Transaction, charge: Thing, *, code: str, message: str) -> None:
    """Note on a charge why no money came."""
    tx.change(
        charge,
        status="failed",
        paid=False,
        captured=False,
        amount_captured=0,
        failure_code=code,
        failure_message=message,
    )
    tx.emit("charge.failed", charge)


def succeed(tx: Transaction, charge: Thing) -> None:
    """A charge that was pending has brought its money."""
    tx.change(charge, status="succeeded", paid=True, captured=True, amount_captured=charge.body["amount"])
    tx.emit("charge.succeeded", charge)
    _settle_soon(tx, charge)


def _settle_soon(tx: Transaction, charge: Thing) -> None:
    tx.schedule(SETTLE, charge, after=float(tx.setting("settle_after", 1)))


def settle(tx: Transaction, charge_id: str) -> None:
    """Book the charge on the balance, a moment after it succeeded: only now fee and net are known."""
    charge = tx.the("charge", charge_id)
    if charge.body["balance_transaction"] is None:
        booking = balance_transactions.book_charge(tx, charge)
        previous = tx.change(charge, balance_transaction=booking.id)
        tx.emit("charge.updated", charge, previous)
