"""What a part would cost to make, and the prices, stock and lead time that follow."""

from collections.abc import Iterator
from math import log10

import numpy as np

from catalog.demo.designs import BRAKES, DRIVERS, ENCODERS, Row, noise

QUANTITIES = (1, 10, 50, 200, 500)
MAGNET_PRICE = {"sintered": 78, "bonded": 46, "smco": 165}  # USD/kg
CARTONS = (200, 100, 60, 40, 30, 20, 12, 10, 8, 6, 4, 2)


def ladder(part: str, cost: float, mass: float, stock_scale: float, lead: int, minimum: int = 1) -> Row:
    """Five prices that never rise with quantity, cost, stock, days, pieces a carton."""
    at_50 = cost * (1.74 + 0.012 * noise(part, "p"))
    cents = 5 if at_50 < 20 else 10 if at_50 < 200 else 50
    factors = (
        1.47 + 0.04 * noise(part[:4], "1"),
        1.20 + 0.02 * noise(part[:5], "10"),
        1,
        0.882 + 0.008 * noise(part, "200"),
        0.815 + 0.01 * noise(part, "500"),
    )
    steps = [np.ceil(at_50 * factor * 100 / cents) * cents / 100 for factor in factors]
    lot = next((n for n in CARTONS if n * mass <= 21), 1)
    luck = (noise(part, "stock") + 1) / 2
    return {
        "part_number": part,
        "currency": "USD",
        **{f"price_{quantity}": f"{price:.2f}" for quantity, price in zip(QUANTITIES, steps, strict=True)},
        "cost": f"{cost:.2f}",
        "stock": 0 if luck < 0.16 else int(stock_scale * (lot**0.8) * (0.15 + 2.2 * (luck - 0.16) ** 2)),
        "lead_time": lead + 7 * int((noise(part, "lead") + 1) * 1.2),
        "lot_size": lot,
        "minimum_order": minimum,
    }


def prices(made: list[tuple[Row, Row, Row]], gears: list[Row]) -> Iterator[Row]:
    """All rows of prices.csv."""
    for motor, series, frame in made:
        yield _motor(motor, series, frame)
    for gear in gears:
        precise = {"IP54": 1.75, "IP40": 1.0}[gear["ip_rating"]] * (0.72 if gear["kind"] == "spur" else 1)
        stages = gear["stages"] * (1.4 + 0.05 * gear["frame_size"])
        cost = (3.2 + 0.055 * gear["frame_size"] + gear["mass"] * 16.5 + stages) * precise
        yield ladder(gear["part_number"], cost * (1 + 0.05 * noise(gear["part_number"], "cost")), gear["mass"], 4, 14)
    for group, cost_of in ((ENCODERS, _encoder_cost), (BRAKES, _brake_cost), (DRIVERS, _driver_cost)):
        for part in group:
            cost = cost_of(part) * (1 + 0.04 * noise(part["part_number"], "cost"))
            yield ladder(part["part_number"], cost, part["mass"], 5, 21)


def _motor(motor: Row, s: Row, f: Row) -> Row:
    material = f["m_cu"] * 13.5 + f["m_fe"] * 3.2 + f["m_mag"] * MAGNET_PRICE[s["make"]] + f["m_al"] * 6.8
    by_hand = 1.6 if s["topo"] == "slotless" else 1
    winding = 0.0011 * 3 * motor["turns_per_phase"] * min(motor["strands"], 6) ** 0.5 * by_hand + 0.07 * s["slots"]
    process = (
        4.2
        + 0.035 * s["size"]
        + {"inner": 1, "outer": 3.2, "slotless": 8}[s["topo"]]
        + winding
        + 1.9
        + {"IP54": 2.4, "IP65": 4.2}.get(s["ip"], 0)
        + {"l": 0, "M": 7.5, "t": 4}[s["conn"][0]]
        + 1.3 * (s["d"] / 8) ** 1.4
    )
    cost = (
        (material + process)
        * s["cost"]
        * (1 + 0.06 * noise(s["code"], "cost"))
        * (1 + 0.010 * noise(s["code"], motor["body_length"], "cost"))
        * (1 + 0.012 * noise(motor["part_number"], "cost"))
    )
    ordered = (16 if motor["rated_voltage"] == 24 else 6) * (2 if s["family"] == "square brushless" else 1)
    return ladder(
        motor["part_number"],
        cost,
        motor["mass"],
        ordered / (1 + (s["size"] / 80) ** 2),
        14 if motor["rated_voltage"] in (24, 48) else 21,
        1 if s["topo"] != "slotless" else 2,
    )


def _encoder_cost(e: Row) -> float:
    absolute, counts_turns = e["part_number"][1] == "A", e["part_number"][-1] == "M"
    return float(
        3.2
        + 3.1 * log10(e["encoder_resolution"])
        + e["mass"] * 60
        + (14 if absolute else 0)
        + (11 if counts_turns else 0)
    )


def _brake_cost(b: Row) -> float:
    return float(8.5 + 26 * b["mass"] ** 0.85)


def _driver_cost(d: Row) -> float:
    return float(
        7
        + 0.55 * d["rated_current"]
        + 0.11 * d["supply_max"]
        + 14 * ("EtherCAT" in d["interfaces"])
        + 6 * ("sine" in d["control"])
        + 9 * (d["ip_rating"] == "IP65")
    )
