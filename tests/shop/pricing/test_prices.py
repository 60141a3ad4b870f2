from datetime import date
from pathlib import Path

import pytest

from shop.money import Money
from shop.pricing.errors import LadderRises, PriceFileRefused
from shop.pricing.models import Cost, PriceBreak, PriceList, Supply
from shop.pricing.queries import offers, unit_price
from shop.pricing.services import load_demo, set_prices
from tests.make import make_part, make_price_list, make_prices

HEAD = "part_number,currency,price_1,price_10,cost,stock,lead_time,lot_size,minimum_order\n"
UNITS = "[unit],,USD,USD,USD,piece,day,piece,piece\n"


def price_file(folder: Path, *rows: str, head: str = HEAD) -> Path:
    (folder / "prices.csv").write_text(head + UNITS + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return folder


@pytest.mark.django_db
def test_the_price_of_a_quantity_is_that_of_the_largest_break_it_reaches():
    part = make_part("57BL94-2430")
    make_prices(part, {10: "40.00", 50: "38.60", 200: "33.90"})
    assert unit_price(part.pk, 9) is None
    assert unit_price(part.pk, 10) == Money(4000, "USD")
    assert unit_price(part.pk, 199) == Money(3860, "USD")
    assert unit_price(part.pk, 100_000) == Money(3390, "USD")


@pytest.mark.django_db
def test_a_currency_without_a_list_is_on_request_and_never_converted():
    part = make_part("57BL94-2430")
    make_prices(part)
    offer = offers([part.pk], "EUR")[part.pk]
    assert offer.breaks == []
    assert offer.stock == 120


@pytest.mark.django_db
def test_the_newest_list_in_force_holds(monkeypatch):
    part = make_part("57BL94-2430")
    make_prices(part, {1: "52.00"})
    for day, price in ((date(2026, 6, 1), "54.00"), (date(2999, 1, 1), "99.00")):
        newer = make_price_list(valid_from=day)
        set_prices(price_list=newer, part=part, breaks={1: Money.parse(price, "USD")})
    assert unit_price(part.pk, 1) == Money(5400, "USD")


@pytest.mark.django_db
def test_a_larger_quantity_never_costs_more_a_piece():
    part = make_part("57BL94-2430")
    make_prices(part)
    with pytest.raises(LadderRises):
        set_prices(price_list=make_price_list(), part=part, breaks={1: Money(100, "USD"), 10: Money(101, "USD")})
    assert unit_price(part.pk, 50) == Money(3860, "USD")


@pytest.mark.django_db
def test_the_demonstration_prices_load_twice_to_the_same_rows(tmp_path):
    part, plain = make_part("57BL94-2430"), make_part("56PL-10", "gearbox")
    folder = price_file(
        tmp_path,
        '"[note] Demonstration data",,,,,,,,',
        "57BL94-2430,USD,52.00,44.10,21.40,120,21,20,2",
        "56PL-10,USD,41.50,,20.00,,28,10,1",
        "NOT-OURS,USD,1.00,1.00,1.00,1,1,1,1",
    )
    assert load_demo(folder) == 2
    assert load_demo(folder) == 2
    assert PriceBreak.objects.count() == 3
    assert Cost.objects.count() == Supply.objects.count() == 2
    assert PriceList.objects.count() == 1
    offer = offers([part.pk, plain.pk])
    assert [row.unit_price.minor for row in offer[part.pk].breaks] == [5200, 4410]
    assert (offer[part.pk].lead_time_days, offer[part.pk].minimum_order, offer[part.pk].lot_size) == (21, 2, 20)
    assert offer[plain.pk].stock is None
    assert offer[plain.pk].place == "EXW Changzhou"


@pytest.mark.django_db
def test_a_price_file_with_a_rising_ladder_or_other_columns_changes_nothing(tmp_path):
    make_part("57BL94-2430")
    with pytest.raises(LadderRises):
        load_demo(price_file(tmp_path, "57BL94-2430,USD,40.00,44.10,21.40,120,21,20,2"))
    with pytest.raises(PriceFileRefused):
        load_demo(price_file(tmp_path, "57BL94-2430,1", head="part,price\n"))
    assert not PriceBreak.objects.exists()
