"""An instalment paid by card, from the click to the ledger. Each runs with events once, withheld and doubled."""

import pytest

from shop.mail.models import Message
from shop.orders.models import Order
from shop.payments.models import LedgerEntry, PaymentAttempt, StripeCustomer, StripeRequest
from tests.make import make_instalment, make_order

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_paid_instalment_is_in_the_ledger_the_order_and_the_mail(any_till):
    instalment = make_instalment()
    answer = any_till.pay(instalment)
    assert answer.status_code == 303
    assert "/payments/return/" in answer.headers["Location"]
    any_till.settle()

    instalment.refresh_from_db()
    assert (instalment.state, instalment.received) == ("paid", instalment.amount)
    assert instalment.order.state == Order.State.CONFIRMED
    charge, fee = LedgerEntry.objects.order_by("kind")
    assert (charge.kind, charge.direction, charge.money) == ("charge", "in", instalment.money)
    assert charge.means == "Visa 4242"
    assert (fee.kind, fee.direction, fee.stripe_id) == ("fee", "out", charge.stripe_id)
    assert fee.amount > 0
    mail = Message.objects.get(template="payments/mail/payment_received")
    assert mail.to == instalment.order.contact_email
    assert instalment.order.number in mail.subject
    assert PaymentAttempt.objects.get().state == "paid"
    assert set(StripeRequest.objects.values_list("kind", "outcome")) == {
        ("customers.create", "done"),
        ("checkout.sessions.create", "done"),
    }


def test_an_order_is_paid_in_full_by_its_instalments(any_till):
    order = make_order()
    for instalment in order.instalments.all():
        any_till.pay(instalment)
    assert [row.state for row in order.instalments.all()] == ["paid", "paid"]
    assert StripeCustomer.objects.count() == 1
