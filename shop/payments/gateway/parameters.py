"""Every parameter that the gateway sends, built in the library's own types, and the table of record they must stand in.

A misspelt key fails under mypy; one that is spelt well but not in the table fails before it is sent, so that
`docs/reference/stripe.md` always names everything that leaves the shop.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from stripe.params import CustomerCreateParams, CustomerListParams, EventListParams
from stripe.params.checkout import SessionCreateParams, SessionListParams

from shop.money import Money, to_stripe

SESSION_EXPANSIONS = ["payment_intent.latest_charge.balance_transaction"]
PAYMENT_EXPANSIONS = ["latest_charge.balance_transaction"]
CHARGE_EXPANSIONS = ["balance_transaction"]

Parameters = dict[str, Any]


@dataclass(frozen=True)
class Reference:
    """The shop's own ids that travel in metadata: whose payment this is, and for what."""

    environment: str
    order: str
    instalment: int
    attempt: str

    def metadata(self) -> dict[str, str]:
        """Give them as Stripe stores them."""
        return {
            "environment": self.environment,
            "order": self.order,
            "instalment": str(self.instalment),
            "attempt": self.attempt,
        }


@dataclass(frozen=True)
class Address:
    """Where a company is, in Stripe's words."""

    line1: str
    line2: str
    postal_code: str
    city: str
    state: str
    country: str


def customer(*, environment: str, company: int, name: str, email: str, address: Address, locale: str) -> Parameters:
    """Describe a company as a Customer."""
    parameters: CustomerCreateParams = {
        "name": name,
        "email": email,
        "address": {
            "line1": address.line1,
            "line2": address.line2,
            "postal_code": address.postal_code,
            "city": address.city,
            "state": address.state,
            "country": address.country,
        },
        "preferred_locales": [locale],
        "metadata": {"environment": environment, "company": str(company)},
    }
    return _filled(parameters)


def session(
    *,
    reference: Reference,
    customer: str,
    amount: Money,
    label: str,
    success_url: str,
    cancel_url: str,
    expires_at: datetime,
    locale: str,
    allowed_types: Sequence[str],
) -> Parameters:
    """Describe the hosted page that asks for one instalment."""
    parameters: SessionCreateParams = {
        "mode": "payment",
        "customer": customer,
        "client_reference_id": reference.attempt,
        "metadata": reference.metadata(),
        "payment_intent_data": {"metadata": reference.metadata(), "description": label},  # not copied by Stripe
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": amount.currency.lower(),
                    "unit_amount": to_stripe(amount),
                    "product_data": {"name": label},
                },
            }
        ],
        "success_url": success_url,
        "cancel_url": cancel_url,
        "expires_at": int(expires_at.timestamp()),
        "locale": locale,
        "submit_type": "pay",
        "adaptive_pricing": {"enabled": False},  # else the customer may be asked for another currency
        "allowed_payment_method_types": cast("Any", list(allowed_types)),
    }
    return _filled(parameters)


def customers_by_email(email: str) -> CustomerListParams:
    """Ask for the customers of one mail address."""
    return {"email": email, "limit": 100}


def sessions_of(customer: str) -> SessionListParams:
    """Ask for the sessions of one customer."""
    return {"customer": customer, "limit": 100}


def events_since(moment: datetime, types: Sequence[str]) -> EventListParams:
    """Ask for events of some types since a moment."""
    return {"created": {"gte": int(moment.timestamp())}, "types": list(types), "limit": 100}


def _filled(parameters: Mapping[str, Any]) -> Parameters:
    """Drop what is empty: Stripe takes an empty text for "remove this"."""
    filled: Parameters = {}
    for name, value in parameters.items():
        inner = _filled(value) if isinstance(value, Mapping) else value
        if inner not in ("", [], {}):
            filled[name] = inner
    return filled


def paths(parameters: Mapping[str, Any]) -> Iterator[str]:
    """Name every parameter as Stripe's errors do, with `[]` for any place in a list."""
    for name, value in parameters.items():
        yield from _paths(name, value)


def _paths(path: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _paths(f"{path}[{name}]", inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _paths(f"{path}[]", inner)
    else:
        yield path


def check(call: str, parameters: Mapping[str, Any]) -> None:
    """Refuse to send what the table of record does not name. Raises LookupError."""
    if unknown := sorted(set(paths(parameters)) - SENT[call]):
        raise LookupError(f"{call} would send {', '.join(unknown)}: not in the table of record")


_OURS = ("environment", "order", "instalment", "attempt")

SENT: dict[str, frozenset[str]] = {
    "account.retrieve": frozenset(),
    "customers.create": frozenset(
        {
            "name",
            "email",
            "address[line1]",
            "address[line2]",
            "address[postal_code]",
            "address[city]",
            "address[state]",
            "address[country]",
            "preferred_locales[]",
            "metadata[environment]",
            "metadata[company]",
        }
    ),
    "customers.list": frozenset({"email", "limit"}),
    "checkout.sessions.create": frozenset(
        {
            "mode",
            "customer",
            "client_reference_id",
            *(f"metadata[{name}]" for name in _OURS),
            *(f"payment_intent_data[metadata][{name}]" for name in _OURS),
            "payment_intent_data[description]",
            "line_items[][quantity]",
            "line_items[][price_data][currency]",
            "line_items[][price_data][unit_amount]",
            "line_items[][price_data][product_data][name]",
            "success_url",
            "cancel_url",
            "expires_at",
            "locale",
            "submit_type",
            "adaptive_pricing[enabled]",
            "allowed_payment_method_types[]",
        }
    ),
    "checkout.sessions.retrieve": frozenset({"expand[]"}),
    "checkout.sessions.list": frozenset({"customer", "limit"}),
    "checkout.sessions.expire": frozenset(),
    "payment_intents.retrieve": frozenset({"expand[]"}),
    "charges.retrieve": frozenset({"expand[]"}),
    "events.list": frozenset({"created[gte]", "types[]", "limit"}),
}
"""The table of record: what each call may send. `docs/reference/stripe.md` shows it; a test compares the two."""
