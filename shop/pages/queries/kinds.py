"""Which figures tell the parts of a kind apart, and which they often share."""

from collections.abc import Mapping

from catalog.attributes import PartKind

# What a series or a family reaches from and to, the most telling first.
RANGES: Mapping[PartKind, tuple[str, ...]] = {
    "motor": ("rated_torque", "rated_speed", "rated_power", "body_length"),
    "gearbox": ("ratio", "continuous_torque", "efficiency", "backlash"),
    "encoder": ("encoder_resolution", "max_speed", "diameter", "body_length"),
    "brake": ("holding_torque", "rated_power", "diameter", "mass"),
    "driver": ("supply_max", "rated_current", "peak_current", "mass"),
}

# Said once for a series when all of its parts agree, instead of in a column.
SHARED: Mapping[PartKind, tuple[str, ...]] = {
    "motor": (
        "frame_size",
        "frame_shape",
        "rotor",
        "flange",
        "mounting_pattern",
        "shaft_diameter",
        "shaft_form",
        "pole_pairs",
        "magnet_material",
        "commutation_sensor",
        "connection",
        "ip_rating",
        "insulation_class",
        "max_winding_temperature",
        "thermal_mounting",
        "certifications",
    ),
    "gearbox": (
        "design",
        "frame_size",
        "input_face",
        "shaft_diameter",
        "shaft_length",
        "shaft_form",
        "radial_load",
        "axial_load",
        "lubrication",
        "ip_rating",
    ),
    "encoder": ("design", "signals", "supply_voltage", "connection", "ip_rating"),
    "brake": ("rated_voltage",),
    "driver": ("control", "interfaces", "feedback", "switching_frequency", "efficiency", "ip_rating"),
}
