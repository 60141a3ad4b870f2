"""The one client: where it calls, how long it waits, how errors leave it."""

import logging
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlsplit

import requests
import stripe
from django.conf import settings

from .errors import GatewayError, translate

Answer = TypeVar("Answer")
logger = logging.getLogger(__name__)

stripe.enable_telemetry = False  # it would write below the home directory and send platform data

STRIPE = "https://api.stripe.com"
API_VERSION: str = stripe.api_version
"""The version that the library pins. Sent with every call; an event in another one is kept, not handled."""

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Mode(StrEnum):
    """What a key's payments are worth: nothing and local, nothing, money."""

    STAND_IN = "stand_in"
    TEST = "test"
    LIVE = "live"


PREFIXES = {
    "sk_local_": Mode.STAND_IN,
    "sk_test_": Mode.TEST,
    "rk_test_": Mode.TEST,
    "sk_live_": Mode.LIVE,
    "rk_live_": Mode.LIVE,
}


def mode() -> Mode | None:
    """Tell by its prefix what the configured key is for. None without a key, or with one of another kind."""
    key: str = settings.STRIPE_SECRET_KEY
    return next((mode for prefix, mode in PREFIXES.items() if key.startswith(prefix)), None)


def client() -> stripe.StripeClient:
    """Give the client for the key and the address of the settings."""
    connect, read = settings.STRIPE_TIMEOUTS
    return _client(settings.STRIPE_SECRET_KEY, api_base(), float(connect), float(read), int(settings.STRIPE_RETRIES))


def api_base() -> str:
    """Say where calls go: Stripe, or the stand-in's address."""
    return (settings.STRIPE_API_BASE or STRIPE).rstrip("/")


@lru_cache(maxsize=8)
def _client(key: str, base: str, connect: float, read: float, retries: int) -> stripe.StripeClient:
    session = None
    if urlsplit(base).hostname in LOOPBACK:
        session = requests.Session()
        session.trust_env = False  # a proxy of the environment must not see what is meant for this machine
    return stripe.StripeClient(
        key,
        # All four, or a file upload to the stand-in would leave the machine.
        base_addresses=(
            None if base == STRIPE else {"api": base, "files": base, "connect": base, "meter_events": base}
        ),
        http_client=stripe.RequestsClient(timeout=(connect, read), session=session),
        max_network_retries=retries,  # without it a client never retries
    )


def ask(call: Callable[[], Answer]) -> Answer:
    """Run one call of the library. Raises only `GatewayError`s."""
    try:
        return call()
    except stripe.StripeError as error:
        ours = translate(error)
        _log(ours)
        raise ours from error


def _log(error: GatewayError) -> None:
    logger.warning(
        "Stripe: %s, status %s, code %r, parameter %r, request %s: %s",
        type(error).__name__,
        error.status,
        error.code,
        error.param,
        error.request_id or "none",
        error,
    )
