"""Every call that the shop makes to Stripe."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any, cast

import stripe

from . import parameters, read
from .client import ask, client
from .errors import translate
from .parameters import Parameters
from .shapes import Account, Charge, Customer, Event, Payment, Session

TYPES_AT_ONCE = 20  # more are a 400
FURTHEST = 1000  # objects a search by listing goes through, newest first


def account() -> Account:
    """Ask whose key this is. A restricted key may lack the right (`NotTaken`)."""
    return read.account(ask(client().v1.accounts.retrieve_current))


def create_customer(params: Parameters, key: str) -> Customer:
    """Make a customer. The same key makes the same one."""
    parameters.check("customers.create", params)
    return read.customer(ask(lambda: client().v1.customers.create(cast("Any", dict(params)), {"idempotency_key": key})))


def find_customer(*, email: str, company: int, environment: str) -> Customer | None:
    """Look whether a company's customer exists: by mail address, then by our metadata."""
    wanted = {"company": str(company), "environment": environment}
    query = parameters.customers_by_email(email)
    parameters.check("customers.list", query)
    pages = ask(lambda: client().v1.customers.list(query))
    found = _first(_all(pages), wanted)
    return read.customer(found) if found else None


def create_session(params: Parameters, key: str) -> Session:
    """Open a hosted page. The same key opens the same one."""
    parameters.check("checkout.sessions.create", params)
    return read.session(
        ask(lambda: client().v1.checkout.sessions.create(cast("Any", dict(params)), {"idempotency_key": key}))
    )


def session(session_id: str) -> Session:
    """Read a session with its payment, charge and fee, as they are now."""
    query: dict[str, Any] = {"expand": parameters.SESSION_EXPANSIONS}
    parameters.check("checkout.sessions.retrieve", query)
    return read.session(ask(lambda: client().v1.checkout.sessions.retrieve(session_id, cast("Any", query))))


def find_session(*, customer: str, attempt: str, environment: str) -> Session | None:
    """Look whether an attempt's session exists: among the customer's, by our metadata."""
    wanted = {"attempt": attempt, "environment": environment}
    query = parameters.sessions_of(customer)
    parameters.check("checkout.sessions.list", query)
    pages = ask(lambda: client().v1.checkout.sessions.list(query))
    found = _first(_all(pages), wanted)
    return session(found.id) if found else None


def expire_session(session_id: str, key: str) -> Session:
    """Close an open session for good. Raises `Rejected` where it is no longer open."""
    return read.session(ask(lambda: client().v1.checkout.sessions.expire(session_id, {}, {"idempotency_key": key})))


def payment(payment_id: str) -> Payment:
    """Read a PaymentIntent with its charge and fee, as they are now."""
    query: dict[str, Any] = {"expand": parameters.PAYMENT_EXPANSIONS}
    parameters.check("payment_intents.retrieve", query)
    return read.payment(ask(lambda: client().v1.payment_intents.retrieve(payment_id, cast("Any", query))))


def charge(charge_id: str) -> Charge:
    """Read a charge with its fee, as they are now."""
    query: dict[str, Any] = {"expand": parameters.CHARGE_EXPANSIONS}
    parameters.check("charges.retrieve", query)
    return read.charge(ask(lambda: client().v1.charges.retrieve(charge_id, cast("Any", query))))


def events_since(moment: datetime, types: Sequence[str]) -> Iterator[Event]:
    """Go through the events of some types since a moment, newest first for each twenty types. Stripe keeps 30 days."""
    for first in range(0, len(types), TYPES_AT_ONCE):
        query = parameters.events_since(moment, types[first : first + TYPES_AT_ONCE])
        parameters.check("events.list", query)
        pages = ask(partial(client().v1.events.list, query))
        yield from (read.event(found.to_dict()) for found in _all(pages))


def _all(pages: Any) -> Iterator[Any]:
    """Go through every page of a list. Errors on the way are ours, too."""
    try:
        yield from pages.auto_paging_iter()
    except stripe.StripeError as error:
        raise translate(error) from error


def _first(found: Iterable[Any], wanted: Mapping[str, str]) -> Any:
    """Give the first object whose metadata hold what is wanted. Read none before: others' may lack what ours have."""
    for thing in islice(found, FURTHEST):
        if thing.metadata and wanted.items() <= thing.metadata.to_dict().items():
            return thing
    return None
