"""Which body a part has: what its solid is built from, and a name that all parts of the same body share.

Windings of one length share a body. Leads and connectors are shown by kind, not by wire gauge, so that they do too.
"""

import hashlib
import json
from dataclasses import asdict, dataclass

from catalog.drawings.outlines import Case, Disc, Outline, case_of, disc_of, outline_of
from catalog.models import Product

BUILT_BY = 1
"""Raise this when the builders change what they make: every stored solid is then built again."""

NOT_SHAPE = ("part_number", "lead_count", "lead_length")


@dataclass(frozen=True, kw_only=True)
class Body:
    """What the solid of a part is built from.

    Attributes:
        kind: motor, gearbox, encoder, brake or driver.
        shape: its dimensions, mm.
        finish: of a motor: black, anodised, laminations.
        connection: leads, box, or the sizes of its circular connectors ("M23 M12"); empty where not published.
    """

    kind: str
    shape: Outline | Disc | Case
    finish: str = ""
    connection: str = ""

    @property
    def name(self) -> str:
        """Name of its files, for people and machines: ``motor-57x94-3f2a9c1b``. Equal bodies, equal names."""
        figures = {key: value for key, value in asdict(self.shape).items() if key not in NOT_SHAPE}
        told = json.dumps([BUILT_BY, self.kind, self.finish, self.connection, figures], sort_keys=True)
        across, along = self._size()
        return f"{self.kind}-{across:g}x{along:g}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"

    def _size(self) -> tuple[float, float]:
        if isinstance(self.shape, Outline):
            return self.shape.size, self.shape.length
        if isinstance(self.shape, Disc):
            return self.shape.diameter, self.shape.length
        return self.shape.width, self.shape.length


def body_of(product: Product) -> Body | None:
    """The body of a part; None where its dimensions are not published. Asks the database nothing."""
    shape: Outline | Disc | Case | None
    if product.kind in ("motor", "gearbox"):
        shape = outline_of(product)
    elif product.kind == "driver":
        shape = case_of(product)
    else:
        shape = disc_of(product)
    if shape is None:
        return None
    return Body(
        kind=product.kind,
        shape=shape,
        finish=str(getattr(product, "finish", "") or ""),
        connection=_connection(str(getattr(product, "connection", "") or "")),
    )


def _connection(text: str) -> str:
    """What a connection looks like: "M23 and M12 connectors, potted" becomes "M23 M12"."""
    if "leads" in text:
        return "leads"
    if "box" in text:
        return "box"
    words = text.replace(",", " ").split()
    sizes = [word for word in words if word.startswith("M") and word[1:].isdigit()]
    return " ".join(sizes) or (words[0] if words else "")
