"""A part's outline from the side, small enough for a row; those of one page share one scale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from catalog.models import Product

WIDTH, HEIGHT = 56.0, 40.0
EDGE = 1.5
_FRAME = '<svg class="thumb outline" viewBox="0 0 56 40" aria-hidden="true">{}</svg>'
_LARGE = '<svg class="outline large" viewBox="0 0 600 {}" aria-hidden="true">{}</svg>'


@dataclass(frozen=True)
class Shape:
    """The measures that an outline needs, in metres; absent ones are 0."""

    length: float
    height: float
    shaft_length: float = 0.0
    shaft_diameter: float = 0.0
    pilot_length: float = 0.0
    pilot_diameter: float = 0.0
    square: bool = False
    holes: int = 0
    hole_circle: float = 0.0
    hole_diameter: float = 0.0
    hole_start: float = 0.0

    @property
    def reach(self) -> float:
        """From the end of the shaft to the back."""
        return self.length + max(self.shaft_length, self.pilot_length)


def shape_of(product: Product) -> Shape | None:
    """What this part looks like from the side, None where its size is not published."""

    def measure(*keys: str) -> float:
        return next((value for key in keys if (value := getattr(product, key, None))), 0.0)

    length, height = measure("body_length", "length"), measure("frame_size", "diameter", "height")
    if not length or not height:
        return None
    return Shape(
        length=length,
        height=height,
        shaft_length=measure("shaft_length"),
        shaft_diameter=measure("shaft_diameter"),
        pilot_length=measure("pilot_length"),
        pilot_diameter=measure("pilot_diameter"),
        square=getattr(product, "frame_shape", "") == "square",
        holes=min(int(measure("holes")), 16) if measure("hole_circle") and measure("hole_diameter") else 0,
        hole_circle=measure("hole_circle"),
        hole_diameter=measure("hole_diameter"),
        hole_start=math.degrees(measure("hole_start")),
    )


def outlines(products: Sequence[Product]) -> list[SafeString]:
    """One small drawing for each part, all at one scale; a dash where the size is not published."""
    shapes = [shape_of(product) for product in products]
    known = [shape for shape in shapes if shape]
    scale = min(
        (WIDTH - 2 * EDGE) / max((shape.reach for shape in known), default=1.0),
        (HEIGHT - 2 * EDGE) / max((shape.height for shape in known), default=1.0),
    )
    return [_drawn(shape, scale) for shape in shapes]


def large(product: Product) -> SafeString:
    """The part from the side, and from the shaft where its face is known, for the place of a picture."""
    shape = shape_of(product)
    if shape is None:
        return format_html(_LARGE, 0, "")
    gap = shape.height * 0.35
    scale = min(520.0 / (shape.reach + gap + shape.height), 300.0 / shape.height)
    left = (600.0 - (shape.reach + gap + shape.height) * scale) / 2
    side = _boxes(shape, left, 200.0, scale)
    centre = left + (shape.reach + gap + shape.height / 2) * scale
    return format_html(_LARGE, 400, side + _face(shape, centre, 200.0, scale))


def _face(shape: Shape, x: float, y: float, scale: float) -> SafeString:
    half = shape.height * scale / 2
    if shape.square:
        body = format_html(
            '<rect class="bd" x="{}" y="{}" width="{}" height="{}" rx="{}"/>',
            *(f"{value:.1f}" for value in (x - half, y - half, 2 * half, 2 * half, 0.1 * half)),
        )
    else:
        body = format_html('<circle class="bd" cx="{}" cy="{}" r="{}"/>', f"{x:.1f}", f"{y:.1f}", f"{half:.1f}")
    rings = [("pl", shape.pilot_diameter), ("sf", shape.shaft_diameter)]
    circles = format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="{}" r="{}"/>',
        ((name, f"{x:.1f}", f"{y:.1f}", f"{wide * scale / 2:.1f}") for name, wide in rings if wide),
    )
    turns = [math.radians(shape.hole_start + 360 * index / shape.holes) for index in range(shape.holes)]
    holes = format_html_join(
        "",
        '<circle class="pl" cx="{}" cy="{}" r="{}"/>',
        (
            (
                f"{x + shape.hole_circle * scale / 2 * math.cos(turn):.1f}",
                f"{y - shape.hole_circle * scale / 2 * math.sin(turn):.1f}",
                f"{shape.hole_diameter * scale / 2:.1f}",
            )
            for turn in turns
        ),
    )
    return body + circles + holes


def _drawn(shape: Shape | None, scale: float) -> SafeString:
    if shape is None:
        return format_html(_FRAME, mark_safe('<path d="M20 20h16"/>'))
    left = (WIDTH - shape.reach * scale) / 2
    return format_html(_FRAME, _boxes(shape, left, HEIGHT / 2, scale))


def _boxes(shape: Shape, left: float, middle: float, scale: float) -> SafeString:
    body = left + (shape.reach - shape.length) * scale
    boxes = [
        ("sh", body - shape.shaft_length * scale, shape.shaft_length, shape.shaft_diameter),
        ("pl", body - shape.pilot_length * scale, shape.pilot_length, shape.pilot_diameter),
        ("bd", body, shape.length, shape.height),
    ]
    if shape.square and shape.length * scale > 12:
        boxes.append(("cap", body + shape.length * scale * 0.15, shape.length * 0.7, shape.height))
    return format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (name, f"{x:.1f}", f"{middle - high * scale / 2:.1f}", f"{long * scale:.1f}", f"{high * scale:.1f}")
            for name, x, long, high in boxes
            if long and high
        ),
    )
