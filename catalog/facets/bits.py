"""Sets of rows as packed bits: row ``r`` is bit ``r % 64`` of word ``r // 64``.

A set over ``n`` rows has ``ceil(n / 64)`` words; the bits past ``n`` are always zero, so that counting needs no care.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
Rows = NDArray[np.int64]
Codes = NDArray[Any]

BLOCK = 1 << 18  # rows in one step of a scan: buffers stay in the second-level cache, call overhead stays small
COUNT_BYTES = 512 * 1024  # words counted at once, for the same reason


def words(rows: int) -> int:
    """Number of 64-bit words that hold one bit a row."""
    return (rows + 63) // 64


def empty(rows: int) -> Bits:
    """The set without a row."""
    return np.zeros(words(rows), np.uint64)


def from_flags(flags: NDArray[np.bool_]) -> Bits:
    """The set of rows whose flag is true. Shape (n,)."""
    packed = np.packbits(flags, bitorder="little")
    out = empty(len(flags))
    out.view(np.uint8)[: len(packed)] = packed
    return out


def from_rows(rows: NDArray[Any], count: int) -> Bits:
    """The set that holds exactly these row numbers, out of ``count``."""
    flags = np.zeros(count, np.bool_)
    flags[rows] = True
    return from_flags(flags)


def from_interval(code: Codes, low: int, high: int) -> Bits:
    """The rows with ``low <= code < high``; one unsigned comparison a row, block by block."""
    out = empty(len(code))
    packed = out.view(np.uint8)
    kind = code.dtype.type
    first, width = kind(low), kind(high - low)
    for begin in range(0, len(code), BLOCK):
        hit = np.packbits((code[begin : begin + BLOCK] - first) < width, bitorder="little")
        packed[begin // 8 : begin // 8 + len(hit)] = hit
    return out


def count(bits: Bits) -> int:
    """Number of rows in the set."""
    return int(np.bitwise_count(bits).sum(dtype=np.uint32))


def count_each(matrix: NDArray[np.uint64], within: Bits) -> NDArray[np.int64]:
    """Rows of ``within`` in each of several sets. ``matrix`` has shape (sets, words); returns shape (sets,)."""
    out = np.empty(len(matrix), np.int64)
    step = max(1, COUNT_BYTES // max(1, within.nbytes))
    for begin in range(0, len(matrix), step):
        both = matrix[begin : begin + step] & within
        out[begin : begin + step] = np.bitwise_count(both).sum(axis=1, dtype=np.uint32)
    return out


def to_rows(bits: Bits, rows: int) -> Rows:
    """Row numbers in the set, ascending."""
    occupied = np.flatnonzero(bits)
    if len(occupied) * 4 < len(bits):
        flags = np.unpackbits(bits[occupied].view(np.uint8), bitorder="little")
        place = np.flatnonzero(flags != 0)
        return occupied[place >> 6] * 64 + (place & 63)
    flags = np.unpackbits(bits.view(np.uint8), count=rows, bitorder="little")
    return np.flatnonzero(flags != 0)  # comparing first is ten times faster than handing over bytes


def contains(bits: Bits, rows: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether each of these rows is in the set. Shape of ``rows``."""
    octets = bits.view(np.uint8)
    return (octets[rows >> 3] >> (rows & 7).astype(np.uint8)) & 1 != 0


@dataclass(frozen=True)
class Selection:
    """A set of rows with what several facets want to know of it, each found once.

    Attributes:
        set: the rows as bits.
        capacity: rows of the whole index.
    """

    set: Bits = field(repr=False)
    capacity: int

    @cached_property
    def size(self) -> int:
        """Number of rows."""
        return count(self.set)

    @cached_property
    def rows(self) -> Rows:
        """Row numbers, ascending."""
        return to_rows(self.set, self.capacity)

    @property
    def few(self) -> bool:
        """Whether looking at each row is cheaper than counting bits over all of them."""
        return self.size * 128 < self.capacity
