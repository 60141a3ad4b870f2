"""The columns of the result table: what stands in the head and in each cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalog import units
from catalog.attributes import ATTRIBUTES, PartKind, Text, UnitSystem
from catalog.models import Product
from catalog.quantities import number, show, unit_name
from shop.browse.asked import POINT_SORTS, Query
from shop.browse.fields import field_names, fields
from shop.browse.search import ORDER_AT_A_POINT, USUAL_ORDER

FIGURE_SPACE, PUNCTUATION_SPACE = "\u2007", "\u2008"


@dataclass(frozen=True)
class Column:
    """One attribute as a column: every cell in one unit, which stands in the head.

    Attributes:
        short: the word in the head.
        css: when the column leaves as the window narrows.
    """

    key: str
    short: Text
    css: str = ""

    @property
    def sort(self) -> str:
        """The name to sort by in an address."""
        return field_names()[self.key]

    @property
    def symbol(self) -> str:
        """What engineers write for it."""
        return ATTRIBUTES[self.key].symbol

    @property
    def numeric(self) -> bool:
        """Whether its cells are figures, set to the right."""
        return ATTRIBUTES[self.key].quantity is not None

    def unit(self, system: UnitSystem) -> str:
        """The unit of every cell."""
        quantity = ATTRIBUTES[self.key].quantity
        if quantity is None:
            return ""
        return (quantity.us_units or quantity.units)[0] if system == "us" else quantity.units[0]

    @property
    def classes(self) -> str:
        """Classes of a cell: a figure stands to the right; a name by which a narrow window picks it."""
        return f"{'n ' if self.numeric else ''}{self.css}".strip()

    def long(self, system: UnitSystem) -> str:
        """What stands above the figure where a row becomes a card: the word and the unit."""
        unit = unit_name(self.unit(system))
        return f"{self.short}, {unit}" if unit else str(self.short)

    def cell(self, product: Product, system: UnitSystem) -> str:
        """What stands in this part's row, empty where nothing is published."""
        attribute, value = ATTRIBUTES[self.key], getattr(product, self.key)
        if value in (None, ""):
            return ""
        if attribute.quantity is None:
            return show(value, attribute, system).number
        shown = units.from_stored(value, self.unit(system), attribute.quantity.name)
        return number(shown, whole=attribute.quantity.whole, digits=3 if abs(shown) < 1000 else 4)


@dataclass(frozen=True)
class PointColumn:
    """What is known of each motor at the visitor's operating point: its current, its efficiency, its margin."""

    key: str
    short: Text
    symbol: str
    unit_name: Text
    css: str
    numeric: bool = True

    @property
    def sort(self) -> str:
        """The name to sort by in an address."""
        return self.key

    @property
    def classes(self) -> str:
        """Classes of a cell."""
        return self.css

    def unit(self, system: UnitSystem) -> str:  # noqa: ARG002  the same in both
        """The unit of every cell."""
        return str(self.unit_name)

    def long(self, system: UnitSystem) -> str:
        """What stands above the figure where a row becomes a card."""
        return f"{self.short}, {self.unit(system)}"


AnyColumn = Column | PointColumn

POINT_COLUMNS = (
    PointColumn("point_current", _("Current"), "I", "A", "n p c-cur"),
    PointColumn("point_efficiency", pgettext_lazy("efficiency, short", "Effic."), "η", "%", "n p c-eff"),
    PointColumn("margin", _("Torque margin"), "", _("in hand"), "p mg"),
)
# Without a point the table shows rated current and best efficiency instead.
_INSTEAD = ("rated_current", "max_efficiency")

COLUMNS = (
    Column("frame_size", _("Frame"), "c-frame"),
    Column("body_length", _("Length"), "c-len"),
    Column("rated_voltage", _("Supply"), "c-volt"),
    Column("rated_torque", _("Torque"), "c-torque"),
    Column("rated_speed", _("Speed"), "c-speed"),
    Column("rated_power", _("Power"), "c-power"),
    Column("rated_current", _("Current"), "c-cur"),
    Column("max_efficiency", pgettext_lazy("efficiency, short", "Effic."), "c-eff"),
    Column("mass", _("Mass"), "c-mass"),
    Column("ip_rating", _("IP"), "c-ip"),
)

# Of parts that stand in a table on the page of another part.
PART_COLUMNS: Mapping[PartKind, Sequence[Column]] = {
    "motor": (
        Column("body_length", _("Length")),
        Column("rated_voltage", _("Supply")),
        Column("rated_torque", _("Torque")),
        Column("rated_speed", _("Speed")),
        Column("rated_power", _("Power")),
        Column("mass", _("Mass")),
    ),
    "gearbox": (
        Column("ratio", _("Ratio")),
        Column("continuous_torque", _("Torque")),
        Column("efficiency", pgettext_lazy("efficiency, short", "Effic.")),
        Column("backlash", _("Backlash")),
        Column("max_input_speed", _("Input speed")),
        Column("body_length", _("Length")),
        Column("mass", _("Mass")),
    ),
    "encoder": (
        Column("encoder_resolution", _("Resolution")),
        Column("signals", _("Signals")),
        Column("supply_voltage", _("Supply")),
        Column("body_length", _("Adds")),
    ),
    "brake": (
        Column("holding_torque", _("Holds")),
        Column("rated_voltage", _("Supply")),
        Column("rated_power", _("Power")),
        Column("release_time", _("Releases in")),
        Column("body_length", _("Adds")),
        Column("mass", _("Mass")),
    ),
    "driver": (
        Column("supply_min", _("Supply from")),
        Column("supply_max", _("to")),
        Column("rated_current", _("Continuous")),
        Column("peak_current", _("Peak")),
        Column("control", _("Control")),
    ),
}


def aligned(texts: Sequence[str]) -> list[str]:
    """Figures of one column with their decimal signs below each other: what lacks digits ends in spaces as wide."""
    point = "," if (get_language() or "en").startswith("de") else "."
    decimals = [len(text.partition(point)[2]) for text in texts]
    most = max(decimals, default=0)
    return [
        text + (PUNCTUATION_SPACE if most and not had else "") + FIGURE_SPACE * (most - had)
        if text[:1].isdigit()
        else text
        for text, had in zip(texts, decimals, strict=True)
    ]


@dataclass(frozen=True)
class Head:
    """A column's head: its words, where sorting by it leads, how it is sorted now."""

    label: Text
    url: str
    symbol: str = ""
    unit: Text = ""
    css: str = ""
    direction: str = ""


def head(label: Text, sort: str, query: Query, **rest: Any) -> Head:
    """The head of a column; sorting twice turns the order round."""
    current = query.sort or (ORDER_AT_A_POINT if query.operating else USUAL_ORDER)
    direction = {sort: "ascending", f"-{sort}": "descending"}.get(current, "")
    target = f"-{sort}" if current == sort else sort
    return Head(label, url=f"?{query.sorted_by(target).written()}", direction=direction, **rest)


def available(query: Query) -> list[AnyColumn]:
    """Every column that can be shown, in the order of the table: the usual ones first."""
    usual = {column.key for column in COLUMNS}
    more = [
        Column(field.attribute.key, field.attribute.label)
        for field in fields().values()
        if field.attribute and field.attribute.key not in usual and field.search in ("range", "choice")
    ]
    usual_ones: list[AnyColumn] = []
    for column in COLUMNS:
        if column.key == _INSTEAD[0] and query.operating:
            usual_ones += POINT_COLUMNS
        usual_ones.append(column)
    return [*usual_ones, *more]


def shown(query: Query, chosen: Sequence[str]) -> list[AnyColumn]:
    """The columns of the table: the visitor's choice, else the usual ones. With a point the margin is always there."""
    every = available(query)
    if chosen:
        return [
            replace(column, css="") if isinstance(column, Column) and column.key not in usual_keys() else column
            for column in every
            if column.key in chosen or column.key == "margin"
        ]
    usual = usual_keys() | set(POINT_SORTS)
    left_out = _INSTEAD if query.operating else ()
    return [column for column in every if column.key in usual and column.key not in left_out]


def usual_keys() -> set[str]:
    """Keys of the columns that are shown to those who have chosen none."""
    return {column.key for column in COLUMNS}


def heads(query: Query, system: UnitSystem, columns: Sequence[AnyColumn] = COLUMNS) -> Sequence[Head]:
    """The heads of the attribute columns."""
    return [
        head(
            column.short,
            column.sort,
            query,
            symbol=column.symbol,
            unit=unit_name(column.unit(system)) if isinstance(column, Column) else column.unit(system),
            css=column.classes,
        )
        for column in columns
    ]


COOKIE = "columns"
MOST_CHOSEN = 40
_YEAR = 365 * 24 * 3600


def chosen(request: HttpRequest) -> list[str]:
    """The columns that this visitor has chosen; empty for the usual ones."""
    return request.COOKIES.get(COOKIE, "").split(".")[:MOST_CHOSEN] if request.COOKIES.get(COOKIE) else []


def remember(response: HttpResponse, keys: Sequence[str]) -> None:
    """Keep the visitor's choice for a year; no choice brings the usual columns back."""
    known = {column.key for column in (*available(Query()), *POINT_COLUMNS)}
    kept = [key for key in dict.fromkeys(keys) if key in known]
    if kept:
        response.set_cookie(COOKIE, ".".join(kept[:MOST_CHOSEN]), max_age=_YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")


def sorts(query: Query) -> list[tuple[str, str, bool]]:
    """Orders to choose from where there are no heads to click: words, address, whether it is the present one."""
    at_point = [
        ("-margin", _("Torque margin, largest first")),
        ("point_current", _("Current at your point, lowest first")),
        ("-point_efficiency", _("Efficiency at your point, best first")),
    ]
    orders = [
        *(at_point if query.operating else ()),
        ("mass", _("Mass, lightest first")),
        ("price", _("Price, lowest first")),
        ("rated_torque", _("Torque, lowest first")),
        ("-rated_torque", _("Torque, highest first")),
        ("body_length", _("Length, shortest first")),
        ("-stock", _("Stock, most first")),
        ("part_number", _("Part number")),
    ]
    current = query.sort or (ORDER_AT_A_POINT if query.operating else USUAL_ORDER)
    return [(str(words), f"?{query.sorted_by(sort).written()}", sort == current) for sort, words in orders]
