"""Faults 1, 2, 3, 22, 23: accepting while others accept, send, edit or change prices."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shop.errors import Refused
from shop.money import Money
from shop.orders.models import Instalment, Order
from shop.orders.services import accept_quote
from shop.pricing import queries as pricing
from shop.quoting import queries as quoting
from shop.quoting.errors import NotADraft, QuoteNotOpen
from shop.quoting.models import Revision
from shop.quoting.services import Terms, expire, revise, save_draft, send_revision, withdraw_revision
from tests.make import make_draft_revision, make_line_draft, make_part, make_prices, make_sent_revision
from tests.makers.quoting import BUYER, SCHEDULE
from tests.parallel import at_once, in_parallel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]


def accept(revision):
    return accept_quote(revision_id=revision.pk, po_number="PO-7", by=BUYER)


def test_fault_01_a_double_click_and_fifty_parallel_accepts_open_one_order():
    revision = make_sent_revision()
    orders = in_parallel(50, lambda: accept(revision))
    assert {order.pk for order in orders} == {accept(revision).pk}
    assert Order.objects.count() == 1
    assert Instalment.objects.count() == len(SCHEDULE)


@pytest.mark.parametrize("how", ["expired", "superseded", "withdrawn"])
def test_fault_02_what_is_no_longer_offered_is_refused_and_told_why(how):
    revision = make_sent_revision()
    if how == "expired":
        Revision.objects.filter(pk=revision.pk).update(valid_until=timezone.now() - timedelta(seconds=1))
        expire()
    elif how == "superseded":
        send_revision(revision_id=revise(quote_id=revision.quote_id, by=BUYER).pk, by=BUYER)
    else:
        withdraw_revision(revision_id=revision.pk, by=BUYER)
    with pytest.raises(QuoteNotOpen) as refusal:
        accept(revision)
    assert str(refusal.value.sentence)
    assert not Order.objects.exists()


def test_fault_03_two_staff_send_at_once_and_one_is_told():
    revision = make_draft_revision()
    outcomes = at_once(*[lambda: send_revision(revision_id=revision.pk, by=BUYER)] * 2, errors=True)
    assert {type(outcome) for outcome in outcomes} == {Revision, NotADraft}
    assert Revision.objects.get(quote=revision.quote).state == Revision.State.SENT


def test_fault_22_a_quote_edited_in_another_tab_while_it_is_accepted():
    sent = make_sent_revision()
    draft = revise(quote_id=sent.quote_id, by=BUYER)
    dearer = save_draft(
        revision_id=draft.pk,
        version=draft.version,
        terms=Terms(),
        lines=[make_line_draft(unit_price=3391)],
        steps=SCHEDULE,
        by=BUYER,
    )
    outcomes = at_once(lambda: accept(sent), lambda: send_revision(revision_id=dearer.pk, by=BUYER), errors=True)
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert len(refused) == 1, outcomes
    assert str(refused[0].sentence)
    if Order.objects.exists():
        assert Order.objects.get().total == 200 * 3390
    else:
        assert quoting.revision(dearer.pk).state == Revision.State.SENT
        assert accept(dearer).total == 200 * 3391


def test_fault_23_the_price_list_changes_between_sending_and_accepting():
    part = make_part()
    make_prices(part, {1: "33.90"})
    revision = make_sent_revision(lines=[make_line_draft(part_id=part.pk, unit_price=3390)])
    make_prices(part, {1: "99.00"})
    assert pricing.unit_price(part.pk, 200, "USD") == Money(9900, "USD")
    assert quoting.totals_of(quoting.revision(revision.pk)).total == Money(200 * 3390, "USD")
    order = accept(revision)
    assert order.total == 200 * 3390
    assert order.lines.get().unit_price == 3390
