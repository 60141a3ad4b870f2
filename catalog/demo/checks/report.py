"""Read the files of the demonstration catalogue, independently of what wrote them, and note what is wrong."""

import csv
import re
from dataclasses import dataclass, field
from math import inf, isfinite, pi
from pathlib import Path
from typing import Any

Row = dict[str, Any]

SI = {
    "mN·m": 1e-3,
    "rpm": pi / 30,
    "g·cm²": 1e-7,
    "mm": 1e-3,
    "mH": 1e-3,
    "ms": 1e-3,
    "min": 60,
    "mN·m/A": 1e-3,
    "V/krpm": 0.03 / pi,
    "rpm/V": pi / 30,
    "rpm/(mN·m)": pi / 0.03,
    "mN·m/√W": 1e-3,
    "mN·m/rpm": 0.03 / pi,
}
# Numbers without a unit.
BARE = frozenset(
    [
        "mounting_factor",
        "pole_pairs",
        "slots",
        "turns_per_phase",
        "strands",
        "holes",
        "ratio",
        "ratio_numerator",
        "ratio_denominator",
        "stages",
        "direction",
        "input_holes",
        "rated_current",
    ]
)


@dataclass
class Report:
    """What failed, and how far the worst of each figure was off."""

    failures: list[str] = field(default_factory=list)
    worst: dict[str, tuple[float, str]] = field(default_factory=dict)

    def check(self, holds: object, who: str, what: str) -> None:
        """Note a failure unless it holds."""
        if not holds:
            self.failures.append(f"{who}: {what}")

    def near(self, who: str, what: str, got: float, want: float, tolerance: float) -> None:
        """Note a failure unless got lies within the tolerance of want."""
        off = abs(got / want - 1) if want and isfinite(want) else inf
        self.worst[what] = max(self.worst.get(what, (-1.0, "")), (off, who))
        self.check(off <= tolerance, who, f"{what}: {got:.4g} against {want:.4g}, {off:.1%} over {tolerance:.1%}")

    def read(self, path: Path) -> list[Row]:
        """Rows of one file in SI; the unit line says which cells are numbers."""
        with path.open(encoding="utf-8", newline="") as file:
            keys, *lines = csv.reader(file)
        units = dict(zip(keys, lines[0], strict=True))
        marked = any("emonstration data" in line[0] for line in lines[:3])
        self.check(marked, path.stem, "not marked as demonstration data")
        return [
            {key: _value(key, cell, units[key]) for key, cell in zip(keys, line, strict=True)}
            for line in lines
            if not line[0].startswith("[")
        ]


def _value(key: str, cell: str, unit: str) -> float | str:
    numeric = key in BARE or unit not in ("", "[unit]")
    if numeric and re.fullmatch(r"-?[\d.]+(e-?\d+)?", cell):
        return float(cell) * SI.get(unit, 1)
    return cell
