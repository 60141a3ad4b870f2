"""One key, one effect: the first answer is kept and given again."""

import pytest
import stripe

from tests.makers.standin import SESSION
from tests.parallel import in_parallel

ROUTE = "POST /v1/customers"


def create(stripe_standin, key, **params):
    """Make a customer with a key."""
    return stripe_standin.client().v1.customers.create(params or {"name": "ACME"}, {"idempotency_key": key})


def count(stripe_standin):
    return len(stripe_standin.client().v1.customers.list({"limit": 100}).data)


def test_a_repeated_request_gets_the_first_answer_and_says_so(stripe_standin):
    first = create(stripe_standin, "k1")
    second = create(stripe_standin, "k1")
    assert second.id == first.id
    assert count(stripe_standin) == 1
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert second.last_response.headers["Idempotent-Replayed"] == "true"
    assert second.last_response.headers["Original-Request"] == first.last_response.headers["Request-Id"]


def test_the_same_key_with_other_parameters_is_refused(stripe_standin):
    create(stripe_standin, "k1", name="ACME")
    with pytest.raises(stripe.IdempotencyError) as refused:
        create(stripe_standin, "k1", name="Other")
    assert refused.value.http_status == 400
    with pytest.raises(stripe.IdempotencyError):
        stripe_standin.client().v1.checkout.sessions.create(SESSION, {"idempotency_key": "k1"})


def test_a_request_that_failed_validation_leaves_no_key(stripe_standin):
    with pytest.raises(stripe.InvalidRequestError):
        create(stripe_standin, "k1", email="nobody")
    assert create(stripe_standin, "k1", email="a@acme.example").email == "a@acme.example"


def test_a_refusal_that_came_while_it_ran_is_kept(stripe_standin):
    client = stripe_standin.client()
    session = stripe_standin.open_session()
    client.v1.checkout.sessions.expire(session.id)
    for replayed in (None, "true"):
        with pytest.raises(stripe.InvalidRequestError) as refused:
            client.v1.checkout.sessions.expire(session.id, {}, {"idempotency_key": "k1"})
        assert refused.value.headers.get("Idempotent-Replayed") == replayed


def test_a_key_whose_request_still_runs_is_409(stripe_standin):
    stripe_standin.misbehave("delay", route=ROUTE, seconds=0.5)

    def send():
        sent = {"Idempotency-Key": "k1"}
        return stripe_standin.raw("POST", "/v1/customers", data={"name": "ACME"}, headers=sent)

    refused, made = sorted(in_parallel(2, send), key=lambda answer: -answer.status_code)
    assert (refused.status_code, made.status_code) == (409, 200)
    assert refused.json()["error"]["code"] == "idempotency_key_in_use"
    assert send().json()["id"] == made.json()["id"]
    assert count(stripe_standin) == 1


def test_a_key_is_forgotten_after_24_hours(stripe_standin):
    first = create(stripe_standin, "k1")
    stripe_standin.advance(24 * 3600 - 60)
    assert create(stripe_standin, "k1").id == first.id
    stripe_standin.advance(61)
    assert create(stripe_standin, "k1").id != first.id


def test_a_recorded_500_is_given_again(stripe_standin):
    stripe_standin.misbehave("500", route=ROUTE, saved=True)
    for _ in range(2):
        with pytest.raises(stripe.APIError) as failed:
            create(stripe_standin, "k1")
        assert failed.value.http_status == 500
    assert count(stripe_standin) == 0
    create(stripe_standin, "k2")


def test_a_recorded_500_may_hide_an_effect(stripe_standin):
    stripe_standin.misbehave("500", route=ROUTE, saved=True, when="after")
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            create(stripe_standin, "k1")
    assert count(stripe_standin) == 1


def test_a_500_that_was_not_recorded_gives_way_to_the_real_answer(stripe_standin):
    stripe_standin.misbehave("500", route=ROUTE, when="after")
    with pytest.raises(stripe.APIError):
        create(stripe_standin, "k1")
    made = create(stripe_standin, "k1")
    assert made.last_response.headers["Idempotent-Replayed"] == "true"
    assert count(stripe_standin) == 1


def test_a_key_is_1_to_255_characters(stripe_standin):
    assert create(stripe_standin, "k" * 255).id
    response = stripe_standin.raw("POST", "/v1/customers", headers={"Idempotency-Key": "k" * 256})
    assert response.status_code == 400


def test_an_event_names_the_request_and_key_that_caused_it(stripe_standin):
    made = create(stripe_standin, "k1")
    event = stripe_standin.client().v1.events.list().data[0]
    assert event.request.idempotency_key == "k1"
    assert event.request.id == made.last_response.headers["Request-Id"]
