"""What the customer sees and can do on the hosted pages, without script."""

import re

import pytest
import requests

from tests.makers.standin import CANCEL, ITEM, SUCCESS, VISA
from tests.parallel import in_parallel


def test_the_page_says_what_is_paid_and_that_it_is_no_real_money(stripe_standin):
    customer = stripe_standin.client().v1.customers.create(
        {"name": "ACME", "email": "buyer@acme.example", "address": {"country": "CH"}}
    )
    page = stripe_standin.customer(stripe_standin.open_session(customer=customer.id).url).page
    assert page.status_code == 200
    assert "No real money moves" in page.text
    assert "300.00 EUR" in page.text
    assert "Deposit 30 %" in page.text
    assert 'value="buyer@acme.example"' in page.text
    assert '<option value="CH" selected>' in page.text
    assert f'href="{CANCEL}"' in page.text


def test_it_needs_no_script_and_loads_nothing_from_elsewhere(stripe_standin):
    page = stripe_standin.customer(stripe_standin.open_session().url).page
    assert "<script" not in page.text
    assert "style=" not in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    # Chromium holds the redirect after the form to this list
    assert "form-action 'self' http://127.0.0.1:8000" in policy
    css = requests.get(stripe_standin.url + "/stand-in.css", timeout=5)
    assert css.headers["Content-Type"].startswith("text/css")


def test_a_text_of_the_shop_stays_text(stripe_standin):
    name = '<b>bold</b> & "quoted"'
    item = {**ITEM, "price_data": {**ITEM["price_data"], "product_data": {"name": name}}}
    page = stripe_standin.customer(stripe_standin.open_session(line_items=[item]).url).page
    assert "<b>bold" not in page.text
    assert "&lt;b&gt;bold&lt;/b&gt; &amp;" in page.text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"number": ""}, "Type the card number"),
        ({"number": "4242424242424241"}, "wrong digit"),
        ({"number": "5555555555554444"}, "Only the test cards"),
        ({"expiry": "13 / 34"}, "Type month and year"),
        ({"expiry": "01 / 20"}, "in the past"),
        ({"cvc": "12"}, "Type the 3 digits"),
        ({"email": "nobody"}, "Type a mail address"),
        ({"name": " "}, "Type the name"),
        ({"name": "x" * 201}, "too long"),
        ({"country": "Germany"}, "Choose a country"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nothing_typed_is_lost(stripe_standin, typed, message):
    session = stripe_standin.open_session()
    answer = stripe_standin.customer(session.url).send(**({"number": VISA, "name": "Ada Buyer"} | typed))
    assert answer.status_code == 422
    (field,) = typed
    assert re.search(rf'id="{field}-error">[^<]*{message}', answer.text)
    for kept in {"number": VISA, "name": "Ada Buyer"} | typed:
        if kept not in ("country", "cvc"):
            assert f'name="{kept}"' in answer.text
    if field != "number":
        assert f'value="{VISA}"' in answer.text
    assert 'value="123"' not in answer.text
    assert stripe_standin.client().v1.payment_intents.list().data == []


def test_the_second_browser_is_told_that_it_is_complete(stripe_standin):
    session = stripe_standin.open_session()
    first, second = stripe_standin.customer(session.url), stripe_standin.customer(session.url)
    assert first.send(number=VISA).headers["Location"].startswith(SUCCESS)
    late = second.send(number=VISA)
    assert late.status_code == 200
    assert "already complete" in late.text
    assert SUCCESS in late.text
    assert stripe_standin.sums()["charge_count"] == 1


def test_a_double_click_pays_once_and_leads_back_both_times(stripe_standin):
    session = stripe_standin.open_session()
    customer = stripe_standin.customer(session.url)
    form = customer.form(number=VISA)
    answers = in_parallel(8, lambda: requests.post(session.url, form, timeout=10, allow_redirects=False))
    assert {answer.headers["Location"] for answer in answers} == {f"{SUCCESS}?session={session.id}"}
    assert stripe_standin.sums()["charge_count"] == 1


def test_a_double_click_on_a_declined_card_is_one_try(stripe_standin):
    session = stripe_standin.open_session()
    form = stripe_standin.customer(session.url).form(number="4000000000000002")
    for status in (402, 303):
        assert requests.post(session.url, form, timeout=10, allow_redirects=False).status_code == status
    assert len(stripe_standin.client().v1.charges.list().data) == 1
    assert "was declined" in stripe_standin.customer(session.url).page.text


def test_a_page_reloaded_after_a_decline_still_says_why(stripe_standin):
    session = stripe_standin.open_session()
    stripe_standin.pay(session.url, card="4000000000009995")
    assert "insufficient funds" in stripe_standin.customer(session.url).page.text


def test_the_bank_asks_and_may_be_left(stripe_standin):
    session = stripe_standin.open_session()
    answer = stripe_standin.customer(session.url).send(number="4000002500003155")
    assert answer.headers["Location"] == f"{session.url}/authenticate"
    bank = stripe_standin.customer(f"{session.url}/authenticate")
    assert "300.00 EUR" in bank.page.text
    assert f'<a href="{CANCEL}">Leave' in bank.page.text
    assert bank.send(choice="nonsense").status_code == 200
    assert stripe_standin.client().v1.payment_intents.list().data[0].status == "requires_action"


def test_the_bank_asks_only_who_is_asked(stripe_standin):
    session = stripe_standin.open_session()
    answer = requests.get(f"{session.url}/authenticate", timeout=5, allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, session.url)


def test_only_a_euro_session_offers_the_debit(stripe_standin):
    assert "SEPA debit" in stripe_standin.customer(stripe_standin.open_session().url).page.text
    dollars = {**ITEM, "price_data": {**ITEM["price_data"], "currency": "usd"}}
    session = stripe_standin.open_session(line_items=[dollars])
    assert "SEPA" not in stripe_standin.customer(session.url + "?method=sepa_debit").page.text


def test_an_account_that_is_no_test_account_is_refused(stripe_standin):
    session = stripe_standin.open_session()
    answer = stripe_standin.customer(f"{session.url}?method=sepa_debit").send(iban="DE00 1234")
    assert answer.status_code == 422
    assert 'id="iban-error"' in answer.text
    assert 'value="DE00 1234"' in answer.text


@pytest.mark.parametrize("path", ["/c/pay/cs_test_unknown", "/c/pay/%00", "/nothing", "/c/pay/" + "x" * 5000])
def test_a_page_that_does_not_exist_is_404(stripe_standin, path):
    assert requests.get(stripe_standin.url + path, timeout=5).status_code == 404


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"a=1&" * 200, b"number=%00%FF&email=%F0"])
def test_a_hostile_form_is_no_fault_of_the_server(stripe_standin, body):
    session = stripe_standin.open_session()
    assert requests.post(session.url, body, timeout=5).status_code in (200, 422)
