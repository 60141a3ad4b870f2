"""Demonstration catalogue: a small electromagnetic, thermal and mechanical design of every frame, then real windings.

Everything written is DEMONSTRATION DATA: no such product exists. Deterministic (residuals come from a checksum of a
name), NumPy only, some 5 s::

    python -m catalog.demo.generate [CATALOGUE PRICES]    # two folders; default: the ones in the repository

Order of work, so that rounded figures stay consistent: geometry -> copper, flux, iron, heat paths of one stack length
(`frames`) -> turns, strands and connection for a supply and speed (`windings.choose`) -> R, k, L, friction and thermal
figures rounded as a data sheet rounds -> everything else computed from the rounded ones (`windings.rate`).
"""

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from catalog.demo.accessories import compatible, gearboxes
from catalog.demo.designs import BRAKES, DRIVERS, ENCODERS, SERIES, Row
from catalog.demo.price_ladders import QUANTITIES, prices
from catalog.demo.windings import motors

HERE = Path(__file__).parent
PRICES = HERE.parents[1] / "shop" / "pricing" / "demo"
NOTE = "Demonstration data: invented figures, no such product exists"


def _by_unit(**keys: str) -> dict[str, str]:
    return {key: unit for unit, names in keys.items() for key in names.split()}


UNITS = {
    **_by_unit(V="rated_voltage supply_voltage supply_min supply_max voltage_drop"),
    **_by_unit(A="rated_current peak_current no_load_current", W="rated_power idle_power", N="radial_load axial_load"),
    **_by_unit(rpm="rated_speed no_load_speed max_speed max_input_speed", J="friction_work", kg="mass"),
    **_by_unit(ms="electrical_time_constant mechanical_time_constant release_time engage_time"),
    **_by_unit(s="thermal_time_constant_winding", min="thermal_time_constant_housing", day="lead_time"),
    **_by_unit(mH="terminal_inductance", arcmin="backlash accuracy", kHz="switching_frequency"),
    **_by_unit(Hz="max_electrical_frequency", piece="stock lot_size minimum_order"),
    **_by_unit(USD=" ".join(["cost", *(f"price_{quantity}" for quantity in QUANTITIES)])),
    **_by_unit(
        mm="frame_size body_length pilot_diameter pilot_length hole_circle hole_diameter flange_thickness "
        "bearing_diameter shaft_diameter shaft_length shaft_flat diameter length width height bore_max frame_min "
        "frame_max input_pilot_diameter input_hole_circle input_hole_diameter input_bore input_bore_min "
        "wire_diameter radial_load_distance lead_length"
    ),
    **dict.fromkeys(
        ["rated_torque", "peak_torque", "stall_torque", "continuous_torque", "intermittent_torque", "holding_torque"],
        "N·m",
    ),
    **dict.fromkeys(("friction_torque", "cogging_torque"), "mN·m"),
    **dict.fromkeys(("rotor_inertia", "gear_inertia", "inertia"), "g·cm²"),
    **dict.fromkeys(("max_efficiency", "efficiency", "max_duty"), "1"),
    **dict.fromkeys(("thermal_resistance_winding_housing", "thermal_resistance_housing_ambient"), "K/W"),
    **dict.fromkeys(
        ("resistance_temperature", "max_winding_temperature", "ambient_temperature_min", "ambient_temperature_max"),
        "°C",
    ),
    "back_emf_constant": "V/krpm",
    "torque_constant": "mN·m/A",
    "speed_constant": "rpm/V",
    "terminal_resistance": "Ω",
    "speed_torque_gradient": "rpm/(mN·m)",
    "motor_constant": "mN·m/√W",
    "viscous_friction": "mN·m/rpm",
    "encoder_resolution": "1/turn",
}
DERIVED = {
    "rated_power",
    "stall_torque",
    "max_efficiency",
    "torque_constant",
    "speed_constant",
    "electrical_time_constant",
    "mechanical_time_constant",
    "speed_torque_gradient",
    "motor_constant",
    "ratio",
}
ESTIMATED = {
    "thermal_time_constant_winding",
    "thermal_time_constant_housing",
    "mounting_factor",
    "radial_load",
    "axial_load",
    "cogging_torque",
    "turns_per_phase",
    "strands",
    "wire_diameter",
    "slots",
    "gear_inertia",
    "friction_work",
}


def _provenance(key: str) -> str:
    return "derived" if key in DERIVED else "estimated" if key in ESTIMATED else "published"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def write(path: Path, rows: Iterable[Row], *, provenance: bool = True) -> int:
    """One file with its lines for units, provenance and the note; returns its number of rows."""
    rows = list(rows)
    keys = list(rows[0])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(keys)
        out.writerow(["[unit]", *(UNITS.get(key, "") for key in keys[1:])])
        if provenance:
            out.writerow(["[provenance]", *(_provenance(key) for key in keys[1:])])
        out.writerow([f"[note] {NOTE}", *([""] * (len(keys) - 1))])
        out.writerows([_cell(row[key]) for key in keys] for row in rows)
    return len(rows)


def _series() -> Iterable[Row]:
    for s in SERIES:
        yield {
            "series": s["code"],
            "name": s["name"],
            "family": s["family"],
            "frame_shape": s["shape"],
            "frame_size": s["size"],
            "story": s["story"],
            "use_cases": s["use"],
        }


def generate(catalogue: Path, price_folder: Path) -> dict[str, int]:
    """Write the eight files; returns the number of rows of each."""
    made, gears = list(motors()), list(gearboxes())
    rows = [motor for motor, _series_of_it, _frame in made]
    pairs = (
        {"motor": motor["part_number"], "kind": kind, "part": part["part_number"]}
        for motor, kind, part in compatible(rows, gears)
    )
    return {
        "series": write(catalogue / "series.csv", _series(), provenance=False),
        "motors": write(catalogue / "motors.csv", rows),
        "gearboxes": write(catalogue / "gearboxes.csv", gears),
        "encoders": write(catalogue / "encoders.csv", ENCODERS),
        "brakes": write(catalogue / "brakes.csv", BRAKES),
        "drivers": write(catalogue / "drivers.csv", DRIVERS),
        "compatibility": write(catalogue / "compatibility.csv", pairs, provenance=False),
        "prices": write(price_folder / "prices.csv", prices(made, gears), provenance=False),
    }


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:3]]
    print(generate(*(folders if len(folders) == 2 else (HERE, PRICES))))  # noqa: T201
