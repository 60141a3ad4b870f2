"""A small set of values, each a choice of its own: voltage, frame, protection, yes or no."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.facets import bits
from catalog.facets.bits import Bits, Selection
from catalog.facets.columns import FEW_VALUES, Column, bucket_sets, rank
from catalog.facets.conditions import Between, Condition, FacetCount


@dataclass(frozen=True)
class ChoiceColumn(Column):
    """One bucket a value. A limit on a numeric choice (``frame=..60``) takes the values inside it."""

    def select(self, condition: Condition) -> Bits:
        """Rows with one of the values, or inside the limits."""
        if isinstance(condition, Between):
            low = int(np.searchsorted(np.asarray(self.values), condition.minimum, side="left"))
            high = int(np.searchsorted(np.asarray(self.values), condition.maximum, side="right"))
            codes = list(range(low, high))
        else:
            codes = [code for code, value in enumerate(self.values) if value in condition.values]
        if condition.missing:
            codes.append(self.missing)
        out = bits.empty(len(self.code))
        for code in codes:
            out |= self.sets[code] if code < len(self.sets) else bits.from_interval(self.code, code, code + 1)
        return out

    def tally(self, within: Selection) -> FacetCount:
        """Rows of ``within`` with each value."""
        counts, missing = self.count(within)
        occupied = np.flatnonzero(counts)
        if not self.numeric or not len(occupied):
            return FacetCount(counts, missing)
        return FacetCount(counts, missing, float(self.values[occupied[0]]), float(self.values[occupied[-1]]))


def build(key: str, raw: NDArray[np.float64] | Sequence[str | None]) -> ChoiceColumn:
    """Make the column from a number a row (NaN: missing) or a text a row (None: missing).

    Texts are shown in alphabetical order; an order of its own is the business of whoever prints them.
    """
    values: NDArray[Any] | list[str]
    if isinstance(raw, np.ndarray):
        values, code, order = rank(raw)
    else:
        values = sorted({text for text in raw if text is not None})
        rank_of: dict[str | None, float] = {text: float(place) for place, text in enumerate(values)} | {None: np.nan}
        _, code, order = rank(np.array([rank_of[text] for text in raw], np.float64))
    begin = np.arange(len(values) + 1, dtype=np.uint32)
    few = len(values) <= FEW_VALUES
    start = np.searchsorted(code[order], np.arange(len(values) + 2), side="left").astype(np.uint32)
    nothing = np.empty(0, np.uint32)
    return ChoiceColumn(
        key=key,
        values=values,
        code=code,
        order=nothing if few else order,
        start=nothing if few else start,
        begin=begin,
        sets=bucket_sets(code, begin) if few else np.empty((0, bits.words(len(code))), np.uint64),
    )
