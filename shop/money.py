"""Money: whole minor units of one currency, never a float.

`CURRENCIES` is the one table of what a minor unit is, here (ISO 4217) and at Stripe, where some currencies count
otherwise. A currency that is not in it is refused, not guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shop.errors import Refused

LARGEST_CHARGE = 99_999_999  # Stripe takes eight digits, whatever the currency
NO_BREAK = "\u00a0"
_GROUPS = re.compile(r"(?<=\d)(?=(\d{3})+$)")


class UnknownCurrency(Refused):
    """A code that the table does not have."""

    sentence = _("We do not know this currency.")


class NotAnAmount(Refused):
    """A text or a number that is no amount of this currency."""

    sentence = _("This is not an amount. Write a figure with a decimal point, for example 38.60.")


@dataclass(frozen=True)
class Currency:
    """What a minor unit is. Amounts of ours are in ISO's minor unit; `to_stripe` and back convert."""

    code: str
    exponent: int  # decimals by ISO 4217
    stripe_exponent: int  # decimals that Stripe's integer has
    step: int = 1  # Stripe takes only multiples of this, in its own units
    minimum: int = 0  # the smallest charge, in Stripe's units; 0: not known
    sign: str = ""
    name: str | Promise = ""

    @property
    def label(self) -> str:
        """The sign that stands beside a figure: US$, €, or the code."""
        return self.sign or self.code


def _table() -> dict[str, Currency]:
    whole = ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"]
    three = ["BHD", "JOD", "KWD", "OMR", "TND"]
    two = "AED AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS INR MXN MYR NOK NZD PHP PLN RON SAR SEK SGD THB TRY TWD"
    signs = {"USD": "US$", "EUR": "€", "GBP": "£", "CNY": "CN¥", "JPY": "JP¥"}
    names = {
        "USD": _("US dollars"),
        "EUR": _("euros"),
        "GBP": _("pounds sterling"),
        "CNY": _("renminbi"),
        "JPY": _("yen"),
        "CHF": _("Swiss francs"),
    }
    minimums = {
        "USD": 50, "EUR": 50, "GBP": 30, "CHF": 50, "AUD": 50, "CAD": 50, "SGD": 50, "NZD": 50, "BRL": 50, "INR": 50,
        "AED": 200, "CZK": 1500, "DKK": 250, "HKD": 400, "HUF": 17500, "JPY": 50, "MXN": 1000, "MYR": 200, "NOK": 300,
        "PLN": 200, "RON": 200, "SEK": 300, "THB": 1000,
    }  # fmt: skip
    rows = [
        *((code, 0, 0, 1) for code in whole),
        *((code, 2, 2, 1) for code in (*two.split(), "USD", "ZAR")),
        *((code, 3, 3, 10) for code in three),
        ("MGA", 2, 0, 1),
        ("ISK", 0, 2, 100),
        ("UGX", 0, 2, 100),
    ]
    return {
        code: Currency(code, iso, stripe, step, minimums.get(code, 0), signs.get(code, ""), names.get(code, code))
        for code, iso, stripe, step in sorted(rows)
    }


CURRENCIES: Mapping[str, Currency] = MappingProxyType(_table())


def currency(code: str) -> Currency:
    """One row of the table. Raises UnknownCurrency."""
    try:
        return CURRENCIES[code]
    except KeyError:
        raise UnknownCurrency from None


def _separators(language: str) -> tuple[str, str]:
    return (".", ",") if language.startswith("de") else (",", ".")


@dataclass(frozen=True)
class Money:
    """An amount in minor units (cents, fils, whole yen). Adds and compares within one currency only."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        currency(self.currency)
        if isinstance(self.minor, bool) or not isinstance(self.minor, int):
            raise TypeError("Money is whole minor units.")

    @classmethod
    def parse(cls, text: str, code: str) -> Self:
        """Read "38.60" or "1,938.60". Raises NotAnAmount, also for more decimals than the currency has."""
        exponent = currency(code).exponent
        plain = text.strip().replace("\u2212", "-").replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
        if not re.fullmatch(r"-?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,4})?", plain, re.ASCII):
            raise NotAnAmount
        try:
            scaled = Decimal(plain.replace(",", "")).scaleb(exponent)
        except InvalidOperation:
            raise NotAnAmount from None
        if scaled != int(scaled):
            raise NotAnAmount(_("This amount has more decimals than its currency."))
        return cls(int(scaled), code)

    def _same(self, other: "Money") -> int:
        if not isinstance(other, Money):
            raise TypeError("Money only goes with money.")
        if other.currency != self.currency:
            raise TypeError(f"{self.currency} and {other.currency} do not mix.")
        return other.minor

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __mul__(self, count: int) -> "Money":
        if isinstance(count, bool) or not isinstance(count, int):
            raise TypeError("Money is multiplied by whole numbers; shares are worked out by `share`.")
        return Money(self.minor * count, self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def share(self, percent: Decimal) -> "Money":
        """So many per cent of it, rounded half up (away from zero) to a minor unit."""
        exact = Decimal(self.minor) * percent / 100
        return Money(int(exact.quantize(Decimal(1), rounding="ROUND_HALF_UP")), self.currency)

    @property
    def decimal(self) -> Decimal:
        """The amount in major units, with the currency's decimals."""
        return Decimal(self.minor).scaleb(-currency(self.currency).exponent)

    def figure(self, language: str | None = None) -> str:
        """The number alone: 19,416.40 (German: 19.416,40), with a true minus sign."""
        group, point = _separators(language or get_language() or "en")
        exponent = currency(self.currency).exponent
        digits = str(abs(self.minor)).rjust(exponent + 1, "0")
        whole, cents = (digits[:-exponent], digits[-exponent:]) if exponent else (digits, "")
        grouped = _GROUPS.sub(group, whole)
        return ("\u2212" if self.minor < 0 else "") + grouped + (point + cents if cents else "")

    def format(self, language: str | None = None) -> str:
        """Figure and sign, held together by a no-break space: US$ 38.60, in German 38,60 US$."""
        language = language or get_language() or "en"
        figure, label = self.figure(language), currency(self.currency).label
        return f"{figure}{NO_BREAK}{label}" if language.startswith("de") else f"{label}{NO_BREAK}{figure}"

    def __str__(self) -> str:
        return self.format()


def to_stripe(money: Money) -> int:
    """The integer that Stripe wants for it. Raises NotAnAmount where Stripe cannot express it."""
    row = currency(money.currency)
    scaled = Decimal(money.minor).scaleb(row.stripe_exponent - row.exponent)
    if scaled != int(scaled) or int(scaled) % row.step:
        raise NotAnAmount(_("This amount does not fit the steps in which the currency is charged."))
    return int(scaled)


def from_stripe(amount: int, code: str) -> Money:
    """Stripe's integer as our money. Raises NotAnAmount where ours has fewer decimals than what came."""
    row = currency(code.upper())
    scaled = Decimal(amount).scaleb(row.exponent - row.stripe_exponent)
    if scaled != int(scaled):
        raise NotAnAmount
    return Money(int(scaled), row.code)


def minor_step(code: str) -> int:
    """The smallest step of our minor units that can be charged: 1, but 10 for fils and 100 for Malagasy centimes."""
    row = currency(code)
    return max(1, int(Decimal(row.step).scaleb(row.exponent - row.stripe_exponent)))


def fits_step(money: Money) -> bool:
    """Whether the amount can be charged in its currency at all (ISK and UGX whole, fils in tens)."""
    try:
        to_stripe(money)
    except NotAnAmount:
        return False
    return True


def chargeable(money: Money) -> Refused | None:
    """Why a card cannot be charged with this amount, or None: steps, the smallest charge, eight digits."""
    try:
        amount = to_stripe(money)
    except NotAnAmount as refusal:
        return refusal
    if amount > LARGEST_CHARGE:
        return Refused(_("A card payment has at most eight digits. Split it into instalments."))
    if amount < max(currency(money.currency).minimum, 1):
        return Refused(_("This amount is too small for a card payment."))
    return None
