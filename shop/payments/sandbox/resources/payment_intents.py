"""PaymentIntents: made by a Checkout Session when its customer first confirms. Each change of state is a function."""

from __future__ import annotations

from shop.payments.sandbox.errors import Json
from shop.payments.sandbox.store import Thing, Transaction, new_id

from .operations import Resource, listing, retrieve

PAYMENT_INTENTS = Resource(
    kind="payment_intent",
    right="payment_intents",
    operations=(
        retrieve("payment_intent", "/v1/payment_intents/{}", param="intent"),
        listing("payment_intent", "/v1/payment_intents", filters={"customer": "customer"}),
    ),
    expands={"customer": "customer", "latest_charge": "charge", "payment_method": "payment_method"},
)


def create(tx: Transaction, session: Thing) -> Thing:
    """The PaymentIntent of a session's first confirmation."""
    id_ = new_id("pi_3")
    given = session.hidden["payment_intent_data"]
    intent = tx.add(
        {
            "id": id_,
            "object": "payment_intent",
            "allowed_payment_method_types": session.body["allowed_payment_method_types"],
            "amount": session.body["amount_total"],
            "amount_capturable": 0,
            "amount_details": {"tip": {}},
            "amount_received": 0,
            "application": None,
            "application_fee_amount": None,
            "automatic_payment_methods": None,
            "canceled_at": None,
            "cancellation_reason": None,
            "capture_method": "automatic_async",
            "client_secret": new_id(f"{id_}_secret_"),
            "confirmation_method": "automatic",
            "created": tx.second,
            "currency": session.body["currency"],
            "customer": session.body["customer"],
            "customer_account": None,
            "description": given.get("description"),
            "excluded_payment_method_types": session.body.get("excluded_payment_method_types"),
            "last_payment_error": None,
            "latest_charge": None,
            "livemode": False,
            "managed_payments": None,
            "metadata": given.get("metadata", {}),
            "next_action": None,
            "on_behalf_of": None,
            "payment_method": None,
            "payment_method_configuration_details": None,
            "payment_method_options": {},
            "payment_method_types": session.body["payment_method_types"],
            "payment_record": None,
            "processing": None,
            "receipt_email": given.get("receipt_email"),
            "review": None,
            "setup_future_usage": None,
            "shipping": None,
            "statement_descriptor": None,
            "statement_descriptor_suffix": given.get("statement_descriptor_suffix"),
            "status": "requires_payment_method",
            "transfer_data": None,
            "transfer_group": None,
        },
        session=session.id,
    )
    tx.emit("payment_intent.created", intent)
    return intent


def require_action(tx: Transaction, intent: Thing, method: Thing, url: str) -> None:
    """The customer's bank asks first."""
    action = {"redirect_to_url": {"return_url": None, "url": url}, "type": "redirect_to_url"}
    tx.change(intent, status="requires_action", next_action=action, payment_method=method.id, last_payment_error=None)
    tx.emit("payment_intent.requires_action", intent)


def fail(tx: Transaction, intent: Thing, error: Json, *, charge: Thing | None = None) -> None:
    """Refused. The same PaymentIntent takes the next try."""
    tx.change(
        intent,
        status="requires_payment_method",
        last_payment_error=error,
        latest_charge=charge.id if charge else intent.body["latest_charge"],
        next_action=None,
        payment_method=None,
    )
    tx.emit("payment_intent.payment_failed", intent)


def process(tx: Transaction, intent: Thing, charge: Thing, method: Thing) -> None:
    """The money is on its way and may still fail to come."""
    tx.change(
        intent,
        status="processing",
        latest_charge=charge.id,
        last_payment_error=None,
        next_action=None,
        payment_method=method.id,
    )
    tx.emit("payment_intent.processing", intent)


def succeed(tx: Transaction, intent: Thing, charge: Thing, method: Thing) -> None:
    """Paid in full."""
    tx.change(
        intent,
        status="succeeded",
        amount_received=charge.body["amount_captured"],
        latest_charge=charge.id,
        last_payment_error=None,
        next_action=None,
        payment_method=method.id,
    )
    tx.emit("payment_intent.succeeded", intent)


def cancel(tx: Transaction, intent: Thing, *, reason: str) -> None:
    """Its session expired."""
    tx.change(intent, status="canceled", canceled_at=tx.second, cancellation_reason=reason, next_action=None)
    tx.emit("payment_intent.canceled", intent)
