"""The demonstration against what real makers publish; their files lie outside the repository."""

import csv
import os
import re
from pathlib import Path

import numpy as np

from catalog.demo.checks.report import Report, Row

DEFAULT = Path(__file__).resolve().parents[3].parent / "shared" / "data"


def published_drives() -> Path:
    """The folder of published motors: under ``REFERENCE_DATA``, by default beside the repository."""
    return Path(os.environ.get("REFERENCE_DATA", DEFAULT)) / "published_drives"


def _number(cell: str) -> float:
    return float(cell) if re.fullmatch(r"[\d.]+(e-?\d+)?", cell.lower()) else float("nan")


def check_range(motors: list[Row], report: Report) -> str:
    """Torque and motor constant per mass inside what makers publish; returns the line of the summary.

    The range is that of motors of a quarter to four times the mass, widened by the trend of the housed ones (up to
    1.1 kg) carried on with its whole scatter; heavier, the files hold frameless torque motors only.
    """
    folder = published_drives()
    if not folder.is_dir():
        return f"{folder} is absent (set REFERENCE_DATA): the range of real makers was NOT checked"
    rows = []
    for path in sorted(folder.glob("*_motors.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += [row for row in csv.DictReader(file) if row["type"] == "BLDC"]
    k, idle, current, resistance, mass = (
        np.array([_number(row[key]) for row in rows]) for key in ("k_t", "I_nl", "I_nom", "R", "mass")
    )
    housed = np.array([row["manufacturer"] in ("Maxon", "Faulhaber") for row in rows])
    place: list[float] = []
    known = 0
    for what, key, figure in (
        ("torque per mass", "rated_torque", k * (current - np.nan_to_num(idle)) / mass),
        ("motor constant per mass", "motor_constant", k / np.sqrt(resistance) / mass),
    ):
        finite = np.isfinite(figure)
        known = int(finite.sum())
        slope, level = np.polyfit(np.log(mass[finite & housed]), np.log(figure[finite & housed]), 1)
        scatter = np.log(figure[finite & housed]) - level - slope * np.log(mass[finite & housed])
        for m in motors:
            ours, trend = m[key] / m["mass"], level + slope * np.log(m["mass"])
            near = figure[finite & (mass > m["mass"] / 4) & (mass < m["mass"] * 4)]
            low = min(near.min(), np.exp(trend + scatter.min()))
            high = max(near.max(), np.exp(trend + scatter.max()))
            place.append(float((np.log(ours) - trend) / scatter.std()))
            report.check(low <= ours <= high, m["part_number"], f"{what} {ours:.3f} outside {low:.3f} … {high:.3f}")
    return (
        f"against {known} published motors ours lie {np.percentile(place, 5):+.1f} … {np.percentile(place, 95):+.1f} "
        "standard deviations from the housed makers' trend"
    )
