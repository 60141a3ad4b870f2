import pytest
from django.core.exceptions import ValidationError

from catalog.errors import PartNumberTaken
from catalog.models import Part
from catalog.part_numbers import fold, refusal
from catalog.queries import find_part, find_parts
from catalog.services import create_part
from tests.make import make_motor, make_product
from tests.parallel import in_parallel


@pytest.mark.parametrize("number", ["57BL94-2430", "A/B+1.5", "42GPT_R3.6:1", "EC 45 flat", "Ω-1"])
def test_what_makers_print_is_a_part_number(number):
    assert refusal(number) is None


@pytest.mark.parametrize(
    "number",
    ["/A", "A/", " A", "A ", ".A", "A.",
     "A,B", "A\x00B", "A\nB", "A\u200bB", "A//B", "A/../B", "A/./B", "-", "A\\B", "A\u00a0B"],
)  # fmt: skip
def test_what_breaks_addresses_and_lists_is_refused_in_a_sentence(number):
    assert str(refusal(number)).endswith(".")


@pytest.mark.parametrize(
    "typed", ["57bl94-2430", "57bl94 2430", "57BL942430", "  57BL94.2430", "５７ＢＬ９４－２４３０"]
)
@pytest.mark.django_db
def test_a_part_is_found_however_its_number_is_typed(typed):
    motor = make_motor("57BL94-2430")
    assert find_part(typed) == motor.part


@pytest.mark.parametrize("typed", ["", "\x00", "-", "57BL", "x" * 100_000, "𝕏" * 300])
@pytest.mark.django_db
def test_what_numbers_nothing_finds_nothing(typed):
    make_motor("57BL94-2430")
    assert find_part(typed) is None


@pytest.mark.django_db
def test_several_parts_come_in_the_order_asked_for_each_once(django_assert_num_queries):
    motor, encoder = make_motor("57BL94-2430"), make_product("encoder", "E16-256")
    with django_assert_num_queries(1):
        found = find_parts(["e16256", "nothing", "57bl94-2430", "E16-256"])
        assert [part.product.part_number for part in found] == ["E16-256", "57BL94-2430"]
        assert [part.product.series.slug for part in found] == [encoder.series.slug, motor.series.slug]


@pytest.mark.django_db
def test_a_number_that_differs_only_in_dashes_is_taken():
    create_part(number="57BL94-2430", kind="motor", manufacturer="Sherry Motor")
    with pytest.raises(PartNumberTaken, match="57bl94 2430"):
        create_part(number="57bl94 2430", kind="encoder", manufacturer="Another")
    assert Part.objects.count() == 1


@pytest.mark.django_db
def test_a_part_number_with_a_comma_gets_no_row():
    with pytest.raises(ValidationError, match="comma"):
        create_part(number="A,B", kind="motor", manufacturer="Sherry Motor")


def test_folding_keeps_letters_of_every_alphabet():
    assert fold("ä-1/b") == "Ä1B"


@pytest.mark.django_db(transaction=True)
def test_of_many_who_claim_a_number_at_once_one_gets_it_and_the_others_a_sentence():
    def claim():
        try:
            return create_part(number="57BL94-2430", kind="motor", manufacturer="Sherry Motor").pk
        except PartNumberTaken as taken:
            return " ".join(taken.messages)

    answers = in_parallel(8, claim)
    assert sum(isinstance(answer, int) for answer in answers) == 1
    assert all("is taken" in answer for answer in answers if isinstance(answer, str))
    assert Part.objects.count() == 1
