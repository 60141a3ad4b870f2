"""The small picture beside a line: the part's own, or its outline drawn from its dimensions."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from catalog.drawings import small
from catalog.models import Part

_PAPER = (
    "<style>rect{fill:#fff;stroke:#000;stroke-width:1}.sh{fill:#555;stroke:none}"
    ".cap{fill:#eee;stroke-width:.75}path{stroke:#777}</style>"
)


def product_of(part: Part | None) -> Any:
    """The motor, gearbox … of a part, or None."""
    return getattr(part, part.kind, None) if part else None


def thumbs(parts: Sequence[Part | None]) -> list[SafeString]:
    """One small picture a line; drawn ones share one scale. Empty where there is nothing to show."""
    products = [product_of(part) for part in parts]
    drawn = [product for product in products if product is not None and not product.picture]
    outlines = dict(zip((product.pk for product in drawn), small.outlines(drawn), strict=True)) if drawn else {}
    found = []
    for product in products:
        if product is None:
            found.append(SafeString())
        elif product.picture:
            found.append(render_to_string("quoting/parts/thumb.html", {"picture": product.picture}))
        else:
            found.append(outlines[product.pk])
    return found


def for_paper(parts: Sequence[Part | None]) -> dict[str, bytes]:
    """The small pictures of a paper, by their path without the leading slash; a file that is missing is left out."""
    found: dict[str, bytes] = {}
    drawn = [part for part in parts if part and (product := product_of(part)) and not product.picture]
    for each, outline in zip(drawn, small.outlines([product_of(part) for part in drawn]), strict=True):
        drawing = outline.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(">", ">" + _PAPER, 1)
        found[f"pictures/{each.pk}.svg"] = drawing.encode()
    for part in parts:
        product = product_of(part)
        if part is None or product is None or not product.picture:
            continue
        try:
            rendition = product.picture.get_rendition("fill-168x120|format-jpeg|bgcolor-ffffff")
            with rendition.file.open("rb") as handle:
                found[f"pictures/{part.pk}.jpeg"] = handle.read()
        except (OSError, ValueError):
            continue
    return found
