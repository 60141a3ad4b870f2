"""Make a thing at Stripe once, whatever happens on the way.

A request is a row before it is a request: its exact parameters and its key are committed, then sent, then the outcome
is recorded. Sending it again within 23 hours sends the same bytes under the same key, and Stripe answers with the
first answer. Later, or where Stripe has recorded a fault under the key, the thing is looked for first; only if it is
not there does a new key follow. `docs/explain/payments.md` draws the states.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, Protocol, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from . import gateway, locks
from .models import StripeRequest

Outcome = StripeRequest.Outcome

KEY_HOLDS = timedelta(hours=23)  # Stripe promises 24


class Made(Protocol):
    """What a call gives: it has an id at Stripe."""

    @property
    def id(self) -> str:
        """The id at Stripe."""


Thing = TypeVar("Thing", bound=Made)


@dataclass(frozen=True)
class Once(Generic[Thing]):
    """One thing to make: for which row of ours, with which parameters, how to send, how to look, where to keep it."""

    kind: str
    row: int
    environment: str
    parameters: Callable[[], dict[str, Any]]
    """Called for a new key only: a time in it would differ the second time, and be refused."""
    send: Callable[[dict[str, Any], str], Thing]
    look: Callable[[dict[str, Any]], Thing | None]
    """Ask by listing whether it exists; gets the parameters that were sent."""
    keep: Callable[[Thing], object]
    """Runs in the transaction that records the outcome. Safe to repeat."""


def prepare(once: Once[Thing]) -> StripeRequest:
    """Write the request down, or give the one that is written. After a refusal the next one is another request."""
    latest = _latest(once)
    if latest is not None and latest.outcome != Outcome.REFUSED:
        return latest
    return _write(once, attempt=latest.attempt + 1 if latest else 1)


def perform(once: Once[Thing]) -> Thing:
    """Send the request, or find what it has made already, and keep it.

    Raises a `GatewayError`: `Rejected` is final, after every other the same call may be made again at any time.
    """
    with transaction.atomic():
        request = prepare(once)
    if _must_look(request):
        found = once.look(request.parameters)
        if found is not None:
            return _done(request, once, found)
        with transaction.atomic():
            request = _write(once, attempt=request.attempt + 1)
    return _send(request, once)


def _send(request: StripeRequest, once: Once[Thing]) -> Thing:
    now = timezone.now()
    StripeRequest.objects.filter(pk=request.pk, first_sent_at=None).update(first_sent_at=now)
    StripeRequest.objects.filter(pk=request.pk).update(last_sent_at=now, times_sent=F("times_sent") + 1)
    _set(request, Outcome.SENT)
    try:
        made = once.send(request.parameters, request.key)
    except gateway.FaultRecorded as error:
        _set(request, Outcome.FAULT, error)
        found = once.look(request.parameters)
        if found is None:
            raise
        return _done(request, once, found)
    except gateway.OutcomeUnknown as error:
        _set(request, Outcome.UNKNOWN, error)
        raise
    except gateway.NotTaken as error:
        _set(request, Outcome.NOT_TAKEN, error)
        raise
    except gateway.Rejected as error:
        _set(request, Outcome.REFUSED, error)
        raise
    return _done(request, once, made)


@transaction.atomic
def _done(request: StripeRequest, once: Once[Thing], thing: Thing) -> Thing:
    """Record what was made. Two that sent the same request at once both come here, with the same thing."""
    once.keep(thing)
    locks.request(request.pk)
    StripeRequest.objects.filter(pk=request.pk).update(
        outcome=Outcome.DONE, stripe_id=thing.id, error="", error_code=""
    )
    return thing


def _set(request: StripeRequest, outcome: str, error: gateway.GatewayError | None = None) -> None:
    """Record an outcome that decides nothing, unless somebody else has decided meanwhile."""
    changes: dict[str, Any] = {"outcome": outcome}
    if error is not None:
        changes |= {
            "error": str(error)[:500],
            "error_code": error.code[:100],
            "stripe_request_id": error.request_id[:100],
        }
    undecided = StripeRequest.objects.filter(pk=request.pk, outcome__in=StripeRequest.UNDECIDED)
    # A recorded fault stays known until something was found or a new key has taken over.
    if outcome in {Outcome.SENT, Outcome.UNKNOWN, Outcome.NOT_TAKEN}:
        undecided = undecided.exclude(outcome=Outcome.FAULT)
    undecided.update(**changes)


def _must_look(request: StripeRequest) -> bool:
    if request.outcome in {Outcome.FAULT, Outcome.DONE}:  # done: by somebody else, a moment ago
        return True
    sent = request.first_sent_at
    return sent is not None and sent < timezone.now() - KEY_HOLDS


def _latest(once: Once[Any]) -> StripeRequest | None:
    return StripeRequest.objects.filter(kind=once.kind, row=once.row).order_by("-attempt").first()


def _write(once: Once[Any], *, attempt: int) -> StripeRequest:
    """Write a request. Of two that write the same one, the second gets the first's."""
    try:
        with transaction.atomic():
            return StripeRequest.objects.create(
                kind=once.kind,
                row=once.row,
                attempt=attempt,
                key=f"{once.environment}:{once.kind}:{once.row}:{attempt}",
                parameters=once.parameters(),
            )
    except IntegrityError:
        return StripeRequest.objects.get(kind=once.kind, row=once.row, attempt=attempt)
