import numpy as np
from hypothesis import assume, given
from hypothesis.strategies import floats, sampled_from

from catalog.physics import motor, thermal

OHMS = floats(0.01, 20)
INNER = floats(0.1, 10)
OUTER = floats(0.5, 30)
MAGNETS = sampled_from([0.0, -0.00035, -0.0011, -0.002])


@given(
    R=OHMS,
    inner=INNER,
    outer=OUTER,
    m=floats(0.3, 1),
    ambient=floats(-40, 60),
    limit=floats(90, 180),
    heat=floats(0, 2),
)
def test_a_winding_at_its_continuous_current_settles_at_its_limit(R, inner, outer, m, ambient, limit, heat):
    body = {
        "resistance": R,
        "thermal_resistance_winding": inner,
        "thermal_resistance_housing": outer,
        "mounting_factor": m,
        "ambient": ambient,
        "friction_heat": heat,
        "reference_temperature": 22.0,
    }
    assume(limit - ambient - m * outer * heat > 1)
    current = thermal.continuous_current(limit=limit, **body)
    assert np.isclose(thermal.winding_temperature(current=current, **body), limit, rtol=1e-9)


@given(R=OHMS, inner=INNER, outer=OUTER, a=MAGNETS, k=floats(0.01, 1), limit=floats(60, 160), friction=floats(0, 0.02))
def test_a_winding_at_its_continuous_torque_settles_at_its_limit(R, inner, outer, a, k, limit, friction):
    speed = 100.0
    body = {
        "friction": friction,
        "resistance": R,
        "torque_constant": k,
        "magnet_coefficient": a,
        "thermal_resistance_winding": inner,
        "thermal_resistance_housing": outer,
    }
    torque = thermal.continuous_torque(limit=limit, speed=speed, **body)
    assume(torque > 0)
    settled = thermal.winding_temperature_at_torque(
        torque=torque, friction_heat=thermal.friction_heat(friction=friction, speed=speed), **body
    )
    # the limit is a steady state; a motor settles at the lowest one, so never above it
    assert settled <= limit * (1 + 1e-6)
    c = (inner + outer) * R * ((torque + friction) / k) ** 2
    flux = 1 + a * (limit - 25)
    slope = 1 - c * (0.00393 / flux**2 - 2 * a * (1 + 0.00393 * (limit - 25)) / flux**3)
    if slope > 1e-3:
        assert np.isclose(settled, limit, rtol=1e-6)


@given(R=OHMS, inner=INNER, outer=OUTER, a=MAGNETS, k=floats(0.01, 1), torque=floats(0, 5), heat=floats(0, 3))
def test_what_newton_returns_solves_the_heat_balance(R, inner, outer, a, k, torque, heat):
    settled = thermal.winding_temperature_at_torque(
        torque=torque,
        friction=0.001,
        torque_constant=k,
        resistance=R,
        magnet_coefficient=a,
        thermal_resistance_winding=inner,
        thermal_resistance_housing=outer,
        friction_heat=heat,
    )
    start = 25 + outer * heat
    if np.isfinite(settled):
        current = (torque + 0.001) / motor.constant_at(constant=k, temperature=settled, magnet_coefficient=a)
        loss = motor.resistance_at(resistance=R, temperature=settled) * current**2
        assert settled >= start
        assert np.isclose(settled, start + (inner + outer) * loss, rtol=1e-6)
    else:
        # nothing between the start and 3000 °C (or the magnet's end) carries its own heat
        top = min(3000.0, 25 - 0.999 / a) if a else 3000.0
        there = np.linspace(start, top, 20_000) if top > start else np.array([start])
        amperes = (torque + 0.001) / motor.constant_at(constant=k, temperature=there, magnet_coefficient=a)
        heated = start + (inner + outer) * motor.resistance_at(resistance=R, temperature=there) * amperes**2
        assert np.all(heated >= there - 1e-3 * np.abs(there))


@given(R=OHMS, inner=INNER, outer=OUTER, k=floats(0.01, 1), torque=floats(0, 3), more=floats(1.01, 2))
def test_more_torque_is_never_cooler(R, inner, outer, k, torque, more):
    temperature = thermal.winding_temperature_at_torque(
        torque=np.array([torque, torque * more]),
        friction=0.001,
        torque_constant=k,
        resistance=R,
        magnet_coefficient=-0.0011,
        thermal_resistance_winding=inner,
        thermal_resistance_housing=outer,
    )
    assert temperature[1] >= temperature[0]


def test_a_current_that_heats_faster_than_it_cools_runs_away():
    hot = thermal.winding_temperature(
        current=np.array([1.0, 30.0, np.nan]),
        resistance=1.0,
        thermal_resistance_winding=1.0,
        thermal_resistance_housing=1.0,
    )
    assert np.isclose(hot[0], 25 + 2 / (1 - 2 * 0.00393))
    assert np.isinf(hot[1])
    assert np.isnan(hot[2])


def test_ambient_at_the_limit_leaves_no_current():
    assert (
        thermal.continuous_current(
            limit=130, resistance=1, thermal_resistance_winding=1, thermal_resistance_housing=1, ambient=140
        )
        == 0
    )


@given(
    R=OHMS,
    inner=INNER,
    outer=OUTER,
    k=floats(0.01, 1),
    limit=floats(100, 160),
    there=floats(-20, 90),
    friction=floats(0, 0.01),
)
def test_another_ambient_gives_the_same_with_and_without_thermal_resistances(
    R, inner, outer, k, limit, there, friction
):
    body = {
        "limit": limit,
        "friction": friction,
        "speed": 50.0,
        "torque_constant": k,
        "resistance": R,
        "magnet_coefficient": -0.0011,
        "thermal_resistance_winding": inner,
        "thermal_resistance_housing": outer,
    }
    here = thermal.continuous_torque(ambient=25.0, **body)
    assume(here > 0)
    moved = thermal.torque_at_ambient(
        torque=here,
        friction=friction,
        limit=limit,
        rated_ambient=25.0,
        ambient=there,
        friction_rise=outer * friction * 50.0,
    )
    assert np.isclose(moved, thermal.continuous_torque(ambient=there, **body), rtol=1e-9, atol=1e-12)


def test_the_rated_current_stands_in_where_no_limit_is_published():
    torque = thermal.torque_from_rated_current(rated_current=5.0, torque_constant=0.1, friction=np.array([0.02, 0.6]))
    assert np.allclose(torque, [0.48, 0.0])


def test_the_steady_temperature_is_where_integration_over_time_ends():
    current, R, inner, outer, heat, ambient, Tref = 6.0, 0.4, 0.7, 2.4, 1.5, 30.0, 22.0
    capacity_winding, capacity_housing = 40 / inner, 600 / outer
    winding = housing = ambient
    step = 2.0
    for _ in range(6000):
        loss = R * (1 + 0.00393 * (winding - Tref)) * current**2
        across = (winding - housing) / inner
        winding += step * (loss - across) / capacity_winding
        housing += step * (across + heat - (housing - ambient) / outer) / capacity_housing
    settled = thermal.winding_temperature(
        current=current,
        resistance=R,
        thermal_resistance_winding=inner,
        thermal_resistance_housing=outer,
        friction_heat=heat,
        ambient=ambient,
        reference_temperature=Tref,
    )
    assert np.isclose(settled, winding, atol=0.01)
