"""Every use case of the room: pay, hear from Stripe, compare with Stripe."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from shop import audit
from shop.audit import Actor
from shop.money import chargeable
from shop.orders.models import Instalment

from . import environment, gateway, locks, queries, recording
from .errors import AlreadyPaid, AmountNotChargeable, BeingConfirmed, NotPayable, PaymentUnavailable, WrongEnvironment
from .inbox import count_refusal, handle_due, handle_event, receive, retry_event
from .methods import method
from .models import PaymentAttempt
from .reconciling import reconcile

log = logging.getLogger(__name__)

TOO_SHORT = timedelta(minutes=5)
"""A page that closes this soon is replaced: nobody types a card number against the clock."""
JUST_MADE = timedelta(minutes=5)
TURNS = 3

State = PaymentAttempt.State


def start_card_payment(*, instalment_id: int, by: Actor) -> str:
    """Give the address of the hosted page on which an instalment is paid by card."""
    return start_payment(instalment_id=instalment_id, method_key="card", by=by)


def start_payment(*, instalment_id: int, method_key: str, by: Actor) -> str:
    """Give the address of the hosted page on which an instalment is paid.

    Safe to repeat and in parallel: while a page is open, every click, tab and person gets the same one. A page of
    another method, for another amount, or about to expire is closed first.
    Raises AlreadyPaid, BeingConfirmed or NotPayable where nothing is owed now, PaymentUnavailable where Stripe does
    not answer (the next click continues where this one stopped).
    """
    way = method(method_key)
    try:
        environment.current()
        for _turn in range(TURNS):
            attempt = _attempt(instalment_id=instalment_id, method_key=way.key, by=by)
            attempt = _brought_up_to_date(attempt)
            if attempt.state == State.OPEN and attempt.method == way.key and _still_fits(attempt):
                return attempt.url
            if attempt.state == State.OPEN:
                method(attempt.method).close(attempt)
    except gateway.GatewayError as error:
        log.warning("Instalment %s cannot be paid now: %s", instalment_id, error)
        raise PaymentUnavailable from error
    except WrongEnvironment as error:
        log.critical("No payment is taken: %s", error)
        raise PaymentUnavailable from error
    raise PaymentUnavailable


def refresh_attempt(attempt: PaymentAttempt) -> PaymentAttempt:
    """Ask Stripe how an attempt stands and write it down. Raises PaymentUnavailable."""
    try:
        return method(attempt.method).ask(attempt)()
    except (gateway.GatewayError, WrongEnvironment) as error:
        raise PaymentUnavailable from error


@transaction.atomic
def _attempt(*, instalment_id: int, method_key: str, by: Actor) -> PaymentAttempt:
    """Give the attempt through which an instalment is being paid, or begin one."""
    instalment = locks.instalment(instalment_id)
    attempt = queries.active_attempt(instalment)
    if attempt is not None:
        return attempt
    _check_payable(instalment)
    last = queries.last_attempt(instalment)
    attempt = PaymentAttempt.objects.create(
        instalment=instalment,
        number=last.number + 1 if last else 1,
        method=method_key,
        amount=instalment.outstanding.minor,
        currency=instalment.currency,
    )
    audit.record(attempt, "payments.started", by=by, amount=attempt.money.format("en"))
    return attempt


def _check_payable(instalment: Instalment) -> None:
    if instalment.state in {Instalment.State.PAID, Instalment.State.OVERPAID}:
        raise AlreadyPaid
    if instalment.state == Instalment.State.PROCESSING:
        raise BeingConfirmed
    if not instalment.payable:
        raise NotPayable
    if chargeable(instalment.outstanding) is not None:
        raise AmountNotChargeable


def _brought_up_to_date(attempt: PaymentAttempt) -> PaymentAttempt:
    """Make the attempt's page, or ask how it stands; say so where there is nothing left to pay."""
    way = method(attempt.method)
    attempt = _opened(attempt) if attempt.state == State.REQUESTED else way.ask(attempt)()
    if attempt.state in {State.PAID, State.HELD}:
        raise AlreadyPaid
    if attempt.state == State.PROCESSING:
        raise BeingConfirmed
    if attempt.state == State.FAILED and attempt.failure == recording.PAGE_DIFFERS:
        way.close(attempt)
        raise PaymentUnavailable
    return attempt


def _opened(attempt: PaymentAttempt) -> PaymentAttempt:
    try:
        return method(attempt.method).open(attempt)
    except gateway.Rejected as error:
        recording.record_refusal(attempt.pk, error)
        if attempt.created_at > timezone.now() - JUST_MADE:
            raise  # the next one would be refused as well
        return PaymentAttempt.objects.get(pk=attempt.pk)  # an old request, whose time was over


def _still_fits(attempt: PaymentAttempt) -> bool:
    """Say whether an open page asks for what is owed now, and long enough."""
    instalment = Instalment.objects.get(pk=attempt.instalment_id)
    if attempt.money != instalment.outstanding:
        return False
    return attempt.expires_at is None or attempt.expires_at > timezone.now() + TOO_SHORT


__all__ = [
    "count_refusal",
    "handle_due",
    "handle_event",
    "receive",
    "reconcile",
    "refresh_attempt",
    "retry_event",
    "start_card_payment",
    "start_payment",
]
