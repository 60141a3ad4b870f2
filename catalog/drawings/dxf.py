"""A drawing of ours as DXF: its lines, circles, arrows and texts on layers, at the part's full size."""

import io
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from ezdxf import units
from ezdxf.enums import TextEntityAlignment
from ezdxf.filemanagement import new
from ezdxf.layouts.layout import Modelspace

from catalog.drawings.svg import Point

LAYERS = {  # class in the drawing: layer, line type, line weight in hundredths of a mm
    "o": ("OUTLINE", "CONTINUOUS", 50),
    "t": ("THIN", "CONTINUOUS", 25),
    "hid": ("HIDDEN", "DASHED", 25),
    "ctr": ("CENTER", "CENTER", 18),
    "ext": ("DIMENSIONS", "CONTINUOUS", 18),
    "d": ("DIMENSIONS", "CONTINUOUS", 18),
}
TEXT = "TEXT"
TYPE = 10.0  # height of capitals of the drawing's 13-unit type, paper units
ARROW = (10.0, 2.0)  # length, half width
ALIGNMENTS = {
    "start": TextEntityAlignment.LEFT,
    "middle": TextEntityAlignment.CENTER,
    "end": TextEntityAlignment.RIGHT,
}
_STEP = re.compile(r"([MLAqtZ])([^MLAqtZ]*)")
_NUMBER = re.compile(r"-?[\d.]+")
_TURNED = re.compile(r"translate\((\S+) (\S+)\) rotate\(-90\)")


def from_svg(picture: str, *, origin: Point, k: float, without: str) -> str:
    """A dimension drawing as DXF (R2010, mm).

    Args:
        picture: what `Sheet.svg` gave, exact.
        origin: the point on paper that becomes 0, 0.
        k: paper units a millimetre.
        without: a text to leave out: the scale on paper, for here everything is 1:1.
    """
    document = new("R2010", setup=["linetypes"])
    document.units = units.MM
    document.header["$LTSCALE"] = 0.5
    for layer, line, weight in LAYERS.values():
        if layer not in document.layers:
            document.layers.add(layer, linetype=line, lineweight=weight)
    document.layers.add(TEXT)
    writer = _Writer(document.modelspace(), origin, k)
    root = ET.fromstring(picture)  # noqa: S314  our own drawing
    for element in _visible(root):
        if element.text != without:
            writer.add(element)
    out = io.StringIO()
    document.write(out)
    return out.getvalue()


def _visible(parent: ET.Element) -> Iterator[ET.Element]:
    """Everything that is drawn, out of groups."""
    for element in parent:
        name = element.tag.rpartition("}")[2]
        if name == "g":
            yield from _visible(element)
        elif name in ("path", "circle", "rect", "text"):
            yield element


class _Writer:
    """Puts elements of a drawing into model space."""

    def __init__(self, space: Modelspace, origin: Point, k: float) -> None:
        self.space, self.origin, self.k = space, origin, k

    def at(self, x: float, y: float) -> Point:
        """A place on paper in mm of the part, y upwards."""
        return round((x - self.origin[0]) / self.k, 6), round((self.origin[1] - y) / self.k, 6)

    def add(self, element: ET.Element) -> None:
        """One element, on the layer of its class; patterns are left out."""
        name, class_ = element.tag.rpartition("}")[2], element.get("class", "")
        if name == "text":
            self._text(element)
        elif class_ in LAYERS:
            layer = LAYERS[class_][0]
            {"path": self._path, "circle": self._circle, "rect": self._rect}[name](element, layer)

    def _text(self, element: ET.Element) -> None:
        turned = _TURNED.match(element.get("transform", ""))
        x, y = (turned[1], turned[2]) if turned else (element.get("x", "0"), element.get("y", "0"))
        text = self.space.add_text(
            element.text or "", height=TYPE / self.k, rotation=90 if turned else 0, dxfattribs={"layer": TEXT}
        )
        text.set_placement(self.at(float(x), float(y)), align=ALIGNMENTS[element.get("text-anchor", "start")])

    def _circle(self, element: ET.Element, layer: str) -> None:
        x, y, radius = (float(element.get(key, "0")) for key in ("cx", "cy", "r"))
        self.space.add_circle(self.at(x, y), round(radius / self.k, 6), dxfattribs={"layer": layer})

    def _rect(self, element: ET.Element, layer: str) -> None:
        x, y, wide, high, r = (float(element.get(key, "0")) for key in ("x", "y", "width", "height", "rx"))
        corners: list[tuple[float, float, float]] = []  # x, y and the bulge of the way to the next
        quarter = math.tan(math.pi / 8)
        for place, bulge in (
            ((x + r, y), 0.0),
            ((x + wide - r, y), -quarter),
            ((x + wide, y + r), 0.0),
            ((x + wide, y + high - r), -quarter),
            ((x + wide - r, y + high), 0.0),
            ((x + r, y + high), -quarter),
            ((x, y + high - r), 0.0),
            ((x, y + r), -quarter),
        ):
            corners.append((*self.at(*place), bulge))
        if not r:
            corners = [
                (*self.at(*place), 0.0) for place in ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))
            ]
        self.space.add_lwpolyline(corners, format="xyb", close=True, dxfattribs={"layer": layer})

    def _path(self, element: ET.Element, layer: str) -> None:
        """Broken lines, the circle of a D-cut, and the wave that cuts leads off."""
        places: list[tuple[float, float, float]] = []
        closed = False
        for sign, written in _STEP.findall(element.get("d", "")):
            values = [float(value) for value in _NUMBER.findall(written)]
            if sign in "ML":
                places.append((values[0], values[1], 0.0))
            elif sign == "A":  # rx ry turn large sweep x y; of ours always the large arc
                x0, y0, _bulge = places[-1]
                places[-1] = (x0, y0, _bulge_of((x0, y0), (values[5], values[6]), values[0]))
                places.append((values[5], values[6], 0.0))
            elif sign in "qt":  # a quadratic wave: its ends are enough
                x0, y0, _bulge = places[-1]
                places.append((x0 + values[-2], y0 + values[-1], 0.0))
            else:
                closed = True
        points = [(*self.at(x, y), bulge) for x, y, bulge in places]
        self.space.add_lwpolyline(points, format="xyb", close=closed, dxfattribs={"layer": layer})
        for mark, tip, tail in (("marker-start", places[0], places[1]), ("marker-end", places[-1], places[-2])):
            if element.get(mark):
                self._arrow(tip[:2], tail[:2], layer)

    def _arrow(self, tip: Point, tail: Point, layer: str) -> None:
        far = math.dist(tip, tail) or 1.0
        x, y = (tail[0] - tip[0]) / far, (tail[1] - tip[1]) / far
        long, half = ARROW
        base = (tip[0] + x * long, tip[1] + y * long)
        corners = [tip, (base[0] - y * half, base[1] + x * half), (base[0] + y * half, base[1] - x * half)]
        self.space.add_solid([self.at(*corner) for corner in corners], dxfattribs={"layer": layer})


def _bulge_of(start: Point, end: Point, radius: float) -> float:
    """The bulge of the larger arc between two places, clockwise on paper downwards from the flat of a D-cut."""
    half = min(math.dist(start, end) / 2 / radius, 1.0)
    turn = 2 * math.pi - 2 * math.asin(half)
    return math.tan(turn / 4)
