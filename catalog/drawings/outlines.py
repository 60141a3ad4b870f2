"""What of a part's dimensions a drawing needs, in millimetres."""

import math
import re
from dataclasses import dataclass

from catalog.models import Product

_TAPPED = re.compile(r"(?P<thread>M[\d.]+)\s*[×x]\s*(?P<depth>[\d.]+)\s*deep")
_LEADS = re.compile(r"\d+(?=\s*×\s*AWG)")


@dataclass(frozen=True, kw_only=True)
class Face:
    """The side of a gearbox that the motor sits on; lengths in mm, 0 where not published."""

    name: str = ""
    pilot_diameter: float = 0.0
    holes: int = 0
    hole_circle: float = 0.0
    hole_diameter: float = 0.0
    bore: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A motor or a gearbox as a draughtsman sees it; lengths in mm, 0 where not published.

    Attributes:
        size: width of a square frame or diameter of a round one.
        length: of the body without pilot and shaft.
        over_flat: of a D-cut shaft, from the flat to the other side.
        holes, hole_circle, hole_diameter, hole_start: mounting holes, the first at this angle in radians.
        thread, thread_depth: of tapped holes.
        through: whether the holes are known to go through.
        lead_count, lead_length: flying leads.
        rear_leads: whether they leave at the back.
        stages, planetary, input_face: of a gearbox.
    """

    part_number: str
    size: float
    length: float
    shaft_diameter: float
    shaft_length: float
    square: bool = False
    outer_rotor: bool = False
    shaft_form: str = ""
    over_flat: float = 0.0
    pilot_diameter: float = 0.0
    pilot_length: float = 0.0
    flange_thickness: float = 0.0
    bearing_diameter: float = 0.0
    holes: int = 0
    hole_circle: float = 0.0
    hole_diameter: float = 0.0
    hole_start: float = math.pi / 4
    thread: str = ""
    thread_depth: float = 0.0
    through: bool = False
    laminations: bool = False
    lead_count: int = 0
    lead_length: float = 0.0
    rear_leads: bool = False
    stages: int = 0
    planetary: bool = False
    input_face: Face | None = None

    @property
    def flat_height(self) -> float:
        """Of a D-cut, from the axis to the flat; what is usual for the diameter where it is not published."""
        return (self.over_flat or 0.9 * self.shaft_diameter) - self.shaft_diameter / 2

    @property
    def flat_length(self) -> float:
        """Of a D-cut, from the end of the shaft; usual, not published."""
        return 0.78 * (self.shaft_length - self.pilot_length)

    def hole_places(self) -> list[tuple[float, float]]:
        """Centres of the mounting holes about the axis, seen from the shaft."""
        radius = self.hole_circle / 2
        turns = [self.hole_start + index * 2 * math.pi / self.holes for index in range(self.holes)]
        return [(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns]


def _mm(product: Product, key: str) -> float:
    value = getattr(product, key, None)
    return round(1000 * float(value), 4) if value else 0.0


def outline_of(product: Product) -> Outline | None:
    """The outline of a motor or gearbox; None where body and shaft are not published.

    A figure that is in doubt counts as not published.
    """
    doubted = {key for key, source in product.sources.items() if source.get("doubt")}

    def mm(key: str) -> float:
        return 0.0 if key in doubted else _mm(product, key)

    size, length, diameter, shaft = (mm(key) for key in ("frame_size", "body_length", "shaft_diameter", "shaft_length"))
    if not (size and length and diameter and shaft) or diameter > size:
        return None
    pattern = str(getattr(product, "mounting_pattern", "") or "")
    tapped = _TAPPED.search(pattern)
    holes = int(getattr(product, "holes", 0) or 0)
    circle, hole = mm("hole_circle"), mm("hole_diameter")
    drawable = 0 < holes <= 24 and hole and hole < circle < 1.5 * size
    start = getattr(product, "hole_start", None)
    connection = str(getattr(product, "connection", "") or "")
    return Outline(
        part_number=product.part_number,
        size=size,
        length=length,
        shaft_diameter=diameter,
        shaft_length=shaft,
        square=getattr(product, "frame_shape", "") == "square",
        outer_rotor=getattr(product, "rotor", "") == "outer",
        shaft_form=str(getattr(product, "shaft_form", "") or ""),
        over_flat=mm("shaft_flat"),
        pilot_diameter=mm("pilot_diameter"),
        pilot_length=min(mm("pilot_length"), shaft),
        flange_thickness=min(mm("flange_thickness"), length),
        bearing_diameter=mm("bearing_diameter"),
        holes=holes if drawable else 0,
        hole_circle=circle if drawable else 0.0,
        hole_diameter=hole if drawable else 0.0,
        hole_start=math.pi / 4 if start is None else float(start),
        thread=tapped["thread"] if tapped else "",
        thread_depth=float(tapped["depth"]) if tapped else 0.0,
        through="through" in pattern,
        laminations=getattr(product, "finish", "") == "laminations",
        lead_count=sum(int(count) for count in _LEADS.findall(connection)) if "leads" in connection else 0,
        lead_length=mm("lead_length"),
        rear_leads=getattr(product, "lead_exit", "") == "rear",
        stages=int(getattr(product, "stages", 0) or 0),
        planetary="planetary" in str(getattr(product, "design", "") or ""),
        input_face=_face_of(product) if product.kind == "gearbox" else None,
    )


def _face_of(product: Product) -> Face | None:
    face = Face(
        name=str(getattr(product, "input_face", "") or ""),
        pilot_diameter=_mm(product, "input_pilot_diameter"),
        holes=int(getattr(product, "input_holes", 0) or 0),
        hole_circle=_mm(product, "input_hole_circle"),
        hole_diameter=_mm(product, "input_hole_diameter"),
        bore=_mm(product, "input_bore"),
    )
    return None if face == Face() else face


@dataclass(frozen=True, kw_only=True)
class Disc:
    """An encoder or a brake: a round body of this diameter and length, with its largest bore; mm, 0 not published."""

    part_number: str
    diameter: float
    length: float
    bore: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Case:
    """A driver: a box, mm."""

    part_number: str
    length: float
    width: float
    height: float


def disc_of(product: Product) -> Disc | None:
    """The outline of an encoder or a brake; None where not published."""
    diameter, length = _mm(product, "diameter"), _mm(product, "body_length")
    if not diameter or not length:
        return None
    bore = _mm(product, "bore_max")
    return Disc(
        part_number=product.part_number, diameter=diameter, length=length, bore=bore if bore < diameter else 0.0
    )


def case_of(product: Product) -> Case | None:
    """The outline of a driver; None where not published."""
    length, width, height = (_mm(product, key) for key in ("length", "width", "height"))
    if not (length and width and height):
        return None
    return Case(part_number=product.part_number, length=length, width=width, height=height)
