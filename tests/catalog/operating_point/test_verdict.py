"""What a motor makes of a point, and in which words."""

from math import pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats

from catalog.operating_point import OperatingPoint, at_a_glance, figures_at, headline, in_a_line, judge
from catalog.physics.figures import Machine
from tests.catalog.physics.test_figures import WHOLE

RPM = pi / 30


def at(torque: float, rpm: float, **others: float):
    return judge(WHOLE, OperatingPoint(torque=torque, speed=rpm * RPM, **others), ambient_range=(-20.0, 50.0))


def test_a_point_inside_runs_continuously_and_says_how_much_is_in_hand():
    verdict = at(0.40, 3000)
    assert verdict.state == "continuous"
    limit = float(Machine(WHOLE).continuous_torque(speed=3000 * RPM))
    assert np.isclose(verdict.margin, limit / 0.40 - 1)
    assert headline(verdict) == "Runs continuously."
    assert f"{int(100 * verdict.margin)} % torque in hand" in at_a_glance(verdict)
    assert "A, " in in_a_line(verdict)
    assert "% efficiency" in in_a_line(verdict).replace("\N{NO-BREAK SPACE}", " ")


def test_the_figures_at_the_point_agree_with_each_other():
    verdict = at(0.40, 3000)
    assert np.isclose(verdict.power, 0.40 * 3000 * RPM)
    assert np.isclose(verdict.efficiency, verdict.power / verdict.power_in)
    losses = WHOLE.terminal_resistance * verdict.current**2
    assert verdict.power + losses < verdict.power_in < verdict.voltage * verdict.current
    assert verdict.voltage <= 24
    assert 25 < verdict.winding < 130
    rows = {row.key: row for row in figures_at(verdict)}
    assert rows["winding"].beside == "of 130"
    assert rows["voltage"].beside == "of 24"


def test_a_point_too_fast_names_the_speed_it_reaches_and_the_volts_it_needs():
    verdict = at(0.45, 4000)
    assert verdict.state == "fails"
    assert verdict.reasons == ("voltage",)
    said = at_a_glance(verdict).replace("\N{NO-BREAK SPACE}", " ")
    assert headline(verdict).startswith("Too slow on 24")
    assert "4,000 rpm needs" in said
    # the volts that it names are enough
    volts = float(said.split("needs ")[1].split(" V")[0])
    assert "voltage" not in at(0.45, 4000, supply=volts).reasons


def test_more_than_the_continuous_torque_lasts_for_a_stated_while():
    verdict = at(0.8, 1000)
    assert verdict.state == "intermittent"
    said = at_a_glance(verdict).replace("\N{NO-BREAK SPACE}", " ")
    assert "From cold it lasts" in said
    assert "of each" in said
    assert verdict.winding > 130


def test_more_than_the_peak_torque_fails():
    verdict = at(2.0, 100)
    assert verdict.reasons[0] == "peak"
    assert "1.5" in at_a_glance(verdict)


def test_every_reason_is_named_where_several_fail():
    verdict = at(2.0, 20_000, ambient=80.0)
    assert set(verdict.reasons) == {"voltage", "speed", "peak", "ambient"}
    said = at_a_glance(verdict).replace("\N{NO-BREAK SPACE}", " ")
    assert "12,000 rpm at most" in said
    assert "at most 50 °C" in said


def test_without_a_continuous_limit_the_verdict_is_unknown_and_says_why():
    figures = WHOLE.without("max_winding_temperature", "rated_current")
    verdict = judge(figures, OperatingPoint(torque=0.1, speed=100.0))
    assert verdict.state == "unknown"
    assert "not published" in at_a_glance(verdict)


def test_without_a_line_only_the_published_point_is_told():
    verdict = judge(WHOLE.without("terminal_resistance"), OperatingPoint(torque=0.1, speed=100.0))
    assert verdict.state == "unknown"
    assert figures_at(verdict) == []
    assert "rated point is 0.47" in at_a_glance(verdict)


def test_a_held_load_has_no_power_and_no_efficiency():
    rows = {row.key for row in figures_at(at(0.2, 0))}
    assert "current" in rows
    assert not {"power", "efficiency"} & rows


def test_at_an_ambient_above_its_limit_a_winding_gives_nothing():
    verdict = judge(WHOLE, OperatingPoint(torque=0.1, speed=100.0, ambient=140.0))
    assert verdict.state == "fails"
    assert verdict.reasons == ("heat",)
    assert "nothing for ever" in at_a_glance(verdict)


@given(torque=floats(1e-6, 1e5), speed=floats(0, 1e5), supply=floats(1e-3, 1e5), ambient=floats(-273, 2000))
def test_whatever_is_asked_there_is_an_answer_in_words(torque, speed, supply, ambient):
    verdict = judge(WHOLE, OperatingPoint(torque=torque, speed=speed, supply=supply, ambient=ambient))
    for system in ("si", "us"):
        assert at_a_glance(verdict, system)
        assert in_a_line(verdict, system)
        assert figures_at(verdict, system)
    assert headline(verdict)


@given(torque=floats(0.01, 0.5), rpm=floats(10, 3000))
def test_continuous_means_within_line_and_winding_limit(torque, rpm):
    verdict = at(torque, rpm)
    if verdict.state == "continuous":
        assert verdict.winding <= 130 + 1e-6
        assert verdict.voltage <= 24 + 1e-6


@pytest.mark.parametrize("torque", [0.5, 0.6, 1.0])
def test_the_named_share_of_ten_minutes_keeps_the_winding_cool_enough(torque):
    verdict = at(torque, 1000)
    if np.isfinite(verdict.duty):
        allowed = Machine(WHOLE).intermittent_torque(duty=verdict.duty, speed=1000 * RPM)
        assert allowed >= torque
