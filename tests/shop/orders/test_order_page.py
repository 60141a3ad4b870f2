import pytest
from django.urls import reverse

from shop.mail.models import Message
from shop.orders import payment_facts
from shop.orders.models import Order
from shop.orders.payment_facts import PaymentFacts
from shop.orders.services import settle_instalment
from tests.make import make_order


def page(client, order):
    return client.get(reverse("order", args=[order.token]))


@pytest.mark.django_db
def test_the_page_says_what_is_owed_and_offers_to_pay_it(client):
    order = make_order()
    text = page(client, order).text
    for words in (order.number, "PO-88121", "2,034.00", "4,746.00", "6,780.00"):
        assert words in text
    assert reverse("pay-instalment", args=[order.token, 1]).split("/pay/")[1] in text
    assert "Pay US$\u00a02,034.00" in text


@pytest.mark.django_db
def test_after_the_payment_the_page_shows_it_and_the_confirmation(client):
    order = make_order()
    first = order.instalments.get(position=1)
    settle_instalment(instalment_id=first.pk, received=first.amount)
    order.refresh_from_db()
    text = page(client, order).text
    assert "Paid " in text
    assert "Pay US$" not in text
    assert "Order confirmation" in text
    response = client.get(reverse("order-confirmation", args=[order.token]))
    assert b"".join(response.streaming_content).startswith(b"%PDF-")


@pytest.mark.django_db
def test_while_a_payment_is_confirmed_the_page_is_calm_and_renews_itself(client):
    order = make_order()
    first = order.instalments.get(position=1)
    settle_instalment(instalment_id=first.pk, received=0, processing=True)
    text = page(client, order).text
    assert "Your payment is being confirmed." in text
    assert 'http-equiv="refresh"' in text
    assert "Pay US$" not in text


@pytest.mark.django_db
def test_the_reason_of_a_declined_card_stands_beside_the_button(client, monkeypatch):
    order = make_order()
    first = order.instalments.get(position=1)
    said = {first.pk: PaymentFacts(problem="The card has expired.")}
    monkeypatch.setattr(payment_facts, "_facts", lambda _rows: said)
    text = page(client, order).text
    assert "The card has expired." in text
    assert "Pay US$" in text


@pytest.mark.django_db
def test_a_raised_link_number_revokes_and_an_old_order_has_no_confirmation_yet(client):
    order = make_order()
    assert client.get(reverse("order-confirmation", args=[order.token])).status_code == 404
    token = order.token
    Order.objects.update(link_number=2)
    assert client.get(reverse("order", args=[token])).status_code == 404


@pytest.mark.django_db
def test_a_message_about_the_order_goes_to_sales(client):
    order = make_order()
    client.post(reverse("say-on-order", args=[order.token]), {"text": "When does it ship?"})
    assert "When does it ship?" in page(client, order).text
    assert Message.objects.filter(template="quoting/mail/said").count() == 1


@pytest.mark.django_db
def test_an_expired_order_link_is_mailed_anew_only_to_its_own_address(client, monkeypatch):
    from datetime import timedelta

    from shop import links

    order = make_order()
    token = order.token
    monkeypatch.setitem(links.LIFETIMES, "order", timedelta(seconds=-1))
    assert client.get(reverse("order", args=[token])).status_code == 410
    client.post(reverse("new-order-link", args=[token]))
    assert Message.objects.get(template="orders/mail/link").to == order.contact_email
    assert client.post(reverse("new-order-link", args=["forged"])).status_code == 200
    assert Message.objects.filter(template="orders/mail/link").count() == 1
