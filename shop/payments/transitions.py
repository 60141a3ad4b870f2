"""The states of a payment attempt, and which may follow which. Money that came is never refused by a state."""

from collections.abc import Mapping

from .models import PaymentAttempt

State = PaymentAttempt.State

ATTEMPT: Mapping[str, frozenset[str]] = {
    State.REQUESTED: frozenset({State.OPEN, State.PROCESSING, State.PAID, State.HELD, State.EXPIRED, State.FAILED}),
    State.OPEN: frozenset({State.PROCESSING, State.PAID, State.HELD, State.EXPIRED, State.FAILED}),
    State.PROCESSING: frozenset({State.PAID, State.HELD, State.FAILED}),
    # A page that we took for closed may have been paid before Stripe closed it.
    State.EXPIRED: frozenset({State.PAID, State.HELD}),
    State.FAILED: frozenset({State.PAID, State.HELD}),
    State.HELD: frozenset(),
    State.PAID: frozenset(),
}


def may_follow(now: str, then: str) -> bool:
    """Whether an attempt may go from one state to another."""
    return then in ATTEMPT[now]
