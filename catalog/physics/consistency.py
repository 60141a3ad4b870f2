"""Do a motor's published figures agree with each other?

Used by the import, by the forms of the catalogue and by the demonstration data. A finding names the rule, both
figures and the limit; it says nothing in words, so that whoever shows it can say it in the reader's language.
Source: docs/reference/formulas.md, "Checks".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final

import numpy as np

from catalog.physics import motor
from catalog.physics.figures import MotorFigures


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Two figures of one motor that do not agree.

    Attributes:
        rule: key of the rule, of ``RULES``.
        keys: the attributes that the rule puts in doubt; figures under them stay out of physics and verdicts.
        given: the published figure, in the SI unit of ``keys[0]``.
        expected: what the others say it should be; for an upper or lower limit, that limit.
        deviation: relative, 1; ``inf`` where there is no ratio.
        limit: the deviation that is still accepted, 1.
    """

    rule: str
    keys: tuple[str, ...]
    given: float
    expected: float
    deviation: float
    limit: float


RULES: Final[Mapping[str, float]] = {
    "plausible": 0.0,
    "power": 0.10,
    "no_load_speed": 0.12,
    "back_emf_constant": 0.10,
    "gradient": 0.10,
    "stall_torque": 0.10,
    "rated_torque": 0.15,
    "continuous_above_peak": 0.0,
    "efficiency": 0.0,
    "rated_above_no_load": 0.0,
    "inertia_for_mass": 0.0,
    "density": 0.0,
}
"""Accepted relative deviation by rule. Sound published rows reach 9.7 % at the no-load speed, false ones start at
42 %."""

PLAUSIBLE: Final[Mapping[str, tuple[float, float]]] = {
    "rated_voltage": (0.5, 2_000),
    "rated_torque": (1e-6, 1e5),
    "rated_speed": (0.01, 3e4),
    "rated_current": (1e-4, 1e4),
    "rated_power": (1e-4, 1e7),
    "peak_torque": (1e-6, 1e5),
    "peak_current": (1e-4, 1e5),
    "no_load_speed": (0.01, 5e4),
    "no_load_current": (1e-5, 1e3),
    "stall_torque": (1e-6, 1e6),
    "max_speed": (0.01, 5e4),
    "max_efficiency": (0.01, 1.0),
    "torque_constant": (1e-5, 1e3),
    "back_emf_constant": (1e-5, 1e3),
    "terminal_resistance": (1e-4, 1e4),
    "resistance_temperature": (-50, 300),
    "terminal_inductance": (1e-8, 10),
    "pole_pairs": (1, 100),
    "rotor_inertia": (1e-12, 1e3),
    "friction_torque": (0, 1e3),
    "viscous_friction": (0, 10),
    "speed_torque_gradient": (1e-6, 1e10),
    "thermal_resistance_winding_housing": (1e-3, 1e4),
    "thermal_resistance_housing_ambient": (1e-3, 1e4),
    "max_winding_temperature": (40, 400),
    "mounting_factor": (0.01, 2.0),
    "mass": (1e-5, 1e4),
    "frame_size": (1e-3, 2),
    "body_length": (1e-3, 5),
}
"""What a figure can be at all in a catalogue of motors, SI units and °C: orders of magnitude, not taste."""

_INERTIA_FOR_MASS = (4e-7, 5e-2)  # J/m^(5/3); 571 published motors lie between 4e-6 and 5e-3
_DENSITY = (1_000.0, 9_000.0)  # kg/m³ of the box around the body; made motors lie between 2,000 and 5,000


def findings(figures: MotorFigures) -> list[Finding]:
    """Every rule that a motor breaks, in the order of ``RULES``. A rule without its figures is silent."""
    found = list(_implausible(figures))
    sound = figures.without(*(key for finding in found for key in finding.keys))
    for rule in (_power, _speeds, _constants, _torques, _limits, _size):
        found.extend(rule(sound))
    order = list(RULES)
    return sorted(found, key=lambda finding: order.index(finding.rule))


def _implausible(figures: MotorFigures) -> Iterator[Finding]:
    for key, (low, high) in PLAUSIBLE.items():
        given = getattr(figures, key)
        if given is not None and not low <= given <= high:
            nearest = low if given < low else high
            yield _finding("plausible", (key,), given, nearest)


def _finding(rule: str, keys: tuple[str, ...], given: float, expected: float) -> Finding:
    deviation = abs(given / expected - 1) if expected and isfinite(given) else float("inf")
    return Finding(rule=rule, keys=keys, given=given, expected=expected, deviation=deviation, limit=RULES[rule])


def _agree(rule: str, keys: tuple[str, ...], given: float, expected: float) -> Iterator[Finding]:
    finding = _finding(rule, keys, given, expected)
    if not finding.deviation <= finding.limit:
        yield finding


def _power(figures: MotorFigures) -> Iterator[Finding]:
    if figures.rated_power is not None and figures.rated_torque is not None and figures.rated_speed is not None:
        expected = figures.rated_torque * figures.rated_speed
        yield from _agree("power", ("rated_power", "rated_torque", "rated_speed"), figures.rated_power, expected)


def _speeds(figures: MotorFigures) -> Iterator[Finding]:
    constant = figures.back_emf_constant if figures.back_emf_constant is not None else figures.torque_constant
    name = "torque_constant" if figures.back_emf_constant is None else "back_emf_constant"
    volts, ohms, speed = figures.rated_voltage, figures.terminal_resistance, figures.no_load_speed
    if constant is not None and volts is not None and ohms is not None and speed is not None:
        idle = 0.0 if figures.no_load_current is None else figures.no_load_current
        expected = float(motor.speed(voltage=volts, current=idle, resistance=ohms, back_emf_constant=constant))
        # the rule compares constants, so the false figure may be either: both are kept out
        implied = (volts - ohms * idle) / speed
        if not abs(implied / constant - 1) <= RULES["no_load_speed"]:
            yield Finding(
                rule="no_load_speed",
                keys=("no_load_speed", name),
                given=speed,
                expected=expected,
                deviation=abs(implied / constant - 1),
                limit=RULES["no_load_speed"],
            )
    if figures.rated_speed is not None and speed is not None and figures.rated_speed > speed:
        yield _finding("rated_above_no_load", ("rated_speed", "no_load_speed"), figures.rated_speed, speed)


def _constants(figures: MotorFigures) -> Iterator[Finding]:
    k_t, k_e, ohms = figures.torque_constant, figures.back_emf_constant, figures.terminal_resistance
    if k_t is not None and k_e is not None and figures.constant_basis in ("", "A dc"):
        yield from _agree("back_emf_constant", ("back_emf_constant", "torque_constant"), k_e, k_t)
    k_e = k_t if k_e is None else k_e
    if figures.speed_torque_gradient is not None and k_t is not None and k_e is not None and ohms is not None:
        expected = float(motor.gradient(resistance=ohms, torque_constant=k_t, back_emf_constant=k_e))
        yield from _agree("gradient", ("speed_torque_gradient",), figures.speed_torque_gradient, expected)


def _torques(figures: MotorFigures) -> Iterator[Finding]:
    k_t, ohms, volts = figures.torque_constant, figures.terminal_resistance, figures.rated_voltage
    if figures.stall_torque is not None and k_t is not None and ohms is not None and volts is not None:
        expected = float(motor.stall_torque(voltage=volts, resistance=ohms, torque_constant=k_t))
        yield from _agree("stall_torque", ("stall_torque",), figures.stall_torque, expected)
    if figures.rated_torque is not None and k_t is not None and figures.rated_current is not None:
        idle = 0.0 if figures.no_load_current is None else figures.no_load_current
        expected = k_t * (figures.rated_current - idle)
        yield from _agree("rated_torque", ("rated_torque", "rated_current"), figures.rated_torque, expected)


def _limits(figures: MotorFigures) -> Iterator[Finding]:
    for rated, peak in (("rated_torque", "peak_torque"), ("rated_current", "peak_current")):
        continuous, most = getattr(figures, rated), getattr(figures, peak)
        if continuous is not None and most is not None and continuous > most:
            yield _finding("continuous_above_peak", (rated, peak), continuous, most)
    volts, amperes, watts = figures.rated_voltage, figures.rated_current, figures.rated_power
    if volts is not None and amperes is not None and watts is not None and watts > volts * amperes:
        yield _finding("efficiency", ("rated_power", "rated_current"), watts, volts * amperes)


def _size(figures: MotorFigures) -> Iterator[Finding]:
    mass = figures.mass
    if mass is None:
        return
    if figures.rotor_inertia is not None:
        low, high = (factor * mass ** (5 / 3) for factor in _INERTIA_FOR_MASS)
        if not low <= figures.rotor_inertia <= high:
            nearest = low if figures.rotor_inertia < low else high
            yield _finding("inertia_for_mass", ("rotor_inertia", "mass"), figures.rotor_inertia, nearest)
    if figures.frame_size is not None and figures.body_length is not None:
        volume = np.square(figures.frame_size) * figures.body_length
        low, high = (density * volume for density in _DENSITY)
        if not low <= mass <= high:
            yield _finding("density", ("mass", "frame_size", "body_length"), mass, low if mass < low else high)
