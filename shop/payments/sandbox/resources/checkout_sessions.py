"""Checkout Sessions: the page where a customer pays."""

from __future__ import annotations

from shop.payments.sandbox.errors import ApiError, Json
from shop.payments.sandbox.store import Thing, Transaction, new_id

from . import checkout_session_rules as rules
from . import checkout_session_states as states
from .metadata import merged
from .operations import Call, Operation, Resource, listing, retrieve


def _create(call: Call) -> Json:
    tx, params = call.tx, call.params
    customer = tx.find("customer", params["customer"], param="customer") if "customer" in params else None
    items = [_line_item(tx, item) for item in params["line_items"]]
    total = sum(item["amount_total"] for item in items)
    id_ = new_id("cs_test_a1", 56)
    expires_at = params.get("expires_at", tx.second + rules.LATEST)
    email = customer.body["email"] if customer else params.get("customer_email")
    session = tx.add(
        {
            "id": id_,
            "object": "checkout.session",
            "adaptive_pricing": {"enabled": False},
            "after_expiration": None,
            "allow_promotion_codes": None,
            "allowed_payment_method_types": params.get("allowed_payment_method_types"),
            "amount_subtotal": total,
            "amount_total": total,
            "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
            "billing_address_collection": None,
            "cancel_url": params.get("cancel_url"),
            "client_reference_id": params.get("client_reference_id"),
            "client_secret": None,
            "collected_information": None,
            "consent": None,
            "consent_collection": None,
            "created": tx.second,
            "currency": items[0]["currency"],
            "currency_conversion": None,
            "custom_fields": [],
            "custom_text": {
                "after_submit": None,
                "shipping_address": None,
                "submit": None,
                "terms_of_service_acceptance": None,
            },
            "customer": customer.id if customer else None,
            "customer_account": None,
            "customer_creation": None if customer else "if_required",
            "customer_details": states.details(customer, email=email) if email else None,
            "customer_email": params.get("customer_email"),
            "discounts": [],
            "expires_at": expires_at,
            "integration_identifier": None,
            "invoice": None,
            "invoice_creation": {
                "enabled": False,
                "invoice_data": {
                    "account_tax_ids": None,
                    "custom_fields": None,
                    "description": None,
                    "footer": None,
                    "issuer": None,
                    "metadata": {},
                    "rendering_options": None,
                },
            },
            "livemode": False,
            "locale": params.get("locale"),
            "managed_payments": None,
            "metadata": merged({}, params.get("metadata")),
            "mode": "payment",
            "origin_context": None,
            "payment_intent": None,
            "payment_link": None,
            "payment_method_collection": "if_required",
            "payment_method_configuration_details": None,
            "payment_method_options": {},
            "payment_method_types": rules.offered_methods(tx, params),
            "payment_status": "unpaid",
            "permissions": None,
            "phone_number_collection": {"enabled": False},
            "recovered_from": None,
            "saved_payment_method_options": None,
            "setup_intent": None,
            "shipping_address_collection": None,
            "shipping_cost": None,
            "shipping_options": [],
            "status": "open",
            "submit_type": params.get("submit_type"),
            "subscription": None,
            "success_url": params["success_url"],
            "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
            "ui_mode": "hosted_page",
            "url": f"{call.base_url}/c/pay/{id_}",
            "wallet_options": None,
            **{name: params[name] for name in ("excluded_payment_method_types",) if name in params},
        },
        line_items=items,
        payment_intent_data=_intent_data(params.get("payment_intent_data", {})),
    )
    tx.schedule(states.EXPIRE, session, after=expires_at - tx.now)
    return session.body


def _intent_data(given: Json) -> Json:
    return {**given, "metadata": merged({}, given.get("metadata"))}


def _line_item(tx: Transaction, item: Json) -> Json:
    price, product = item["price_data"], item["price_data"]["product_data"]
    total = item["quantity"] * price["unit_amount"]
    return {
        "id": new_id("li_1"),
        "object": "item",
        "adjustable_quantity": None,
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": price["currency"],
        "description": product["name"],
        "metadata": {},
        "price": {
            "id": new_id("price_1"),
            "object": "price",
            "active": False,
            "billing_scheme": "per_unit",
            "created": tx.second,
            "currency": price["currency"],
            "custom_unit_amount": None,
            "livemode": False,
            "lookup_key": None,
            "metadata": {},
            "nickname": None,
            "product": new_id("prod_", 14),
            "recurring": None,
            "tax_behavior": price.get("tax_behavior", "unspecified"),
            "tiers_mode": None,
            "transform_quantity": None,
            "type": "one_time",
            "unit_amount": price["unit_amount"],
            "unit_amount_decimal": str(price["unit_amount"]),
        },
        "quantity": item["quantity"],
    }


def _expire(call: Call) -> Json:
    session = call.tx.find("checkout.session", call.ids[0], param="session", status=404)
    if session.body["status"] != "open":
        status = session.body["status"]
        raise ApiError(
            'Only Checkout Sessions with a status in ["open"] can be expired. '
            f"This Checkout Session has a status of {status}."
        )
    states.expire(call.tx, session)
    return session.body


def _line_items(_: Transaction, session: Thing) -> Json:
    items = session.hidden["line_items"]
    return {
        "object": "list",
        "data": items,
        "has_more": False,
        "url": f"/v1/checkout/sessions/{session.id}/line_items",
    }


_list = listing(
    "checkout.session",
    "/v1/checkout/sessions",
    filters={"customer": "customer", "payment_intent": "payment_intent", "status": "status"},
)

CHECKOUT_SESSIONS = Resource(
    kind="checkout.session",
    right="checkout_sessions",
    operations=(
        Operation("POST", "/v1/checkout/sessions", _create, rules.CREATE_SERVED, rules.check),
        Operation("POST", "/v1/checkout/sessions/{}/expire", _expire, frozenset({"expand"})),
        retrieve("checkout.session", "/v1/checkout/sessions/{}", param="session"),
        _list,
    ),
    expands={"customer": "customer", "payment_intent": "payment_intent"},
    on_request={"line_items": _line_items},
)
