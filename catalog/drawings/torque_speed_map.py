"""Every motor of a catalogue or a family as a dot: rated speed over rated torque, both logarithmic."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.attributes import UnitSystem
from catalog.attributes.kinds import POWER
from catalog.drawings import svg
from catalog.drawings.axes import SPEED, TORQUE, LogAxis, scale_for

WIDTH, HEIGHT = 620.0, 410.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 604.0, 32.0, 366.0
TYPE = 13.0
POWERS = (1, 10, 50, 200, 800, 3000)


@dataclass(frozen=True)
class Dots:
    """Motors of one colour.

    Attributes:
        points: (torque in N·m, speed in rad/s) of each.
        label: written where most of them lie; empty for none.
        high_torque: drawn in the second colour.
    """

    points: Sequence[tuple[float, float]]
    label: str | Promise = ""
    high_torque: bool = False


def torque_speed_map(
    groups: Sequence[Dots],
    *,
    system: UnitSystem = "si",
    point: tuple[float, float] | None = None,
    ident: str = "map",
) -> str:
    """The map as SVG; empty where no motor has both figures.

    Args:
        groups: the motors, by colour.
        system: units of the axes.
        point: the reader's operating point, torque in N·m and speed in rad/s.
        ident: prefix of the ids inside, unique on the page.
    """
    every = np.array([each for group in groups for each in group.points if min(each) > 0], dtype=float)
    if not len(every):
        return ""
    marks = np.vstack([every, [point]]) if point and min(point) > 0 else every
    (low_torque, low_speed), (high_torque, high_speed) = marks.min(axis=0) / 1.3, marks.max(axis=0) * 1.3
    middle = float(np.median(every[:, 0]))
    x = LogAxis(scale_for(TORQUE, max(middle, 0.1), system), low_torque, high_torque, LEFT, RIGHT)
    y = LogAxis(scale_for(SPEED, 1.0, system), low_speed, high_speed, BOTTOM, TOP)
    labels = svg.Labels(svg.Box(LEFT + 2, TOP + 2, RIGHT, BOTTOM - 2), TYPE)
    count = len(every)
    words = ngettext(
        "Rated speed over rated torque of %(count)d motor on logarithmic scales, with lines of equal power",
        "Rated speed over rated torque of %(count)d motors on logarithmic scales, with lines of equal power",
        count,
    ) % {"count": count}
    content = _grid(x, y) + _powers(x, y, labels, system, ident) + "".join(_dots(group, x, y) for group in groups)
    content += _axes(x, y) + "".join(_name(group, x, y, labels) for group in groups) + _point(point, x, y)
    return svg.document(
        content,
        class_="chart map",
        width=WIDTH,
        height=HEIGHT,
        ident=ident,
        title=words,
        description=_("Torque from %(low)s to %(high)s.")
        % {"low": x.scale.with_unit(float(every[:, 0].min())), "high": x.scale.with_unit(float(every[:, 0].max()))},
    )


def _grid(x: LogAxis, y: LogAxis) -> str:
    upright = [svg.tag("path", d=f"M{svg.num(x.place(tick))} {TOP:g}V{BOTTOM:g}") for tick in x.ticks]
    level = [svg.tag("path", d=f"M{LEFT:g} {svg.num(y.place(tick))}H{RIGHT:g}") for tick in y.ticks]
    return svg.tag("g", "".join(upright + level), class_="grid")


def _axes(x: LogAxis, y: LogAxis) -> str:
    marks = [svg.text(x.scale.figure(tick), x.place(tick), BOTTOM + 17, anchor="middle") for tick in x.ticks]
    marks += [svg.text(y.scale.figure(tick, digits=6), LEFT - 8, y.place(tick) + 4, anchor="end") for tick in y.ticks]
    frame = svg.tag("path", class_="ax", d=f"M{LEFT:g} {TOP:g}V{BOTTOM:g}H{RIGHT:g}")
    names = svg.text(f"{_('Rated torque')}, {x.scale.name}", RIGHT, BOTTOM + 36, anchor="end", class_="axl")
    names += svg.text(f"{_('Rated speed')}, {y.scale.name}", 8, TOP - 8, class_="axl")
    return svg.tag("g", "".join(marks), class_="tick") + frame + names


def _powers(x: LogAxis, y: LogAxis, labels: svg.Labels, system: UnitSystem, ident: str) -> str:
    """Lines of equal shaft power; on logarithmic scales they are straight."""
    lines, names = [], []
    ends = np.array([x.low, x.high])
    for watts in POWERS:
        ys = y.at(watts / ends)
        if max(ys) < TOP or min(ys) > BOTTOM:
            continue
        lines.append(svg.path([(LEFT, float(ys[0])), (RIGHT, float(ys[1]))], class_="eq"))
        slope = float(ys[1] - ys[0]) / (RIGHT - LEFT)
        at_top = (LEFT + (TOP + 16 - float(ys[0])) / slope + 5, TOP + 16, "start")
        at_left = (LEFT + 56, float(ys[0]) + slope * 56 - 3, "start")
        names.append(labels.place(scale_for(POWER, watts, system).with_unit(watts), [at_top, at_left], class_="isot"))
    clip = svg.tag("rect", x=LEFT, y=TOP, width=RIGHT - LEFT, height=BOTTOM - TOP)
    defs = svg.tag("defs", svg.tag("clipPath", clip, id=f"{ident}-c"))
    return defs + svg.tag("g", "".join(lines), class_="iso", clip_path=f"url(#{ident}-c)") + "".join(names)


def _dots(group: Dots, x: LogAxis, y: LogAxis) -> str:
    places = sorted({(round(x.place(m)), round(y.place(n))) for m, n in group.points if m > 0 and n > 0})
    d = "".join(f"M{px} {py}h0" for px, py in places)
    return svg.tag("path", class_="pts ht" if group.high_torque else "pts", d=d) if d else ""


def _name(group: Dots, x: LogAxis, y: LogAxis, labels: svg.Labels) -> str:
    """The group's name below its dots, at the side where they lie."""
    sound = [(x.place(m), y.place(n)) for m, n in group.points if m > 0 and n > 0]
    if not group.label or not sound:
        return ""
    right = float(np.median([px for px, _py in sound])) > (LEFT + RIGHT) / 2
    base = float(np.quantile([py for _px, py in sound], 0.02 if right else 0.98))
    side, anchor = (RIGHT - 4, "end") if right else (LEFT + 17, "start")
    places = [(side, base + (-14 if right else 26) + shift, anchor) for shift in (0, 18, -18, 36, -36)]
    return labels.place(str(group.label), places, class_="fam")


def _point(point: tuple[float, float] | None, x: LogAxis, y: LogAxis) -> str:
    if not point or min(point) <= 0:
        return ""
    px, py = x.place(point[0]), y.place(point[1])
    cross = svg.tag("path", d=f"M{LEFT:g} {svg.num(py)}H{svg.num(px)}V{BOTTOM:g}")
    dots = svg.tag("circle", class_="halo", cx=px, cy=py, r=10) + svg.tag("circle", class_="dot", cx=px, cy=py, r=5.5)
    return svg.tag("g", cross + dots, class_="op")
