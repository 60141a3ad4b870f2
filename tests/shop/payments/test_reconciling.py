"""What the sweep finds and repairs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shop import sweeping
from shop.orders.models import Instalment
from shop.payments import gateway, queries, services
from shop.payments.models import Environment, PaymentAttempt
from tests.make import make_attempt, make_instalment, make_ledger_entry
from tests.makers.till import assert_states_follow_the_ledger

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("wrong", "entry", "right"),
    [
        ({"state": "paid", "received": "all"}, None, "due"),
        ({"state": "due"}, {}, "paid"),
        ({"state": "processing"}, None, "due"),
        ({"state": "held"}, None, "due"),
        ({"state": "due"}, {"held_because": "amount"}, "held"),
        ({"state": "paid", "received": "all"}, {"amount": 5}, "partly_paid"),
    ],
    ids=str,
)
def test_a_state_that_differs_from_its_sum_is_found_and_repaired(till, wrong, entry, right):
    instalment = make_instalment()
    if entry is not None:
        make_ledger_entry(instalment, **entry)
    changes = {**wrong, "received": instalment.amount if wrong.get("received") else 0}
    Instalment.objects.filter(pk=instalment.pk).update(**changes)
    with pytest.raises(AssertionError):
        assert_states_follow_the_ledger()
    Environment.objects.all().delete()
    assert services.reconcile()["states repaired"] == 1
    instalment.refresh_from_db()
    assert instalment.state == right
    assert_states_follow_the_ledger()
    assert services.reconcile()["states repaired"] == 0


def test_an_untouched_instalment_agrees(till):
    make_instalment()
    assert_states_follow_the_ledger()


def test_it_runs_in_every_sweep(till):
    till.standin.misbehave("withhold", times=None)
    instalment = make_instalment()
    till.standin.pay(till.click(instalment))
    assert sweeping.sweep()["payments"] is None
    instalment.refresh_from_db()
    assert instalment.state == "paid"


def test_without_a_key_the_sweep_has_nothing_to_do(settings, transactional_db):
    settings.STRIPE_SECRET_KEY = ""
    assert sweeping.steps()["payments"]() is None


def test_young_attempts_are_asked_about_each_minute_and_old_ones_now_and_then(transactional_db):
    now = timezone.now()

    def attempt(age, checked):
        made = make_attempt()
        PaymentAttempt.objects.filter(pk=made.pk).update(created_at=now - age, checked_at=now - checked)
        return made.pk

    minute, hour = timedelta(minutes=1), timedelta(hours=1)
    due = {attempt(2 * minute, minute), attempt(5 * hour, 11 * minute), attempt(48 * hour, 2 * hour)}
    _resting = [attempt(2 * minute, minute / 2), attempt(5 * hour, minute), attempt(48 * hour, hour / 2)]
    assert {found.pk for found in queries.attempts_to_check(limit=10)} == due


def test_one_attempt_that_cannot_be_asked_about_does_not_stop_the_others(till):
    till.standin.misbehave("withhold", times=None)
    lost, paid = make_instalment(), make_instalment()
    till.click(lost)
    till.standin.pay(till.click(paid))
    lost.attempts.update(stripe_id="cs_test_nobody_has_this")
    services.reconcile(thorough=True)
    paid.refresh_from_db()
    assert paid.state == "paid"


def test_while_stripe_is_in_trouble_one_attempt_is_asked_about_and_another_the_next_time(till, settings):
    settings.STRIPE_RETRIES = 0
    first, second = make_instalment(), make_instalment()
    till.click(first)
    till.click(second)
    till.standin.misbehave("500", route="GET /v1/*", times=None)
    for instalment in (first, second):
        PaymentAttempt.objects.filter(instalment=instalment).update(checked_at=None)
    with pytest.raises(gateway.OutcomeUnknown):  # at last the events cannot be read either, and the sweep says so
        services.reconcile()
    assert [attempt.checked_at is None for attempt in PaymentAttempt.objects.order_by("pk")] == [False, True]


def test_events_are_read_from_where_the_last_run_stopped(till):
    till.standin.misbehave("withhold", times=None)
    services.reconcile()
    first = Environment.objects.get().events_read_until
    assert first is not None
    instalment = make_instalment()
    till.standin.pay(till.click(instalment))
    assert services.reconcile()["events fetched"] > 0
    assert services.reconcile()["events fetched"] == 0
    assert Environment.objects.get().events_read_until > first
