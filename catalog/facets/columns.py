"""One attribute of the index: rank codes and what is worth precomputing over them.

Every attribute is a column of rank codes. ``values`` holds the distinct values in ascending order, ``code`` the rank of
each row's value; a row without one has the top code, ``len(values)``, so it sorts last. A bucket is a run of
consecutive codes: one value each for a choice, a bar of the histogram for a range. Nothing else tells them apart.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import bits
from .bits import Bits, Selection

FEW_VALUES = 64  # bitsets of more buckets than this cost more than gathering codes


@dataclass(frozen=True)
class Column:
    """A single-valued attribute over all rows.

    Attributes:
        key: the attribute's key.
        values: distinct values, ascending: numbers, or texts in the order in which they are shown.
        code: rank of each row's value, shape (capacity,); ``len(values)`` where missing.
        order: row numbers by value, missing last; empty for a column of few values, which its bitsets replace.
        start: code → place in ``order``, shape (len(values) + 2,); empty with ``order``.
        begin: bucket → first code, shape (buckets + 1,); empty where the attribute is no facet.
        sets: one bitset a bucket, shape (buckets, words); empty where the buckets are too many.
    """

    key: str
    values: NDArray[Any] | list[str]
    code: NDArray[Any]
    order: NDArray[np.uint32] = field(repr=False)
    start: NDArray[np.uint32] = field(repr=False)
    begin: NDArray[np.uint32] = field(repr=False)
    sets: NDArray[np.uint64] = field(repr=False)

    @property
    def missing(self) -> int:
        """The code of rows without a value."""
        return len(self.values)

    @property
    def buckets(self) -> int:
        """Number of buckets; 0 where the attribute is no facet."""
        return max(0, len(self.begin) - 1)

    @property
    def numeric(self) -> bool:
        """Whether the values are numbers."""
        return not isinstance(self.values, list)

    def numbers(self) -> NDArray[np.float64]:
        """The value of every row, NaN where missing. Shape (capacity,)."""
        return np.append(np.asarray(self.values, np.float64), np.nan)[self.code]

    def interval(self, low: int, high: int) -> Bits:
        """Rows with a code from ``low`` up to but not including ``high``."""
        rows = len(self.code)
        if low >= high:
            return bits.empty(rows)
        if len(self.start):
            begin, end = int(self.start[low]), int(self.start[high])
            if (end - begin) * 32 < rows:
                return bits.from_rows(self.order[begin:end], rows)
        return bits.from_interval(self.code, low, high)

    def count(self, within: Selection) -> tuple[NDArray[np.int64], int]:
        """Rows of ``within`` in each bucket, and without a value."""
        if len(self.sets) and not within.few:
            counts = bits.count_each(self.sets, within.set)
            return counts, within.size - int(counts.sum())
        by_code = np.bincount(self.code[within.rows], minlength=self.missing + 1)
        present = np.concatenate([[0], np.cumsum(by_code[: self.missing])])[self.begin]
        return np.diff(present), int(by_code[self.missing])

    def extremes(self, within: Selection, counts: NDArray[np.int64]) -> tuple[float, float] | None:
        """Smallest and largest value in ``within``, from the buckets that its counts show to be the outermost."""
        occupied = np.flatnonzero(counts)
        if not self.numeric or not len(occupied):
            return None
        if within.few or not len(self.order):
            codes = self.code[within.rows]
            codes = codes[codes < self.missing]
            return float(self.values[int(codes.min())]), float(self.values[int(codes.max())])
        first, last = int(occupied[0]), int(occupied[-1])
        low = self._first(within.set, int(self.begin[first]), int(self.begin[first + 1]), forward=True)
        high = self._first(within.set, int(self.begin[last]), int(self.begin[last + 1]), forward=False)
        return float(self.values[low]), float(self.values[high])

    def _first(self, within: Bits, low: int, high: int, *, forward: bool) -> int:
        """The outermost code of a bucket that a row of ``within`` has."""
        rows = self.order[int(self.start[low]) : int(self.start[high])]
        rows = rows if forward else rows[::-1]
        for begin in range(0, len(rows), 4096):
            hit = bits.contains(within, rows[begin : begin + 4096])
            if hit.any():
                return int(self.code[rows[begin + int(hit.argmax())]])
        raise AssertionError("A bucket that was counted as occupied holds no row.")


def smallest_unsigned(top: int) -> type[np.unsignedinteger[Any]]:
    """The narrowest unsigned type that holds ``top``."""
    return np.uint8 if top < 1 << 8 else np.uint16 if top < 1 << 16 else np.uint32


def rank(raw: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[Any], NDArray[np.uint32]]:
    """Distinct values, the code of each row, and row numbers by value (ties by row, missing last).

    Sorting numbers is most of the work of building; NaN sorts last by itself and stable sorting keeps ties by row.
    """
    order = np.argsort(raw, kind="stable").astype(np.uint32)
    present = len(raw) - int(np.isnan(raw).sum())
    ascending = raw[order[:present]]
    fresh = np.empty(present, np.bool_)
    if present:
        fresh[0] = True
        np.not_equal(ascending[1:], ascending[:-1], out=fresh[1:])
    values = ascending[fresh]
    kind = smallest_unsigned(len(values))
    code = np.full(len(raw), len(values), kind)
    code[order[:present]] = (np.cumsum(fresh) - 1).astype(kind)
    return values, code, order


def histogram_edges(values: NDArray[np.float64], bars: int) -> NDArray[np.uint32]:
    """First code of each bar: bars of equal width, in the logarithm where the values span more than a decade."""
    low, high = float(values[0]), float(values[-1])
    if low == high:
        return np.array([0, len(values)], np.uint32)
    edges = np.geomspace(low, high, bars + 1) if low > 0 and high / low > 10 else np.linspace(low, high, bars + 1)
    first = np.searchsorted(values, edges[:-1], side="left")
    first[0] = 0
    return np.append(first, len(values)).astype(np.uint32)


def bucket_sets(code: NDArray[Any], begin: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """One bitset a bucket, shape (buckets, words)."""
    out = np.empty((max(0, len(begin) - 1), bits.words(len(code))), np.uint64)
    for number in range(len(out)):
        out[number] = bits.from_interval(code, int(begin[number]), int(begin[number + 1]))
    return out
