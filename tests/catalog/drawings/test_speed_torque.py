from dataclasses import fields, replace

import numpy as np
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis.strategies import floats, lists, none, one_of, sampled_from

from catalog.drawings.curve import Curve
from catalog.drawings.sparkline import shared_scale, sparkline
from catalog.drawings.speed_torque import speed_torque_curve
from catalog.drawings.table import curve_table
from catalog.physics.figures import MotorFigures
from tests.catalog.drawings.pictures import level_text_boxes, of_class, overlaps, parsed, texts
from tests.catalog.physics.test_figures import WHOLE

IMPORTED = MotorFigures(
    part_number="606793",
    rated_voltage=24,
    torque_constant=0.068,
    terminal_resistance=0.119,
    no_load_speed=349.7,
    no_load_current=0.657,
    rated_current=9.36,
    rated_torque=0.068 * (9.36 - 0.657),
    max_speed=340.0,
)
LEFT, RIGHT, TOP, BOTTOM = 62, 622, 66, 422


def notes(figures):
    return " ".join(str(note) for note in Curve.of(figures).notes)


def test_the_diagram_shows_both_lines_both_regions_the_rated_point_and_its_units():
    root = parsed(speed_torque_curve(WHOLE))
    assert len(of_class(root, "vl")) == len(of_class(root, "cold")) == 1
    assert len(of_class(root, "r-c")) == len(of_class(root, "r-i")) == 1
    assert len(of_class(root, "np")) == 1
    said = texts(root)
    assert {"Torque M, N·m", "Speed n, rpm", "Current I, A", "Rated point", "Continuous", "Intermittent"} <= set(said)
    assert "24\u00a0V, warm" in said
    assert "24\u00a0V, cold" in said
    assert "Peak 1.5\u00a0N·m" in said


def test_title_and_description_say_what_the_picture_shows():
    root = parsed(speed_torque_curve(WHOLE, ident="x"))
    title, description = root[0], root[1]
    assert title.text == "Speed–torque diagram of 57BL94-2430 at 24\u00a0V"
    assert "Peak torque 1.5\u00a0N·m." in description.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}" == "x-t x-d"


def test_us_readers_get_their_torque_unit():
    said = texts(parsed(speed_torque_curve(WHOLE, system="us")))
    assert "Torque M, oz·in" in said
    assert "Peak 212\u00a0oz·in" in said


def test_small_torques_are_shown_in_millinewton_metres():
    assert "Torque M, mN·m" in texts(parsed(speed_torque_curve(replace(WHOLE, rated_torque=0.05, peak_torque=0.15))))


def test_german_numbers_have_a_decimal_comma():
    with translation.override("de"):
        assert any("," in each for each in texts(parsed(speed_torque_curve(WHOLE))) if each[:1].isdigit())


def test_other_supplies_are_dashed_and_named():
    root = parsed(speed_torque_curve(WHOLE, supplies=[12, 36]))
    assert len(of_class(root, "ghost")) == 2
    assert {"12\u00a0V", "36\u00a0V"} <= set(texts(root))


def test_the_continuous_region_lies_under_the_careful_line_and_ends_at_the_thermal_limit():
    curve = Curve.of(WHOLE)
    torques, speeds = curve.continuous
    allowed = curve.machine.torque(speed=speeds, voltage=24.0)
    limit = curve.machine.continuous_torque(speed=speeds)
    assert np.all(torques <= allowed * (1 + 1e-6))
    assert np.allclose(torques, limit, rtol=1e-6)
    assert torques[-1] == pytest.approx(allowed[-1], rel=1e-4)  # the corner lies on both


def test_a_hot_day_shrinks_the_continuous_region():
    assert Curve.of(WHOLE, ambient=60).continuous[0][0] < Curve.of(WHOLE).continuous[0][0]


def test_the_readers_point_has_a_flag_on_each_axis():
    root = parsed(speed_torque_curve(WHOLE, point=(0.4, 314.16)))
    (mark,) = of_class(root, "op")
    assert {"0.4", "3,000"} <= {"".join(each.itertext()) for each in mark.iter() if each.tag.endswith("text")}


def test_without_thermal_data_the_limit_is_that_of_the_rated_current_and_the_notes_say_so():
    root = parsed(speed_torque_curve(IMPORTED))
    assert len(of_class(root, "r-c")) == 1
    assert not of_class(root, "r-i")
    assert "derived from the rated current" in notes(IMPORTED)
    assert "Peak torque is not published" in notes(IMPORTED)
    assert "estimated" in notes(IMPORTED)
    assert "Rated current" in texts(root)


def test_without_any_continuous_figure_no_region_is_claimed():
    bare = IMPORTED.without("rated_current", "rated_torque")
    root = parsed(speed_torque_curve(bare))
    assert len(of_class(root, "vl")) == 1
    assert not of_class(root, "r-c")
    assert "is not known" in notes(bare)


def test_without_resistance_only_the_published_points_are_shown():
    exporter = WHOLE.without("terminal_resistance", "max_winding_temperature")
    root = parsed(speed_torque_curve(exporter))
    assert not of_class(root, "vl")
    assert len(of_class(root, "np")) == 1
    assert "only the published points" in notes(exporter)
    assert curve_table(exporter).rows == []


def test_nothing_published_gives_no_picture_and_a_sentence():
    nothing = MotorFigures(part_number="X")
    assert speed_torque_curve(nothing) == ""
    assert sparkline(nothing) == ""
    assert "no diagram" in notes(nothing)
    assert curve_table(nothing).rows == []


def test_permissible_speed_is_drawn_where_it_cuts_the_diagram():
    assert "Permissible 3,247\u00a0rpm" in texts(parsed(speed_torque_curve(IMPORTED)))


def test_a_rated_point_off_the_lines_is_flagged():
    assert "off the lines" in notes(replace(WHOLE, rated_speed=200.0))
    assert "off the lines" not in notes(WHOLE)
    assert Curve.of(WHOLE).rated_line == "careful"


def test_efficiency_lines_need_friction():
    assert of_class(parsed(speed_torque_curve(WHOLE)), "isl")
    assert not of_class(parsed(speed_torque_curve(IMPORTED.without("no_load_current"))), "isl")


def test_the_table_holds_the_figures_of_the_picture():
    table = curve_table(WHOLE)
    assert [column.unit for column in table.columns] == ["N·m", "rpm", "rpm", "A", "W", "%", "°C", ""]
    rated = next(row for row in table.rows if row[0] == "0.47")
    curve = Curve.of(WHOLE)
    speed = float(curve.machine.speed(torque=0.47, voltage=24.0))
    assert rated[2] == f"{round(speed * 30 / np.pi, 0):,.0f}"
    assert rated[-1] == "continuous"
    assert table.rows[-1][0] == "1.5"
    assert table.rows[-1][-1] == "intermittent"
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_a_table_beyond_the_thermal_limit_gives_no_invented_temperature():
    assert any(row[-2].startswith(">") for row in curve_table(WHOLE).rows)


NUMBERS = sum(each.default is None for each in fields(MotorFigures))
FIGURE = one_of(none(), floats(1e-9, 1e9), sampled_from([0.0, 1.0, 24.0, 1e-3]))


@settings(max_examples=150, deadline=None)
@given(
    lists(FIGURE, min_size=NUMBERS, max_size=NUMBERS),
    sampled_from(["", "NdFeB", "unknown"]),
    sampled_from(["", "A rms"]),
)
def test_no_figures_at_all_can_break_the_pictures(values, magnet, basis):
    numbers = [each.name for each in fields(MotorFigures) if each.default is None]
    figures = MotorFigures(
        part_number="<&>", magnet_material=magnet, constant_basis=basis, **dict(zip(numbers, values, strict=True))
    )
    for picture in (speed_torque_curve(figures), sparkline(figures)):
        if picture:
            parsed(picture)
    curve_table(figures)


@given(
    V=sampled_from([12.0, 24.0, 48.0]),
    torque=floats(0.01, 10),
    speed=floats(20, 1200),
    fall=floats(0.05, 0.6),
    peak=floats(1.5, 5),
    language=sampled_from(["en", "de"]),
)
@settings(max_examples=100, deadline=None)
def test_no_two_texts_lie_on_each_other(V, torque, speed, fall, peak, language):
    k = V / speed * (1 - fall)
    R = fall * V * k / torque
    figures = replace(
        WHOLE.without("speed_torque_gradient", "stall_torque", "no_load_speed", "no_load_current", "rated_power"),
        rated_voltage=V,
        rated_torque=torque,
        rated_speed=speed,
        torque_constant=k,
        back_emf_constant=k,
        terminal_resistance=R,
        rated_current=torque / k,
        peak_torque=peak * torque,
        peak_current=None,
        friction_torque=0.02 * torque,
        viscous_friction=0.0,
        max_speed=2 * speed,
    )
    with translation.override(language):
        root = parsed(speed_torque_curve(figures, point=(0.8 * torque, 0.9 * speed)))
    assert overlaps(level_text_boxes(root, size=13)) == []
    inside = [box for box in level_text_boxes(root, size=20) if box[1].top > TOP and box[1].bottom < BOTTOM + 2]
    assert overlaps([box for box in inside if box[1].left > LEFT]) == []  # as on a phone


def test_sparklines_of_a_table_share_a_scale_and_say_their_figures():
    small, large = replace(WHOLE, peak_torque=0.75), replace(WHOLE, peak_torque=1.5)
    scale = shared_scale([small, large])
    ends = []
    for figures in (small, large):
        root = parsed(sparkline(figures, scale=scale, point=(0.4, 314)))
        (line,) = of_class(root, "ln")
        ends.append(float(line.get("points").split()[-1].split(",")[0]))
        assert of_class(root, "pt")
    assert ends[0] < ends[1] <= 104
    assert "1.5\u00a0N·m peak" in sparkline(large)
