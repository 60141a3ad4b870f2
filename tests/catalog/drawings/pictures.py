"""Reading a drawn picture back."""

import re
from xml.etree import ElementTree as ET

from catalog.drawings.svg import Box, text_box

NS = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ET.Element:
    """The picture as XML. Fails on anything that a strict security policy or a parser would refuse."""
    root = ET.fromstring(svg)
    assert root.tag == f"{NS}svg"
    for element in root.iter():
        assert "style" not in element.attrib
        assert not element.tag.endswith(("script", "style"))
        assert "nan" not in " ".join(element.attrib.values()).split()
        assert not re.search(
            r"\bnan\b|\binf\b", " ".join(element.attrib.get(key, "") for key in ("d", "points", "x", "y"))
        )
    return root


def texts(root: ET.Element) -> list[str]:
    """Every text of the picture."""
    return ["".join(element.itertext()) for element in root.iter(f"{NS}text")]


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    """Elements that carry a class."""
    return [element for element in root.iter() if name in element.get("class", "").split()]


def level_text_boxes(root: ET.Element, *, size: float) -> list[tuple[str, Box]]:
    """The rectangles of all texts that are set level and are not inside a moved group."""
    moved = {text for group in root.iter() if group.get("transform") for text in group.iter(f"{NS}text")}
    found = []
    for element in root.iter(f"{NS}text"):
        if element in moved:
            continue
        words = "".join(element.itertext())
        anchor = element.get("text-anchor", "start")
        found.append(
            (words, text_box(words, float(element.get("x")), float(element.get("y")), size=size, anchor=anchor))
        )
    return found


def overlaps(boxes: list[tuple[str, Box]]) -> list[tuple[str, str]]:
    """Pairs of texts that lie on each other."""
    return [
        (one, other)
        for index, (one, box) in enumerate(boxes)
        for other, other_box in boxes[index + 1 :]
        if box.meets(other_box)
    ]
