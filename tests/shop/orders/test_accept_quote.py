from datetime import timedelta

import pytest
from django.utils import timezone

from shop.orders.models import Instalment, Order
from shop.orders.services import accept_quote
from shop.quoting.errors import QuantityNotOffered, QuoteNotOpen
from shop.quoting.services import expire, revise, send_revision, withdraw_revision
from tests.make import make_sent_revision
from tests.makers.quoting import BUYER
from tests.parallel import in_parallel


@pytest.mark.django_db(transaction=True)
def test_fifty_parallel_accepts_open_one_order():
    revision = make_sent_revision()
    orders = in_parallel(50, lambda: accept_quote(revision_id=revision.pk, po_number="PO-7", by=BUYER))
    assert {order.pk for order in orders} == {Order.objects.get().pk}
    assert Instalment.objects.count() == 2


@pytest.mark.django_db
def test_the_order_copies_lines_total_and_instalments():
    order = accept_quote(revision_id=make_sent_revision().pk, po_number="PO-7", by=BUYER)
    assert order.number.startswith("SO-")
    assert order.total == 200 * 3390
    assert [(row.label, row.amount, row.state) for row in order.instalments.all()] == [
        ("30 %", 203400, "due"),
        ("70 %", 474600, "scheduled"),
    ]


@pytest.mark.django_db
def test_another_frozen_break_may_be_chosen_and_no_other_quantity():
    revision = make_sent_revision()
    line = revision.lines.get()
    with pytest.raises(QuantityNotOffered):
        accept_quote(revision_id=revision.pk, quantities={line.pk: 120}, by=BUYER)
    order = accept_quote(revision_id=revision.pk, quantities={line.pk: 500}, by=BUYER)
    assert order.total == 500 * 3120


@pytest.mark.django_db
def test_only_an_open_unexpired_revision_is_accepted():
    expired = make_sent_revision(valid_until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(QuoteNotOpen):
        accept_quote(revision_id=expired.pk, by=BUYER)
    assert expire() == 1
    withdrawn = make_sent_revision()
    withdraw_revision(revision_id=withdrawn.pk, by=BUYER)
    with pytest.raises(QuoteNotOpen):
        accept_quote(revision_id=withdrawn.pk, by=BUYER)
    superseded = make_sent_revision()
    newer = send_revision(revision_id=revise(quote_id=superseded.quote_id, by=BUYER).pk, by=BUYER)
    with pytest.raises(QuoteNotOpen):
        accept_quote(revision_id=superseded.pk, by=BUYER)
    assert newer.letter == "B"
    assert not Order.objects.exists()
