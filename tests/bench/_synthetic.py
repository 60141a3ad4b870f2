"""A made-up catalogue of any size with a realistic mixture: few-valued choices, log-normal figures, gaps, text."""

from dataclasses import dataclass

import numpy as np

CHOICES = {
    "rated_voltage": 6,
    "frame_size": 14,
    "ip_rating": 6,
    "commutation_sensor": 5,
    "pole_pairs": 9,
    "flange": 8,
    "shaft_diameter": 16,
    "frame_shape": 2,
    "brake": 2,
}
RANGES = {
    "rated_torque": 0.4,
    "rated_speed": 3000.0,
    "rated_power": 120.0,
    "mass": 1.1,
    "body_length": 90.0,
    "rated_current": 6.0,
    "peak_current": 18.0,
    "no_load_current": 0.4,
    "torque_constant": 60.0,
    "back_emf_constant": 6.0,
    "terminal_resistance": 0.5,
    "terminal_inductance": 1.0,
    "peak_torque": 1.2,
    "stall_torque": 2.4,
    "no_load_speed": 3600.0,
    "max_speed": 6000.0,
    "rotor_inertia": 300.0,
    "mechanical_time_constant": 3.6,
    "thermal_resistance_winding_housing": 0.7,
    "thermal_resistance_housing_ambient": 1.6,
    "price": 40.0,
}
FACETS = (*CHOICES, "rated_torque", "rated_power", "mass")  # 12 facets; with 24 bars each some 140 values


@dataclass(frozen=True)
class Catalogue:
    """Numbers a column, shape (rows,), NaN where not published; and words a row."""

    columns: dict[str, np.ndarray]
    texts: list[tuple[str, ...]]

    @property
    def kinds(self) -> dict[str, str]:
        return {key: "choice" if key in CHOICES else "range" for key in self.columns}


def catalogue(rows: int) -> Catalogue:
    """The same catalogue for the same size, every time."""
    rng = np.random.default_rng(20261124)
    columns = {}
    for key, values in CHOICES.items():
        weights = 1 / np.arange(1, values + 1)
        column = rng.choice(np.arange(values, dtype=float), rows, p=weights / weights.sum())
        columns[key] = _with_gaps(rng, column, 0.03)
    for key, middle in RANGES.items():
        drawn = middle * np.exp(rng.normal(0, 0.9, rows))
        step = 10.0 ** (np.floor(np.log10(drawn)) - 2)
        columns[key] = _with_gaps(rng, np.round(drawn / step) * step, 0.08)
    texts = [(f"{row % 89}bl{row % 131}", f"24{row % 60}", f"p{row:x}") for row in range(rows)]
    return Catalogue(columns, texts)


def _with_gaps(rng: np.random.Generator, column: np.ndarray, share: float) -> np.ndarray:
    column[rng.random(len(column)) < share] = np.nan
    return column
