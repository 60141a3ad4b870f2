"""An operating point asked of the whole index says of each motor what the physics says of it alone."""

from math import pi

import numpy as np
import pytest

from catalog.facets import source
from catalog.facets.building import build
from catalog.facets.point import judge
from catalog.models import Motor
from catalog.operating_point import OperatingPoint
from catalog.physics.figures import Machine
from catalog.physics_inputs import motor_figures
from tests.make import make_motor

pytestmark = pytest.mark.django_db
RPM = pi / 30
POINT = OperatingPoint(torque=0.4, speed=3000 * RPM)

# What a motor may leave out or say otherwise, each a branch of the rules.
VARIANTS = (
    {},
    {"torque_constant": None},
    {"back_emf_constant": None},
    {"constant_basis": "A rms"},
    {"constant_basis": "A peak", "magnet_material": "ferrite"},
    {"friction_torque": None},
    {"friction_torque": None, "viscous_friction": None, "no_load_current": None},
    {"viscous_friction": None},
    {"max_winding_temperature": None},
    {"thermal_resistance_winding_housing": None},
    {"thermal_resistance_winding_housing": None, "rated_current": None},
    {"terminal_resistance": None},
    {"resistance_temperature": None, "mounting_factor": None},
    {"magnet_material": ""},
    {"rated_voltage": None},
    {"rated_voltage": 12.0},
    {"rated_current": 3.0, "thermal_resistance_housing_ambient": None},
    {"thermal_resistance_housing_ambient": 30.0},
    {"max_speed": 200.0},
    {"peak_torque": None, "peak_current": 5.0},
    {"sources": {"thermal_resistance_winding_housing": {"doubt": "twice the size class"}}},
    {"sources": {"magnet_material": {"doubt": "cannot be"}}},
)


@pytest.fixture
def index():
    for number, changes in enumerate(VARIANTS):
        make_motor(f"V-{number}", **changes)
    return build(source.read("now"))


@pytest.mark.parametrize("ambient", [25.0, 40.0, -10.0])
@pytest.mark.parametrize("voltage", [None, 24.0, 36.0])
@pytest.mark.parametrize(("torque", "rpm"), [(0.4, 3000), (0.05, 500), (0.6, 3500), (1.2, 1000), (0.4, 0)])
def test_the_columns_say_what_the_machine_says(index, torque, rpm, voltage, ambient):
    point = OperatingPoint(torque=torque, speed=rpm * RPM, supply=voltage, ambient=ambient)
    judged = judge(index, point)
    for motor in Motor.objects.all():
        row = index.ids.tolist().index(motor.part_id)
        machine = Machine(motor_figures(motor))
        continuous = machine.continuous_torque(speed=point.speed, ambient=ambient)
        np.testing.assert_allclose(judged.margin[row], continuous / torque - 1, rtol=1e-12, err_msg=str(motor))
        current = machine.current(torque=torque, speed=point.speed)
        np.testing.assert_allclose(judged.current[row], current, rtol=1e-12)
        supply = voltage or motor.rated_voltage or np.nan
        reached = machine.speed(torque=torque, voltage=supply)
        np.testing.assert_allclose(judged.limits["reached"][row], reached, rtol=1e-12, err_msg=str(motor))
        runs = bool(continuous >= torque and reached >= point.speed)
        runs &= not machine.figures.max_speed < point.speed and not machine.peak_torque < torque
        assert judged.passes[row] == runs, motor


def verdict(**changes):
    motor = make_motor("A-1", **changes)
    index = build(source.read("now"))
    row = index.ids.tolist().index(motor.part_id)
    return judge(index, POINT), row


def test_a_motor_whose_heat_and_current_are_not_published_never_passes():
    judged, row = verdict(thermal_resistance_winding_housing=None, rated_current=None)
    assert not judged.passes[row]
    assert judged.unpublished[row]
    assert np.isnan(judged.margin[row])
    assert judged.why_not(row) is None


@pytest.mark.parametrize(
    ("changes", "check", "figure"),
    [
        ({"thermal_resistance_housing_ambient": 8.0}, "continuous", None),
        ({"rated_voltage": 20.0}, "reached", None),
        ({"max_speed": 300.0}, "max_speed", 300.0),
        ({"peak_torque": 0.3}, "peak", 0.3),
    ],
)
def test_a_motor_just_outside_says_which_check_it_misses_and_what_it_reaches(changes, check, figure):
    judged, row = verdict(**changes)
    assert not judged.passes[row]
    found, reached = judged.why_not(row)
    assert found == check
    assert reached == pytest.approx(figure) if figure else 0 < reached < max(POINT.torque, POINT.speed)


def test_the_nearest_come_first_and_the_hopeless_not_at_all():
    near, far = make_motor("A-1", max_speed=300.0), make_motor("A-2", max_speed=250.0)
    make_motor("A-3", max_speed=10.0)
    make_motor("A-4")
    index = build(source.read("now"))
    judged = judge(index, POINT)
    rows = judged.nearest(np.ones(index.capacity, bool), 5)
    assert index.ids[rows].tolist() == [near.part_id, far.part_id]


def test_the_efficiency_is_shaft_power_over_the_power_at_the_terminals():
    judged, row = verdict()
    shaft = POINT.torque * POINT.speed
    assert 0.7 < judged.efficiency[row] < 0.9
    assert judged.efficiency[row] < shaft / (shaft + judged.current[row] ** 2 * 0.337)
