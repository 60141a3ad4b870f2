"""What must be right before the first payment: key, address, secrets, and that they are this database's."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from . import environment, gateway
from .models import Environment


@register(Tags.security)
def check_settings(**_kwargs: Any) -> list[CheckMessage]:
    """Say what does not fit in the Stripe settings."""
    return list(_settings_problems())


@register(Tags.database)
def check_database(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Say when this database's payments belong to another account's kind than the key."""
    mode = gateway.mode()
    if not databases or mode is None:
        return []
    try:
        row = Environment.objects.first()
    except DatabaseError:
        return []  # before the first migration
    problem = environment.mismatch(row, mode) if row else ""
    return [Error(problem, id="payments.E005")] if problem else []


def _settings_problems() -> Iterator[CheckMessage]:
    key, mode = settings.STRIPE_SECRET_KEY, gateway.mode()
    if not key:
        return  # no key, no payments: the page says so
    if mode is None:
        yield Error("STRIPE_SECRET_KEY is no secret key.", hint="It begins with " + _prefixes(), id="payments.E001")
        return
    if problem := environment.address_problem(mode, gateway.api_base()):
        yield Error(problem, id="payments.E002")
    if not settings.STRIPE_WEBHOOK_SECRETS:
        yield checks.Warning(
            "STRIPE_WEBHOOK_SECRETS is empty: every event is refused, and payments arrive with the next sweep.",
            id="payments.W003",
        )
    if settings.SITE_URL.startswith("https://") and mode is gateway.Mode.STAND_IN:
        yield checks.Warning(
            "The shop has a public address and the stand-in's key: nobody is charged.", id="payments.W004"
        )


def _prefixes() -> str:
    return ", ".join(gateway.PREFIXES)
