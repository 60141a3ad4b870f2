"""The tests' own ground: what `tests/database.py` promises."""

import pytest
from wagtail.models import Locale, Page

from tests.parallel import at_once, in_parallel


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", [1, 2])
def test_a_transactional_test_finds_the_migrated_rows_whatever_the_one_before_did(_time):
    assert Page.objects.filter(depth=1).exists()
    Page.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_parallel_writers_all_get_through():
    before = Locale.objects.count()
    languages = ["fr", "es", "it", "ja", "ko", "pt", "nl", "pl"]
    at_once(*[lambda code=code: Locale.objects.create(language_code=code) for code in languages])
    assert Locale.objects.count() == before + len(languages)


def test_results_stand_in_the_order_of_the_calls_and_errors_are_given_back():
    outcomes = at_once(lambda: 1, lambda: 1 / 0, lambda: 3, errors=True)
    assert outcomes[0] == 1
    assert isinstance(outcomes[1], ZeroDivisionError)
    assert outcomes[2] == 3
    assert in_parallel(3, lambda: "same") == ["same"] * 3
