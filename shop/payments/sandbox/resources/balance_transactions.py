"""Balance transactions: amount, fee and net of everything that moves money, in the settlement currency."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from shop.payments.sandbox.currencies import rate
from shop.payments.sandbox.store import Thing, Transaction, new_id

from .account import settlement_currency
from .operations import Resource, listing, retrieve

BALANCE_TRANSACTIONS = Resource(
    kind="balance_transaction",
    right="balance_transactions",
    operations=(
        retrieve("balance_transaction", "/v1/balance_transactions/{}"),
        listing(
            "balance_transaction",
            "/v1/balance_transactions",
            filters={"currency": "currency", "source": "source", "type": "type"},
        ),
    ),
    expands={"source": "charge"},
)

TWO_DAYS = 2 * 24 * 3600
CARD_SHARE, CARD_FIXED = Decimal("0.029"), 30
DEBIT_SHARE, DEBIT_MOST = Decimal("0.008"), 500


def fee(amount: int, method: str) -> int:
    """What Stripe keeps of a charge, in the settlement currency's smallest unit."""
    if method == "card":
        return _whole(amount * CARD_SHARE) + CARD_FIXED
    return min(_whole(amount * DEBIT_SHARE), DEBIT_MOST)


def book_charge(tx: Transaction, charge: Thing) -> Thing:
    """Book a charge that succeeded: converted, less its fee."""
    currency = settlement_currency(tx)
    same = currency == charge.body["currency"]
    exchange = rate(charge.body["currency"], currency)
    amount = charge.body["amount"] if same else _whole(charge.body["amount"] * exchange)
    method = charge.body["payment_method_details"]["type"]
    kept = fee(amount, method)
    return tx.add(
        {
            "id": new_id("txn_3"),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": tx.second + TWO_DAYS,
            "balance_type": "payments",
            "created": tx.second,
            "currency": currency,
            "description": charge.body["description"],
            "exchange_rate": None if same else float(exchange),
            "fee": kept,
            "fee_details": [
                {
                    "amount": kept,
                    "application": None,
                    "currency": currency,
                    "description": "Stripe processing fees",
                    "type": "stripe_fee",
                }
            ],
            "net": amount - kept,
            "reporting_category": "charge",
            "source": charge.id,
            "status": "pending",
            "type": "charge" if method == "card" else "payment",
        }
    )


def _whole(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))
