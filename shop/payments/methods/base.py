"""What every way to pay can do with an attempt."""

from collections.abc import Callable
from typing import Protocol

from django.utils.functional import Promise

from shop.payments.models import PaymentAttempt

Record = Callable[[], PaymentAttempt]
"""Writes down what Stripe said and gives the attempt as it is then. Asks nothing, so it may run in a transaction."""


class Method(Protocol):
    """A way to pay an instalment.

    Every function is safe to repeat and raises `GatewayError`s, `Rejected` only where repeating is useless.
    """

    @property
    def key(self) -> str:
        """The name in rows and addresses."""

    @property
    def label(self) -> str | Promise:
        """The name on the button."""

    def open(self, attempt: PaymentAttempt) -> PaymentAttempt:
        """Make the attempt's page at Stripe, or find it."""

    def ask(self, attempt: PaymentAttempt) -> Record:
        """Ask how the attempt stands."""

    def close(self, attempt: PaymentAttempt) -> PaymentAttempt:
        """Make sure that nothing more comes through it; if something just came, record that."""
