"""Whose account this database pays into. Decided by the first call, and never changed after it.

A database that has met the stand-in holds customers and sessions that no real account knows, and the other way round.
So the first use stores key kind and account, and every later one compares, in both directions.
"""

from urllib.parse import urlsplit

from django.conf import settings

from . import gateway
from .errors import PaymentUnavailable, WrongEnvironment
from .models import Environment, random_name

_known: set[tuple[str, str, str]] = set()
"""Key, base and account that this process has compared already."""


def current() -> Environment:
    """Give this database's environment, or refuse.

    Raises PaymentUnavailable without a usable key, WrongEnvironment where key, address or account are not this
    database's.
    """
    mode = gateway.mode()
    if mode is None:
        raise PaymentUnavailable
    if problem := address_problem(mode, gateway.api_base()):
        raise WrongEnvironment(problem)
    row, _made = Environment.objects.get_or_create(
        pk=1,
        defaults={
            "mode": mode,
            "api_base": gateway.api_base(),
            "name": settings.STRIPE_ENVIRONMENT or random_name(),
        },
    )
    if problem := mismatch(row, mode):
        raise WrongEnvironment(problem)
    _compare_account(row)
    return row


def mismatch(row: Environment, mode: gateway.Mode) -> str:
    """Say why this key must not be used with this database; empty if it may."""
    if row.mode != mode:
        return (
            f"This database holds payments of {DESCRIPTION[row.mode]} ({row.api_base}), but STRIPE_SECRET_KEY is for "
            f"{DESCRIPTION[mode]}. Use the key of before, or a fresh database."
        )
    if settings.STRIPE_ENVIRONMENT and row.name != settings.STRIPE_ENVIRONMENT:
        return (
            f"This database's payments are named {row.name!r} at Stripe, STRIPE_ENVIRONMENT says "
            f"{settings.STRIPE_ENVIRONMENT!r}. Set it to the former."
        )
    return ""


def address_problem(mode: gateway.Mode, base: str) -> str:
    """Say why a key and an address do not belong together; empty if they do."""
    local = urlsplit(base).hostname in gateway.LOOPBACK
    if mode is gateway.Mode.STAND_IN and not local:
        return "STRIPE_SECRET_KEY is the stand-in's, but STRIPE_API_BASE is not an address of this machine."
    if mode is not gateway.Mode.STAND_IN and base != gateway.STRIPE:
        return f"STRIPE_SECRET_KEY is a real one and goes to {gateway.STRIPE} only, not to {base}."
    return ""


def _compare_account(row: Environment) -> None:
    """Ask once a process whose key it is. A restricted key may not tell, and an outage must not stop a payment."""
    sight = (settings.STRIPE_SECRET_KEY, gateway.api_base(), row.account)
    if row.account and sight in _known:
        return
    try:
        account = gateway.account().id
    except gateway.GatewayError:
        return
    if not row.account:
        Environment.objects.filter(pk=row.pk, account="").update(account=account)
        row.refresh_from_db()
    if row.account != account:
        raise WrongEnvironment(
            f"This database holds payments of the Stripe account {row.account}, but STRIPE_SECRET_KEY belongs to "
            f"{account}. Use a key of the former, or a fresh database."
        )
    _known.add((settings.STRIPE_SECRET_KEY, gateway.api_base(), account))


DESCRIPTION: dict[str, str] = {
    gateway.Mode.STAND_IN: "the stand-in",
    gateway.Mode.TEST: "a Stripe account in test mode",
    gateway.Mode.LIVE: "a live Stripe account",
}


def forget() -> None:
    """Compare the account again at the next use, as a new process does."""
    _known.clear()


def is_live() -> bool:
    """Say whether the configured key moves real money."""
    return gateway.mode() is gateway.Mode.LIVE
