"""The figures of the speed–torque diagram as a table."""

from dataclasses import dataclass, field

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from catalog.attributes import UnitSystem
from catalog.drawings.axes import SPEED, TORQUE, Axis, Scale, scale_for
from catalog.drawings.curve import Curve
from catalog.physics.figures import MotorFigures
from catalog.quantities import number


@dataclass(frozen=True)
class Column:
    """A column of the table: what it holds, its symbol and its unit."""

    label: str | Promise
    symbol: str
    unit: str


@dataclass(frozen=True)
class CurveTable:
    """The figures of the diagram.

    Attributes:
        columns: headings.
        rows: cells as printed; a dash where nothing is known.
        notes: what a reader must know about them.
    """

    columns: list[Column]
    rows: list[list[str]]
    notes: list[str | Promise] = field(default_factory=list)


_REGIONS = {
    "continuous": gettext_lazy("continuous"),
    "intermittent": gettext_lazy("intermittent"),
    "": gettext_lazy("not published"),
}


def curve_table(
    figures: MotorFigures, *, system: UnitSystem = "si", voltage: float | None = None, ambient: float = 25.0
) -> CurveTable:
    """The figures of the diagram along the careful line: torque, speeds, current, power, efficiency, heat, region.

    Rows stand at the ticks of the torque axis, at the rated torque and at the peak. No rows where there is no line.
    """
    curve = Curve.of(figures, voltage=voltage, ambient=ambient)
    if not curve.has_line:
        return CurveTable([], [], curve.notes)
    size = figures.rated_torque or curve.continuous_at_rest or curve.reach
    torque, speed = scale_for(TORQUE, size, system), scale_for(SPEED, 1.0, system)
    columns = [
        Column(gettext_lazy("Torque"), "M", torque.name),
        Column(gettext_lazy("Speed, cold"), "n", speed.name),
        Column(gettext_lazy("Speed, warm"), "n", speed.name),
        Column(gettext_lazy("Current"), "I", "A"),
        Column(gettext_lazy("Shaft power"), "P", "W"),
        Column(gettext_lazy("Efficiency"), "η", "%"),
        Column(gettext_lazy("Winding, steady"), "T", "°C"),
        Column(gettext_lazy("Region"), "", ""),
    ]
    rows = []
    for each in _table_torques(curve, torque):
        warm = float(curve.machine.speed(torque=each, voltage=curve.voltage))
        cold = float(curve.machine.speed(torque=each, voltage=curve.voltage, line="cold"))
        if warm < 0:
            break
        at = curve.point(each, warm)
        efficiency = number(100 * at["efficiency"], digits=3) if curve.knows_friction and each > 0 else "–"
        rows.append(
            [
                torque.figure(each),
                speed.figure(cold, digits=4),
                speed.figure(warm, digits=4),
                number(at["current"], digits=3),
                number(at["power"], digits=3),
                efficiency,
                _temperature(at["winding"], curve),
                str(_REGIONS[_region(curve, each, warm)]),
            ]
        )
    return CurveTable(columns, rows, curve.notes)


def _table_torques(curve: Curve, scale: Scale) -> list[float]:
    axis = Axis.to(scale, curve.reach, steps=7, start_at=0.0, end_at=1.0)
    named = [each for each in (curve.figures.rated_torque, curve.peak) if each]
    ticks = [tick for tick in axis.ticks if tick <= curve.reach and all(abs(tick / n - 1) > 0.02 for n in named)]
    return sorted([*ticks, *named])


def _temperature(celsius: float, curve: Curve) -> str:
    if np.isnan(celsius):
        return "–"
    limit = curve.machine.winding_limit
    return number(celsius, digits=3) if celsius <= limit * 1.02 else f">\u00a0{number(limit)}"


def _region(curve: Curve, torque: float, speed: float) -> str:
    limit = float(curve.machine.continuous_torque(speed=speed, ambient=curve.ambient))
    if np.isnan(limit):
        return ""
    if torque <= limit * (1 + 1e-9):
        return "continuous"
    return "intermittent" if curve.peak is not None and torque <= curve.peak * (1 + 1e-9) else ""
