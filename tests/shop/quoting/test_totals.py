from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.money import CURRENCIES, Money, fits_step, minor_step
from shop.quoting.errors import NotSendable, QuantityNotOffered
from shop.quoting.totals import Step, check_instalments, ladder_falls, price_at, schedule, totals

CODES = st.sampled_from(sorted(CURRENCIES))


def percents(*values: str) -> list[Step]:
    return [Step(Decimal(value), None, "on_acceptance") for value in values]


def test_tax_is_rounded_once_on_the_total_not_line_by_line():
    five = [Money(8403, "EUR")] * 5
    assert totals(amounts=five, currency="EUR", tax_rate=Decimal(19)).tax == Money(7983, "EUR")


def test_discount_comes_off_the_goods_and_freight_is_taxed():
    summed = totals(
        amounts=[Money(1962000, "USD")],
        currency="USD",
        discount_percent=Decimal(3),
        freight=Money(38500, "USD"),
        tax_rate=Decimal(10),
    )
    assert summed.discount == Money(58860, "USD")
    assert summed.taxable == Money(1941640, "USD")
    assert summed.tax == Money(194164, "USD")
    assert summed.total == Money(2135804, "USD")


@given(
    amounts=st.lists(st.integers(0, 10**9), max_size=20),
    discount=st.decimals(0, 100, places=2),
    freight=st.integers(0, 10**7),
    rate=st.decimals(0, 100, places=2),
)
def test_the_parts_always_add_up_to_the_total(amounts, discount, freight, rate):
    summed = totals(
        amounts=[Money(amount, "USD") for amount in amounts],
        currency="USD",
        discount_percent=discount,
        freight=Money(freight, "USD"),
        tax_rate=rate,
    )
    assert summed.total == summed.goods - summed.discount + summed.freight + summed.tax
    assert Money(0, "USD") <= summed.discount <= summed.goods
    exact = Decimal(summed.taxable.minor) * rate / 100
    assert abs(Decimal(summed.tax.minor) - exact) <= Decimal("0.5")


@given(code=CODES, steps=st.integers(1, 10**9), share=st.integers(1, 99))
def test_instalments_sum_to_the_total_and_each_can_be_charged(code, steps, share):
    total = Money(steps * minor_step(code), code)
    amounts = schedule(total, percents(str(share), str(100 - share)))
    assert sum(amounts, Money(0, code)) == total
    assert all(fits_step(amount) for amount in amounts)


def test_the_last_instalment_takes_the_remainder():
    assert [amount.minor for amount in schedule(Money(100, "USD"), percents("33.33", "33.33", "33.34"))] == [33, 33, 34]
    assert [amount.minor for amount in schedule(Money(1941640, "USD"), percents("30", "70"))] == [582492, 1359148]


@pytest.mark.parametrize("steps", [[], percents("30", "60"), percents("100", "1"), [Step(None, 5000, "on_acceptance")]])
def test_a_schedule_that_is_not_the_whole_is_refused(steps):
    with pytest.raises(NotSendable):
        schedule(Money(10000, "USD"), steps)


def test_an_amount_and_the_rest_make_a_schedule():
    steps = [Step(None, 2500, "on_acceptance"), Step(Decimal(75), None, "before_shipment")]
    assert [amount.minor for amount in schedule(Money(10000, "USD"), steps)] == [2500, 7500]


@pytest.mark.parametrize(("minor", "code"), [(49, "USD"), (100_000_000, "USD"), (1234, "KWD"), (0, "EUR")])
def test_what_stripe_cannot_take_is_refused_with_the_instalment_named(minor, code):
    with pytest.raises(NotSendable, match="Instalment 1"):
        check_instalments([Money(minor, code)])


def test_a_quantity_below_the_first_break_has_no_price():
    breaks = [(10, 400), (50, 350)]
    with pytest.raises(QuantityNotOffered):
        price_at(breaks, 9)
    assert (price_at(breaks, 10), price_at(breaks, 49), price_at(breaks, 5000)) == (400, 400, 350)


def test_a_ladder_falls_or_stays():
    assert ladder_falls([(50, 350), (10, 400), (100, 350)])
    assert not ladder_falls([(10, 400), (50, 401)])
