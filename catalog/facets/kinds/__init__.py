"""The kinds of attribute that the index knows: a file each, and one line here."""

from collections.abc import Callable
from typing import Any, Protocol

from catalog.facets.bits import Bits, Selection
from catalog.facets.conditions import Condition, FacetCount
from catalog.facets.kinds.choice import build as build_choice
from catalog.facets.kinds.multi import build as build_multi
from catalog.facets.kinds.range import build as build_range


class AnyColumn(Protocol):
    """What the index asks of a column, whatever its kind."""

    @property
    def key(self) -> str:
        """The attribute's key."""

    def select(self, condition: Condition) -> Bits:
        """The rows that meet a condition on this attribute."""

    def tally(self, within: Selection) -> FacetCount:
        """How the rows of ``within`` are spread over this attribute."""


KINDS: dict[str, Callable[[str, Any], AnyColumn]] = {
    "choice": build_choice,
    "flag": build_choice,
    "multi": build_multi,
    "range": build_range,
}
