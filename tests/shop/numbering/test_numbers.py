import pytest
from django.db import transaction

from shop.numbering.services import next_number
from tests.parallel import in_parallel


@pytest.mark.django_db(transaction=True)
def test_parallel_draws_have_no_gap_and_no_double():
    def draw() -> str:
        with transaction.atomic():
            return next_number(series="Q", year=2026)

    assert sorted(in_parallel(20, draw)) == [f"Q-2026-{number:05d}" for number in range(1, 21)]


@pytest.mark.django_db(transaction=True)
def test_a_number_that_was_rolled_back_is_given_again():
    def draw_and_fail() -> None:
        with transaction.atomic():
            next_number(series="SO", year=2026)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        draw_and_fail()
    with transaction.atomic():
        assert next_number(series="SO", year=2026) == "SO-2026-00001"


@pytest.mark.django_db(transaction=True)
def test_a_number_is_only_drawn_inside_a_transaction():
    with pytest.raises(RuntimeError):
        next_number(series="Q")
