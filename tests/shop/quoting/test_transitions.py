from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import Phase, settings
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.strategies import booleans, integers, sampled_from

from shop.audit import SYSTEM
from shop.errors import Refused
from shop.orders import services as orders
from shop.orders import transitions as order_table
from shop.orders.models import Instalment, Order
from shop.quoting import services
from shop.quoting.errors import WrongState
from shop.quoting.models import Inquiry, Revision
from shop.quoting.transitions import INQUIRY, REVISION
from tests.make import make_draft_revision, make_inquiry, make_quote


@pytest.mark.parametrize(
    ("table", "states"),
    [
        (INQUIRY, Inquiry.State),
        (REVISION, Revision.State),
        (order_table.ORDER, Order.State),
        (order_table.INSTALMENT, Instalment.State),
    ],
)
def test_every_state_has_a_row_and_none_follows_itself(table, states):
    assert set(table) == set(states)
    assert all(state not in following for state, following in table.items())


@pytest.mark.django_db
@pytest.mark.parametrize("start", [state for state in Inquiry.State if state != Inquiry.State.DRAFT])
@pytest.mark.parametrize("end", list(Inquiry.State))
def test_staff_move_an_inquiry_only_along_the_table(start, end):
    inquiry = make_inquiry(state=start)
    allowed = end in INQUIRY[start] and end not in {Inquiry.State.QUOTED, Inquiry.State.WON}
    try:
        services.sort_inquiry(inquiry_id=inquiry.pk, state=end, by=SYSTEM)
    except WrongState:
        assert not allowed
    else:
        assert allowed


STALE = sampled_from([0, 0, 0, 1, 2])
POSITION = sampled_from([1, 2])


class Trade(RuleBasedStateMachine):
    """Whatever staff, customer, clock and payments do in whatever order: tables, sums and single order hold."""

    def __init__(self) -> None:
        super().__init__()
        self.inquiry = make_inquiry()
        self.quote = make_quote(inquiry=self.inquiry)
        make_draft_revision(quote=self.quote)
        self.revisions: dict[int, str] = {}
        self.instalments: dict[int, str] = {}
        self.order_state = ""

    def attempt(self, call, **arguments):
        try:
            return call(**arguments)
        except Refused:
            return None

    def revision(self, back: int) -> int:
        """The newest revision, or with `back` an older one: what is meant, and what a stale tab would mean."""
        ids = list(self.quote.revisions.order_by("-pk").values_list("pk", flat=True))
        return ids[min(back, len(ids) - 1)]

    def ordered(self) -> bool:
        return Order.objects.filter(revision__quote=self.quote).exists()

    @rule(back=STALE)
    def send(self, back):
        self.attempt(services.send_revision, revision_id=self.revision(back), by=SYSTEM)

    @precondition(lambda self: self.quote.revisions.count() < 4)
    @rule()
    def revise_and_send(self):
        if draft := self.attempt(services.revise, quote_id=self.quote.pk, by=SYSTEM):
            self.attempt(services.send_revision, revision_id=draft.pk, by=SYSTEM)

    @precondition(lambda self: self.quote.revisions.count() < 4)
    @rule()
    def revise(self):
        self.attempt(services.revise, quote_id=self.quote.pk, by=SYSTEM)

    @rule(back=STALE)
    def withdraw(self, back):
        self.attempt(services.withdraw_revision, revision_id=self.revision(back), by=SYSTEM)

    @rule(back=STALE)
    def decline(self, back):
        self.attempt(services.decline, revision_id=self.revision(back), reason="no", by=SYSTEM)

    @rule(swept=booleans())
    def time_passes(self, swept):
        over = timezone.now() - timedelta(seconds=1)
        self.quote.revisions.filter(state="sent").update(valid_until=over)
        if swept:
            services.expire()

    @rule(back=STALE)
    def accept(self, back):
        self.attempt(orders.accept_quote, revision_id=self.revision(back), by=SYSTEM)

    @precondition(ordered)
    @rule(position=POSITION)
    def call_due(self, position):
        row = Instalment.objects.get(order__revision__quote=self.quote, position=position)
        self.attempt(orders.call_due, instalment_id=row.pk, by=SYSTEM)

    @precondition(ordered)
    @rule(position=POSITION, halves=integers(0, 3), flags=sampled_from([{}, {}, {"held": True}, {"processing": True}]))
    def money_comes_or_goes(self, position, halves, flags):
        row = Instalment.objects.get(order__revision__quote=self.quote, position=position)
        orders.settle_instalment(instalment_id=row.pk, received=row.amount * halves // 2, **flags)

    @invariant()
    def states_follow_their_tables(self):
        for pk, state in self.quote.revisions.values_list("pk", "state"):
            before = self.revisions.setdefault(pk, "draft")
            assert state == before or state in REVISION[Revision.State(before)]
            self.revisions[pk] = state
        for pk, state in Instalment.objects.filter(order__revision__quote=self.quote).values_list("pk", "state"):
            before = self.instalments.setdefault(pk, state)
            assert state == before or state in order_table.INSTALMENT[Instalment.State(before)]
            self.instalments[pk] = state

    @invariant()
    def one_revision_at_most_became_an_order(self):
        assert Order.objects.filter(revision__quote=self.quote).count() <= 1
        open_ = self.quote.revisions.filter(state__in=["sent", "accepted"]).count()
        assert open_ <= 1
        accepted = self.quote.revisions.filter(state="accepted").count()
        assert accepted == Order.objects.filter(revision__quote=self.quote).count()

    @invariant()
    def the_order_is_the_revisions_and_confirmed_only_when_paid(self):
        for order in Order.objects.filter(revision__quote=self.quote):
            rows = list(order.instalments.all())
            assert sum(row.amount for row in rows) == order.total == order.revision.total
            before = self.order_state or order.state
            assert order.state == before or order.state in order_table.ORDER[Order.State(before)]
            self.order_state = order.state
            assert order.state == "awaiting_payment" or order.confirmed_at is not None


class TestTrade(TestCase, Trade.TestCase):
    settings = settings(max_examples=15, stateful_step_count=30, deadline=None, phases=[Phase.explicit, Phase.generate])
