"""What payments know: sums of the ledger first of all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, Sum, When
from django.utils import timezone

from shop.orders.models import Instalment

from .models import LedgerEntry, PaymentAttempt, RefusedWebhook, StripeEvent, StripeRequest

State = Instalment.State

COUNTED = (LedgerEntry.Kind.CHARGE,)
"""The kinds that an instalment's balance is made of."""


@dataclass(frozen=True)
class Standing:
    """What the ledger and the open pages say of an instalment. `settle_instalment` makes the state of it."""

    received: int
    held: bool
    processing: bool


def standing(instalment: Instalment) -> Standing:
    """Sum an instalment's ledger, in minor units of its currency."""
    entries = LedgerEntry.objects.filter(instalment=instalment, kind__in=COUNTED)
    signed = Case(
        When(direction=LedgerEntry.Direction.IN, then=F("amount")),
        default=-F("amount"),
        output_field=BigIntegerField(),
    )
    total = entries.filter(held_because="", currency=instalment.currency).aggregate(total=Sum(signed))["total"]
    return Standing(
        received=total or 0,
        held=entries.exclude(held_because="").exists(),
        processing=instalment.attempts.filter(state=PaymentAttempt.State.PROCESSING).exists(),
    )


def disagreements() -> Iterator[tuple[Instalment, Standing]]:
    """Find every instalment whose state is not what the ledger makes of it."""
    touched = Q(ledger__isnull=False) | Q(attempts__state=PaymentAttempt.State.PROCESSING) | ~Q(received=0)
    claims = Q(state__in=[State.PAID, State.PARTLY_PAID, State.OVERPAID, State.HELD, State.PROCESSING])
    for instalment in Instalment.objects.filter(touched | claims).distinct().order_by("pk"):
        now = standing(instalment)
        if not agrees(instalment, now):
            yield instalment, now


def agrees(instalment: Instalment, now: Standing) -> bool:
    """Say whether an instalment's state can stand beside its ledger."""
    return instalment.received == now.received and instalment.state in _states_for(now, instalment.amount)


def _states_for(now: Standing, owed: int) -> set[str]:
    if now.held:
        return {State.HELD}
    if now.received > owed:
        return {State.OVERPAID}
    if now.received == owed:
        return {State.PAID}
    if now.received:
        return {State.PARTLY_PAID}
    return {State.PROCESSING} if now.processing else {State.SCHEDULED, State.DUE, State.CANCELLED}


def active_attempt(instalment: Instalment) -> PaymentAttempt | None:
    """Give the attempt through which money may still come."""
    return instalment.attempts.filter(state__in=PaymentAttempt.ACTIVE).first()


def last_attempt(instalment: Instalment) -> PaymentAttempt | None:
    """Give the latest attempt to pay an instalment."""
    return instalment.attempts.order_by("-number").first()


def open_attempts() -> QuerySet[PaymentAttempt]:
    """Give every attempt through which money may still come, the one that was asked about longest ago first."""
    active = PaymentAttempt.objects.filter(state__in=PaymentAttempt.ACTIVE)
    return active.order_by(F("checked_at").asc(nulls_first=True), "pk")


def attempts_to_check(*, limit: int) -> QuerySet[PaymentAttempt]:
    """Give the attempts to ask Stripe about: often while they are young, then less and less, never not at all."""
    now = timezone.now()
    hour, day = now - timedelta(hours=1), now - timedelta(days=1)
    due = (
        Q(checked_at=None)
        | Q(created_at__gt=hour, checked_at__lt=now - timedelta(seconds=50))
        | Q(created_at__gt=day, checked_at__lt=now - timedelta(minutes=10))
        | Q(checked_at__lt=hour)
    )
    return open_attempts().filter(due)[:limit]


def charges_without_fee(*, limit: int) -> QuerySet[LedgerEntry]:
    """Give the charges whose fee Stripe had not told when they were recorded, newest first."""
    fees = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.FEE, stripe_id=OuterRef("stripe_id"))
    return LedgerEntry.objects.filter(~Exists(fees), kind=LedgerEntry.Kind.CHARGE).order_by("-pk")[:limit]


def events_due(*, limit: int) -> QuerySet[StripeEvent]:
    """Give the events that wait to be handled, or to be handled again."""
    open_ = StripeEvent.objects.filter(state__in=[StripeEvent.State.WAITING, StripeEvent.State.FAILED])
    return open_.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")[:limit]


def held_entries() -> QuerySet[LedgerEntry]:
    """Give the money that staff must decide about."""
    return LedgerEntry.objects.exclude(held_because="").select_related("order", "instalment", "attempt")


def undecided_requests() -> QuerySet[StripeRequest]:
    """Give the requests to Stripe of which nobody knows yet what came."""
    return StripeRequest.objects.filter(outcome__in=StripeRequest.UNDECIDED)


def failed_events() -> QuerySet[StripeEvent]:
    """Give the events that could not be handled so far, and those kept for checking."""
    return StripeEvent.objects.filter(state__in=[StripeEvent.State.FAILED, StripeEvent.State.KEPT])


def refused_webhooks() -> dict[str, int]:
    """Count the webhooks that were refused, by reason."""
    return dict(RefusedWebhook.objects.values_list("reason", "count"))


def attempt_by_public_id(public_id: str) -> PaymentAttempt | None:
    """Give an attempt by the id that its return address carries."""
    try:
        wanted = UUID(public_id)
    except ValueError:
        return None
    return PaymentAttempt.objects.select_related("instalment__order__company").filter(public_id=wanted).first()
