"""Parts as they look, small beside others or large where no finer picture exists, from their own dimensions.

Several parts may share one scale. The colours are those of metal, so they are written into the picture; they stand on
the shop's stage, pale or mid grey. What is not published (caps, ribs, the sweep of the leads) shows only the kind of
thing. `three_quarter` draws a motor of known finish in full.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import escape
from typing import Any

from catalog.drawings.outlines import Case, Disc, Outline, case_of, disc_of, outline_of
from catalog.drawings.solids import VIEW, Colour, Point, Space, circle, dot, edges, project, rounded_square, shade
from catalog.drawings.svg import num
from catalog.models import Product

Shape = Outline | Disc | Case

SILVER, DARK, BLACK, STEEL, HOLE = (196, 199, 202), (64, 67, 72), (52, 55, 60), (222, 224, 226), (46, 48, 52)
ANODISED = (112, 118, 126)
GLOSS = 0.12
LEADS = ("#c8352c", "#d7b63a", "#3a62b8", "#2f8a4d", "#e6e4df", "#222428", "#d07a2d", "#7b5aa6")
_DASH = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="thumb bare" viewBox="0 0 112 80" width="112" height="80" '
    'aria-hidden="true"><path d="M46 40h20" stroke="#7b8087" stroke-width="2"/></svg>'
)
EDGE = 0.02  # of the picture's larger side, left free all round


@dataclass
class Picture:
    """A picture while it is drawn: its elements from back to front, and how far they reach (mm on paper)."""

    small: bool
    parts: list[str] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)

    @property
    def strips(self) -> int:
        """Into how many strips a quarter of a round body is cut."""
        return 3 if self.small else 10

    @property
    def corner(self) -> int:
        """Into how many strips a rounded corner is cut."""
        return 1 if self.small else 5

    def place(self, value: float) -> str:
        """A coordinate, as fine as the picture is large."""
        return num(round(value, 1) if self.small else value)

    def polygon(self, points: Sequence[Space], paint: str) -> None:
        """A plane shape; its own colour along its edge closes the seams between neighbours."""
        places = [project(*point) for point in points]
        self._reach(places)
        listed = "L".join(f"{self.place(x)} {self.place(y)}" for x, y in places)
        self.parts.append(f'<path d="M{listed}Z" fill="{paint}" stroke="{paint}"/>')

    def line(self, points: Sequence[Space], colour: str, width: float) -> None:
        """A smooth line through two ends and two handles."""
        places = [project(*point) for point in points]
        self._reach(places)
        (x0, y0), *rest = places
        handles = " ".join(f"{x:.1f} {y:.1f}" for x, y in rest)
        self.parts.append(
            f'<path d="M{x0:.1f} {y0:.1f}C{handles}" fill="none" stroke="{colour}" stroke-width="{num(width)}" '
            'stroke-linecap="round"/>'
        )

    def flat(self, content: str, front: float) -> None:
        """Something drawn flat, laid on a plane across the shaft: ``content`` has x to the right and y upwards."""
        self._lay(content, (0.0, 0.0, front), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0))

    def on_top(self, content: str, middle: Space) -> None:
        """Something that lies on top and is read from the left, along the shaft."""
        self._lay(content, middle, (0.0, 0.0, 1.0), (1.0, 0.0, 0.0))

    def _lay(self, content: str, origin: Space, right: Space, up: Space) -> None:
        (xr, yr), (xu, yu), (x0, y0) = project(*right), project(*up), project(*origin)
        matrix = " ".join(f"{value:.3f}" for value in (xr, yr, xu, yu, x0, y0))
        self.parts.append(f'<g transform="matrix({matrix})">{content}</g>')

    def prism(self, outline: Sequence[Point], rear: float, front: float, colour: Colour) -> None:
        """An outline drawn out along the shaft: the sides that are seen, then the front."""
        for (x0, y0), (x1, y1), normal in edges(outline):
            if dot(normal, VIEW) > 0:
                corners = [(x0, y0, rear), (x1, y1, rear), (x1, y1, front), (x0, y0, front)]
                self.polygon(corners, shade(colour, normal, GLOSS))
        self.polygon([(x, y, front) for x, y in outline], shade(colour, (0.0, 0.0, 1.0), GLOSS / 2))

    def cylinder(self, radius: float, rear: float, front: float, colour: Colour) -> None:
        """A round body about the shaft."""
        self.prism(circle(radius, steps=4 * self.strips), rear, front, colour)

    def _reach(self, places: Sequence[tuple[float, float]]) -> None:
        self.xs += [x for x, _y in places]
        self.ys += [y for _x, y in places]

    def filling(self, width: float, height: float) -> float:
        """Millimetres for one unit of a frame that the picture just fills."""
        return max(self.width / width, self.height / height)

    @property
    def width(self) -> float:
        """On paper, mm."""
        return max(self.xs) - min(self.xs)

    @property
    def height(self) -> float:
        """On paper, mm."""
        return max(self.ys) - min(self.ys)


def portrait(product: Product, *, width: int = 640, height: int = 440) -> str:
    """The picture of one part as SVG, as large as its frame allows; empty where its size is not published."""
    shape = _shape(product)
    if shape is None:
        return ""
    picture = _drawn(product.kind, shape, _finish(product), False)
    return _framed(picture, 1.0, width, height, product.part_number)


def portraits(products: Sequence[Product], *, width: int = 112, height: int = 80) -> list[str]:
    """Small pictures of several parts, all at one scale, without words; a dash for a part of unknown size."""
    shapes = [_shape(product) for product in products]
    pictures = [
        _drawn(product.kind, replace(shape, part_number=""), _finish(product), True) if shape else None
        for product, shape in zip(products, shapes, strict=True)
    ]
    largest = max((picture.filling(width, height) for picture in pictures if picture), default=1.0)
    return [
        _framed(picture, largest / picture.filling(width, height), width, height, "") if picture else _DASH
        for picture in pictures
    ]


def _finish(product: Product) -> str:
    return str(getattr(product, "finish", "") or "")


def _shape(product: Product) -> Shape | None:
    """The measures of a part; a motor of which only the body is known is a body."""
    if product.kind == "driver":
        return case_of(product)
    if product.kind in ("encoder", "brake"):
        return disc_of(product)
    if (outline := outline_of(product)) or not (product.frame_size and product.body_length):
        return outline
    return Outline(
        part_number=product.part_number,
        size=1000 * product.frame_size,
        length=1000 * product.body_length,
        shaft_diameter=0.0,
        shaft_length=0.0,
        square=getattr(product, "frame_shape", "") == "square",
    )


@lru_cache(maxsize=1024)
def _drawn(kind: str, shape: Shape, finish: str, small: bool) -> Picture:
    """The picture of these measures: the windings of one motor share it, and so do the pages that show it."""
    picture = Picture(small)
    _DRAWERS[kind](picture, shape, finish)
    return picture


def _framed(picture: Picture, smaller: float, width: int, height: int, name: str) -> str:
    """The picture in the middle of its frame, ``smaller`` times as small as would fill it."""
    unit = picture.filling(width, height) * smaller * (1 + 2 * EDGE)
    left = (max(picture.xs) + min(picture.xs) - unit * width) / 2
    top = (max(picture.ys) + min(picture.ys) - unit * height) / 2
    box = " ".join(num(value) for value in (left, top, unit * width, unit * height))
    said = f'role="img" aria-label="{escape(name)}"' if name else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{"picture" if name else "thumb"}" viewBox="{box}" '
        f'width="{width}" height="{height}" {said}><g stroke-width="{num(1.1 * unit)}" stroke-linejoin="round">'
        f"{''.join(picture.parts)}</g></svg>"
    )


def _motor(picture: Picture, part: Outline, finish: str) -> None:
    _leads(picture, part)
    if part.square:
        _square_body(picture, part)
    elif part.outer_rotor:
        _bell(picture, part)
    else:
        _round_body(picture, part, finish)
    _face(picture, part)


def _square_body(picture: Picture, part: Outline) -> None:
    """Cap, stack or housing, cap."""
    cap = 0.16 * part.length
    ends = SILVER if part.laminations else BLACK
    outer = rounded_square(part.size, 0.08 * part.size, picture.corner)
    inner = rounded_square(0.98 * part.size, 0.09 * part.size, picture.corner)
    picture.prism(outer, -part.length, cap - part.length, ends)
    picture.prism(inner, cap - part.length, -cap, DARK if part.laminations else BLACK)
    picture.prism(outer, -cap, 0.0, ends)


def _round_body(picture: Picture, part: Outline, finish: str) -> None:
    cap = 0.16 * part.length
    radius = part.size / 2
    picture.cylinder(radius, -part.length, cap - part.length, SILVER)
    picture.cylinder(radius * 0.985, cap - part.length, -cap, ANODISED if finish == "anodised" else BLACK)
    picture.cylinder(radius, -cap, 0.0, SILVER)


def _bell(picture: Picture, part: Outline) -> None:
    """An outer rotor: the bell that turns, between two flanges."""
    radius, length = part.size / 2, part.length
    picture.cylinder(radius * 0.96, -length, -0.86 * length, BLACK)
    picture.cylinder(radius, -0.86 * length, -0.22 * length, SILVER)
    picture.cylinder(radius * 0.975, -0.22 * length, 0.0, BLACK)


def _face(picture: Picture, part: Outline) -> None:
    """What is seen on the flange: holes, pilot, bearing, shaft."""
    rings = [_ring(y, z, part.hole_diameter / 2, HOLE) for y, z in part.hole_places()] if part.holes else []
    if rings:
        picture.flat("".join(rings), 0.0)
    front = 0.0
    if part.pilot_diameter and part.pilot_length:
        front = part.pilot_length
        picture.cylinder(part.pilot_diameter / 2, 0.0, front, SILVER)
    if not part.shaft_length:
        return
    bearing = part.bearing_diameter / 2 or 1.4 * part.shaft_diameter
    rings = [_ring(0, 0, bearing, HOLE), _ring(0, 0, bearing * 0.82, STEEL), _ring(0, 0, bearing * 0.62, DARK)]
    picture.flat("".join(rings), front)
    _shaft(picture, part, front)


def _shaft(picture: Picture, part: Outline, front: float) -> None:
    radius, end = part.shaft_diameter / 2, part.shaft_length
    profile = circle(radius, steps=4 * picture.strips)
    begin = front
    if part.shaft_form == "D-cut":
        begin = max(front, 0.3 * end)
        picture.prism(profile, front, begin, STEEL)
        profile = [(x, min(y, part.flat_height)) for x, y in profile]
    picture.prism(profile, begin, end, STEEL)
    if part.shaft_form == "keyway":
        half, near, far = 0.15 * part.shaft_diameter, 0.9 * end, 0.35 * end
        slot = [(-half, radius, far), (-half, radius, near), (half, radius, near), (half, radius, far)]
        picture.polygon(slot, shade(HOLE, (0.0, 1.0, 0.0)))


def _leads(picture: Picture, part: Outline) -> None:
    """Flying leads from the back, bent towards the reader's left; their number is published, their sweep is not."""
    count = min(part.lead_count, 4 if picture.small else len(LEADS))
    size, back = part.size, -part.length
    for index in range(count):
        aside = (index - count / 2) * 0.035 * size
        start = (-0.42 * size, -0.28 * size + aside, back + 0.06 * size)
        out = (-0.5 * size, -0.25 * size + aside, back - 0.2 * size)
        down = (-0.8 * size, -0.6 * size + aside, back - 0.1 * size)
        end = (-0.6 * size - aside, -0.5 * size + aside, back - 0.62 * size + aside)
        picture.line([start, out, down, end], LEADS[index], 0.035 * size)


def _gearbox(picture: Picture, part: Outline, _finish: str) -> None:
    radius = part.size / 2
    square = 0.1 * part.length if part.input_face else 0.0
    if square:
        picture.prism(
            rounded_square(part.size, 0.1 * part.size, picture.corner), -part.length, square - part.length, SILVER
        )
    steps = max(part.stages, 1)
    for index in range(steps):
        back = square - part.length + index * (part.length - square) / steps
        front = square - part.length + (index + 1) * (part.length - square) / steps
        picture.cylinder(radius * (1.0 if index == steps - 1 else 0.975), back, front, SILVER)
    _face(picture, part)


def _encoder(picture: Picture, disc: Disc, _finish: str) -> None:
    _disc(picture, disc, BLACK)


def _brake(picture: Picture, disc: Disc, _finish: str) -> None:
    _disc(picture, disc, SILVER)


def _disc(picture: Picture, disc: Disc, colour: Colour) -> None:
    picture.cylinder(disc.diameter / 2, -disc.length, 0.0, colour)
    bore = disc.bore / 2 or 0.14 * disc.diameter
    rings = [_ring(0, 0, 1.5 * bore, DARK), _ring(0, 0, bore, HOLE)]
    picture.flat("".join(rings), 0.0)


def _driver(picture: Picture, case: Case, _finish: str) -> None:
    """A box lying on its largest side, terminals at the front."""
    half, high = case.width / 2, case.height
    base = [(-half, 0.0), (half, 0.0), (half, high), (-half, high)]
    picture.prism(base, -case.length, 0.0, BLACK)
    terminals = [
        f'<rect x="{num(-0.42 * case.width + index * 0.14 * case.width)}" y="{num(0.3 * high)}" '
        f'width="{num(0.11 * case.width)}" height="{num(0.34 * high)}" fill="#2f8a4d"/>'
        for index in range(6)
    ]
    picture.flat("".join(terminals), 0.0)
    if not picture.small:
        size = min(0.16 * case.width, case.length * 0.7 / (0.62 * len(case.part_number)))
        text = (
            f'<text transform="scale(1 -1)" font-size="{num(size)}" fill="#e8e8e6" text-anchor="middle" '
            f'font-family="IBM Plex Mono, monospace" font-weight="500">{escape(case.part_number)}</text>'
        )
        picture.on_top(text, (-0.1 * case.width, high, -case.length / 2))


_DRAWERS: Mapping[str, Callable[[Picture, Any, str], None]] = {
    "motor": _motor,
    "gearbox": _gearbox,
    "encoder": _encoder,
    "brake": _brake,
    "driver": _driver,
}


def _ring(x: float, y: float, radius: float, colour: Colour) -> str:
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}" fill="{_hex(colour)}"/>'


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in colour)
