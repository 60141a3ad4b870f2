from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.money import CURRENCIES, Money, NotAnAmount, UnknownCurrency, fits_step, from_stripe, minor_step, to_stripe

CODES = st.sampled_from(sorted(CURRENCIES))


@given(CODES, st.integers(-(10**12), 10**12))
def test_what_is_printed_is_read_back(code, minor):
    money = Money(minor, code)
    assert Money.parse(money.figure("en"), code) == money
    assert money.decimal == Decimal(minor).scaleb(-CURRENCIES[code].exponent)


@given(CODES, st.integers(1, 10**9))
def test_stripe_amounts_convert_both_ways_on_every_step(code, steps):
    money = Money(steps * minor_step(code), code)
    assert fits_step(money)
    assert from_stripe(to_stripe(money), code.lower()) == money


@pytest.mark.parametrize(
    ("minor", "code", "stripe"),
    [(3860, "USD", 3860), (500, "JPY", 500), (5, "ISK", 500), (7, "UGX", 700), (1230, "KWD", 1230), (4500, "MGA", 45)],
)
def test_stripe_counts_some_currencies_otherwise(minor, code, stripe):
    assert to_stripe(Money(minor, code)) == stripe


@pytest.mark.parametrize(("minor", "code"), [(1234, "KWD"), (4550, "MGA")])
def test_an_amount_between_the_steps_is_refused(minor, code):
    assert not fits_step(Money(minor, code))
    with pytest.raises(NotAnAmount):
        to_stripe(Money(minor, code))


def test_a_currency_outside_the_table_is_refused_not_guessed():
    with pytest.raises(UnknownCurrency):
        Money(1, "XXX")


@pytest.mark.parametrize("text", ["", "1.2.3", "1,23", "12,345.678", "1e3", "٣", "NaN", "1\x000", "38,60", "0.001"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(NotAnAmount):
        Money.parse(text, "USD")


def test_currencies_do_not_mix():
    with pytest.raises(TypeError):
        Money(1, "USD") + Money(1, "EUR")
    with pytest.raises(TypeError):
        assert Money(1, "USD") < Money(1, "EUR")
    with pytest.raises(TypeError):
        Money(1.5, "USD")


def test_amounts_read_as_people_write_them():
    assert Money(1941640, "USD").format("en") == "US$\u00a019,416.40"
    assert Money(1941640, "EUR").format("de") == "19.416,40\u00a0€"
    assert Money(-58860, "USD").figure("en") == "\u2212588.60"
    assert Money(5, "USD").figure("en") == "0.05"


def test_a_share_is_rounded_half_up_once():
    assert Money(5, "USD").share(Decimal(10)) == Money(1, "USD")
    assert Money(42015, "EUR").share(Decimal(19)) == Money(7983, "EUR")
