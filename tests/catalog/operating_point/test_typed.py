"""The operating point in addresses and forms."""

from math import isclose, pi

import pytest
from hypothesis import given
from hypothesis.strategies import dictionaries, floats, none, one_of, sampled_from, text

from catalog.operating_point import OperatingPoint, read


def test_bare_numbers_are_in_the_usual_units():
    point = read({"m": "0.4", "n": "3000", "v": "24", "ta": "40"}).point
    assert point is not None
    assert (point.torque, point.supply, point.ambient) == (0.4, 24.0, 40.0)
    assert isclose(point.speed, 3000 * pi / 30)


def test_units_are_read_and_what_was_typed_stays():
    typed = read({"m": "56.6 oz·in", "n": "314.16 rad/s", "v": "24 V"})
    assert typed.point is not None
    assert isclose(typed.point.torque, 0.4, rel_tol=1e-2)
    assert isclose(typed.point.speed, 314.16)
    assert typed.fields["m"].text == "56.6 oz·in"
    assert not typed.fields["m"].bare


@pytest.mark.parametrize(
    ("typed_in", "field"),
    [
        ({"m": "abc", "n": "3000"}, "m"),
        ({"m": "0.4", "n": "3000 apples"}, "n"),
        ({"m": "-1", "n": "3000"}, "m"),
        ({"m": "0", "n": "3000"}, "m"),
        ({"m": "0.4", "n": "3000", "v": "0"}, "v"),
        ({"m": "0.4"}, "n"),
        ({"n": "3000"}, "m"),
        ({"m": "9" * 400, "n": "1"}, "m"),
        ({"m": "0.4\x00", "n": "3,0,0"}, "n"),
    ],
)
def test_a_wrong_field_has_its_sentence_and_there_is_no_point(typed_in, field):
    typed = read(typed_in)
    assert [each.name for each in typed.problems] == [field]
    assert typed.point is None
    assert str(typed.problems[0].problem)


def test_nothing_typed_is_no_problem():
    typed = read({})
    assert typed.point is None
    assert typed.problems == []


@given(
    torque=floats(1e-4, 1e3),
    speed=floats(0, 1e4),
    supply=one_of(none(), floats(0.1, 1000)),
    ambient=one_of(none(), floats(-40, 90).map(lambda value: round(value, 6))),
    language=sampled_from(["en", "de", "zh-hans"]),
)
def test_a_point_survives_its_own_address_in_every_language(torque, speed, supply, ambient, language):
    point = OperatingPoint(torque=torque, speed=speed, supply=supply, ambient=ambient)
    again = read(point.parameters(), language=language).point
    assert again is not None
    assert all(
        isclose(value, again.figures()[name], rel_tol=1e-6, abs_tol=1e-8) for name, value in point.figures().items()
    )
    assert OperatingPoint.from_stored(point.stored()) == point


def test_a_torque_of_three_decimals_is_no_thousand_on_a_german_page():
    point = OperatingPoint(torque=1.234, speed=10.0)
    again = read(point.parameters(), language="de").point
    assert again is not None
    assert isclose(again.torque, 1.234)


@given(dictionaries(sampled_from(["m", "n", "v", "ta"]), text(max_size=200)))
def test_no_address_breaks_it(parameters):
    typed = read(parameters)
    assert typed.point is None or not typed.problems


@pytest.mark.parametrize("data", [None, [], "x", {}, {"torque": "1"}, {"torque": 1}, {"speed": 3.0}])
def test_what_is_no_stored_point_is_none(data):
    assert OperatingPoint.from_stored(data) is None
