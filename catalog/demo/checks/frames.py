"""Windings of one frame, lengths of one series, and no two frames the same design at another scale."""

from collections import defaultdict
from itertools import combinations, pairwise
from math import pi, sqrt

import numpy as np

from catalog.demo.checks.report import Report, Row

Frames = dict[tuple[str, float], list[Row]]
SAME_IN_A_FRAME = [
    "mass",
    "rotor_inertia",
    "thermal_resistance_winding_housing",
    "thermal_resistance_housing_ambient",
    "friction_torque",
    "viscous_friction",
    "thermal_time_constant_winding",
    "thermal_time_constant_housing",
    "mounting_factor",
    "shaft_diameter",
    "pole_pairs",
    "max_speed",
    "cogging_torque",
    "radial_load",
    "max_winding_temperature",
]
# How a figure grows when a frame is scaled by a length.
POWER_OF_LENGTH = {
    "body_length": 1.0,
    "mass": 3.0,
    "rotor_inertia": 5.0,
    "motor_constant": 2.5,
    "thermal_resistance_winding_housing": -1.0,
    "thermal_resistance_housing_ambient": -2.0,
    "friction_torque": 3.0,
    "viscous_friction": 3.0,
    "peak_torque": 3.0,
}


def check_frames(motors: list[Row], price: dict[str, float], report: Report) -> tuple[int, tuple[float, str], float]:
    """All rules; returns the number of frames, the closest pair of them and the correlation of price and mass."""
    frames: Frames = defaultdict(list)
    for m in motors:
        frames[m["series"], m["body_length"]].append(m)
    for (series, length), rows in frames.items():
        name = f"{series}{length * 1e3:.0f}"
        same = all(len({r[key] for r in rows}) == 1 for key in SAME_IN_A_FRAME)
        report.check(same, name, "rows of one frame differ where they must not")
        _windings(series, rows, report)
    for shorter, longer in pairwise(sorted(frames)):
        if shorter[0] == longer[0]:
            _longer(shorter[0], frames[shorter], frames[longer], price, report)
    closest = _closest(frames)
    report.check(closest[0] > 0.05, closest[1], f"frames are scaled copies ({closest[0]:.1%})")
    masses, prices = np.log([m["mass"] for m in motors]), np.log([price[m["part_number"]] for m in motors])
    follow = float(np.corrcoef(masses, prices)[0, 1])
    words = f"price against mass r = {follow:.2f}: no relation, or a formula"
    report.check(0.6 < follow < 0.99, "prices", words)
    return len(frames), closest, follow


def _windings(series: str, rows: list[Row], report: Report) -> None:
    """k over turns, R over turns and wire, L over turns², one peak torque: the same iron with other copper."""
    star = [sqrt(3) if r["winding_connection"] == "delta" else 1 for r in rows]
    turns = [r["turns_per_phase"] / s for r, s in zip(rows, star, strict=True)]
    area = [r["strands"] * pi / 4 * r["wire_diameter"] ** 2 * s for r, s in zip(rows, star, strict=True)]
    cases = list(zip(rows, turns, area, strict=True))
    for what, values, tolerance in (
        ("k over turns", [r["back_emf_constant"] / t for r, t, _ in cases], 0.015),
        ("R over turns and section", [r["terminal_resistance"] * c / t for r, t, c in cases], 0.03),
        ("R over turns²", [r["terminal_resistance"] / t**2 for r, t, _ in cases], 0.13),
        ("L over turns²", [r["terminal_inductance"] / t**2 for r, t, _ in cases], 0.06),
        ("peak torque within a frame", [r["peak_torque"] for r in rows], 0.06),
    ):
        for r, value in zip(rows, values, strict=True):
            report.near(r["part_number"], what, value, float(np.median(values)), tolerance)
    whole = all(r[key] == int(r[key]) for r in rows for key in ("turns_per_phase", "strands"))
    report.check(whole, series, "turns are whole numbers")


def _longer(series: str, shorter: list[Row], longer: list[Row], price: dict[str, float], report: Report) -> None:
    a, b = shorter[0], longer[0]
    cheaper, dearer = (np.mean([price[r["part_number"]] for r in rows]) for rows in (shorter, longer))
    report.check(cheaper < dearer, series, "a longer motor is cheaper")
    grows = all(a[key] < b[key] for key in ("mass", "rotor_inertia", "motor_constant", "peak_torque"))
    report.check(grows, series, "mass, inertia, motor constant, peak torque grow with the stack")
    cools = all(a[key] > b[key] for key in ("thermal_resistance_winding_housing", "thermal_resistance_housing_ambient"))
    report.check(cools, series, "a longer stack cools better")


def _closest(frames: Frames) -> tuple[float, str]:
    """The two frames whose ratios differ least, as they are and against the powers of a length."""
    power = np.array(list(POWER_OF_LENGTH.values()))
    designs = {
        name: np.log([float(np.median([r[key] for r in rows])) for key in POWER_OF_LENGTH])
        for name, rows in frames.items()
    }
    found = []
    for (a, x), (b, y) in combinations(designs.items(), 2):
        ratios = x - y
        scaled = ratios - power * (ratios @ power / (power @ power))
        name = f"{a[0]}{a[1] * 1e3:.0f}/{b[0]}{b[1] * 1e3:.0f}"
        found.append((float(min(np.std(ratios), np.std(scaled))), name))
    return min(found)
