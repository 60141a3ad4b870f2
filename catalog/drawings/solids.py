"""Solids seen from front left and above, as SVG: turned parts as two arcs and a gradient, prisms as faces.

Orthographic projection. Lengths in mm; z runs along the shaft towards the reader, x to the right across the flange, y
up, the flange lies at z = 0. Solids are painted from the rear to the shaft end, so nothing needs hiding.
"""

from collections.abc import Iterator, Sequence
from math import atan2, cos, degrees, hypot, pi, radians, sin

from catalog.drawings.svg import num

Point = tuple[float, float]
Space = tuple[float, float, float]
Colour = tuple[int, int, int]

YAW, PITCH = radians(42), radians(21)
VIEW: Space = (-cos(YAW) * cos(PITCH), sin(PITCH), sin(YAW) * cos(PITCH))
LIGHT: Space = (-0.42, 0.80, 0.43)
STOPS = 9
_AXIS = (cos(YAW), sin(YAW) * sin(PITCH))  # of the shaft, on paper
_ACROSS = (-_AXIS[1] / hypot(*_AXIS), _AXIS[0] / hypot(*_AXIS))
_TILT = degrees(atan2(_ACROSS[1], _ACROSS[0]))
_NARROW = VIEW[2]  # short half-axis of a circle about the shaft, over its radius


def project(x: float, y: float, z: float) -> Point:
    """Where a point lies on paper, mm, down positive."""
    return z * cos(YAW) + x * sin(YAW), (z * sin(YAW) - x * cos(YAW)) * sin(PITCH) - y * cos(PITCH)


def dot(a: Space, b: Space) -> float:
    """Scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def shade(colour: Colour, normal: Space, gloss: float = 0.0) -> str:
    """The colour of a surface that looks along ``normal``: diffuse light and a spot of ``gloss``."""
    light = max(0.0, dot(normal, LIGHT) / hypot(*LIGHT))
    half: Space = tuple(a / hypot(*LIGHT) + b for a, b in zip(LIGHT, VIEW, strict=True))  # type: ignore[assignment]
    spot = max(0.0, dot(normal, half) / hypot(*half)) ** 14
    return "#" + "".join(f"{min(255, round(part * (0.44 + 0.60 * light) + 255 * gloss * spot)):02x}" for part in colour)


def places(outline: Sequence[Point]) -> str:
    """Points on paper as an attribute."""
    return " ".join(f"{num(x)},{num(y)}" for x, y in outline)


def circle(radius: float, *, steps: int = 48) -> list[Point]:
    """A circle in the plane of the flange, anticlockwise, as points."""
    return [(radius * cos(2 * pi * i / steps), radius * sin(2 * pi * i / steps)) for i in range(steps)]


def rounded_square(side: float, corner: float, steps: int = 5) -> list[Point]:
    """A square with rounded corners, anticlockwise."""
    inner = side / 2 - corner
    turns = ((1, 1), (-1, 1), (-1, -1), (1, -1))
    return [
        (sx * inner + corner * cos(angle), sy * inner + corner * sin(angle))
        for quarter, (sx, sy) in enumerate(turns)
        for angle in (pi / 2 * (quarter + step / steps) for step in range(steps + 1))
    ]


class Scene:
    """What is painted, and the gradients that it needs."""

    def __init__(self, ident: str) -> None:
        self.ident = ident
        self.parts: list[str] = []
        self.gradients: dict[tuple[Colour, float, float, Point], str] = {}

    def add(self, *parts: str) -> None:
        """Paint over what is there."""
        self.parts.extend(parts)

    def ellipse(self, radius: float, z: float, style: str, *, x: float = 0.0, y: float = 0.0) -> str:
        """A circle on a plane across the shaft."""
        cx, cy = project(x, y, z)
        return (
            f'<ellipse cx="{num(cx)}" cy="{num(cy)}" rx="{num(radius)}" ry="{num(radius * _NARROW)}" '
            f'transform="rotate({num(_TILT)} {num(cx)} {num(cy)})" {style}/>'
        )

    def turned(
        self, radius: float, rear: float, front: float, colour: Colour, gloss: float = 0.1, face: Colour | None = None
    ) -> None:
        """A cylinder about the shaft."""
        (x0, y0), (x1, y1) = project(0, 0, rear), project(0, 0, front)
        ax, ay = _ACROSS[0] * radius, _ACROSS[1] * radius
        arc = f"A{num(radius)} {num(radius * _NARROW)} {num(_TILT)} 0"
        side = (
            f"M{num(x0 + ax)} {num(y0 + ay)}L{num(x1 + ax)} {num(y1 + ay)}{arc} 1 {num(x1 - ax)} {num(y1 - ay)}"
            f"L{num(x0 - ax)} {num(y0 - ay)}{arc} 0 {num(x0 + ax)} {num(y0 + ay)}Z"
        )
        self.add(f'<path d="{side}" fill="url(#{self._gradient(radius, colour, gloss)})"/>')
        fill = shade(face or colour, (0.0, 0.0, 1.0), gloss / 2)
        self.add(self.ellipse(radius, front, f'fill="{fill}" stroke="#fff" stroke-opacity=".25" stroke-width=".3"'))

    def _gradient(self, radius: float, colour: Colour, gloss: float) -> str:
        """Light across a cylinder: the same along each line of it, so that one gradient shades it all."""
        key = (colour, gloss, radius, _ACROSS)
        if key not in self.gradients:
            name = f"{self.ident}-g{len(self.gradients)}"
            stops = []
            for step in range(STOPS):
                at = -1 + 2 * step / (STOPS - 1)
                stops.append(
                    f'<stop offset="{num(step / (STOPS - 1))}" stop-color="{shade(colour, _seen(at), gloss)}"/>'
                )
            ax, ay = _ACROSS[0] * radius, _ACROSS[1] * radius
            self.gradients[key] = name
            self.parts.insert(
                0,
                f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="{num(-ax)}" y1="{num(-ay)}" '
                f'x2="{num(ax)}" y2="{num(ay)}">{"".join(stops)}</linearGradient>',
            )
        return self.gradients[key]

    def prism(
        self,
        outline: Sequence[Point],
        rear: float,
        front: float,
        colour: Colour,
        gloss: float = 0.1,
        face: Colour | None = None,
    ) -> None:
        """An extruded outline: the sides that can be seen, then its front."""
        for one, other, normal in edges(outline):
            if dot(normal, VIEW) <= 0:
                continue
            corners = [project(*one, rear), project(*other, rear), project(*other, front), project(*one, front)]
            fill = shade(colour, normal, gloss)
            self.add(f'<polygon points="{places(corners)}" fill="{fill}" stroke="{fill}" stroke-width=".3"/>')
        flat = places([project(x, y, front) for x, y in outline])
        fill = shade(face or colour, (0.0, 0.0, 1.0), gloss / 2)
        self.add(f'<polygon points="{flat}" fill="{fill}" stroke="#fff" stroke-opacity=".25" stroke-width=".3"/>')

    def sheets(self, outline: Sequence[Point], rear: float, front: float, pitch: float = 1.6) -> None:
        """The laminations of a stack, as lines over the sides that can be seen."""
        run: list[Point] = []
        for one, other, normal in edges(outline):
            if dot(normal, VIEW) > 0:
                run.extend([one, other] if not run or run[-1] != one else [other])
        count = max(6, int((front - rear) / pitch))
        first = [project(x, y, rear) for x, y in _from_top(run)]
        d = "M" + "L".join(f"{num(x)} {num(y)}" for x, y in first)
        step = [(front - rear) / count * part for part in _AXIS]
        lines = "".join(
            f'<use href="#{self.ident}-s" x="{num(step[0] * i)}" y="{num(step[1] * i)}"/>' for i in range(1, count)
        )
        self.add(
            f'<defs><path id="{self.ident}-s" d="{d}" fill="none" stroke="#000" stroke-opacity=".28" '
            f'stroke-width=".4"/></defs>{lines}'
        )

    def upright(self, outline: Sequence[Point], low: float, high: float, z: float, colour: Colour) -> None:
        """A prism that stands on top of the body."""
        for (x0, w0), (x1, w1), normal in edges(outline):
            turned: Space = (normal[0], 0.0, -normal[1])
            if dot(turned, VIEW) <= 0:
                continue
            base = [(x0, z - w0), (x1, z - w1)]
            corners = [project(x, low, w) for x, w in base] + [project(x, high, w) for x, w in reversed(base)]
            fill = shade(colour, turned, 0.2)
            self.add(f'<polygon points="{places(corners)}" fill="{fill}" stroke="{fill}" stroke-width=".3"/>')
        lid = places([project(x, high, z - w) for x, w in outline])
        self.add(f'<polygon points="{lid}" fill="{shade(colour, (0.0, 1.0, 0.0), 0.1)}"/>')


def edges(outline: Sequence[Point]) -> Iterator[tuple[Point, Point, Space]]:
    """Neighbouring points with the direction that the edge between them looks in."""
    for index, one in enumerate(outline):
        other = outline[(index + 1) % len(outline)]
        size = hypot(other[0] - one[0], other[1] - one[1])
        if size > 1e-9:
            yield one, other, ((other[1] - one[1]) / size, (one[0] - other[0]) / size, 0.0)


def _seen(at: float) -> Space:
    """The normal of a cylinder where it is seen ``at`` (−1 to 1) across the shaft."""
    for step in range(361):
        angle = pi * 2 * step / 360
        x, y = project(cos(angle), sin(angle), 0)
        across = x * _ACROSS[0] + y * _ACROSS[1]
        normal: Space = (cos(angle), sin(angle), 0.0)
        if abs(across - at) < 0.012 and dot(normal, VIEW) >= -0.02:
            return normal
    return (0.0, 1.0, 0.0)


def _from_top(run: list[Point]) -> list[Point]:
    """Visible edges in one run: those of an outline that begins in the middle of the visible part come round."""
    for index in range(1, len(run)):
        if hypot(run[index][0] - run[index - 1][0], run[index][1] - run[index - 1][1]) > hypot(*run[0]) * 1.9:
            return run[index:] + run[:index]
    return run
