"""Whether a webhook's body comes from Stripe, now, for this account. Every other answer names its reason."""

import json
import re
import time
from collections.abc import Sequence

import stripe
from django.conf import settings

from . import read
from .errors import BadEvent, Unreadable
from .shapes import Event

TOLERANCE = 300  # seconds, either way
EVER = 10**10


def verified(body: bytes, header: str) -> Event:
    """Give the event of a webhook's raw body, or raise `BadEvent` with the reason.

    Secrets are the configured ones: two of them while one is being replaced.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadEvent("not_utf8") from error
    _check_signature(text, header, settings.STRIPE_WEBHOOK_SECRETS)
    try:
        found = json.loads(text)
        if not isinstance(found, dict):
            raise BadEvent("shape")
        return read.event(found)
    except RecursionError as error:
        raise BadEvent("not_json") from error
    except ValueError as error:
        raise BadEvent("not_json") from error
    except Unreadable as error:
        raise BadEvent("shape") from error


def _check_signature(text: str, header: str, secrets: Sequence[str]) -> None:
    if not header.isascii():
        raise BadEvent("signature")
    if not any(_signed(text, header, secret, TOLERANCE) for secret in secrets):
        late = any(_signed(text, header, secret, EVER) for secret in secrets)
        raise BadEvent("too_old" if late else "signature")
    stamp = re.search(r"(?:^|,)t=([0-9]+)", header)  # the library has read the same one, but looks only into the past
    if stamp is None or int(stamp[1]) > time.time() + TOLERANCE:
        raise BadEvent("future")


def _signed(text: str, header: str, secret: str, tolerance: int) -> bool:
    try:
        return bool(stripe.WebhookSignature.verify_header(text, header, secret, tolerance))
    except stripe.SignatureVerificationError:
        return False
