"""The figures in the articles, computed from the catalogue's own motors when the articles are written.

An article names its function; the text holds ``[[names]]`` and a table's rows stand under ``rows``. Formulas are those
of docs/reference/formulas.md. `tests/shop/pages/test_articles.py` holds the verdicts in the texts against them.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import pi
from typing import Any

from catalog.models import Gearbox, Motor, Product
from catalog.physics.figures import Machine
from catalog.physics_inputs import motor_figures
from catalog.quantities import number
from shop.money import Money
from shop.pricing.queries import unit_price

RPM = 2 * pi / 60
G = 9.81
CART, SPEED, SLOPE, ROLLING, WHEEL, START = 120.0, 1.2, 0.05, 0.015, 0.10, 0.5
CANDIDATES = ("57BL54-2430", "57BL74-2430", "57BL94-2430")
ASKED_TORQUE, ASKED_SPEED = 2.2, 400.0
AT_PIECES = 50


def _motor(part_number: str) -> Motor:
    return Motor.objects.select_related("series", "part").get(part_number=part_number)


def _gearbox(part_number: str) -> Gearbox:
    return Gearbox.objects.select_related("series", "part").get(part_number=part_number)


def _machine(motor: Motor) -> Machine:
    return Machine(motor_figures(motor))


def _text(value: float, digits: int = 3) -> str:
    return number(float(value), digits=digits, language="en")


def _whole(value: float) -> str:
    return f"{value:,.0f}"


def wheel_drive() -> dict[str, Any]:
    """A cart of 120 kg on a ramp of 5 %, two driven wheels, 24 V, 40 °C."""
    gear = _gearbox("56PL-25")
    ratio, efficiency = gear.ratio or 1.0, gear.efficiency or 1.0
    force = CART / 2 * G * (ROLLING + SLOPE)
    wheel = SPEED / WHEEL  # rad/s
    torque, speed = force * WHEEL / ratio / efficiency, wheel * ratio
    starting = CART / 2 * (G * (ROLLING + SLOPE) + START) * WHEEL / ratio / efficiency
    rows, found = [], {}
    for part_number in CANDIDATES:
        motor = _motor(part_number)
        machine = _machine(motor)
        temperature = float(machine.winding_temperature(torque=torque, speed=speed, ambient=40.0))
        when_starting = float(machine.speed(torque=starting, voltage=24.0)) / RPM
        found[part_number] = (temperature, when_starting, motor.mass or 0.0)
        current = float(machine.current(torque=torque, speed=speed))
        rows.append(
            [
                part_number,
                f"{current:.1f}",
                _whole(temperature),
                _whole(machine.winding_limit),
                _whole(when_starting),
                f"{motor.mass or 0:.2f}",
            ]
        )
    short, middle, long = (found[each] for each in CANDIDATES)
    return {
        "force": _text(force),
        "wheel_torque": _text(force * WHEEL),
        "wheel_speed": _whole(wheel / RPM),
        "gear": gear.part_number,
        "ratio": _text(ratio),
        "gear_efficiency": _whole(efficiency * 100),
        "motor_torque": f"{torque:.2f}",
        "motor_speed": _whole(speed / RPM),
        "motor_power": _whole(torque * speed),
        "start_torque": f"{starting:.2f}",
        "start_time": _text(SPEED / START, 2),
        "short_temperature": _whole(short[0]),
        "short_start_speed": _whole(short[1]),
        "middle": CANDIDATES[1],
        "middle_temperature": _whole(middle[0]),
        "middle_start_speed": _whole(middle[1]),
        "cooler": _whole(middle[0] - long[0]),
        "heavier": _whole((long[2] - middle[2]) * 1000),
        "limit": _whole(_machine(_motor(CANDIDATES[0])).winding_limit),
        "rows": rows,
    }


def derating() -> dict[str, Any]:
    """One motor on its plate and without it, at three ambient temperatures."""
    motor = _motor("57BL94-2430")
    machine = _machine(motor)
    bare = Machine(replace(machine.figures, mounting_factor=1.0))
    speed = motor.rated_speed or 0.0
    cold, hot = machine.winding("cold"), machine.winding("hot")
    kept = {at: float(machine.continuous_torque(speed=speed, ambient=at)) for at in (25.0, 40.0, 50.0)}
    hanging = {at: float(bare.continuous_torque(speed=speed, ambient=at)) for at in kept}
    return {
        "motor": motor.part_number,
        "limit": _whole(machine.winding_limit),
        "mounting": motor.thermal_mounting,
        "rated": _text(motor.rated_torque or 0.0),
        "speed": _whole(speed / RPM),
        "resistance_cold": f"{float(cold.resistance):.3f}",
        "resistance_hot": f"{float(hot.resistance):.3f}",
        "constant_cold": f"{float(cold.torque_constant) * 1000:.1f}",
        "constant_hot": f"{float(hot.torque_constant) * 1000:.1f}",
        "more_current": _whole(100 * (float(cold.torque_constant / hot.torque_constant) - 1)),
        "more_resistance": _whole(100 * (float(hot.resistance / cold.resistance) - 1)),
        "bare_share": _whole(100 * hanging[25.0] / kept[25.0]),
        "lost": _whole(100 * (1 - kept[50.0] / kept[25.0])),
        "rows": [[f"{at:.0f} °C", f"{kept[at]:.2f}", f"{hanging[at]:.2f}"] for at in kept],
    }


def gear_or_direct() -> dict[str, Any]:
    """2.2 N·m at 400 rpm on 24 V by a high-torque motor, and by a faster one behind one planetary stage."""
    direct, geared, gear = _motor("90HT72-2404"), _motor("57BL94-2420"), _gearbox("56PL-5")
    ratio, efficiency = gear.ratio or 1.0, gear.efficiency or 1.0
    speed = ASKED_SPEED * RPM
    slow, fast = _machine(direct), _machine(geared)
    points = (
        (slow, ASKED_TORQUE, speed),
        (fast, ASKED_TORQUE / ratio / efficiency, speed * ratio),
    )
    currents = [float(machine.current(torque=torque, speed=turning)) for machine, torque, turning in points]
    heat = [float(machine.winding_temperature(torque=torque, speed=turning)) for machine, torque, turning in points]
    inertia = (direct.rotor_inertia or 0.0, ((geared.rotor_inertia or 0.0) + (gear.gear_inertia or 0.0)) * ratio**2)
    mass = (direct.mass or 0.0, (geared.mass or 0.0) + (gear.mass or 0.0))
    length = (direct.body_length or 0.0, (geared.body_length or 0.0) + (gear.body_length or 0.0))
    prices = (_price(direct), _sum(_price(geared), _price(gear)))
    backlash = (gear.backlash or 0.0) * 180 * 60 / pi
    rows = [
        ["Winding, °C", *(_whole(each) for each in heat)],
        ["Current, A", *(f"{each:.1f}" for each in currents)],
        ["Mass, kg", *(f"{each:.2f}" for each in mass)],
        ["Length without shaft, mm", *(_whole(each * 1000) for each in length)],
        ["Inertia at the output, g·cm²", *(_whole(each * 1e7) for each in inertia)],
        ["Backlash, arcmin", "none", _whole(backlash)],
    ]
    if all(prices):
        rows.append([f"Price at {AT_PIECES}", *(str(each) for each in prices)])
    return {
        "torque": _text(ASKED_TORQUE),
        "speed": _whole(ASKED_SPEED),
        "power": _whole(ASKED_TORQUE * speed),
        "direct": direct.part_number,
        "geared": geared.part_number,
        "gear": gear.part_number,
        "ratio": _text(ratio),
        "gear_loss": _whole(100 * (1 - efficiency)),
        "lighter": _whole((mass[0] - mass[1]) * 1000),
        "longer": _whole((length[1] - length[0]) * 1000),
        "cheaper": str(prices[0] - prices[1]) if prices[0] and prices[1] else "a third",
        "backlash": _whole(backlash),
        "inertia_geared": _whole(inertia[1] * 1e7),
        "inertia_direct": _whole(inertia[0] * 1e7),
        "rotor": _whole((geared.rotor_inertia or 0.0) * 1e7),
        "gear_inertia": _whole((gear.gear_inertia or 0.0) * 1e7),
        "rows": rows,
    }


def _price(product: Product) -> Money | None:
    return unit_price(product.part_id, AT_PIECES) if product.part_id else None


def _sum(one: Money | None, other: Money | None) -> Money | None:
    return one + other if one and other else None


FIGURES: Mapping[str, Callable[[], dict[str, Any]]] = {
    "wheel_drive": wheel_drive,
    "derating": derating,
    "gear_or_direct": gear_or_direct,
}
