"""Several values a row at once: certifications."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from catalog.facets import bits
from catalog.facets.bits import Bits, Selection
from catalog.facets.conditions import Between, Condition, FacetCount


@dataclass(frozen=True)
class MultiColumn:
    """One bitset a value, and a last one for the rows that publish none. Asking for two values takes either.

    Attributes:
        values: the texts, in alphabetical order.
        sets: shape (len(values) + 1, words).
    """

    key: str
    values: list[str]
    rows: int
    sets: NDArray[np.uint64] = field(repr=False)

    @property
    def buckets(self) -> int:
        """Number of values."""
        return len(self.values)

    def select(self, condition: Condition) -> Bits:
        """Rows that have any of the values. Limits mean nothing here and take no row."""
        wanted = () if isinstance(condition, Between) else condition.values
        out = bits.empty(self.rows)
        for number, value in enumerate(self.values):
            if value in wanted:
                out |= self.sets[number]
        if condition.missing:
            out |= self.sets[-1]
        return out

    def tally(self, within: Selection) -> FacetCount:
        """Rows of ``within`` with each value; a row with two values counts in both."""
        counts = bits.count_each(self.sets, within.set)
        return FacetCount(counts[:-1], int(counts[-1]))


def build(key: str, raw: Sequence[Sequence[str] | None]) -> MultiColumn:
    """Make the column from the texts of each row; None or none at all is missing."""
    values = sorted({text for texts in raw for text in texts or ()})
    number = {text: place for place, text in enumerate(values)}
    flags = np.zeros((len(values) + 1, len(raw)), np.bool_)
    for row, texts in enumerate(raw):
        for text in texts or ():
            flags[number[text], row] = True
    flags[-1] = ~flags[:-1].any(axis=0)
    return MultiColumn(key=key, values=values, rows=len(raw), sets=np.array([bits.from_flags(line) for line in flags]))
