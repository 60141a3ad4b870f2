"""Faults 4 to 8: what people do in front of the payment page."""

import pytest

from shop.payments import queries, services
from shop.payments.errors import AlreadyPaid
from shop.payments.methods import method
from shop.payments.models import LedgerEntry, PaymentAttempt, StripeRequest
from shop.payments.text import refusal
from tests.make import make_instalment
from tests.makers.standin import VISA
from tests.parallel import in_parallel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]

DECLINED = "4000000000000002"
NO_FUNDS = "4000000000009995"
ASKS_3DS = "4000002500003155"


def sessions_of(instalment, till):
    """The instalment's sessions at Stripe."""
    listed = till.standin.client().v1.checkout.sessions.list({"limit": 100})
    return [row for row in listed.data if row.metadata["instalment"] == str(instalment.pk)]


def test_fault_04_twelve_clicks_at_once_get_one_page_and_make_one_charge(any_till):
    instalment = make_instalment()
    urls = in_parallel(12, lambda: any_till.click(instalment))
    assert len(set(urls)) == 1
    assert len(sessions_of(instalment, any_till)) == 1
    first, second = (any_till.standin.customer(urls[0]) for _tab in range(2))
    assert first.send(number=VISA).status_code == 303
    assert "already complete" in second.send(number=VISA).text
    any_till.arrive()
    with pytest.raises(AlreadyPaid):
        any_till.click(instalment)
    assert LedgerEntry.objects.filter(kind="charge").count() == 1


def test_fault_04_a_click_after_the_payment_but_before_the_news(till):
    till.standin.misbehave("withhold", times=None)
    instalment = make_instalment()
    till.standin.pay(till.click(instalment))
    with pytest.raises(AlreadyPaid):
        till.click(instalment)
    instalment.refresh_from_db()
    assert instalment.state == "paid"
    till.check()


def test_fault_05_a_page_that_is_paid_while_we_close_it_counts(till):
    till.standin.misbehave("withhold", times=None)
    instalment = make_instalment()
    till.standin.pay(till.click(instalment))
    attempt = method("card").close(queries.active_attempt(instalment))
    assert attempt.state == "paid"
    instalment.refresh_from_db()
    assert instalment.state == "paid"
    till.check()


def test_fault_05_a_page_that_is_paid_after_it_was_replaced_is_recorded_and_the_excess_shown(any_till):
    instalment = make_instalment()
    old_url = any_till.click(instalment)
    PaymentAttempt.objects.update(state="expired")  # we believed it was closed
    any_till.pay(instalment)
    any_till.standin.pay(old_url)
    any_till.arrive()
    instalment.refresh_from_db()
    assert (instalment.state, instalment.received) == ("overpaid", 2 * instalment.amount)
    assert instalment.attempts.filter(state="paid").count() == 2


def test_fault_06_an_expired_page_is_replaced_on_demand(any_till):
    instalment = make_instalment()
    old_url = any_till.click(instalment)
    any_till.standin.advance(3 * 3600)
    any_till.standin.advance(-3 * 3600)
    new_url = any_till.click(instalment)
    assert new_url != old_url
    assert [attempt.state for attempt in instalment.attempts.all()] == ["expired", "open"]
    assert any_till.standin.pay(new_url).status_code == 303
    any_till.arrive()
    instalment.refresh_from_db()
    assert instalment.state == "paid"


def test_fault_06_a_page_that_is_about_to_close_is_replaced_too(till):
    instalment = make_instalment()
    old_url = till.click(instalment)
    till.standin.advance(2 * 3600 - 60)  # a minute is left, by Stripe's clock
    attempt = queries.active_attempt(instalment)
    session_end = attempt.expires_at
    till.standin.advance(-(2 * 3600 - 60))
    client = till.standin.client().v1.checkout.sessions
    client.expire(attempt.stripe_id)
    assert session_end is not None
    assert till.click(instalment) != old_url


def test_fault_07_a_declined_card_leaves_the_page_usable_and_says_why(any_till):
    instalment = make_instalment()
    url = any_till.click(instalment)
    page = any_till.standin.customer(url)
    assert page.send(number=NO_FUNDS).status_code == 402
    any_till.arrive()
    attempt = queries.last_attempt(instalment)
    assert (attempt.state, attempt.failure) == ("open", "insufficient_funds")
    assert refusal(attempt.failure) == "The card does not have enough funds."
    assert any_till.click(instalment) == url
    assert any_till.standin.pay(url).status_code == 303
    any_till.arrive()
    attempt.refresh_from_db()
    assert (attempt.state, attempt.failure) == ("paid", "")
    assert LedgerEntry.objects.filter(kind="charge").count() == 1


def test_fault_08_who_leaves_at_3d_secure_has_paid_nothing_and_may_go_on(any_till):
    instalment = make_instalment()
    url = any_till.click(instalment)
    assert any_till.standin.customer(url).send(number=ASKS_3DS).headers["Location"].endswith("/authenticate")
    any_till.arrive()
    instalment.refresh_from_db()
    assert instalment.state == "due"
    assert any_till.click(instalment) == url
    any_till.pay(instalment, card=ASKS_3DS)
    instalment.refresh_from_db()
    assert instalment.state == "paid"


def test_fault_08_a_failed_3d_secure_is_told(any_till):
    instalment = make_instalment()
    any_till.standin.pay(any_till.click(instalment), card=ASKS_3DS, authenticate="fail")
    any_till.arrive()
    attempt = queries.last_attempt(instalment)
    assert attempt.state == "open"
    assert "confirmation" in refusal(attempt.failure)


def test_fault_08_who_never_comes_back_leaves_an_expired_page(any_till):
    instalment = make_instalment()
    any_till.standin.customer(any_till.click(instalment)).send(number=ASKS_3DS)
    any_till.standin.advance(3 * 3600)
    any_till.arrive()
    instalment.refresh_from_db()
    assert instalment.state == "due"
    assert queries.last_attempt(instalment).state == "expired"
    assert not LedgerEntry.objects.exists()
    assert StripeRequest.objects.filter(kind="checkout.sessions.create", outcome="done").count() == 1
    any_till.standin.advance(-3 * 3600)
    assert services.reconcile()["states repaired"] == 0
