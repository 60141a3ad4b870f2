"""Motor: the shop's main product."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.attributes import PartKind
from catalog.fields import SpecificationField
from catalog.models.product import Product


class Motor(Product):
    """A brushless DC motor."""

    kind: ClassVar[PartKind] = "motor"

    rated_voltage = SpecificationField("rated_voltage")
    rated_current = SpecificationField("rated_current")
    peak_current = SpecificationField("peak_current")
    no_load_current = SpecificationField("no_load_current")
    torque_constant = SpecificationField("torque_constant")
    back_emf_constant = SpecificationField("back_emf_constant")
    terminal_resistance = SpecificationField("terminal_resistance")
    terminal_inductance = SpecificationField("terminal_inductance")
    speed_constant = SpecificationField("speed_constant")
    resistance_temperature = SpecificationField("resistance_temperature")
    constant_basis = SpecificationField("constant_basis")
    magnet_material = SpecificationField("magnet_material")
    pole_pairs = SpecificationField("pole_pairs")
    winding_connection = SpecificationField("winding_connection")
    electrical_time_constant = SpecificationField("electrical_time_constant")
    slots = SpecificationField("slots")
    turns_per_phase = SpecificationField("turns_per_phase")
    strands = SpecificationField("strands")
    wire_diameter = SpecificationField("wire_diameter")
    rated_torque = SpecificationField("rated_torque")
    peak_torque = SpecificationField("peak_torque")
    stall_torque = SpecificationField("stall_torque")
    rated_speed = SpecificationField("rated_speed")
    no_load_speed = SpecificationField("no_load_speed")
    max_speed = SpecificationField("max_speed")
    rated_power = SpecificationField("rated_power")
    max_efficiency = SpecificationField("max_efficiency")
    speed_torque_gradient = SpecificationField("speed_torque_gradient")
    motor_constant = SpecificationField("motor_constant")
    rotor_inertia = SpecificationField("rotor_inertia")
    mechanical_time_constant = SpecificationField("mechanical_time_constant")
    friction_torque = SpecificationField("friction_torque")
    viscous_friction = SpecificationField("viscous_friction")
    cogging_torque = SpecificationField("cogging_torque")
    radial_load = SpecificationField("radial_load")
    radial_load_distance = SpecificationField("radial_load_distance")
    axial_load = SpecificationField("axial_load")
    mass = SpecificationField("mass")
    noise_level = SpecificationField("noise_level")
    service_life = SpecificationField("service_life")
    frame_shape = SpecificationField("frame_shape")
    frame_size = SpecificationField("frame_size")
    rotor = SpecificationField("rotor")
    flange = SpecificationField("flange")
    body_length = SpecificationField("body_length")
    pilot_diameter = SpecificationField("pilot_diameter")
    pilot_length = SpecificationField("pilot_length")
    mounting_pattern = SpecificationField("mounting_pattern")
    holes = SpecificationField("holes")
    hole_circle = SpecificationField("hole_circle")
    hole_start = SpecificationField("hole_start")
    hole_diameter = SpecificationField("hole_diameter")
    flange_thickness = SpecificationField("flange_thickness")
    bearing_diameter = SpecificationField("bearing_diameter")
    shaft_diameter = SpecificationField("shaft_diameter")
    shaft_length = SpecificationField("shaft_length")
    shaft_form = SpecificationField("shaft_form")
    shaft_flat = SpecificationField("shaft_flat")
    finish = SpecificationField("finish")
    thermal_resistance_winding_housing = SpecificationField("thermal_resistance_winding_housing")
    thermal_resistance_housing_ambient = SpecificationField("thermal_resistance_housing_ambient")
    thermal_time_constant_winding = SpecificationField("thermal_time_constant_winding")
    thermal_time_constant_housing = SpecificationField("thermal_time_constant_housing")
    max_winding_temperature = SpecificationField("max_winding_temperature")
    ambient_temperature_min = SpecificationField("ambient_temperature_min")
    ambient_temperature_max = SpecificationField("ambient_temperature_max")
    rated_point_basis = SpecificationField("rated_point_basis")
    thermal_mounting = SpecificationField("thermal_mounting")
    mounting_factor = SpecificationField("mounting_factor")
    insulation_class = SpecificationField("insulation_class")
    ip_rating = SpecificationField("ip_rating")
    commutation_sensor = SpecificationField("commutation_sensor")
    encoder_resolution = SpecificationField("encoder_resolution")
    integrated_controller = SpecificationField("integrated_controller")
    brake = SpecificationField("brake")
    connection = SpecificationField("connection")
    lead_length = SpecificationField("lead_length")
    lead_exit = SpecificationField("lead_exit")
    certifications = SpecificationField("certifications")

    class Meta(Product.Meta):
        abstract = False
        verbose_name = _("motor")
        verbose_name_plural = _("motors")
        constraints: ClassVar = [
            *Product.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(
                    *(
                        models.Q((f"{key}__isnull", True)) | models.Q((f"{key}__gt", 0))
                        for key in ("rated_voltage", "rated_torque", "rated_speed", "terminal_resistance", "frame_size")
                    )
                ),
                name="motor_figures_positive",
            ),
        ]
