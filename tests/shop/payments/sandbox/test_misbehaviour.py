"""Requests go wrong as a rule says: which one, how, and before or after the effect."""

import time

import pytest
import requests
import stripe

from tests.makers.standin import KEY, StandIn

ROUTE = "POST /v1/customers"


def create(stripe_standin, **options):
    return stripe_standin.client(**options).v1.customers.create({"name": "ACME"}, {"idempotency_key": "k1"})


def count(stripe_standin):
    return len(stripe_standin.client().v1.customers.list({"limit": 100}).data)


@pytest.mark.parametrize(("when", "made"), [("before", 0), ("after", 1)])
@pytest.mark.parametrize(
    ("what", "error", "status"),
    [
        ("500", stripe.APIError, 500),
        ("429", stripe.RateLimitError, 429),
        ("html", stripe.APIError, 502),
        ("broken_json", stripe.APIError, 200),
        ("drop", stripe.APIConnectionError, None),
    ],
)
def test_a_request_fails_before_or_after_its_effect(stripe_standin, what, error, status, when, made):
    stripe_standin.misbehave(what, route=ROUTE, when=when)
    with pytest.raises(error) as failed:
        create(stripe_standin)
    assert failed.value.http_status == status
    assert count(stripe_standin) == made
    assert create(stripe_standin).name == "ACME"
    assert count(stripe_standin) == 1


def test_the_librarys_own_retry_has_one_effect(stripe_standin):
    stripe_standin.misbehave("drop", route=ROUTE, when="after")
    made = create(stripe_standin, retries=2)
    assert made.last_response.headers["Idempotent-Replayed"] == "true"
    assert count(stripe_standin) == 1


@pytest.mark.parametrize(("when", "made"), [("before", 0), ("after", 1)])
def test_a_slow_answer_ends_in_a_timeout_and_one_effect(stripe_standin, when, made):
    stripe_standin.misbehave("delay", route=ROUTE, seconds=0.6, when=when)
    with pytest.raises(stripe.APIConnectionError):
        create(stripe_standin, timeout=0.2)
    assert count(stripe_standin) == made
    time.sleep(0.6)  # what was asked for arrives although nobody waits for it
    assert count(stripe_standin) == 1


def test_a_rule_picks_the_nth_call_and_how_many(stripe_standin):
    stripe_standin.misbehave("500", route=ROUTE, nth=2, times=2)
    statuses = [stripe_standin.raw("POST", "/v1/customers").status_code for _ in range(4)]
    assert statuses == [200, 500, 500, 200]


def test_a_rule_by_chance_is_the_same_for_the_same_seed(stripe_standin):
    def run(seed):
        stripe_standin.reset()
        stripe_standin.misbehave("500", route=ROUTE, probability=0.5, seed=seed)
        return [stripe_standin.raw("POST", "/v1/customers").status_code for _ in range(20)]

    assert run("one") == run("one") != run("two")
    assert set(run("one")) == {200, 500}


def test_rules_are_listed_with_how_often_they_were_met_and_taken_away(stripe_standin):
    stripe_standin.misbehave("500", route="GET /v1/charges*", nth=2)
    stripe_standin.client().v1.charges.list()
    assert [(rule["what"], rule["seen"]) for rule in stripe_standin.control("GET", "rules")["rules"]] == [("500", 1)]
    stripe_standin.behave()
    stripe_standin.client().v1.charges.list()


@pytest.mark.parametrize(
    "rule",
    [{"what": "explode"}, {"what": "500", "when": "later"}, {"what": "500", "often": 3}, {"what": "500", "nth": "x"}],
)
def test_a_rule_that_means_nothing_is_refused(stripe_standin, rule):
    assert stripe_standin.raw("POST", "/_control/rules", json=rule).status_code == 400


def test_the_hosted_page_can_lose_its_answer_too(stripe_standin):
    session = stripe_standin.open_session()
    stripe_standin.misbehave("drop", route="POST /c/pay/*", when="after")
    with pytest.raises(requests.ConnectionError):
        stripe_standin.pay(session.url)
    assert stripe_standin.client().v1.checkout.sessions.retrieve(session.id).payment_status == "paid"


@pytest.mark.parametrize(("when", "made"), [("before", 0), ("after", 1)])
def test_stop_dies_at_that_moment_and_loses_nothing(tmp_path, when, made):
    dying = StandIn(folder=tmp_path).start()
    dying.misbehave("stop", route=ROUTE, when=when)
    with pytest.raises(stripe.APIConnectionError):
        create(dying)
    assert dying.wait() == -9
    dying.start()
    try:
        assert count(dying) == made
        assert create(dying).name == "ACME"
        assert count(dying) == 1
    finally:
        dying.stop()


@pytest.mark.parametrize(
    "wrong",
    [
        {"colour": "red"},
        {"settle_after": "soon"},
        {"payment_methods": ["cash"]},
        {"rights": {"customers": "some"}},
        {"settlement_currency": "xxx"},
        {"retry_pauses": [1, "x"]},
        {"subscribed": "charge.succeeded"},
    ],
)
def test_a_setting_that_would_spoil_later_requests_is_refused(stripe_standin, wrong):
    assert stripe_standin.raw("POST", "/_control/settings", json=wrong).status_code == 400
    assert stripe_standin.control("GET", "settings") == {}


def test_a_control_that_is_no_json_is_refused(stripe_standin):
    assert stripe_standin.raw("POST", "/_control/clock", json={"advance": "x"}).status_code == 400
    assert stripe_standin.raw("POST", "/_control/settings", data=b"{").status_code == 400
    assert KEY not in stripe_standin.raw("GET", "/_control/settings").text
