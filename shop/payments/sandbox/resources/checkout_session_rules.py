"""What a new Checkout Session must keep to beyond the types of its parameters."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from shop.payments.sandbox import methods
from shop.payments.sandbox.currencies import check_amount, check_currency
from shop.payments.sandbox.errors import ApiError, Json
from shop.payments.sandbox.store import Transaction

from .account import enabled_methods
from .customers import check_email
from .metadata import check_metadata
from .operations import Call

SOONEST, LATEST = 30 * 60, 24 * 3600
CREATE_SERVED = frozenset(
    [
        "adaptive_pricing",
        "allowed_payment_method_types",
        "cancel_url",
        "client_reference_id",
        "customer",
        "customer_email",
        "excluded_payment_method_types",
        "expand",
        "expires_at",
        "line_items",
        "locale",
        "metadata",
        "mode",
        "payment_intent_data",
        "submit_type",
        "success_url",
        "ui_mode",
    ]
)
ITEM_SERVED = frozenset({"price_data", "quantity"})
PRICE_SERVED = frozenset({"currency", "product_data", "tax_behavior", "unit_amount"})
INTENT_SERVED = frozenset({"description", "metadata", "receipt_email", "statement_descriptor_suffix"})


def check(call: Call) -> None:
    """Every rule. Raises ApiError for the first that is broken."""
    params = call.params
    _check_mode(params)
    _check_addresses(params)
    _check_expiry(params, call.tx.second)
    _exclusive(params, "customer", "customer_email")
    _exclusive(params, "allowed_payment_method_types", "excluded_payment_method_types")
    check_email(params.get("customer_email"), param="customer_email")
    check_metadata(params.get("metadata"))
    intent = params.get("payment_intent_data", {})
    only_served(intent, INTENT_SERVED, "payment_intent_data")
    check_metadata(intent.get("metadata"), param="payment_intent_data[metadata]")
    check_email(intent.get("receipt_email"), param="payment_intent_data[receipt_email]")
    _check_items(params)
    if not offered_methods(call.tx, params):
        raise ApiError(
            "No valid payment method types for this Checkout Session. Please ensure that you have activated payment "
            "methods compatible with your chosen currency in your dashboard."
        )


def only_served(given: Json, served: frozenset[str], path: str = "") -> None:
    """Refuse a parameter that Stripe knows and the stand-in has no effect for: ignoring it would be a lie."""
    for name in given:
        if name not in served:
            param = f"{path}[{name}]" if path else name
            raise ApiError(f"The stand-in does not serve the parameter {param} yet.", param=param)


def offered_methods(tx: Transaction, params: Json) -> list[str]:
    """The payment methods that the page will show: enabled, wished, and fit for the session."""
    currency = params["line_items"][0]["price_data"]["currency"]
    allowed = params.get("allowed_payment_method_types")
    excluded = params.get("excluded_payment_method_types", [])
    return [
        name
        for name in enabled_methods(tx)
        if (allowed is None or name in allowed)
        and name not in excluded
        and methods.METHODS[name].fits(currency, params)
    ]


def missing_param(param: str) -> ApiError:
    """A parameter that the rules ask for."""
    return ApiError(f"Missing required param: {param}.", param=param, code="parameter_missing")


def _exclusive(params: Json, one: str, other: str) -> None:
    if one in params and other in params:
        raise ApiError(f"You may only specify one of these parameters: {one}, {other}.", param=one)


def _check_mode(params: Json) -> None:
    if "mode" not in params:
        raise missing_param("mode")
    if params["mode"] != "payment":
        raise ApiError(f"The stand-in does not serve mode '{params['mode']}' yet.", param="mode")
    if params.get("ui_mode", "hosted_page") != "hosted_page":
        raise ApiError(f"The stand-in does not serve ui_mode '{params['ui_mode']}' yet.", param="ui_mode")
    if params.get("adaptive_pricing", {}).get("enabled"):
        raise ApiError("The stand-in does not serve adaptive pricing.", param="adaptive_pricing[enabled]")


def _check_addresses(params: Json) -> None:
    if "success_url" not in params:
        raise missing_param("success_url")
    for name in ("success_url", "cancel_url"):
        if name in params and not is_url(params[name]):
            raise ApiError("Not a valid URL", param=name, code="url_invalid")


def is_url(text: str) -> bool:
    """Whether a browser could be sent there."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(c.isspace() for c in text)


def _check_expiry(params: Json, now: int) -> None:
    ahead = params.get("expires_at", now + LATEST) - now
    if ahead < SOONEST:
        message = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        raise ApiError(message, param="expires_at")
    if ahead > LATEST:
        message = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        raise ApiError(message, param="expires_at")


def _check_items(params: Json) -> None:
    items = params.get("line_items")
    if not items:
        raise missing_param("line_items")
    total = 0
    for index, item in enumerate(items):
        total += _check_item(item, f"line_items[{index}]")
    currencies = {item["price_data"]["currency"] for item in items}
    if len(currencies) > 1:
        raise ApiError("All line items must have the same currency.", param="line_items")
    check_amount(total, currencies.pop(), param="line_items")


def _check_item(item: Json, path: str) -> int:
    if ("price" in item) == ("price_data" in item):
        message = f"You must specify either `price` or `price_data` for each of the `line_items` ({path})."
        raise ApiError(message, param=path)
    if "price" in item:
        message = f"No such price: '{item['price']}'"
        raise ApiError(message, param=f"{path}[price]", code="resource_missing")
    only_served(item, ITEM_SERVED, path)
    if "quantity" not in item:
        raise missing_param(f"{path}[quantity]")
    _at_least(item["quantity"], 1, f"{path}[quantity]")
    return item["quantity"] * _check_price(item["price_data"], f"{path}[price_data]")


def _check_price(price: Json, path: str) -> int:
    only_served(price, PRICE_SERVED, path)
    check_currency(price["currency"], param=f"{path}[currency]")
    if "product_data" not in price:
        raise missing_param(f"{path}[product_data]")
    if "unit_amount" not in price:
        raise missing_param(f"{path}[unit_amount]")
    only_served(price["product_data"], frozenset({"name", "description", "metadata"}), f"{path}[product_data]")
    check_metadata(price["product_data"].get("metadata"), param=f"{path}[product_data][metadata]")
    _at_least(price["unit_amount"], 0, f"{path}[unit_amount]")
    return int(price["unit_amount"])


def _at_least(value: Any, least: int, param: str) -> None:
    if value < least:
        message = f"This value must be greater than or equal to {least}."
        raise ApiError(message, param=param, code="parameter_invalid_integer")
