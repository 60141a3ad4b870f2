"""The one account that the stand-in keeps books for."""

from __future__ import annotations

from shop.payments.sandbox.errors import Json
from shop.payments.sandbox.store import Transaction

from .operations import Call, Operation, Resource

ACCOUNT_ID = "acct_1LocalStandIn00"
CREATED = 1_767_225_600  # 2026-01-01


def settlement_currency(tx: Transaction) -> str:
    """The currency that charges are settled in: fees and net amounts are in it."""
    return str(tx.setting("settlement_currency", "usd"))


def enabled_methods(tx: Transaction) -> list[str]:
    """The payment methods switched on, as the real account's dashboard would say."""
    return list(tx.setting("payment_methods", ["card", "sepa_debit"]))


def _retrieve(call: Call) -> Json:
    requirements: Json = {
        "alternatives": [], "current_deadline": None, "currently_due": [], "disabled_reason": None, "errors": [],
        "eventually_due": [], "past_due": [], "pending_verification": [],
    }  # fmt: skip
    return {
        "id": ACCOUNT_ID,
        "object": "account",
        "business_profile": None,
        "business_type": "company",
        "capabilities": {"card_payments": "active", "transfers": "active"},
        "charges_enabled": True,
        "country": "US",
        "created": CREATED,
        "default_currency": settlement_currency(call.tx),
        "details_submitted": True,
        "email": "stand-in@localhost.example",
        "future_requirements": requirements,
        "metadata": {},
        "payouts_enabled": True,
        "requirements": requirements,
        "settings": None,
        "type": "standard",
    }


ACCOUNT = Resource(
    kind="account",
    right="account",
    operations=(Operation("GET", "/v1/account", _retrieve, frozenset({"expand"})),),
)
