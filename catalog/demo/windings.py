"""Real windings in a frame, and the motors that they make: each figure follows from the rounded ones before it."""

from collections.abc import Iterator
from functools import cache
from math import pi

import numpy as np

from catalog.demo.designs import (
    ALPHA,
    AMBIENT,
    BEARING,
    FACE,
    LEADS,
    MAGNET,
    RHO25,
    SERIES,
    WIRES,
    Row,
    nice,
    noise,
    significant,
)
from catalog.demo.frames import frame

Winding = tuple[float, int, bool, float, float, tuple[float, float, int]]


@cache
def conductors(available: float, thickest: float) -> tuple[float, float, int] | None:
    """Wire for a copper section: (section mm², wire mm, strands), fewest strands within 93 to 103 % of the aim."""
    fits = [
        (n * pi / 4 * d * d, d, n)
        for d in WIRES
        if d <= thickest
        for n in range(1, 33)
        if n * pi / 4 * d * d <= 1.03 * available
    ]
    return min((c for c in fits if c[0] >= 0.93 * available), key=lambda c: (c[2], -c[0]), default=None)


def magnets(s: Row, temperature: float) -> float:
    """The constants at a temperature over those at 25 °C."""
    return 1 + MAGNET[s["mag"]] * (temperature - 25)


def heat_limit(s: Row, f: Row, k: float, resistance: float, w: float) -> tuple[float, float]:
    """Continuous torque at w with the winding at its limit on the stated mounting, and its current (formulas, 3)."""
    friction, hot = f["C0"] + f["Cv"] * w, resistance * (1 + ALPHA * (s["tmax"] - 25))
    left = s["tmax"] - 25 - f["R2"] * f["m"] * friction * w
    if left <= 0:
        return -1.0, 0.0
    current = np.sqrt(left / (hot * (f["R1"] + f["m"] * f["R2"])))
    return k * magnets(s, s["tmax"]) * current - friction, current


def choose(s: Row, f: Row, volts: int, rpm: int) -> Winding:
    """Turns, strands and connection whose hot line passes the rated speed with one or two per cent of supply in hand.

    Delta only where it comes 0.8 % nearer. Returns (spare, turns, delta, k, R, conductor).
    """
    w, name = rpm * pi / 30, (s["code"], f["L"], volts, rpm)
    found, aim = [], 0.011 + 0.009 * noise(*name, "aim")
    for delta in (False, True):
        for turns in range(1, 700):
            wire = conductors(f["copper"] / (6 * turns), s["dmax"])
            if wire is None:
                continue
            k = significant(turns * f["k1"] / (3**0.5 if delta else 1) * (1 + 0.004 * noise(*name)), 3)
            cold = 2 * RHO25 * turns * f["turn"] / (wire[0] * 1e-6) / (3 if delta else 1)
            resistance = significant(cold * (1 + 0.012 * noise(*name, "R")), 3)
            torque, current = heat_limit(s, f, k, resistance, w)
            hot = resistance * (1 + ALPHA * (s["tmax"] - 25))
            spare = (volts - k * w - hot * current / (1 + s["margin"] * 0.5)) / volts
            if torque > 0 and spare >= aim:
                found.append((spare + (0.008 if delta else 0), spare, turns, delta, k, resistance, wire))
    return min(found)[1:]


def _no_load(f: Row, volts: int, k: float, k_e: float, resistance: float) -> tuple[float, float]:
    """Current and speed without a load, friction growing with speed."""
    w = volts / k_e
    current = 0.0
    for _ in range(20):
        current = (f["C0"] + f["Cv"] * w) / k
        w = (volts - resistance * current) / k_e
    return current, w


def _settled(s: Row, f: Row, k: float, resistance: float, torque: float, w: float) -> tuple[float, float]:
    """Current and winding temperature once the rated torque no longer heats it further."""
    friction, ambient = f["C0"] + f["Cv"] * w, 25
    temperature = base = ambient + f["R2"] * f["m"] * friction * w
    current = 0.0
    for _ in range(60):
        current = (torque + friction) / (k * magnets(s, temperature))
        copper = resistance * (1 + ALPHA * (temperature - 25)) * current * current
        temperature = base + (f["R1"] + f["m"] * f["R2"]) * copper
    return current, temperature


def _printed_speed(rpm: float) -> float:
    if rpm < 1000:
        return float(round(rpm))
    return float(round(rpm, -1) if rpm < 6000 else round(rpm / 50) * 50)


def _connection(s: Row, current: float) -> str:
    if s["conn"] != "leads":
        return str(s["conn"])
    sense = 26 if s["size"] < 80 else 24
    gauge = next(gauge for limit, gauge in LEADS if current <= limit)
    return f"leads, 3 × AWG {gauge} and 5 × AWG {sense}" if gauge != sense else f"leads, 8 × AWG {gauge}"


def rate(s: Row, f: Row, length: int, volts: int, rpm: int) -> tuple[Row, float]:
    """One row of motors.csv, everything from rounded R, k, friction and thermal figures; and its k in N·m/A."""
    _spare, turns, delta, chosen, resistance, (_section, wire, strands) = choose(s, f, volts, rpm)
    name, w = f"{s['code']}{length}-{volts}{rpm // 100:02d}", rpm * pi / 30
    printed_emf = significant(chosen * 1000 * pi / 30, 3)  # V/krpm
    k = significant(printed_emf / (1000 * pi / 30), 3)  # torque constant as printed, from the measured EMF constant
    k_e = printed_emf / (1000 * pi / 30)
    limit, _ = heat_limit(s, f, k, resistance, w)
    torque = nice(limit / (1 + s["margin"] * (1 + 0.5 * noise(name))))
    current, _temperature = _settled(s, f, k, resistance, torque, w)
    idle, w0 = _no_load(f, volts, k, k_e, resistance)
    idle = significant(idle * (1 + 0.03 * noise(name, "i")), 2 if idle < 0.1 else 3)
    inductance = significant(turns * turns * f["l1"] / (3 if delta else 1) * 1e3, 2)
    power = torque * w
    row = {
        "part_number": name,
        "series": s["code"],
        "manufacturer": "Sherry Motor",
        "rated_voltage": volts,
        "rated_torque": torque,
        "rated_speed": rpm,
        "rated_power": significant(power, 3 if power >= 10 else 2),
        "rated_current": significant(current, 3),
        "peak_torque": None,
        "peak_current": None,
        "no_load_speed": _printed_speed(w0 * 30 / pi * (1 + 0.004 * noise(name, "n"))),
        "no_load_current": idle,
        "stall_torque": significant(k * volts / resistance, 3),
        "max_speed": f["nmax"],
        "max_efficiency": round((1 - (idle * resistance / volts) ** 0.5) ** 2, 3),
        "back_emf_constant": printed_emf,
        "torque_constant": significant(k * 1e3, 3),
        "speed_constant": significant(1000 / printed_emf, 3),
        "constant_basis": "A dc",
        "terminal_resistance": resistance,
        "resistance_temperature": 25,
        "terminal_inductance": inductance,
        "electrical_time_constant": significant(inductance / resistance, 2),
        "speed_torque_gradient": significant(resistance / (k * k_e) * 30 / pi / 1e3, 3),
        "motor_constant": significant(1e3 * k / resistance**0.5, 3),
        "pole_pairs": s["pp"],
        "slots": s["slots"],
        "winding_connection": "delta" if delta else "star",
        "turns_per_phase": turns,
        "strands": strands,
        "wire_diameter": wire,
        "magnet_material": s["mag"],
        "rotor_inertia": f["J"],
        "mechanical_time_constant": significant(resistance * f["J"] * 1e-7 / (k * k_e) * 1e3, 3),
        "friction_torque": significant(f["C0"] * 1e3, 2),
        "viscous_friction": significant(f["Cv"] * 1e3 * pi / 30, 2),
        "cogging_torque": significant(f["cog"] * 1e3, 2),
        "mass": f["mass"],
        **_loads(s),
        "thermal_resistance_winding_housing": f["R1"],
        "thermal_resistance_housing_ambient": f["R2"],
        "thermal_time_constant_winding": f["t1"],
        "thermal_time_constant_housing": significant(f["t2"] / 60, 2),
        "max_winding_temperature": s["tmax"],
        "insulation_class": s["ins"],
        "rated_point_basis": "hot",
        "thermal_mounting": f["mounting"],
        "mounting_factor": f["m"],
        "ambient_temperature_min": AMBIENT[s["ip"]][0],
        "ambient_temperature_max": AMBIENT[s["ip"]][1],
        "ip_rating": s["ip"],
        "commutation_sensor": s["sensor"],
        "encoder_resolution": s["ppr"] or None,
        "integrated_controller": "none",
        "brake": "no",
        "connection": _connection(s, current),
        "lead_length": s["lead"] if s["conn"] == "leads" else None,
        "lead_exit": "rear" if s["topo"] == "slotless" else "side",
        **_shape(s, f, length),
        "certifications": s["cert"],
    }
    return row, k


def _loads(s: Row) -> Row:
    """Shaft loads from the bearing's rating for 20,000 h at the fastest rated speed of the series."""
    fastest = max(int(code[2:]) for codes in s["windings"].values() for code in codes.split()) * 100
    rating = BEARING[s["d"]][1]
    load = rating * (1e6 / (60 * fastest * 20000)) ** (1 / 3) * 0.55 * (1 if s["d"] < 10 else 0.9)
    return {
        "radial_load": float(max(5, round(load / 5) * 5)),
        "radial_load_distance": {3: 5, 4: 8, 5: 10, 6: 10, 8: 15, 10: 15, 12: 18, 14: 20}.get(s["d"], 25),
        "axial_load": float(max(3, round(load * 0.28 / 2) * 2)),
    }


def _shape(s: Row, f: Row, length: int) -> Row:
    pilot, pilot_length, holes, circle, hole, thickness, standard, words = FACE[s["face"]]
    return {
        "frame_shape": s["shape"],
        "frame_size": s["size"],
        "rotor": "outer" if s["topo"] == "outer" else "inner",
        "body_length": length,
        "flange": standard,
        "mounting_pattern": words,
        "pilot_diameter": pilot,
        "pilot_length": pilot_length,
        "holes": holes,
        "hole_circle": circle,
        "hole_start": {3: 90, 4: 45, 6: 30}[holes],
        "hole_diameter": hole,
        "flange_thickness": thickness,
        "bearing_diameter": f["bearing"],
        "shaft_diameter": s["d"],
        "shaft_length": s["sl"],
        "shaft_form": s["form"],
        "shaft_flat": s["d"] - (0.5 if s["d"] < 10 else 1) if s["form"] == "D-cut" else None,
        "finish": "laminations" if s["exposed"] else "anodised" if s["topo"] == "slotless" else "black",
    }


def motors() -> Iterator[tuple[Row, Row, Row]]:
    """All rows, with what prices need: (row, series, frame)."""
    for s in SERIES:
        for length, codes in s["windings"].items():
            f, peak = frame(s, length), None
            for code in codes.split():
                row, k = rate(s, f, length, int(code[:2]), int(code[2:]) * 100)
                peak = peak or nice(s["pk"] * row["rated_torque"])  # one magnetic circuit, one peak torque
                k25 = k * (1 - s["sat"])
                # A at which the magnet's edge would yield, hot
                demagnetising = 4.5e5 * s["hm"] * 1e-3 * 2 * s["pp"] / (3**0.5 * row["turns_per_phase"])
                parallel = 3**0.5 if row["winding_connection"] == "delta" else 1
                row["peak_current"] = significant(min(peak / k25, demagnetising * parallel), 3, 1)
                row["peak_torque"] = nice(min(peak, row["peak_current"] * k25) + 1e-9)
                yield row, s, f
