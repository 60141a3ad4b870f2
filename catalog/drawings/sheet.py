"""A drawing sheet: outlines, dimensions with arrows, leaders and text, in the classes of the shop's style sheet.

Coordinates are paper units of which 900 are 250 mm. A ``View`` puts a part's millimetres onto the sheet, y upwards.
Line classes: ``o`` visible outline, ``t`` thin, ``hid`` hidden, ``ctr`` centre, ``ext`` and ``d`` dimension lines.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from catalog.drawings import svg
from catalog.drawings.svg import Box, Point, num

WIDTH = 900.0
UNITS_PER_MM = WIDTH / 250.0
TOP = 100.0
LEFT = 146.0
RIGHT = 96.0
BETWEEN = 112.0
TALLEST = 300.0
TYPE = 13.0
LINE = 16.0
ARROW = 10.0
GAP = 3.0
BEYOND = 5.0
_STEPS = (1, 1.2, 1.5, 1.8, 2, 2.5, 3, 4, 5, 6, 8, 10)
SCALES = (*reversed(_STEPS), *(1 / step for step in _STEPS[1:]), 1 / 15, 1 / 20, 1 / 50)


def scale_to_fit(largest: float) -> float | None:
    """The largest scale of ours (paper mm over part mm) not above this one; None where not even 1:50 fits."""
    return next((scale for scale in SCALES if scale <= largest * (1 + 1e-9)), None)


def scale_name(scale: float) -> str:
    """A scale as it is written: 2:1, 1:2.5."""
    return f"{num(scale)}:1" if scale >= 1 else f"1:{num(1 / scale)}"


def scale_words(scale: float) -> str:
    """A scale with the width at which it holds."""
    return _("Scale %(scale)s at 250 mm width") % {"scale": scale_name(scale)}


@dataclass
class Sheet:
    """What has been drawn so far.

    Attributes:
        ident: prefix of the ids inside, unique on the page.
        figure: prints a length in mm in the reader's unit.
        views: the views on it, the side view first.
    """

    ident: str
    figure: Callable[[float], str]
    views: list["View"] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    bottom: float = 0.0

    def path(self, class_: str, places: Sequence[Point], *, close: bool = False) -> None:
        """A broken line."""
        self.parts.append(svg.path(places, class_=class_, close=close))
        self.bottom = max([self.bottom, *(y for _x, y in places)])

    def raw(self, class_: str, d: str) -> None:
        """A path with curves."""
        self.parts.append(svg.tag("path", class_=class_, d=d))

    def circle(self, class_: str, centre: Point, radius: float) -> None:
        """A circle."""
        self.parts.append(svg.tag("circle", class_=class_, cx=centre[0], cy=centre[1], r=float(radius)))
        self.bottom = max(self.bottom, centre[1] + radius)

    def text(self, content: str, x: float, y: float, *, anchor: str = "start", class_: str | None = None) -> None:
        """A level text; its rectangle is remembered."""
        self.parts.append(svg.text(content, x, y, anchor=anchor, class_=class_))
        box = svg.text_box(content, x, y, size=TYPE, anchor=anchor)
        self.boxes.append(box)
        self.bottom = max(self.bottom, box.bottom)

    def upright(self, content: str, x: float, y: float) -> None:
        """A text that reads from below, centred at a point; its rectangle is remembered."""
        turned = f"translate({num(x)} {num(y)}) rotate(-90)"
        self.parts.append(svg.tag("text", svg.escaped(content), transform=turned, text_anchor="middle"))
        half = svg.text_width(content, TYPE) / 2
        self.boxes.append(Box(x - 0.78 * TYPE, y - half, x + 0.24 * TYPE, y + half))

    def dimension(self, class_places: Sequence[Point], *, start: bool = True, end: bool = True) -> None:
        """A dimension line with arrows at its ends."""
        mark = f"url(#{self.ident}-ar)"
        d = "M" + "L".join(f"{num(x)} {num(y)}" for x, y in class_places)
        self.parts.append(
            svg.tag("path", class_="d", marker_start=mark if start else None, marker_end=mark if end else None, d=d)
        )

    def across(self, left: Point, right: Point, level: float, content: str, *, outside: str = "left") -> None:
        """A level dimension between two points, its line at ``level``.

        Too narrow for its arrows, they point in from outside and the text stands at the ``outside`` end.
        """
        self._extend([left, right], level=level)
        (x0, _y0), (x1, _y1) = left, right
        if x1 - x0 >= max(2.4 * ARROW, svg.text_width(content, TYPE) + 4):
            self.dimension([(x0, level), (x1, level)])
            self.text(content, (x0 + x1) / 2, level - 6, anchor="middle")
            return
        if x1 - x0 >= 2.4 * ARROW:
            self.dimension([(x0, level), (x1, level)])
        else:
            self.dimension([(x0 - 20, level), (x0, level)], start=False)
            self.dimension([(x1 + 20, level), (x1, level)], start=False)
        reach = 24 if x1 - x0 < 2.4 * ARROW else 6
        if outside == "left":
            self.text(content, x0 - reach, level + 4, anchor="end")
        else:
            self.text(content, x1 + reach, level + 4)

    def upward(self, top: Point, bottom: Point, level: float, content: str) -> None:
        """An upright dimension between two points, its line at x = ``level``, the text to its left."""
        for x, y in (top, bottom):
            side = -1.0 if level < x else 1.0
            self.path("ext", [(x + side * GAP, y), (level + side * BEYOND, y)])
        (_x0, y0), (_x1, y1) = top, bottom
        tall = y1 - y0
        if tall >= 2.4 * ARROW:
            self.dimension([(level, y0), (level, y1)])
        else:
            self.dimension([(level, y0 - 20), (level, y0)], start=False)
            self.dimension([(level, y1 + 20), (level, y1)], start=False)
        width = svg.text_width(content, TYPE)
        beside = y1 + 26 + width / 2 if tall < 2.4 * ARROW else (y0 + y1) / 2
        self.upright(content, level - 6, beside)

    def _extend(self, places: Sequence[Point], *, level: float) -> None:
        for x, y in places:
            side = 1.0 if level > y else -1.0
            self.path("ext", [(x, y + side * GAP), (x, level + side * BEYOND)])

    def leader(self, tip: Point, elbow: Point, lines: Sequence[str], *, centre: float | None = None) -> None:
        """An arrow on a point and, below the elbow, lines of text centred there or at ``centre``."""
        self.dimension([tip, elbow], end=False)
        widest = max(svg.text_width(line, TYPE) for line in lines)
        middle = min(elbow[0] if centre is None else centre, WIDTH - 8 - widest / 2)
        for index, line in enumerate(lines):
            self.text(line, middle, elbow[1] + 15 + index * LINE, anchor="middle")

    def title_strip(self, part_number: str, words: Sequence[str], notes: Sequence[str] = ()) -> float:
        """Notes, then part number, unit, scale and the first-angle sign; returns the height of the sheet."""
        y = self.bottom + 26
        for note in notes:
            self.text(note, 14, y)
            y += LINE + 6
        self.path("ext", [(14, y), (WIDTH - 14, y)])
        self.parts.append('<g class="tb">')
        y += 24
        self.text(part_number, 14, y, class_="mono")
        x = max(160.0, 14 + 0.66 * TYPE * len(part_number) + 24)
        for word in words:
            self.text(word, x, y)
            x += svg.text_width(word, TYPE) + 30
        self.parts.append("</g>")
        self._first_angle(WIDTH - 62, y - 5)
        return y + 14

    def _first_angle(self, x: float, y: float) -> None:
        self.path("t", [(x - 38, y - 6), (x - 14, y - 9), (x - 14, y + 9), (x - 38, y + 6)], close=True)
        self.path("ctr", [(x - 42, y), (x - 10, y)])
        for radius in (9.0, 6.0):
            self.circle("t", (x + 12, y), radius)
        self.path("ctr", [(x, y), (x + 24, y)])
        self.path("ctr", [(x + 12, y - 12), (x + 12, y + 12)])

    def svg(self, *, height: float, title: str, description: str) -> str:
        """The sheet as a picture."""
        arrow = svg.tag(
            "marker",
            svg.tag("path", d="M0 .6L12 3 0 5.4z"),
            id=f"{self.ident}-ar",
            viewBox="0 0 12 6",
            refX=12,
            refY=3,
            markerWidth=10,
            markerHeight=5,
            orient="auto-start-reverse",
            markerUnits="userSpaceOnUse",
        )
        stack = svg.tag(
            "pattern",
            svg.tag("path", class_="thin", d="M2 0V8"),
            id=f"{self.ident}-lam",
            width=4,
            height=8,
            patternUnits="userSpaceOnUse",
        )
        return svg.document(
            svg.tag("defs", arrow + stack) + "".join(self.parts),
            class_="dim",
            width=WIDTH,
            height=height,
            ident=self.ident,
            title=title,
            description=description,
        )


@dataclass(frozen=True)
class View:
    """One view of the part on the sheet: millimetres with y upwards from an origin on paper.

    Attributes:
        sheet: where it is drawn.
        x, y: the origin on paper.
        k: paper units a millimetre.
    """

    sheet: Sheet
    x: float
    y: float
    k: float

    def __post_init__(self) -> None:
        self.sheet.views.append(self)

    def at(self, x: float, y: float) -> Point:
        """A point in millimetres on paper."""
        return self.x + x * self.k, self.y - y * self.k

    def path(self, class_: str, places: Sequence[Point], *, close: bool = False) -> None:
        """A broken line in millimetres."""
        self.sheet.path(class_, [self.at(*place) for place in places], close=close)

    def rect(self, class_: str, left: float, right: float, half: float, *, chamfer: float = 0.0) -> None:
        """A rectangle about the axis, its corners chamfered."""
        c = min(chamfer, half / 12, (right - left) / 6)
        corners = [(left + c, half), (right - c, half), (right, half - c), (right, -half + c)]
        corners += [(right - c, -half), (left + c, -half), (left, -half + c), (left, half - c)]
        if not c:
            corners = [(left, half), (right, half), (right, -half), (left, -half)]
        self.path(class_, corners, close=True)

    def circle(self, class_: str, x: float, y: float, radius: float) -> None:
        """A circle in millimetres."""
        self.sheet.circle(class_, self.at(x, y), radius * self.k)

    def cross(self, x: float, y: float, reach: float) -> None:
        """Centre lines of a round thing of this radius."""
        r = reach + 6 / self.k
        self.path("ctr", [(x - r, y), (x + r, y)])
        self.path("ctr", [(x, y - r), (x, y + r)])

    def rounded(self, class_: str, half: float, radius: float) -> None:
        """A square about the origin with round corners."""
        (x0, y0), side, r = self.at(-half, half), 2 * half * self.k, radius * self.k
        self.sheet.parts.append(svg.tag("rect", class_=class_, x=x0, y=y0, width=side, height=side, rx=r))
        self.sheet.bottom = max(self.sheet.bottom, y0 + side)

    def d_cut(self, class_: str, radius: float, flat: float) -> None:
        """A circle about the origin with a flat at height ``flat`` above the centre."""
        reach = math.sqrt(max(radius**2 - flat**2, 0.0))
        (x0, y0), (x1, _y1), r = self.at(-reach, flat), self.at(reach, flat), num(radius * self.k)
        self.sheet.raw(class_, f"M{num(x0)} {num(y0)}A{r} {r} 0 1 0 {num(x1)} {num(y0)}Z")
