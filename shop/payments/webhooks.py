"""What a webhook must be before it is believed, beside its signature (`gateway.verified_event`)."""

from django.http import HttpRequest

from . import environment, gateway

LARGEST = 256 * 1024

REASONS = {
    "no_length": "no Content-Length, or one that is no number",
    "too_large": f"a body of more than {LARGEST} bytes",
    "no_signature": "no Stripe-Signature header",
    "cut_off": "the body ended before its length",
    "not_utf8": "a body that is not UTF-8",
    "signature": "a signature that fits none of the secrets",
    "too_old": "a good signature, but of more than 300 s ago: is our clock right?",
    "future": "a good signature, but of more than 300 s from now: is our clock right?",
    "not_json": "a signed body that is not JSON",
    "shape": "signed JSON that is no snapshot event",
    "livemode": "an event of the other mode",
    "account": "an event of another account",
}
"""Every counter. `docs/reference/stripe.md` shows them; a test compares the two."""


CLOCK = frozenset({"too_old", "future"})


def refusal_before_reading(request: HttpRequest) -> str:
    """Say why not even the body is read; empty if it is."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not (length.isascii() and length.isdigit()) or len(length) > 12:
        return "no_length"
    if int(length) > LARGEST:
        return "too_large"
    return "" if request.headers.get("Stripe-Signature") else "no_signature"


def refusal_of(event: gateway.Event) -> str:
    """Say why a genuine event is not for this shop; empty if it is."""
    if event.livemode != environment.is_live():
        return "livemode"
    return "account" if event.account else ""
