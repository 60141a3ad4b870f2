"""The page of one part: everything that it prints, from a handful of queries whatever the part."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.attributes import PartKind, Text, UnitSystem
from catalog.drawings import (
    dimension_drawing,
    portrait,
    shared_scale,
    sparkline,
    three_quarter,
)
from catalog.headlines import KINDS, KeyFigure, key_figures, summary
from catalog.models import Motor, Product
from catalog.operating_point import OperatingPoint, Typed
from catalog.queries import (
    SpecificationGroup,
    fits,
    how_it_reads,
    motors_for,
    specification,
)
from shop.browse.buying import BuyBox, buy_box
from shop.browse.columns import PART_COLUMNS, aligned
from shop.browse.performance import NOTHING_TYPED, Performance, performance
from shop.browse.results import PRICE_AT
from shop.browse.series_rows import siblings
from shop.browse.solids import Solid, solids
from shop.datasheets.sheets import size as datasheet_size
from shop.money import Money
from shop.pricing.queries import Offer, offers

SOLIDS: Mapping[str, Text] = {
    "step": gettext_lazy("Solid model for CAD"),
    "glb": gettext_lazy("Solid model to look at"),
}
PLURALS: Mapping[PartKind, Text] = {
    "motor": gettext_lazy("Motors"),
    "gearbox": gettext_lazy("Gearboxes"),
    "encoder": gettext_lazy("Encoders"),
    "brake": gettext_lazy("Brakes"),
    "driver": gettext_lazy("Drivers"),
}


@dataclass(frozen=True)
class TableColumn:
    """The head of a column: word and unit, and whether figures stand under it."""

    label: str
    numeric: bool


@dataclass(frozen=True)
class TableCell:
    """What stands under a head."""

    text: str
    numeric: bool


@dataclass(frozen=True)
class Line:
    """A part among others of its kind: what differs, cells, curve, price and stock."""

    product: Product
    url: str
    here: bool
    differs: str
    cells: Sequence[TableCell]
    spark: SafeString
    offer: Offer | None
    price: Money | None


@dataclass(frozen=True)
class Table:
    """Parts of one kind, with the heads of their columns."""

    label: Text
    columns: Sequence[TableColumn]
    lines: Sequence[Line]

    @property
    def has_curves(self) -> bool:
        """Whether the rows are motors, each with its curve."""
        return any(line.spark for line in self.lines)


@dataclass(frozen=True)
class Document:
    """A file about the part."""

    label: Text
    format: str
    url: str
    size: int | None = None


@dataclass(frozen=True)
class PartPage:
    """All that the page of a part shows."""

    product: Product
    system: UnitSystem
    kind: Text
    summary: str
    keys: Sequence[KeyFigure]
    reading: Sequence[tuple[str, Text]]
    groups: Sequence[SpecificationGroup]
    box: BuyBox
    performance: Performance | None
    view: SafeString
    drawing: SafeString
    fits: Sequence[Table]
    fitted: Sequence[tuple[str, Sequence[Product]]]
    series: Table
    series_count: int
    documents: Sequence[Document]
    solid: Solid | None
    data: SafeString


def part_page(
    product: Product, system: UnitSystem, *, quantity: int | None = None, typed: Typed = NOTHING_TYPED
) -> PartPage:
    """Everything that the page of a part shows. Asks the database a fixed number of times.

    ``typed`` is the visitor's operating point, which a motor's page answers and its links carry on.
    """
    accessories = fits(product) if product.kind == "motor" and product.part_id else {}
    family, series_count = siblings(product, system)
    shown = [product, *(each.product for each in family), *(row for rows in accessories.values() for row in rows)]
    offered = offers([row.part_id for row in shown if row.part_id])
    box = buy_box(offered.get(product.part_id or 0) or Offer("USD"), quantity)
    motor = product if isinstance(product, Motor) else None
    shown_at = performance(motor, system, typed, others=[each.product for each in family]) if motor else None
    drawing = dimension_drawing(product, system=system) or ""
    files = solids(product)
    return PartPage(
        product=product,
        system=system,
        kind=KINDS[product.kind],
        summary=summary(product, system),
        keys=key_figures(product, system),
        reading=how_it_reads(product.part_number),
        groups=specification(product, system),
        box=box,
        performance=shown_at,
        view=view(product),
        drawing=mark_safe(drawing),  # noqa: S308  our own drawing
        fits=[
            part_table(kind, PLURALS[kind], [(row, "") for row in rows], system, offered)
            for kind, rows in accessories.items()
        ],
        fitted=_fitted(product),
        series=part_table(
            product.kind,
            product.series.name,
            [(each.product, each.differs) for each in family],
            system,
            offered,
            product,
            typed.point,
        ),
        series_count=series_count,
        documents=documents(
            product, system, diagram=bool(shown_at and shown_at.chart), drawing=bool(drawing), solid=files
        ),
        solid=next((file for file in files if file.format == "glb"), None),
        data=_structured(product, box, system),
    )


def view(product: Product) -> SafeString:
    """The part from the shaft end as its dimensions make it; plainer where a finish is not known."""
    picture = three_quarter(product, ident="view") if isinstance(product, Motor) else ""
    return mark_safe(picture or portrait(product))  # noqa: S308  our own drawing


def documents(
    product: Product, system: UnitSystem, *, diagram: bool, drawing: bool, solid: Sequence[Solid] = ()
) -> list[Document]:
    """The files of this part; a picture only where there is something to draw, a solid only where it is built."""
    offered = (
        (True, _("Specifications"), "specifications", "csv"),
        (drawing, _("Dimension drawing"), "drawing", "svg"),
        (drawing, _("Dimension drawing for CAD"), "dxf", "dxf"),
        (diagram, _("Speed–torque diagram"), "diagram", "svg"),
    )
    sheet = reverse("part-file", args=("datasheet", product.part_number, "pdf"))
    first = [
        Document(_("Data sheet"), _("PDF, 2 pages"), sheet, datasheet_size(product, system=system)),
        Document(_("Data sheet, US Letter"), _("PDF, 2 pages"), f"{sheet}?paper=letter"),
    ]
    return (
        first
        + [
            Document(label, ending.upper(), reverse("part-file", args=(kind, product.part_number, ending)))
            for there, label, kind, ending in offered
            if there
        ]
        + [Document(SOLIDS[file.format], file.format.upper(), file.url, file.size) for file in solid]
    )


def part_table(
    kind: PartKind,
    label: Text,
    rows: Sequence[tuple[Product, str]],
    system: UnitSystem,
    offered: Mapping[int, Offer] | Mapping[int | None, Offer],
    here: Product | None = None,
    point: OperatingPoint | None = None,
) -> Table:
    """Parts of one kind in the order given, each with what differs; curves on one scale, prices at 50 pieces.

    The visitor's operating point is marked on the curves and travels in the links.
    """
    columns = PART_COLUMNS[kind]
    texts = [aligned([column.cell(row, system) for row, _differs in rows]) for column in columns]
    mark = (point.torque, point.speed) if point else None
    scale = shared_scale([row for row, _differs in rows if isinstance(row, Motor)], point=mark)

    def spark(row: Product) -> SafeString:
        drawn = sparkline(row, scale=scale, point=mark, system=system) if isinstance(row, Motor) else ""
        return mark_safe(drawn)  # noqa: S308  our own drawing

    lines = [
        Line(
            product=row,
            url=f"{row.get_absolute_url()}?{point.query()}" if point else row.get_absolute_url(),
            here=here is not None and row.pk == here.pk,
            differs=differs,
            cells=[TableCell(each[index], column.numeric) for column, each in zip(columns, texts, strict=True)],
            spark=spark(row),
            offer=(offer := offered.get(row.part_id or 0)),
            price=offer.unit_price(PRICE_AT) if offer else None,
        )
        for index, (row, differs) in enumerate(rows)
    ]
    return Table(label, [TableColumn(column.long(system), column.numeric) for column in columns], lines)


def _fitted(accessory: Product) -> list[tuple[str, list[Product]]]:
    """The motors that an accessory fits, series by series."""
    if accessory.kind == "motor" or not accessory.part_id:
        return []
    found: dict[str, list[Product]] = {}
    for motor in motors_for(accessory).order_by("series__slug", "rated_torque", "part__folded"):
        found.setdefault(motor.series.name, []).append(motor)
    return list(found.items())


def _structured(product: Product, box: BuyBox, system: UnitSystem) -> SafeString:
    """The part for machines, as schema.org has it."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.part_number,
        "mpn": product.part_number,
        "sku": product.part_number,
        "category": str(KINDS[product.kind]),
        "description": summary(product, system),
        "brand": {"@type": "Brand", "name": product.manufacturer},
    }
    if box.offer.first and not product.demonstration:
        prices = [each.unit_price.decimal for each in box.offer.breaks]
        data["offers"] = {
            "@type": "AggregateOffer",
            "priceCurrency": box.offer.currency,
            "lowPrice": str(min(prices)),
            "highPrice": str(max(prices)),
            "offerCount": len(prices),
            "availability": f"https://schema.org/{'InStock' if box.offer.stock else 'BackOrder'}",
        }
    text = json.dumps(data, ensure_ascii=False)
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S308


def crumbs(product: Product) -> list[tuple[Text, str]]:
    """From the catalogue to this part."""
    series = reverse("series", args=(product.series.slug,))
    first = (
        (_("Motors"), reverse("motors"))
        if product.kind == "motor"
        else (_("Products"), reverse("wagtail_serve", args=("products/",)))
    )
    return [first, (product.series.name, series), (product.part_number, "")]
