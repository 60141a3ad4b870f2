"""Customers: for the shop, a company each."""

from __future__ import annotations

import re

from shop.payments.sandbox.errors import ApiError, Json
from shop.payments.sandbox.store import Thing, Transaction, new_id

from .metadata import check_metadata, merged
from .operations import Call, Operation, Resource, listing, retrieve

ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")
PLAIN = ("business_name", "description", "email", "individual_name", "name", "phone")
SERVED = frozenset({*PLAIN, "address", "expand", "metadata", "preferred_locales", "shipping", "tax_exempt"})
# as far as Stripe looks: one @, something on both sides, a dot in the domain
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def _address(given: Json | str | None) -> Json | None:
    return {name: given.get(name) for name in ADDRESS} if isinstance(given, dict) else None


def _shipping(given: Json | str | None) -> Json | None:
    if not isinstance(given, dict):
        return None
    return {"address": _address(given.get("address")), "name": given.get("name"), "phone": given.get("phone") or None}


def check_email(address: str | None, *, param: str) -> None:
    """Refuse what cannot be a mail address."""
    if address and not EMAIL.fullmatch(address):
        raise ApiError(f"Invalid email address: {address}", param=param, code="email_invalid")


def check_country(address: Json | str | None, *, param: str) -> None:
    """Refuse a country that is no two-letter code."""
    country = address.get("country") if isinstance(address, dict) else None
    if country and not re.fullmatch(r"[A-Z]{2}", country):
        message = (
            f"Country '{country}' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US'."
        )
        raise ApiError(message, param=f"{param}[country]", code="country_code_invalid")


def _check(call: Call) -> None:
    check_email(call.params.get("email"), param="email")
    check_country(call.params.get("address"), param="address")
    shipping = call.params.get("shipping")
    if isinstance(shipping, dict):
        check_country(shipping["address"], param="shipping[address]")
    check_metadata(call.params.get("metadata"))


def _given(params: Json) -> Json:
    """The attributes that a request sets, as the object shows them."""
    given: Json = {name: params[name] or None for name in PLAIN if name in params}
    if "address" in params:
        given["address"] = _address(params["address"])
    if "shipping" in params:
        given["shipping"] = _shipping(params["shipping"])
    if "preferred_locales" in params:
        given["preferred_locales"] = params["preferred_locales"]
    if "tax_exempt" in params:
        given["tax_exempt"] = params["tax_exempt"] or "none"
    return given


def _create(call: Call) -> Json:
    customer = call.tx.add(
        {
            "id": new_id("cus_", 14),
            "object": "customer",
            "address": None,
            "balance": 0,
            "created": call.tx.second,
            "currency": None,
            "default_source": None,
            "delinquent": False,
            "description": None,
            "discount": None,
            "email": None,
            "invoice_prefix": new_id("", 8).upper(),
            "invoice_settings": {
                "custom_fields": None, "default_payment_method": None, "footer": None, "rendering_options": None,
            },
            "livemode": False,
            "metadata": merged({}, call.params.get("metadata")),
            "name": None,
            "next_invoice_sequence": 1,
            "phone": None,
            "preferred_locales": [],
            "shipping": None,
            "tax_exempt": "none",
            "test_clock": None,
            **_given(call.params),
        }
    )  # fmt: skip
    call.tx.emit("customer.created", customer)
    return customer.body


def _update(call: Call) -> Json:
    customer = call.tx.find("customer", call.ids[0], param="id", status=404)
    changes = _given(call.params)
    if "metadata" in call.params:
        changes["metadata"] = merged(customer.body["metadata"], call.params["metadata"])
    previous = call.tx.change(customer, **changes)
    if previous:
        call.tx.emit("customer.updated", customer, previous)
    return customer.body


def _tax_ids(_: Transaction, customer: Thing) -> Json:
    return {"object": "list", "data": [], "has_more": False, "url": f"/v1/customers/{customer.id}/tax_ids"}


CUSTOMERS = Resource(
    kind="customer",
    right="customers",
    operations=(
        Operation("POST", "/v1/customers", _create, SERVED, _check),
        Operation("POST", "/v1/customers/{}", _update, SERVED, _check),
        retrieve("customer", "/v1/customers/{}"),
        listing("customer", "/v1/customers", filters={"email": "email"}),
    ),
    on_request={"tax_ids": _tax_ids},
)
