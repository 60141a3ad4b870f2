"""The address of the search: what it means, and that writing what was read says the same."""

import math
from urllib.parse import quote

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from shop.browse.fields import field_names, fields
from shop.browse.filters import Choice, Interval, Query, read, sent_by_a_form


def query(text: str, **options: object) -> Query:
    return read(QueryDict(text), **options)


def interval(text: str, name: str = "rated_torque") -> tuple[float | None, float | None]:
    found = query(text)
    assert not found.problems
    asked = found.filter(name)
    assert isinstance(asked, Interval)
    return asked.low and asked.low.value, asked.high and asked.high.value


def values(text: str, name: str) -> tuple[object, ...]:
    found = query(text)
    assert not found.problems
    asked = found.filter(name)
    assert isinstance(asked, Choice)
    return asked.values


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("rated_torque=0.1..0.5", 0.1, 0.5),
        ("torque=0.1..0.5", 0.1, 0.5),
        ("rated_torque=0.1..", 0.1, None),
        ("rated_torque=..0.5", None, 0.5),
        ("rated_torque=0.3", 0.3, 0.3),
        ("rated_torque=30ozin..", 0.211846554687, None),
        ("rated_torque=100..500mNm", 0.1, 0.5),
        ("rated_torque=100mNm..0.5Nm", 0.1, 0.5),
        ("rated_torque_min=0.1&rated_torque_max=0.5", 0.1, 0.5),
        ("rated_torque_min=&rated_torque_max=0.5", None, 0.5),
        ("rated_torque_min=30&rated_torque_max=&rated_torque_unit=oz%C2%B7in", 0.211846554687, None),
        ("rated_torque_min=0.1Nm&rated_torque_unit=oz%C2%B7in", 0.1, None),
    ],
)
def test_an_interval_is_read_in_any_unit(text, low, high):
    assert interval(text) == (pytest.approx(low) if low else None, pytest.approx(high) if high else None)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("voltage=24,48", "voltage", (24.0, 48.0)),
        ("rated_voltage=24", "voltage", (24.0,)),
        ("voltage=24&voltage=48", "voltage", (24.0, 48.0)),
        ("voltage=24&rated_voltage=24V", "voltage", (24.0,)),
        ("frame=57,2.25in", "frame", (0.057, 0.05715)),
        ("ip=IP54", "ip", ("IP54",)),
        ("sensor=without", "sensor", ("none",)),
        ("sensor=hall 120°", "sensor", ("Hall 120°",)),
        ("brake=yes", "brake", (True,)),
        ("manufacturer=Sherry Motor", "manufacturer", ("Sherry Motor",)),
        ("series=57bl", "series", ("57bl",)),
    ],
)
def test_choices_are_read_by_key_and_by_short_name(text, name, expected):
    assert values(text, name) == expected


def test_none_asks_for_motors_that_publish_no_figure():
    assert query("rated_torque=none").filter("rated_torque") == Interval(fields()["rated_torque"], missing=True)
    both = query("rated_torque=0.1..0.5,none").filter("rated_torque")
    assert both.missing
    assert (both.low.value, both.high.value) == (0.1, 0.5)
    assert query("ip=IP54,none").filter("ip") == Choice(fields()["ip"], ("IP54",), missing=True)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("rated_torque=a..b", "rated_torque", "does not begin with a number"),
        ("rated_torque=0.5..0.1", "rated_torque", "the first figure is larger"),
        ("rated_torque=1..2..3", "rated_torque", "two ends"),
        ("rated_torque=0.1rpm..", "rated_torque", "not a unit of this figure"),
        ("rated_torque=nan..", "rated_torque", "does not begin with a number"),
        ("rated_torque=1e999..", "rated_torque", "beyond"),
        ("rated_torque=0.1..0.2&torque=0.3..0.4", "rated_torque", "asked for twice"),
        ("voltage=abc", "voltage", "does not begin with a number"),
        ("sensor=telepathy", "sensor", "is not one of"),
        ("brake=perhaps", "brake", "neither yes nor no"),
        ("price=cheap", "price", "is not a price"),
        ("price=50XXX", "price", "do not know this currency"),
        ("sort=colour", "sort", "no column of this name"),
        ("page=0", "page", "counted"),
        ("page=99999999999999999999", "page", "counted"),
        ("q=%00", "q", "character"),
        ("series=a%00b", "series", "character"),
        ("q=" + "a" * 201, "q", "longer than"),
        ("q=one two three four five six seven eight nine", "q", "more than 8 words"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_reason(text, name, said):
    problem = query(text).problem(name)
    assert problem is not None
    assert said in str(problem.sentence)


def test_what_was_typed_into_a_wrong_limit_is_kept():
    problem = query("rated_torque_min=abc&rated_torque_max=0.5").problem("rated_torque")
    assert problem.ends == ("abc", "0.5")


def test_the_search_box_reads_voltage_frame_and_protection_and_searches_the_rest():
    found = query("q=57BL 24 V 57mm ip54 servo")
    assert found.words == ("57BL", "servo")
    assert [(token, choice.field.name, choice.values) for token, choice in found.understood] == [
        ("24 V", "voltage", (24.0,)),
        ("57mm", "frame", (0.057,)),
        ("ip54", "ip", ("IP54",)),
    ]


def test_leaving_out_what_the_box_says_keeps_the_rest_as_filters():
    found = query("q=57BL 24V ip54 0.4Nm 3000rpm")
    assert found.without(found.filter("voltage")).written() == "q=57BL&ip=IP54&m=0.4&n=3000"
    assert found.without_words(["57BL"]).written() == "voltage=24&ip=IP54&m=0.4&n=3000"
    assert found.without_point().written() == "q=57BL&voltage=24&ip=IP54"


def test_the_order_and_the_page_leave_the_box_as_it_was_typed():
    assert query("q=24V 0.4Nm 3000rpm").sorted_by("mass").written() == "q=24V+0.4Nm+3000rpm&sort=mass"


def test_what_the_address_says_of_a_field_holds_before_the_box():
    found = query("q=24V 57mm&voltage=48")
    assert [each.written() for each in found.everything] == ["57", "48"]


@pytest.mark.parametrize(
    ("text", "name", "written"),
    [
        ("about 0.5kg", "mass", "0.4..0.6"),
        (">=0.4Nm", "rated_torque", "0.4.."),
        ("up to 57mm", "frame", "..57"),
        ("price under 50", "price", "..50"),
        ("8 poles", "pole_pairs", "4"),
        ("with brake", "brake", "yes"),
        ("max 100 oz-in", "rated_torque", "..0.706155"),
        ("high torque", "family", "high torque"),
    ],
)
def test_the_box_becomes_filters_that_can_be_written(text, name, written):
    asked = query(f"q={quote(text)}").filter(name)
    assert asked is not None
    assert asked.written() == written
    assert query(f"{name}={quote(written)}").filter(name).written() == written


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("m=0.4&n=3000", (0.4, 314.159265, None, None)),
        ("m=400mNm&n=50rps&v=24&ta=104°F", (0.4, 314.159265, 24.0, 40.0)),
        ("m=3.54&m_unit=lbf%C2%B7in&n=3000&n_unit=rpm", (0.4, 314.159265, None, None)),
        ("q=24V 0.4Nm 3000rpm", (0.4, 314.159265, None, None)),
        ("q=0.4Nm 3000rpm", (0.4, 314.159265, None, None)),
    ],
)
def test_an_operating_point_is_read_in_any_unit(text, point):
    asked = query(text).operating
    torque, speed, voltage, ambient = point
    assert (asked.torque, asked.speed) == pytest.approx((torque, speed), rel=1e-3)
    assert asked.supply == voltage
    assert asked.ambient == (ambient and pytest.approx(ambient))


def test_half_a_point_is_kept_and_asks_nothing_yet():
    found = query("m=0.4")
    assert found.operating is None
    assert not found.problems
    assert found.written() == "m=0.4"


@pytest.mark.parametrize(
    ("text", "name"), [("m=0&n=3000", "m"), ("m=-1&n=1", "m"), ("m=much", "m"), ("v=0&m=1&n=1", "v")]
)
def test_what_is_no_point_is_said_beside_its_field(text, name):
    assert query(text).problem(name) is not None


def test_a_form_is_told_from_an_address():
    assert sent_by_a_form(QueryDict("rated_torque_min=1"))
    assert sent_by_a_form(QueryDict("voltage=24&voltage=48"))
    assert sent_by_a_form(QueryDict("q=&voltage=24"))
    assert not sent_by_a_form(QueryDict("q=57BL&voltage=24,48&rated_torque=0.2..0.6&page=2"))
    assert not sent_by_a_form(QueryDict("ambient_temperature_min=-20..0"))  # a key, not the end of an interval


def test_a_decimal_comma_counts_in_a_german_form_and_the_address_has_a_point():
    found = query("rated_torque_min=0,25&rated_speed_min=3.000", language="de")
    assert found.written() == "rated_torque=0.25..&rated_speed=3000.."


def test_the_written_address_is_short_and_readable():
    text = "q=57BL&voltage=24,48&frame=57,60&rated_torque=0.2..0.6&sort=-rated_torque&page=2"
    assert query(text).written() == text


names = st.sampled_from([*field_names(), "q", "sort", "page", "m", "n", "v", "ta", "view", "size", "utm_source"])
endings = st.sampled_from(["", "_min", "_max", "_unit"])
figures = st.floats(allow_nan=True, allow_infinity=True).map(str)
anything = st.one_of(st.text(max_size=60), figures, st.sampled_from(["none", "..", "24V", "0.1..0.5", ",", "yes"]))


@given(st.lists(st.tuples(st.builds(str.__add__, names, endings), anything), max_size=8))
def test_any_address_is_read_and_says_the_same_when_written_again(pairs):
    parameters = QueryDict(mutable=True)
    for name, value in pairs:
        parameters.appendlist(name, value)
    found = read(parameters)
    again = read(QueryDict(found.written()))
    assert again.written() == found.written()
    assert not again.problems
    for each in found.filters:
        if isinstance(each, Interval):
            assert all(math.isfinite(end.value) for end in (each.low, each.high) if end)
