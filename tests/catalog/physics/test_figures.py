import numpy as np
import pytest

from catalog.physics.figures import Machine, MotorFigures

WHOLE = MotorFigures(
    part_number="57BL94-2430",
    rated_voltage=24,
    rated_torque=0.47,
    rated_speed=314.2,
    rated_current=8.93,
    rated_power=148,
    peak_torque=1.5,
    peak_current=25.7,
    no_load_speed=387.5,
    no_load_current=0.398,
    stall_torque=4.38,
    max_speed=1256.6,
    max_efficiency=0.856,
    torque_constant=0.0615,
    back_emf_constant=0.0615,
    constant_basis="A dc",
    terminal_resistance=0.337,
    resistance_temperature=25,
    terminal_inductance=0.45e-3,
    pole_pairs=4,
    magnet_material="NdFeB",
    rotor_inertia=227e-7,
    friction_torque=0.012,
    viscous_friction=0.0034e-3 * 30 / np.pi,
    speed_torque_gradient=0.851 * np.pi / 30e-3,
    thermal_resistance_winding_housing=0.63,
    thermal_resistance_housing_ambient=3.24,
    thermal_time_constant_winding=52,
    thermal_time_constant_housing=1620,
    max_winding_temperature=130,
    mounting_factor=0.5,
    rated_point_basis="hot",
    mass=1.13,
    frame_size=0.057,
    body_length=0.094,
)


def test_the_rated_point_runs_continuously_with_little_in_hand():
    machine = Machine(WHOLE)
    continuous = machine.continuous_torque(speed=WHOLE.rated_speed)
    assert machine.continuous_basis == "thermal"
    assert 1.0 <= continuous / WHOLE.rated_torque <= 1.1
    assert machine.winding_temperature(torque=WHOLE.rated_torque, speed=WHOLE.rated_speed) <= 130
    assert machine.speed(torque=WHOLE.rated_torque, voltage=24.0) >= WHOLE.rated_speed
    assert machine.substituted == ()


def test_without_a_thermal_limit_the_rated_current_counts_and_only_at_its_own_ambient():
    machine = Machine(WHOLE.without("max_winding_temperature"))
    assert machine.continuous_basis == "rated current"
    speed = WHOLE.rated_speed
    expected = 0.0615 * 8.93 - (0.012 + WHOLE.viscous_friction * speed)
    assert np.isclose(machine.continuous_torque(speed=speed), expected)
    assert np.isnan(machine.continuous_torque(speed=speed, ambient=40.0))
    assert "max_winding_temperature" in machine.substituted


def test_without_thermal_resistances_the_limit_alone_scales_the_rated_current_to_another_ambient():
    machine = Machine(WHOLE.without("thermal_resistance_winding_housing"))
    here = float(machine.continuous_torque(speed=0.0))
    there = float(machine.continuous_torque(speed=0.0, ambient=65.0))
    assert np.isclose((there + 0.012) / (here + 0.012), np.sqrt(65 / 105))


def test_without_current_or_heat_no_limit_is_claimed():
    machine = Machine(WHOLE.without("max_winding_temperature", "rated_current"))
    assert machine.continuous_basis == ""
    assert np.isnan(machine.continuous_torque(speed=100.0))


def test_one_constant_stands_in_for_the_other_and_says_so():
    machine = Machine(WHOLE.without("back_emf_constant"))
    assert machine.back_emf_constant == WHOLE.torque_constant
    assert machine.substituted == ("back_emf_constant",)


def test_a_constant_per_rms_ampere_is_converted_before_it_is_used():
    machine = Machine(MotorFigures(torque_constant=0.1, constant_basis="A rms"))
    assert np.isclose(machine.torque_constant, 0.1 * 0.9549 / 1.2247, rtol=1e-3)


def test_friction_without_its_speed_part_falls_back_to_the_no_load_current():
    machine = Machine(WHOLE.without("viscous_friction"))
    assert np.isclose(machine.static_friction, 0.0615 * 0.398)


@pytest.mark.parametrize("key", ["rated_voltage", "terminal_resistance"])
def test_a_motor_without_voltage_or_resistance_has_no_line(key):
    assert not Machine(WHOLE.without(key)).has_line


def test_a_motor_that_publishes_nothing_gives_nothing_and_no_error():
    machine = Machine(MotorFigures())
    assert not machine.has_line
    assert np.isnan(machine.continuous_torque(speed=10.0))
    assert np.isnan(machine.winding_temperature(torque=0.1, speed=10.0))
    assert np.isnan(machine.peak_torque)


def test_more_than_continuous_torque_may_be_given_for_a_while_or_now_and_then():
    machine = Machine(WHOLE)
    speed = 300.0
    limit = float(machine.continuous_torque(speed=speed))
    assert machine.time_from_cold(torque=0.95 * limit, speed=speed) == np.inf
    short, long = machine.time_from_cold(torque=[2 * limit, 1.2 * limit], speed=speed)
    assert 10 < short < long < 3 * 1620
    shares = machine.intermittent_torque(duty=np.array([1.0, 0.6, 0.25]), speed=speed)
    assert np.isclose(shares[0], limit, rtol=1e-6)
    assert shares[0] < shares[1] < shares[2] < 2 * limit


@pytest.mark.parametrize("key", ["max_winding_temperature", "thermal_time_constant_winding"])
def test_without_heat_data_no_duty_type_is_rated(key):
    machine = Machine(WHOLE.without(key))
    assert np.isnan(machine.time_from_cold(torque=1.0, speed=300.0))
    assert np.isnan(machine.intermittent_torque(duty=0.25, speed=300.0))
