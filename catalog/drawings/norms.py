"""Standard sizes that a drawing may add to what a part publishes, mm."""

from typing import Final

KEYS: Final = (
    (6, 8, 2, 2, 1.2),
    (8, 10, 3, 3, 1.8),
    (10, 12, 4, 4, 2.5),
    (12, 17, 5, 5, 3.0),
    (17, 22, 6, 6, 3.5),
    (22, 30, 8, 7, 4.0),
    (30, 38, 10, 8, 5.0),
    (38, 44, 12, 8, 5.0),
    (44, 50, 14, 9, 5.5),
)
"""Parallel keys of DIN 6885-1: over this diameter, up to this one, width, height, depth in the shaft."""

KEY_LENGTHS: Final = (6, 8, 10, 12, 14, 16, 18, 20, 22, 25, 28, 32, 36, 40, 45, 50, 56, 63, 70)
"""Lengths in which keys of DIN 6885-1 are made."""

CORE_HOLES: Final = {
    1.25: "M1.6",
    1.6: "M2",
    2.05: "M2.5",
    2.5: "M3",
    3.3: "M4",
    4.2: "M5",
    5.0: "M6",
    6.8: "M8",
    8.5: "M10",
    10.2: "M12",
}
"""Thread by the diameter of its core hole."""


def key_for(shaft_diameter: float) -> tuple[float, float, float] | None:
    """Width, height and depth in the shaft of the DIN 6885-1 key for a shaft in mm; None outside the table."""
    return next(
        ((width, height, depth) for over, to, width, height, depth in KEYS if over < shaft_diameter <= to), None
    )


def key_place(shaft_diameter: float, shaft_length: float) -> tuple[float, float]:
    """Where a key lies on a shaft end: distance of its end from the shaft's, and its length; mm.

    The longest key of the norm that leaves a third of the shaft free. Usual, not published.
    """
    length = max((each for each in KEY_LENGTHS if each <= 0.68 * shaft_length), default=KEY_LENGTHS[0])
    return min(0.25 * shaft_diameter, (shaft_length - length) / 2), float(length)


def thread_for(core_hole: float) -> str:
    """The thread whose core hole this diameter in mm is; empty for none."""
    return CORE_HOLES.get(round(core_hole, 2), "")
