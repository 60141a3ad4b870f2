"""Whatever customers do in whatever order: money is conserved, states only go forward, events tell the whole story."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

CARDS = st.sampled_from(["4242424242424242", "4000000000000002", "4000002500003155", "4000008260003178"])
CHOICES = st.sampled_from(["succeed", "fail", "leave"])
NEVER_BACK = {"open": {"open", "complete", "expired"}, "complete": {"complete"}, "expired": {"expired"}}
ANY = st.integers(0, 100)


class Walk(RuleBasedStateMachine):
    """The steps are what customers, the shop and time may do."""

    standin = None

    def __init__(self):
        super().__init__()
        self.standin.reset()
        self.client = self.standin.client()
        self.urls = {}
        self.states = {}

    def sessions(self):
        expand = ["data.payment_intent.latest_charge"]
        return self.client.v1.checkout.sessions.list({"limit": 100, "expand": expand}).data

    def one(self, number):
        return list(self.urls)[number % len(self.urls)] if self.urls else None

    @rule()
    def open_a_session(self):
        session = self.standin.open_session()
        self.urls[session.id], self.states[session.id] = session.url, "open"

    @rule(number=ANY, card=CARDS, choice=CHOICES)
    def pay(self, number, card, choice):
        if id_ := self.one(number):
            self.standin.pay(self.urls[id_], card=card, authenticate=choice)

    @rule(number=ANY)
    def expire(self, number):
        id_ = self.one(number)
        if id_ and self.client.v1.checkout.sessions.retrieve(id_).status == "open":
            self.client.v1.checkout.sessions.expire(id_)

    @rule(seconds=st.sampled_from([1, 1800, 4000]))
    def wait(self, seconds):
        self.standin.advance(seconds)

    @invariant()
    def states_only_go_forward_and_agree(self):
        for session in self.sessions():
            assert session.status in NEVER_BACK[self.states[session.id]]
            self.states[session.id] = session.status
            intent = session.payment_intent
            paid = session.payment_status == "paid"
            assert paid == (session.status == "complete")
            assert paid == (intent is not None and intent.status == "succeeded")
            if session.status == "expired" and intent:
                assert intent.status == "canceled"
            if paid:
                assert intent.amount_received == session.amount_total == intent.latest_charge.amount_captured

    @invariant()
    def money_is_conserved_and_told_once(self):
        paid = [session for session in self.sessions() if session.payment_status == "paid"]
        sums = self.standin.sums()
        assert sums["charge_count"] == len(paid)
        assert sums["charges"].get("eur", 0) == sum(session.amount_total for session in paid)
        for total in sums["balance"].values():
            assert total["amount"] - total["fee"] == total["net"]
        told = self.client.v1.events.list({"type": "checkout.session.completed", "limit": 100}).data
        assert {event.data.object.id for event in told} == {session.id for session in paid}
        assert len(told) == len(paid)


def test_any_walk_conserves_money_and_only_goes_forward(stripe_standin):
    some = settings(
        max_examples=8, stateful_step_count=12, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    Walk.standin = stripe_standin
    run_state_machine_as_test(Walk, settings=some)
