"""Pictures drawn from a part's own figures: diagrams, their tables, dimension drawings.

What is drawn here takes a product as the catalogue stores it. The modules beside this file take plain figures.
"""

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise

from catalog.attributes import UnitSystem
from catalog.drawings import sparkline as _sparkline
from catalog.drawings import speed_torque as _speed_torque
from catalog.drawings import table as _table
from catalog.drawings.curve import Curve
from catalog.drawings.dimensions import dimension_drawing, dimension_dxf
from catalog.drawings.portraits import portrait, portraits
from catalog.drawings.sparkline import SparkScale
from catalog.drawings.table import CurveTable
from catalog.drawings.three_quarter import three_quarter
from catalog.drawings.torque_speed_map import Dots, torque_speed_map
from catalog.models import Motor
from catalog.physics_inputs import motor_figures

__all__ = [
    "CurveTable",
    "Dots",
    "SparkScale",
    "curve_notes",
    "curve_table",
    "dimension_drawing",
    "dimension_dxf",
    "portrait",
    "portraits",
    "shared_scale",
    "sparkline",
    "speed_torque_curve",
    "three_quarter",
    "torque_speed_map",
]


def speed_torque_curve(
    motor: Motor,
    *,
    system: UnitSystem = "si",
    voltage: float | None = None,
    ambient: float = 25.0,
    point: tuple[float, float] | None = None,
    supplies: Sequence[float] | None = None,
    islands: bool = True,
    ident: str = "st",
) -> str:
    """The speed–torque diagram of a motor as SVG; empty where not even a rated point is published.

    ``voltage`` in V (the rated one unless given), ``ambient`` in °C, ``point`` the reader's torque in N·m and speed in
    rad/s, ``supplies`` other voltages to show dashed, ``ident`` a prefix that makes the ids unique on the page.
    """
    return _speed_torque.speed_torque_curve(
        motor_figures(motor),
        system=system,
        voltage=voltage,
        ambient=ambient,
        point=point,
        supplies=supplies,
        islands=islands,
        ident=ident,
    )


def curve_table(
    motor: Motor, *, system: UnitSystem = "si", voltage: float | None = None, ambient: float = 25.0
) -> CurveTable:
    """The figures of the diagram: ``columns`` (label, symbol, unit), ``rows`` of printed cells, ``notes``."""
    return _table.curve_table(motor_figures(motor), system=system, voltage=voltage, ambient=ambient)


def curve_notes(motor: Motor, *, voltage: float | None = None) -> list[str | Promise]:
    """Sentences on what the diagram assumes and on what is missing."""
    return Curve.of(motor_figures(motor), voltage=voltage).notes


def shared_scale(motors: Iterable[Motor], *, point: tuple[float, float] | None = None) -> SparkScale:
    """The scale that the sparklines of one table share."""
    return _sparkline.shared_scale([motor_figures(motor) for motor in motors], point=point)


def sparkline(
    motor: Motor,
    *,
    scale: SparkScale | None = None,
    point: tuple[float, float] | None = None,
    system: UnitSystem = "si",
) -> str:
    """The curve as large as a line of text; empty where nothing is published that could be drawn."""
    return _sparkline.sparkline(motor_figures(motor), scale=scale, point=point, system=system)
