"""What the stand-in serves: one file a resource, one line here."""

from __future__ import annotations

from . import (
    account,
    balance_transactions,
    charges,
    checkout_sessions,
    customers,
    events,
    payment_intents,
    payment_methods,
)
from .operations import Operation, Resource

RESOURCES: tuple[Resource, ...] = (
    account.ACCOUNT,
    balance_transactions.BALANCE_TRANSACTIONS,
    charges.CHARGES,
    checkout_sessions.CHECKOUT_SESSIONS,
    customers.CUSTOMERS,
    events.EVENTS,
    payment_intents.PAYMENT_INTENTS,
    payment_methods.PAYMENT_METHODS,
)
BY_KIND = {resource.kind: resource for resource in RESOURCES}
OPERATIONS: tuple[tuple[Resource, Operation], ...] = tuple(
    # literal paths come before patterns
    sorted(
        ((resource, operation) for resource in RESOURCES for operation in resource.operations),
        key=lambda pair: pair[1].pattern.count("{}"),
    )
)
