"""One stack length of a series: copper, flux, masses, inertia, friction and heat paths, before any winding."""

from math import gcd, lcm, pi, sin

import numpy as np

from catalog.demo.designs import (
    ALUMINIUM,
    BEARING,
    COPPER_AND_RESIN,
    FUNDAMENTAL,
    LAMINATIONS,
    MAGNET_DENSITY,
    SHAFT_STEEL,
    STEEL,
    Row,
    noise,
    significant,
)

MU0 = 4e-7 * pi  # H/m


def frame(s: Row, length: int) -> Row:
    """Everything of a frame that does not depend on its winding, rounded as printed."""
    f = magnetics(s, length - s["over"])
    f |= mechanics(s, length, f)
    return f | heat(s, length, f)


def magnetics(s: Row, stack: int) -> Row:
    """Slots, copper and flux: torque constant, resistance and inductance per turn, section and mass of copper."""
    gap_d, pairs, slots = s["dg"], s["pp"], s["slots"]
    yoke = s["bg"] * gap_d / (2 * pairs * s["bt"] * 0.95)  # half the pole's flux returns through the yoke
    tip = max(0.7, 0.03 * gap_d)
    if s["topo"] == "slotless":  # skewed winding in the gap, iron ring around it
        outer, inner = gap_d + s["tw"], gap_d - s["tw"]
        area, wall, pitch = pi * gap_d * s["tw"], pi * (gap_d + s["tw"]) * stack, pi * gap_d / 6
        winding_factor, end, coils, teeth = 0.78, 0.8 * pi * gap_d / (2 * pairs), 2 * pairs, 0
        effective_gap, leak = s["tw"] + s["hm"] * 0.9 + 2 * s["gap"], 0.5 * stack
    else:  # parallel teeth, as wide as their flux needs
        outer, inner = (
            (s["dso"] - 2 * yoke, gap_d + 2 * (s["gap"] + tip))
            if s["topo"] == "inner"
            else (s["dso"] - 2 * tip, 0.40 * gap_d + 2 * yoke)
        )
        depth, pitch, q = (outer - inner) / 2, pi * gap_d / slots, slots // gcd(slots, 6 * pairs)
        tooth = pitch * s["bg"] / s["bt"]
        slot = pi * (outer + inner) / 2 / slots - tooth
        teeth, coils, wall = slots * tooth * depth, slots // 3, slots * (2 * depth + slot) * stack
        area = pi / 4 * (outer**2 - inner**2) - teeth
        overlapping = s["wire_end"] >= 1.25 and s["code"] != "42BR"  # coils over several teeth: distributed winding
        winding_factor = 0.94 if overlapping else sin(pi * pairs / slots) * 0.5 / (q * sin(pi / (6 * q)))
        end = s["wire_end"] * (1.2 * (slot + tooth) + 0.09 * gap_d)
        effective_gap, leak = s["gap"] * 1.15 + s["hm"] / 1.05, 2 * stack * (depth / (3 * slot) + 0.45)
    copper = s["fill"] * area
    residual = 1 + 0.02 * noise(s["code"], stack, "k")
    return {
        "L": stack,
        "turn": 2 * (stack + end) * 1e-3,  # m
        "copper": copper,  # mm²
        "m_cu": copper * (stack + end) * COPPER_AND_RESIN,  # kg
        "wall": wall,  # mm²
        "d1": outer,
        "d2": inner,
        "teeth": teeth,
        "tip": tip,
        # N·m/A per turn of a phase, star, block commutation
        "k1": 2 * 3**0.5 * 3 / pi * FUNDAMENTAL * winding_factor * s["bg"] * gap_d / 2 * stack * 1e-6 * residual,
        # H per turn², star, line to line
        "l1": 2.15 * MU0 / coils * (pitch * stack / effective_gap + leak + 0.35 * end) * 1e-3,
    }


def outline(s: Row) -> float:
    """Section of the body, mm²."""
    return s["size"] * s["size"] * 0.965 if s["shape"] == "square" else pi / 4 * s["size"] * s["size"]


def _rotating(s: Row, f: Row) -> tuple[float, float, float, float, list[tuple[float, float, float, float]]]:
    """Iron, aluminium and magnets in kg, the rotor's outer radius and its rings (kg/mm³, radii and length in mm)."""
    stack, gap_d, height = f["L"], s["dg"], s["hm"]
    density, shaft = MAGNET_DENSITY[s["make"]], s["d"] / 2
    if s["topo"] == "outer":
        iron = pi / 4 * (f["d2"] ** 2 - (0.40 * gap_d) ** 2) + f["teeth"] + 0.5 * pi * gap_d * f["tip"]
        r1, r2, r_out = gap_d / 2, gap_d / 2 + height, s["size"] / 2 - (1.6 if s["ip"] == "IP40" else 0)
        rings = [
            (density * 0.94, r1, r2, stack + 2),  # magnets
            (STEEL, r2, r_out, stack + 5),  # bell
            (STEEL * 0.55, shaft, r_out, 2.2 + s["size"] * 0.01),  # its windowed end
        ]
        aluminium = outline(s) * s["over"] * s["cut"] * 0.8 * ALUMINIUM + (0.40 * gap_d) ** 2 * pi / 4 * stack * 1.5e-6
        return iron * stack * LAMINATIONS, aluminium, pi * (r2**2 - r1**2) * (stack + 2) * density, r_out, rings
    stator = outline(s) if s["exposed"] else pi / 4 * s["dso"] ** 2
    iron = stator - pi / 4 * f["d1"] ** 2 + f["teeth"] + (pi * gap_d * f["tip"] * 0.7 if s["slots"] else 0)
    r_out = (gap_d - s["tw"]) / 2 - s["gap"] if s["topo"] == "slotless" else gap_d / 2 - s["gap"]
    r2 = max(r_out - height, shaft)
    rings = [
        (density * 0.95, r2, r_out, stack + 2),  # magnets
        (STEEL * s["core"], shaft, r2, stack + 2),  # core with its holes
    ]
    aluminium = outline(s) * s["over"] * s["cut"] * ALUMINIUM + (outline(s) - stator) * stack * ALUMINIUM
    return iron * stack * LAMINATIONS, aluminium, pi * (r_out**2 - r2**2) * (stack + 2) * density, r_out, rings


def mechanics(s: Row, length: int, f: Row) -> Row:
    """Masses from volumes, inertia from the rotor's rings, friction, cogging, permissible speed."""
    stack, pairs, size, name = f["L"], s["pp"], s["size"], (s["code"], length)
    iron, aluminium, magnets, r_out, rings = _rotating(s, f)
    rings.append((SHAFT_STEEL, 0, s["d"] / 2, length + s["sl"]))
    weights = [density * pi * (b * b - a * a) * long for density, a, b, long in rings]
    inertia = sum(m * (a * a + b * b) / 2 for m, (_, a, b, _) in zip(weights, rings, strict=True)) * 1e-6
    plugs = 0.06 if "connector" in s["conn"] else 0.15 if "box" in s["conn"] else 0
    extra = 0.012 * (size / 57) ** 2 + plugs * size / 80  # board, bearings, plugs
    mass = (f["m_cu"] + iron + aluminium + sum(weights) + extra) * (1 + 0.012 * noise(*name, "m"))
    # Bearing and seal drag and hysteresis do not depend on speed; eddy currents and windage grow with it.
    flux, per_turn = s["bt"] * 0.92, pairs / (2 * pi)
    drag = 3e-3 * (s["d"] / 8) ** 2 * s["seal"] * (0.8 if s["form"] == "round" else 1)
    hysteresis = 0.020 * s["lam"] ** 0.5 * per_turn * flux * flux * iron
    eddies = 1.15e-4 * s["lam"] * per_turn * per_turn * flux * flux * iron
    windage = 2.2e-9 * (r_out / 10) ** 3 * stack
    static = significant((drag + hysteresis) * (1 + 0.05 * noise(*name, "c")), 2)
    viscous = significant(1e3 * pi / 30 * (eddies + windage) * (1 + 0.06 * noise(*name, "v")), 2) * 0.03 / pi
    bearing = BEARING[s["d"]][0]
    held = 30e3 if s["topo"] == "outer" or s["make"] == "bonded" else 55e3  # mm/s that glue or sleeve hold
    fastest = min(2e5 / (bearing * 0.75) * (0.8 if s["seal"] > 1.2 else 1), held / r_out * 30 / pi, 72000 / pairs)
    cogging = 4.2e4 * s["skew"] * s["bg"] ** 2 * s["dg"] * s["dg"] * stack * 1e-9
    return {
        "mass": significant(mass, 3 if mass >= 0.1 else 2),
        "J": significant(inertia * 1e7, 3),  # g·cm²
        "C0": static,
        "Cv": viscous,  # two digits in mN·m/rpm
        "m_fe": iron,
        "m_mag": magnets,
        "m_al": aluminium,
        "bearing": bearing,
        "nmax": float(np.floor(fastest / 500) * 500),
        "heat_housing": (iron + sum(weights)) * 455 + aluminium * 890 + extra * 600,  # J/K
        "cog": significant(cogging / lcm(s["slots"], 2 * pairs) * (1 + 0.15 * noise(*name, "g")), 2)
        if s["slots"]
        else 0.0,
    }


def heat(s: Row, length: int, f: Row) -> Row:
    """Winding to housing through the slot wall, housing to air by its surface, the plate as the mounting factor."""
    size, name = s["size"], (s["code"], length)
    hub = 0.25 * 45 / size if s["topo"] == "outer" else 0
    inner = significant(s["rt"] / (f["wall"] * 1e-6) * (1 + 0.03 * noise(*name, "1")) + hub, 2)
    surface = ((4 * size if s["shape"] == "square" else pi * size) * length + outline(s) * 1.3) * 1e-6
    outer = significant(1 / (12.2 * (57 / size) ** 0.22 * s["h"] * surface) * (1 + 0.03 * noise(*name, "2")), 3)
    factor, words = 1.0, "on a plastic plate, free in still air"
    if s["plate"]:
        side, thick = s["plate"] * 1e-3, max(5, s["plate"] // 25)
        faces, joint = 9.6 * (0.15 / side) ** 0.15 * 2 * side * side * 0.9, 0.5 * outline(s) * 1e-6
        plate = 1 / faces + 6e-4 / joint
        factor = plate / (plate + outer)
        words = f"flange on an aluminium plate, {s['plate']} × {s['plate']} × {thick} mm, upright in still air"
    return {
        "R1": inner,
        "R2": outer,
        "m": round(round(factor / 0.05) * 0.05, 2),
        "mounting": words,
        "t1": significant(f["m_cu"] * 385 * 1.25 * inner, 2),
        "t2": significant(f["heat_housing"] * outer, 2),
    }
