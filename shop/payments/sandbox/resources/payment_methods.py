"""Payment methods: made when a customer pays, read where a PaymentIntent names one."""

from __future__ import annotations

from shop.payments.sandbox.errors import Json
from shop.payments.sandbox.store import Thing, Transaction, new_id

from .operations import Resource, retrieve

PAYMENT_METHODS = Resource(
    kind="payment_method",
    right="payment_methods",
    operations=(retrieve("payment_method", "/v1/payment_methods/{}", param="payment_method"),),
    expands={"customer": "customer"},
)


def create(tx: Transaction, type_: str, details: Json, billing: Json) -> Thing:
    """Store what the customer paid with. ``details`` is the object below the method's own name."""
    return tx.add(
        {
            "id": new_id("pm_1"),
            "object": "payment_method",
            "allow_redisplay": "limited",
            "billing_details": billing,
            "created": tx.second,
            "customer": None,
            "customer_account": None,
            "livemode": False,
            "metadata": {},
            "type": type_,
            type_: details,
        }
    )
