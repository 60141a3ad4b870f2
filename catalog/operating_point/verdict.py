"""What a motor makes of an operating point: does it reach it, for how long, at which current and temperature.

Every check takes the careful line: winding hot, back-EMF constant of 25 °C. A figure that is not published never
passes silently: the verdict is then unknown and says what is missing.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

import numpy as np

from catalog.models import Motor
from catalog.operating_point.typed import USUAL_AMBIENT, OperatingPoint
from catalog.physics import motor as dc
from catalog.physics.figures import Machine, MotorFigures
from catalog.physics.heat_cycle import USUAL_DUTIES
from catalog.physics_inputs import motor_figures

State = Literal["continuous", "intermittent", "fails", "unknown"]
Reason = Literal["voltage", "speed", "peak", "ambient", "heat", "line", "limit"]

SLACK: Final = 1 + 1e-9
"""A point on a limit is within it, whatever the last digit does."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A motor at a point. SI and °C; ``nan`` where the published figures do not allow to say.

    Attributes:
        state: continuous; intermittent, beyond the continuous limit but within the peak; fails; or unknown.
        reasons: what fails, the first to meet first; for unknown: ``line`` or ``limit``, what is not published.
        supply, ambient: what was taken, V and °C.
        margin: continuous torque at this speed over the torque, less 1.
        continuous: continuous torque at this speed, N·m.
        reach: speed that the supply allows at this torque, rad/s; not above 0 where it does not turn.
        peak: peak torque, N·m.
        current, power, power_in, efficiency, voltage: at the point; A, W, W, 1, V.
        winding: steady winding temperature, °C; ``inf`` where it only rises.
        ambient_range: published, °C.
    """

    figures: MotorFigures
    point: OperatingPoint
    state: State
    reasons: tuple[Reason, ...] = ()
    supply: float = float("nan")
    ambient: float = USUAL_AMBIENT
    margin: float = float("nan")
    continuous: float = float("nan")
    reach: float = float("nan")
    peak: float = float("nan")
    current: float = float("nan")
    power: float = float("nan")
    power_in: float = float("nan")
    efficiency: float = float("nan")
    voltage: float = float("nan")
    winding: float = float("nan")
    ambient_range: tuple[float | None, float | None] = (None, None)

    @cached_property
    def seconds(self) -> float:
        """How long from cold until the limit, s; ``inf`` for ever."""
        point = self.point
        return float(Machine(self.figures).time_from_cold(torque=point.torque, speed=point.speed, ambient=self.ambient))

    @cached_property
    def duty(self) -> float:
        """The largest usual share of ten minutes that it may run for, 1."""
        duties = np.array(USUAL_DUTIES)
        torques = Machine(self.figures).intermittent_torque(duty=duties, speed=self.point.speed, ambient=self.ambient)
        enough = duties[torques >= self.point.torque]
        return float(enough.max()) if len(enough) else float("nan")

    @property
    def runs(self) -> bool:
        """Whether the motor reaches the point at all."""
        return self.state in ("continuous", "intermittent")

    @property
    def estimated(self) -> bool:
        """Whether a figure stands in that is nobody's: friction or the winding's limit is not published."""
        given = self.figures
        friction = given.friction_torque is not None or given.no_load_current is not None
        return not friction or given.max_winding_temperature is None


def judge_motor(motor: Motor, point: OperatingPoint) -> Verdict:
    """A motor of the catalogue at a point, its published ambient range included."""
    around = (motor.ambient_temperature_min, motor.ambient_temperature_max)
    return judge(motor_figures(motor), point, ambient_range=around)


def judge(
    figures: MotorFigures,
    point: OperatingPoint,
    *,
    ambient_range: tuple[float | None, float | None] = (None, None),
) -> Verdict:
    """A motor's figures at a point, on the point's supply or the motor's own."""
    machine = Machine(figures)
    supply = figures.rated_voltage if point.supply is None else point.supply
    ambient = USUAL_AMBIENT if point.ambient is None else point.ambient
    known: dict[str, Any] = {"figures": figures, "point": point, "ambient": ambient, "ambient_range": ambient_range}
    if supply is None or not machine.has_line or not machine.winding().torque_constant > 0:
        return Verdict(state="unknown", reasons=("line",), **known)
    at = _at(machine, point, supply, ambient)
    reasons = _failures(figures, point, at, supply, ambient_range, ambient)
    state: State = "continuous"
    if reasons:
        state = "fails"
    elif np.isnan(at["continuous"]):
        state, reasons = "unknown", ("limit",)
    elif point.torque > at["continuous"] * SLACK:
        state = "intermittent"
        if at["continuous"] <= 0 or np.isnan(at["peak"]):
            state, reasons = "fails", ("heat",)
    return Verdict(state=state, reasons=reasons, supply=supply, **at, **known)


def _at(machine: Machine, point: OperatingPoint, supply: float, ambient: float) -> dict[str, Any]:
    winding = machine.winding()
    torque, speed = point.torque, point.speed
    current = float(machine.current(torque=torque, speed=speed))
    voltage = float(
        dc.voltage(
            speed=speed,
            current=current,
            resistance=winding.resistance,
            back_emf_constant=winding.back_emf_constant,
        )
    )
    power_in = float(machine.power_in(torque=torque, speed=speed))
    continuous = float(machine.continuous_torque(speed=speed, ambient=ambient))
    return {
        "current": current,
        "voltage": voltage,
        "power": torque * speed,
        "power_in": power_in,
        "efficiency": torque * speed / power_in,
        "winding": float(machine.winding_temperature(torque=torque, speed=speed, ambient=ambient)),
        "continuous": continuous,
        "margin": continuous / torque - 1,
        "reach": float(machine.speed(torque=torque, voltage=supply)),
        "peak": machine.peak_torque,
    }


def _failures(
    figures: MotorFigures,
    point: OperatingPoint,
    at: dict[str, float],
    supply: float,
    ambient_range: tuple[float | None, float | None],
    ambient: float,
) -> tuple[Reason, ...]:
    coldest, warmest = ambient_range
    checks: tuple[tuple[Reason, bool], ...] = (
        ("voltage", at["voltage"] > supply * SLACK),
        ("speed", figures.max_speed is not None and point.speed > figures.max_speed * SLACK),
        ("peak", point.torque > at["peak"] * SLACK),
        (
            "ambient",
            (coldest is not None and ambient < coldest - 1e-9) or (warmest is not None and ambient > warmest + 1e-9),
        ),
    )
    return tuple(reason for reason, fails in checks if fails)
