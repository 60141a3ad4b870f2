"""What of payments wants a look stands on one page of the desk."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from shop.payments.models import RefusedWebhook, StripeEvent, StripeRequest
from tests.make import make_ledger_entry, make_staff

pytestmark = pytest.mark.django_db
URL = reverse("desk-payments:index")


def sign_in(client, group):
    user = make_staff()
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)


def make_failed_event():
    now = timezone.now()
    return StripeEvent.objects.create(
        stripe_id="evt_1",
        type="charge.updated",
        object_id="ch_1",
        source="webhook",
        state="failed",
        error="OutcomeUnknown: no answer",
        tries=3,
        happened_at=now,
        due_at=now + timedelta(hours=1),
    )


def test_finance_sees_held_money_failed_events_open_requests_and_counters(client):
    sign_in(client, "finance")
    make_ledger_entry(held_because="amount", payment_id="pi_held")
    make_failed_event()
    StripeRequest.objects.create(
        kind="checkout.sessions.create", row=1, key="shop:1", parameters={}, outcome="unknown", error="time-out"
    )
    RefusedWebhook.objects.create(reason="too_old", count=7, last_at=timezone.now())
    page = client.get(URL).text
    for words in ("pi_held", "the amount differs", "evt_1", "no answer", "time-out", "is our clock right", "7"):
        assert words in page


def test_an_event_is_tried_again_by_the_button(client, settings):
    settings.STRIPE_SECRET_KEY = ""
    sign_in(client, "finance")
    event = make_failed_event()
    assert client.post(URL, {"event": event.pk}).status_code == 302
    event.refresh_from_db()
    assert event.due_at <= timezone.now()
    assert event.state == "waiting"


@pytest.mark.parametrize("chosen", ["", "x", "٣", "9" * 40, "0"])
def test_an_event_that_is_not_there_is_404(client, chosen):
    sign_in(client, "finance")
    assert client.post(URL, {"event": chosen}).status_code == 404


def test_sales_do_not_see_it(client):
    sign_in(client, "sales")
    assert client.get(URL).status_code == 302
    assert client.post(URL, {"event": make_failed_event().pk}).status_code == 302
    assert StripeEvent.objects.get().state == "failed"
