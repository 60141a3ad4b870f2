"""Write down what Stripe said: the attempt's state, the ledger, the instalment, the mail. One transaction each.

Everything here gets facts that were fetched before and asks nothing. It is safe to repeat and to run beside itself:
the instalment's lock orders the writers, the ledger's unique key decides what is new.
"""

import logging
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from shop.orders import services as orders
from shop.orders.models import Instalment

from . import environment, gateway, locks, notices, queries
from .models import LedgerEntry, PaymentAttempt, StripeCustomer
from .transitions import may_follow

log = logging.getLogger(__name__)

Held = LedgerEntry.Held
State = PaymentAttempt.State

PAGE_DIFFERS = "page_differs"
LOST = "lost"
GIVE_UP_LOOKING = timedelta(hours=23)


@transaction.atomic
def record_session(attempt_id: int, session: gateway.Session) -> PaymentAttempt:
    """Write down how an attempt's page stands, and the money that came through it."""
    instalment = locks.instalment(PaymentAttempt.objects.values_list("instalment_id", flat=True).get(pk=attempt_id))
    attempt = locks.attempt(attempt_id)
    if attempt.stripe_id not in {"", session.id}:
        raise ValueError(f"Attempt {attempt} has the session {attempt.stripe_id}, not {session.id}")
    attempt.stripe_id, attempt.expires_at, attempt.checked_at = session.id, session.expires_at, timezone.now()
    attempt.url = session.url if session.is_open else ""
    if session.payment is not None:
        attempt.payment_id, attempt.failure = session.payment.id, session.payment.failure
    _advance(attempt, _record_money(attempt, instalment, session))
    _settle(instalment)
    return attempt


@transaction.atomic
def record_absence(attempt_id: int) -> PaymentAttempt:
    """Write down that Stripe knows no page of this attempt. After a day it is given up: no key holds longer."""
    attempt = locks.attempt(attempt_id)
    attempt.checked_at = timezone.now()
    if attempt.state == State.REQUESTED and attempt.created_at < timezone.now() - GIVE_UP_LOOKING:
        attempt.failure = LOST
        _advance(attempt, State.FAILED)
    attempt.save()
    return attempt


@transaction.atomic
def record_refusal(attempt_id: int, error: gateway.Rejected) -> PaymentAttempt:
    """Write down that Stripe refused to make an attempt's page."""
    attempt = locks.attempt(attempt_id)
    attempt.failure = (error.code or "rejected")[:100]
    _advance(attempt, State.FAILED)
    return attempt


@transaction.atomic
def record_stray(payment: gateway.Payment, *, because: str) -> None:
    """Write down money that names us and did not come through a page of ours. It is held, and counts for nobody."""
    charge = payment.charge
    if not payment.succeeded or charge is None or not charge.paid:
        return
    _charge(payment, charge, because=because, claims=dict(payment.metadata))
    record_fee(charge)


def record_fee(charge: gateway.Charge) -> None:
    """Write down what Stripe kept of a charge that is in the ledger. It may come an hour after the charge."""
    entry = LedgerEntry.objects.filter(
        kind=LedgerEntry.Kind.CHARGE, direction=LedgerEntry.Direction.IN, stripe_id=charge.id
    ).first()
    fee = charge.fee
    if entry is None or fee is None:
        return
    _once(
        kind=LedgerEntry.Kind.FEE,
        direction=LedgerEntry.Direction.OUT,
        stripe_id=charge.id,
        amount=fee.amount.minor,
        currency=fee.amount.currency,
        order=entry.order,
        instalment=entry.instalment,
        attempt=entry.attempt,
        payment_id=entry.payment_id,
        balance_transaction=fee.transaction,
        details={
            "settled": fee.settled.minor,
            "settled_currency": fee.settled.currency,
            "exchange_rate": fee.exchange_rate,
        },
        happened_at=charge.created,
    )


@transaction.atomic
def repair(instalment_id: int) -> bool:
    """Set an instalment's state from its ledger where they disagree. Says whether it had to."""
    instalment = locks.instalment(instalment_id)
    if queries.agrees(instalment, queries.standing(instalment)):
        return False
    log.error("Instalment %s stood as %s against its ledger", instalment.pk, instalment.state)
    _settle(instalment)
    return True


def customer_of(instalment: Instalment) -> str:
    """Give the Stripe customer that pays an instalment; empty if its company has none yet."""
    found = StripeCustomer.objects.filter(company_id=instalment.order.company_id).first()
    return found.stripe_id if found else ""


def _record_money(attempt: PaymentAttempt, instalment: Instalment, session: gateway.Session) -> str:
    """Enter the session's charge, if it is paid. Gives the attempt's next state."""
    payment = session.payment
    if session.paid and payment is not None and payment.charge is not None and payment.charge.paid:
        because = _differs(attempt, instalment, payment)
        _charge(payment, payment.charge, because=because, attempt=attempt, instalment=instalment)
        record_fee(payment.charge)
        return State.HELD if because else State.PAID
    if session.processing:
        return State.PROCESSING
    if session.expired:
        return State.EXPIRED
    if session.is_open:
        if _page_is_ours(attempt, instalment, session):
            return State.OPEN
        log.error("Session %s does not ask for what attempt %s wants", session.id, attempt)
        attempt.failure = PAGE_DIFFERS
        return State.FAILED
    if session.payment_status == "unpaid" and payment is not None and not payment.succeeded:
        return State.FAILED  # a debit that the bank returned at once
    return attempt.state  # complete, but Stripe has not finished: the next look tells


def _differs(attempt: PaymentAttempt, instalment: Instalment, payment: gateway.Payment) -> str:
    """Say why a payment must not count for its instalment; empty if it may."""
    charge = payment.charge
    claims = (payment.metadata.get("attempt"), payment.metadata.get("instalment"))
    if charge is None or attempt.currency != payment.received.currency or charge.amount.currency != attempt.currency:
        return Held.CURRENCY
    if attempt.amount != payment.received.minor or charge.amount.minor != attempt.amount:
        return Held.AMOUNT
    if payment.livemode != environment.is_live():
        return Held.MODE
    if payment.customer != customer_of(instalment):
        return Held.CUSTOMER
    if claims != (str(attempt.public_id), str(instalment.pk)):
        return Held.METADATA
    return ""


def _page_is_ours(attempt: PaymentAttempt, instalment: Instalment, session: gateway.Session) -> bool:
    return (
        session.amount == attempt.money
        and session.livemode == environment.is_live()
        and session.customer == customer_of(instalment)
        and session.metadata.get("attempt") == str(attempt.public_id)
    )


def _charge(
    payment: gateway.Payment,
    charge: gateway.Charge,
    *,
    because: str,
    attempt: PaymentAttempt | None = None,
    instalment: Instalment | None = None,
    claims: dict[str, str] | None = None,
) -> None:
    entry = _once(
        kind=LedgerEntry.Kind.CHARGE,
        direction=LedgerEntry.Direction.IN,
        stripe_id=charge.id,
        amount=charge.amount.minor,
        currency=charge.amount.currency,
        order=instalment.order if instalment else None,
        instalment=instalment,
        attempt=attempt,
        held_because=because,
        payment_id=payment.id,
        means=charge.means[:60],
        details={"claims": claims} if claims else {},
        happened_at=charge.created,
    )
    if entry is not None and because:
        notices.held(entry)
    elif entry is not None:
        notices.received(entry)


def _once(**fields: Any) -> LedgerEntry | None:
    """Enter a fact that is not in the ledger yet. None if it is."""
    fact = {name: fields[name] for name in ("kind", "stripe_id", "direction")}
    if LedgerEntry.objects.filter(**fact).exists():
        return None
    try:
        with transaction.atomic():
            return LedgerEntry.objects.create(**fields)
    except IntegrityError:
        if LedgerEntry.objects.filter(**fact).exists():
            return None  # somebody else was a moment quicker
        raise


def _advance(attempt: PaymentAttempt, then: str) -> None:
    """Move an attempt on. Old news (a snapshot from before it was paid) changes nothing."""
    if then != attempt.state and may_follow(attempt.state, then):
        attempt.state = then
        if not attempt.is_active:
            attempt.closed_at = timezone.now()
            attempt.url = ""
    attempt.save()


def _settle(instalment: Instalment) -> None:
    now = queries.standing(instalment)
    orders.settle_instalment(
        instalment_id=instalment.pk, received=now.received, held=now.held, processing=now.processing
    )
