"""What a motor does over torque, as figures: the diagram, its table and the sparkline are drawn from this.

Everything is in stored units. Where figures are missing the curve holds less, and says in ``notes`` what is missing.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.physics import motor as dc
from catalog.physics.constants import Array
from catalog.physics.figures import Machine, MotorFigures

STEPS = 48
LAG_WORTH_A_NOTE = 0.3
OFF_THE_BAND = 0.05


@dataclass(frozen=True)
class Curve:
    """The speed–torque behaviour of one motor at one supply.

    Attributes:
        figures: what the motor publishes.
        voltage: of the supply, V; the motor's rated voltage unless another was asked for.
        ambient: °C.
    """

    figures: MotorFigures
    voltage: float
    ambient: float = 25.0

    @classmethod
    def of(cls, figures: MotorFigures, *, voltage: float | None = None, ambient: float = 25.0) -> "Curve":
        """The curve at a supply, the rated one where none is named."""
        volts = figures.rated_voltage if voltage is None else voltage
        return cls(figures, float("nan") if volts is None else float(volts), ambient)

    @cached_property
    def machine(self) -> Machine:
        """What can be computed of the motor."""
        return Machine(self.figures)

    @property
    def has_line(self) -> bool:
        """Whether the line follows from resistance and constant, and the motor turns at this supply at all."""
        return self.stall is not None

    @property
    def has_anything(self) -> bool:
        """Whether there is anything to draw."""
        return self.has_line or self.rated is not None

    @property
    def rated(self) -> tuple[float, float] | None:
        """The published point (torque, speed); where only a rated current is published, its point on the line."""
        torque, speed = self.figures.rated_torque, self.figures.rated_speed
        if torque is None:
            return None
        if speed is None and self.has_line:
            line = "cold" if self.figures.rated_point_basis == "cold" else "careful"
            speed = float(self.machine.speed(torque=torque, voltage=self.voltage, line=line))
        return None if speed is None or speed <= 0 or torque <= 0 else (torque, speed)

    @property
    def rated_is_published(self) -> bool:
        """Whether the rated point was published as a point."""
        return self.figures.rated_torque is not None and self.figures.rated_speed is not None

    @cached_property
    def peak(self) -> float | None:
        """Peak torque, N·m, where published as torque or as current."""
        peak = self.machine.peak_torque
        return peak if np.isfinite(peak) and peak > 0 else None

    @cached_property
    def continuous_at_rest(self) -> float | None:
        """Continuous torque at standstill, N·m."""
        if not self.has_line:
            return None
        torque = float(self.machine.continuous_torque(speed=0.0, ambient=self.ambient))
        return torque if np.isfinite(torque) and torque > 0 else None

    @cached_property
    def reach(self) -> float:
        """Torque at which the drawn lines end, N·m: the peak, else as far as a reader needs to see."""
        anchors = [each for each in (self.continuous_at_rest, self.figures.rated_torque) if each]
        if self.peak is not None:
            return max([self.peak, *anchors])
        stall = self.stall
        if anchors:
            wanted = 2.5 * max(anchors)
            return min(wanted, stall) if stall and stall > max(anchors) else wanted
        return stall or 1.0

    @cached_property
    def stall(self) -> float | None:
        """Torque where the careful line meets standstill, N·m."""
        if not self.machine.has_line:
            return None
        for line in ("cold", "hot", "careful"):
            winding = self.machine.winding(line)
            if not (winding.torque_constant > 0 and winding.back_emf_constant > 0 and winding.resistance > 0):
                return None
        stall = float(self.machine.torque(speed=0.0, voltage=self.voltage))
        return stall if np.isfinite(stall) and stall > 0 else None

    def line(self, name: str, *, voltage: float | None = None) -> tuple[Array, Array]:
        """Torques and speeds of the cold, hot or careful line, from no load to its end or to standstill."""
        volts = self.voltage if voltage is None else voltage
        stop = float(self.machine.torque(speed=0.0, voltage=volts, line=name))
        torques = np.linspace(0.0, max(min(self.reach, stop), 0.0), 2)
        return torques, self.machine.speed(torque=torques, voltage=volts, line=name)

    def top_speed(self, name: str = "cold", *, voltage: float | None = None) -> float:
        """No-load speed on a line, rad/s."""
        volts = self.voltage if voltage is None else voltage
        return float(self.machine.speed(torque=0.0, voltage=volts, line=name))

    @cached_property
    def continuous(self) -> tuple[Array, Array] | None:
        """Boundary of the continuous region, from standstill to the careful line; None where nothing is published."""
        if self.continuous_at_rest is None or self.stall is None:
            return None
        speeds = np.linspace(0.0, max(self.top_speed("careful"), 0.0), 6 * STEPS)
        torques = self.machine.continuous_torque(speed=speeds, ambient=self.ambient)
        allowed = self.machine.torque(speed=speeds, voltage=self.voltage)
        inside = torques <= allowed
        last = int(np.argmin(inside)) if not inside.all() else len(speeds)
        if last == 0:
            return None
        torques, speeds, allowed = torques[:last], speeds[:last], allowed[:last]
        corner = self._corner(float(speeds[-1]))
        keep = np.unique(np.linspace(0, last - 1, STEPS).round().astype(int))
        return (
            np.append(torques[keep], corner[0]),
            np.append(speeds[keep], corner[1]),
        )

    def _corner(self, below: float) -> tuple[float, float]:
        """Where the boundary meets the careful line, above a speed that lies within: 32 pieces, six times over."""
        low, high = below, below + max(self.top_speed("careful"), 1e-9) / (6 * STEPS - 1)
        for _round in range(6):
            speeds = np.linspace(low, high, 33)
            torques = self.machine.continuous_torque(speed=speeds, ambient=self.ambient)
            within = torques <= self.machine.torque(speed=speeds, voltage=self.voltage)
            last = max(int(np.argmin(within)) - 1, 0) if not within.all() else 31
            low, high = float(speeds[last]), float(speeds[last + 1])
        return float(self.machine.continuous_torque(speed=low, ambient=self.ambient)), low

    def contour(self, efficiency: float, torques: Array) -> tuple[Array, Array]:
        """Lower and upper speeds at which these torques are given with an efficiency, cold winding."""
        winding = self.machine.winding("cold")
        return dc.speeds_at_efficiency(
            efficiency=efficiency,
            torque=torques,
            resistance=winding.resistance,
            torque_constant=winding.torque_constant,
            back_emf_constant=winding.back_emf_constant,
            static_friction=self.machine.static_friction,
            viscous_friction=self.machine.viscous_friction,
        )

    @property
    def knows_friction(self) -> bool:
        """Whether friction or a no-load current is published; without it efficiency comes out too good."""
        return self.figures.friction_torque is not None or self.figures.no_load_current is not None

    def point(self, torque: float, speed: float) -> dict[str, float]:
        """Current, powers, voltage, efficiency and steady winding temperature at a point of the careful line."""
        winding = self.machine.winding("careful")
        amperes = float(self.machine.current(torque=torque, speed=speed))
        volts = float(
            dc.voltage(
                speed=speed,
                current=amperes,
                resistance=winding.resistance,
                back_emf_constant=winding.back_emf_constant,
            )
        )
        power_in = float(self.machine.power_in(torque=torque, speed=speed))
        return {
            "current": amperes,
            "voltage": volts,
            "power": torque * speed,
            "power_in": power_in,
            "efficiency": torque * speed / power_in if power_in else 0.0,
            "winding": float(self.machine.winding_temperature(torque=torque, speed=speed, ambient=self.ambient)),
        }

    @property
    def rated_line(self) -> str:
        """Which line the published point lies on: ``cold``, ``hot``, ``careful``, or ``off`` where on none.

        Empty where there is no line or no published point. ``off`` is more than 5 % outside what the three span.
        """
        if not self.has_line or not self.rated_is_published or self.rated is None:
            return ""
        torque, speed = self.rated
        speeds = {
            name: float(self.machine.speed(torque=torque, voltage=self.voltage, line=name))
            for name in ("careful", "hot", "cold")
        }
        slack = OFF_THE_BAND
        if not (1 - slack) * min(speeds.values()) <= speed <= (1 + slack) * max(speeds.values()):
            return "off"
        return min(speeds, key=lambda name: abs(speeds[name] - speed))

    @property
    def lag(self) -> float:
        """Electrical time constant over a 60° step at the rated (else no-load) speed; nan where not published."""
        given = self.figures
        speed = self.rated[1] if self.rated else given.no_load_speed
        if given.terminal_inductance is None or given.pole_pairs is None or speed is None:
            return float("nan")
        return float(
            dc.commutation_lag(
                inductance=given.terminal_inductance,
                resistance=self.machine.resistance,
                pole_pairs=given.pole_pairs,
                speed=speed,
            )
        )

    @property
    def notes(self) -> list[str | Promise]:
        """What a reader of the diagram must know: what is missing, what stands in, what the lines assume."""
        if not self.has_line:
            return [*self._no_line_notes()]
        return [*self._limit_notes(), *self._line_notes()]

    def _no_line_notes(self) -> list[str | Promise]:
        if self.has_anything:
            return [
                _(
                    "Resistance or torque constant is not published, so only the published points are shown; "
                    "how speed falls with torque between them is not known."
                )
            ]
        return [_("There is no diagram: neither resistance and torque constant nor a rated point are published.")]

    def _limit_notes(self) -> list[str | Promise]:
        notes: list[str | Promise] = []
        basis = self.machine.continuous_basis
        if basis == "rated current" and self.continuous is not None:
            notes.append(
                _(
                    "Thermal data are not published in full: the continuous limit is derived from the rated current "
                    "at 25 °C."
                )
            )
        elif self.continuous is None:
            notes.append(
                _("Neither thermal data nor a rated current are published: what the motor gives for ever is not known.")
            )
        if self.peak is None:
            notes.append(_("Peak torque is not published: nothing beyond the continuous region is promised."))
        return notes

    def _line_notes(self) -> list[str | Promise]:
        notes: list[str | Promise] = []
        given = self.figures
        if given.max_winding_temperature is None:
            notes.append(_("The maximum winding temperature is not published: the warm line takes 125 °C, estimated."))
        if given.torque_constant is None or given.back_emf_constant is None:
            notes.append(_("Only one of torque constant and back-EMF constant is published; it stands in for both."))
        if not self.knows_friction:
            notes.append(
                _("Neither friction nor no-load current are published: speeds and efficiency come out too high.")
            )
        if given.constant_basis == "unknown":
            notes.append(_("Which current the torque constant refers to is not published; it is taken as A dc."))
        if self.rated_line == "off":
            notes.append(_("The published rated point lies more than 5 % off the lines that follow from the winding."))
        if self.lag > LAG_WORTH_A_NOTE:
            notes.append(
                _(
                    "Under block commutation the current lags behind the steps at speed, so the straight line is "
                    "optimistic there."
                )
                if not self.rated_is_published or self.rated_line == "off"
                else _(
                    "The straight line leaves out that the current lags behind the steps of block commutation; the "
                    "rated point was published as measured."
                )
            )
        return notes
