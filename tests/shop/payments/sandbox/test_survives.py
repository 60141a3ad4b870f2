"""kill -9 loses nothing that was answered; SIGTERM ends cleanly."""

import signal
import threading
import time

import pytest
import stripe

from tests.makers.standin import Receiver, StandIn


@pytest.fixture
def standin(tmp_path):
    """A stand-in of this test's own."""
    running = StandIn(folder=tmp_path).start()
    yield running
    if running.process.poll() is None:
        running.stop()


def test_sigterm_ends_it_with_nothing_left(standin):
    standin.client().v1.customers.create({"name": "ACME"})
    assert standin.stop() == 0
    with pytest.raises(stripe.APIConnectionError):
        standin.client().v1.customers.list()


def test_ctrl_c_ends_it_too(standin):
    standin.process.send_signal(signal.SIGINT)
    assert standin.wait() == 0


def test_what_was_answered_before_a_kill_is_there_afterwards(standin):
    session = standin.open_session()
    standin.settings(settle_after=3600)
    standin.pay(session.url)
    standin.kill()
    standin.start()
    client = standin.client()
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
    assert client.v1.events.list().data[0].type == "checkout.session.completed"
    standin.advance(3600)
    assert standin.sums()["unsettled"] == 0


def test_object_event_and_key_are_there_together_or_not_at_all(standin):
    """Kill it while customers are being made, again and again: every answer holds, and each fact is complete."""
    answered = {}

    def make(start):
        client = standin.client()
        for n in range(start, start + 1000):
            try:
                key = f"key-{n}"
                answered[key] = client.v1.customers.create({"metadata": {"n": str(n)}}, {"idempotency_key": key}).id
            except stripe.APIConnectionError:
                return

    for round_ in range(3):
        maker = threading.Thread(target=make, args=(round_ * 1000,))
        maker.start()
        while len(answered) < (round_ + 1) * 15:
            time.sleep(0.005)
        standin.kill()
        maker.join()
        standin.start()
    client = standin.client()
    customers = list(client.v1.customers.list({"limit": 100}).auto_paging_iter())
    events = list(client.v1.events.list({"limit": 100}).auto_paging_iter())
    assert set(answered.values()) <= {customer.id for customer in customers}
    assert {event.data.object.id for event in events} == {customer.id for customer in customers}
    for customer in customers:
        key, n = f"key-{customer.metadata['n']}", customer.metadata["n"]
        again = client.v1.customers.create({"metadata": {"n": n}}, {"idempotency_key": key})
        assert again.id == customer.id


def test_an_event_that_was_owed_is_delivered_after_the_kill(standin):
    standin.settings(subscribed=["checkout.session.completed"])
    standin.pay(standin.open_session().url)
    standin.kill()
    receiver = Receiver().start()
    try:
        standin.start()
        standin.settings(webhook=receiver.url)
        standin.advance(3600)
        standin.wait_until_delivered()
        assert receiver.types == ["checkout.session.completed"]
    finally:
        receiver.stop()
