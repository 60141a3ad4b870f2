"""Another way to pay is a file and a line: here a bank debit, which the bank confirms or returns days later."""

import pytest

from shop.payments import methods, queries
from shop.payments.errors import BeingConfirmed
from shop.payments.methods.checkout import Checkout
from shop.payments.models import LedgerEntry, PaymentAttempt
from tests.make import make_instalment

pytestmark = pytest.mark.django_db(transaction=True)

PAYS = "DE89370400440532013000"
FAILS = "DE62370400440532013001"
DEBIT = Checkout(key="debit", label="Pay by bank debit", types=("sepa_debit",))


@pytest.fixture(autouse=True)
def _debit(monkeypatch):
    monkeypatch.setattr(methods, "METHODS", {**methods.METHODS, "debit": DEBIT})


@pytest.fixture
def instalment():
    from tests.make import make_order

    return make_order(currency="EUR").instalments.get(position=1)


def debit(till, client, instalment, iban):
    url = client.post(till.pay_address(instalment), {"method": "debit"})["Location"]
    assert till.standin.customer(url).send(iban=iban).status_code == 303
    till.arrive()


def test_a_debit_is_being_confirmed_until_the_bank_has_paid(any_till, client, instalment):
    any_till.standin.settings(debit_after=3600)
    debit(any_till, client, instalment, PAYS)
    instalment.refresh_from_db()
    assert instalment.state == "processing"
    assert not LedgerEntry.objects.exists()
    with pytest.raises(BeingConfirmed):
        any_till.click(instalment)
    assert "being confirmed" in client.get(instalment.order.get_absolute_url()).text
    any_till.standin.advance(3600)
    any_till.arrive()
    instalment.refresh_from_db()
    assert instalment.state == "paid"


def test_a_debit_that_the_bank_returns_leaves_the_instalment_due(any_till, client, instalment):
    any_till.standin.settings(debit_after=3600)
    debit(any_till, client, instalment, FAILS)
    any_till.standin.advance(3600)
    any_till.arrive()
    instalment.refresh_from_db()
    assert instalment.state == "due"
    assert queries.last_attempt(instalment).state == "failed"
    any_till.pay(instalment)
    instalment.refresh_from_db()
    assert instalment.state == "paid"


def test_choosing_another_way_closes_the_page_of_the_first(till, client, instalment):
    card = client.post(till.pay_address(instalment))["Location"]
    other = client.post(till.pay_address(instalment), {"method": "debit"})["Location"]
    assert other != card
    states = PaymentAttempt.objects.order_by("number").values_list("method", "state")
    assert list(states) == [("card", "expired"), ("debit", "open")]
    assert "expired" in till.standin.customer(card).page.text


def test_a_way_that_is_not_offered_is_refused(till, client):
    instalment = make_instalment()
    response = client.post(till.pay_address(instalment), {"method": "\x00cash"})
    assert response.status_code == 409
    assert "not offered" in response.text
