"""Solids of encoders, brakes and drivers: their envelope, and enough on it to tell what they are."""

from build123d import Axis, Box, Plane, Pos, Rot, fillet

from catalog.drawings.cad.blocks import Piece, around, connector, cyl, group, rim, screw, top_rim
from catalog.drawings.cad.bodies import Body
from catalog.drawings.outlines import Case, Disc


def encoder_pieces(body: Body) -> list[Piece]:
    """An encoder, its mounting face in z = 0: housing, cover with screws, and a plug or a ribbon on top."""
    part = body.shape
    assert isinstance(part, Disc)  # noqa: S101
    radius, end, lid = part.diameter / 2, -part.length, part.length * 0.2
    bore = cyl(radius * 0.3, end + lid + 0.6, 1)
    housing = rim(cyl(radius, end + lid, 0), end + lid, 0.15)
    seated = "M12" in body.connection
    if seated:
        depth = min(18.0, part.length * 0.8)
        seat = Pos(0, radius / 2 + 0.2, -depth / 2) * Box(min(19.0, radius), radius + 0.4, depth)
        housing += fillet(seat.edges().filter_by(Axis.Y), 1.5)
    cover = rim(rim(cyl(radius, end, end + lid - 0.25), end, min(1.0, lid / 3)), end + lid - 0.25, 0.2)
    size = 1.6 if radius < 12 else 2.0 if radius < 20 else 3.0
    deep = min(size, lid * 0.6)
    places = around(3, radius * 0.8)
    for x, y in places:
        cover -= cyl(size * 0.97, end - 1, end + deep, x, y)
    heads = group([Pos(x, y, end + deep / 2) * _flat_head(size, deep) for x, y in places])
    pieces = [
        Piece("housing", "black", housing - bore),
        Piece("cover", "black", cover),
        Piece("cover_screws", "oxide", heads),
        Piece("hub", "steel", cyl(radius * 0.29, end + lid + 0.7, -0.3) - cyl(radius * 0.16, end, 1)),
    ]
    if seated:
        return [*pieces, *connector("plug", 12.0, (0, radius + 0.3, -min(18.0, part.length * 0.8) / 2), (0, 1, 0))]
    wide, high = radius * 0.8, min(4.0, part.length * 0.35)
    header = Pos(0, radius + 0.6, -part.length * 0.4) * Box(wide, 4.0, high)
    return [*pieces, Piece("header", "plastic", header)]


def _flat_head(size: float, high: float) -> object:
    return cyl(size * 0.9, -high / 2, high / 2) - cyl(size * 0.4, -high, 0)


def brake_pieces(body: Body) -> list[Piece]:
    """A brake, its mounting face in z = 0: magnet body, gap, armature plate, hub, two leads."""
    part = body.shape
    assert isinstance(part, Disc)  # noqa: S101
    radius, end = part.diameter / 2, -part.length
    bore = (part.bore or part.diameter * 0.2) / 2
    plate = part.length * 0.14
    hole = cyl(bore + 2.2, end - 1, 1)
    screw_size = 2.0 if radius < 16 else 3.0 if radius < 32 else 5.0
    places = around(3, radius * 0.82, 90)
    magnet = rim(rim(cyl(radius, end, -2 * plate - 0.6), end, 0.8), -2 * plate - 0.6, 0.3) - hole
    for x, y in places:
        magnet -= cyl(screw_size, end - 1, end + screw_size * 1.2, x, y)
    at = Plane((radius - 0.5, 0, end + part.length * 0.3), z_dir=(1, 0, 0)).location
    return [
        Piece("magnet", "black", magnet),
        Piece("armature", "steel", rim(cyl(radius - 0.4, -2 * plate - 0.4, -plate - 0.4), -plate - 0.4, 0.2) - hole),
        Piece("lining", "rubber", cyl(radius * 0.86, -plate - 0.4, -plate + 0.2) - hole),
        Piece("flange", "zinc", rim(cyl(radius, -plate + 0.2, 0), 0, 0.3) - hole),
        Piece("hub", "steel", cyl(bore + 2, end + part.length * 0.3, 0) - cyl(bore, end - 1, 1)),
        Piece(
            "screws",
            "zinc",
            group([screw(screw_size, x, y, end + screw_size * 1.15, up=False) for x, y in places]),
        ),
        Piece("lead_sleeve", "rubber", at * cyl(2.0, 0, 6)),
        Piece("lead_red", "pvc-red", at * cyl(0.65, 6, 30, 0, 0.8)),
        Piece("lead_black", "pvc-black", at * cyl(0.65, 6, 30, 0, -0.8)),
    ]


def driver_pieces(body: Body) -> list[Piece]:
    """A driver: base plate in z = 0, finned housing to its height, a row of terminals at either end."""
    part = body.shape
    assert isinstance(part, Case)  # noqa: S101
    long, wide, high = part.length, part.width, part.height
    plate = max(2.0, 0.1 * high)
    base = fillet((Pos(0, 0, plate / 2) * Box(long, wide, plate)).edges().filter_by(Axis.Z), 2)
    hole = min(4.5, 0.06 * wide + 1)
    for x in (long / 2 - hole * 1.2, hole * 1.2 - long / 2):
        for y in (wide / 2 - hole * 1.2, hole * 1.2 - wide / 2):
            base -= cyl(hole / 2, -1, plate + 1, x, y)
    inner = long - 5.2 * hole
    housing = fillet((Pos(0, 0, (high + plate) / 2) * Box(inner, wide, high - plate)).edges().filter_by(Axis.Z), 2.5)
    housing = top_rim(housing, 0.8)
    fins = max(4, int(wide / 7))
    for fin in range(1, fins):
        across = -wide / 2 + fin * wide / fins
        housing -= Pos(0, across, high) * Box(inner + 2, wide / fins * 0.42, high * 0.36)
    pieces = [Piece("base", "turned", base), Piece("housing", "black", housing)]
    for side, name in ((1, "power"), (-1, "signals")):
        pitch = 5.08 if side > 0 and wide > 50 else 3.5
        ways = max(3, min(6, int((wide - 4 * hole) / pitch)))
        row = Pos(side * (inner / 2 + hole * 0.9), 0, plate + high * 0.19) * Box(hole * 1.8, ways * pitch, high * 0.38)
        heads = group(
            [
                Pos(side * (inner / 2 + hole * 0.9), (way - (ways - 1) / 2) * pitch, plate + high * 0.38)
                * Rot(0, 0, 20 * way)
                * (cyl(pitch * 0.3, 0, 0.5) - Box(pitch, pitch * 0.09, 1.2))
                for way in range(ways)
            ]
        )
        pieces += [Piece(f"terminals_{name}", "green", row), Piece(f"screws_{name}", "zinc", heads)]
    return pieces
