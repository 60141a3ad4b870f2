"""Every state change of a card instalment by Checkout Session, with the events that it brings."""

import pytest
import stripe

from tests.makers.standin import CANCEL, SUCCESS

FULL = {"expand": ["payment_intent.latest_charge.balance_transaction"]}
DAY = 24 * 3600


def read(stripe_standin, session):
    """The session as the shop reads it back."""
    return stripe_standin.client().v1.checkout.sessions.retrieve(session.id, FULL)


def events(stripe_standin):
    """Every event so far, oldest first."""
    return list(reversed(stripe_standin.client().v1.events.list({"limit": 100}).data))


def types(stripe_standin):
    return [event.type for event in events(stripe_standin)]


def test_a_good_card_pays(stripe_standin):
    session = stripe_standin.open_session()
    stripe_standin.settings(settle_after=3600)
    answer = stripe_standin.pay(session.url)
    assert answer.headers["Location"] == f"{SUCCESS}?session={session.id}"
    paid = read(stripe_standin, session)
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    intent = paid.payment_intent
    assert (intent.status, intent.amount_received, intent.currency) == ("succeeded", 30_000, "eur")
    assert intent.metadata.to_dict() == {"attempt": "7"}
    assert (intent.latest_charge.status, intent.latest_charge.captured) == ("succeeded", True)
    assert types(stripe_standin) == [
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.completed",
    ]


def test_the_fee_comes_a_moment_after_the_charge(stripe_standin):
    session = stripe_standin.open_session()
    stripe_standin.settings(settle_after=3600, settlement_currency="eur")
    stripe_standin.pay(session.url)
    assert read(stripe_standin, session).payment_intent.latest_charge.balance_transaction is None
    assert stripe_standin.sums()["unsettled"] == 1
    stripe_standin.advance(3600)
    booked = read(stripe_standin, session).payment_intent.latest_charge.balance_transaction
    assert (booked.amount, booked.fee, booked.net) == (30_000, 900, 29_100)
    last = events(stripe_standin)[-1]
    assert last.type == "charge.updated"
    assert last.data.previous_attributes.to_dict() == {"balance_transaction": None}
    assert last.request.id is None


def test_a_charge_settles_in_the_accounts_currency(stripe_standin):
    session = stripe_standin.open_session()
    stripe_standin.pay(session.url)
    stripe_standin.settle()
    booked = read(stripe_standin, session).payment_intent.latest_charge.balance_transaction
    assert (booked.currency, booked.amount, booked.exchange_rate) == ("usd", 33_000, 1.1)
    assert booked.amount - booked.fee == booked.net


@pytest.mark.parametrize(
    ("card", "code", "decline_code"),
    [
        ("4000000000000002", "card_declined", "generic_decline"),
        ("4000000000009995", "card_declined", "insufficient_funds"),
        ("4000000000009987", "card_declined", "lost_card"),
        ("4000000000000069", "expired_card", "expired_card"),
        ("4000000000000127", "incorrect_cvc", "incorrect_cvc"),
        ("4000000000000119", "processing_error", "processing_error"),
    ],
)
def test_a_declined_card_leaves_the_session_open_and_says_why(stripe_standin, card, code, decline_code):
    session = stripe_standin.open_session()
    page = stripe_standin.pay(session.url, card=card)
    declined = read(stripe_standin, session)
    assert (declined.status, declined.payment_status) == ("open", "unpaid")
    error = declined.payment_intent.last_payment_error
    assert (error.code, error.decline_code) == (code, decline_code)
    assert page.status_code == 402
    assert error.message.replace("'", "&#x27;") in page.text
    assert declined.payment_intent.latest_charge.status == "failed"
    assert types(stripe_standin) == ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]
    assert stripe_standin.sums()["charges"] == {}


def test_after_a_decline_the_next_try_uses_the_same_payment_intent(stripe_standin):
    session = stripe_standin.open_session()
    stripe_standin.pay(session.url, card="4000000000000002")
    first = read(stripe_standin, session).payment_intent.id
    stripe_standin.pay(session.url)
    paid = read(stripe_standin, session)
    assert (paid.payment_intent.id, paid.payment_status) == (first, "paid")
    assert paid.payment_intent.last_payment_error is None
    assert len(stripe_standin.client().v1.charges.list({"payment_intent": first}).data) == 2


@pytest.mark.parametrize("card", ["4000002500003155", "4000002760003184"])
def test_three_d_secure_that_succeeds_pays(stripe_standin, card):
    session = stripe_standin.open_session()
    answer = stripe_standin.pay(session.url, card=card, authenticate="succeed")
    assert answer.headers["Location"].startswith(SUCCESS)
    paid = read(stripe_standin, session)
    details = paid.payment_intent.latest_charge.payment_method_details.card.three_d_secure
    assert (paid.payment_status, details.result) == ("paid", "authenticated")
    assert types(stripe_standin)[:2] == ["payment_intent.created", "payment_intent.requires_action"]
    assert types(stripe_standin)[-1] == "checkout.session.completed"


def test_three_d_secure_that_fails_leads_back_to_an_open_page(stripe_standin):
    session = stripe_standin.open_session()
    answer = stripe_standin.pay(session.url, card="4000002500003155", authenticate="fail")
    assert answer.headers["Location"] == session.url
    assert "unable to authenticate" in stripe_standin.customer(session.url).page.text
    failed = read(stripe_standin, session)
    assert failed.status == "open"
    assert failed.payment_intent.status == "requires_payment_method"
    assert failed.payment_intent.last_payment_error.code == "payment_intent_authentication_failure"
    assert types(stripe_standin)[-1] == "payment_intent.payment_failed"


def test_three_d_secure_that_succeeds_may_still_be_declined(stripe_standin):
    session = stripe_standin.open_session()
    stripe_standin.pay(session.url, card="4000008260003178", authenticate="succeed")
    assert read(stripe_standin, session).payment_intent.last_payment_error.decline_code == "insufficient_funds"


def test_left_at_three_d_secure_nothing_more_happens_until_the_session_expires(stripe_standin):
    session = stripe_standin.open_session()
    stripe_standin.customer(session.url).send(number="4000002500003155")
    assert read(stripe_standin, session).payment_intent.status == "requires_action"
    before = types(stripe_standin)
    assert before == ["payment_intent.created", "payment_intent.requires_action"]
    stripe_standin.advance(3601)
    expired = read(stripe_standin, session)
    assert (expired.status, expired.url, expired.payment_intent.status) == ("expired", None, "canceled")
    assert types(stripe_standin) == [*before, "payment_intent.canceled", "checkout.session.expired"]


def test_left_at_three_d_secure_another_card_may_still_pay(stripe_standin):
    session = stripe_standin.open_session()
    stripe_standin.customer(session.url).send(number="4000002500003155")
    stripe_standin.pay(session.url)
    assert read(stripe_standin, session).payment_status == "paid"


def test_a_session_expires_by_itself(stripe_standin):
    session = stripe_standin.open_session()
    stripe_standin.advance(3599)
    assert read(stripe_standin, session).status == "open"
    stripe_standin.advance(2)
    assert read(stripe_standin, session).status == "expired"
    assert types(stripe_standin) == ["checkout.session.expired"]


def test_a_session_expires_when_told_to(stripe_standin):
    session = stripe_standin.open_session()
    expired = stripe_standin.client().v1.checkout.sessions.expire(session.id)
    assert (expired.status, expired.url) == ("expired", None)
    page = stripe_standin.customer(session.url).page
    assert "This payment page has expired" in page.text
    assert CANCEL in page.text
    assert stripe_standin.customer(session.url).send(number="4242424242424242").status_code == 200
    assert read(stripe_standin, session).payment_status == "unpaid"


@pytest.mark.parametrize("end", ["paid", "expired"])
def test_a_session_that_is_no_longer_open_cannot_expire(stripe_standin, end):
    session = stripe_standin.open_session()
    sessions = stripe_standin.client().v1.checkout.sessions
    if end == "paid":
        stripe_standin.pay(session.url)
    else:
        sessions.expire(session.id)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sessions.expire(session.id)
    assert refused.value.http_status == 400


def test_a_sepa_debit_is_complete_now_and_paid_later(stripe_standin):
    session = stripe_standin.open_session()
    stripe_standin.settings(debit_after=3 * DAY, settle_after=0)
    debit(stripe_standin, session, "DE89370400440532013000")
    waiting = read(stripe_standin, session)
    assert (waiting.status, waiting.payment_status, waiting.payment_intent.status) == (
        "complete",
        "unpaid",
        "processing",
    )
    assert types(stripe_standin) == [
        "payment_intent.created",
        "charge.pending",
        "payment_intent.processing",
        "checkout.session.completed",
    ]
    stripe_standin.advance(3 * DAY)
    assert read(stripe_standin, session).payment_status == "paid"
    assert types(stripe_standin)[4:] == [
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.async_payment_succeeded",
        "charge.updated",
    ]


def test_a_sepa_debit_may_fail_later(stripe_standin):
    session = stripe_standin.open_session()
    stripe_standin.settings(debit_after=3 * DAY)
    debit(stripe_standin, session, "DE62370400440532013001")
    stripe_standin.advance(3 * DAY)
    failed = read(stripe_standin, session)
    assert (failed.status, failed.payment_status) == ("complete", "unpaid")
    assert failed.payment_intent.last_payment_error.code == "payment_method_provider_decline"
    assert types(stripe_standin)[4:] == [
        "charge.failed",
        "payment_intent.payment_failed",
        "checkout.session.async_payment_failed",
    ]
    assert stripe_standin.sums()["charges"] == {}


def test_a_filter_on_methods_leaves_the_others_out(stripe_standin):
    assert stripe_standin.open_session().payment_method_types == ["card", "sepa_debit"]
    only_card = stripe_standin.open_session(allowed_payment_method_types=["card", "ideal"])
    assert only_card.payment_method_types == ["card"]
    assert "SEPA" not in stripe_standin.customer(only_card.url).page.text


def debit(stripe_standin, session, iban):
    """Confirm a debit on the page."""
    customer = stripe_standin.customer(f"{session.url}?method=sepa_debit")
    assert customer.send(iban=iban).status_code == 303


def test_the_sums_are_what_was_charged_and_booked(stripe_standin):
    for card in ("4242424242424242", "4000000000000002", "4242424242424242"):
        stripe_standin.pay(stripe_standin.open_session().url, card=card)
    stripe_standin.settle()
    sums = stripe_standin.sums()
    assert sums["charges"] == {"eur": 60_000}
    assert sums["balance"] == {"usd": {"amount": 66_000, "fee": 2 * (957 + 30), "net": 66_000 - 2 * 987}}
    assert (sums["charge_count"], sums["unsettled"]) == (2, 0)


def test_an_event_holds_its_object_as_it_was_then(stripe_standin):
    session = stripe_standin.open_session()
    stripe_standin.pay(session.url, card="4000000000000002")
    stripe_standin.pay(session.url)
    created = next(event for event in events(stripe_standin) if event.type == "payment_intent.created")
    assert created.data.object.status == "requires_payment_method"
    assert created.data.object.last_payment_error is None
