"""A motor from front left, drawn from its dimensions: body, face, shaft, leads, and its own number on the plate.

Proportions, holes, pilot, shaft and connection are the part's; the colours are what such finishes look like. It is a
picture, not a drawing to measure from, and only of parts whose finish is known.
"""

from dataclasses import dataclass
from math import cos, pi, radians, sin

from catalog.drawings.outlines import Outline, outline_of
from catalog.drawings.solids import PITCH, YAW, Colour, Scene, circle, places, project, rounded_square
from catalog.drawings.svg import escaped, num
from catalog.models import Motor
from catalog.quantities import show

ALUMINIUM: Colour = (196, 199, 203)
BARE: Colour = (170, 173, 177)
STACK: Colour = (78, 83, 90)
BLACK: Colour = (52, 55, 60)
STEEL: Colour = (206, 208, 211)
PLATED: Colour = (92, 96, 101)
PHASES = ("#d9a821", "#2f8a4d", "#2f6db5")
HALL = ("#c8322b", "#2b2d31", "#f0eee8", "#80848a", "#d67422")


@dataclass(frozen=True)
class Look:
    """What the picture needs beyond the outline."""

    maker: str
    figures: str
    finish: str
    connection: str

    @property
    def wired(self) -> bool:
        """Flying leads rather than connectors."""
        return "leads" in self.connection


def three_quarter(motor: Motor, *, ident: str = "tq", title: str = "") -> str:
    """The picture as SVG; empty where the dimensions or the finish are not published."""
    outline = outline_of(motor)
    if outline is None or not motor.finish or not outline.pilot_diameter:
        return ""
    look = Look(motor.manufacturer, _figures(motor), motor.finish, motor.connection)
    scene = Scene(ident)
    scene.add(_shadow(outline, ident))
    (_outer_rotor if outline.outer_rotor else _body)(scene, outline, look)
    _face(scene, outline, dark=outline.outer_rotor or (look.finish != "laminations" and outline.square))
    return _document(scene, outline, look, title or motor.part_number)


def _figures(motor: Motor) -> str:
    keys = ("rated_voltage", "rated_power", "rated_speed")
    return "  ".join(str(show(value, key, language="en")) for key in keys if (value := getattr(motor, key)) is not None)


def _body(scene: Scene, part: Outline, look: Look) -> None:
    """Rear cap, stack or tube, front cap."""
    length, frame = part.length, part.size
    bare_stack = look.finish == "laminations"
    cap = ALUMINIUM if bare_stack or not part.square else BLACK
    rear, front = min(length * 0.2, frame * 0.30), min(length * 0.2, frame * 0.28)
    if part.square:
        outer, inner = rounded_square(frame, frame * 0.075), rounded_square(frame * 0.985, frame * 0.09)
        scene.prism(outer, -length, -length + rear, cap)
        if look.wired:
            _leads(scene, part, -length + rear * 0.5)
        scene.prism(inner, -length + rear, -front, STACK if bare_stack else BLACK, 0.14)
        if bare_stack:
            scene.sheets(inner, -length + rear, -front)
        scene.prism(outer, -front, 0, cap, face=ALUMINIUM if cap != BLACK else PLATED)
    else:
        scene.turned(frame / 2, -length, -length + rear, cap)
        if look.wired:
            _leads(scene, part, -length + rear * 0.5)
        scene.turned(frame / 2 * 0.985, -length + rear, -front, BLACK, 0.22)
        scene.turned(frame / 2, -front, 0, cap)
    if not look.wired:
        _connectors(scene, frame, look, -length + rear * 0.9)
    room = length - rear - front
    start = -length + rear + room * 0.12
    _plate(scene, part, look, start, -front - room * 0.12, min(frame * 0.30, room * 0.36))


def _outer_rotor(scene: Scene, part: Outline, look: Look) -> None:
    """A bell between two flanges."""
    length, radius = part.length, part.size / 2
    scene.turned(radius * 0.96, -length, -length * 0.86, BLACK)
    if look.wired:
        _leads(scene, part, -length * 0.5)
    scene.turned(radius, -length * 0.86, -length * 0.22, ALUMINIUM, 0.2)
    scene.turned(radius * 0.975, -length * 0.22, 0, BLACK, 0.12)
    for index in range(10):
        angle = radians(18 + 36 * index)
        x, y = radius * 0.80 * cos(angle), radius * 0.80 * sin(angle)
        if all(abs(x - hx) + abs(y - hy) > radius * 0.12 for hx, hy in part.hole_places()[: part.holes]):
            scene.add(scene.ellipse(radius * 0.08, 0, 'fill="#08090a"', x=x, y=y))


def _face(scene: Scene, part: Outline, *, dark: bool) -> None:
    """Holes, pilot, bearing and shaft."""
    for x, y in part.hole_places() if part.holes else []:
        scene.add(
            scene.ellipse(part.hole_diameter * 0.56, 0, 'fill="#fff" fill-opacity=".35"', x=x, y=y),
            scene.ellipse(part.hole_diameter / 2, 0, 'fill="#0c0d0f"', x=x, y=y),
        )
    scene.turned(part.pilot_diameter / 2, 0, max(part.pilot_length, 0.3), BARE if dark else ALUMINIUM, 0.12)
    z, radius = max(part.pilot_length, 0.3), part.shaft_diameter / 2
    bearing = min(part.bearing_diameter or part.shaft_diameter * 2.4, part.pilot_diameter * 0.94) / 2
    for share, fill in ((1.0, "#26282b"), (0.93, "#a9adb1"), (0.72, "#303337"), (0.62, "#8f9397")):
        if bearing * share > radius * 1.08:
            scene.add(scene.ellipse(bearing * share, z, f'fill="{fill}"'))
    end, chamfer = z + part.shaft_length - part.pilot_length, radius * 0.14
    if part.shaft_form == "D-cut":
        flat = [(x, min(y, part.flat_height)) for x, y in circle(radius)]
        start = z + (end - z) * 0.22
        scene.turned(radius, z, start, STEEL, 0.35)
        scene.prism(flat, start, end - chamfer, STEEL, 0.35)
        scene.prism([(x * 0.88, y * 0.88) for x, y in flat], end - chamfer, end, STEEL, 0.35)
        return
    scene.turned(radius, z, end - chamfer, STEEL, 0.35)
    scene.turned(radius * 0.88, end - chamfer, end, STEEL, 0.35)
    if part.shaft_form == "keyway":
        wide, base, top = part.shaft_diameter * 0.16, radius * 0.93, radius * 1.34
        key = [(wide, base), (wide, top), (-wide, top), (-wide, base)]
        scene.prism(key, z + (end - z) * 0.28, z + (end - z) * 0.88, (168, 171, 175), 0.2)


def _plate(scene: Scene, part: Outline, look: Look, start: float, end: float, half: float) -> None:
    """Maker, part number and rating on the left side: a plate on a square body, print on a round one."""
    wide, high = end - start, 2 * half
    left, top = project(-part.size / 2 * 0.99, half, start)
    a, b = cos(YAW), sin(YAW) * sin(PITCH)
    matrix = f"matrix({a:.4f} {b:.4f} 0 {cos(PITCH):.4f} {num(left)} {num(top)})"
    room = wide * 0.86
    number = min(high * 0.28, room / (len(part.part_number) * 0.6))
    small = min(number * 0.62, room / (max(len(look.figures), 12) * 0.6))
    ink, quiet = ("#15171a", "#3c4046") if part.square else ("#e8e9eb", "#b4b8bd")
    ground = (
        f'<rect width="{num(wide)}" height="{num(high)}" rx=".7" fill="#dfe1e3"/>'
        f'<rect width="{num(wide * 0.02)}" height="{num(high)}" fill="#b4532a"/>'
        if part.square
        else ""
    )
    lines = (
        (look.maker.upper()[:18], small, 0.26, quiet),
        (part.part_number, number, 0.57, ink),
        (look.figures, small, 0.82, quiet),
    )
    texts = "".join(
        f'<text x="{num(wide * 0.07)}" y="{num(high * at)}" font-size="{num(size)}" fill="{fill}" '
        f'textLength="{num(len(said) * 0.6 * size)}">{escaped(said)}</text>'
        for said, size, at, fill in lines
        if said
    )
    scene.add(f'<g transform="{matrix}" font-family="IBM Plex Mono,monospace" font-weight="500">{ground}{texts}</g>')


def _leads(scene: Scene, part: Outline, z: float) -> None:
    """Three phases and the Hall leads, from the grommet to the table; their order across never changes."""
    x, y = -part.size / 2, -part.size * 0.12
    ax, ay = project(x, y, z)
    size = max(part.size, 24.0)
    floor = project(-part.size / 2, -part.size / 2, -part.length)[1]
    colours = [*PHASES, *HALL][: part.lead_count or 8]
    for index, colour in enumerate(colours):
        width = size * (0.030 if index < 3 else 0.017)
        dy = ay + (index - 3.5) * size * 0.012
        ex = ax - size * (0.78 + 0.16 * ((index * 5) % 8) / 8)
        ey = floor + size * (0.040 * index - 0.16)
        bend = ax - size * 0.30 + index * size * 0.012
        tip = ey - size * 0.02 * (index % 2)
        d = (
            f"M{num(ax)} {num(dy)}C{num(ax - size * 0.16)} {num(dy + size * 0.02)} {num(bend + size * 0.09)} "
            f"{num(ey - size * 0.05)} {num(bend)} {num(ey - size * 0.02)}S{num(ex + size * 0.3)} "
            f"{num(ey + size * (0.02 - 0.012 * (index % 3)))} {num(ex)} {num(tip)}"
        )
        scene.add(
            f'<path d="{d}" fill="none" stroke="#0009" stroke-width="{num(width * 1.25)}"/>'
            f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{num(width)}"/>'
            f'<path d="M{num(ex)} {num(tip)}h{num(-size * 0.05)}" stroke="#d8b48a" stroke-width="{num(width * 0.6)}"/>'
        )
    grommet = [
        project(x, y + size * 0.085 * sin(turn * pi / 8), z + size * 0.085 * cos(turn * pi / 8)) for turn in range(16)
    ]
    scene.add(f'<polygon points="{places(grommet)}" fill="#17181a" stroke="#000" stroke-width=".3"/>')


def _connectors(scene: Scene, frame: float, look: Look, z: float) -> None:
    """Round connectors, or a terminal box, on top of the rear cap."""
    top = frame / 2
    if "box" in look.connection:
        scene.upright(rounded_square(frame * 0.42, 2), top, top + frame * 0.20, z, BLACK)
        return
    pair = ((frame * 0.09, z - frame * 0.12), (frame * 0.16, z + frame * 0.14))
    for radius, at in pair if " and " in look.connection else pair[1:]:
        scene.upright(circle(radius * 1.15, steps=28), top, top + frame * 0.05, at, BLACK)
        scene.upright(circle(radius, steps=28), top + frame * 0.05, top + frame * 0.22, at, STEEL)
        rim = places([project(x, top + frame * 0.22, at - w) for x, w in circle(radius * 0.78, steps=28)])
        scene.add(f'<polygon points="{rim}" fill="#1d1f22"/>')


def _shadow(part: Outline, ident: str) -> str:
    half = part.size / 2
    base = [(-half, -part.length), (-half, 0.0), (half, 0.0), (half, -part.length)]
    corners = places([project(x, -half, z) for x, z in base])
    blur = num(part.size * 0.06)
    return (
        f'<defs><filter id="{ident}-b" x="-40%" y="-40%" width="180%" height="190%">'
        f'<feGaussianBlur stdDeviation="{blur}"/></filter></defs>'
        f'<polygon points="{corners}" fill="#000" fill-opacity=".42" filter="url(#{ident}-b)"/>'
    )


def _document(scene: Scene, part: Outline, look: Look, title: str) -> str:
    half, far = part.size / 2, part.shaft_length
    corners = [(x, y, z) for x in (-half, half) for y in (-half, half) for z in (-part.length, 0.0)]
    on_paper = [project(*corner) for corner in [*corners, (part.shaft_diameter / 2, 0.0, far)]]
    xs, ys = [x for x, _y in on_paper], [y for _x, y in on_paper]
    if look.wired:
        xs.append(project(-half, 0, -part.length * 0.95)[0] - max(part.size, 24.0) * 0.98)
    elif not part.outer_rotor:
        ys.append(min(ys) - part.size * 0.2)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    pad = 0.06 * max(wide, high)
    box = f"{num(min(xs) - pad)} {num(min(ys) - pad)} {num(wide + 2 * pad)} {num(high + 2.6 * pad)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="{box}" role="img" '
        f'aria-label="{escaped(title)}">{"".join(scene.parts)}</svg>'
    )
