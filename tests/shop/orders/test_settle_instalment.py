import pytest
from django.db import IntegrityError, transaction

from shop.audit import SYSTEM, timeline
from shop.mail.models import Message
from shop.orders.errors import NothingToCall
from shop.orders.models import Instalment, Order
from shop.orders.queries import fully_paid
from shop.orders.services import call_due, settle_instalment
from tests.make import make_instalment, make_order
from tests.parallel import in_parallel


@pytest.mark.django_db
def test_the_first_instalment_confirms_the_order_and_mails_the_confirmation():
    instalment = make_instalment()
    settle_instalment(instalment_id=instalment.pk, received=instalment.amount)
    order = Order.objects.get()
    assert order.state == "confirmed"
    assert not fully_paid(order)
    mail = Message.objects.get(template="orders/mail/order_confirmed")
    assert mail.attachments.get().name == f"{order.number}.pdf"
    with order.confirmation.open("rb") as handle:
        assert handle.read(5) == b"%PDF-"


@pytest.mark.django_db
def test_an_order_is_paid_when_every_instalment_is():
    order = make_order()
    for row in order.instalments.all():
        settle_instalment(instalment_id=row.pk, received=row.amount)
    assert fully_paid(Order.objects.get())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("received", "flags", "state"),
    [
        (0, {}, "due"),
        (0, {"processing": True}, "processing"),
        (1, {}, "partly_paid"),
        (203400, {}, "paid"),
        (203401, {}, "overpaid"),
        (203400, {"held": True}, "held"),
        (0, {"held": True}, "held"),
    ],
)
def test_the_state_follows_from_the_ledgers_sum(received, flags, state):
    instalment = make_instalment()
    assert settle_instalment(instalment_id=instalment.pk, received=received, **flags).state == state
    assert (Order.objects.get().state == "confirmed") == (state in {"paid", "overpaid"})


@pytest.mark.django_db
def test_the_same_sum_twice_changes_and_says_nothing():
    instalment = make_instalment()
    for _again in range(3):
        settle_instalment(instalment_id=instalment.pk, received=instalment.amount)
    assert Message.objects.filter(template="orders/mail/order_confirmed").count() == 1
    actions = [entry.action for entry in timeline(Order.objects.get())]
    assert actions.count("orders.instalment_paid") == 1


@pytest.mark.django_db
def test_money_that_goes_back_leaves_the_instalment_open_again():
    instalment = make_instalment()
    settle_instalment(instalment_id=instalment.pk, received=instalment.amount)
    row = settle_instalment(instalment_id=instalment.pk, received=0)
    assert (row.state, row.paid_at) == ("due", None)


@pytest.mark.django_db(transaction=True)
def test_parallel_settlements_confirm_once():
    instalment = make_instalment()
    in_parallel(10, lambda: settle_instalment(instalment_id=instalment.pk, received=instalment.amount))
    assert Message.objects.filter(template="orders/mail/order_confirmed").count() == 1


@pytest.mark.django_db
def test_before_shipment_falls_due_by_hand_once():
    later = make_order().instalments.get(position=2)
    row = call_due(instalment_id=later.pk, by=SYSTEM)
    assert (row.state, row.due_on is not None) == ("due", True)
    assert Message.objects.filter(template="orders/mail/called_due").count() == 1
    with pytest.raises(NothingToCall):
        call_due(instalment_id=later.pk, by=SYSTEM)


@pytest.mark.django_db
def test_an_instalment_paid_early_stays_what_it_was_when_the_payment_fails():
    later = make_order().instalments.get(position=2)
    settle_instalment(instalment_id=later.pk, received=0, processing=True)
    assert settle_instalment(instalment_id=later.pk, received=0).state == "scheduled"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Instalment, {"state": "paid"}),
        (Instalment, {"state": "overpaid", "received": 5}),
        (Instalment, {"amount": 0}),
        (Order, {"total": 5}),
        (Order, {"currency": "us"}),
    ],
)
def test_the_database_refuses_what_no_code_may_write(model, change):
    make_order()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**change)
