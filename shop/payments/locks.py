"""Every row lock of the room, in this order: event, order with its instalments, attempt, request.

None is held while Stripe is asked.
"""

from shop.orders import locks as orders
from shop.orders.models import Instalment

from .models import PaymentAttempt, StripeEvent, StripeRequest


def instalment(instalment_id: int) -> Instalment:
    """Lock one instalment, by its order as that room does. Whoever writes to its ledger holds it."""
    order = orders.order(Instalment.objects.values_list("order_id", flat=True).get(pk=instalment_id))
    return next(row for row in orders.instalments(order) if row.pk == instalment_id)


def attempt(attempt_id: int) -> PaymentAttempt:
    """Lock one attempt. Its instalment is locked before."""
    return PaymentAttempt.objects.select_for_update(of=("self",)).get(pk=attempt_id)


def event(event_id: int) -> StripeEvent:
    """Lock one event of the inbox."""
    return StripeEvent.objects.select_for_update(of=("self",)).get(pk=event_id)


def request(request_id: int) -> StripeRequest:
    """Lock one request to Stripe."""
    return StripeRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
