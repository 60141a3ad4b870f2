"""The parts of a series as one dense table: what they share is said once, what differs stands in the columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalog.attributes import ATTRIBUTES, Text, UnitSystem
from catalog.models import Product
from catalog.quantities import Figure, show
from shop.browse.parts import Line, Table, part_table
from shop.browse.units import system_of
from shop.pages.queries.kinds import SHARED
from shop.pricing.queries import offers


@dataclass(frozen=True)
class Group:
    """Parts that differ in their winding alone, with what their size gives them."""

    label: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class SeriesTable:
    """Groups of parts under the heads of one table."""

    table: Table
    groups: Sequence[Group]
    same: Sequence[tuple[Text, Figure]]

    @property
    def columns(self) -> Sequence[tuple[int, Any]]:
        """The heads that say something: what is the same for all, or said over each group already, is left out."""
        shown = list(enumerate(self.table.columns))
        if len(self.table.lines) < 2:
            return shown
        return [(index, column) for index, column in shown if self._varies(index)]

    def _varies(self, index: int) -> bool:
        groups = [{line.cells[index].text for line in group.lines} for group in self.groups]
        alone = len(self.groups) > 1 and all(len(texts) == 1 for texts in groups)
        return len(set.union(*groups)) > 1 and not alone

    @property
    def rows(self) -> list[tuple[Group, list[tuple[Line, list[Any]]]]]:
        """Groups with their lines, each line with the cells of the shown columns."""
        shown = [index for index, _column in self.columns]
        return [(group, [(line, [line.cells[i] for i in shown]) for line in group.lines]) for group in self.groups]

    @property
    def width(self) -> int:
        """How many columns the table has in all."""
        return len(self.columns) + 3 + self.table.has_curves


def series_table(products: Sequence[Product], label: Text, system: UnitSystem) -> SeriesTable | None:
    """The parts of one series in the order of their size; None where there are none."""
    if not products:
        return None
    kind = products[0].kind
    ordered = sorted(products, key=_order)
    offered = offers([product.part_id for product in ordered])
    table = part_table(kind, label, [(product, "") for product in ordered], system, offered)
    return SeriesTable(table, _groups(table.lines, system), shared(ordered, system))


def motor_list(motors: Sequence[Product], request: HttpRequest | None) -> Table | None:
    """Motors inside a text, in the order given; None where none is left."""
    if not motors:
        return None
    prefetch_related_objects(motors, "series", "part")
    system = system_of(request) if request else "si"
    offered = offers([motor.part_id for motor in motors])
    return part_table("motor", _("Motors"), [(motor, "") for motor in motors], system, offered)


def shared(products: Sequence[Product], system: UnitSystem) -> list[tuple[Text, Figure]]:
    """The figures on which all of these parts agree."""
    found = []
    for key in SHARED[products[0].kind]:
        values = {getattr(product, key) for product in products}
        if len(values) == 1 and (value := values.pop()) not in (None, "", "none"):
            found.append((ATTRIBUTES[key].label, show(value, ATTRIBUTES[key], system)))
    return found


def _order(product: Product) -> tuple[float, ...]:
    def figure(*keys: str) -> float:
        return next((value for key in keys if (value := getattr(product, key, None))), 0.0)

    if product.kind == "motor":
        return figure("body_length"), figure("rated_voltage"), figure("rated_speed")
    return (figure("ratio", "holding_torque", "rated_current", "diameter"), figure("encoder_resolution"), 0.0)


def _groups(lines: Sequence[Line], system: UnitSystem) -> list[Group]:
    motors = bool(lines) and lines[0].product.kind == "motor"
    lengths = {getattr(line.product, "body_length", None) for line in lines}
    if not motors or len(lengths) < 2:
        return [Group("", lines)]
    return [
        Group(_size(group := list(some), length, system), group)
        for length, some in groupby(lines, key=lambda line: line.product.body_length)
    ]


def _size(lines: Sequence[Line], length: float | None, system: UnitSystem) -> str:
    """What the lines of a group have in common: "54 mm long, 505 g, peak 0.57 N·m"."""
    said = []
    if length is not None:
        said.append(_("%(length)s long") % {"length": show(length, "body_length", system)})
    for key, words in (("mass", "%(figure)s"), ("peak_torque", _("peak %(figure)s"))):
        values = {getattr(line.product, key) for line in lines}
        if len(values) == 1 and (value := values.pop()) is not None:
            said.append(words % {"figure": show(value, key, system)})
    return ", ".join(said)
