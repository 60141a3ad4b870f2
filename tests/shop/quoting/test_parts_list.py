import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.quoting.parts_list import MOST_LINES, read, split_line
from tests.make import make_motor


@pytest.mark.parametrize(
    ("line", "name", "quantities"),
    [
        ("57BL94-2430   100", "57BL94-2430", [100]),
        ("60BL99-2430; 50", "60BL99-2430", [50]),
        ("57BL94-2430\t200, 50 500", "57BL94-2430", [50, 200, 500]),
        ("25 x 42BL81-2440", "42BL81-2440", [25]),
        ("10 Stück 42BL81-2440", "42BL81-2440", [10]),
        ("42BL81-2440 x 1,000 pcs", "42BL81-2440", [1000]),
        ("57BL94-2430", "57BL94-2430", [1]),
        ("57BL94-2430 0", "57BL94-2430", [1]),
    ],
)
def test_a_line_is_read_as_people_write_it(line, name, quantities):
    assert split_line(line) == (name, quantities)


@pytest.mark.django_db
def test_known_numbers_are_found_slips_get_a_suggestion_and_the_rest_stays_as_written():
    for number in ("57BL94-2430", "42BL81-2440"):
        make_motor(number)
    lines = read("57bl94 2430\n57BL94-2430 50\n\n42BL18-2440 25\nQXZ-77 5")
    assert [(line.part and line.part.number, line.quantities) for line in lines] == [
        ("57BL94-2430", [1]),
        ("57BL94-2430", [50]),
        (None, [25]),
        (None, [5]),
    ]
    assert lines[2].suggestion is not None
    assert lines[2].suggestion.number == "42BL81-2440"
    assert lines[3].suggestion is None


@pytest.mark.django_db
def test_a_part_that_is_not_published_is_neither_found_nor_suggested():
    motor = make_motor("57BL94-2430")
    type(motor).objects.update(live=False)
    (line,) = read("57BL94-2430 50")
    assert line.part is line.suggestion is None


@given(st.text(max_size=400))
def test_no_line_breaks_the_reader(text):
    for line in text.splitlines():
        name, quantities = split_line(line)
        assert all(0 < quantity <= 1_000_000 for quantity in quantities)
        assert "\0" not in name


@pytest.mark.django_db
def test_a_list_of_a_thousand_lines_is_cut_not_refused():
    assert len(read("\n".join(f"AB{index} 5" for index in range(1000)))) == MOST_LINES
