"""Whom to tell when money came: the customer by mail, staff where a decision is theirs, the log always.

Mails go through the outbox, in the transaction that enters the money.
"""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model

from shop import audit
from shop.mail.services import queue

from .models import LedgerEntry

log = logging.getLogger(__name__)


def received(entry: LedgerEntry) -> None:
    """Thank the customer for a payment that counts."""
    order, instalment = entry.order, entry.instalment
    if order is None or instalment is None:
        raise ValueError("A payment that counts has an instalment.")
    audit.record(entry.attempt or entry, "payments.received", by=audit.SYSTEM, **_facts(entry))
    queue(
        template="payments/mail/payment_received",
        to=order.contact_email,
        language=order.language,
        context={
            "order": order,
            "instalment": instalment,
            "amount": entry.money,
            "means": entry.means,
            "url": settings.SITE_URL + order.get_absolute_url(),
        },
    )


def held(entry: LedgerEntry) -> None:
    """Tell finance of money that counts for nobody until they decide."""
    log.error("Payment %s of %s is held: %s", entry.payment_id, entry.money, entry.get_held_because_display())
    audit.record(entry.attempt or entry, "payments.held", by=audit.SYSTEM, because=entry.held_because, **_facts(entry))
    for address in staff_addresses():
        queue(
            template="payments/mail/payment_held",
            to=address,
            context={"entry": entry, "amount": entry.money, "claims": entry.details.get("claims", {})},
        )


def staff_addresses() -> list[str]:
    """Give the mail addresses of finance; the shop's own where nobody is in that group."""
    people = get_user_model().objects.filter(groups__name="finance", is_active=True).order_by("pk")
    return list(people.values_list("email", flat=True)) or [settings.DEFAULT_FROM_EMAIL]


def _facts(entry: LedgerEntry) -> dict[str, object]:
    return {
        "amount": entry.money.format("en"),
        "charge": entry.stripe_id,
        "means": entry.means,
        "instalment": entry.instalment.position if entry.instalment else None,
    }
