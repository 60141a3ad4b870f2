"""One motor's figures for the physics, and what follows from them when some are missing.

``MotorFigures`` holds what a motor publishes, ``None`` where it does not. ``Machine`` is what can be computed from it:
it says which figures were taken in place of others, so that a page can mark them.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from catalog.physics import conventions, motor, thermal
from catalog.physics.constants import MAGNET, REFERENCE, WINDING_LIMIT_ESTIMATE, Array, Values, array
from catalog.physics.heat_cycle import TwoBodies, intermittent_current, time_from_cold


@dataclass(frozen=True, kw_only=True)
class MotorFigures:
    """Published figures of one motor, SI units and °C, ``None`` where not published or doubted.

    Field names are attribute keys (docs/reference/attributes.md).
    """

    part_number: str = ""
    rated_voltage: float | None = None
    rated_torque: float | None = None
    rated_speed: float | None = None
    rated_current: float | None = None
    rated_power: float | None = None
    peak_torque: float | None = None
    peak_current: float | None = None
    no_load_speed: float | None = None
    no_load_current: float | None = None
    stall_torque: float | None = None
    max_speed: float | None = None
    max_efficiency: float | None = None
    torque_constant: float | None = None
    back_emf_constant: float | None = None
    constant_basis: str = ""
    terminal_resistance: float | None = None
    resistance_temperature: float | None = None
    terminal_inductance: float | None = None
    pole_pairs: float | None = None
    magnet_material: str = ""
    rotor_inertia: float | None = None
    friction_torque: float | None = None
    viscous_friction: float | None = None
    speed_torque_gradient: float | None = None
    thermal_resistance_winding_housing: float | None = None
    thermal_resistance_housing_ambient: float | None = None
    thermal_time_constant_winding: float | None = None
    thermal_time_constant_housing: float | None = None
    max_winding_temperature: float | None = None
    mounting_factor: float | None = None
    rated_point_basis: str = ""
    mass: float | None = None
    frame_size: float | None = None
    body_length: float | None = None

    def without(self, *keys: str) -> "MotorFigures":
        """The same motor with these figures taken away, as where they are doubted."""
        blank = {key: "" if isinstance(getattr(self, key), str) else None for key in keys if hasattr(self, key)}
        return replace(self, **blank)  # type: ignore[arg-type]


def _value(figure: float | None) -> float:
    return float("nan") if figure is None else float(figure)


@dataclass(frozen=True)
class Machine:
    """What can be computed of one motor. Every figure is ``nan`` where the published ones do not allow it.

    A constant of unknown basis is computed with as it stands; a known one of a sine drive is converted first.
    """

    figures: MotorFigures

    @cached_property
    def substituted(self) -> tuple[str, ...]:
        """Keys of figures that were not published and stand in by another, in the order of the table."""
        given = self.figures
        words = (
            ("torque_constant", given.torque_constant is None and given.back_emf_constant is not None),
            ("back_emf_constant", given.back_emf_constant is None and given.torque_constant is not None),
            ("resistance_temperature", given.resistance_temperature is None),
            ("magnet_material", given.magnet_material not in MAGNET or given.magnet_material == "unknown"),
            ("friction_torque", given.friction_torque is None),
            ("max_winding_temperature", given.max_winding_temperature is None),
            ("mounting_factor", given.mounting_factor is None),
        )
        return tuple(key for key, stands_in in words if stands_in)

    @cached_property
    def torque_constant(self) -> float:
        """k_t at 25 °C, N·m/A, DC equivalent; k_e where k_t is missing."""
        given = self.figures
        if given.torque_constant is None:
            return _value(given.back_emf_constant)
        if given.constant_basis in ("A peak", "A rms"):
            return float(
                conventions.converted_constant(torque_constant=given.torque_constant, basis=given.constant_basis)
            )
        return given.torque_constant

    @cached_property
    def back_emf_constant(self) -> float:
        """k_e at 25 °C, V·s/rad; k_t where k_e is missing."""
        given = self.figures.back_emf_constant
        return self.torque_constant if given is None else given

    @cached_property
    def resistance(self) -> float:
        """Phase to phase at the reference temperature, Ω."""
        return _value(self.figures.terminal_resistance)

    @cached_property
    def reference_temperature(self) -> float:
        """At which the resistance holds, °C; 25 where not stated."""
        given = self.figures.resistance_temperature
        return REFERENCE if given is None else given

    @cached_property
    def magnet_coefficient(self) -> float:
        """Of the flux, 1/K; 0 for an unknown magnet."""
        return MAGNET.get(self.figures.magnet_material, 0.0)

    @cached_property
    def static_friction(self) -> float:
        """C0 in N·m; k_t·I0 where no friction is published, 0 where no no-load current is either."""
        given = self.figures
        if given.friction_torque is not None and given.viscous_friction is not None:
            return given.friction_torque
        if given.no_load_current is not None and np.isfinite(self.torque_constant):
            return self.torque_constant * given.no_load_current
        return 0.0 if given.friction_torque is None else given.friction_torque

    @cached_property
    def viscous_friction(self) -> float:
        """Cv in N·m·s; 0 unless published together with C0."""
        given = self.figures
        if given.friction_torque is None or given.viscous_friction is None:
            return 0.0
        return given.viscous_friction

    @cached_property
    def winding_limit(self) -> float:
        """T_max, °C; an estimate of 125 °C where it is not published."""
        given = self.figures.max_winding_temperature
        return WINDING_LIMIT_ESTIMATE if given is None else given

    @property
    def has_line(self) -> bool:
        """Whether a speed–torque line can be drawn: resistance, a constant, and a voltage."""
        needed = (self.resistance, self.torque_constant, _value(self.figures.rated_voltage))
        return all(np.isfinite(figure) and figure > 0 for figure in needed)

    @property
    def continuous_basis(self) -> str:
        """Where the continuous limit comes from: ``thermal``, ``rated current`` or empty for not published."""
        given = self.figures
        heat = (
            given.max_winding_temperature,
            given.thermal_resistance_winding_housing,
            given.thermal_resistance_housing_ambient,
        )
        if self.has_line and all(figure is not None for figure in heat):
            return "thermal"
        if given.rated_current is not None and np.isfinite(self.torque_constant):
            return "rated current"
        return ""

    def winding(self, line: str = "careful") -> motor.Winding:
        """The winding on the ``cold``, ``hot`` or ``careful`` line."""
        if line == "cold":
            return motor.cold_winding(
                resistance=self.resistance,
                torque_constant=self.torque_constant,
                back_emf_constant=self.back_emf_constant,
                reference_temperature=self.reference_temperature,
            )
        build = motor.hot_winding if line == "hot" else motor.careful_winding
        return build(
            resistance=self.resistance,
            torque_constant=self.torque_constant,
            back_emf_constant=self.back_emf_constant,
            temperature=self.winding_limit,
            magnet_coefficient=self.magnet_coefficient,
            reference_temperature=self.reference_temperature,
        )

    def friction(self, *, speed: Values) -> Array:
        """M0(w), N·m."""
        return motor.friction(static=self.static_friction, viscous=self.viscous_friction, speed=speed)

    def speed(self, *, torque: Values, voltage: Values, line: str = "careful") -> Array:
        """Speed on a line under a torque, rad/s."""
        winding = self.winding(line)
        return motor.speed_at_torque(
            torque=torque,
            voltage=voltage,
            resistance=winding.resistance,
            torque_constant=winding.torque_constant,
            back_emf_constant=winding.back_emf_constant,
            static_friction=self.static_friction,
            viscous_friction=self.viscous_friction,
        )

    def torque(self, *, speed: Values, voltage: Values, line: str = "careful") -> Array:
        """Torque that a line allows at a speed, N·m."""
        winding = self.winding(line)
        return motor.torque_at_speed(
            speed=speed,
            voltage=voltage,
            resistance=winding.resistance,
            torque_constant=winding.torque_constant,
            back_emf_constant=winding.back_emf_constant,
            static_friction=self.static_friction,
            viscous_friction=self.viscous_friction,
        )

    def continuous_torque(self, *, speed: Values, ambient: Values = 25.0) -> Array:
        """Torque that may be given for ever at a speed, N·m; ``nan`` where nothing published allows to say.

        From the thermal figures; without them from the rated current, which holds at its own ambient of 25 °C. At
        another one it is scaled where the winding's limit is published; else it is ``nan`` where it is warmer.
        """
        given = self.figures
        friction = self.friction(speed=speed)
        if self.continuous_basis == "thermal":
            return thermal.continuous_torque(
                limit=self.winding_limit,
                friction=friction,
                speed=speed,
                torque_constant=self.torque_constant,
                resistance=self.resistance,
                magnet_coefficient=self.magnet_coefficient,
                thermal_resistance_winding=_value(given.thermal_resistance_winding_housing),
                thermal_resistance_housing=_value(given.thermal_resistance_housing_ambient),
                ambient=ambient,
                mounting_factor=1.0 if given.mounting_factor is None else given.mounting_factor,
                reference_temperature=self.reference_temperature,
            )
        limit = thermal.torque_from_rated_current(
            rated_current=_value(given.rated_current), torque_constant=self.torque_constant, friction=friction
        )
        if given.max_winding_temperature is not None:
            return thermal.torque_at_ambient(
                torque=limit,
                friction=friction,
                limit=given.max_winding_temperature,
                rated_ambient=REFERENCE,
                ambient=ambient,
            )
        return np.where(array(ambient) > REFERENCE, np.nan, limit)

    def current(self, *, torque: Values, speed: Values, line: str = "careful") -> Array:
        """Current for a torque at a speed, A."""
        return motor.current(
            torque=torque, torque_constant=self.winding(line).torque_constant, friction=self.friction(speed=speed)
        )

    def power_in(self, *, torque: Values, speed: Values, line: str = "careful") -> Array:
        """Electrical power at a point, W: shaft, friction and copper loss."""
        return motor.power_in(
            torque=torque,
            speed=speed,
            friction=self.friction(speed=speed),
            current=self.current(torque=torque, speed=speed, line=line),
            resistance=self.winding(line).resistance,
        )

    def winding_temperature(self, *, torque: Values, speed: Values, ambient: Values = 25.0) -> Array:
        """Steady winding temperature at a point, °C; ``nan`` without thermal figures, ``inf`` for runaway."""
        given = self.figures
        friction = self.friction(speed=speed)
        return thermal.winding_temperature_at_torque(
            torque=torque,
            friction=friction,
            torque_constant=self.torque_constant,
            resistance=self.resistance,
            magnet_coefficient=self.magnet_coefficient,
            thermal_resistance_winding=_value(given.thermal_resistance_winding_housing),
            thermal_resistance_housing=_value(given.thermal_resistance_housing_ambient),
            friction_heat=thermal.friction_heat(friction=friction, speed=speed),
            ambient=ambient,
            mounting_factor=1.0 if given.mounting_factor is None else given.mounting_factor,
            reference_temperature=self.reference_temperature,
        )

    @cached_property
    def bodies(self) -> TwoBodies:
        """Winding and housing as they take up heat; ``nan`` where thermal figures are not published."""
        given = self.figures
        return TwoBodies(
            resistance=self.resistance,
            thermal_resistance_winding=_value(given.thermal_resistance_winding_housing),
            thermal_resistance_housing=_value(given.thermal_resistance_housing_ambient),
            time_constant_winding=_value(given.thermal_time_constant_winding),
            time_constant_housing=_value(given.thermal_time_constant_housing),
            mounting_factor=1.0 if given.mounting_factor is None else given.mounting_factor,
            reference_temperature=self.reference_temperature,
        )

    def time_from_cold(self, *, torque: Values, speed: Values, ambient: Values = 25.0) -> Array:
        """Duty type S2: how long a cold motor may give a torque, s, on the careful winding's current.

        ``inf`` where for ever, ``nan`` without thermal figures or a published limit.
        """
        return time_from_cold(
            body=self.bodies,
            limit=_value(self.figures.max_winding_temperature),
            current=self.current(torque=torque, speed=speed),
            friction_heat=thermal.friction_heat(friction=self.friction(speed=speed), speed=speed),
            ambient=ambient,
        )

    def intermittent_torque(self, *, duty: Values, speed: Values, ambient: Values = 25.0) -> Array:
        """Duty type S3 in ten-minute cycles: torque that may be given for a share of each, N·m.

        ``nan`` without thermal figures or a published limit. The peak torque still limits it.
        """
        friction = self.friction(speed=speed)
        amperes = intermittent_current(
            body=self.bodies,
            limit=_value(self.figures.max_winding_temperature),
            duty=duty,
            friction_heat=thermal.friction_heat(friction=friction, speed=speed),
            ambient=ambient,
        )
        return np.clip(self.winding().torque_constant * amperes - friction, 0.0, None)

    @property
    def peak_torque(self) -> float:
        """M_max, N·m; k_t·I_max − C0 where only a peak current is published."""
        given = self.figures
        if given.peak_torque is not None:
            return given.peak_torque
        return max(self.torque_constant * _value(given.peak_current) - self.static_friction, 0.0)
