"""A part in brief: what it is in one line, and the figures that stand beside its picture."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from catalog.attributes import ATTRIBUTES, PartKind, Text, UnitSystem
from catalog.models import Product
from catalog.quantities import Figure, show
from catalog.queries import specification_row

KEYS: Mapping[PartKind, tuple[str, ...]] = {
    "motor": (
        "rated_voltage",
        "rated_torque",
        "rated_speed",
        "rated_power",
        "rated_current",
        "max_efficiency",
        "peak_torque",
        "mass",
        "ip_rating",
    ),
    "gearbox": (
        "ratio",
        "continuous_torque",
        "intermittent_torque",
        "efficiency",
        "max_input_speed",
        "backlash",
        "frame_size",
        "body_length",
        "mass",
    ),
    "encoder": ("encoder_resolution", "signals", "supply_voltage", "max_speed", "diameter", "mass"),
    "brake": ("holding_torque", "rated_voltage", "rated_power", "release_time", "engage_time", "mass"),
    "driver": ("supply_min", "supply_max", "rated_current", "peak_current", "control", "mass"),
}
SHORT: Mapping[str, Text] = {
    "rated_voltage": gettext_lazy("Supply"),
    "rated_torque": gettext_lazy("Torque"),
    "rated_speed": gettext_lazy("Speed"),
    "rated_power": gettext_lazy("Power"),
    "rated_current": gettext_lazy("Current"),
    "max_efficiency": gettext_lazy("Efficiency"),
    "ip_rating": gettext_lazy("Protection"),
    "continuous_torque": gettext_lazy("Continuous torque"),
    "intermittent_torque": gettext_lazy("Peak torque"),
    "encoder_resolution": gettext_lazy("Resolution"),
    "supply_min": gettext_lazy("Supply from"),
    "supply_max": gettext_lazy("Supply to"),
    "max_input_speed": gettext_lazy("Input speed"),
}
KINDS: Mapping[PartKind, Text] = {
    "motor": gettext_lazy("Brushless DC motor"),
    "gearbox": gettext_lazy("Gearbox"),
    "encoder": gettext_lazy("Encoder"),
    "brake": gettext_lazy("Holding brake"),
    "driver": gettext_lazy("Driver"),
}


@dataclass(frozen=True)
class KeyFigure:
    """One of the figures beside the picture."""

    label: Text
    symbol: str
    figure: Figure


def key_figures(product: Product, system: UnitSystem) -> list[KeyFigure]:
    """The figures beside the picture; those that are not published are left out."""
    rows = [specification_row(product, key, system) for key in KEYS[product.kind]]
    return [
        KeyFigure(
            SHORT.get(row.attribute.key, row.attribute.label),
            row.attribute.symbol if row.attribute.quantity else "",
            row.figure,
        )
        for row in rows
        if row.figure
    ]


def summary(product: Product, system: UnitSystem) -> str:
    """What it is in one line: "Brushless DC motor, 57 mm square, Hall 120°"."""
    said = [str(KINDS[product.kind])]
    size, shape = getattr(product, "frame_size", None), getattr(product, "frame_shape", "")
    if size:
        frame = str(show(size, ATTRIBUTES["frame_size"], system))
        said.append(f"{frame} {show(shape, ATTRIBUTES['frame_shape'], system)}" if shape else frame)
    for key in ("commutation_sensor", "design", "control"):
        value = getattr(product, key, "")
        if value and value != "none":
            said.append(str(show(value, ATTRIBUTES[key], system)))
    said.append(product.manufacturer)
    return ", ".join(said)
