"""Which amounts Stripe takes in which currency (STRIPE's own units: docs/reference/stripe-stand-in.md)."""

from __future__ import annotations

from decimal import Decimal

from .errors import ApiError

WHOLE = frozenset(
    ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"]
)
HUNDREDS = frozenset({"isk", "ugx"})  # two decimals that must be zero
THREE_DECIMALS = frozenset(["bhd", "jod", "kwd", "omr", "tnd"])
TWO_DECIMALS = frozenset(
    [
        "aed",
        "ars",
        "aud",
        "bgn",
        "bmd",
        "brl",
        "cad",
        "chf",
        "cny",
        "czk",
        "dkk",
        "egp",
        "eur",
        "gbp",
        "gel",
        "gip",
        "hkd",
        "huf",
        "idr",
        "ils",
        "inr",
        "kes",
        "mad",
        "mxn",
        "myr",
        "nok",
        "nzd",
        "pen",
        "php",
        "pkr",
        "pln",
        "qar",
        "ron",
        "rsd",
        "sar",
        "sek",
        "sgd",
        "thb",
        "try",
        "twd",
        "uah",
        "usd",
        "uyu",
        "zar",
    ]
)
SUPPORTED = WHOLE | HUNDREDS | THREE_DECIMALS | TWO_DECIMALS
LARGEST = 99_999_999
# the least that a charge may be, in Stripe's units; a currency without an entry takes one unit of its step
LEAST = {
    "aed": 200, "aud": 50, "bgn": 100, "brl": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250, "eur": 50,
    "gbp": 30, "hkd": 400, "huf": 17500, "inr": 50, "jpy": 50, "mxn": 1000, "myr": 200, "nok": 300, "nzd": 50,
    "pln": 200, "ron": 200, "sek": 300, "sgd": 50, "thb": 1000, "usd": 50,
}  # fmt: skip
# worth of one unit in US dollars: fixed, so that the sums of a test can be worked out by hand
IN_DOLLARS = {"usd": Decimal(1), "eur": Decimal("1.10"), "gbp": Decimal("1.25"), "jpy": Decimal("0.0070")}


def decimals(currency: str) -> int:
    """How many decimals Stripe's unit of a currency has."""
    return 0 if currency in WHOLE else 3 if currency in THREE_DECIMALS else 2


def step(currency: str) -> int:
    """The amount must be a multiple of this."""
    return 100 if currency in HUNDREDS else 10 if currency in THREE_DECIMALS else 1


def check_currency(currency: str, *, param: str) -> None:
    """Refuse a currency that Stripe does not list, upper case included."""
    if currency not in SUPPORTED:
        listed = ", ".join(sorted(SUPPORTED))
        raise ApiError(
            f"Invalid currency: {currency}. Stripe currently supports these currencies: {listed}", param=param
        )


def check_amount(amount: int, currency: str, *, param: str) -> None:
    """Refuse a total that cannot be charged: step, least and largest amount."""
    if amount % step(currency):
        message = f"Invalid amount: {amount} is no multiple of {step(currency)}, as {currency} requires."
        raise ApiError(message, param=param, code="invalid_charge_amount_no_decimal_compatible")
    if amount < LEAST.get(currency, step(currency)):
        least = shown(LEAST.get(currency, step(currency)), currency)
        message = f"The Checkout Session's total amount due must add up to at least {least}"
        raise ApiError(message, param=param, code="amount_too_small")
    if amount > LARGEST:
        message = f"The Checkout Session's total amount due must be no more than {shown(LARGEST, currency)}"
        raise ApiError(message, param=param, code="amount_too_large")


def shown(amount: int, currency: str) -> str:
    """An amount for a person: ``1,234.50 EUR``."""
    places = decimals(currency)
    return f"{Decimal(amount).scaleb(-places):,.{places}f} {currency.upper()}"


def rate(source: str, target: str) -> Decimal:
    """How many of the target's smallest units one of the source's is worth."""
    worth = IN_DOLLARS.get(source, Decimal(1)) / IN_DOLLARS.get(target, Decimal(1))
    return worth.scaleb(decimals(target) - decimals(source))
