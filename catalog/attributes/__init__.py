"""THE table of specification attributes. Everything that names a figure of a part reads it from here.

Columns, forms, facets, comparison rows, imports, exports, the API and data sheets are derived from this table;
`docs/how-to/add-an-attribute.md` says what one more costs.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from catalog.attributes import accessories, motor_body, motor_performance
from catalog.attributes.kinds import (
    Attribute,
    Better,
    Column,
    PartKind,
    Quantity,
    Search,
    Text,
    UnitSystem,
)
from catalog.attributes.words import headings

__all__ = [
    "ALIASES",
    "ATTRIBUTES",
    "GROUPS",
    "Attribute",
    "Better",
    "Column",
    "PartKind",
    "Quantity",
    "Search",
    "Text",
    "UnitSystem",
    "attribute",
    "for_kind",
]

GROUPS: Mapping[str, Text] = MappingProxyType(
    {
        "identity": _("Identity"),
        "performance": _("Performance"),
        "electrical": _("Electrical"),
        "mechanical": _("Mechanical"),
        "thermal": _("Thermal"),
        "dimensions": _("Dimensions"),
        "interface": _("Interface"),
        "environment": _("Environment"),
    }
)

ATTRIBUTES: Mapping[str, Attribute] = MappingProxyType(
    {
        each.key: replace(each, headings=headings(each.key))
        for group in (
            motor_performance.IDENTITY,
            accessories.DESIGN,
            motor_performance.ELECTRICAL,
            accessories.DRIVING,
            motor_performance.PERFORMANCE,
            accessories.GEAR,
            accessories.ENCODING,
            accessories.HOLDING,
            motor_body.MECHANICAL,
            motor_body.DIMENSIONS,
            accessories.BEHIND_THE_MOTOR,
            motor_body.THERMAL,
            motor_body.ENVIRONMENT,
            motor_body.INTERFACE,
            motor_body.APPROVALS,
        )
        for each in group
    }
)

# Short names that addresses and the search box accept as well.
ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "voltage": "rated_voltage",
        "torque": "rated_torque",
        "speed": "rated_speed",
        "power": "rated_power",
        "current": "rated_current",
        "frame": "frame_size",
        "length": "body_length",
        "shaft": "shaft_diameter",
        "ip": "ip_rating",
        "sensor": "commutation_sensor",
        "weight": "mass",
    }
)


def attribute(key_or_alias: str, kind: str = "motor") -> Attribute:
    """The attribute of this key or short name. Raises KeyError where there is none.

    ``length`` is a driver's own key and a motor's short name for its body length: the kind decides.
    """
    exact = ATTRIBUTES.get(key_or_alias)
    if exact is None or (kind not in exact.kinds and key_or_alias in ALIASES):
        return ATTRIBUTES[ALIASES[key_or_alias]]
    return exact


@cache
def for_kind(kind: str) -> tuple[Attribute, ...]:
    """The attributes that parts of this kind have, in data-sheet order."""
    return tuple(each for each in ATTRIBUTES.values() if kind in each.kinds)
