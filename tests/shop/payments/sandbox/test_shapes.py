"""Every answer and event is shaped as Stripe publishes it, and as the library's classes declare it.

The published description is one release older than the library; where they differ the library wins. The
differences are named here and nothing else is excused (``shop/payments/sandbox/data/README.md``).
"""

import inspect
import json
import re
from functools import cache

import pytest
import stripe

from shop.payments.sandbox.lengths import SPECIFICATION, specification
from shop.payments.sandbox.resources.registry import BY_KIND
from tests.makers.standin import ITEM

SCHEMAS = specification()["components"]["schemas"]
FIXTURES = json.loads(SPECIFICATION.with_name("fixtures3.json").read_text())["resources"]
CLASSES = {
    "account": stripe.Account,
    "balance_transaction": stripe.BalanceTransaction,
    "charge": stripe.Charge,
    "checkout.session": stripe.checkout.Session,
    "customer": stripe.Customer,
    "event": stripe.Event,
    "payment_intent": stripe.PaymentIntent,
    "payment_method": stripe.PaymentMethod,
}
# new since the description was published
NEWER = {
    "checkout.session": {"allowed_payment_method_types"},
    "payment_intent": {"allowed_payment_method_types", "payment_record"},
    "charge": {"authorization_code"},
}
# in the fixtures, but only on request or never on this kind of account
ABSENT = {
    "account": {"controller", "external_accounts", "tos_acceptance"},
    "charge": {"refunds", "source"},
    "payment_intent": {"source"},
}


def problems(value, schema, path):
    """Where a value differs from its schema, as sentences. A small checker: only what Stripe's schemas use."""
    if "$ref" in schema:
        return problems(value, SCHEMAS[schema["$ref"].rpartition("/")[2]], path)
    if value is None:
        return [] if schema.get("nullable") else [f"{path} is null"]
    if "anyOf" in schema:
        tried = []
        for choice in schema["anyOf"]:
            tried.append(problems(value, choice, path))
            if not tried[-1]:
                return []
        return min(tried, key=len)
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool}
    expected = kinds[schema["type"]]
    if not isinstance(value, expected) or (isinstance(value, bool) and schema["type"] != "boolean"):
        return [f"{path} is {value!r}, not {schema['type']}"]
    found = []
    if schema.get("enum") and value not in schema["enum"]:
        found.append(f"{path} is {value!r}, not one of {schema['enum']}")
    if isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
        found.append(f"{path} is too long")
    if isinstance(value, list):
        for index, item in enumerate(value):
            found += problems(item, schema["items"], f"{path}[{index}]")
    if isinstance(value, dict):
        found += members(value, schema, path)
    return found


def members(value, schema, path):
    """The attributes of one object: the required are there, each is well shaped, none is unheard of."""
    found = [f"{path} lacks {name}" for name in schema.get("required", ()) if name not in value]
    properties = schema.get("properties", {})
    newer = NEWER.get(str(value.get("object")), set())
    for name, member in value.items():
        if name in properties:
            found += problems(member, properties[name], f"{path}.{name}")
        elif isinstance(schema.get("additionalProperties"), dict):
            found += problems(member, schema["additionalProperties"], f"{path}.{name}")
        elif properties and name not in newer:
            found.append(f"{path} has {name}, which no schema knows")
    return found


@cache
def declared(cls):
    """The attributes that one of the library's classes declares."""
    return set(re.findall(r"^    (\w+): ", inspect.getsource(cls), re.MULTILINE))


def undeclared(body, path):
    """Attributes of an object of ours that the library's class does not declare."""
    cls = CLASSES[body["object"]]
    return [f"{path} has {name}, which stripe.{cls.__name__} lacks" for name in body if name not in declared(cls)]


def check(body, path=""):
    """Every way in which an object is misshapen."""
    kind = body["object"]
    path = path or kind
    found = problems(body, SCHEMAS[kind], path) + undeclared(body, path)
    if kind == "event":
        found += check(body["data"]["object"], f"{body['type']} {body['data']['object']['object']}")
    return found


@pytest.fixture
def lived(stripe_standin):
    """A stand-in in which everything has happened once, and every object and event of it."""
    stripe_standin.settings(debit_after=10, settle_after=1)
    client = stripe_standin.client()
    customer = client.v1.customers.create(
        {
            "name": "ACME",
            "email": "buyer@acme.example",
            "address": {"country": "DE", "city": "Jena"},
            "shipping": {"name": "Gate 2", "address": {"country": "DE"}},
            "preferred_locales": ["de"],
            "metadata": {"company": "1"},
        }
    )
    client.v1.customers.update(customer.id, {"phone": "+49 1", "shipping": "", "tax_exempt": "reverse"})
    cards = ("4242424242424242", "4000000000000002", "4000000000000127", "4000002500003155", "4000008260003178")
    for card in cards:
        stripe_standin.pay(stripe_standin.open_session(customer=customer.id).url, card=card)
    stripe_standin.pay(stripe_standin.open_session().url, card="4000002500003155", authenticate="fail")
    left = stripe_standin.open_session(customer_email="buyer@acme.example")
    stripe_standin.customer(left.url).send(number="4000002500003155")
    for iban in ("DE89370400440532013000", "DE62370400440532013001"):
        stripe_standin.customer(f"{stripe_standin.open_session().url}?method=sepa_debit").send(iban=iban)
    yen = {**ITEM, "price_data": {**ITEM["price_data"], "currency": "jpy"}}
    client.v1.checkout.sessions.expire(stripe_standin.open_session(line_items=[yen], client_reference_id=None).id)
    stripe_standin.advance(3700)
    return stripe_standin


def everything(standin):
    """Every object that a list shows, as JSON."""
    for path in ("customers", "checkout/sessions", "payment_intents", "charges", "balance_transactions", "events"):
        after = ""
        while True:
            page = standin.raw("GET", f"/v1/{path}?limit=100{after}").json()
            yield from page["data"]
            if not page["has_more"]:
                break
            after = f"&starting_after={page['data'][-1]['id']}"


def test_every_object_and_every_event_fits_the_published_schemas(lived):
    bodies = list(everything(lived))
    assert [problem for body in bodies for problem in check(body)] == []
    # every event of the tables has been seen, or this test would prove little
    seen = {body["type"] for body in bodies if body["object"] == "event"}
    assert seen == {
        "charge.failed", "charge.pending", "charge.succeeded", "charge.updated",
        "checkout.session.async_payment_failed", "checkout.session.async_payment_succeeded",
        "checkout.session.completed", "checkout.session.expired", "customer.created", "customer.updated",
        "payment_intent.canceled", "payment_intent.created", "payment_intent.payment_failed",
        "payment_intent.processing", "payment_intent.requires_action", "payment_intent.succeeded",
    }  # fmt: skip


def test_every_answer_is_as_well_shaped_when_it_is_expanded(lived):
    session = lived.client().v1.checkout.sessions.list({"status": "complete"}).data[-1]
    expand = "&".join(
        f"expand[]={path}"
        for path in (
            "customer",
            "line_items",
            "payment_intent.latest_charge.balance_transaction",
            "payment_intent.payment_method",
            "customer.tax_ids",
        )
    )
    body = lived.raw("GET", f"/v1/checkout/sessions/{session.id}?{expand}").json()
    assert body["payment_intent"]["latest_charge"]["balance_transaction"]["object"] == "balance_transaction"
    assert body["payment_intent"]["payment_method"]["card"]["last4"] == "4242"
    assert check(body) == []


def test_the_account_is_well_shaped(stripe_standin):
    assert check(stripe_standin.raw("GET", "/v1/account").json()) == []


@pytest.mark.parametrize("path", ["/v1/customers/cus_unknown", "/v1/nonsense", "/v1/customers?nonsense=1"])
def test_an_error_is_well_shaped(stripe_standin, path):
    body = stripe_standin.raw("GET", path).json()
    assert problems(body, SCHEMAS["error"], "error") == []


def test_no_attribute_of_the_published_samples_is_missing(lived):
    samples = {body["object"]: body for body in everything(lived)}
    samples["account"] = lived.raw("GET", "/v1/account").json()
    for kind, body in samples.items():
        missing = set(FIXTURES[kind]) - set(body) - ABSENT.get(kind, set())
        assert missing == set(), kind


@pytest.mark.parametrize("kind", [kind for kind in BY_KIND if kind in SCHEMAS])
def test_only_what_stripe_expands_is_expanded(kind):
    properties = SCHEMAS[kind]["properties"]
    expandable = {name for name, schema in properties.items() if "x-expansionResources" in schema}
    assert set(BY_KIND[kind].expands) <= expandable
    assert set(BY_KIND[kind].on_request) <= set(properties)
