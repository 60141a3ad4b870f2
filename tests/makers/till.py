"""The shop's till: the stand-in on one side, the shop's webhook on the other, and what a test does between them.

A test that takes the fixture ``till`` runs with events as they should be. The fixture ``any_till`` runs it three times:
with every event once, with every event withheld (reconciliation brings what they would have), with every event twice.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from django.urls import reverse
from django.utils import timezone

from shop.orders.models import Instalment
from shop.payments import environment, queries, services
from shop.payments.models import LedgerEntry, PaymentAttempt, StripeEvent
from tests.makers.quoting import BUYER
from tests.makers.standin import KEY, NOWHERE, SECRET, VISA, StandIn


class Till:
    """Everything that a test about money does."""

    def __init__(self, standin: StandIn, *, withheld: bool = False) -> None:
        self.standin = standin
        self.withheld = withheld

    def click(self, instalment: Instalment) -> str:
        """Click on pay. Gives the hosted page's address."""
        return services.start_card_payment(instalment_id=instalment.pk, by=BUYER)

    def pay(self, instalment: Instalment, *, card: str = VISA, authenticate: str = "succeed") -> requests.Response:
        """Click and pay. Gives the hosted page's answer, and comes back when the shop knows."""
        answer = self.standin.pay(self.click(instalment), card=card, authenticate=authenticate)
        self.arrive()
        return answer

    def arrive(self) -> None:
        """Come back when the shop has heard all that it will hear: by events, or without them by reconciling."""
        if self.withheld:
            services.reconcile(thorough=True)
        else:
            self.standin.wait_until_delivered()

    def settle(self) -> None:
        """Let Stripe book every charge, and the shop hear of its fee."""
        self.standin.settle()
        self.arrive()

    def make_due(self) -> None:
        """Pass the pause before events and attempts are looked at again."""
        StripeEvent.objects.filter(state__in=["waiting", "failed"]).update(due_at=timezone.now())
        PaymentAttempt.objects.update(checked_at=None)

    def pay_address(self, instalment: Instalment) -> str:
        """Where the order page's button posts to."""
        return reverse("pay-instalment", args=[instalment.order.token, instalment.position])

    def check(self) -> None:
        """Nothing disagrees: states with the ledger, the ledger with Stripe's own sums."""
        assert_states_follow_the_ledger()
        ledger: Counter[str] = Counter()
        fees: Counter[str] = Counter()
        for entry in LedgerEntry.objects.all():
            (ledger if entry.kind == LedgerEntry.Kind.CHARGE else fees)[entry.currency.lower()] += entry.amount
        sums = self.standin.sums()
        assert dict(ledger) == sums["charges"]
        if not sums["unsettled"]:
            booked = {currency: total["fee"] for currency, total in sums["balance"].items() if total["fee"]}
            assert dict(fees) == booked


def assert_states_follow_the_ledger() -> None:
    """Every instalment's state is what its ledger makes of it."""
    assert [str(instalment) for instalment, _now in queries.disagreements()] == []


@pytest.fixture
def shop_at_standin(stripe_standin: StandIn, settings: Any) -> StandIn:
    """The shop's settings point at the stand-in; its events go nowhere yet."""
    settings.STRIPE_SECRET_KEY = KEY
    settings.STRIPE_API_BASE = stripe_standin.url
    settings.STRIPE_WEBHOOK_SECRETS = [SECRET]
    settings.STRIPE_HOSTED_PAGES = [stripe_standin.url]
    settings.STRIPE_TIMEOUTS = (3.0, 3.0)
    stripe_standin.settings(settle_after=30 * 24 * 3600)  # fees come when a test asks for them
    environment.forget()
    return stripe_standin


@pytest.fixture
def till(shop_at_standin: StandIn, live_server: Any, transactional_db: None, settings: Any) -> Iterator[Till]:
    """A till whose events arrive once each."""
    settings.SITE_URL = live_server.url
    shop_at_standin.settings(webhook=live_server.url + reverse("stripe-webhook"), retry_pauses=[0.1] * 20)
    yield Till(shop_at_standin)
    # What is still under way must not reach the next test's shop.
    shop_at_standin.settings(webhook=NOWHERE, retry_pauses=[])
    shop_at_standin.wait_until_delivered()


@pytest.fixture(params=["once", "withheld", "doubled"])
def any_till(request: pytest.FixtureRequest, till: Till) -> Iterator[Till]:
    """A till whose events arrive as the run says."""
    if request.param == "withheld":
        till.withheld = True
        till.standin.misbehave("withhold", times=None)
    elif request.param == "doubled":
        till.standin.misbehave("double", times=None)
    yield till
    till.check()
