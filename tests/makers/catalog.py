"""Motors and accessories that could exist: valid, published, one series for each kind."""

from itertools import count
from typing import Any

from catalog.attributes import PartKind
from catalog.models import PRODUCTS, Fit, Motor, Part, Product, Series
from catalog.services import create_part

_numbers = count(1)

# A 57 mm motor in SI, as docs/reference/attributes.md names its figures.
MOTOR: dict[str, Any] = {
    "rated_voltage": 24.0,
    "rated_torque": 0.47,
    "rated_speed": 314.159265359,
    "rated_power": 148.0,
    "rated_current": 8.93,
    "peak_torque": 1.5,
    "peak_current": 25.7,
    "no_load_speed": 387.463093943,
    "no_load_current": 0.398,
    "stall_torque": 4.38,
    "max_speed": 1256.63706144,
    "max_efficiency": 0.856,
    "back_emf_constant": 0.0614974700107,
    "torque_constant": 0.0615,
    "constant_basis": "A dc",
    "terminal_resistance": 0.337,
    "resistance_temperature": 25.0,
    "terminal_inductance": 0.00045,
    "pole_pairs": 4.0,
    "magnet_material": "NdFeB",
    "rotor_inertia": 2.27e-05,
    "friction_torque": 0.012,
    "viscous_friction": 3.24676083907e-05,
    "thermal_resistance_winding_housing": 0.63,
    "thermal_resistance_housing_ambient": 3.24,
    "thermal_time_constant_winding": 52.0,
    "thermal_time_constant_housing": 1620.0,
    "max_winding_temperature": 130.0,
    "mounting_factor": 0.5,
    "rated_point_basis": "hot",
    "ambient_temperature_min": -20.0,
    "ambient_temperature_max": 50.0,
    "mass": 1.13,
    "frame_shape": "square",
    "frame_size": 0.057,
    "body_length": 0.094,
    "flange": "NEMA 23",
    "shaft_diameter": 0.008,
    "shaft_length": 0.0206,
    "shaft_form": "D-cut",
    "ip_rating": "IP40",
    "commutation_sensor": "Hall 120°",
    "certifications": "CE;RoHS;REACH",
}
FIGURES: dict[PartKind, dict[str, Any]] = {
    "motor": MOTOR,
    "gearbox": {
        "design": "planetary",
        "ratio": 4.0,
        "stages": 1.0,
        "direction": 1.0,
        "efficiency": 0.95,
        "continuous_torque": 12.0,
        "intermittent_torque": 19.0,
        "max_input_speed": 628.318530718,
        "mass": 0.58,
        "frame_size": 0.056,
    },
    "encoder": {"design": "incremental, optical", "encoder_resolution": 1000.0, "mass": 0.024},
    "brake": {"holding_torque": 0.8, "rated_voltage": 24.0, "mass": 0.17},
    "driver": {"supply_min": 10.0, "supply_max": 30.0, "rated_current": 10.0, "peak_current": 22.0, "mass": 0.15},
}


def make_series(slug: str = "57bl", **changes: Any) -> Series:
    """A published series of motors; the same slug gives the same row."""
    values = {"name": f"{slug.upper()} series", "manufacturer": "Sherry Motor", **changes}
    return Series.objects.get_or_create(slug=slug, defaults=values)[0]


def make_part(number: str = "", kind: PartKind = "motor", **changes: Any) -> Part:
    """A part with its published product."""
    part = make_product(kind, number, **changes).part
    assert part is not None
    return part


def make_product(kind: PartKind, number: str = "", *, draft: bool = False, **changes: Any) -> Product:
    """A published motor, gearbox …, or with ``draft`` one that has never been published."""
    number = number or f"T{next(_numbers)}-{kind}"
    series = changes.pop("series", None) or make_series("57bl" if kind == "motor" else f"{kind}s", kind=kind)
    part = None if draft else create_part(number=number, kind=kind, manufacturer=series.manufacturer)
    values = {**FIGURES[kind], **changes}
    return PRODUCTS[kind].objects.create(part=part, part_number=number, series=series, live=not draft, **values)


def make_motor(number: str = "", **changes: Any) -> Motor:
    """A published motor; without a number it gets one of its own."""
    motor = make_product("motor", number, **changes)
    assert isinstance(motor, Motor)
    return motor


def make_gearbox(number: str = "", **changes: Any) -> Product:
    """A published gearbox."""
    return make_product("gearbox", number, **changes)


def make_fit(motor: Product, accessory: Product) -> Fit:
    """Say that an accessory fits a motor."""
    return Fit.objects.create(motor=motor.part, part=accessory.part)
