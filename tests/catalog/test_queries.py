import pytest

from catalog.attributes import ATTRIBUTES
from catalog.physics_inputs import motor_figures
from catalog.queries import fits, how_it_reads, motors_for, published, specification, specification_row
from tests.make import make_fit, make_gearbox, make_motor, make_product, make_series

pytestmark = pytest.mark.django_db


def shown(product, system="si", **options):
    return {
        row.attribute.key: str(row.figure).replace("\u00a0", " ")
        for group in specification(product, system, **options)
        for row in group.rows
        if row.figure
    }


def test_drafts_are_not_published():
    motor = make_motor()
    make_product("motor", draft=True)
    assert list(published()) == [motor]


def test_a_published_motor_and_its_data_sheet_cost_one_query(django_assert_num_queries):
    make_motor()
    make_motor()
    with django_assert_num_queries(1):
        for motor in published():
            assert specification(motor, missing=True, staff=True)
            assert motor.manufacturer == "Sherry Motor"
            assert motor.demonstration is False


def test_a_data_sheet_shows_what_is_published_under_its_headings():
    motor = make_motor(noise_level=None, ip_rating="")
    groups = specification(motor)
    assert [group.key for group in groups][:3] == ["identity", "performance", "electrical"]
    figures = shown(motor)
    assert figures["rated_torque"] == "0.47 N·m"
    assert figures["manufacturer"] == "Sherry Motor"
    assert not {"noise_level", "ip_rating"} & set(figures)


def test_figures_that_are_not_published_are_named_when_asked_for():
    groups = specification(make_motor(noise_level=None), missing=True)
    row = next(row for group in groups for row in group.rows if row.attribute.key == "noise_level")
    assert row.figure is None
    assert row.value is None


def test_readers_of_us_units_see_us_units():
    figures = shown(make_motor(), "us")
    assert figures["rated_torque"] == "66.56 oz·in"
    assert figures["frame_size"] == "2.244 in"
    assert figures["max_winding_temperature"] == "266 °F"


def test_the_winding_is_for_staff_only():
    motor = make_motor(turns_per_phase=50.0)
    assert "turns_per_phase" not in shown(motor)
    assert shown(motor, staff=True)["turns_per_phase"] == "50"


def test_a_figure_says_what_it_must_be_read_with():
    motor = make_motor(radial_load=110.0, radial_load_distance=0.015)
    assert specification_row(motor, "terminal_resistance").note == "at 25\u00a0°C"
    assert specification_row(motor, "radial_load").note == "15\u00a0mm from the flange"
    assert specification_row(motor, "torque_constant").note == "A dc"
    motor.radial_load_distance = None
    assert specification_row(motor, "radial_load").note == ""


def test_a_source_is_the_series_unless_the_part_says_otherwise():
    series = make_series(
        "57bl",
        sources={
            "rated_power": {"unit": "W", "provenance": "derived"},
            "mass": {"unit": "kg", "provenance": "published"},
        },
    )
    motor = make_motor(series=series, sources={"mass": {"provenance": "measured", "given": "1.130"}})
    power, mass = specification_row(motor, "rated_power"), specification_row(motor, "mass")
    assert (power.provenance, power.given, power.formula) == ("derived", "148 W", "P_N = M_N·n_N")
    assert (mass.provenance, mass.given, mass.formula) == ("measured", "1.130 kg", "")


def test_a_row_with_nonsense_in_its_sources_still_has_a_data_sheet():
    motor = make_motor(sources={"mass": {"provenance": "rumour", "colour": "red"}})
    assert specification_row(motor, "mass").provenance == "published"


def test_a_doubted_figure_is_kept_out_of_the_physics():
    motor = make_motor(sources={"terminal_resistance": {"doubt": "off by a factor of two"}})
    figures = motor_figures(motor)
    assert figures.terminal_resistance is None
    assert figures.rated_torque == 0.47
    assert specification_row(motor, "terminal_resistance").doubt == "off by a factor of two"


def test_only_published_accessories_that_are_said_to_fit_are_offered():
    motor, gearbox, other = make_motor(), make_gearbox(), make_gearbox()
    encoder = make_product("encoder")
    make_fit(motor, gearbox)
    make_fit(motor, encoder)
    encoder.live = False
    encoder.save()
    assert fits(motor) == {"gearbox": [gearbox]}
    assert list(motors_for(gearbox)) == [motor]
    assert list(motors_for(other)) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("57BL94-2430", ["frame 57 mm", "square, inner rotor", "body 94 mm long", "24 V", "3,000 rpm"]),
        ("22sl38-24120", ["frame 22 mm", "round, slotless", "body 38 mm long", "24 V", "12,000 rpm"]),
        (
            "110HT55-2403",
            ["frame 110 mm", "round, outer rotor, high torque", "body 55 mm long", "24 V", "300 rpm"],
        ),
        ("56PL-25", ["frame 56 mm", "planetary gearbox", "ratio 25 : 1"]),
        ("22PL-3.8", ["frame 22 mm", "planetary gearbox", "ratio 3.8 : 1"]),
        ("E58-5000", ["incremental encoder", "58 mm across", "5,000 pulses per turn"]),
        ("EA36-17M", ["absolute encoder", "36 mm across", "17 bits per turn", "counts turns"]),
        ("B22-01", ["holding brake", "22 mm across", "holds 0.1 N·m"]),
        ("B103-180", ["holding brake", "103 mm across", "holds 18 N·m"]),
        ("BLX-24-40", ["sealed driver, sine commutation", "24 V", "40 A"]),
        ("EC 45 flat", []),
        ("57BL94-2430X", []),
    ],
)
def test_a_part_number_is_read_piece_by_piece(number, expected):
    pieces = how_it_reads(number)
    assert [str(meaning) for _piece, meaning in pieces] == expected
    if expected:
        assert "".join(piece for piece, _meaning in pieces) == number.upper().replace("-", "")


def test_every_attribute_of_every_kind_can_be_printed():
    for kind in ("motor", "gearbox", "encoder", "brake", "driver"):
        product = make_product(kind)
        for attribute in ATTRIBUTES.values():
            if kind in attribute.kinds:
                specification_row(product, attribute, "us")
