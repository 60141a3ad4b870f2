"""Events reach the shop signed, in order, again until taken, and as badly as a rule wants."""

import json
import time
from email.utils import parsedate_to_datetime

import pytest
import stripe

from tests.makers.standin import SECRET

PAID = [
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
]


@pytest.fixture
def paid(stripe_standin, webhook_receiver):
    """Pay a session and wait for its events; returns what does it, for after a rule is set."""
    stripe_standin.settings(settle_after=3600)

    def pay():
        stripe_standin.pay(stripe_standin.open_session().url)
        stripe_standin.wait_until_delivered()
        return webhook_receiver.received

    return pay


def construct(stripe_standin, received):
    """What the library makes of an event, signature checked."""
    return stripe_standin.client().construct_event(received.body, received.signature, SECRET)


def test_events_arrive_signed_in_order_and_whole(stripe_standin, webhook_receiver, paid):
    received = paid()
    assert webhook_receiver.types == PAID
    for one in received:
        event = construct(stripe_standin, one)
        assert (event.livemode, event.api_version, event.pending_webhooks) == (False, stripe.api_version, 1)
        assert "account" not in event
        assert event.id == stripe_standin.client().v1.events.retrieve(event.id).id


def test_only_subscribed_types_are_delivered(stripe_standin, webhook_receiver):
    stripe_standin.client().v1.customers.create({"name": "ACME"})
    stripe_standin.settings(subscribed=["customer.created"])
    stripe_standin.client().v1.customers.create({"name": "ACME"})
    stripe_standin.wait_until_delivered()
    assert webhook_receiver.types == ["customer.created"]
    assert len(stripe_standin.client().v1.events.list().data) == 2


@pytest.mark.parametrize("status", [500, 400, 302])
def test_what_is_not_taken_is_sent_again_later_with_a_fresh_signature(stripe_standin, webhook_receiver, paid, status):
    webhook_receiver.statuses = [status]
    paid()
    assert stripe_standin.deliveries()[0]["state"] == "waiting"
    # a signature's time has whole seconds: move the clock that signs instead of waiting for the next
    stripe_standin.control("POST", "clock", {"advance": 2, "wire_offset": 2})
    stripe_standin.wait_until_delivered()
    twice = [one for one in webhook_receiver.received if one.event["type"] == PAID[0]]
    assert len(twice) == 2
    assert twice[0].body == twice[1].body
    assert twice[0].signature != twice[1].signature
    construct(stripe_standin, twice[1])


def test_pauses_grow_until_it_gives_up(stripe_standin, webhook_receiver, paid):
    stripe_standin.settings(retry_pauses=[10, 100], subscribed=["charge.succeeded"])
    webhook_receiver.statuses = [503] * 3
    paid()
    pauses = []
    for pause in (10, 100):
        row = stripe_standin.deliveries()[0]
        pauses.append(row["due"] - stripe_standin.control("GET", "clock")["now"])
        stripe_standin.advance(pause)
        stripe_standin.wait_until_delivered()
    assert pauses == [pytest.approx(10, abs=5), pytest.approx(100, abs=5)]
    row = stripe_standin.deliveries()[0]
    assert (row["state"], row["attempts"], row["status"]) == ("given up", 3, 503)


def test_a_shop_that_is_down_gets_its_events_when_it_is_back(stripe_standin, webhook_receiver):
    stripe_standin.settings(webhook="http://127.0.0.1:9/stripe/webhook/", subscribed=["checkout.session.completed"])
    stripe_standin.pay(stripe_standin.open_session().url)
    stripe_standin.wait_until_delivered()
    assert "refused" in stripe_standin.deliveries()[0]["problem"].lower()
    stripe_standin.settings(webhook=webhook_receiver.url)
    stripe_standin.advance(10)
    stripe_standin.wait_until_delivered()
    assert webhook_receiver.types == ["checkout.session.completed"]


def test_double_brings_each_event_twice(stripe_standin, webhook_receiver, paid):
    stripe_standin.misbehave("double", times=None)
    received = paid()
    assert webhook_receiver.types == [type_ for type_ in PAID for _ in range(2)]
    assert received[0].event["id"] == received[1].event["id"]


def test_second_id_brings_one_fact_under_two_ids(stripe_standin, webhook_receiver, paid):
    stripe_standin.misbehave("second_id", types=["charge.succeeded"])
    twins = [one.event for one in paid() if one.event["type"] == "charge.succeeded"]
    assert len({event["id"] for event in twins}) == 2
    assert twins[0]["data"] == twins[1]["data"]


def test_reverse_turns_the_order_round(stripe_standin, webhook_receiver, paid):
    stripe_standin.misbehave("reverse")
    paid()
    assert webhook_receiver.types == PAID[::-1]


def test_withheld_events_never_come_until_they_are_released(stripe_standin, webhook_receiver, paid):
    stripe_standin.misbehave("withhold", times=None)
    assert paid() == []
    stripe_standin.release()
    stripe_standin.wait_until_delivered()
    assert webhook_receiver.types == PAID


def test_held_back_events_come_hours_later(stripe_standin, webhook_receiver, paid):
    stripe_standin.misbehave("hold", types=["payment_intent.*"], times=None, seconds=7200)
    paid()
    assert webhook_receiver.types == ["charge.succeeded", "checkout.session.completed"]
    stripe_standin.advance(7200)
    stripe_standin.wait_until_delivered()
    assert webhook_receiver.types[2:4] == ["payment_intent.created", "payment_intent.succeeded"]


@pytest.mark.parametrize(("what", "shift"), [("old_timestamp", -600), ("future_timestamp", 600)])
def test_a_wrong_time_is_signed_correctly(stripe_standin, webhook_receiver, paid, what, shift):
    stripe_standin.misbehave(what, types=["charge.succeeded"], seconds=600)
    wrong = next(one for one in paid() if one.event["type"] == "charge.succeeded")
    stamp = int(wrong.signature.partition(",")[0].removeprefix("t="))
    assert stamp - time.time() == pytest.approx(shift, abs=10)
    expected = stripe.WebhookSignature.generate_signature_header(wrong.body.decode(), SECRET, timestamp=stamp)
    assert wrong.signature == expected


def test_a_bad_signature_is_bad_as_often_as_the_rule_says(stripe_standin, webhook_receiver, paid):
    stripe_standin.misbehave("bad_signature", types=["charge.succeeded"], attempts=1)
    webhook_receiver.statuses = [200, 400]
    paid()
    stripe_standin.advance(2)
    stripe_standin.wait_until_delivered()
    first, second = [one for one in webhook_receiver.received if one.event["type"] == "charge.succeeded"]
    with pytest.raises(stripe.SignatureVerificationError):
        construct(stripe_standin, first)
    construct(stripe_standin, second)


def test_another_accounts_event_comes_beside_our_own(stripe_standin, webhook_receiver, paid):
    stripe_standin.misbehave("other_account", types=["charge.succeeded"])
    ours, theirs = [one for one in paid() if one.event["type"] == "charge.succeeded"]
    assert "account" not in construct(stripe_standin, ours)
    assert construct(stripe_standin, theirs).account == "acct_1SomebodyElse0"


def test_a_foreign_object_is_unknown_here(stripe_standin, webhook_receiver, paid):
    stripe_standin.misbehave("foreign_object", types=["charge.succeeded"])
    _, foreign = [one for one in paid() if one.event["type"] == "charge.succeeded"]
    charge = construct(stripe_standin, foreign).data.object
    with pytest.raises(stripe.InvalidRequestError):
        stripe_standin.client().v1.charges.retrieve(charge.id)


def test_an_unknown_type_comes_beside_the_known(stripe_standin, webhook_receiver, paid):
    stripe_standin.misbehave("unknown_type", types=["charge.succeeded"])
    paid()
    assert webhook_receiver.types == [*PAID[:2], "stand_in.unheard_of", *PAID[2:]]


def test_one_delivery_can_be_sent_again_by_hand(stripe_standin, webhook_receiver, paid):
    paid()
    row = stripe_standin.control("POST", f"deliveries/{stripe_standin.deliveries()[0]['id']}/send")
    assert (row["state"], row["attempts"], row["type"]) == ("delivered", 2, PAID[0])
    assert webhook_receiver.types == [*PAID, PAID[0]]


def test_a_skewed_wire_clock_shows_in_signatures_and_date(stripe_standin, webhook_receiver, paid):
    stripe_standin.control("POST", "clock", {"wire_offset": -600})
    with pytest.raises(stripe.SignatureVerificationError, match="tolerance"):
        construct(stripe_standin, paid()[0])
    date = stripe_standin.raw("GET", "/v1/customers").headers["Date"]
    assert parsedate_to_datetime(date).timestamp() - time.time() == pytest.approx(-600, abs=10)


def test_a_body_is_the_event_as_json(webhook_receiver, paid):
    for one in paid():
        assert json.loads(one.body)["object"] == "event"
