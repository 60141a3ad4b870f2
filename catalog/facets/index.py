"""The columnar index behind parametric search: one query gives total, page and every facet's counts.

The idea and what it was measured against: docs/explain/facets.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import bits
from .bits import Bits, Selection
from .columns import Column
from .conditions import Answer, Query
from .kinds import AnyColumn
from .words import Words


@dataclass(frozen=True)
class Index:
    """All columns over the same rows; immutable, so that threads and processes share it without a lock.

    Attributes:
        version: of the catalogue that it was built from.
        ids: primary key of each row, shape (capacity,); 0 where the row is spare.
        live: the rows that exist.
        columns: attribute key → column.
        words: the text of the rows at the last full build.
        edited: rows whose text changed since, with their words now.
    """

    version: str
    ids: NDArray[np.int64]
    live: Bits
    columns: Mapping[str, AnyColumn]
    words: Words
    edited: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def capacity(self) -> int:
        """Rows that exist and rows to spare."""
        return len(self.ids)

    def numbers(self, key: str) -> NDArray[np.float64]:
        """The value of every row for a numeric attribute, NaN where missing. Shape (capacity,)."""
        column = self.columns[key]
        if not isinstance(column, Column) or not column.numeric:
            raise TypeError(f"{key} holds no numbers.")
        return column.numbers()

    def run(self, query: Query) -> Answer:
        """Answer a query. Raises KeyError where an attribute is not in the index."""
        everything, others = self._combine(self._asked(query))
        facets = {key: self.columns[key].tally(others.get(key, everything)) for key in query.facets}
        return Answer(
            total=everything.size,
            rows=self._page(query, everything),
            facets=facets,
            without={key: rows.size for key, rows in others.items()},
        )

    def passing(self, query: Query) -> NDArray[np.bool_]:
        """Whether each row meets every condition. Shape (capacity,)."""
        everything, _others = self._combine(self._asked(query))
        return np.unpackbits(everything.set.view(np.uint8), count=self.capacity, bitorder="little") != 0

    def _asked(self, query: Query) -> dict[str, Bits]:
        """The rows that meet each condition."""
        asked = {key: self.columns[key].select(condition) for key, condition in query.conditions.items()}
        if query.words:
            asked["words"] = self._holding(query.words)
        if query.among is not None:
            asked["among"] = bits.from_flags(query.among)
        return asked

    def _combine(self, asked: Mapping[str, Bits]) -> tuple[Selection, dict[str, Selection]]:
        """The rows that meet every condition, and for each condition those that meet all the others.

        Running conjunctions from the front and from the back, so that n conditions cost 3n steps and not n².
        """
        sets = list(asked.values())
        back = [self.live]
        for rows in reversed(sets):
            back.append(back[-1] & rows)
        back.reverse()
        others: dict[str, Selection] = {}
        front = self.live
        for place, (key, rows) in enumerate(asked.items()):
            others[key] = Selection(front & back[place + 1], self.capacity)
            front = front & rows
        return Selection(front, self.capacity), others

    def _holding(self, beginnings: Any) -> Bits:
        """Rows in whose text every one of these occurs at the beginning of a word."""
        out = self.live
        edited = np.fromiter(self.edited, np.int64, len(self.edited))
        for beginning in beginnings:
            found = self.words.starting_with(beginning, self.capacity)
            if len(edited):
                found &= ~bits.from_rows(edited, self.capacity)
                now = [row for row, words in self.edited.items() if any(word.startswith(beginning) for word in words)]
                found |= bits.from_rows(np.array(now, np.int64), self.capacity)
            out = out & found
        return out

    def _page(self, query: Query, within: Selection) -> NDArray[np.int64]:
        """The asked page of row numbers, sorted. Ties keep the order of rows (reversed when descending)."""
        begin, end = query.offset, min(query.offset + query.limit, within.size)
        if begin >= end:
            return np.empty(0, np.int64)
        if query.sort is None:
            return within.rows[begin:end]
        if not isinstance(query.sort, str):
            return self._page_by(query.sort, within, begin, end, descending=query.descending)
        column = self.columns[query.sort]
        if not isinstance(column, Column):
            raise TypeError(f"{query.sort} holds several values a row and cannot be sorted by.")
        if within.size * 8 > self.capacity and (len(column.order) or len(column.sets)):
            return self._walk(column, within.set, begin, end, descending=query.descending)
        rows = within.rows
        code = column.code[rows].astype(np.int64)
        missing = int((code == column.missing).sum())
        ordered = rows[np.argsort(code << 32 | rows)]
        present, rest = ordered[: len(rows) - missing], ordered[len(rows) - missing :]
        return np.concatenate([present[::-1] if query.descending else present, rest])[begin:end]

    def _page_by(
        self, computed: NDArray[np.float64], within: Selection, begin: int, end: int, *, descending: bool
    ) -> NDArray[np.int64]:
        """A page sorted by figures that are no column."""
        rows = within.rows
        figures = computed[rows]
        order = rows[np.argsort(figures, kind="stable")]
        missing = int(np.isnan(figures).sum())
        present, rest = order[: len(rows) - missing], order[len(rows) - missing :]
        return np.concatenate([present[::-1] if descending else present, rest])[begin:end]

    def _walk(self, column: Column, within: Bits, begin: int, end: int, *, descending: bool) -> NDArray[np.int64]:
        """A page out of many rows: walk them by value and stop when the page is full."""
        found: list[NDArray[np.int64]] = []
        seen = 0
        for rows in self._by_value(column, within, descending=descending):
            if seen + len(rows) > begin:
                found.append(rows[max(0, begin - seen) : end - seen])
            seen += len(rows)
            if seen >= end:
                break
        return np.concatenate(found)

    def _by_value(self, column: Column, within: Bits, *, descending: bool) -> Any:
        """Rows of ``within`` by value, a piece at a time; those without a value come last."""
        if len(column.order):
            present = int(column.start[column.missing])
            known, unknown = column.order[:present], column.order[present:]
            for ordered in (known[::-1] if descending else known, unknown):
                for begin in range(0, len(ordered), bits.BLOCK):
                    piece = ordered[begin : begin + bits.BLOCK]
                    yield piece[bits.contains(within, piece)].astype(np.int64)
            return
        codes = range(column.missing)
        for code in reversed(codes) if descending else codes:
            rows = bits.to_rows(column.sets[code] & within, self.capacity)
            yield rows[::-1] if descending else rows
        yield bits.to_rows(bits.from_interval(column.code, column.missing, column.missing + 1) & within, self.capacity)
