"""Building blocks: prisms, chamfered rims, screws, shaft ends, circular connectors (build123d, mm).

A piece is one body of one material. Pieces keep their names in STEP and GLB.
"""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from build123d import (
    Align,
    Axis,
    Box,
    Compound,
    Cone,
    Cylinder,
    Plane,
    Pos,
    RectangleRounded,
    RegularPolygon,
    Rot,
    SlotOverall,
    chamfer,
    extrude,
)

from catalog.drawings.norms import key_for, key_place
from catalog.drawings.outlines import Outline

Shape = Any  # build123d is not there where types are checked
Place = tuple[float, float]


class Piece(NamedTuple):
    """One body of one material; ``finish`` is a key of `FINISHES`."""

    name: str
    finish: str
    shape: Shape


def cyl(radius: float, z0: float, z1: float, x: float = 0.0, y: float = 0.0) -> Shape:
    """A cylinder along Z from z0 up to z1."""
    return Pos(x, y, (z0 + z1) / 2) * Cylinder(radius, z1 - z0)


def prism(sketch: Shape, z0: float, z1: float) -> Shape:
    """A sketch pulled from z0 up to z1."""
    return Pos(0, 0, z0) * extrude(sketch, z1 - z0)


def group(shapes: Sequence[Shape]) -> Shape:
    """Several bodies of one material as one."""
    return Compound(list(shapes))


def rim(shape: Shape, z: float, size: float) -> Shape:
    """Chamfer the outline of the largest plane face at height z: no edge that a hand can touch is sharp."""
    faces = [face for face in shape.faces() if abs(face.center().Z - z) < 1e-4 and abs(face.normal_at().Z) > 0.99]
    outline = max(faces, key=lambda face: face.outer_wire().length).outer_wire()
    return chamfer(outline.edges(), size)


def top_rim(shape: Shape, size: float, axis: Shape = Axis.Z) -> Shape:
    """Chamfer every edge at the far end along an axis."""
    return chamfer(shape.edges().group_by(axis)[-1], size)


def around(count: int, radius: float, start: float = 45.0) -> list[Place]:
    """Places on a circle, the first at this angle in degrees."""
    turns = [math.radians(start + 360 * index / count) for index in range(count)]
    return [(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns]


def notched(size: float, hole: float, notch: float) -> Shape:
    """A square whose corners step in behind the flange holes at ±hole, as NEMA bodies do."""
    sketch = RectangleRounded(size, size, 0.8)
    width = size - (hole - notch)
    for x in (1, -1):
        for y in (1, -1):
            place = hole - notch + width / 2
            sketch -= Pos(x * place, y * place) * RectangleRounded(width, width, notch * 0.85)
    return sketch


def screw(size: float, x: float, y: float, z: float, *, up: bool = True) -> Shape:
    """The head of a socket-head cap screw (ISO 4762), standing on height z."""
    head = Cylinder(size * 0.875, size, align=(Align.CENTER, Align.CENTER, Align.MIN))
    head = top_rim(head, size * 0.1) - Pos(0, 0, size * 0.4) * extrude(RegularPolygon(size * 0.47, 6), size)
    return Pos(x, y, z) * (head if up else Rot(180, 0, 0) * head)


def shaft_pieces(part: Outline, back: float) -> list[Piece]:
    """The shaft out to its end, from ``back`` behind the mounting face, and its key."""
    diameter, length = part.shaft_diameter, part.shaft_length
    shaft = top_rim(cyl(diameter / 2, -back, length), min(0.6, diameter * 0.07))
    centre = diameter * 0.14  # of the lathe
    shaft -= Pos(0, 0, length - centre) * Cone(0.01, diameter * 0.16, 2 * centre)
    if part.shaft_form == "D-cut":
        flat = part.flat_length
        shaft -= Pos(0, part.flat_height + diameter / 2, length - flat / 2 + 0.01) * Box(2 * diameter, diameter, flat)
    key = key_for(diameter) if part.shaft_form == "keyway" else None
    if key is None:
        return [Piece("shaft", "steel", shaft)]
    width, height, depth = key
    end, key_length = key_place(diameter, length)
    middle = length - end - key_length / 2

    def slot(play: float) -> Shape:
        sketch = SlotOverall(key_length + play, width + play, rotation=90)
        return Pos(0, diameter / 2 - depth, middle) * Rot(-90, 0, 0) * extrude(sketch, height)

    return [
        Piece("shaft", "steel", shaft - slot(0.08)),
        Piece("key", "steel", chamfer(slot(-0.02).edges().group_by(Axis.Y)[-1], 0.3)),
    ]


def front_pieces(
    part: Outline, base: Shape, finish: str, *, name: str = "cap_front", bare: bool = False
) -> list[Piece]:
    """A front with pilot, bearing and mounting holes, cut from the blank ``base`` below z = 0.

    ``bare``: a painted cap whose pilot is turned bare afterwards, as a piece of its own.
    """
    thick = part.flange_thickness or 0.085 * part.size
    pilot, rise = part.pilot_diameter / 2, part.pilot_length
    shaft = part.shaft_diameter / 2
    ring = min(part.bearing_diameter / 2 or 2.4 * shaft, (pilot or 0.4 * part.size) - 0.6)
    pieces = []
    bore = cyl(ring, 1 - thick, rise + 1) + Pos(0, 0, rise - 0.15) * Cone(ring, ring + 0.35, 0.35)
    if pilot and rise:
        collar = top_rim(cyl(pilot, 0 if bare else -0.5, rise), min(0.4, rise / 3))
        if bare:
            pieces.append(Piece("pilot", "turned", collar - bore))
        else:
            base += collar
    base -= bore
    if ring - shaft > 1:
        pieces += _bearing(shaft, ring, top=rise - min(1.2, thick / 3), deep=min(3.0, thick - 1.6))
    deep = part.thread_depth or (thick if part.through else min(thick - 1, 6))
    radius = part.hole_diameter / 2
    for x, y in part.hole_places():
        base -= cyl(radius, -min(deep, thick if part.through else thick - 0.6), 1, x, y)
        base -= Pos(x, y, -0.2) * Cone(radius, radius + 0.45, 0.45)
    return [Piece(name, finish, base), *pieces]


def _bearing(inner: float, outer: float, *, top: float, deep: float) -> list[Piece]:
    """Two races and a seal: what one sees of a bearing."""
    wall = outer - inner

    def race(far: float, near: float) -> Shape:
        return top_rim(cyl(far, top - deep, top) - cyl(near, top - deep - 1, top + 1), min(0.2, wall * 0.05))

    seal = cyl(outer - wall * 0.25, top - deep, top - 0.35) - cyl(inner + wall * 0.27, top - deep - 1, top + 1)
    return [
        Piece("bearing_outer", "steel", race(outer - 0.02, outer - wall * 0.26)),
        Piece("bearing_inner", "steel", race(inner + wall * 0.28, inner + 0.01)),
        Piece("bearing_seal", "rubber", seal),
    ]


def connector(name: str, size: float, at: tuple[float, float, float], axis: tuple[int, int, int]) -> list[Piece]:
    """A nickel-plated circular connector on a square base, pins inside, pointing along a unit vector."""
    here = Plane(at, z_dir=axis).location
    base = rim(prism(RectangleRounded(size * 1.5, size * 1.5, size * 0.18), 0, size * 0.22), size * 0.22, 0.3)
    shell = cyl(size * 0.5, 0, size)
    for turn in range(4):
        low = size * (0.45 + turn * 0.12)
        shell -= cyl(size, low, low + size * 0.045) - cyl(size * 0.46, 0, size * 2)
    shell = top_rim(shell - cyl(size * 0.4, size * 0.35, size * 2), 0.15)
    screws = group([screw(size * 0.13, x, y, size * 0.22) for x, y in around(4, size * 0.84)])
    pins = group([cyl(size * 0.045, size * 0.5, size * 0.85, x, y) for x, y in around(5, size * 0.22, 90)])
    return [
        Piece(f"{name}_shell", "nickel", here * (base + shell)),
        Piece(f"{name}_screws", "zinc", here * screws),
        Piece(f"{name}_insert", "plastic", here * cyl(size * 0.4, size * 0.2, size * 0.55)),
        Piece(f"{name}_pins", "gold", here * pins),
    ]
