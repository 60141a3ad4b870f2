"""One motor against the formulas (docs/reference/formulas.md) and the workshop's common sense."""

import re
from dataclasses import dataclass
from math import inf, pi, sqrt

from catalog.demo.checks.report import Report, Row

COPPER = 0.00393  # 1/K
MAGNET = {"NdFeB": -0.0011, "ferrite": -0.002, "SmCo": -0.00035}  # 1/K
CLASS_LIMIT = {"A": 105, "E": 120, "B": 130, "F": 155, "H": 180}
# Bare diameters of IEC 60317, mm.
WIRES = {0.1, 0.112, 0.125, 0.14, 0.16, 0.18, 0.2, 0.224, 0.25, 0.28, 0.315, 0.355, 0.4, 0.45, 0.5, 0.56, 0.63, 0.71}
WIRES |= {0.8, 0.9, 1, 1.12, 1.25}


@dataclass(frozen=True)
class Seen:
    """What the summary prints of one motor: margins and efficiency as fractions, °C, g/cm³."""

    thermal_margin: float
    voltage_in_hand: float
    winding_temperature: float
    efficiency: float
    lag: float
    density: float


def winding_temperature(m: Row, torque: float, w: float) -> float:
    """Steady winding temperature at a torque, °C; inf when it runs away. Newton from below (formulas, 3)."""
    a, friction = MAGNET[m["magnet_material"]], m["friction_torque"] + m["viscous_friction"] * w
    r1, r2 = m["thermal_resistance_winding_housing"], m["thermal_resistance_housing_ambient"] * m["mounting_factor"]
    x = start = r2 * friction * w
    c = (r1 + r2) * m["terminal_resistance"] * ((torque + friction) / m["torque_constant"]) ** 2
    for _ in range(50):
        u, v = 1 + COPPER * x, 1 + a * x
        h, slope = x - start - c * u / v**2, 1 - c * (COPPER / v**2 - 2 * a * u / v**3)
        if slope <= 0:
            return inf
        x -= h / slope
    return float(25 + x)


def check_motor(m: Row, report: Report) -> Seen:
    """Every rule for one row."""
    _derived_figures(m, report)
    seen = _rated_point(m, report)
    _limits(m, report)
    _body(m, report)
    _part_number(m, report)
    return seen


def _derived_figures(m: Row, report: Report) -> None:
    volts, idle, w0 = m["rated_voltage"], m["no_load_current"], m["no_load_speed"]
    k, k_e, resistance = m["torque_constant"], m["back_emf_constant"], m["terminal_resistance"]
    friction = m["friction_torque"] + m["viscous_friction"] * w0
    for what, got, want, tolerance in (
        ("rated power", m["rated_power"], m["rated_torque"] * m["rated_speed"], 0.03),
        ("no-load speed", w0, (volts - resistance * idle) / k_e, 0.05),
        ("no-load torque from friction", k * idle, friction, 0.06),
        ("k_t against k_e", k, k_e, 0.01),
        ("gradient", m["speed_torque_gradient"], resistance / (k * k_e), 0.012),
        ("stall torque", m["stall_torque"], k * volts / resistance, 0.012),
        ("best efficiency", m["max_efficiency"], (1 - sqrt(idle * resistance / volts)) ** 2, 0.012),
        ("motor constant", m["motor_constant"], k / sqrt(resistance), 0.012),
        ("speed constant", m["speed_constant"], 1 / k_e, 0.012),
        (
            "mechanical time constant",
            m["mechanical_time_constant"],
            resistance * m["rotor_inertia"] / (k * k_e),
            0.012,
        ),
        ("electrical time constant", m["electrical_time_constant"], m["terminal_inductance"] / resistance, 0.05),
    ):
        report.near(m["part_number"], what, got, want, tolerance)


def _rated_point(m: Row, report: Report) -> Seen:
    """The rated point, hot: heat with the magnet as warm as the winding, voltage with it cold."""
    n, w, volts, torque, current = (
        m[key] for key in ("part_number", "rated_speed", "rated_voltage", "rated_torque", "rated_current")
    )
    k, k_e, limit, a = (
        m["torque_constant"],
        m["back_emf_constant"],
        m["max_winding_temperature"],
        MAGNET[m["magnet_material"]],
    )
    r1, r2 = m["thermal_resistance_winding_housing"], m["thermal_resistance_housing_ambient"] * m["mounting_factor"]
    friction = m["friction_torque"] + m["viscous_friction"] * w
    hot_resistance, hot_k = m["terminal_resistance"] * (1 + COPPER * (limit - 25)), k * (1 + a * (limit - 25))
    from_heat = sqrt((limit - 25 - r2 * friction * w) / (hot_resistance * (r1 + r2)))
    margin = (hot_k * from_heat - friction) / torque - 1
    in_hand = 1 - (k_e * w + hot_resistance * (torque + friction) / hot_k) / volts
    settled = winding_temperature(m, torque, w)
    report.check(-1e-9 <= margin <= 0.10, n, f"thermal margin {margin:.1%}")
    words = f"voltage in hand {in_hand:.1%}, winding {settled:.0f} °C of {limit:.0f}"
    report.check(0 <= in_hand <= 0.10 and settled <= limit, n, words)
    on_the_line = (volts - hot_resistance * (torque + friction) / hot_k) / k_e
    report.near(n, "rated speed on the hot line", w, on_the_line, 0.05)
    report.near(n, "rated current from heat", current, from_heat, 0.10)
    report.near(n, "rated current from torque", current, (torque + friction) / (k * (1 + a * (settled - 25))), 0.02)
    report.near(n, "torque from k(I − I0)", torque, k * (current - m["no_load_current"]), 0.15)
    efficiency = torque * w / (volts * (1 - in_hand) * current)
    words = f"efficiency {efficiency:.2f}, best {m['max_efficiency']:.2f}"
    report.check(0.48 <= efficiency <= 0.92 and 0.72 <= m["max_efficiency"] <= 0.95, n, words)
    words = f"cogging {m['cogging_torque'] / torque:.1%}, friction {friction / torque:.1%}"
    report.check(0 <= m["cogging_torque"] <= 0.09 * torque and friction <= 0.15 * torque, n, words)
    return Seen(
        thermal_margin=margin,
        voltage_in_hand=in_hand,
        winding_temperature=settled,
        efficiency=efficiency,
        lag=m["electrical_time_constant"] / (pi / (3 * m["pole_pairs"] * w)),
        density=density(m),
    )


def density(m: Row) -> float:
    """Mass over the body's volume, g/cm³."""
    section = m["frame_size"] ** 2 * (1 if m["frame_shape"] == "square" else pi / 4)
    return float(m["mass"] / (m["body_length"] * section) / 1e3)


def _limits(m: Row, report: Report) -> None:
    n, w, w0, limit = m["part_number"], m["rated_speed"], m["no_load_speed"], m["max_winding_temperature"]
    torque, current, peak = m["rated_torque"], m["rated_current"], m["peak_torque"]
    per_ampere = peak / (m["torque_constant"] * m["peak_current"])
    report.check(
        peak >= 2.5 * torque and m["peak_current"] >= 2 * current and 0.85 <= per_ampere <= 1.005,
        n,
        f"peak {peak / torque:.2f} times rated, or off k·I_peak",
    )
    report.check(w < w0 <= m["max_speed"] / 1.05, n, "rated < no-load < permissible speed")
    report.check(CLASS_LIMIT[m["insulation_class"]] >= limit, n, "insulation class")
    report.check(2.8 <= density(m) <= 4.5, n, f"density {density(m):.2f} g/cm³")
    winding = m["thermal_time_constant_winding"] / m["thermal_resistance_winding_housing"] / m["mass"]
    housing = m["thermal_time_constant_housing"] / m["thermal_resistance_housing_ambient"] / m["mass"]
    report.check(
        12 <= winding <= 110 and 380 <= housing <= 700,
        n,
        f"heat capacity winding {winding:.0f}, housing {housing:.0f} J/(kg·K)",
    )


def _body(m: Row, report: Report) -> None:
    n, hole = m["part_number"], m["hole_diameter"] / 2
    reach = m["frame_size"] / 2 * (sqrt(2) * 0.97 if m["frame_shape"] == "square" else 1)
    report.check(
        m["shaft_diameter"] < m["bearing_diameter"] < m["pilot_diameter"] < m["hole_circle"] - 2 * hole - 0.0005
        and m["hole_circle"] / 2 + hole < reach - 0.0007,
        n,
        "pilot, holes and frame collide",
    )
    report.check(
        m["radial_load_distance"] <= m["shaft_length"]
        and m["pilot_length"] < m["shaft_length"]
        and m["shaft_form"] in ("round", "D-cut", "keyway")
        and (m["shaft_form"] != "D-cut" or 0.8 < m["shaft_flat"] / m["shaft_diameter"] < 0.95),
        n,
        "shaft",
    )
    report.check(
        m["ip_rating"] in ("IP20", "IP40", "IP54", "IP65")
        and m["connection"]
        and m["thermal_mounting"]
        and 0.2 <= m["mounting_factor"] <= 1
        and round(m["wire_diameter"] * 1e3, 3) in WIRES,
        n,
        "IP, connection, mounting or wire",
    )


def _part_number(m: Row, report: Report) -> None:
    p = re.fullmatch(r"(\d{2,3})(BL|BR|SL|FO|HT|HS)(\d{2,3})-(12|24|36|48|72)(\d{2,3})", m["part_number"])
    report.check(
        p
        and abs(int(p[1]) - m["frame_size"] * 1e3) < 0.01
        and p[1] + p[2] == m["series"]
        and abs(int(p[3]) - m["body_length"] * 1e3) < 0.01
        and int(p[4]) == m["rated_voltage"]
        and abs(int(p[5]) * 100 - m["rated_speed"] * 30 / pi) < 0.5
        and (p[2] in ("BL", "HS")) == (m["frame_shape"] == "square"),
        m["part_number"],
        "part number does not read right",
    )
