"""The speed–torque diagram of a motor."""

from collections.abc import Sequence
from html import escape

import numpy as np
from django.utils.translation import gettext as _

from catalog.attributes import UnitSystem
from catalog.drawings import svg
from catalog.drawings.axes import CURRENT, SPEED, TORQUE, Axis, nice_step, scale_for
from catalog.drawings.curve import Curve
from catalog.physics.constants import Array
from catalog.physics.figures import MotorFigures
from catalog.quantities import number

WIDTH, HEIGHT = 640.0, 470.0
LEFT, RIGHT, TOP, BOTTOM = 62.0, 622.0, 66.0, 422.0
TYPE = 13.0
LARGEST_TYPE = 20.0  # on a phone the picture shrinks and its type is set larger
OTHER_SUPPLIES = (0.5, 0.75, 1.25)
LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.84, 0.88, 0.92, 0.95)


def speed_torque_curve(
    figures: MotorFigures,
    *,
    system: UnitSystem = "si",
    voltage: float | None = None,
    ambient: float = 25.0,
    point: tuple[float, float] | None = None,
    supplies: Sequence[float] | None = None,
    islands: bool = True,
    ident: str = "st",
) -> str:
    """The diagram as SVG; empty where not even a rated point is published.

    Args:
        figures: the motor's, SI and °C.
        system: units of the axes.
        voltage: of the supply, V; the rated one unless given.
        ambient: °C, for the continuous region.
        point: a reader's own operating point: torque in N·m and speed in rad/s.
        supplies: other supplies to show dashed, V; half, three quarters and five quarters unless given.
        islands: whether to draw lines of equal efficiency.
        ident: prefix of the ids inside, unique on the page.
    """
    curve = Curve.of(figures, voltage=voltage, ambient=ambient)
    if not curve.has_anything:
        return ""
    if supplies is None:
        supplies = [share * curve.voltage for share in OTHER_SUPPLIES] if curve.has_line else []
    return _Chart(curve, system=system, point=point, supplies=supplies, islands=islands, ident=ident).draw()


class _Chart:
    """One diagram while it is drawn."""

    def __init__(
        self,
        curve: Curve,
        *,
        system: UnitSystem,
        point: tuple[float, float] | None,
        supplies: Sequence[float],
        islands: bool,
        ident: str,
    ) -> None:
        self.curve, self.point, self.islands, self.ident = curve, point, islands, ident
        self.supplies = [volts for volts in supplies if volts > 0] if curve.has_line else []
        size = curve.figures.rated_torque or curve.continuous_at_rest or curve.reach
        furthest = max(curve.reach, point[0] if point and point[0] < 3 * curve.reach else 0.0)
        self.x = Axis.to(scale_for(TORQUE, size, system), furthest * 1.03, steps=7, start_at=LEFT, end_at=RIGHT)
        self.y = Axis.to(scale_for(SPEED, 1.0, system), self._fastest(), steps=8, start_at=BOTTOM, end_at=TOP)
        self.labels = svg.Labels(svg.Box(LEFT + 2, TOP + 2, WIDTH, BOTTOM - 2), LARGEST_TYPE)

    def _fastest(self) -> float:
        curve = self.curve
        speeds = [curve.rated[1]] if curve.rated else []
        if curve.has_line:
            speeds += [curve.top_speed(voltage=volts) for volts in (curve.voltage, *self.supplies)]
        elif curve.figures.no_load_speed:
            speeds.append(curve.figures.no_load_speed)
        fastest = max(speeds)
        if self.point and self.point[1] < 3 * fastest:
            fastest = max(fastest, self.point[1])
        return fastest * 1.01

    def at(self, torque: float, speed: float) -> svg.Point:
        """A point of the diagram on paper."""
        return self.x.place(torque), self.y.place(speed)

    def draw(self) -> str:
        curve = self.curve
        self._keep_marks_free()
        parts = [self._defs(), self._grid(), self._axes()]
        if curve.has_line:
            # labels of what matters most are placed first, and what has no room stays out
            limits, islands = self._limits(), ""
            lines, regions = self._lines(), self._regions()
            if self.islands and curve.knows_friction:
                islands = self._islands()
            parts += [regions, islands, lines, limits]
        else:
            parts.append(self._published_only())
        parts += [self._rated(), self._point()]
        return svg.document(
            "".join(parts),
            class_="chart",
            width=WIDTH,
            height=HEIGHT,
            ident=self.ident,
            title=self._title(),
            description=describe(curve, self.x, self.y),
        )

    def _title(self) -> str:
        name = self.curve.figures.part_number
        if not np.isfinite(self.curve.voltage):
            return _("Speed–torque diagram of %(part)s") % {"part": name}
        volts = f"{number(self.curve.voltage)}\u00a0V"
        return _("Speed–torque diagram of %(part)s at %(supply)s") % {"part": name, "supply": volts}

    def _keep_marks_free(self) -> None:
        for mark in (self.curve.rated, self.point):
            if mark:
                x, y = self.at(*mark)
                self.labels.keep(svg.Box(x - 8, y - 8, x + 8, y + 8))

    def _defs(self) -> str:
        hatch = svg.tag(
            "pattern",
            svg.tag("path", class_="hatch", d="M0 0V6"),
            id=f"{self.ident}-h",
            width=6,
            height=6,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        plot = svg.tag("rect", x=LEFT, y=TOP, width=RIGHT - LEFT, height=BOTTOM - TOP)
        return svg.tag("defs", hatch + svg.tag("clipPath", plot, id=f"{self.ident}-c"))

    def _grid(self) -> str:
        upright = [svg.tag("path", d=f"M{svg.num(self.x.place(tick))} {TOP:g}V{BOTTOM:g}") for tick in self.x.ticks]
        level = [svg.tag("path", d=f"M{LEFT:g} {svg.num(self.y.place(tick))}H{RIGHT:g}") for tick in self.y.ticks]
        return svg.tag("g", "".join(upright + level), class_="grid")

    def _axes(self) -> str:
        torque, speed = self.point or (float("inf"), float("inf"))
        # the flags of the reader's point cover the ticks beside them
        along = [tick for tick in self.x.ticks if abs(self.x.place(tick) - self.x.place(torque)) > 44]
        up = [tick for tick in self.y.ticks if abs(self.y.place(tick) - self.y.place(speed)) > 16]
        marks = [
            svg.text(self.x.scale.figure(tick), self.x.place(tick), BOTTOM + 18, anchor="middle") for tick in along
        ]
        marks += [
            svg.text(self.y.scale.figure(tick, digits=6), LEFT - 8, self.y.place(tick) + 4, anchor="end") for tick in up
        ]
        names = self._axis_name(_("Torque"), "M", self.x.scale.name, RIGHT, BOTTOM + 38, "end")
        names += self._axis_name(_("Speed"), "n", self.y.scale.name, 8, TOP - 28, "start")
        frame = svg.tag("path", class_="ax", d=f"M{LEFT:g} {TOP:g}V{BOTTOM:g}H{RIGHT:g}")
        return svg.tag("g", "".join(marks), class_="tick") + frame + names + self._current_axis()

    def _axis_name(self, name: str, symbol: str, unit: str, x: float, y: float, anchor: str) -> str:
        words = f'{escape(name)} <tspan class="sy">{symbol}</tspan>, {escape(unit)}'
        return svg.tag("text", words, class_="axl", x=float(x), y=float(y), text_anchor=anchor)

    def _current_axis(self) -> str:
        """Current along the top: it grows with torque, on the careful line and with friction at the rated speed."""
        curve = self.curve
        if not curve.has_line:
            return ""
        machine = curve.machine
        speed = curve.rated[1] if curve.rated else curve.top_speed()
        constant = float(machine.winding("careful").torque_constant)
        friction = float(machine.friction(speed=speed))
        largest = (self.x.end + friction) / constant
        scale = scale_for(CURRENT, largest, "si")
        step = nice_step(largest, 5)
        marks = []
        for index in range(1, int(largest / step + 1e-9) + 1):
            x = self.x.place(index * step * constant - friction)
            if LEFT + 8 <= x <= RIGHT:
                marks.append(svg.tag("path", d=f"M{svg.num(x)} {TOP:g}v-5"))
                marks.append(svg.text(scale.figure(index * step), x, TOP - 9, anchor="middle"))
        line = svg.tag("path", d=f"M{LEFT:g} {TOP:g}H{RIGHT:g}")
        name = self._axis_name(_("Current"), "I", scale.name, RIGHT, TOP - 28, "end")
        return svg.tag("g", "".join(marks) + line, class_="tick top") + name

    def _lines(self) -> str:
        curve = self.curve
        ends: list[tuple[str, str, list[svg.Point]]] = []
        ghosts = []
        for volts in self.supplies:
            drawn = self._paper(*curve.line("careful", voltage=volts))
            if len(drawn) == 2 and drawn[0] != drawn[1]:
                ghosts.append(svg.path(drawn, class_="ghost"))
                ends.append((f"{number(volts)}\u00a0V", "gl", drawn))
        cold, careful = self._paper(*curve.line("cold")), self._paper(*curve.line("careful"))
        shown = [svg.path(cold, class_="cold"), svg.path(careful, class_="vl")]
        supply = f"{number(curve.voltage)}\u00a0V"
        texts = [
            self._line_label(_("%(supply)s, warm") % {"supply": supply}, "vt", careful, below=True),
            self._line_label(_("%(supply)s, cold") % {"supply": supply}, "gl", cold, below=False),
        ]
        texts += [self._line_label(name, class_, drawn, below=False) for name, class_, drawn in ends]
        clipped = svg.tag("g", "".join(ghosts + shown), clip_path=f"url(#{self.ident}-c)")
        return clipped + "".join(texts)

    def _paper(self, torques: Array, speeds: Array) -> list[svg.Point]:
        return svg.points(self.x.at(torques), self.y.at(speeds))

    def _line_label(self, name: str, class_: str, drawn: list[svg.Point], *, below: bool) -> str:
        """The name of a line beside its far end, on the asked side, further in where that is taken."""
        (x0, y0), (x1, y1) = drawn
        if x1 - x0 < 1:
            return ""
        width = svg.text_width(name, TYPE)
        places = []
        for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5):
            x = x0 + (x1 - x0) * share - 4
            slope = (y1 - y0) / (x1 - x0)
            here = y0 + slope * (x - x0)
            before = here - slope * width
            above_y, below_y = min(before, here) - 5, max(before, here) + 14
            # beside a falling line the text must clear its whole width
            places += [(x, below_y if below else above_y, "end")]
        return self.labels.place(name, places, class_=class_)

    def _regions(self) -> str:
        """Continuous region tinted, intermittent one hatched up to the peak torque."""
        curve = self.curve
        careful = self._paper(*curve.line("careful"))
        boundary = curve.continuous
        parts = []
        if boundary is not None:
            edge = self._paper(*boundary)
            corner = edge[-1]
            start = (self.x.place(0.0), self.y.place(0.0))
            if curve.peak is not None and careful[-1][0] > corner[0] + 1:
                end = [corner, careful[-1], (careful[-1][0], BOTTOM)]
                parts.append(self._area([*edge, *end], "r-i", fill=f"url(#{self.ident}-h)"))
            parts.append(self._area([start, *edge, careful[0]], "r-c"))
            parts.append(svg.path(edge, class_="cl"))
            names = self._region_names(edge, careful)
        else:
            names = ""
        if curve.peak is not None and careful[-1][1] < BOTTOM - 0.5:
            x = self.x.place(curve.peak)
            parts.append(svg.tag("path", class_="pk", d=f"M{svg.num(x)} {svg.num(careful[-1][1])}V{BOTTOM:g}"))
        return svg.tag("g", "".join(parts), clip_path=f"url(#{self.ident}-c)") + names

    def _area(self, corners: list[svg.Point], class_: str, fill: str | None = None) -> str:
        listed = " ".join(f"{svg.num(x)},{svg.num(y)}" for x, y in corners)
        return svg.tag("polygon", class_=class_, points=listed, fill=fill)

    def _region_names(self, edge: list[svg.Point], careful: list[svg.Point]) -> str:
        base = BOTTOM - 12.7
        inside = min(x for x, _y in edge)
        parts = []
        if svg.text_width(_("Continuous"), TYPE) + 20 < inside - LEFT:
            parts.append(self.labels.place(_("Continuous"), [(LEFT + 14, base, "start")], class_="rg"))
        beyond = max(x for x, _y in edge) + 14
        room = careful[-1][0] - beyond
        high_enough = careful[-1][1] < base - 16
        if self.curve.peak is not None and high_enough and svg.text_width(_("Intermittent"), TYPE) + 8 < room:
            parts.append(self.labels.place(_("Intermittent"), [(beyond, base, "start")], class_="rg"))
        return "".join(parts)

    def _limits(self) -> str:
        """Peak torque written along its line, permissible speed where it lies inside the diagram."""
        curve, parts = self.curve, []
        if curve.peak is not None:
            x = self.x.place(curve.peak)
            name = _("Peak %(torque)s") % {"torque": self.x.scale.with_unit(curve.peak)}
            if x + 18 < WIDTH:
                middle = (BOTTOM + TOP) / 2 + 90
                turned = f"translate({svg.num(x + 14)} {svg.num(middle)}) rotate(90)"
                half = svg.text_width(name, TYPE) / 2
                self.labels.keep(svg.Box(x + 8, middle - half, x + 20, middle + half))
                parts.append(svg.tag("text", escape(name), class_="pkl", transform=turned, text_anchor="middle"))
        limit = curve.figures.max_speed
        if limit is not None and limit < self.y.end:
            y = self.y.place(limit)
            parts.append(svg.tag("path", class_="pk", d=f"M{LEFT:g} {svg.num(y)}H{RIGHT:g}"))
            name = _("Permissible %(speed)s") % {"speed": self.y.scale.with_unit(limit, digits=4)}
            middle = (LEFT + RIGHT) / 2
            places = [(x, y + lift, "end") for x in (RIGHT - 6, middle + 90, middle - 60) for lift in (-5, 14)]
            parts.append(self.labels.place(name, places, class_="gl"))
        return "".join(parts)

    def _islands(self) -> str:
        """Lines of equal efficiency, cold winding, each with its figure where there is room."""
        curve = self.curve
        torques = np.geomspace(self.x.end / 400, self.x.end, 160)
        lines, names = [], []
        possible = [level for level in LEVELS if np.isfinite(curve.contour(level, torques)[0]).any()]
        for level in possible[-5:]:
            lower, upper = curve.contour(level, torques)
            top = 1.6 * self.y.end
            seen = np.isfinite(lower) & (lower < top)
            if seen.sum() < 2:
                continue
            low = self._paper(torques[seen], lower[seen])
            high = self._paper(torques[seen], np.minimum(upper[seen], top))
            lines.append(svg.path([*reversed(low), *high], class_="eq"))
            inside = [place for place in low if LEFT + 40 < place[0] < RIGHT - 60 and place[1] > TOP + 30]
            places = [(x, y + 4, "middle") for x, y in inside[len(inside) // 3 :: 4] + inside[::4]]
            names.append(self.labels.place(f"{number(level * 100)}\u00a0%", places))
        islands = svg.tag("g", "".join(lines), class_="isl", clip_path=f"url(#{self.ident}-c)")
        return islands + svg.tag("g", "".join(names) or " ", class_="isl-l")

    def _published_only(self) -> str:
        """A dashed line through what is published, where no line can be computed."""
        curve = self.curve
        parts = []
        if curve.figures.no_load_speed and curve.rated:
            ends = [self.at(0.0, curve.figures.no_load_speed), self.at(*curve.rated)]
            parts.append(svg.path(ends, class_="ghost"))
        if curve.peak is not None:
            x = self.x.place(curve.peak)
            parts.append(svg.tag("path", class_="pk", d=f"M{svg.num(x)} {TOP:g}V{BOTTOM:g}"))
        shown = svg.tag("g", "".join(parts), clip_path=f"url(#{self.ident}-c)") if parts else ""
        return shown + self._limits()

    def _rated(self) -> str:
        if self.curve.rated is None:
            return ""
        x, y = self.at(*self.curve.rated)
        dot = svg.tag("circle", class_="np", cx=x, cy=y, r=5)
        name = _("Rated point") if self.curve.rated_is_published else _("Rated current")
        places = [(x + 11, y - 8, "start"), (x + 11, y + 18, "start"), (x - 11, y + 18, "end"), (x - 11, y - 8, "end")]
        return dot + self.labels.place(name, places, class_="npl")

    def _point(self) -> str:
        """The reader's own point with a flag on each axis."""
        if self.point is None or self.point[0] > self.x.end or self.point[1] > self.y.end:
            return ""
        x, y = self.at(*self.point)
        torque, speed = self.x.scale.figure(self.point[0]), self.y.scale.figure(self.point[1], digits=4)
        cross = svg.tag("path", d=f"M{LEFT:g} {svg.num(y)}H{svg.num(x)}V{BOTTOM:g}")
        dot = svg.tag("circle", class_="halo", cx=x, cy=y, r=9) + svg.tag("circle", class_="dot", cx=x, cy=y, r=5.5)
        below = svg.tag("path", class_="flag", d="M0 0l5 6h19v18h-48v-18h19z") + svg.text(
            torque, 0, 19, anchor="middle"
        )
        beside = svg.tag("path", class_="flag", d="M0 0l-6-5v-5h-48v20h48v-5z") + svg.text(
            speed, -30, 5, anchor="middle"
        )
        flags = svg.tag("g", below, transform=f"translate({svg.num(x)} {BOTTOM:g})")
        flags += svg.tag("g", beside, transform=f"translate({LEFT:g} {svg.num(y)})")
        return svg.tag("g", cross + dot + flags, class_="op")


def describe(curve: Curve, x: Axis, y: Axis) -> str:
    """The diagram in words, with its most important figures."""
    said = []
    if curve.has_line:
        speed = y.scale.with_unit(curve.top_speed("careful"), digits=4)
        said.append(_("No-load speed %(speed)s with a warm winding.") % {"speed": speed})
    if curve.continuous is not None:
        torque, at = curve.continuous[0][-1], curve.continuous[1][-1]
        said.append(
            _("Continuous up to %(torque)s at %(speed)s.")
            % {"torque": x.scale.with_unit(float(torque)), "speed": y.scale.with_unit(float(at), digits=4)}
        )
    if curve.peak is not None:
        said.append(_("Peak torque %(torque)s.") % {"torque": x.scale.with_unit(curve.peak)})
    if curve.rated is not None:
        torque, at = curve.rated
        said.append(
            _("Rated point %(torque)s at %(speed)s.")
            % {"torque": x.scale.with_unit(torque), "speed": y.scale.with_unit(at, digits=4)}
        )
    return " ".join(said)
