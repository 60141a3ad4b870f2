"""Lists, cursors, filters and expansions."""

import pytest
import stripe


@pytest.fixture
def customers(stripe_standin):
    """Five customers, newest first."""
    made = [stripe_standin.client().v1.customers.create({"name": f"Customer {n}"}).id for n in range(5)]
    return made[::-1]


def test_a_list_is_newest_first_and_says_whether_more_follow(stripe_standin, customers):
    listed = stripe_standin.client().v1.customers.list({"limit": 3})
    assert [customer.id for customer in listed.data] == customers[:3]
    assert (listed.object, listed.has_more, listed.url) == ("list", True, "/v1/customers")
    assert not stripe_standin.client().v1.customers.list({"limit": 5}).has_more


def test_cursors_go_both_ways(stripe_standin, customers):
    service = stripe_standin.client().v1.customers
    after = service.list({"starting_after": customers[1], "limit": 2})
    assert ([customer.id for customer in after.data], after.has_more) == (customers[2:4], True)
    before = service.list({"ending_before": customers[3], "limit": 2})
    assert ([customer.id for customer in before.data], before.has_more) == (customers[1:3], True)
    assert [customer.id for customer in service.list({"limit": 2}).auto_paging_iter()] == customers


def test_a_cursor_that_names_nothing_and_two_cursors_are_refused(stripe_standin, customers):
    service = stripe_standin.client().v1.customers
    with pytest.raises(stripe.InvalidRequestError) as refused:
        service.list({"starting_after": "cus_unknown"})
    assert (refused.value.param, refused.value.code) == ("starting_after", "resource_missing")
    with pytest.raises(stripe.InvalidRequestError):
        service.list({"starting_after": customers[0], "ending_before": customers[1]})


def test_lists_filter_by_what_the_gateway_asks(stripe_standin):
    client = stripe_standin.client()
    customer = client.v1.customers.create({"name": "ACME", "email": "a@acme.example"})
    client.v1.customers.create({"name": "Other", "email": "b@acme.example"})
    assert [found.id for found in client.v1.customers.list({"email": "a@acme.example"}).data] == [customer.id]
    mine = stripe_standin.open_session(customer=customer.id)
    stripe_standin.open_session()
    assert [found.id for found in client.v1.checkout.sessions.list({"customer": customer.id}).data] == [mine.id]
    stripe_standin.pay(mine.url)
    stripe_standin.settle()
    assert [found.id for found in client.v1.checkout.sessions.list({"status": "complete"}).data] == [mine.id]
    intent = client.v1.payment_intents.list({"customer": customer.id}).data[0]
    assert [found.id for found in client.v1.checkout.sessions.list({"payment_intent": intent.id}).data] == [mine.id]
    charge = client.v1.charges.list({"payment_intent": intent.id}).data[0]
    booking = client.v1.balance_transactions.list({"source": charge.id, "currency": "usd", "type": "charge"}).data[0]
    assert client.v1.balance_transactions.retrieve(booking.id).source == charge.id
    assert client.v1.charges.list({"created": {"gt": charge.created}}).data == []
    assert client.v1.charges.list({"created": charge.created}).data[0].id == charge.id


def test_events_filter_by_type_and_delivery(stripe_standin, webhook_receiver):
    stripe_standin.misbehave("withhold", types=["charge.succeeded"])
    stripe_standin.pay(stripe_standin.open_session().url)
    stripe_standin.wait_until_delivered()
    events = stripe_standin.client().v1.events
    assert [event.type for event in events.list({"types": ["charge.succeeded", "charge.failed"]}).data] == [
        "charge.succeeded"
    ]
    assert [event.type for event in events.list({"type": "checkout.*"}).data] == ["checkout.session.completed"]
    missed = events.list({"delivery_success": False}).data
    assert [(event.type, event.pending_webhooks) for event in missed] == [("charge.succeeded", 1)]
    delivered = events.list({"delivery_success": True}).data
    assert {event.pending_webhooks for event in delivered} == {0}


def test_events_older_than_30_days_are_not_listed(stripe_standin, customers):
    events = stripe_standin.client().v1.events
    assert len(events.list({"type": "customer.created"}).data) == 5
    stripe_standin.advance(31 * 24 * 3600)
    assert events.list({"type": "customer.created"}).data == []


def test_ids_are_strings_until_they_are_expanded(stripe_standin):
    client = stripe_standin.client()
    customer = client.v1.customers.create({"name": "ACME"})
    session = stripe_standin.open_session(customer=customer.id)
    stripe_standin.pay(session.url)
    stripe_standin.settle()
    plain = client.v1.checkout.sessions.retrieve(session.id)
    assert (plain.customer, type(plain.payment_intent)) == (customer.id, str)
    expand = {"expand": ["customer", "payment_intent.latest_charge.balance_transaction", "line_items"]}
    full = client.v1.checkout.sessions.retrieve(session.id, expand)
    assert full.customer.name == "ACME"
    assert full.payment_intent.latest_charge.balance_transaction.net > 0
    assert full.line_items.data[0].amount_total == 30_000
    listed = client.v1.checkout.sessions.list({"expand": ["data.payment_intent"]})
    assert listed.data[0].payment_intent.status == "succeeded"


def test_what_only_comes_on_request_is_absent_otherwise(stripe_standin):
    client = stripe_standin.client()
    customer = client.v1.customers.create({})
    session = stripe_standin.open_session()
    stripe_standin.pay(session.url)
    charge = client.v1.charges.list().data[0]
    assert "tax_ids" not in customer
    assert "line_items" not in session
    assert "refunds" not in charge
    assert client.v1.customers.retrieve(customer.id, {"expand": ["tax_ids"]}).tax_ids.data == []
    assert client.v1.charges.retrieve(charge.id, {"expand": ["refunds"]}).refunds.data == []


@pytest.mark.parametrize("path", ["amount", "payment_intent.status", "data.customer", "customer.name"])
def test_what_cannot_be_expanded_is_refused(stripe_standin, path):
    session = stripe_standin.open_session()
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        stripe_standin.client().v1.checkout.sessions.retrieve(session.id, {"expand": [path]})


def test_a_list_expands_below_data_only(stripe_standin):
    with pytest.raises(stripe.InvalidRequestError, match=r"data\.customer"):
        stripe_standin.client().v1.checkout.sessions.list({"expand": ["customer"]})


def test_the_account_is_always_the_same(stripe_standin):
    account = stripe_standin.client().v1.accounts.retrieve_current()
    assert (account.id, account.default_currency) == ("acct_1LocalStandIn00", "usd")
