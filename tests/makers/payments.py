"""Payments: attempts, ledger entries, signed events."""

import json
import time
import uuid
from itertools import count
from typing import Any

import stripe
from django.utils import timezone

from shop.orders.models import Instalment
from shop.payments.models import LedgerEntry, PaymentAttempt
from tests.makers.orders import make_instalment

SECRET = "whsec_known_to_the_tests_only"
_numbers = count(1)


def make_attempt(of: Instalment | None = None, **changes: Any) -> PaymentAttempt:
    """An attempt whose page nobody has made yet."""
    instalment = of or make_instalment()
    last = instalment.attempts.order_by("-number").first()
    return PaymentAttempt.objects.create(
        **{
            "instalment": instalment,
            "number": last.number + 1 if last else 1,
            "method": "card",
            "amount": instalment.amount,
            "currency": instalment.currency,
            **changes,
        }
    )


def make_ledger_entry(of: Instalment | None = None, **changes: Any) -> LedgerEntry:
    """A charge that counts for an instalment, entered without telling anybody."""
    instalment = of or make_instalment()
    return LedgerEntry.objects.create(
        **{
            "kind": "charge",
            "direction": "in",
            "amount": instalment.amount,
            "currency": instalment.currency,
            "stripe_id": f"ch_made_{next(_numbers)}",
            "order": instalment.order,
            "instalment": instalment,
            "happened_at": timezone.now(),
            **changes,
        }
    )


def make_event_body(**changes: Any) -> dict[str, Any]:
    """A snapshot event as Stripe renders it."""
    return {
        "id": f"evt_{uuid.uuid4().hex}",
        "object": "event",
        "api_version": stripe.api_version,
        "created": int(time.time()),
        "data": {"object": {"id": "cs_unknown", "object": "checkout.session"}},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": "product.created",
        **changes,
    }


def make_signature(body: str | bytes, *, secret: str = SECRET, timestamp: int | None = None) -> str:
    """Sign a body as Stripe does."""
    text = body.decode("latin-1") if isinstance(body, bytes) else body
    return stripe.WebhookSignature.generate_signature_header(text, secret, timestamp)


def make_signed_event(**changes: Any) -> tuple[str, str]:
    """Body and signature of a genuine event."""
    body = json.dumps(make_event_body(**changes))
    return body, make_signature(body)
