"""From the least to the most of a figure, in one unit, as a line of a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.utils.translation import gettext as _

from catalog import units
from catalog.attributes import Attribute, UnitSystem, attribute
from catalog.quantities import NO_BREAK_SPACE, number, unit_name
from shop.browse.search import Search

DIGITS = 3


@dataclass(frozen=True)
class Range:
    """A figure's extent over some parts."""

    attribute: Attribute
    low: float
    high: float
    system: UnitSystem = "si"

    @property
    def label(self) -> str:
        """The figure's name."""
        return str(self.attribute.label)

    def __str__(self) -> str:
        quantity = self.attribute.quantity
        if quantity is None:
            return ""
        unit = quantity.unit_for(self.high, self.system)
        low, high = (
            number(units.from_stored(value, unit, quantity.name), digits=DIGITS) for value in (self.low, self.high)
        )
        figures = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
        return f"{figures}{NO_BREAK_SPACE}{unit_name(unit)}" if unit else figures


def ranges_of(search: Search, keys: Iterable[str], system: UnitSystem = "si") -> list[Range]:
    """The extent of each of these figures among the motors of a search."""
    found = ((attribute(key), search.extent(key)) for key in keys)
    return [Range(each, *ends, system) for each, ends in found if ends]


def ranges(products: "QuerySet[Any]", keys: Iterable[str], system: UnitSystem = "si") -> list[Range]:
    """The extent of each of these figures, in one query; a figure that nobody publishes is left out."""
    wanted = [attribute(key) for key in keys]
    ends: dict[str, Any] = {}
    for each in wanted:
        ends[f"{each.key}_low"], ends[f"{each.key}_high"] = Min(each.key), Max(each.key)
    found = products.order_by().aggregate(**ends)
    return [
        Range(each, found[f"{each.key}_low"], found[f"{each.key}_high"], system)
        for each in wanted
        if found[f"{each.key}_low"] is not None
    ]
