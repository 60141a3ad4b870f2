import math

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from catalog import units
from catalog.attributes import ATTRIBUTES
from catalog.quantities import NotAQuantity, parse, show

NUMERIC = [each for each in ATTRIBUTES.values() if each.quantity]


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("0.4", "rated_torque", 0.4),
        ("0.4Nm", "rated_torque", 0.4),
        ("0,4 N·m", "rated_torque", 0.4),
        ("400 mN·m", "rated_torque", 0.4),
        ("400 MNm", "rated_torque", 0.4),
        ("4 kgf·cm", "rated_torque", 0.392266),
        ("4 kg-cm", "rated_torque", 0.392266),
        ("56.6 oz-in", "rated_torque", 0.399683832685),
        ("56.6ozin", "rated_torque", 0.399683832685),
        ("3.54 lbf·in", "rated_torque", 0.399966294758),
        ("1 lbf·ft", "rated_torque", 1.35581794833),
        ("2 牛·米", "rated_torque", 2.0),
        ("3,000 rpm", "rated_speed", 314.159265359),
        ("3 000 min⁻¹", "rated_speed", 314.159265359),
        ("3000 r/min", "rated_speed", 314.159265359),
        ("3000 U/min", "rated_speed", 314.159265359),
        ("3000转/分", "rated_speed", 314.159265359),
        ("314.159265359 rad/s", "rated_speed", 314.159265359),
        ("6.44 V/krpm", "back_emf_constant", 0.0614974700107),
        ("61.5 mN·m/A", "torque_constant", 0.0615),
        ("227 g·cm²", "rotor_inertia", 2.27e-05),
        ("227gcm2", "rotor_inertia", 2.27e-05),
        ("1 oz·in·s²", "rotor_inertia", 0.00706155181423),
        ("337 mohm", "terminal_resistance", 0.337),
        ("337 mΩ", "terminal_resistance", 0.337),
        ("450 µH", "terminal_inductance", 0.00045),
        ("450 μH", "terminal_inductance", 0.00045),
        ("266 °F", "max_winding_temperature", 130.0),
        ("130 ℃", "max_winding_temperature", 130.0),
        ("−20 °C", "ambient_temperature_min", -20.0),
        ("-4 °F", "ambient_temperature_min", -20.0),
        ('2"', "frame_size", 0.0508),
        ("57㎜", "frame_size", 0.057),
        ("０．４Ｎｍ", "rated_torque", 0.4),
        ("85 %", "max_efficiency", 0.85),
        ("1.4 × 10⁻⁴ mN·m/rpm", "viscous_friction", 1.33690152197e-06),
        ("2500 1/turn", "encoder_resolution", 2500.0),
        ("250 g", "mass", 0.25),
        ("1.2e-3 Nm", "rated_torque", 0.0012),
    ],
)
def test_a_figure_is_read_however_engineers_write_it(text, key, expected):
    assert parse(text, key, language="en") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [("3,000", "en", 3000), ("3.000", "en", 3), ("3,000", "de", 3), ("3.000", "de", 3000), ("0,400", "en", 0.4),
     ("1.234,5", "en", 1234.5), ("1,234.5", "de", 1234.5), ("1'234.5", "en", 1234.5), ("3,000", "zh-hans", 3000)],
)  # fmt: skip
def test_one_separator_before_three_digits_is_read_as_the_page_writes_it(text, language, expected):
    assert parse(text, "terminal_resistance", language=language) == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "rated_torque"),
        ("nan", "rated_torque"),
        ("inf", "rated_torque"),
        ("1e999 Nm", "rated_torque"),
        ("1e40 Nm", "rated_torque"),
        ("-1 Nm", "rated_torque"),
        ("5 A", "rated_torque"),
        ("1000 J", "rated_torque"),  # the dimension of a torque, and none
        ("50 Hz", "rated_speed"),
        ("1/2", "rated_torque"),
        ("12,34,5", "rated_speed"),
        ("1.2.3", "rated_torque"),
        ("-300 °C", "ambient_temperature_min"),
        ("120 %", "max_efficiency"),
        ("9" * 5000, "rated_torque"),
        ("1\x00Nm", "rated_torque"),
        ("red", "frame_shape"),
    ],
)
def test_what_is_no_such_figure_is_refused_in_a_sentence(text, key):
    with pytest.raises(NotAQuantity) as refused:
        parse(text, key)
    assert str(refused.value.sentence).endswith(".")


def test_a_refused_unit_names_those_on_our_pages_first():
    with pytest.raises(NotAQuantity, match=r"“A” is not a unit of this figure. Use N·m, mN·m, lbf·in, oz·in"):
        parse("5 A", "rated_torque")


@given(st.text(max_size=60), st.sampled_from(NUMERIC))
def test_no_text_makes_reading_fail_otherwise(text, attribute):
    try:
        value = parse(text, attribute)
    except NotAQuantity:
        return
    assert math.isfinite(value)


@given(st.data(), st.sampled_from(NUMERIC), st.sampled_from(["en", "de", "zh-hans"]), st.sampled_from(["si", "us"]))
def test_what_is_printed_reads_back_as_the_same_figure(data, attribute, language, system):
    quantity = attribute.quantity
    if quantity.whole:
        value = float(data.draw(st.integers(0, int(min(quantity.limit, 10**7)))))
    else:
        value = data.draw(st.floats(0, min(quantity.limit * 0.9, 1e6), allow_subnormal=False))
        value = 0.0 if value < 1e-12 else value
    if value in attribute.choices:
        return
    with translation.override(language):
        figure = show(value, attribute, system)
        back = parse(str(figure), attribute)
    assert math.isclose(back, value, rel_tol=6e-4, abs_tol=1e-2 if quantity.name == "temperature" else 1e-15)


@pytest.mark.parametrize(
    ("value", "key", "system", "expected"),
    [
        (0.47, "rated_torque", "si", "0.47 N·m"),
        (0.0845, "rated_torque", "si", "84.5 mN·m"),
        (0.47, "rated_torque", "us", "66.56 oz·in"),
        (15.0, "rated_torque", "us", "132.8 lbf·in"),
        (1.13, "mass", "si", "1.13 kg"),
        (0.057, "mass", "si", "57 g"),
        (0.057, "frame_size", "us", "2.244 in"),
        (1256.63706144, "max_speed", "si", "12,000 rpm"),
        (-20.0, "ambient_temperature_min", "si", "−20 °C"),
        (130.0, "max_winding_temperature", "us", "266 °F"),
        (0.785398163397, "hole_start", "si", "45°"),
        (1048576.0, "encoder_resolution", "si", "1,048,576 pulses/turn"),
        (1.33690152197e-06, "viscous_friction", "si", "1.4 × 10⁻⁴ mN·m/rpm"),
        (-1.0, "direction", "si", "against the motor"),
        (True, "brake", "si", "yes"),
        ("laminations", "finish", "si", "bare laminations"),
        ("CE;RoHS", "certifications", "si", "CE, RoHS"),
    ],
)
def test_a_figure_is_printed_in_the_unit_that_suits_it(value, key, system, expected):
    assert str(show(value, key, system)).replace("\u00a0", " ") == expected


def test_a_german_figure_has_a_comma_and_narrow_spaces():
    with translation.override("de"):
        assert show(1256.63706144, "max_speed").number == "12\u202f000"
        assert show(0.47, "rated_torque").number == "0,47"


def test_the_same_figure_in_two_units_is_one_number():
    assert parse("57 mm", "frame_size") == parse("5.7 cm", "frame_size") == parse("0.057 m", "frame_size")
    assert parse("300 mN·m", "rated_torque") == parse("0.3 N·m", "rated_torque") == parse("30 N·cm", "rated_torque")


def test_every_display_unit_reads_as_itself_and_the_stored_unit_converts_by_one():
    for attribute in NUMERIC:
        name = attribute.quantity.name
        for unit in (*attribute.units, *attribute.us_units):
            assert units.find(unit, name) == unit if unit else units.find("1", name) == "", (attribute.key, unit)
        assert units.to_stored(1.0, units.find(attribute.si_unit, name), name) == 1.0, attribute.key


def test_no_spelling_means_two_units_of_one_quantity():
    for quantity, known in units.UNITS.items():
        meant: dict[str, str] = {}
        for unit in known:
            for spelling in {units.fold(each) for each in (unit.symbol, *unit.spellings)}:
                assert meant.setdefault(spelling, unit.symbol) == unit.symbol, (quantity, spelling)
