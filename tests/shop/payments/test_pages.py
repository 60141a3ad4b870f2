"""What the customer sees between the order page and Stripe's."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from shop import links
from shop.payments import queries, services
from shop.payments.methods.checkout import return_token
from shop.payments.models import PaymentAttempt
from tests.make import make_attempt, make_instalment, make_order

pytestmark = pytest.mark.django_db(transaction=True)

NO_FUNDS = "4000000000009995"


def test_the_button_leads_to_the_hosted_page_by_303(till, client):
    instalment = make_instalment()
    response = client.post(till.pay_address(instalment))
    assert response.status_code == 303
    assert response["Location"].startswith(till.standin.url + "/c/pay/")
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]


def test_the_button_is_no_link(till, client):
    assert client.get(till.pay_address(make_instalment())).status_code == 405


def test_coming_back_paid_leads_to_the_order(till, client):
    till.standin.misbehave("withhold", times=None)
    instalment = make_instalment()
    url = client.post(till.pay_address(instalment))["Location"]
    back = till.standin.pay(url).headers["Location"]
    response = client.get(back)
    assert response.status_code == 302
    page = client.get(response["Location"])
    assert page.status_code == 200
    assert "Visa 4242" in page.text
    till.check()


def test_coming_back_with_another_browser_tells_but_does_not_open_the_order(till, client):
    instalment = make_instalment()
    back = till.standin.pay(till.click(instalment)).headers["Location"]
    response = client.get(back)
    assert response.status_code == 200
    assert "Your payment has been received" in response.text
    assert instalment.order.number in response.text
    assert "/orders/" not in response.text


def test_coming_back_unpaid_leads_to_the_order_where_one_may_try_again(till, client):
    instalment = make_instalment()
    url = client.post(till.pay_address(instalment))["Location"]
    till.standin.customer(url).send(number=NO_FUNDS)
    till.arrive()
    session = till.standin.client().v1.checkout.sessions.retrieve(queries.active_attempt(instalment).stripe_id)
    response = client.get(session.cancel_url)
    assert response.status_code == 302
    page = client.get(response["Location"])
    assert "The card does not have enough funds." in page.text
    assert reverse("pay-instalment", args=["x", 1]).rpartition("/pay/")[2] in page.text


def test_leaving_with_another_browser_is_told_that_nothing_was_charged(till, client):
    instalment = make_instalment()
    till.click(instalment)
    session = till.standin.client().v1.checkout.sessions.retrieve(queries.active_attempt(instalment).stripe_id)
    response = client.get(session.cancel_url)
    assert "Nothing was charged" in response.text
    assert "confirming.js" not in response.text


def test_coming_back_while_stripe_does_not_answer_is_calm(till, client):
    till.standin.misbehave("withhold", times=None)
    instalment = make_instalment()
    back = till.standin.pay(till.click(instalment)).headers["Location"]
    till.standin.misbehave("429", route="GET /v1/*", times=None)
    response = client.get(back)
    assert response.status_code == 200
    assert "Your payment is being confirmed" in response.text
    assert "nothing is charged twice" in response.text
    till.standin.behave()
    assert "Your payment has been received" in client.get(back).text


def test_an_address_to_come_back_to_holds_nothing_that_opens_the_order(till):
    instalment = make_instalment()
    till.click(instalment)
    attempt = queries.active_attempt(instalment)
    session = till.standin.client().v1.checkout.sessions.retrieve(attempt.stripe_id)
    for address in (session.success_url, session.cancel_url):
        assert instalment.order.contact_email not in address
        token = urlsplit(address).path.strip("/").rpartition("/")[2]
        with pytest.raises(links.LinkBroken):
            links.read("order", token)
        assert str(instalment.order.public_id) not in links.read("payment-return", token, timedelta(1)).public_id
    assert parse_qs(urlsplit(session.success_url).query) == {"session": ["{CHECKOUT_SESSION_ID}"]}


def test_another_sessions_id_in_the_address_is_not_believed(till, client):
    instalment = make_instalment()
    till.click(instalment)
    attempt = queries.active_attempt(instalment)
    address = reverse("payment-return", args=[return_token(attempt)])
    assert client.get(address + "?session=cs_test_other").status_code == 404


@pytest.mark.parametrize("token", ["x", "ü", "a:b:c", "0" * 3000])
def test_a_token_that_is_none_is_404(till, client, token):
    assert client.get(f"/payments/return/{token}/").status_code == 404
    assert client.post(f"/orders/{token}/pay/1/").status_code in {404, 410}


def test_an_old_address_to_come_back_to_is_404(till, client, settings):
    from shop.payments import views

    token = return_token(make_attempt())
    views.RETURN_LIVES, before = timedelta(0), views.RETURN_LIVES
    try:
        assert client.get(f"/payments/return/{token}/").status_code == 404
    finally:
        views.RETURN_LIVES = before


def test_an_instalment_that_is_not_there_is_404(till, client):
    order = make_order()
    assert client.post(reverse("pay-instalment", args=[order.token, 99])).status_code == 404
    assert client.post(f"/orders/{order.token}/pay/{10**30}/").status_code == 404


def test_a_paid_instalment_leads_to_the_order(till, client):
    instalment = make_instalment()
    till.pay(instalment)
    response = client.post(till.pay_address(instalment))
    assert (response.status_code, response["Location"]) == (303, instalment.order.get_absolute_url())
    assert PaymentAttempt.objects.count() == 1


def test_without_a_key_the_page_says_so(till, client, settings):
    settings.STRIPE_SECRET_KEY = ""
    response = client.post(till.pay_address(make_instalment()))
    assert response.status_code == 503
    assert "Nothing has been charged" in response.text


def test_an_address_that_is_no_hosted_page_is_not_followed(till, client, settings):
    settings.STRIPE_HOSTED_PAGES = ["https://checkout.stripe.com"]
    response = client.post(till.pay_address(make_instalment()))
    assert response.status_code == 503
    assert "Location" not in response


def test_an_amount_that_stripe_cannot_take_is_refused_in_words(till, client):
    instalment = make_instalment()
    type(instalment).objects.filter(pk=instalment.pk).update(amount=10)
    response = client.post(till.pay_address(instalment))
    assert response.status_code == 409
    assert "cannot be charged to a card" in response.text
    assert not PaymentAttempt.objects.exists()


def test_a_cancelled_instalment_is_refused(till, client):
    instalment = make_instalment()
    type(instalment).objects.filter(pk=instalment.pk).update(state="cancelled")
    response = client.post(till.pay_address(instalment))
    assert response.status_code == 409
    assert "cannot be paid at the moment" in response.text


def test_the_page_is_in_the_orders_language(till, client):
    instalment = make_instalment()
    instalment.order.language = "de"
    instalment.order.save()
    till.click(instalment)
    session = till.standin.client().v1.checkout.sessions.retrieve(queries.active_attempt(instalment).stripe_id)
    assert session.locale == "de"
    assert services.queries.last_attempt(instalment).url
