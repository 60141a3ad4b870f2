"""What the webhook believes. Everything hostile is 400 and a counter, never 500, and leaves nothing else."""

import json
import time

import pytest
from django.db import DatabaseError
from django.urls import reverse

from shop.payments import services, webhooks
from shop.payments.models import RefusedWebhook, StripeEvent
from tests.make import make_event_body, make_signature, make_signed_event
from tests.makers.payments import SECRET

pytestmark = pytest.mark.django_db
URL = "/stripe/webhook/"


@pytest.fixture(autouse=True)
def _secrets(settings):
    settings.STRIPE_SECRET_KEY = "sk_local_tests"
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    settings.STRIPE_WEBHOOK_SECRETS = [SECRET]


def post(client, body, signature=None, **headers):
    data = body if isinstance(body, bytes) else body.encode()
    if signature is not None:
        headers["HTTP_STRIPE_SIGNATURE"] = signature
    return client.post(URL, data, content_type="application/json", **headers)


def refused(client, body, signature, reason):
    assert post(client, body, signature).status_code == 400
    assert dict(RefusedWebhook.objects.values_list("reason", "count")) == {reason: 1}
    assert reason in webhooks.REASONS
    assert not StripeEvent.objects.exists()


def test_a_genuine_event_is_stored_once_and_answered_200(client):
    body, signature = make_signed_event(id="evt_1", type="product.created")
    assert post(client, body, signature).status_code == 200
    assert post(client, body, signature).status_code == 200
    event = StripeEvent.objects.get()
    assert (event.stripe_id, event.state, event.object_id) == ("evt_1", "ignored", "cs_unknown")


def test_the_address_is_the_one_that_stripe_is_told():
    assert reverse("stripe-webhook") == URL


def test_only_post_is_answered(client):
    assert client.get(URL).status_code == 405


def test_without_a_signature(client):
    refused(client, "{}", None, "no_signature")


def test_with_a_bad_signature(client):
    body, _signature = make_signed_event()
    refused(client, body, make_signature(body, secret="whsec_other"), "signature")


@pytest.mark.parametrize("header", ["t=,v1=", "nonsense", "t=1,v1=ü", "v1=abc", "t=99999999999999999999,v1=a", "=" * 9])
def test_with_a_header_that_is_none(client, header):
    body, _signature = make_signed_event()
    refused(client, body, header, "signature")


def test_an_old_one_is_counted_apart(client):
    body, _signature = make_signed_event()
    refused(client, body, make_signature(body, timestamp=int(time.time()) - 301), "too_old")


def test_one_from_the_future(client):
    body, _signature = make_signed_event()
    refused(client, body, make_signature(body, timestamp=int(time.time()) + 330), "future")


def test_a_body_of_ten_megabytes(client):
    refused(client, "x" * 10_000_000, "t=1,v1=a", "too_large")


def test_a_body_without_a_length(client):
    response = client.generic("POST", URL, b"{}", CONTENT_LENGTH="", HTTP_STRIPE_SIGNATURE="t=1,v1=a")
    assert response.status_code == 400
    assert services.queries.refused_webhooks() == {"no_length": 1}


def test_a_body_that_is_not_utf8(client):
    refused(client, b"\xff\xfe{}", "t=1,v1=a", "not_utf8")


@pytest.mark.parametrize("body", ["not json", " ", "{", "[" * 100_000])
def test_a_signed_body_that_is_not_json(client, body):
    refused(client, body, make_signature(body), "not_json")


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "1",
        "null",
        '"text"',
        "{}",
        json.dumps({**make_event_body(), "object": "v2.core.event"}),
        json.dumps({**make_event_body(), "data": None}),
        json.dumps({**make_event_body(), "data": {"object": "text"}}),
        json.dumps({**make_event_body(), "id": 7}),
        json.dumps({**make_event_body(), "id": "evt_\x00"}),
        json.dumps({**make_event_body(), "type": "x" * 300}),
        json.dumps({**make_event_body(), "created": 10**30}),
        json.dumps({**make_event_body(), "livemode": "yes"}),
    ],
)
def test_signed_json_that_is_no_event(client, body):
    refused(client, body, make_signature(body), "shape")


def test_an_event_of_the_other_mode(client):
    refused(client, *make_signed_event(livemode=True), "livemode")


def test_an_event_of_another_account(client):
    refused(client, *make_signed_event(account="acct_other"), "account")


def test_while_secrets_are_replaced_both_are_good(client, settings):
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_the_new_one", SECRET]
    assert post(client, *make_signed_event()).status_code == 200


def test_without_any_secret_nothing_is_good(client, settings):
    body, signature = make_signed_event()
    settings.STRIPE_WEBHOOK_SECRETS = []
    refused(client, body, signature, "signature")


def test_an_event_in_another_version_is_kept_and_not_handled(client):
    body, signature = make_signed_event(type="checkout.session.completed", api_version="2024-06-20")
    assert post(client, body, signature).status_code == 200
    assert StripeEvent.objects.get().state == "kept"


def test_a_database_that_fails_makes_stripe_send_again(client, monkeypatch):
    def unreachable(*_args, **_kwargs):
        raise DatabaseError("server closed the connection")

    monkeypatch.setattr(StripeEvent.objects, "create", unreachable)
    assert post(client, *make_signed_event()).status_code == 503
