"""The page of one part: everything that it prints, from a handful of queries whatever the part."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.attributes import ATTRIBUTES, PartKind, Text, UnitSystem
from catalog.drawings import (
    dimension_drawing,
    portrait,
    shared_scale,
    sparkline,
    three_quarter,
)
from catalog.models import Motor, Product
from catalog.operating_point import OperatingPoint, Typed
from catalog.quantities import Figure, show
from catalog.queries import (
    SpecificationGroup,
    fits,
    how_it_reads,
    motors_for,
    specification,
    specification_row,
)
from shop.browse.buying import BuyBox, buy_box
from shop.browse.columns import PART_COLUMNS, aligned
from shop.browse.performance import NOTHING_TYPED, Performance, performance
from shop.browse.results import PRICE_AT
from shop.browse.series_rows import siblings
from shop.browse.solids import Solid, solids
from shop.money import Money
from shop.pricing.queries import Offer, offers

KEYS: Mapping[PartKind, tuple[str, ...]] = {
    "motor": (
        "rated_voltage",
        "rated_torque",
        "rated_speed",
        "rated_power",
        "rated_current",
        "max_efficiency",
        "peak_torque",
        "mass",
        "ip_rating",
    ),
    "gearbox": (
        "ratio",
        "continuous_torque",
        "intermittent_torque",
        "efficiency",
        "max_input_speed",
        "backlash",
        "frame_size",
        "body_length",
        "mass",
    ),
    "encoder": ("encoder_resolution", "signals", "supply_voltage", "max_speed", "diameter", "mass"),
    "brake": ("holding_torque", "rated_voltage", "rated_power", "release_time", "engage_time", "mass"),
    "driver": ("supply_min", "supply_max", "rated_current", "peak_current", "control", "mass"),
}
SHORT: Mapping[str, Text] = {
    "rated_voltage": gettext_lazy("Supply"),
    "rated_torque": gettext_lazy("Torque"),
    "rated_speed": gettext_lazy("Speed"),
    "rated_power": gettext_lazy("Power"),
    "rated_current": gettext_lazy("Current"),
    "max_efficiency": gettext_lazy("Efficiency"),
    "ip_rating": gettext_lazy("Protection"),
    "continuous_torque": gettext_lazy("Continuous torque"),
    "intermittent_torque": gettext_lazy("Peak torque"),
    "encoder_resolution": gettext_lazy("Resolution"),
    "supply_min": gettext_lazy("Supply from"),
    "supply_max": gettext_lazy("Supply to"),
    "max_input_speed": gettext_lazy("Input speed"),
}
SOLIDS: Mapping[str, Text] = {
    "step": gettext_lazy("Solid model for CAD"),
    "glb": gettext_lazy("Solid model to look at"),
}
KINDS: Mapping[PartKind, Text] = {
    "motor": gettext_lazy("Brushless DC motor"),
    "gearbox": gettext_lazy("Gearbox"),
    "encoder": gettext_lazy("Encoder"),
    "brake": gettext_lazy("Holding brake"),
    "driver": gettext_lazy("Driver"),
}
PLURALS: Mapping[PartKind, Text] = {
    "motor": gettext_lazy("Motors"),
    "gearbox": gettext_lazy("Gearboxes"),
    "encoder": gettext_lazy("Encoders"),
    "brake": gettext_lazy("Brakes"),
    "driver": gettext_lazy("Drivers"),
}


@dataclass(frozen=True)
class KeyFigure:
    """One of the figures beside the picture."""

    label: Text
    symbol: str
    figure: Figure


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
        documents=documents(product, diagram=bool(shown_at and shown_at.chart), drawing=bool(drawing), solid=files),
        solid=next((file for file in files if file.format == "glb"), None),
        data=_structured(product, box, system),
    )


def view(product: Product) -> SafeString:
    """The part from the shaft end as its dimensions make it; plainer where a finish is not known."""
    picture = three_quarter(product, ident="view") if isinstance(product, Motor) else ""
    return mark_safe(picture or portrait(product))  # noqa: S308  our own drawing


def key_figures(product: Product, system: UnitSystem) -> list[KeyFigure]:
    """The figures beside the picture; those that are not published are left out."""
    rows = [specification_row(product, key, system) for key in KEYS[product.kind]]
    return [
        KeyFigure(
            SHORT.get(row.attribute.key, row.attribute.label),
            row.attribute.symbol if row.attribute.quantity else "",
            row.figure,
        )
        for row in rows
        if row.figure
    ]


def documents(product: Product, *, diagram: bool, drawing: bool, solid: Sequence[Solid] = ()) -> list[Document]:
    """The files of this part; a picture only where there is something to draw, a solid only where it is built."""
    offered = (
        (True, _("Specifications"), "specifications", "csv"),
        (drawing, _("Dimension drawing"), "drawing", "svg"),
        (drawing, _("Dimension drawing for CAD"), "dxf", "dxf"),
        (diagram, _("Speed–torque diagram"), "diagram", "svg"),
    )
    return [
        Document(label, ending.upper(), reverse("part-file", args=(kind, product.part_number, ending)))
        for there, label, kind, ending in offered
        if there
    ] + [Document(SOLIDS[file.format], file.format.upper(), file.url, file.size) for file in solid]


def summary(product: Product, system: UnitSystem) -> str:
    """What it is in one line: "Brushless DC motor, 57 mm square, Hall 120°"."""
    said = [str(KINDS[product.kind])]
    size, shape = getattr(product, "frame_size", None), getattr(product, "frame_shape", "")
    if size:
        frame = str(show(size, ATTRIBUTES["frame_size"], system))
        said.append(f"{frame} {show(shape, ATTRIBUTES['frame_shape'], system)}" if shape else frame)
    for key in ("commutation_sensor", "design", "control"):
        value = getattr(product, key, "")
        if value and value != "none":
            said.append(str(show(value, ATTRIBUTES[key], system)))
    said.append(product.manufacturer)
    return ", ".join(said)


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
