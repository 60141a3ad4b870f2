"""Events: stored first, handled once, whatever the order and however often they come.

An event is a hint. Its handler asks Stripe how the thing stands now, then writes that down and marks the event in one
transaction. So a second event for one fact, an old one, or one that never came makes no difference.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from . import environment, gateway, locks, queries, recording, tasks
from .methods import method
from .models import LedgerEntry, PaymentAttempt, RefusedWebhook, StripeEvent

log = logging.getLogger(__name__)

State = StripeEvent.State

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
CLAIM = timedelta(minutes=3)
"""How long one handler has an event for itself. Two at once would do no harm, only ask Stripe twice."""
BATCH = 100

Write = Callable[[], object]
Handler = Callable[[str], Write | None]
"""Gets the object's id, asks Stripe, and gives what to write down; None where it is nothing of ours."""


def receive(event: gateway.Event, *, source: str) -> StripeEvent | None:
    """Store an event. None if it is in the inbox already. What nobody handles is kept as ignored."""
    if StripeEvent.objects.filter(stripe_id=event.id).exists():
        return None
    state = State.WAITING if event.type in HANDLERS else State.IGNORED
    error = ""
    if state == State.WAITING and event.api_version != gateway.API_VERSION:
        state, error = State.KEPT, f"rendered in {event.api_version}, not in {gateway.API_VERSION}"
        log.error("Event %s is %s: check the endpoint's version", event.id, error)
    try:
        with transaction.atomic():
            stored = StripeEvent.objects.create(
                stripe_id=event.id,
                type=event.type,
                object_id=event.object_id,
                api_version=event.api_version[:50],
                source=source,
                state=state,
                error=error,
                happened_at=event.created,
                due_at=timezone.now(),
            )
    except IntegrityError:
        return None  # somebody else was a moment quicker
    if state == State.WAITING:
        transaction.on_commit(lambda: tasks.handle_event.enqueue(stored.pk), robust=True)
    return stored


def handle_event(event_id: int) -> str:
    """Do what an event is about and give its state then. Safe to repeat; an error is kept with the event."""
    now = timezone.now()
    due = StripeEvent.objects.filter(pk=event_id, state__in=[State.WAITING, State.FAILED], due_at__lte=now)
    if not due.update(due_at=now + CLAIM, tries=F("tries") + 1):
        return StripeEvent.objects.values_list("state", flat=True).get(pk=event_id)
    event = StripeEvent.objects.get(pk=event_id)
    try:
        write = HANDLERS[event.type](event.object_id)
        return _finish(event.pk, write)
    except gateway.Missing:
        log.error("Event %s names %s, which this account does not have", event.stripe_id, event.object_id)
        return _set(event, State.IGNORED, "this account does not have the object")
    except Exception as error:  # an event must never be lost to a fault of ours: it is kept, shown and tried again
        log.exception("Event %s could not be handled", event.stripe_id)
        return _set(event, State.FAILED, f"{type(error).__name__}: {error}")


def handle_due() -> int:
    """Handle every event that is due. Gives how many it took up."""
    due = list(queries.events_due(limit=BATCH).values_list("pk", flat=True))
    for event_id in due:
        handle_event(event_id)
    return len(due)


@transaction.atomic
def retry_event(*, event_id: int) -> None:
    """Try an event again now: the desk's button."""
    StripeEvent.objects.filter(pk=event_id, state__in=[State.FAILED, State.KEPT]).update(
        state=State.WAITING, due_at=timezone.now()
    )
    transaction.on_commit(lambda: tasks.handle_event.enqueue(event_id), robust=True)


def count_refusal(reason: str) -> None:
    """Count a webhook that was refused."""
    now = timezone.now()
    counted = RefusedWebhook.objects.filter(reason=reason)
    if counted.update(count=F("count") + 1, last_at=now):
        return
    try:
        with transaction.atomic():
            RefusedWebhook.objects.create(reason=reason, count=1, last_at=now)
    except IntegrityError:
        counted.update(count=F("count") + 1, last_at=now)


@transaction.atomic
def _finish(event_id: int, write: Write | None) -> str:
    event = locks.event(event_id)
    if event.state == State.HANDLED:
        return event.state
    if write is not None:
        write()
    event.state = State.HANDLED if write is not None else State.IGNORED
    event.error, event.handled_at = "", timezone.now()
    event.save()
    return event.state


def _set(event: StripeEvent, state: str, error: str) -> str:
    pause = min(FIRST_PAUSE * 2 ** min(event.tries, 12), LONGEST_PAUSE)
    open_ = StripeEvent.objects.filter(pk=event.pk).exclude(state=State.HANDLED)
    open_.update(state=state, error=error[:500], due_at=timezone.now() + pause)
    return state


def _session(session_id: str) -> Write | None:
    session = gateway.session(session_id)
    attempt = _attempt_named(session.metadata)
    if attempt is None:
        return _stray(session.payment)
    if attempt.stripe_id == session.id or (not attempt.stripe_id and _payer(attempt) == session.customer):
        return lambda: recording.record_session(attempt.pk, session)
    return _stray(session.payment)


def _payment(payment_id: str) -> Write | None:
    return _of_payment(gateway.payment(payment_id))


def _charge(charge_id: str) -> Write | None:
    entered = LedgerEntry.objects.filter(stripe_id=charge_id).values_list("kind", flat=True)
    if {LedgerEntry.Kind.CHARGE, LedgerEntry.Kind.FEE} <= set(entered):
        return _nothing
    charge = gateway.charge(charge_id)
    if LedgerEntry.Kind.CHARGE in entered:
        return lambda: recording.record_fee(charge)
    return _payment(charge.payment) if charge.payment else None


def _of_payment(payment: gateway.Payment) -> Write | None:
    attempt = _attempt_named(payment.metadata)
    if attempt is None:
        return _stray(payment)
    write = method(attempt.method).ask(attempt)

    def record() -> None:
        if write().payment_id != payment.id:
            because = "session" if payment.customer == _payer(attempt) else "customer"
            recording.record_stray(payment, because=because)

    return record


def _stray(payment: gateway.Payment | None) -> Write | None:
    """Say what to do with money that no page of ours has brought: nothing, unless it names this database."""
    if payment is None or payment.metadata.get("environment") != environment.current().name:
        return None
    attempt = _attempt_named(payment.metadata)
    because = "metadata" if attempt is None else "session" if payment.customer == _payer(attempt) else "customer"
    return lambda: recording.record_stray(payment, because=because)


def _attempt_named(metadata: Mapping[str, str]) -> PaymentAttempt | None:
    """Find the attempt that an object at Stripe names, if it names this database's."""
    if metadata.get("environment") != environment.current().name:
        return None
    try:
        public_id = UUID(metadata.get("attempt", ""))
    except ValueError:
        return None
    return PaymentAttempt.objects.select_related("instalment__order").filter(public_id=public_id).first()


def _payer(attempt: PaymentAttempt) -> str:
    return recording.customer_of(attempt.instalment)


def _nothing() -> None:
    """Everything is written down already."""


HANDLERS: Mapping[str, Handler] = {
    "checkout.session.completed": _session,
    "checkout.session.expired": _session,
    "checkout.session.async_payment_succeeded": _session,
    "checkout.session.async_payment_failed": _session,
    "payment_intent.succeeded": _payment,
    "payment_intent.payment_failed": _payment,
    "payment_intent.processing": _payment,
    "payment_intent.canceled": _payment,
    "charge.succeeded": _charge,
    "charge.updated": _charge,
}
"""The events that the endpoint subscribes to. `docs/reference/stripe.md` shows them; a test compares the two."""
