"""The door to Stripe: where it calls, how long it waits, what it makes of an answer."""

from datetime import UTC, datetime

import pytest
import stripe

from shop.money import Money
from shop.payments import gateway
from shop.payments.gateway import client, errors, read

KEY, BASE = "sk_local_tests", "http://127.0.0.1:9"


@pytest.fixture
def standin_settings(settings):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE = KEY, BASE
    return settings


def test_all_four_addresses_are_the_stand_ins(standin_settings):
    options = client.client()._requestor._options
    assert set(options.base_addresses.values()) == {BASE}
    assert set(options.base_addresses) == {"api", "files", "connect", "meter_events"}


def test_it_retries_and_waits_as_the_settings_say(standin_settings):
    requestor = client.client()._requestor
    assert requestor._options.max_network_retries == standin_settings.STRIPE_RETRIES == 2
    assert requestor._get_http_client()._timeout == standin_settings.STRIPE_TIMEOUTS == (3.0, 20.0)


def test_a_real_key_goes_to_stripe(settings):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE = "sk_test_x", ""
    assert set(client.client()._requestor._options.base_addresses.values()) == {
        stripe.DEFAULT_API_BASE,
        stripe.DEFAULT_CONNECT_API_BASE,
        stripe.DEFAULT_UPLOAD_API_BASE,
        "https://meter-events.stripe.com",
    }


def test_the_pinned_version_is_the_librarys_and_telemetry_is_off(standin_settings):
    assert client.client()._requestor._options.stripe_version == gateway.API_VERSION == stripe.api_version
    assert stripe.enable_telemetry is False


@pytest.mark.parametrize(
    ("key", "mode"),
    [
        ("sk_local_x", "stand_in"),
        ("sk_test_x", "test"),
        ("rk_test_x", "test"),
        ("sk_live_x", "live"),
        ("rk_live_x", "live"),
        ("pk_live_x", None),
        ("", None),
    ],
)
def test_the_key_tells_the_mode(settings, key, mode):
    settings.STRIPE_SECRET_KEY = key
    assert gateway.mode() == mode


def answer(kind, status, *, body=None, headers=None, **error):
    json_body = {"error": error} if error else body
    if kind in {stripe.InvalidRequestError, stripe.CardError}:
        return kind("no", error.get("param"), error.get("code"), "", status, json_body, headers or {})
    return kind("no", "", status, json_body, headers or {})


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (stripe.APIConnectionError("no route"), gateway.OutcomeUnknown),
        (answer(stripe.APIError, 500, type="api_error"), gateway.OutcomeUnknown),
        (answer(stripe.APIError, 503), gateway.OutcomeUnknown),
        (answer(stripe.APIError, 200), gateway.OutcomeUnknown),
        (answer(stripe.APIError, 400), gateway.OutcomeUnknown),
        (
            answer(stripe.APIError, 500, type="api_error", headers={"Idempotent-Replayed": "true"}),
            gateway.FaultRecorded,
        ),
        (answer(stripe.APIError, 409, code="idempotency_key_in_use"), gateway.NotTaken),
        (answer(stripe.RateLimitError, 429, code="rate_limit"), gateway.NotTaken),
        (answer(stripe.APIError, 429), gateway.NotTaken),
        (answer(stripe.AuthenticationError, 401, type="invalid_request_error"), gateway.NotTaken),
        (answer(stripe.PermissionError, 403, type="invalid_request_error"), gateway.NotTaken),
        (answer(stripe.InvalidRequestError, 404, code="resource_missing"), gateway.Missing),
        (answer(stripe.InvalidRequestError, 400, code="parameter_unknown", param="x"), gateway.Rejected),
        (answer(stripe.CardError, 402, code="card_declined"), gateway.Rejected),
        (answer(stripe.IdempotencyError, 400, type="idempotency_error"), gateway.Rejected),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else f"{type(value).__name__} {value.http_status}",
)
def test_every_error_has_a_meaning(error, ours):
    assert type(errors.translate(error)) is ours


def test_an_error_keeps_what_a_log_needs():
    error = errors.translate(
        answer(stripe.InvalidRequestError, 400, code="c", param="p", headers={"request-id": "req_1"})
    )
    assert (error.status, error.code, error.param, error.request_id) == (400, "c", "p", "req_1")


def test_an_object_without_what_must_be_read_is_not_guessed():
    lacking = stripe.checkout.Session.construct_from({"id": "cs_1", "object": "checkout.session"}, KEY)
    with pytest.raises(gateway.Unreadable, match="session"):
        read.session(lacking)


@pytest.mark.parametrize("currency", ["xyz", ""])
def test_a_currency_that_is_not_in_the_table_is_refused(currency):
    found = {"id": "txn_1", "object": "balance_transaction", "fee": 1, "amount": 2, "currency": currency}
    with pytest.raises(gateway.Unreadable):
        read.fee(stripe.BalanceTransaction.construct_from({**found, "exchange_rate": None}, KEY))


@pytest.mark.parametrize(
    ("amount", "units"),
    [
        (Money(500, "EUR"), 500),
        (Money(500, "JPY"), 500),
        (Money(5, "ISK"), 500),
        (Money(5000, "KWD"), 5000),
        (Money(500, "MGA"), 5),
    ],
    ids=str,
)
def test_amounts_leave_in_stripes_units(amount, units):
    parameters = gateway.session_parameters(
        reference=gateway.Reference("shop", "SO-1", 1, "a"),
        customer="cus_1",
        amount=amount,
        label="30 %",
        success_url="https://shop.example/",
        cancel_url="https://shop.example/",
        expires_at=datetime.now(tz=UTC),
        locale="en",
        allowed_types=("card",),
    )
    price = parameters["line_items"][0]["price_data"]
    assert (price["unit_amount"], price["currency"]) == (units, amount.currency.lower())
