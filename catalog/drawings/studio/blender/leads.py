"""Leads that leave their sleeve packed, sag to the table, fan out side by side and end stripped and tinned."""

import itertools
import math
import random
from typing import Any

import bpy
from mathutils import Vector
from surfaces import material

MM = 0.001
SLEEVE = 22.0


def grow_leads(scene: dict[str, Any], parent: Any, floor: float) -> None:
    """Grow the leads of a motor from their exit; ``floor`` in mm. The same part gives the same leads."""
    leads = scene["leads"]
    wires = leads["wires"]
    chance = random.Random(scene["part"])  # noqa: S311  a look, not a secret
    path = _path(scene, floor)
    along = [0.0]
    for a, b in itertools.pairwise(path):
        along.append(along[-1] + (b - a).length)
    sleeve = [point for point, length in zip(path, along, strict=True) if length <= SLEEVE]
    _tube("sleeve", sleeve, leads["bundle"] + 0.35, "rubber", parent)
    bundle = _Bundle(wires, leads["bundle"], chance)
    for index, (colour, width) in enumerate(wires):
        points, tip = bundle.wire(index, path, along, floor)
        _tube(f"wire{index}", points, width / 2, f"pvc-{colour}", parent)
        if len(tip) > 1:
            bare = [points[-1] + (points[-2] - points[-1]) * 0.5, points[-1], *tip]
            _tube(f"tip{index}", bare, width * 0.30, "tin", parent)


class _Bundle:
    """Wires whose order across never changes, so that none runs through another."""

    def __init__(self, wires: list[tuple[str, float]], radius: float, chance: random.Random) -> None:
        self.wires, self.chance = wires, chance
        self.radius = radius - 0.55 * min(width for _colour, width in wires)
        self.order = list(range(len(wires)))
        chance.shuffle(self.order)
        self.gaps = [chance.uniform(0.5, 3.6) for _wire in wires]
        self.lift = [chance.choice((0, 0, 0, chance.uniform(2, 7))) for _wire in wires]

    def lane(self, wire: int, late: float, length: float) -> float:
        """How far a wire lies from the middle."""
        widths = [
            self.wires[each][1] + 0.35 + self.gaps[each] * late * (1 + 0.7 * math.sin(length / 23 + 2.1 * each))
            for each in self.order
        ]
        place = self.order.index(wire)
        return sum(widths[:place]) + widths[place] / 2 - sum(widths) / 2

    def wire(self, index: int, path: list[Any], along: list[float], floor: float) -> tuple[list[Any], list[Any]]:
        """The points of one wire, and of its stripped end."""
        width = self.wires[index][1]
        packed, turn = self.radius * math.sqrt((index + 0.3) / len(self.wires)), index * 2.4
        phase, swing = self.chance.uniform(0, 6.3), self.chance.uniform(0.5, 1.6)
        cut = along[-1] - 7 - self.chance.uniform(0, 20)
        points, tip = [], []
        for step, (point, length) in enumerate(zip(path, along, strict=True)):
            free = max(0.0, min(1.0, (length - SLEEVE) / 55))
            free = free * free * (3 - 2 * free)
            tangent = (path[min(step + 1, len(path) - 1)] - path[max(step - 1, 0)]).normalized()
            across = tangent.cross(Vector((0, 1, 0))).normalized()
            up = across.cross(tangent)
            late = max(0.0, length - SLEEVE - 40) / 90
            lane = self.lane(index, late, length) + swing * 0.25 * late * math.sin(length / 19 + phase)
            place = point + across * (packed * math.cos(turn) * (1 - free) + lane * free)
            place += up * (packed * math.sin(turn) * (1 - free))
            rest = floor + width / 2 + max(0.0, 0.25 * math.sin(length / 13 + phase))
            rest += self.lift[index] * max(0.0, late - 0.15) ** 2
            place.y = max(place.y * (1 - free) + rest * free, floor + width / 2)
            if SLEEVE - 6 <= length <= cut:
                points.append(place)
            elif cut < length <= cut + 6.5:
                tip.append(place)
        return points, tip


def _path(scene: dict[str, Any], floor: float) -> list[Any]:
    """The middle of the bundle: out, down, and along the table."""
    leads = scene["leads"]
    start, out, rear = Vector(leads["exit"]), Vector(leads["direction"]), leads["rear"]
    turn = out.cross(Vector((0, 1, 0)))
    fall = start.y - floor
    scale = min(1.0, max(0.55, scene["size"] / 57))
    land = start + out * (20 + fall * 0.62)
    land.y = floor + 1.2
    end = land + (out * -22 + turn * 96 if rear else out * 14 + turn * 70) * scale
    down = _bezier(
        start + out * 8,
        start + out * (16 + fall * 0.35),
        land - out * (fall * 0.5) + Vector((0, 0.6, 0)),
        land,
        36,
    )
    leave = land + out * scale * (30 if rear else 24)
    arrive = end - turn * scale * (46 if rear else 34) - out * scale * (16 if rear else -10)
    return [*(start + out * step for step in (0, 3, 6)), *down, *_bezier(land, leave, arrive, end, 60)[1:]]


def _bezier(a: Any, b: Any, c: Any, d: Any, count: int) -> list[Any]:
    steps = [step / count for step in range(count + 1)]
    return [a * (1 - t) ** 3 + b * 3 * t * (1 - t) ** 2 + c * 3 * t * t * (1 - t) + d * t**3 for t in steps]


def _tube(name: str, points: list[Any], radius: float, finish: str, parent: Any) -> None:
    curve = bpy.data.curves.new(name, "CURVE")
    curve.dimensions, curve.bevel_depth, curve.bevel_resolution, curve.use_fill_caps = "3D", radius * MM, 5, True
    line = curve.splines.new("POLY")
    line.points.add(len(points) - 1)
    for target, point in zip(line.points, points, strict=True):
        target.co = (point[0] * MM, -point[2] * MM, point[1] * MM, 1)
    line.use_smooth = True
    thing = bpy.data.objects.new(name, curve)
    bpy.context.collection.objects.link(thing)
    thing.parent = parent
    curve.materials.append(material(finish))
