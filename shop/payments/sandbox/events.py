"""From what a transaction emitted to stored events and the deliveries that are owed for them.

Runs inside the transaction, as its last step, so that no event exists without its change and no change without its
event. Rules of misbehaviour act here: what happens to a delivery is decided when it is written.
"""

from __future__ import annotations

import json

import stripe

from . import faults
from .errors import Json
from .store import Emitted, Transaction, new_id

# the types that the webhook endpoint subscribes to: those that docs/reference/stripe-stand-in.md lists
SUBSCRIBED = (
    "charge.failed",
    "charge.pending",
    "charge.succeeded",
    "charge.updated",
    "checkout.session.async_payment_failed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.completed",
    "checkout.session.expired",
    "payment_intent.canceled",
    "payment_intent.created",
    "payment_intent.partially_funded",
    "payment_intent.payment_failed",
    "payment_intent.processing",
    "payment_intent.requires_action",
    "payment_intent.succeeded",
)


def record(tx: Transaction) -> None:
    """Store the transaction's events and their deliveries."""
    owed = []
    subscribed = tx.setting("subscribed", list(SUBSCRIBED))
    for emitted in tx.emitted:
        wanted = emitted.type in subscribed
        event = _event(tx, emitted, pending=int(wanted))
        tx.add(event)
        if wanted:
            owed.append(event)
    for delivery in faults.deliveries(tx, owed):
        tx.write(
            "INSERT INTO deliveries (event, payload, flaw, flaw_seconds, flawed_attempts, state, due) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            delivery.event["id"], json.dumps(delivery.event, indent=2), delivery.flaw, delivery.flaw_seconds,
            delivery.flawed_attempts, "withheld" if delivery.withheld else "waiting", tx.now + delivery.held_seconds,
        )  # fmt: skip
    tx.emitted.clear()


def _event(tx: Transaction, emitted: Emitted, *, pending: int) -> Json:
    return {
        "id": new_id("evt_1"),
        "object": "event",
        "api_version": stripe.api_version,
        "created": tx.second,
        "data": emitted.data,
        "livemode": False,
        "pending_webhooks": pending,
        "request": {"id": emitted.origin.request_id, "idempotency_key": emitted.origin.idempotency_key},
        "type": emitted.type,
    }
