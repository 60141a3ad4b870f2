"""The solid of a motor: caps, stator or tube, shaft, leads or connectors.

What the catalogue publishes is built to the figure: frame, length, pilot, holes, shaft. The rest (caps, screws, where
a connector stands) only shows what kind of thing it is.
"""

import math

from build123d import (
    Axis,
    Box,
    Circle,
    Compound,
    Plane,
    Pos,
    RectangleRounded,
    Rot,
    fillet,
)

from catalog.drawings.cad.blocks import (
    Piece,
    Place,
    Shape,
    around,
    connector,
    cyl,
    front_pieces,
    group,
    notched,
    prism,
    rim,
    screw,
    shaft_pieces,
    top_rim,
)
from catalog.drawings.cad.bodies import Body
from catalog.drawings.outlines import Outline

SEAM = 0.5  # between tube and caps: parts are told apart by the shadow in their joint
HALL_LEADS = ("red", "black", "white", "grey", "orange")
PHASE_LEADS = ("yellow", "green", "blue")


def motor_pieces(body: Body, *, sheets: bool = False) -> list[Piece]:
    """A motor, its mounting face in z = 0. ``sheets`` grooves the stator: for the eye, not for a construction."""
    part = body.shape
    assert isinstance(part, Outline)  # noqa: S101  a motor's shape is an outline
    if part.outer_rotor:
        pieces = _outer_rotor(part)
    elif part.square:
        pieces = _square(part, body.finish, sheets=sheets)
    else:
        pieces = _round(part)
    pieces += shaft_pieces(part, (part.flange_thickness or 0.085 * part.size) - 1)
    return pieces + _connection(part, body.connection)


def rear_length(part: Outline) -> float:
    """How long the rear cap is drawn."""
    return 0.24 * part.size if part.square else max(5.0, min(16.0, 0.16 * part.length))


def _square(part: Outline, finish: str, *, sheets: bool) -> list[Piece]:
    """Two caps, a stator between them, corners notched behind the flange holes."""
    size, end = part.size, -part.length
    corner = part.hole_circle / 2 * math.sqrt(0.5) or 0.4 * size
    notch, flange, shoulder = 0.098 * size, part.flange_thickness or 0.085 * size, 0.13 * size
    outline = notched(size - 0.3, corner, notch)
    blank = rim(rim(prism(RectangleRounded(size, size, size * 0.075), -flange, 0), 0, 0.5), -flange, 0.4)
    blank += prism(outline, -flange - shoulder, -flange + 0.1)
    black = finish == "black"
    cap = "black" if black else "cast"
    pieces = front_pieces(part, blank, cap, bare=black)
    front, back = -flange - shoulder, end + rear_length(part)
    pieces.append(Piece("stack", "lamination", _stack(part, corner, notch, back, front, sheets=sheets)))
    screw_size = 3.0 if size < 50 else 4.0 if size < 70 else 5.0
    inset = (notch * 0.85 + screw_size * 0.98 + 0.8) * math.sqrt(0.5)
    places = around(4, (corner - notch * 0.15 - inset) * math.sqrt(2))
    rear = rim(prism(outline, end, back), end, 0.9)
    return pieces + _rear(part, rear, cap, places, screw_size, "oxide" if black else "zinc")


def _stack(part: Outline, corner: float, notch: float, back: float, front: float, *, sheets: bool) -> Shape:
    """The stator: plain, or as some twenty slabs whose grooves read as laminations on a screen."""
    sketch = notched(part.size - 0.9, corner, notch + 0.2)
    if not sheets:
        return prism(sketch, back, front)
    count = max(3, round((front - back) / (part.size * 0.045)))
    pitch = (front - back) / count
    slabs = [prism(sketch, back + each * pitch + 0.1, back + (each + 1) * pitch - 0.1) for each in range(count)]
    return group([*slabs, prism(notched(part.size - 1.8, corner, notch + 0.6), back, front)])


def _round(part: Outline) -> list[Piece]:
    """Turned caps in the ends of an anodised tube."""
    radius, end = part.size / 2, -part.length
    flange = part.flange_thickness or 0.16 * part.size
    rear = rear_length(part)
    blank = rim(rim(cyl(radius, -flange, 0), 0, 0.6), -flange, 0.3)
    pieces = front_pieces(part, blank, "turned")
    back, front = end + rear + SEAM, -flange - SEAM
    tube = cyl(radius, back, front) - cyl(radius - 1.2, end, 0)
    pieces.append(Piece("joint", "rubber", cyl(radius - 0.6, end + 1, -flange + 0.5)))
    pieces.append(Piece("tube", "anodised", rim(rim(tube, front, 0.25), back, 0.25)))
    cap = rim(rim(cyl(radius, end, end + rear), end, min(1.2, rear / 4)), end + rear, 0.25)
    screw_size = 2.5 if part.size < 45 else 3.0
    if part.size < 30:
        screw_size = 1.6
    return pieces + _rear(part, cap, "black", around(3, part.size * 0.37, 90), screw_size, "oxide")


def _rear(
    part: Outline, cap: Shape, finish: str, places: list[Place], screw_size: float, screw_finish: str
) -> list[Piece]:
    """Rear cap: screws sunk in pockets, and a turned ring around the bearing seat."""
    end = -part.length
    for x, y in places:
        cap -= cyl(screw_size * 0.98, end - 1, end + screw_size * 1.15, x, y)
    cap -= cyl(part.size * 0.2, end - 1, end + 0.8) - cyl(part.size * 0.12, end - 2, end + 2)
    heads = group([screw(screw_size, x, y, end + screw_size * 1.15, up=False) for x, y in places])
    return [Piece("cap_rear", finish, cap), Piece("screws_rear", screw_finish, heads)]


def _outer_rotor(part: Outline) -> list[Piece]:
    """Flat motor: mounting plate, board, coils, and a windowed bell that turns around them."""
    size, radius, end = part.size, part.size / 2, -part.length
    flange = part.flange_thickness or 0.08 * size
    plate = rim(rim(cyl(radius, -flange, 0), 0, 0.5), -flange, 0.3)
    bell_front, bell_back = -flange - 2.8, end + 1.0
    bell = cyl(radius - 0.15, bell_back, bell_front) - cyl(radius - 1.5, bell_back + 1.4, 0)
    for window in range(6):
        hole = RectangleRounded(size * 0.2, size * 0.17, size * 0.05)
        bell -= Rot(0, 0, window * 60) * prism(Pos(size * 0.27, 0) * hole, bell_back - 1, bell_back + 2)
    hub = rim(cyl(size * 0.1, end + 0.3, bell_back + 3), end + 0.3, 0.4)
    hub -= cyl(part.shaft_diameter / 2 + 0.15, end - 1, end + 1.6)
    tail = rim(cyl(part.shaft_diameter / 2, end, -flange - 1), end, min(0.3, part.shaft_diameter / 10))
    coil_back, coil_front = bell_back + 2.2, -flange - 3.0
    coil = Pos(size * 0.31, 0, (coil_front + coil_back) / 2) * Box(size * 0.2, size * 0.125, coil_front - coil_back)
    coil = fillet(coil.edges().filter_by(Axis.X), min(size * 0.05, (coil_front - coil_back) * 0.3))
    pieces = front_pieces(part, plate, "turned")
    pieces += [
        Piece("board", "pcb", cyl(radius - 0.8, -flange - 1.6, -flange)),
        Piece("bell", "anodised", rim(rim(bell, bell_back, 1.0), bell_front, 0.3)),
        Piece("hub", "steel", hub),
        Piece("shaft_rear", "steel", tail),
        Piece("coils", "copper", Compound([Rot(0, 0, 15 + 30 * each) * coil for each in range(12)])),
    ]
    if coil_front - coil_back > 8:
        core = cyl(radius - 2, coil_back + 2.5, coil_front - 2) - cyl(size * 0.15, end, 0)
        pieces.append(Piece("core", "lamination", core))
    return pieces


def _connection(part: Outline, connection: str) -> list[Piece]:
    """Lead stubs of 40 mm, circular connectors, or a terminal box, on top of the rear cap."""
    if connection == "leads":
        return _leads(part)
    size = part.size
    middle = -part.length + rear_length(part) * 0.5
    if connection == "box":
        return _terminal_box(part)
    names = connection.split()
    diameters = {"M12": 12.0, "M17": 15.0, "M23": min(23.0, size * 0.24), "M40": min(26.0, size * 0.26)}
    if names == ["M23"]:
        names = ["M23", "M23"]
    sizes = [diameters.get(name, 15.0) for name in names]
    places = [-0.24 * size, 0.24 * size] if len(sizes) == 2 else [0.0]
    pieces = []
    for index, (diameter, x) in enumerate(zip(sizes, places, strict=False)):
        pieces += connector(f"connector{index + 1}", diameter, (x, size / 2 - 0.2, middle), (0, 1, 0))
    return pieces


def _terminal_box(part: Outline) -> list[Piece]:
    """A box with a lid and a cable gland towards the right."""
    size = part.size
    long, wide, high = min(0.6 * part.length, 0.75 * size), 0.62 * size, 0.26 * size
    middle, base = -part.length + long / 2 + 4, size / 2 - 0.3
    box = fillet((Pos(0, base + high / 2, middle) * Box(wide, high, long)).edges().filter_by(Axis.Y), 4)
    lid = fillet((Pos(0, base + high + 2.1, middle) * Box(wide, 4, long)).edges().filter_by(Axis.Y), 4)
    lid = top_rim(lid, 0.8, Axis.Y)
    at = Plane((wide / 2 - 0.2, base + high / 2, middle), z_dir=(1, 0, 0)).location
    gland = top_rim(cyl(high * 0.34, 0, 9) - cyl(high * 0.2, 4, 10), 0.8)
    return [
        Piece("terminal_box", "cast", box),
        Piece("terminal_lid", "cast", lid),
        Piece("gland", "plastic", at * gland),
    ]


def lead_sizes(part: Outline) -> list[tuple[str, float]]:
    """Colour and outer diameter of each lead as it is shown: three phases, and five of the Hall sensor."""
    thick = next(
        width for limit, width in ((30, 1.3), (46, 1.7), (61, 1.9), (91, 2.2), (999, 2.6)) if part.size < limit
    )
    return [(colour, thick) for colour in PHASE_LEADS] + [(colour, 1.3) for colour in HALL_LEADS]


def lead_exit(part: Outline) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Where the leads leave, and in which direction."""
    if part.outer_rotor:
        return (part.size / 2 - 2, -part.size * 0.12, -(part.flange_thickness or 0.08 * part.size) - 1.9), (1, 0, 0)
    if part.rear_leads:
        return (0, -part.size * 0.3, -part.length), (0, 0, -1)
    return (part.size / 2 - 0.3, -part.size * 0.16, -part.length + rear_length(part) * 0.5), (1, 0, 0)


def bundle_radius(leads: list[tuple[str, float]]) -> float:
    """Of leads packed into a sleeve."""
    return 1.25 * math.sqrt(sum((width / 2) ** 2 for _colour, width in leads))


def _leads(part: Outline) -> list[Piece]:
    leads = lead_sizes(part)
    place, direction = lead_exit(part)
    at = Plane(place, z_dir=direction).location
    radius = bundle_radius(leads)
    pieces = []
    if not part.outer_rotor:
        grommet = cyl(radius + 1.6, -0.2, 2.2) + cyl(radius + 0.8, -0.2, 5)
        pieces.append(Piece("grommet", "rubber", at * top_rim(grommet, 0.5)))
    pieces.append(Piece("lead_sleeve", "rubber", at * prism(Circle(radius + 0.35), 4, 22)))
    reach = radius - 0.55 * min(width for _colour, width in leads)
    for index, (colour, width) in enumerate(leads):  # packed like the seeds of a sunflower
        out, turn = reach * math.sqrt((index + 0.3) / len(leads)), 2.4 * index
        lead = cyl(width / 2, 20, 40, out * math.cos(turn), out * math.sin(turn))
        pieces.append(Piece(f"lead_{colour}", f"pvc-{colour}", at * lead))
    return pieces
