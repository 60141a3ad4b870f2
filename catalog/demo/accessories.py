"""Gearboxes from tooth counts, and what fits what."""

from collections.abc import Iterator
from math import gcd, pi

import numpy as np

from catalog.demo.designs import BRAKES, DRIVERS, ENCODERS, FACE, GEARS, Row, nice, noise, significant

# Stage ratio: teeth of sun and ring.
STAGES = {
    "a": (19, 53),
    "b": (14, 58),
    "3": (30, 60),
    "4": (20, 60),
    "5": (18, 72),
    "7": (12, 72),
    "8": (12, 84),
    "10": (12, 108),
}


def gearboxes() -> Iterator[Row]:
    """All rows of gearboxes.csv."""
    for gear in GEARS:
        for chain in gear["stages"].split():
            yield _gearbox(gear, chain)


def _teeth(chain: str) -> list[tuple[int, int]]:
    """Numerator and denominator of each stage's ratio."""
    if "/" in chain:  # spur: driving and driven wheel
        pairs = [tuple(map(int, pair.split("/"))) for pair in chain.split(",")]
        return [(driven, driving) for driving, driven in pairs]
    suns_and_rings = (STAGES["10" if key == "x" else key] for key in chain.replace("10", "x"))
    return [(ring + sun, sun) for sun, ring in suns_and_rings]


def _gearbox(gear: Row, chain: str) -> Row:
    code, size, face, bore, sleeve, eta, torque1, rpm, lash, shaft, out, l0, l1, stages = gear.values()
    spur = "/" in stages
    teeth = _teeth(chain)
    numerator, denominator = int(np.prod([t[0] for t in teeth])), int(np.prod([t[1] for t in teeth]))
    ratio, n, last = numerator / denominator, len(teeth), teeth[-1][0] / teeth[-1][1]
    divisor = gcd(numerator, denominator)
    weak = 1 if last <= 5.2 else 0.72 if last <= 7 else 0.55 if last <= 8 else 0.42  # a small sun is a weak one
    part = f"{code}-{ratio:.0f}" if ratio >= 10 or denominator == divisor else f"{code}-{ratio:.1f}"
    large_sun = 0.85 if last < 3.5 and not spur else 1
    torque = nice(torque1 * weak * large_sun * (1, 1.18, 1.28)[n - 1] * (1 + 0.04 * noise(part, "T")))
    length = round(l0 + l1 * n + 0.3 * noise(code, "len"), 1)
    first = (0.34 if spur else 0.45) + 1.6 / (teeth[0][0] / teeth[0][1]) ** 1.3
    inertia = 92 * (size / 60) ** 4.3 * first * (1 + 0.06 * noise(part, "J")) * (bore / (0.22 * size)) ** 0.5
    mass = pi / 4 * size * size * length * (4.6e-6 if spur else 5.5e-6) * (1 + 0.02 * noise(code, n, "m"))
    load = 1.9 * size**1.35 * (1 if size >= 56 else 0.55)
    entry = FACE[face]
    return {
        "part_number": part,
        "series": code,
        "kind": "spur" if spur else "planetary",
        "ratio": significant(ratio, 4),
        "ratio_numerator": numerator // divisor,
        "ratio_denominator": denominator // divisor,
        "stages": n,
        "direction": -1 if spur and n % 2 else 1,
        "efficiency": round(eta**n - 0.003 * (n - 1), 2),
        "continuous_torque": torque,
        "intermittent_torque": nice(torque * (1.6 if size >= 56 else 1.5)),
        "max_input_speed": rpm,
        "gear_inertia": significant(inertia, 2),
        "backlash": round(lash * (1, 1.35, 1.65)[n - 1]),
        "mass": significant(mass, 3 if mass > 0.1 else 2),
        "frame_size": size,
        "body_length": length,
        "input_face": entry[6],
        "input_pilot_diameter": entry[0],
        "input_hole_circle": entry[3],
        "input_holes": entry[2],
        "input_hole_diameter": entry[4],
        "input_bore": bore,
        "input_bore_min": sleeve,
        "shaft_diameter": shaft[0],
        "shaft_length": shaft[1],
        "shaft_form": shaft[2],
        "pilot_diameter": out[0],
        "pilot_length": out[1],
        "holes": out[2],
        "hole_circle": out[3],
        "hole_diameter": out[4],
        "radial_load": significant(load, 2),
        "axial_load": significant(load * 0.45, 2),
        "ip_rating": "IP54" if eta >= 0.97 else "IP40",
        "ambient_temperature_min": -15,
        "ambient_temperature_max": 80,
        "lubrication": "grease for life",
    }


def compatible(motors: list[Row], gears: list[Row]) -> Iterator[tuple[Row, str, Row]]:
    """Pairs that fit: (motor, kind, accessory)."""
    fitting = (
        ("gearbox", gears, _takes_gearbox),
        ("encoder", ENCODERS, _takes_encoder),
        ("brake", BRAKES, _takes_brake),
        ("driver", DRIVERS, _takes_driver),
    )
    for motor in motors:
        for kind, accessories, takes in fitting:
            for accessory in accessories:
                if takes(motor, accessory):
                    yield motor, kind, accessory


def _takes_gearbox(m: Row, g: Row) -> bool:
    """The same face, a bore that takes the shaft, speed and torque within the gearbox's."""
    face = (g["input_pilot_diameter"], g["input_hole_circle"], g["input_holes"])
    return bool(
        face == (m["pilot_diameter"], m["hole_circle"], m["holes"])
        and g["input_bore_min"] <= m["shaft_diameter"] <= g["input_bore"]
        and m["rated_speed"] <= g["max_input_speed"]
        and m["rated_torque"] * g["ratio"] * g["efficiency"] <= g["continuous_torque"]
    )


def _takes_encoder(m: Row, e: Row) -> bool:
    """Nothing is mounted behind an open bell, and no second encoder behind one."""
    return bool(
        m["ip_rating"] != "IP20"
        and m["commutation_sensor"] != "encoder"
        and e["frame_min"] <= m["frame_size"] <= e["frame_max"]
        and e["diameter"] <= m["frame_size"]
        and e["max_speed"] >= m["no_load_speed"]
    )


def _takes_brake(m: Row, b: Row) -> bool:
    return bool(
        m["ip_rating"] != "IP20"
        and b["diameter"] <= m["frame_size"] <= 2.1 * b["diameter"]
        and 1.2 * m["rated_torque"] <= b["holding_torque"] <= 14 * m["rated_torque"]
        and b["max_speed"] >= m["no_load_speed"]
        and b["bore_max"] >= m["shaft_diameter"] * 0.8
    )


def _takes_driver(m: Row, d: Row) -> bool:
    """Supply, current and electrical frequency within the driver's, and a feedback that it understands."""
    return bool(
        d["supply_min"] <= m["rated_voltage"] <= d["supply_max"]
        and m["rated_current"] <= d["rated_current"] <= max(6, 7 * m["rated_current"])
        and d["max_electrical_frequency"] >= m["pole_pairs"] * m["no_load_speed"] / 60
        and (m["commutation_sensor"] != "encoder" or "incremental" in d["feedback"])
    )
