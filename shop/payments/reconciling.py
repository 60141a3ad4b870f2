"""Compare what we believe with what Stripe says, and write down what a lost event has left out.

Runs in every sweep and by hand; safe at any time, beside itself, and killed anywhere: each step asks, then writes one
fact in one transaction.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from . import environment, gateway, inbox, queries, recording
from .methods import method
from .models import Environment, PaymentAttempt, StripeEvent

log = logging.getLogger(__name__)

OVERLAP = timedelta(minutes=15)  # events may be listed late, and clocks differ
AS_FAR_AS_STRIPE_KEEPS = timedelta(days=29)
BATCH = 50


def reconcile(*, thorough: bool = False) -> Counter[str]:
    """Bring everything in line and count what was done, by kind. Raises PaymentUnavailable without a key.

    `thorough` asks about every open attempt, also those that were asked about a moment ago.
    """
    here = environment.current()
    done: Counter[str] = Counter()
    done["events handled"] += inbox.handle_due()
    attempts = queries.open_attempts() if thorough else queries.attempts_to_check(limit=BATCH)
    done["attempts changed"] += _check_attempts(attempts)
    done["fees"] += _fetch_fees()
    done["events fetched"] += _fetch_events(here)
    done["events handled"] += inbox.handle_due()
    done["states repaired"] += sum(recording.repair(instalment.pk) for instalment, _now in queries.disagreements())
    return done


def _check_attempts(attempts: Iterable[PaymentAttempt]) -> int:
    changed = 0
    for attempt in attempts:
        before = attempt.state
        try:
            changed += method(attempt.method).ask(attempt)().state != before
        except gateway.GatewayError as error:
            log.warning("Attempt %s could not be checked: %s", attempt.pk, error)
            PaymentAttempt.objects.filter(pk=attempt.pk).update(checked_at=timezone.now())  # the others come first
            if not isinstance(error, gateway.Rejected):
                break  # Stripe is in trouble: to wait for a time-out with each of the others helps nobody
    return changed


def _fetch_fees() -> int:
    found = 0
    for entry in queries.charges_without_fee(limit=BATCH):
        try:
            charge = gateway.charge(entry.stripe_id)
        except gateway.Rejected as error:
            log.warning("The fee of %s could not be asked for: %s", entry.stripe_id, error)
            continue
        except gateway.GatewayError as error:
            log.warning("Fees could not be asked for: %s", error)
            break
        recording.record_fee(charge)
        found += charge.fee is not None
    return found


def _fetch_events(here: Environment) -> int:
    """Read what happened since the last time into the inbox: the net below every webhook."""
    started = timezone.now()
    since = max(
        (here.events_read_until or here.created_at) - OVERLAP,
        started - AS_FAR_AS_STRIPE_KEEPS,
    )
    fetched = sum(
        inbox.receive(event, source=StripeEvent.Source.LIST) is not None
        for event in gateway.events_since(since, list(inbox.HANDLERS))
    )
    _read_until(here, started)
    return fetched


def _read_until(here: Environment, moment: datetime) -> None:
    behind = Q(events_read_until=None) | Q(events_read_until__lt=moment)
    Environment.objects.filter(behind, pk=here.pk).update(events_read_until=moment)


def sweep() -> None:
    """Reconcile where a key is set; a shop without one has nothing to compare."""
    if gateway.mode() is not None:
        reconcile()
