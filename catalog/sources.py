"""Where a figure comes from: what the part says of it, and what its series says of all."""

from dataclasses import dataclass, fields
from typing import Literal, get_args

from django.utils.translation import gettext_lazy as _

from catalog import units
from catalog.attributes import ATTRIBUTES, Text
from catalog.models import Product

Provenance = Literal["published", "measured", "derived", "estimated"]
PROVENANCES: dict[Provenance, Text] = {
    "published": _("published"),
    "measured": _("measured"),
    "derived": _("derived"),
    "estimated": _("estimated"),
}


@dataclass(frozen=True)
class Source:
    """What is known of one figure.

    Attributes:
        given: the figure as the source wrote it.
        unit: the unit that it was written in.
        provenance: published, measured, derived or estimated.
        formula: how a derived figure follows from others.
        band: how far a derived or estimated figure may be off, as text.
        basis: what it holds for, where the source says so.
        reference: which document, page or measurement.
        doubt: why it is not to be trusted; a doubted figure is kept out of the physics.
    """

    given: str = ""
    unit: str = ""
    provenance: Provenance = "published"
    formula: str = ""
    band: str = ""
    basis: str = ""
    reference: str = ""
    doubt: str = ""


_NAMES = frozenset(each.name for each in fields(Source))


def source_of(product: Product, key: str) -> Source:
    """The source of a figure. Without a ``given`` of its own it was written as it is stored, in the usual unit."""
    told = {**product.series.sources.get(key, {}), **product.sources.get(key, {})}
    told = {name: str(text) for name, text in told.items() if name in _NAMES}
    if told.get("provenance") not in get_args(Provenance):
        told.pop("provenance", None)
    source = Source(**told)
    attribute = ATTRIBUTES[key]
    formula = source.formula or (attribute.formula if source.provenance in ("derived", "estimated") else "")
    return Source(**{**source.__dict__, "given": source.given or _given(product, key, source.unit), "formula": formula})


def _given(product: Product, key: str, unit: str) -> str:
    attribute, value = ATTRIBUTES[key], getattr(product, key)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value in (None, "") or attribute.quantity is None:
        return "" if value is None else str(value)
    symbol = units.find(unit, attribute.quantity.name) if unit else None
    return f"{units.from_stored(value, attribute.unit if symbol is None else symbol, attribute.quantity.name):.12g}"
