"""What is mounted on a motor or drives it."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from catalog.attributes import PartKind
from catalog.fields import SpecificationField
from catalog.models.product import Product


class Gearbox(Product):
    """A gearbox that a motor face takes."""

    kind: ClassVar[PartKind] = "gearbox"

    design = SpecificationField("design")
    ratio = SpecificationField("ratio")
    ratio_numerator = SpecificationField("ratio_numerator")
    ratio_denominator = SpecificationField("ratio_denominator")
    stages = SpecificationField("stages")
    direction = SpecificationField("direction")
    efficiency = SpecificationField("efficiency")
    continuous_torque = SpecificationField("continuous_torque")
    intermittent_torque = SpecificationField("intermittent_torque")
    max_input_speed = SpecificationField("max_input_speed")
    gear_inertia = SpecificationField("gear_inertia")
    backlash = SpecificationField("backlash")
    lubrication = SpecificationField("lubrication")
    input_face = SpecificationField("input_face")
    input_pilot_diameter = SpecificationField("input_pilot_diameter")
    input_hole_circle = SpecificationField("input_hole_circle")
    input_holes = SpecificationField("input_holes")
    input_hole_diameter = SpecificationField("input_hole_diameter")
    input_bore = SpecificationField("input_bore")
    input_bore_min = SpecificationField("input_bore_min")
    radial_load = SpecificationField("radial_load")
    axial_load = SpecificationField("axial_load")
    mass = SpecificationField("mass")
    frame_size = SpecificationField("frame_size")
    body_length = SpecificationField("body_length")
    pilot_diameter = SpecificationField("pilot_diameter")
    pilot_length = SpecificationField("pilot_length")
    holes = SpecificationField("holes")
    hole_circle = SpecificationField("hole_circle")
    hole_diameter = SpecificationField("hole_diameter")
    shaft_diameter = SpecificationField("shaft_diameter")
    shaft_length = SpecificationField("shaft_length")
    shaft_form = SpecificationField("shaft_form")
    ambient_temperature_min = SpecificationField("ambient_temperature_min")
    ambient_temperature_max = SpecificationField("ambient_temperature_max")
    ip_rating = SpecificationField("ip_rating")

    class Meta(Product.Meta):
        abstract = False
        verbose_name = _("gearbox")
        verbose_name_plural = _("gearboxes")


class Encoder(Product):
    """An encoder behind the motor."""

    kind: ClassVar[PartKind] = "encoder"

    design = SpecificationField("design")
    max_speed = SpecificationField("max_speed")
    signals = SpecificationField("signals")
    supply_voltage = SpecificationField("supply_voltage")
    accuracy = SpecificationField("accuracy")
    frame_min = SpecificationField("frame_min")
    frame_max = SpecificationField("frame_max")
    mass = SpecificationField("mass")
    body_length = SpecificationField("body_length")
    diameter = SpecificationField("diameter")
    inertia = SpecificationField("inertia")
    ip_rating = SpecificationField("ip_rating")
    encoder_resolution = SpecificationField("encoder_resolution")
    connection = SpecificationField("connection")

    class Meta(Product.Meta):
        abstract = False
        verbose_name = _("encoder")
        verbose_name_plural = _("encoders")


class Brake(Product):
    """A holding brake behind the motor."""

    kind: ClassVar[PartKind] = "brake"

    rated_voltage = SpecificationField("rated_voltage")
    max_speed = SpecificationField("max_speed")
    rated_power = SpecificationField("rated_power")
    holding_torque = SpecificationField("holding_torque")
    release_time = SpecificationField("release_time")
    engage_time = SpecificationField("engage_time")
    bore_max = SpecificationField("bore_max")
    friction_work = SpecificationField("friction_work")
    mass = SpecificationField("mass")
    body_length = SpecificationField("body_length")
    diameter = SpecificationField("diameter")
    inertia = SpecificationField("inertia")

    class Meta(Product.Meta):
        abstract = False
        verbose_name = _("brake")
        verbose_name_plural = _("brakes")


class Driver(Product):
    """The electronics that commutate the motor."""

    kind: ClassVar[PartKind] = "driver"

    rated_current = SpecificationField("rated_current")
    peak_current = SpecificationField("peak_current")
    supply_min = SpecificationField("supply_min")
    supply_max = SpecificationField("supply_max")
    idle_power = SpecificationField("idle_power")
    voltage_drop = SpecificationField("voltage_drop")
    max_duty = SpecificationField("max_duty")
    switching_frequency = SpecificationField("switching_frequency")
    max_electrical_frequency = SpecificationField("max_electrical_frequency")
    control = SpecificationField("control")
    interfaces = SpecificationField("interfaces")
    feedback = SpecificationField("feedback")
    length = SpecificationField("length")
    width = SpecificationField("width")
    height = SpecificationField("height")
    efficiency = SpecificationField("efficiency")
    mass = SpecificationField("mass")
    ip_rating = SpecificationField("ip_rating")

    class Meta(Product.Meta):
        abstract = False
        verbose_name = _("driver")
        verbose_name_plural = _("drivers")
