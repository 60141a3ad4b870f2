"""A part in a few words: under its number in a list, on a quote."""

from django.utils.translation import gettext as _

from catalog import quantities
from catalog.attributes import ATTRIBUTES
from catalog.models import Part, Product

# What tells two parts of a kind apart, in the order people say it.
_TELLING = {
    "motor": ("rated_voltage", "rated_torque", "rated_speed"),
    "gearbox": ("ratio", "continuous_torque"),
    "encoder": ("encoder_resolution",),
    "brake": ("holding_torque", "rated_voltage"),
    "driver": ("supply_max", "rated_current"),
}


def _kind(product: Product) -> str:
    words = {
        "motor": _("Brushless DC motor"),
        "gearbox": _("Gearbox"),
        "encoder": _("Encoder"),
        "brake": _("Holding brake"),
        "driver": _("Motor driver"),
    }
    return words[product.kind]


def figures(product: Product) -> str:
    """The telling figures alone: 24 V, 0.44 N·m, 3,000 rpm."""
    shown = []
    for key in _TELLING[product.kind]:
        value = getattr(product, key, None)
        if value is None:
            continue
        shown.append(f"{value:g} : 1" if key == "ratio" else str(quantities.show(value, ATTRIBUTES[key])))
    return ", ".join(shown)


def in_short(part: Part) -> str:
    """Kind and figures: Brushless DC motor 24 V, 0.44 N·m, 3,000 rpm."""
    product = getattr(part, part.kind, None)
    if product is None:
        return str(part.get_kind_display())
    told = figures(product)
    # A motor is named by its kind, an accessory's figures follow as a list.
    return f"{_kind(product)} {told}".strip()
