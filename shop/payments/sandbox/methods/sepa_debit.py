"""SEPA debits: confirmed now, paid or failed days later. Euro only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from shop.payments.sandbox.errors import ApiError, Json
from shop.payments.sandbox.resources import charges, payment_intents, payment_methods
from shop.payments.sandbox.resources import checkout_session_states as sessions
from shop.payments.sandbox.store import Thing, Transaction, new_id

from .method import COMPLETE, Field, Filled, Method, Outcome

CLEAR = "clear_debit"
REFUSED = "The customer's bank account has insufficient funds."
IBANS = {
    "DE89370400440532013000": "pays",
    "DE62370400440532013001": "fails",
    "DE35370400440532013002": "pays, later disputed",
}


def _read(typed: Mapping[str, str]) -> Filled:
    iban = re.sub(r"\s", "", typed["iban"]).upper()
    if iban in IBANS:
        return Filled(typed, {}, iban)
    problem = "Only the test accounts listed below work here. Never type a real one."
    return Filled(typed, {"iban": problem if iban else "Type the IBAN."})


def _confirm(tx: Transaction, session: Thing, intent: Thing, means: Any, billing: Json, _: str) -> Outcome:
    details = {
        "bank_code": means[4:12], "branch_code": "", "country": means[:2],
        "fingerprint": f"StandIn{means[-9:]}", "last4": means[-4:],
    }  # fmt: skip
    method = payment_methods.create(
        tx, "sepa_debit", {**details, "generated_from": {"charge": None, "setup_attempt": None}}, billing
    )
    outcome = {
        "advice_code": None, "network_advice_code": None, "network_decline_code": None,
        "network_status": "approved_by_network", "reason": None, "risk_level": "not_assessed",
        "seller_message": "Payment complete.", "type": "authorized",
    }  # fmt: skip
    charge = charges.create(
        tx, intent, method, {**details, "mandate": new_id("mandate_1")}, status="pending", outcome=outcome, fate=means
    )
    tx.emit("charge.pending", charge)
    payment_intents.process(tx, intent, charge, method)
    sessions.complete(tx, session, billing, paid=False)
    tx.schedule(CLEAR, charge, after=float(tx.setting("debit_after", 60)))
    return Outcome(COMPLETE)


def clear(tx: Transaction, charge_id: str) -> None:
    """The bank has answered: the money comes, or it does not."""
    charge = tx.the("charge", charge_id)
    intent = tx.the("payment_intent", charge.body["payment_intent"])
    session = tx.the("checkout.session", intent.hidden["session"])
    method = tx.the("payment_method", charge.body["payment_method"])
    if IBANS[charge.hidden["fate"]] == "fails":
        charges.fail(tx, charge, code="insufficient_funds", message=REFUSED)
        refusal = ApiError(
            REFUSED,
            status=402,
            type="card_error",
            code="payment_method_provider_decline",
            decline_code="insufficient_funds",
            charge=charge.id,
            payment_method=method.body,
        )
        payment_intents.fail(tx, intent, refusal.error, charge=charge)
        sessions.fail_late(tx, session)
    else:
        charges.succeed(tx, charge)
        payment_intents.succeed(tx, intent, charge, method)
        sessions.pay_late(tx, session)


def _fits(currency: str, _: Json) -> bool:
    return currency == "eur"


SEPA_DEBIT = Method(
    name="sepa_debit",
    label="SEPA debit",
    fields=(Field("iban", "IBAN"),),
    fits=_fits,
    read=_read,
    confirm=_confirm,
    examples=lambda: list(IBANS.items()),
)
