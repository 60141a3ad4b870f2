from dataclasses import replace

import pytest

from catalog.physics.consistency import PLAUSIBLE, findings
from catalog.physics.figures import MotorFigures
from tests.catalog.physics.test_figures import WHOLE


def rules(figures: MotorFigures) -> list[str]:
    return [finding.rule for finding in findings(figures)]


def test_a_sound_motor_has_no_finding():
    assert rules(WHOLE) == []


def test_a_motor_that_publishes_nothing_has_no_finding():
    assert rules(MotorFigures()) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"rated_power": 170.0}, "power"),
        ({"no_load_speed": 387.5 * 1.2, "max_speed": None}, "no_load_speed"),
        (
            {"back_emf_constant": 0.0615 * 1.11, "speed_torque_gradient": None, "no_load_speed": None},
            "back_emf_constant",
        ),
        ({"speed_torque_gradient": 120.0}, "gradient"),
        ({"stall_torque": 3.5}, "stall_torque"),
        ({"rated_current": 7.0, "rated_power": None}, "rated_torque"),
        ({"peak_torque": 0.4}, "continuous_above_peak"),
        ({"peak_current": 8.0}, "continuous_above_peak"),
        ({"rated_current": 6.0, "rated_torque": None}, "efficiency"),
        ({"rated_speed": 400.0, "rated_power": None}, "rated_above_no_load"),
        ({"rotor_inertia": 227e-2}, "inertia_for_mass"),
        ({"mass": 113.0, "rotor_inertia": None}, "density"),
        ({"max_efficiency": 1.2}, "plausible"),
        ({"rated_voltage": 1e9}, "plausible"),
        ({"rated_torque": -0.47}, "plausible"),
    ],
)
def test_each_rule_finds_its_fault(changes, rule):
    assert rule in rules(replace(WHOLE, **changes))


def test_a_finding_names_both_figures_and_the_limit():
    (finding,) = findings(replace(WHOLE, rated_power=170.0))
    assert finding.keys[0] == "rated_power"
    assert finding.given == 170.0
    assert finding.expected == pytest.approx(0.47 * 314.2)
    assert finding.deviation == pytest.approx(170 / (0.47 * 314.2) - 1)
    assert finding.limit == 0.10


def test_an_impossible_figure_raises_one_finding_and_not_one_for_every_rule_that_uses_it():
    assert rules(replace(WHOLE, rated_voltage=1e9)) == ["plausible"]


def test_a_figure_that_is_not_a_number_is_found():
    assert rules(replace(WHOLE, rated_voltage=float("nan"))) == ["plausible"]


def test_every_plausible_range_is_a_figure_that_a_motor_has():
    assert set(PLAUSIBLE) <= set(MotorFigures.__dataclass_fields__)
