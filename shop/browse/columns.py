"""The columns of the result table: what stands in the head and in each cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalog import units
from catalog.attributes import ATTRIBUTES, PartKind, Text, UnitSystem
from catalog.models import Product
from catalog.quantities import number, show, unit_name
from shop.browse.fields import field_names
from shop.browse.filters import Query
from shop.browse.search import USUAL_ORDER

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
    current = query.sort or USUAL_ORDER
    direction = {sort: "ascending", f"-{sort}": "descending"}.get(current, "")
    target = f"-{sort}" if current == sort else sort
    return Head(label, url=f"?{query.sorted_by(target).written()}", direction=direction, **rest)


def heads(query: Query, system: UnitSystem) -> Sequence[Head]:
    """The heads of the attribute columns."""
    return [
        head(
            column.short,
            column.sort,
            query,
            symbol=column.symbol,
            unit=unit_name(column.unit(system)),
            css=column.classes,
        )
        for column in COLUMNS
    ]
