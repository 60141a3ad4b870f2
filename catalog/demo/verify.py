"""Check every row of the demonstration catalogue against the formulas, the real makers' range and common sense.

Independent of `generate`: reads the CSV files only. Prints a summary; exits 1 when anything fails::

    python -m catalog.demo.verify [CATALOGUE PRICES]      # two folders; default: the ones in the repository
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from catalog.demo.checks.accessories import check_accessories
from catalog.demo.checks.frames import check_frames
from catalog.demo.checks.makers import check_range
from catalog.demo.checks.motors import Seen, check_motor
from catalog.demo.checks.report import Report, Row

HERE = Path(__file__).parent
PRICES = HERE.parents[1] / "shop" / "pricing" / "demo"
KINDS = {
    "motor": "motors",
    "gearbox": "gearboxes",
    "encoder": "encoders",
    "brake": "brakes",
    "driver": "drivers",
}


def verify(catalogue: Path, price_folder: Path) -> tuple[Report, list[str]]:
    """Check everything; returns what failed and the lines of a summary."""
    report = Report()
    parts = {
        kind: {row["part_number"]: row for row in report.read(catalogue / f"{name}.csv")}
        for kind, name in KINDS.items()
    }
    series, pairs = (report.read(catalogue / f"{name}.csv") for name in ("series", "compatibility"))
    prices = report.read(price_folder / "prices.csv")
    motors = list(parts["motor"].values())
    seen = [check_motor(motor, report) for motor in motors]
    price = {row["part_number"]: row["price_50"] for row in prices}
    count, closest, follow = check_frames(motors, price, report)
    where = check_range(motors, report)
    check_accessories(parts, pairs, prices, report)
    _series(series, motors, report)
    _counts(series, parts, report)
    sizes = ", ".join(f"{len(rows)} {KINDS[kind]}" for kind, rows in parts.items())
    return report, [
        f"{len(series)} series, {count} frames, {sizes}, {len(pairs)} pairs, {len(prices)} prices",
        _ranges(motors, seen),
        "largest deviations: " + ", ".join(f"{what} {off:.1%} ({who})" for what, (off, who) in report.worst.items()),
        f"closest pair of frames by ratios: {closest[1]}, {closest[0]:.0%}; price against mass r = {follow:.2f}",
        where,
    ]


def _series(series: list[Row], motors: list[Row], report: Report) -> None:
    known = {row["series"]: row for row in series}
    agree = set(known) == {m["series"] for m in motors} and all(
        known[m["series"]]["frame_shape"] == m["frame_shape"] and known[m["series"]]["frame_size"] == m["frame_size"]
        for m in motors
    )
    report.check(agree, "series", "series and motors disagree")
    for row in series:
        sentences = len(re.findall(r"[.?!](?:\s|$)", row["story"]))
        report.check(2 <= sentences <= 4 and row["use_cases"], row["series"], "story of two to four sentences")


def _counts(series: list[Row], parts: dict[str, dict[str, Row]], report: Report) -> None:
    motors = list(parts["motor"].values())
    volts = Counter(int(m["rated_voltage"]) for m in motors)
    report.check(
        len(series) >= 14
        and len(motors) >= 150
        and len(parts["gearbox"]) >= 40
        and [len(parts[kind]) for kind in ("encoder", "brake", "driver")] == [10, 6, 12]
        and set(volts) == {12, 24, 36, 48, 72}
        and volts.most_common(1)[0][0] == 24
        and 14 <= max(m["rated_torque"] for m in motors) <= 15.5
        and sum(m["pole_pairs"] >= 10 for m in motors) >= 20,
        "counts",
        "too few rows, or the high-torque group incomplete",
    )


def _ranges(motors: list[Row], seen: list[Seen]) -> str:
    def span(values: Iterable[float], factor: float = 1) -> str:
        listed = list(values)
        return f"{min(listed) * factor:.3g} … {max(listed) * factor:.3g}"

    def of(figure: Callable[[Seen], float], factor: float = 1) -> str:
        return span((figure(each) for each in seen), factor)

    return "; ".join(
        (
            f"torque {span(m['rated_torque'] for m in motors)} N·m",
            f"power {span(m['rated_power'] for m in motors)} W",
            f"mass {span(m['mass'] for m in motors)} kg",
            f"density {of(lambda each: each.density)} g/cm³",
            f"efficiency {of(lambda each: each.efficiency, 100)} %",
            f"thermal margin {of(lambda each: each.thermal_margin, 100)} %",
            f"voltage in hand {of(lambda each: each.voltage_in_hand, 100)} %",
            f"winding {of(lambda each: each.winding_temperature)} °C",
            f"L/R over a 60° step {of(lambda each: each.lag)}",
        )
    )


def main() -> None:
    """Print the summary and every failure."""
    folders = [Path(argument) for argument in sys.argv[1:3]]
    report, summary = verify(*(folders if len(folders) == 2 else (HERE, PRICES)))
    print(*summary, *(report.failures or ["all checks pass"]), sep="\n")  # noqa: T201
    sys.exit(bool(report.failures))


if __name__ == "__main__":
    main()
