"""Faults 9 to 13, 28, 29: events that come twice, late, disordered, never, forged, or say something else than we do."""

import json
import time

import pytest
import requests
from django.core.management import call_command
from django.urls import reverse

from shop.mail.models import Message
from shop.payments import queries, services
from shop.payments.errors import PaymentUnavailable
from shop.payments.gateway import Reference
from shop.payments.models import LedgerEntry, PaymentAttempt, RefusedWebhook, StripeCustomer, StripeEvent
from tests.make import make_company, make_event_body, make_instalment, make_quote, make_signature
from tests.makers.standin import SECRET
from tests.parallel import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]


def paid_once(instalment):
    """One charge, one mail, the instalment paid."""
    instalment.refresh_from_db()
    assert instalment.state == "paid"
    assert LedgerEntry.objects.filter(kind="charge").count() == 1
    assert Message.objects.filter(template="payments/mail/payment_received").count() == 1


def test_fault_09_every_event_twice_under_two_ids(till):
    till.standin.misbehave("second_id", times=None)
    instalment = make_instalment()
    till.pay(instalment)
    assert StripeEvent.objects.filter(type="checkout.session.completed").count() == 2
    paid_once(instalment)
    till.check()


def test_fault_09_every_event_ten_times_and_all_at_once(till):
    till.standin.misbehave("withhold", times=None)
    instalment = make_instalment()
    till.standin.pay(till.click(instalment))
    events = till.standin.deliveries()
    sends = [lambda id_=event["id"]: till.standin.control("POST", f"deliveries/{id_}/send") for event in events]
    at_once(*(sends * 10)[:24])
    till.make_due()
    till.standin.settle()
    services.reconcile()
    assert not queries.failed_events().exists()
    paid_once(instalment)
    till.check()


def test_fault_10_events_in_the_wrong_order(till):
    till.standin.misbehave("reverse", times=None)
    instalment = make_instalment()
    till.pay(instalment)
    paid_once(instalment)
    till.check()


def test_fault_10_webhook_and_return_page_at_the_same_moment(till, live_server):
    till.standin.misbehave("withhold", times=None)
    instalment = make_instalment()
    back = till.standin.pay(till.click(instalment)).headers["Location"]
    answers = at_once(
        *[lambda: requests.get(back, timeout=20)] * 3,
        *[
            lambda id_=event["id"]: till.standin.control("POST", f"deliveries/{id_}/send")
            for event in till.standin.deliveries()
        ],
    )
    assert {answer.status_code for answer in answers[:3]} == {200}
    assert all("Your payment has been received" in answer.text for answer in answers[:3])
    paid_once(instalment)
    till.check()


def test_fault_11_the_webhook_never_comes(till, capsys):
    till.standin.misbehave("withhold", times=None)
    instalment = make_instalment()
    till.standin.pay(till.click(instalment))
    call_command("reconcile_payments")
    assert "attempts changed: 1" in capsys.readouterr().out
    paid_once(instalment)
    till.standin.settle()
    call_command("reconcile_payments")
    till.check()


def test_fault_11_reconciling_again_and_beside_itself_changes_nothing(till):
    till.standin.misbehave("withhold", times=None)
    instalment = make_instalment()
    till.standin.pay(till.click(instalment))
    till.standin.settle()
    at_once(*[services.reconcile] * 4)
    services.reconcile()
    paid_once(instalment)
    till.check()


@pytest.mark.parametrize(
    ("flaw", "counter"),
    [
        ("bad_signature", "signature"),
        ("old_timestamp", "too_old"),
        ("future_timestamp", "future"),
    ],
)
def test_fault_12_an_event_that_is_not_to_be_believed_leaves_a_counter_and_the_money_comes_anyway(till, flaw, counter):
    till.standin.misbehave(flaw, times=None)
    till.standin.settings(retry_pauses=[])
    instalment = make_instalment()
    till.pay(instalment)
    assert not StripeEvent.objects.exists()
    assert list(RefusedWebhook.objects.values_list("reason", flat=True)) == [counter]
    instalment.refresh_from_db()
    assert instalment.state == "due"
    services.reconcile()
    paid_once(instalment)


def test_fault_12_an_event_of_another_account_is_refused_and_ours_counts(till):
    till.standin.misbehave("other_account", times=None)
    till.standin.settings(retry_pauses=[])
    instalment = make_instalment()
    till.pay(instalment)
    assert set(RefusedWebhook.objects.values_list("reason", flat=True)) == {"account"}
    paid_once(instalment)


def test_fault_12_an_event_about_an_object_of_another_account_is_ignored(till):
    till.standin.misbehave("foreign_object", times=None)
    instalment = make_instalment()
    till.pay(instalment)
    completed = StripeEvent.objects.filter(type="checkout.session.completed")
    assert sorted(completed.values_list("state", flat=True)) == ["handled", "ignored"]
    paid_once(instalment)


@pytest.mark.parametrize(
    "body",
    [b"x" * 10_000_000, b"\xff\xfe\x00", b"{", b"[]", b"7", json.dumps({"object": "event"}).encode()],
    ids=["ten megabytes", "not UTF-8", "not JSON", "a list", "a number", "no data"],
)
def test_fault_12_a_body_that_is_no_event(till, live_server, body):
    signature = make_signature(body, secret=SECRET)
    url = live_server.url + reverse("stripe-webhook")
    try:
        status = requests.post(url, body, headers={"Stripe-Signature": signature}, timeout=20).status_code
    except requests.ConnectionError:  # refused before it was read to the end
        status = 400
    assert status == 400
    assert not StripeEvent.objects.exists()
    assert RefusedWebhook.objects.get().count == 1


@pytest.mark.parametrize(("changes", "because"), [({"amount": 1}, "amount"), ({"currency": "EUR"}, "currency")])
def test_fault_13_an_amount_or_currency_that_differs_is_held_and_staff_are_told(any_till, changes, because):
    instalment = make_instalment()
    url = any_till.click(instalment)
    PaymentAttempt.objects.update(**changes)  # what we want is no longer what the page asks for
    any_till.standin.pay(url)
    any_till.arrive()
    instalment.refresh_from_db()
    assert (instalment.state, instalment.received) == ("held", 0)
    assert instalment.order.state == "awaiting_payment"
    assert queries.held_entries().get().held_because == because
    assert Message.objects.filter(template="payments/mail/payment_held").count() == 1
    assert not Message.objects.filter(template="payments/mail/payment_received").exists()


def test_fault_13_a_page_that_asks_for_something_else_is_never_shown(till):
    instalment = make_instalment()
    till.click(instalment)
    PaymentAttempt.objects.update(amount=1)
    with pytest.raises(PaymentUnavailable):
        till.click(instalment)
    session = till.standin.client().v1.checkout.sessions.retrieve(PaymentAttempt.objects.get().stripe_id)
    assert session.status == "expired"


def pay_foreign_page(till, *, customer, attempt, environment):
    """Somebody makes a page at Stripe by hand, in our metadata's words, and pays it."""
    reference = Reference(
        environment=environment,
        order=attempt.instalment.order.number,
        instalment=attempt.instalment_id,
        attempt=str(attempt.public_id),
    )
    session = till.standin.open_session(
        customer=customer,
        metadata=reference.metadata(),
        client_reference_id=None,
        payment_intent_data={"metadata": reference.metadata()},
        line_items=[
            {
                "quantity": 1,
                "price_data": {
                    "currency": attempt.currency.lower(),
                    "unit_amount": attempt.amount,
                    "product_data": {"name": "by hand"},
                },
            }
        ],
    )
    till.standin.pay(session.url)
    till.arrive()


def test_fault_28_a_payment_that_names_another_companys_instalment_is_held(any_till):
    theirs = make_instalment(quote=make_quote(company=make_company(name="Someone Else Ltd")))
    ours = make_instalment()
    any_till.click(theirs)
    any_till.click(ours)
    payer = StripeCustomer.objects.get(company=theirs.order.company).stripe_id
    attempt = queries.active_attempt(ours)
    environment = services.environment.current().name
    pay_foreign_page(any_till, customer=payer, attempt=attempt, environment=environment)
    ours.refresh_from_db()
    assert (ours.state, ours.received) == ("due", 0)
    entry = queries.held_entries().get()
    assert (entry.held_because, entry.instalment) == ("customer", None)
    assert entry.details["claims"]["instalment"] == str(ours.pk)
    assert Message.objects.filter(template="payments/mail/payment_held").count() == 1
    any_till.pay(ours)  # and it can still be paid by whom it belongs to
    ours.refresh_from_db()
    assert ours.state == "paid"


def test_fault_28_a_payment_of_the_company_itself_that_came_by_another_way_is_held(any_till):
    instalment = make_instalment()
    any_till.click(instalment)
    payer = StripeCustomer.objects.get().stripe_id
    environment = services.environment.current().name
    pay_foreign_page(any_till, customer=payer, attempt=queries.active_attempt(instalment), environment=environment)
    assert queries.held_entries().get().held_because == "session"
    instalment.refresh_from_db()
    assert instalment.state == "due"


def test_fault_28_payments_of_another_shop_on_the_same_account_are_not_ours(till):
    instalment = make_instalment()
    till.click(instalment)
    payer = StripeCustomer.objects.get().stripe_id
    pay_foreign_page(till, customer=payer, attempt=queries.active_attempt(instalment), environment="their-shop")
    services.reconcile()
    assert not LedgerEntry.objects.exists()
    assert not queries.failed_events().exists()


def test_fault_29_the_fee_comes_an_hour_later(any_till):
    any_till.standin.settings(settle_after=3600)
    instalment = make_instalment()
    any_till.pay(instalment)
    paid_once(instalment)
    assert not LedgerEntry.objects.filter(kind="fee").exists()
    any_till.standin.advance(3600)
    any_till.settle()
    fee = LedgerEntry.objects.get(kind="fee")
    assert (fee.direction, fee.currency) == ("out", "USD")
    assert fee.balance_transaction.startswith("txn_")
    paid_once(instalment)


def test_an_event_that_we_failed_to_handle_is_kept_shown_and_tried_again(till):
    till.standin.misbehave("withhold", times=None)
    instalment = make_instalment()
    till.standin.pay(till.click(instalment))
    till.standin.misbehave("500", route="GET /v1/*", times=None)
    till.standin.release()
    till.standin.wait_until_delivered()
    assert queries.failed_events().count() >= 1
    till.standin.behave()
    till.make_due()
    services.handle_due()
    assert not queries.failed_events().exists()
    paid_once(instalment)


def test_an_event_in_the_inbox_is_handled_again_by_hand(till, client):
    body = make_event_body(type="checkout.session.completed", api_version="2024-06-20", created=int(time.time()))
    text = json.dumps(body)
    headers = {"HTTP_STRIPE_SIGNATURE": make_signature(text, secret=SECRET)}
    client.post(reverse("stripe-webhook"), text, content_type="application/json", **headers)
    event = queries.failed_events().get()
    services.retry_event(event_id=event.pk)
    event.refresh_from_db()
    assert event.state == "ignored"  # its session is none of this account's
