"""The solid of a gearbox: output front, ring, and the adapter that the motor sits on. No gears inside."""

from dataclasses import replace
from math import sqrt

from build123d import RectangleRounded

from catalog.drawings.cad.blocks import Piece, Shape, around, cyl, front_pieces, prism, rim, shaft_pieces
from catalog.drawings.cad.bodies import Body
from catalog.drawings.outlines import Face, Outline


def gearbox_pieces(body: Body) -> list[Piece]:
    """A gearbox, its output face in z = 0 and its motor side at minus its length."""
    part = body.shape
    assert isinstance(part, Outline)  # noqa: S101  a gearbox's shape is an outline
    radius, end = part.size / 2, -part.length
    flange, adapter = 0.16 * part.length, min(0.2 * part.length, 14.0)
    front = _front_of(part, flange)
    blank = rim(rim(cyl(radius, -flange, 0), 0, 0.8), -flange, 0.3)
    pieces = front_pieces(front, blank, "turned", name="gear_front")
    ring = cyl(radius - 0.15, end + adapter, -flange)
    stages, long = max(part.stages, 1), part.length - flange - adapter
    for stage in range(stages + 1):
        groove = -flange - long * (0.03 + 0.94 * stage / stages)
        ring -= cyl(radius + 1, groove - 0.3, groove + 0.3) - cyl(radius - 0.6, groove - 1, groove + 1)
    pieces.append(Piece("gear_ring", "turned", ring))
    pieces.append(Piece("gear_adapter", "cast", _adapter(part, end, adapter)))
    return [*pieces, *shaft_pieces(part, flange - 1)]


def _front_of(part: Outline, flange: float) -> Outline:
    """The output face as `front_pieces` cuts it: tapped holes, bearing from the shaft."""
    return replace(part, square=False, flange_thickness=flange, through=False)


def _adapter(part: Outline, end: float, thick: float) -> Shape:
    """The motor side: square for a square motor face, with its pilot, holes and bore."""
    face = part.input_face or Face()
    radius = part.size / 2
    if face.holes == 4 and "round" not in face.name and face.hole_circle:
        side = max(part.size, face.hole_circle * sqrt(0.5) + 2 * face.hole_diameter)
        foot = rim(prism(RectangleRounded(side, side, side * 0.075), end, end + 0.6 * thick), end + 0.6 * thick, 0.5)
        foot += cyl(radius - 0.6, end + 0.4 * thick, end + thick)
    else:
        foot = cyl(radius, end, end + thick)
    foot = rim(foot, end, 0.4)
    if face.pilot_diameter:
        foot -= cyl(face.pilot_diameter / 2, end - 1, end + min(3.0, thick / 2))
    if face.bore:
        foot -= cyl(face.bore / 2, end - 1, end + thick - 1)
    for x, y in around(face.holes, face.hole_circle / 2) if face.holes and face.hole_diameter else []:
        foot -= cyl(face.hole_diameter / 2, end - 1, end + 0.6 * thick - 0.8, x, y)
    return foot
