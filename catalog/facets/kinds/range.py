"""A continuous quantity with a histogram and limits: torque, speed, mass, price."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalog.facets.bits import Bits, Selection
from catalog.facets.columns import Column, bucket_sets, histogram_edges, rank
from catalog.facets.conditions import Between, Condition, FacetCount

BARS = 24


@dataclass(frozen=True)
class RangeColumn(Column):
    """A bucket is a bar of the histogram."""

    def select(self, condition: Condition) -> Bits:
        """Rows inside the limits, or with exactly one of the values."""
        values = np.asarray(self.values)
        if isinstance(condition, Between):
            spans = [(condition.minimum, condition.maximum)]
        else:
            spans = [(float(value), float(value)) for value in condition.values if not isinstance(value, str)]
        out = self.interval(self.missing, self.missing + 1) if condition.missing else self.interval(0, 0)
        for minimum, maximum in spans:
            low = int(np.searchsorted(values, minimum, side="left"))
            out |= self.interval(low, int(np.searchsorted(values, maximum, side="right")))
        return out

    def tally(self, within: Selection) -> FacetCount:
        """Rows of ``within`` under each bar, with the smallest and largest value that occurs."""
        counts, missing = self.count(within)
        minimum, maximum = self.extremes(within, counts) or (None, None)
        return FacetCount(counts, missing, minimum, maximum)

    def edges(self) -> NDArray[np.float64]:
        """Where the bars begin, and the largest value: shape (buckets + 1,)."""
        values = np.asarray(self.values, np.float64)
        return np.append(values[self.begin[:-1]], values[-1:])


def build(key: str, raw: NDArray[np.float64]) -> RangeColumn:
    """Make the column from a number a row; NaN is missing."""
    values, code, order = rank(raw)
    begin = histogram_edges(values, BARS) if len(values) else np.zeros(1, np.uint32)
    per_code = np.bincount(code, minlength=len(values) + 1)
    start = np.concatenate([[0], np.cumsum(per_code)]).astype(np.uint32)
    return RangeColumn(
        key=key, values=values, code=code, order=order, start=start, begin=begin, sets=bucket_sets(code, begin)
    )
