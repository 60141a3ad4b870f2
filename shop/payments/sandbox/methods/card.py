"""Cards: paid at once, declined, or after 3-D Secure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from shop.payments.sandbox.cards import BY_NUMBER, CARDS, Card, Decline
from shop.payments.sandbox.errors import ApiError, Json
from shop.payments.sandbox.resources import charges, payment_intents, payment_methods
from shop.payments.sandbox.resources import checkout_session_states as sessions
from shop.payments.sandbox.store import Thing, Transaction, new_id

from .method import AUTHENTICATE, COMPLETE, DECLINED, Field, Filled, Method, Outcome

NOT_AUTHENTICATED = (
    "We are unable to authenticate your payment method. Please choose a different payment method and try again."
)
SUCCEED, FAIL = "succeed", "fail"


def _read(typed: Mapping[str, str]) -> Filled:
    errors = {}
    number = re.sub(r"[\s-]", "", typed["number"])
    card = BY_NUMBER.get(number)
    if not re.fullmatch(r"\d{12,19}", number, re.ASCII):
        errors["number"] = "Type the card number: 16 digits."
    elif not _luhn(number):
        errors["number"] = "This card number has a wrong digit."
    elif card is None:
        errors["number"] = "Only the test cards listed below work here. Never type a real card."
    expiry = _expiry(typed["expiry"])
    if expiry is None:
        errors["expiry"] = "Type month and year, like 04/31."
    elif expiry < _this_month():
        errors["expiry"] = "This date is in the past."
    if not re.fullmatch(r"\d{3,4}", typed["cvc"].strip(), re.ASCII):
        errors["cvc"] = "Type the 3 digits on the back."
    return Filled(typed, errors, (card, expiry))


def _luhn(number: str) -> bool:
    doubled = [int(digit) * (2 if index % 2 else 1) for index, digit in enumerate(reversed(number))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0


def _expiry(text: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"\s*(\d{1,2})\s*[/.-]?\s*(\d{2}|\d{4})\s*", text, re.ASCII)
    if not found or not 1 <= int(found[1]) <= 12:
        return None
    return int(found[2]) % 100 + 2000, int(found[1])


def _this_month() -> tuple[int, int]:
    today = datetime.now(UTC)
    return today.year, today.month


def _confirm(tx: Transaction, session: Thing, intent: Thing, means: Any, billing: Json, page: str) -> Outcome:
    card, (year, month) = means
    method = payment_methods.create(tx, "card", _card_object(card, month, year), billing)
    if card.authenticates:
        intent.hidden |= {"card": card.number, "method": method.id, "billing": billing}
        payment_intents.require_action(tx, intent, method, f"{page}/authenticate")
        return Outcome(AUTHENTICATE)
    return _charge(tx, session, intent, card, method, billing, authenticated=False)


def authenticate(tx: Transaction, session: Thing, intent: Thing, choice: str) -> Outcome:
    """The customer's answer to 3-D Secure: succeed or fail."""
    card = BY_NUMBER[intent.hidden["card"]]
    method = tx.the("payment_method", intent.hidden["method"])
    if choice == SUCCEED:
        return _charge(tx, session, intent, card, method, intent.hidden["billing"], authenticated=True)
    refusal = ApiError(NOT_AUTHENTICATED, code="payment_intent_authentication_failure", payment_method=method.body)
    payment_intents.fail(tx, intent, refusal.error)
    return Outcome(DECLINED, NOT_AUTHENTICATED)


def _charge(
    tx: Transaction, session: Thing, intent: Thing, card: Card, method: Thing, billing: Json, *, authenticated: bool
) -> Outcome:
    details = _charge_details(intent, card, method, authenticated=authenticated)
    if card.decline:
        return _decline(tx, intent, method, details, card.decline)
    charge = charges.create(tx, intent, method, details, status="succeeded", outcome=_approved(), fate=card.fate)
    tx.emit("charge.succeeded", charge)
    payment_intents.succeed(tx, intent, charge, method)
    sessions.complete(tx, session, billing, paid=True)
    return Outcome(COMPLETE)


def _decline(tx: Transaction, intent: Thing, method: Thing, details: Json, decline: Decline) -> Outcome:
    charge = charges.create(tx, intent, method, details, status="failed", outcome=_refused(decline))
    charges.fail(tx, charge, code=decline.code, message=decline.message)
    refusal = ApiError(
        decline.message,
        status=402,
        type="card_error",
        code=decline.code,
        decline_code=decline.decline_code,
        charge=charge.id,
        payment_method=method.body,
    )
    payment_intents.fail(tx, intent, refusal.error, charge=charge)
    return Outcome(DECLINED, decline.message)


def _approved() -> Json:
    return {
        "advice_code": None, "network_advice_code": None, "network_decline_code": None,
        "network_status": "approved_by_network", "reason": None, "risk_level": "normal", "risk_score": 11,
        "seller_message": "Payment complete.", "type": "authorized",
    }  # fmt: skip


def _refused(decline: Decline) -> Json:
    return {
        "advice_code": "try_again_later" if decline.network_code == "05" else "confirm_card_data",
        "network_advice_code": None, "network_decline_code": decline.network_code,
        "network_status": "declined_by_network", "reason": decline.decline_code, "risk_level": "normal",
        "risk_score": 11, "seller_message": "The bank returned the decline code "
        f"`{decline.decline_code}`.", "type": "issuer_declined",
    }  # fmt: skip


def _card_object(card: Card, month: int, year: int) -> Json:
    return {
        "brand": "visa",
        "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
        "country": "US",
        "display_brand": "visa",
        "exp_month": month,
        "exp_year": year,
        "fingerprint": f"StandIn{card.number[-9:]}",
        "funding": "credit",
        "generated_from": None,
        "last4": card.number[-4:],
        "networks": {"available": ["visa"], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }


def _charge_details(intent: Thing, card: Card, method: Thing, *, authenticated: bool) -> Json:
    """The card as a charge shows it."""
    shown = method.body["card"]
    failed_check = card.decline is not None and card.decline.code == "incorrect_cvc"
    kept = ("brand", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4", "regulated_status")
    return {
        **{name: shown[name] for name in kept},
        "amount_authorized": None if card.decline else intent.body["amount"],
        "authorization_code": None if card.decline else new_id("", 6).upper(),
        "checks": {**shown["checks"], "cvc_check": "fail" if failed_check else "pass"},
        "extended_authorization": {"status": "disabled"},
        "incremental_authorization": {"status": "unavailable"},
        "installments": None,
        "mandate": None,
        "multicapture": {"status": "unavailable"},
        "network": "visa",
        "network_token": {"used": False},
        "network_transaction_id": None,
        "overcapture": {"maximum_amount_capturable": intent.body["amount"], "status": "unavailable"},
        "three_d_secure": {
            "authentication_flow": "challenge", "electronic_commerce_indicator": "05", "exemption_indicator": None,
            "result": "authenticated", "result_reason": None, "transaction_id": new_id(""), "version": "2.2.0",
        } if authenticated else None,
        "wallet": None,
    }  # fmt: skip


def _fits(_: str, __: Json) -> bool:
    """Every currency, every session."""
    return True


CARD = Method(
    name="card",
    label="card",
    fields=(
        Field("number", "Card number", autocomplete="cc-number", numeric=True),
        Field("expiry", "Expires", hint="MM / YY", autocomplete="cc-exp", short=True),
        Field("cvc", "Security code", hint="3 digits", autocomplete="cc-csc", numeric=True, short=True),
    ),
    fits=_fits,
    read=_read,
    confirm=_confirm,
    examples=lambda: [(card.spaced, card.meaning) for card in CARDS],
)
