import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats, sampled_from

from catalog.physics import conventions, motor

VOLTS = floats(3, 100)
OHMS = floats(0.01, 20)
CONSTANT = floats(0.005, 1)
FRICTION = floats(1e-5, 1e-3)
VISCOUS = floats(0, 1e-5)


@given(V=VOLTS, R=OHMS, k_t=CONSTANT, k_e=CONSTANT, C0=FRICTION, Cv=VISCOUS, share=floats(0, 0.9))
def test_torque_at_a_speed_undoes_speed_at_a_torque(V, R, k_t, k_e, C0, Cv, share):
    line = {
        "voltage": V,
        "resistance": R,
        "torque_constant": k_t,
        "back_emf_constant": k_e,
        "static_friction": C0,
        "viscous_friction": Cv,
    }
    torque = share * k_t * V / R
    speed = motor.speed_at_torque(torque=torque, **line)
    assert np.isclose(motor.torque_at_speed(speed=speed, **line), torque, rtol=1e-7, atol=1e-9)


@given(V=VOLTS, R=OHMS, k_t=CONSTANT, k_e=CONSTANT, C0=FRICTION, Cv=VISCOUS, torque=floats(0, 1))
def test_the_line_balances_voltage_and_torque_at_every_point(V, R, k_t, k_e, C0, Cv, torque):
    speed = motor.speed_at_torque(
        torque=torque,
        voltage=V,
        resistance=R,
        torque_constant=k_t,
        back_emf_constant=k_e,
        static_friction=C0,
        viscous_friction=Cv,
    )
    current = motor.current(torque=torque, torque_constant=k_t, friction=C0 + Cv * speed)
    assert np.isclose(motor.voltage(speed=speed, current=current, resistance=R, back_emf_constant=k_e), V, rtol=1e-7)


@given(V=VOLTS, more=floats(1, 50), R=OHMS, k=CONSTANT, C0=FRICTION, torque=floats(0, 1))
def test_another_supply_shifts_the_line_in_parallel(V, more, R, k, C0, torque):
    line = {"resistance": R, "torque_constant": k, "back_emf_constant": k, "static_friction": C0}
    gain = motor.speed_at_torque(torque=torque, voltage=V + more, **line) - motor.speed_at_torque(
        torque=torque, voltage=V, **line
    )
    assert np.isclose(gain, more / k, rtol=1e-6)


@given(V=VOLTS, R=OHMS, k=CONSTANT, idle=floats(1e-4, 0.5))
def test_no_point_of_the_line_is_more_efficient_than_the_best_one(V, R, k, idle):
    if idle * R >= V:
        return
    M0 = motor.friction_from_no_load(torque_constant=k, no_load_current=idle)
    best_torque = motor.best_efficiency_torque(voltage=V, resistance=R, torque_constant=k, no_load_current=idle)
    torques = np.append(np.linspace(0, k * V / R - M0, 400), best_torque)
    amperes = motor.current(torque=torques, torque_constant=k, friction=M0)
    speeds = motor.speed(voltage=V, current=amperes, resistance=R, back_emf_constant=k)
    eta = motor.efficiency(torque=torques, speed=speeds, voltage=V, current=amperes)
    best = motor.best_efficiency(voltage=V, resistance=R, no_load_current=idle)
    assert np.max(eta) <= best + 1e-9
    assert np.isclose(eta[-1], best, rtol=1e-6, atol=1e-9)


def test_a_motor_that_cannot_turn_has_no_efficiency():
    assert motor.best_efficiency(voltage=1, resistance=10, no_load_current=1) == 0


@given(k=CONSTANT, R=OHMS, T=floats(25, 180), a=sampled_from([-0.0011, -0.002, -0.00035, 0.0]), torque=floats(0, 0.5))
def test_the_careful_line_is_never_above_the_cold_or_the_hot_one(k, R, T, a, torque):
    cold = motor.cold_winding(resistance=R, torque_constant=k, back_emf_constant=k)
    hot = motor.hot_winding(resistance=R, torque_constant=k, back_emf_constant=k, temperature=T, magnet_coefficient=a)
    careful = motor.careful_winding(
        resistance=R, torque_constant=k, back_emf_constant=k, temperature=T, magnet_coefficient=a
    )

    def speed(winding):
        return motor.speed_at_torque(
            torque=torque,
            voltage=1e3,
            resistance=winding.resistance,
            torque_constant=winding.torque_constant,
            back_emf_constant=winding.back_emf_constant,
            static_friction=1e-4,
        )

    # only as far as the line reaches: below standstill a weaker magnet turns the comparison round
    if speed(careful) > 0:
        assert speed(careful) <= speed(cold) * (1 + 1e-12)
        assert speed(careful) <= speed(hot) * (1 + 1e-12)


def test_a_winding_measured_at_22_degrees_is_converted_once():
    cold = motor.cold_winding(resistance=1.0, torque_constant=0.1, back_emf_constant=0.1, reference_temperature=22)
    assert np.isclose(cold.resistance, 1 + 0.00393 * 3)


def test_friction_asks_for_no_current_at_rest_and_turns_with_the_direction():
    ask = motor.current(torque=0.1, torque_constant=0.05, friction=0.01, direction=np.array([1, 0, -1]))
    assert np.allclose(ask, [2.2, 2.0, 1.8])


def test_arrays_broadcast_and_missing_figures_stay_missing():
    speeds = motor.no_load_speed(
        voltage=np.array([[12.0], [24.0]]),
        resistance=np.array([1.0, np.nan, 2.0]),
        torque_constant=0.05,
        back_emf_constant=0.05,
        static_friction=0.0,
    )
    assert speeds.shape == (2, 3)
    assert np.isnan(speeds[:, 1]).all()
    assert np.allclose(speeds[:, 0], [240, 480])


def test_lag_grows_with_speed_and_pole_pairs():
    # L/R 1 ms, 4 pole pairs at 100 rad/s: a 60° step lasts 2.618 ms
    lag = motor.commutation_lag(inductance=1e-3, resistance=1.0, pole_pairs=4, speed=100.0)
    assert np.isclose(lag, 1 / 2.617994, rtol=1e-5)


@pytest.mark.parametrize(
    ("basis", "share", "current"), [("A dc", 0.9549, 1.0), ("A peak", 0.8660, 1.1547), ("A rms", 1.2247, 0.8165)]
)
def test_the_conventions_relate_as_published(basis, share, current):
    assert np.isclose(conventions.line_peak_emf(torque_constant=share, basis=basis), 1, atol=2e-4)
    assert np.isclose(conventions.converted_current(current=1, basis="A dc", to=basis), current, atol=1e-4)


@given(k=CONSTANT, current=floats(0.1, 50), basis=sampled_from(["A peak", "A rms"]))
def test_converting_there_and_back_changes_nothing_and_keeps_the_loss(k, current, basis):
    there = conventions.converted_constant(torque_constant=k, basis="A dc", to=basis)
    assert np.isclose(conventions.converted_constant(torque_constant=there, basis=basis), k)
    amperes = conventions.converted_current(current=current, basis="A dc", to=basis)
    assert np.isclose(conventions.COPPER_LOSS[basis] * amperes**2, current**2)


def test_an_unknown_basis_is_never_converted():
    assert np.isnan(conventions.converted_constant(torque_constant=0.1, basis="unknown"))
    assert np.isnan(conventions.converted_current(current=1, basis="A dc", to="unknown"))


def test_phase_resistance_becomes_line_resistance():
    assert conventions.line_resistance(phase_resistance=0.5, connection="star") == 1.0
    assert np.isclose(conventions.line_resistance(phase_resistance=1.5, connection="delta"), 1.0)


def test_a_sine_drive_needs_more_voltage_with_speed_and_inductance():
    machine = {"current": 5.0, "phase_resistance": 0.2, "phase_emf": 0.03, "pole_pairs": 4}
    slow = conventions.sine_phase_voltage(speed=0.0, inductance=1e-3, **machine)
    fast = conventions.sine_phase_voltage(speed=300.0, inductance=0.0, **machine)
    lagging = conventions.sine_phase_voltage(speed=300.0, inductance=1e-3, **machine)
    assert np.isclose(slow, 1.0)
    assert np.isclose(fast, 10.0)
    assert np.isclose(lagging, np.hypot(10.0, 6.0))


@given(k=CONSTANT, R=OHMS, C0=FRICTION, Cv=floats(1e-7, 1e-4), torque=floats(0.01, 2), eta=floats(0.3, 0.95))
def test_both_speeds_of_a_contour_have_its_efficiency(k, R, C0, Cv, torque, eta):
    machine = {"torque": torque, "torque_constant": k}
    lower, upper = motor.speeds_at_efficiency(
        efficiency=eta, resistance=R, back_emf_constant=k, static_friction=C0, viscous_friction=Cv, **machine
    )
    if np.isnan(lower):
        return
    assert lower <= upper
    for speed in (lower, upper):
        amperes = motor.current(friction=C0 + Cv * speed, **machine)
        volts = motor.voltage(speed=speed, current=amperes, resistance=R, back_emf_constant=k)
        found = motor.efficiency(torque=torque, speed=speed, voltage=volts, current=amperes)
        assert np.isclose(found, eta, rtol=1e-5)


def test_without_viscous_friction_a_contour_has_no_upper_end():
    lower, upper = motor.speeds_at_efficiency(
        efficiency=0.5, torque=0.1, resistance=1.0, torque_constant=0.1, back_emf_constant=0.1, static_friction=0.0
    )
    assert np.isclose(lower, 10.0)  # I = 1 A, R·I = 1 V, so half the volts drive at 1 V of back-EMF
    assert np.isinf(upper)
