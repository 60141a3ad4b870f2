"""Every read of the catalogue that is more than a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from catalog import quantities
from catalog.attributes import ATTRIBUTES, GROUPS, Attribute, PartKind, Text, UnitSystem, for_kind
from catalog.models import PRODUCTS, Part, Product
from catalog.part_numbers import MAX_LENGTH, fold
from catalog.quantities import Figure
from catalog.reading import how_it_reads
from catalog.sources import Provenance, source_of

__all__ = [
    "SpecificationGroup",
    "SpecificationRow",
    "find_part",
    "find_parts",
    "fits",
    "how_it_reads",
    "motors_for",
    "published",
    "specification",
    "specification_row",
]


def published(kind: PartKind = "motor") -> QuerySet[Product]:
    """What visitors see of one kind of part, with its part and series."""
    return PRODUCTS[kind]._default_manager.filter(live=True).select_related("part", "series")


def find_part(text: str) -> Part | None:
    """The part that somebody means by this text, whatever its case, dashes, spaces and dots: ``57bl94 2430``."""
    folded = fold(text[: 4 * MAX_LENGTH])
    return Part.objects.filter(folded=folded).first() if folded else None


def find_parts(texts: Iterable[str]) -> list[Part]:
    """As `find_part` for several, in their order, each once, with their products and series; unknown ones left out."""
    wanted = list(dict.fromkeys(folded for folded in (fold(text[: 4 * MAX_LENGTH]) for text in texts) if folded))
    found = {part.folded: part for part in Part.objects.with_products().filter(folded__in=wanted)}
    return [found[folded] for folded in wanted if folded in found]


def fits(motor: Product) -> dict[PartKind, list[Product]]:
    """The published accessories that somebody has said to fit this motor; kinds without any are left out."""
    found: dict[PartKind, list[Product]] = {}
    for kind in PRODUCTS:
        if kind == "motor":
            continue
        rows = list(published(kind).filter(part__fitted_by__motor=motor.part_id))
        if rows:
            found[kind] = sorted(rows, key=lambda row: (row.series.slug, row.pk))
    return found


def motors_for(accessory: Product) -> QuerySet[Product]:
    """The published motors that this accessory fits."""
    return published("motor").filter(part__fits__part=accessory.part_id)


@dataclass(frozen=True)
class SpecificationRow:
    """One line of a data sheet.

    Attributes:
        value: as stored, None where nothing is published.
        figure: as printed, None where nothing is published.
        given: as the source wrote it, with its unit.
        note: what the figure must be read with ("at 25 °C").
        formula, basis: how a derived figure follows, and what it holds for.
        doubt: why staff should not trust it.
    """

    attribute: Attribute
    value: float | str | bool | None
    figure: Figure | None
    given: str
    provenance: Provenance
    note: str
    formula: str
    basis: str
    doubt: str


@dataclass(frozen=True)
class SpecificationGroup:
    """The lines under one heading of a data sheet."""

    key: str
    label: Text
    rows: Sequence[SpecificationRow]


def specification(
    product: Product, system: UnitSystem = "si", *, missing: bool = False, staff: bool = False
) -> list[SpecificationGroup]:
    """The data sheet of a product, group by group. Asks the database nothing where its series is at hand.

    Figures that are not published are left out unless ``missing`` asks for those that people search by; the figures
    of the winding are for ``staff``.
    """
    groups: dict[str, list[SpecificationRow]] = {key: [] for key in GROUPS}
    for attribute in for_kind(product.kind):
        if attribute.staff_only and not staff:
            continue
        row = specification_row(product, attribute, system)
        if row.figure or (missing and attribute.search):
            groups[attribute.group].append(row)
    return [SpecificationGroup(key, GROUPS[key], tuple(rows)) for key, rows in groups.items() if rows]


def specification_row(product: Product, attribute: Attribute | str, system: UnitSystem = "si") -> SpecificationRow:
    """One line of the data sheet of a product."""
    attribute = ATTRIBUTES[attribute] if isinstance(attribute, str) else attribute
    value = getattr(product, attribute.key)
    if value in (None, ""):
        return SpecificationRow(attribute, None, None, "", "published", "", "", "", "")
    if not attribute.stored:
        return SpecificationRow(attribute, value, Figure(str(value)), str(value), "published", "", "", "", "")
    source = source_of(product, attribute.key)
    return SpecificationRow(
        attribute=attribute,
        value=value,
        figure=quantities.show(value, attribute, system),
        given=f"{source.given} {source.unit}".strip() if source.unit not in ("", "1") else source.given,
        provenance=source.provenance,
        note=_note(product, attribute, system),
        formula=source.formula,
        basis=source.basis,
        doubt=source.doubt,
    )


def _note(product: Product, attribute: Attribute, system: UnitSystem) -> str:
    """The attribute's note with the figures of this product in it, empty where one of them is not published."""
    note = str(attribute.note)
    for key in ATTRIBUTES:
        if f"{{{key}}}" in note:
            value = getattr(product, key, None)
            if value in (None, ""):
                return ""
            note = note.replace(f"{{{key}}}", str(quantities.show(value, key, system)))
    return note
