"""What the order page says of payments: registered with `orders`, which knows no payments."""

from collections.abc import Iterable

from shop.orders.models import Instalment
from shop.orders.payment_facts import PaymentFacts

from .models import PaymentAttempt
from .text import refusal


def facts(instalments: Iterable[Instalment]) -> dict[int, PaymentFacts]:
    """The last attempt of each instalment: under way, or why it failed. One query."""
    last: dict[int, PaymentAttempt] = {}
    for attempt in PaymentAttempt.objects.filter(instalment__in=list(instalments)).order_by("number"):
        last[attempt.instalment_id] = attempt
    return {
        instalment: PaymentFacts(
            problem=refusal(attempt.failure) if attempt.state == PaymentAttempt.State.OPEN else "",
            pending=attempt.state == PaymentAttempt.State.PROCESSING,
        )
        for instalment, attempt in last.items()
    }
