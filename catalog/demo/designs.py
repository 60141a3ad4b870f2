"""What a designer has chosen (`designs.json`), the materials, and the rounding of a data sheet.

Lengths in mm, flux density in T, everything else in SI unless its name says otherwise. A series has these keys:

==================  ====================================================================================
``topo``            inner, outer (slotted) or slotless
``dso`` ``dg``      stator outer diameter; gap diameter (slotless: mean diameter of the winding)
``hm`` ``gap``      magnet height; air gap
``bg`` ``bt``       flux density of the flat-topped gap field, and in the teeth
``fill`` ``tw``     copper over slot area; thickness of a slotless winding
``over``            body length minus stack length
``rt``              winding to wall, K·m²/W
``lam``             grade of the laminations
``plate``           side of the aluminium plate of the rated point; 0: free in air
``pk`` ``sat``      peak torque over the first winding's rated torque; loss of torque there
``cut`` ``core``    share of metal in the housing and in the rotor core
``h``               heat transfer over a plain body's
``windings``        body length -> volts and hundreds of rpm, one word a winding
==================  ====================================================================================
"""

import json
import zlib
from math import log10
from pathlib import Path
from typing import Any

import numpy as np

Row = dict[str, Any]

ALPHA = 0.00393  # copper, 1/K
RHO25 = 1.756e-8  # copper at 25 °C, Ω·m
MAGNET = {"NdFeB": -0.0011, "ferrite": -0.002, "SmCo": -0.00035}  # reversible change of the constants, 1/K
MAGNET_DENSITY = {"sintered": 7.5e-6, "bonded": 5.9e-6, "smco": 8.3e-6}  # kg/mm³
STEEL = 7.7e-6  # kg/mm³
LAMINATIONS = 7.5e-6
ALUMINIUM = 2.7e-6
COPPER_AND_RESIN = 8.9e-6
SHAFT_STEEL = 7.8e-6
# Bare diameters of IEC 60317, mm.
WIRES: tuple[float, ...] = (
    0.1,
    0.112,
    0.125,
    0.14,
    0.16,
    0.18,
    0.2,
    0.224,
    0.25,
    0.28,
    0.315,
    0.355,
    0.4,
    0.45,
    0.5,
    0.56,
    0.63,
    0.71,
)
WIRES += (0.8, 0.9, 1.0, 1.12, 1.25)
# Up to this current: this AWG.
LEADS = ((2.2, 26), (3.5, 24), (5.5, 22), (8.5, 20), (13, 18), (19, 16), (27, 14), (40, 12), (60, 10))
# Shaft diameter: outer diameter of the bearing in mm and its dynamic load rating in N.
BEARING = {
    3: (8, 390),
    4: (11, 700),
    5: (13, 980),
    6: (15, 1350),
    8: (22, 3300),
    10: (26, 4600),
    12: (28, 5100),
    14: (32, 5600),
    19: (42, 9300),
    22: (47, 9900),
    24: (52, 11000),
}
AMBIENT = {"IP20": (-20, 70), "IP40": (-20, 50), "IP54": (-20, 45), "IP65": (-20, 40)}
FUNDAMENTAL = 1.155  # amplitude of the sine in a flat-topped gap field of some 130 electrical degrees

DESIGNS = json.loads((Path(__file__).parent / "designs.json").read_text(encoding="utf-8"))
# Pilot diameter and height, holes, hole circle, hole diameter (clearance, or core hole of a thread), flange
# thickness, standard, words.
FACE = DESIGNS["faces"]


def _table(name: str) -> list[Row]:
    return [dict(zip(DESIGNS[name]["keys"], row, strict=True)) for row in DESIGNS[name]["rows"]]


ENCODERS, BRAKES, DRIVERS, GEARS = (_table(name) for name in ("encoders", "brakes", "drivers", "gears"))

USUAL: Row = {
    "gap": 0.5,
    "mag": "NdFeB",
    "make": "sintered",
    "lam": 1.0,
    "plate": 0,
    "sat": 0.05,
    "cut": 0.4,
    "h": 1.0,
    "tmax": 130,
    "ins": "B",
    "ip": "IP40",
    "conn": "leads",
    "sensor": "Hall 120°",
    "cert": "CE;RoHS;REACH",
    "exposed": False,
    "margin": 0.02,
    "seal": 1.0,
    "dmax": 1.0,
    "core": 0.86,
    "cost": 1.0,
    "form": "D-cut",
    "tw": 0,
    "wire_end": 1.0,
    "lead": 300,
    "skew": 1.0,
    "ppr": 0,
}


def _series(chosen: Row) -> Row:
    code = chosen["code"]
    return {
        **USUAL,
        **chosen,
        "size": int(code[:-2]),
        "shape": "square" if code[-2:] in ("BL", "HS") else "round",
        "windings": {int(length): codes for length, codes in chosen["windings"].items()},
    }


SERIES = [_series(chosen) for chosen in DESIGNS["series"]]


def noise(*key: object) -> float:
    """Repeatable residual in -1…1 from a name: what a lot of measured motors would show instead of a formula."""
    return zlib.crc32(":".join(map(str, key)).encode()) % 20001 / 10000 - 1


def significant(x: float, digits: int = 3, up: int = 0) -> float:
    """Round to so many significant digits; ``up`` is -1 down, 1 up, 0 to the nearest."""
    if not x:
        return 0.0
    step = 10.0 ** (int(np.floor(log10(abs(x)))) - digits + 1)
    y = x / step
    rounded = np.floor(y + 1e-9) if up < 0 else np.ceil(y - 1e-9) if up > 0 else np.round(y)
    return float(f"{rounded * step:.12g}")


def nice(x: float) -> float:
    """Torque as printed, rounded down: two digits above 40, between them a third digit 0 or 5."""
    e = 10.0 ** np.floor(log10(x))
    step = e * (0.1 if x / e >= 4 else 0.05)
    return float(f"{np.floor(x / step + 1e-9) * step:.12g}")
