"""What the order page may say of a payment. Orders is the lower room: it asks through a registration."""

from collections.abc import Iterable

from shop.orders.models import Instalment
from shop.orders.payment_facts import PaymentFacts

from .models import LedgerEntry, PaymentAttempt
from .text import refusal


def facts(instalments: Iterable[Instalment]) -> dict[int, PaymentFacts]:
    """Say of each instalment what it was paid with, why the last try failed, and whether the bank still thinks."""
    ids = [instalment.pk for instalment in instalments]
    charges = LedgerEntry.objects.filter(instalment__in=ids, kind=LedgerEntry.Kind.CHARGE, held_because="")
    means = dict(charges.order_by("pk").values_list("instalment_id", "means"))
    attempts = PaymentAttempt.objects.filter(instalment__in=ids).order_by("number")
    last = {attempt.instalment_id: attempt for attempt in attempts}
    return {
        instalment_id: PaymentFacts(
            method=means.get(instalment_id, ""),
            problem=_problem(last.get(instalment_id)),
            pending=_pending(last.get(instalment_id)),
        )
        for instalment_id in ids
    }


def _problem(attempt: PaymentAttempt | None) -> str:
    """Give the bank's reason, where the customer may try again. Our own troubles are none of it."""
    again = {PaymentAttempt.State.OPEN, PaymentAttempt.State.EXPIRED, PaymentAttempt.State.FAILED}
    if attempt is None or attempt.state not in again or not attempt.payment_id:
        return ""
    return refusal(attempt.failure)


def _pending(attempt: PaymentAttempt | None) -> bool:
    return attempt is not None and attempt.state == PaymentAttempt.State.PROCESSING
