"""What the shop sends to Stripe and hears from it stands in docs/reference/stripe.md, and nothing else happens."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from shop.payments import gateway, inbox, services, webhooks
from shop.payments.gateway import parameters
from shop.payments.models import LedgerEntry, PaymentAttempt, StripeRequest
from shop.payments.sandbox import events as standin_events
from shop.payments.transitions import ATTEMPT
from tests.make import make_instalment

PAGE = Path(settings.BASE_DIR) / "docs" / "reference" / "stripe.md"

ROUTES = {
    "account.retrieve": "GET /v1/account",
    "customers.create": "POST /v1/customers",
    "customers.list": "GET /v1/customers",
    "checkout.sessions.create": "POST /v1/checkout/sessions",
    "checkout.sessions.retrieve": "GET /v1/checkout/sessions/{}",
    "checkout.sessions.list": "GET /v1/checkout/sessions",
    "checkout.sessions.expire": "POST /v1/checkout/sessions/{}/expire",
    "payment_intents.retrieve": "GET /v1/payment_intents/{}",
    "charges.retrieve": "GET /v1/charges/{}",
    "events.list": "GET /v1/events",
}


def table(heading: str) -> dict[str, str]:
    """First column (without its backticks) and the rest of the row, of the table below a heading."""
    _before, _, after = PAGE.read_text(encoding="utf-8").partition(f"\n## {heading}")
    assert after, heading
    section = after.partition("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \|(.*)\|$", section, re.MULTILINE)
    return {first: rest.strip() for first, rest in rows}


def code(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def test_every_parameter_that_may_be_sent_is_on_the_page():
    assert {call: code(rest) for call, rest in table("Calls").items()} == {
        call: set(paths) for call, paths in gateway.SENT.items()
    }


def test_every_event_that_is_handled_is_on_the_page():
    assert list(table("Events")) == list(inbox.HANDLERS)


def test_the_stand_in_sends_every_event_that_is_handled():
    assert set(inbox.HANDLERS) <= set(standin_events.SUBSCRIBED)


def test_every_counter_is_on_the_page():
    assert table("Webhooks that are refused") == webhooks.REASONS


def test_every_outcome_and_state_and_reason_is_on_the_page():
    assert set(table("Outcomes of a request")) == set(StripeRequest.Outcome)
    assert {state: code(rest) for state, rest in table("States of an attempt").items()} == {
        str(state): {str(then) for then in after} for state, after in ATTEMPT.items()
    }
    assert set(ATTEMPT) == set(PaymentAttempt.State)
    assert table("Why money is held") == {value: str(label) for value, label in LedgerEntry.Held.choices}


@pytest.mark.parametrize("call", gateway.SENT)
def test_what_is_not_in_the_table_is_not_sent(call):
    with pytest.raises(LookupError, match=r"metadata\[mail\]"):
        parameters.check(call, {"metadata": {"mail": "x"}})


@pytest.mark.django_db(transaction=True)
def test_everything_in_the_table_is_really_sent_and_nothing_else(till, settings):
    """One run through every call, then the stand-in says what it was asked."""
    settings.STRIPE_RETRIES = 0
    address = {"address_line_2": "Halle 3", "region": "HB"}
    instalment = make_instalment()
    company = instalment.order.company
    for name, value in address.items():
        setattr(company, name, value)
    company.save()
    till.standin.misbehave("drop", route="POST /v1/customers", when="after")  # so that it is looked for
    with pytest.raises(services.PaymentUnavailable):
        till.click(instalment)
    StripeRequest.objects.update(outcome="fault")
    till.click(instalment)
    PaymentAttempt.objects.update(stripe_id="", state="requested", url="")
    services.reconcile(thorough=True)  # looks for the page whose answer was lost
    PaymentAttempt.objects.update(amount=1)
    with pytest.raises(services.PaymentUnavailable):
        till.click(instalment)  # closes it
    till.pay(instalment)
    till.settle()
    asked = {route: set(names) for route, names in till.standin.asked().items() if not route.startswith("POST /c/")}
    expected = {ROUTES[call]: set(paths) for call, paths in gateway.SENT.items()}
    assert {route: names for route, names in asked.items() if names} == {
        route: names for route, names in expected.items() if names
    }
