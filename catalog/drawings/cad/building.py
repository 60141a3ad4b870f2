"""From a body to its files. One builder a kind."""

from collections.abc import Callable, Mapping

from catalog.drawings.cad.accessories import brake_pieces, driver_pieces, encoder_pieces
from catalog.drawings.cad.blocks import Piece
from catalog.drawings.cad.bodies import Body
from catalog.drawings.cad.gearboxes import gearbox_pieces
from catalog.drawings.cad.glb import glb
from catalog.drawings.cad.motors import motor_pieces
from catalog.drawings.cad.step import step
from catalog.drawings.cad.store import Format
from catalog.drawings.outlines import Outline

BUILDERS: Mapping[str, Callable[[Body], list[Piece]]] = {
    "motor": motor_pieces,
    "gearbox": gearbox_pieces,
    "encoder": encoder_pieces,
    "brake": brake_pieces,
    "driver": driver_pieces,
}


def build(body: Body) -> list[Piece]:
    """The pieces of a body."""
    return BUILDERS[body.kind](body)


def files_of(body: Body) -> dict[Format, bytes]:
    """A body as STEP and as GLB."""
    shown = motor_pieces(body, sheets=True) if body.kind == "motor" else build(body)
    size = body.shape.size if isinstance(body.shape, Outline) else min(body._size())
    return {"step": step(body.name, build(body)), "glb": glb(shown, tolerance=size * 0.0014)}
