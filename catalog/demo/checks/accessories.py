"""Gearboxes, what fits what, and prices."""

import re
from collections.abc import Callable
from itertools import combinations
from math import gcd, pi

from catalog.demo.checks.report import Report, Row

Parts = dict[str, dict[str, Row]]


def check_accessories(parts: Parts, pairs: list[Row], prices: list[Row], report: Report) -> None:
    """All rules; ``parts`` is kind -> part number -> row."""
    gears = list(parts["gearbox"].values())
    for gear in gears:
        _gearbox(gear, report)
    for a, b in combinations(gears, 2):
        if a["series"] == b["series"] and a["stages"] < b["stages"]:
            report.check(
                a["body_length"] < b["body_length"]
                and a["mass"] < b["mass"]
                and a["efficiency"] > b["efficiency"]
                and a["backlash"] < b["backlash"],
                a["part_number"],
                "stages against length, mass, efficiency, backlash",
            )
    _pairs(parts, pairs, report)
    _prices(parts, prices, report)


def _gearbox(g: Row, report: Report) -> None:
    exact = g["ratio_numerator"] / g["ratio_denominator"]
    report.check(
        abs(g["ratio"] / exact - 1) < 5e-4
        and gcd(int(g["ratio_numerator"]), int(g["ratio_denominator"])) == 1
        and 0.88 <= g["efficiency"] ** (1 / g["stages"]) <= 0.98
        and 1.3 * g["continuous_torque"] <= g["intermittent_torque"] <= 2 * g["continuous_torque"]
        and g["direction"] in (1, -1),
        g["part_number"],
        "ratio against teeth, efficiency or torque",
    )
    density = g["mass"] / (pi / 4 * g["frame_size"] ** 2 * g["body_length"]) / 1e3
    report.check(
        2.5 < density < 6.5
        and g["shaft_diameter"] < g["pilot_diameter"] < g["hole_circle"] - g["hole_diameter"]
        and g["hole_circle"] + g["hole_diameter"] < g["frame_size"],
        g["part_number"],
        "mass or face",
    )


def _pairs(parts: Parts, pairs: list[Row], report: Report) -> None:
    numbers = [number for group in parts.values() for number in group]
    folded = {re.sub(r"\W", "", number).lower() for number in numbers}
    report.check(len(numbers) == len(folded), "parts", "a part number occurs twice")
    fitting: dict[str, tuple[Callable[[Row, Row], bool], str]] = {
        "gearbox": (_gearbox_fits, "gearbox does not fit or is overloaded"),
        "encoder": (_encoder_fits, "encoder"),
        "brake": (_brake_fits, "brake"),
        "driver": (_driver_fits, "driver"),
    }
    for pair in pairs:
        kind, who = pair["kind"], f"{pair['motor']} + {pair['part']}"
        motor, part = parts["motor"].get(pair["motor"]), parts.get(kind, {}).get(pair["part"])
        if motor and part:
            fits, what = fitting[kind]
            report.check(fits(motor, part), who, what)
        else:
            report.check(False, who, f"no such motor or {kind}")
    report.check(
        len({(pair["motor"], pair["part"]) for pair in pairs}) == len(pairs)
        and {pair["part"] for pair in pairs} | set(parts["motor"]) == set(numbers),
        "compatibility",
        "doubled, or an accessory fits nothing",
    )
    driven = {pair["motor"] for pair in pairs if pair["kind"] == "driver"}
    report.check(set(parts["motor"]) == driven, "compatibility", "a motor without a driver")


def _gearbox_fits(m: Row, g: Row) -> bool:
    face = (g["input_pilot_diameter"], g["input_hole_circle"], g["input_holes"])
    return bool(
        face == (m["pilot_diameter"], m["hole_circle"], m["holes"])
        and g["input_bore_min"] <= m["shaft_diameter"] <= g["input_bore"]
        and m["rated_torque"] * g["ratio"] * g["efficiency"] <= g["continuous_torque"]
        and m["rated_speed"] <= g["max_input_speed"]
    )


def _encoder_fits(m: Row, e: Row) -> bool:
    return bool(e["diameter"] <= m["frame_size"] and e["max_speed"] >= m["no_load_speed"])


def _brake_fits(m: Row, b: Row) -> bool:
    return bool(
        b["diameter"] <= m["frame_size"]
        and b["holding_torque"] >= m["rated_torque"]
        and b["max_speed"] >= m["no_load_speed"]
    )


def _driver_fits(m: Row, d: Row) -> bool:
    return bool(
        d["supply_min"] <= m["rated_voltage"] <= d["supply_max"]
        and d["rated_current"] >= m["rated_current"]
        and d["peak_current"] >= 1.5 * m["rated_current"]
        and d["max_electrical_frequency"] >= m["pole_pairs"] * m["no_load_speed"] / 2 / pi
    )


def _prices(parts: Parts, prices: list[Row], report: Report) -> None:
    rows = {number: row for group in parts.values() for number, row in group.items()}
    one_each = {price["part_number"] for price in prices} == set(rows) and len(prices) == len(rows)
    report.check(one_each, "prices", "not one line a part")
    for price in prices:
        steps = [price[f"price_{quantity}"] for quantity in (1, 10, 50, 200, 500)]
        carton = price["lot_size"] * rows.get(price["part_number"], {"mass": 0})["mass"]
        report.check(
            steps == sorted(steps, reverse=True)
            and steps[-1] > 1.15 * price["cost"] > 0
            and price["minimum_order"] >= 1
            and price["lot_size"] >= 1
            and price["stock"] >= 0
            and 1 <= price["lead_time"] <= 90
            and carton <= 25,
            price["part_number"],
            f"price ladder {steps}, cost or carton",
        )
