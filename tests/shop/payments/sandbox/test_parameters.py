"""What Stripe refuses in a request, the stand-in refuses, and names the parameter."""

import time

import pytest
import stripe

from tests.makers.standin import ITEM, SESSION


def refusal(stripe_standin, **changes):
    """The error that a session with these changes meets."""
    with pytest.raises(stripe.InvalidRequestError) as refused:
        stripe_standin.open_session(**changes)
    assert refused.value.http_status == 400
    assert stripe_standin.client().v1.checkout.sessions.list().data == []
    return refused.value


def priced(**changes):
    """The one line item, with changes to its price."""
    return [{**ITEM, "price_data": {**ITEM["price_data"], **changes}}]


def test_the_usual_session_is_accepted(stripe_standin):
    session = stripe_standin.open_session()
    assert (session.amount_total, session.currency, session.status) == (30_000, "eur", "open")
    assert (session.payment_status, session.livemode, session.payment_intent) == ("unpaid", False, None)
    assert session.url.startswith(stripe_standin.url)


@pytest.mark.parametrize(
    ("changes", "param", "code"),
    [
        ({"payment_method_types": ["card"]}, "payment_method_types", "parameter_unknown"),
        ({"line_items": [{**ITEM, "amount": 5}]}, "line_items[0][amount]", "parameter_unknown"),
        ({"idempotency_key": "x"}, "idempotency_key", "parameter_unknown"),
        ({"line_items": [{**ITEM, "quantity": "two"}]}, "line_items[0][quantity]", "parameter_invalid_integer"),
        (
            {"line_items": priced(unit_amount=10.5)},
            "line_items[0][price_data][unit_amount]",
            "parameter_invalid_integer",
        ),
        ({"line_items": priced(unit_amount=-1)}, "line_items[0][price_data][unit_amount]", "parameter_invalid_integer"),
        ({"line_items": [{**ITEM, "quantity": 0}]}, "line_items[0][quantity]", "parameter_invalid_integer"),
        (
            {"line_items": [{"quantity": 1, "price_data": {"unit_amount": 500}}]},
            "line_items[0][price_data][currency]",
            "parameter_missing",
        ),
        ({"line_items": [{"price_data": ITEM["price_data"]}]}, "line_items[0][quantity]", "parameter_missing"),
        ({"line_items": None}, "line_items", "parameter_missing"),
        ({"success_url": None}, "success_url", "parameter_missing"),
        ({"mode": None}, "mode", "parameter_missing"),
        ({"success_url": "shop/ok"}, "success_url", "url_invalid"),
        ({"cancel_url": "javascript:alert(1)"}, "cancel_url", "url_invalid"),
        ({"ui_mode": "hosted"}, "ui_mode", None),
        ({"mode": "pay"}, "mode", None),
        ({"locale": "deutsch"}, "locale", None),
        ({"client_reference_id": ""}, "client_reference_id", "parameter_invalid_empty"),
        ({"client_reference_id": "x" * 201}, "client_reference_id", None),
        ({"customer": "cus_unknown"}, "customer", "resource_missing"),
        ({"customer": "cus_1", "customer_email": "a@b.de"}, "customer", None),
        ({"customer_email": "nobody"}, "customer_email", "email_invalid"),
        ({"line_items": [{"quantity": 1}]}, "line_items[0]", None),
        ({"line_items": [{**ITEM, "price": "price_1"}]}, "line_items[0]", None),
        ({"line_items": [{"quantity": 1, "price": "price_1"}]}, "line_items[0][price]", "resource_missing"),
        ({"line_items": [ITEM, *priced(currency="usd")]}, "line_items", None),
        ({"line_items": priced(currency="EUR")}, "line_items[0][price_data][currency]", None),
        ({"line_items": priced(currency="xxx")}, "line_items[0][price_data][currency]", None),
        ({"metadata": {"a": {"b": "c"}}}, "metadata[a]", None),
        ({"metadata": {str(n): "x" for n in range(51)}}, "metadata", None),
        ({"metadata": {"k" * 41: "x"}}, "metadata", None),
        ({"metadata": {"k": "x" * 501}}, "metadata[k]", None),
        ({"expand": ["nonsense"]}, "expand", None),
        ({"expand": ["payment_intent.latest_charge.customer.discount.coupon"]}, "expand", None),
        (
            {"allowed_payment_method_types": ["card"], "excluded_payment_method_types": ["sepa_debit"]},
            "allowed_payment_method_types",
            None,
        ),
        # known to Stripe, without effect here: refused, not ignored
        ({"allow_promotion_codes": True}, "allow_promotion_codes", None),
        ({"adaptive_pricing": {"enabled": True}}, "adaptive_pricing[enabled]", None),
        ({"payment_intent_data": {"capture_method": "manual"}}, "payment_intent_data[capture_method]", None),
    ],
)
def test_a_session_that_stripe_refuses_is_refused(stripe_standin, changes, param, code):
    error = refusal(stripe_standin, **changes)
    assert (error.param, error.code) == (param, code)


def test_an_error_with_a_code_links_to_its_page(stripe_standin):
    error = refusal(stripe_standin, payment_method_types=["card"])
    assert error.error.doc_url == "https://docs.stripe.com/error-codes/parameter-unknown"


@pytest.mark.parametrize("ahead", [29 * 60, 24 * 3600 + 60])
def test_a_session_lives_30_minutes_to_24_hours(stripe_standin, ahead):
    assert refusal(stripe_standin, expires_at=int(time.time()) + ahead).param == "expires_at"


@pytest.mark.parametrize("ahead", [31 * 60, 24 * 3600 - 60])
def test_a_session_may_live_so_long(stripe_standin, ahead):
    assert stripe_standin.open_session(expires_at=int(time.time()) + ahead).status == "open"


@pytest.mark.parametrize(
    ("currency", "amount", "code"),
    [
        ("eur", 49, "amount_too_small"),
        ("jpy", 49, "amount_too_small"),
        ("eur", 100_000_000, "amount_too_large"),
        ("isk", 550, "invalid_charge_amount_no_decimal_compatible"),
        ("ugx", 550_050, "invalid_charge_amount_no_decimal_compatible"),
        ("kwd", 12_345, "invalid_charge_amount_no_decimal_compatible"),
    ],
)
def test_an_amount_that_cannot_be_charged_is_refused(stripe_standin, currency, amount, code):
    assert refusal(stripe_standin, line_items=priced(currency=currency, unit_amount=amount)).code == code


@pytest.mark.parametrize(
    ("currency", "amount"), [("eur", 50), ("eur", 99_999_999), ("jpy", 50), ("isk", 50_000), ("kwd", 12_340)]
)
def test_an_amount_at_the_edge_is_taken(stripe_standin, currency, amount):
    assert stripe_standin.open_session(line_items=priced(currency=currency, unit_amount=amount)).amount_total == amount


def test_methods_that_leave_nothing_to_pay_with_are_refused(stripe_standin):
    refusal(stripe_standin, allowed_payment_method_types=["ideal"])
    refusal(stripe_standin, excluded_payment_method_types=["card", "sepa_debit"])


def test_it_remembers_which_parameters_were_ever_sent(stripe_standin):
    stripe_standin.open_session()
    asked = stripe_standin.asked()["POST /v1/checkout/sessions"]
    assert {"mode", "line_items[][price_data][unit_amount]", "metadata[attempt]"} <= set(asked)


def test_a_parameter_given_twice_is_refused(stripe_standin):
    response = stripe_standin.raw("POST", "/v1/customers", data=[("name", "A"), ("name", "B")])
    assert response.json()["error"]["code"] == "parameter_invalid_duplicate"


def test_a_customer_is_checked_too(stripe_standin):
    customers = stripe_standin.client().v1.customers
    for params, param in [
        ({"email": "nobody"}, "email"),
        ({"address": {"country": "Germany"}}, "address[country]"),
        ({"tax_exempt": "maybe"}, "tax_exempt"),
        ({"name": "x" * 257}, "name"),
    ]:
        with pytest.raises(stripe.InvalidRequestError) as refused:
            customers.create(params)
        assert refused.value.param == param


def test_an_empty_string_empties_what_may_be_emptied(stripe_standin):
    customers = stripe_standin.client().v1.customers
    made = customers.create({"address": {"country": "DE"}, "metadata": {"a": "1", "b": "2"}})
    assert customers.update(made.id, {"address": ""}).address is None
    assert customers.update(made.id, {"metadata": {"a": ""}}).metadata.to_dict() == {"b": "2"}
    assert customers.update(made.id, {"metadata": ""}).metadata.to_dict() == {}
    with pytest.raises(stripe.InvalidRequestError):
        customers.update(made.id, {"name": ""})


def test_the_limit_of_a_list_is_1_to_100(stripe_standin):
    for limit in (0, 101):
        with pytest.raises(stripe.InvalidRequestError) as refused:
            stripe_standin.client().v1.customers.list({"limit": limit})
        assert refused.value.param == "limit"


def test_a_session_without_a_customer_takes_a_mail_address(stripe_standin):
    session = stripe_standin.open_session(customer_email="buyer@example.com")
    assert (session.customer, session.customer_email) == (None, "buyer@example.com")
    assert SESSION["metadata"] == session.metadata.to_dict()
