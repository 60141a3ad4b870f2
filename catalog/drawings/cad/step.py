"""Pieces as a STEP file (AP214, with names and colours), and what a STEP file holds when it is read back."""

import re
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from build123d import Color, Compound, PrecisionMode, Unit, export_step, import_step

from catalog.drawings.cad.blocks import Piece, Shape
from catalog.drawings.cad.finishes import FINISHES

WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)  # the same body gives the same bytes


def step(name: str, pieces: Sequence[Piece]) -> bytes:
    """The pieces as one assembly of this name."""
    children = []
    for piece in pieces:
        piece.shape.label = piece.name
        piece.shape.color = Color(*FINISHES[piece.finish].colour)
        children.append(piece.shape)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.step"
        export_step(
            Compound(label=name, children=children),
            path,
            unit=Unit.MM,
            write_pcurves=False,
            precision_mode=PrecisionMode.AVERAGE,
            timestamp=WRITTEN,
        )
        return path.read_bytes()


class Read(NamedTuple):
    """What a STEP file holds, mm.

    Attributes:
        solids: how many.
        valid: whether the kernel finds nothing wrong with any of them.
        length: of the body from the mounting face to its end, without shaft and leads.
        size: of the mounting face across.
        shaft_diameter, shaft_length: from the mounting face.
    """

    solids: int
    valid: bool
    length: float
    size: float
    shaft_diameter: float
    shaft_length: float


def read_motor(content: bytes) -> Read:
    """Read the STEP file of a motor and measure it. Raises ValueError where it has no shaft or no front."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "read.step"
        path.write_bytes(content)
        assembly = import_step(path)
    named: dict[str, Shape] = {piece.label: piece for piece in assembly.children}
    if "shaft" not in named or "cap_front" not in named:
        raise ValueError(sorted(named))
    aside = re.compile("shaft$|key|pilot|bearing|lead_|grommet|connector|terminal|gland")
    body = [piece.bounding_box() for name, piece in named.items() if not aside.match(name)]
    shaft, front = named["shaft"].bounding_box(), named["cap_front"].bounding_box()
    solids = assembly.solids()
    return Read(
        solids=len(solids),
        valid=all(solid.is_valid for solid in solids),
        length=-min(box.min.Z for box in body),
        size=front.size.X,
        shaft_diameter=shaft.size.X,
        shaft_length=shaft.max.Z,
    )
