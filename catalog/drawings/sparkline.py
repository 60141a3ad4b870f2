"""A speed–torque curve as large as a line of text, for tables: all of one table share one scale."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from catalog.attributes import UnitSystem
from catalog.drawings import svg
from catalog.drawings.axes import SPEED, TORQUE, scale_for
from catalog.drawings.curve import Curve
from catalog.physics.figures import MotorFigures

WIDTH, HEIGHT = 104.0, 36.0
LEFT, RIGHT, TOP, BOTTOM = 1.0, 104.0, 2.0, 34.0


@dataclass(frozen=True)
class SparkScale:
    """The ends of both axes that the sparklines of one table share, N·m and rad/s."""

    torque: float
    speed: float


def shared_scale(motors: Iterable[MotorFigures], *, point: tuple[float, float] | None = None) -> SparkScale:
    """The scale that holds every motor of a table and the reader's point.

    A table with one giant would press the others into a corner: the scale ends at the 90th percentile or at the point,
    and what is larger runs out of the picture.
    """
    curves = [Curve.of(figures) for figures in motors]
    torques = [curve.reach for curve in curves if curve.has_anything]
    speeds = [
        curve.top_speed() if curve.has_line else curve.rated[1]  # type: ignore[index]
        for curve in curves
        if curve.has_anything
    ]
    torque = float(np.quantile(torques, 0.9)) if torques else 1.0
    speed = float(np.quantile(speeds, 0.9)) if speeds else 1.0
    if point:
        torque, speed = max(torque, 1.15 * point[0]), max(speed, 1.15 * point[1])
    return SparkScale(torque, speed * 1.04)


def sparkline(
    figures: MotorFigures,
    *,
    scale: SparkScale | None = None,
    point: tuple[float, float] | None = None,
    system: UnitSystem = "si",
) -> str:
    """The curve in 104 × 36; empty where nothing is published that could be drawn.

    Args:
        figures: the motor's.
        scale: shared by the table; the motor's own unless given.
        point: the reader's operating point, torque in N·m and speed in rad/s.
        system: units of the words for those who do not see it.
    """
    curve = Curve.of(figures)
    if not curve.has_anything:
        return ""
    scale = scale or shared_scale([figures], point=point)

    def paper(torques: Sequence[float] | np.ndarray, speeds: Sequence[float] | np.ndarray) -> list[svg.Point]:
        xs = LEFT + np.asarray(torques) / scale.torque * (RIGHT - LEFT)
        ys = BOTTOM - np.asarray(speeds) / scale.speed * (BOTTOM - TOP)
        return svg.points(np.clip(xs, LEFT, 2 * RIGHT), np.clip(ys, -BOTTOM, BOTTOM))

    parts = []
    if curve.has_line:
        line = paper(*curve.line("careful"))
        if curve.continuous is not None:
            parts.append(
                _polygon("r-c", [(LEFT, BOTTOM), *paper(*curve.continuous)[::6], *paper(*_last(curve)), line[0]])
            )
        parts.append(svg.tag("polyline", class_="ln", points=_listed(_cut(line))))
    elif curve.rated:
        (x, y), *_rest = paper([curve.rated[0]], [curve.rated[1]])
        parts.append(svg.tag("circle", class_="ln", cx=x, cy=y, r=2))
    parts.append(svg.tag("path", class_="ax", d=f"M{LEFT:g} 0V{BOTTOM + 1:g}H{RIGHT:g}"))
    if point:
        ((x, y),) = paper([point[0]], [point[1]])
        parts.append(svg.tag("path", class_="pt-x", d=f"M{svg.num(x)} {BOTTOM + 1:g}V{svg.num(y)}H{LEFT:g}"))
        parts.append(svg.tag("circle", class_="pt", cx=x, cy=y, r=2.6))
    return svg.tag(
        "svg",
        "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        class_="spark",
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        width=int(WIDTH),
        height=int(HEIGHT),
        role="img",
        aria_label=_words(curve, system),
    )


def _last(curve: Curve) -> tuple[list[float], list[float]]:
    torques, speeds = curve.continuous  # type: ignore[misc]
    return [float(torques[-1])], [float(speeds[-1])]


def _cut(line: list[svg.Point]) -> list[svg.Point]:
    """The line as far as the picture reaches."""
    (x0, y0), (x1, y1) = line
    if x1 <= RIGHT:
        return line
    share = (RIGHT - x0) / (x1 - x0)
    return [(x0, y0), (RIGHT, y0 + share * (y1 - y0))]


def _listed(places: list[svg.Point]) -> str:
    return " ".join(f"{svg.num(x)},{svg.num(y)}" for x, y in places)


def _polygon(class_: str, places: list[svg.Point]) -> str:
    inside = [(min(x, RIGHT), max(y, 0.0)) for x, y in places]
    return svg.tag("polygon", class_=class_, points=_listed(inside))


def _words(curve: Curve, system: UnitSystem) -> str:
    speed_scale = scale_for(SPEED, 1.0, system)
    said = []
    if curve.has_line:
        said.append(_("%(speed)s at no load") % {"speed": speed_scale.with_unit(curve.top_speed(), digits=4)})
    if curve.peak is not None:
        torque = scale_for(TORQUE, curve.peak, system).with_unit(curve.peak)
        said.append(_("%(torque)s peak") % {"torque": torque})
    if curve.rated is not None:
        torque = scale_for(TORQUE, curve.rated[0], system).with_unit(curve.rated[0])
        said.append(_("%(torque)s rated") % {"torque": torque})
    return _("Speed over torque: %(figures)s") % {"figures": ", ".join(said)}
