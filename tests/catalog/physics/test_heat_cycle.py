import numpy as np
from hypothesis import assume, given
from hypothesis.strategies import composite, floats, integers, lists, tuples

from catalog.physics import thermal
from catalog.physics.constants import COPPER
from catalog.physics.heat_cycle import (
    TwoBodies,
    course,
    cycle,
    intermittent_current,
    limit_at_altitude,
    time_from_cold,
)


@composite
def bodies(draw) -> TwoBodies:
    inner = draw(floats(0.2, 8))
    t1 = draw(floats(3, 120))
    return TwoBodies(
        resistance=draw(floats(0.05, 5)),
        thermal_resistance_winding=inner,
        thermal_resistance_housing=draw(floats(0.5, 20)),
        time_constant_winding=t1,
        time_constant_housing=t1 * draw(floats(3, 60)),
        mounting_factor=draw(floats(0.4, 1)),
        reference_temperature=draw(floats(20, 25)),
    )


def continuous(body: TwoBodies, *, limit: float, ambient: float = 25.0, heat: float = 0.0) -> float:
    return float(
        thermal.continuous_current(
            limit=limit,
            ambient=ambient,
            friction_heat=heat,
            resistance=body.resistance,
            thermal_resistance_winding=body.thermal_resistance_winding,
            thermal_resistance_housing=body.thermal_resistance_housing,
            mounting_factor=body.mounting_factor,
            reference_temperature=body.reference_temperature,
        )
    )


def integrated(body: TwoBodies, currents, durations, heats, ambient, start, steps=400):
    """The same two equations by Runge and Kutta of the fourth order: end state and hottest moment on the way."""
    c1 = body.time_constant_winding / body.thermal_resistance_winding
    c2 = body.time_constant_housing / body.thermal_resistance_housing
    outer = body.mounting_factor * body.thermal_resistance_housing
    state = np.array(start, dtype=float)
    hottest = state[0]
    for current, duration, heat in zip(currents, durations, heats, strict=True):

        def slope(y, current=current, heat=heat):
            loss = current**2 * body.resistance * (1 + COPPER * (y[0] - body.reference_temperature))
            across = (y[0] - y[1]) / body.thermal_resistance_winding
            return np.array([(loss - across) / c1, (heat + across - (y[1] - ambient) / outer) / c2])

        h = duration / steps
        for _ in range(steps):
            k1 = slope(state)
            k2 = slope(state + h / 2 * k1)
            k3 = slope(state + h / 2 * k2)
            k4 = slope(state + h * k3)
            state = state + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
            hottest = max(hottest, state[0])
    return state, hottest


SEGMENTS = lists(tuples(floats(0, 1.6), floats(1, 300), floats(0, 3)), min_size=1, max_size=5)


@given(body=bodies(), segments=SEGMENTS, ambient=floats(-20, 50))
def test_the_state_that_repeats_is_the_one_that_integration_returns_to(body, segments, ambient):
    rated = continuous(body, limit=130, ambient=ambient)
    currents = [share * rated for share, _time, _heat in segments]
    durations = [time for _share, time, _heat in segments]
    heats = [heat for _share, _time, heat in segments]
    found = cycle(body=body, currents=currents, durations=durations, friction_heats=heats, ambient=ambient)
    assume(np.isfinite(found.peak) and found.peak < 400)
    end, hottest = integrated(body, currents, durations, heats, ambient, (found.start, found.housing))
    assert np.allclose(end, (found.start, found.housing), atol=0.01)
    # integration only looks at its own steps, so it may miss the very top but never rise above it
    assert hottest <= found.peak + 0.01
    assert found.peak <= hottest + 0.01 + 0.002 * abs(found.peak - ambient)


@given(body=bodies(), share=floats(0, 1.3), seconds=floats(0.1, 2000), heat=floats(0, 5))
def test_the_way_there_agrees_with_integration(body, share, seconds, heat):
    current = share * continuous(body, limit=130)
    now = course(body=body, current=current, time=seconds, friction_heat=heat, winding=60.0, housing=40.0)
    end, _hottest = integrated(body, [current], [seconds], [heat], 25.0, (60.0, 40.0), steps=1500)
    assert np.allclose(now, end, atol=0.01)


@given(body=bodies(), share=floats(0.1, 1), heat=floats(0, 2), pieces=integers(1, 4))
def test_a_cycle_of_one_current_is_the_steady_state(body, share, heat, pieces):
    current = share * continuous(body, limit=130)
    steady = thermal.winding_temperature(
        current=current,
        friction_heat=heat,
        resistance=body.resistance,
        thermal_resistance_winding=body.thermal_resistance_winding,
        thermal_resistance_housing=body.thermal_resistance_housing,
        mounting_factor=body.mounting_factor,
        reference_temperature=body.reference_temperature,
    )
    found = cycle(body=body, currents=[current] * pieces, durations=[50.0] * pieces, friction_heats=heat)
    assert np.isclose(found.start, steady, atol=1e-6)
    assert np.isclose(found.peak, steady, atol=1e-6)


def test_the_peak_is_found_inside_a_segment():
    # fast without load: friction warms the housing. Then a held load: the winding rises, but the housing cools
    body = TwoBodies(
        resistance=1.0,
        thermal_resistance_winding=1.0,
        thermal_resistance_housing=5.0,
        time_constant_winding=10.0,
        time_constant_housing=300.0,
    )
    currents, durations, heats = [0.3, 3.0], [600.0, 600.0], [20.0, 0.0]
    found = cycle(body=body, currents=currents, durations=durations, friction_heats=heats)
    _end, hottest = integrated(body, currents, durations, heats, 25.0, (found.start, found.housing), steps=20_000)
    ends = course(body=body, current=0.3, time=600, friction_heat=20, winding=found.start, housing=found.housing)
    assert found.peak > max(float(found.start), float(ends[0])) + 3
    assert np.isclose(found.peak, hottest, atol=0.001)


def test_a_cycle_whose_mean_is_harmless_can_burn_the_winding():
    body = TwoBodies(
        resistance=0.5,
        thermal_resistance_winding=1.5,
        thermal_resistance_housing=2.0,
        time_constant_winding=20.0,
        time_constant_housing=1200.0,
    )
    currents, durations = np.array([12.0, 0.0]), np.array([45.0, 405.0])
    rms = float(np.sqrt((currents**2 * durations).sum() / durations.sum()))
    mean = thermal.winding_temperature(
        current=rms, resistance=0.5, thermal_resistance_winding=1.5, thermal_resistance_housing=2.0
    )
    peak = cycle(body=body, currents=currents, durations=durations).peak
    assert mean < 60 < 120 < peak


@given(body=bodies(), times=floats(1.05, 5))
def test_s2_ends_where_the_winding_reaches_its_limit(body, times):
    current = times * continuous(body, limit=130)
    seconds = time_from_cold(body=body, limit=130, current=current)
    assert np.isfinite(seconds)
    assert np.isclose(course(body=body, current=current, time=seconds)[0], 130, atol=1e-4)


@given(body=bodies(), share=floats(0, 0.99))
def test_s2_never_ends_below_the_continuous_current(body, share):
    assert time_from_cold(body=body, limit=130, current=share * continuous(body, limit=130)) == np.inf


@given(body=bodies(), duty=floats(0.05, 0.95), heat=floats(0, 1))
def test_s3_peaks_at_the_limit_and_lies_above_the_continuous_current(body, duty, heat):
    rated = continuous(body, limit=130, heat=heat)
    assume(rated > 0)
    found = float(intermittent_current(body=body, limit=130, duty=duty, friction_heat=heat))
    peak = cycle(
        body=body, currents=[found, 0.0], durations=[600 * duty, 600 * (1 - duty)], friction_heats=[heat, 0.0]
    ).peak
    assert np.isclose(peak, 130, atol=1e-3)
    assert found >= rated * (1 - 1e-9)


@given(body=bodies(), duty=floats(0.1, 0.9))
def test_a_short_cycle_follows_the_root_of_the_duty(body, duty):
    found = intermittent_current(body=body, limit=130, duty=duty, cycle_time=body.time_constant_winding / 500)
    assert np.isclose(found, continuous(body, limit=130) / np.sqrt(duty), rtol=5e-3)


def test_full_duty_is_the_continuous_current():
    body = TwoBodies(
        resistance=0.5,
        thermal_resistance_winding=0.7,
        thermal_resistance_housing=1.6,
        time_constant_winding=38.0,
        time_constant_housing=1150.0,
        mounting_factor=0.6,
    )
    assert np.isclose(intermittent_current(body=body, limit=130, duty=1.0), continuous(body, limit=130), rtol=1e-9)


def test_a_load_that_gains_heat_each_cycle_runs_away():
    body = TwoBodies(
        resistance=1.0,
        thermal_resistance_winding=1.0,
        thermal_resistance_housing=5.0,
        time_constant_winding=10.0,
        time_constant_housing=300.0,
    )
    current = np.sqrt(1.01 / (COPPER * 6.0))
    assert cycle(body=body, currents=[current], durations=[100.0]).peak == np.inf
    assert np.isfinite(cycle(body=body, currents=[0.99 * current], durations=[100.0]).peak)
    # so hard that the numbers overflow is still away, not unknown
    assert cycle(body=body, currents=[5000.0], durations=[1e6]).peak == np.inf


def test_what_is_not_published_stays_unknown():
    body = TwoBodies(
        resistance=np.array([1.0, 1.0]),
        thermal_resistance_winding=1.0,
        thermal_resistance_housing=5.0,
        time_constant_winding=np.array([10.0, np.nan]),
        time_constant_housing=300.0,
    )
    peak = cycle(body=body, currents=[2.0, 0.0], durations=[30.0, 30.0]).peak
    assert np.isfinite(peak[0])
    assert np.isnan(peak[1])
    assert np.isnan(time_from_cold(body=body, limit=130, current=20.0)[1])
    assert np.isnan(intermittent_current(body=body, limit=130, duty=0.25)[1])


def test_many_motors_at_once_are_those_motors_one_by_one():
    rng = np.random.default_rng(7)
    count = 200
    body = TwoBodies(
        resistance=rng.uniform(0.1, 3, count),
        thermal_resistance_winding=rng.uniform(0.3, 3, count),
        thermal_resistance_housing=rng.uniform(1, 8, count),
        time_constant_winding=rng.uniform(5, 60, count),
        time_constant_housing=rng.uniform(200, 3000, count),
    )
    currents, durations = rng.uniform(0, 5, (count, 3)), np.array([20.0, 5.0, 60.0])
    together = cycle(body=body, currents=currents, durations=durations).peak
    longest = intermittent_current(body=body, limit=130, duty=np.array([[0.15], [0.6]]))
    assert together.shape == (count,)
    assert longest.shape == (2, count)
    for each in (0, 17, 199):
        one = TwoBodies(**{name: getattr(body, name)[each] for name in list(vars(body))[:5]})
        assert np.isclose(together[each], cycle(body=one, currents=currents[each], durations=durations).peak)
        assert np.isclose(longest[0, each], intermittent_current(body=one, limit=130, duty=0.15))


@given(limit=floats(90, 180), ambient=floats(0, 60), altitude=floats(0, 1000))
def test_up_to_a_thousand_metres_nothing_is_lost(limit, ambient, altitude):
    assert limit_at_altitude(limit=limit, ambient=ambient, altitude=altitude) == ambient + (limit - ambient)


def test_thin_air_costs_one_percent_of_the_rise_for_each_hundred_metres():
    assert np.isclose(limit_at_altitude(limit=125, ambient=25, altitude=2_500), 110)
    assert np.isnan(limit_at_altitude(limit=125, ambient=25, altitude=4_100))
