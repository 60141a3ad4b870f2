"""The small picture beside a line: the part's own, or one drawn from its dimensions."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from catalog.drawings import portraits
from catalog.models import Part


def product_of(part: Part | None) -> Any:
    """The motor, gearbox … of a part, or None."""
    return getattr(part, part.kind, None) if part else None


def thumbs(parts: Sequence[Part | None]) -> list[SafeString]:
    """One small picture a line; drawn ones share one scale. Empty where there is nothing to show."""
    products = [product_of(part) for part in parts]
    drawn = [product for product in products if product is not None and not product.image]
    pictures = dict(zip((product.part_id for product in drawn), portraits(drawn), strict=True))
    found = []
    for product in products:
        if product is None:
            found.append(SafeString())
        elif product.image:
            found.append(render_to_string("quoting/parts/thumb.html", {"picture": product.image}))
        else:
            found.append(mark_safe(pictures[product.part_id]))  # noqa: S308  our own drawing
    return found


def for_paper(parts: Sequence[Part | None]) -> dict[str, bytes]:
    """The small pictures of a paper, by their path without the leading slash; a file that is missing is left out."""
    found: dict[str, bytes] = {}
    drawn = [part for part in parts if part and (product := product_of(part)) and not product.image]
    for each, drawing in zip(drawn, portraits([product_of(part) for part in drawn]), strict=True):
        found[f"pictures/{each.pk}.svg"] = drawing.encode()
    for part in parts:
        product = product_of(part)
        if part is None or product is None or not product.image:
            continue
        try:
            rendition = product.image.get_rendition("fill-168x120|format-jpeg|bgcolor-ffffff")
            with rendition.file.open("rb") as handle:
                found[f"pictures/{part.pk}.jpeg"] = handle.read()
        except (OSError, ValueError):
            continue
    return found
