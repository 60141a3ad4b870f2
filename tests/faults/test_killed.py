"""Fault 14: the process is killed (SIGKILL, in a real process of its own) before or after each step.

Nothing cleans up behind it. After the "restart" the customer clicks again or the sweep runs, and everything agrees:
one page, one charge, one ledger entry, one mail.
"""

from collections.abc import Iterator

import pytest

from shop.mail.models import Message
from shop.orders.models import Instalment
from shop.payments import services
from shop.payments.models import LedgerEntry, StripeRequest
from tests.faults.dying import Nursery
from tests.make import make_instalment
from tests.makers.standin import StandIn
from tests.makers.till import Till

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]

SHOP = "shop.payments"
PAGE_IS_MADE = [
    f"before {SHOP}.gateway:create_customer",
    f"after {SHOP}.gateway:create_customer",
    f"before {SHOP}.models:StripeCustomer.objects.get_or_create",
    f"after {SHOP}.models:StripeCustomer.objects.get_or_create",
    f"after {SHOP}.models:PaymentAttempt.objects.create",
    f"before {SHOP}.exactly_once:prepare",
    f"before {SHOP}.exactly_once:_send",
    f"before {SHOP}.gateway:create_session",
    f"after {SHOP}.gateway:create_session",
    f"before {SHOP}.recording:record_session",
    f"after {SHOP}.recording:record_session",
    f"after {SHOP}.exactly_once:_done",
]
PAYMENT_IS_WRITTEN_DOWN = [
    f"before {SHOP}.gateway:session",
    f"after {SHOP}.gateway:session",
    f"before {SHOP}.recording:_charge",
    f"after {SHOP}.recording:_once",
    f"after {SHOP}.notices:received",
    f"after {SHOP}.recording:record_fee",
    f"before {SHOP}.recording:_settle",
    f"after {SHOP}.recording:_settle",
    f"after {SHOP}.recording:record_session",
]
EVENT_IS_HANDLED = [
    f"after {SHOP}.inbox:receive",
    f"before {SHOP}.inbox:_session",
    f"after {SHOP}.inbox:_session",
    f"before {SHOP}.inbox:_finish",
    f"after {SHOP}.recording:_once",
    f"after {SHOP}.recording:_settle",
    f"after {SHOP}.inbox:_finish",
]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """Where the processes come from."""
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def quiet_till(shop_at_standin: StandIn, transactional_db: None) -> Till:
    """A till whose events go nowhere."""
    return Till(shop_at_standin, withheld=True)


@pytest.mark.parametrize("step", PAGE_IS_MADE)
def test_fault_14_killed_while_the_page_is_made(quiet_till, nursery, step):
    instalment = make_instalment()
    nursery.kill(*step.split(), "click", instalment.pk)
    quiet_till.pay(instalment)
    one_of_everything(quiet_till, instalment)


@pytest.mark.parametrize("step", PAYMENT_IS_WRITTEN_DOWN)
def test_fault_14_killed_while_the_payment_is_written_down(quiet_till, nursery, step):
    instalment = make_instalment()
    quiet_till.standin.pay(quiet_till.click(instalment))
    quiet_till.standin.settle()
    nursery.kill(*step.split(), "reconcile")
    quiet_till.make_due()
    quiet_till.arrive()
    one_of_everything(quiet_till, instalment)


@pytest.mark.parametrize("step", EVENT_IS_HANDLED)
def test_fault_14_killed_while_an_event_is_handled(quiet_till, nursery, step):
    instalment = make_instalment()
    quiet_till.standin.pay(quiet_till.click(instalment))
    quiet_till.standin.settle()
    nursery.kill(*step.split(), "hear", "checkout.session.completed")
    quiet_till.make_due()
    services.handle_due()
    quiet_till.arrive()
    one_of_everything(quiet_till, instalment)


def one_of_everything(till: Till, instalment: Instalment) -> None:
    """One customer and page at Stripe, one charge and mail here, and no question open."""
    instalment.refresh_from_db()
    assert instalment.state == "paid"
    assert LedgerEntry.objects.filter(kind="charge").count() == 1
    assert Message.objects.filter(template="payments/mail/payment_received").count() == 1
    stripe = till.standin.client().v1
    assert len(stripe.customers.list().data) == 1
    assert len(stripe.checkout.sessions.list().data) == 1
    assert not StripeRequest.objects.exclude(outcome="done").exists()
    till.standin.settle()
    till.arrive()
    till.check()
