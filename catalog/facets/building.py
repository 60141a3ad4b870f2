"""Rows become an index, and changed rows a new index that shares what did not change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import bits, words
from .columns import Column
from .index import Index
from .kinds import KINDS, AnyColumn
from .kinds.multi import MultiColumn

SPARE = 0.05  # of the rows are kept free, so that an insertion need not move any array

Raw = Sequence[Any] | NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """Rows as they come from the database.

    Attributes:
        version: names the state of the catalogue.
        ids: primary keys, shape (rows,).
        kinds: attribute key → kind (choice, flag, range, multi).
        values: attribute key → numbers (NaN: missing), texts (None: missing) or sequences of texts, one a row.
        texts: the folded words of each row.
    """

    version: str
    ids: Sequence[int] | NDArray[np.int64]
    kinds: Mapping[str, str]
    values: Mapping[str, Raw]
    texts: Sequence[Sequence[str]]


class NoSpareRow(Exception):
    """Every spare row is taken: build the whole index anew."""


def build(table: Table, *, spare: float = SPARE) -> Index:
    """Build the index of all rows, with some rows to spare."""
    rows = len(table.ids)
    free = max(64, int(rows * spare)) if spare else 0
    ids = np.concatenate([np.asarray(table.ids, np.int64), np.zeros(free, np.int64)])
    columns = {key: KINDS[kind](key, _padded(table.values[key], free)) for key, kind in table.kinds.items()}
    return Index(
        version=table.version,
        ids=ids,
        live=bits.from_flags(np.arange(len(ids)) < rows),
        columns=columns,
        words=words.build(table.texts),
    )


def _padded(raw: Raw, free: int) -> Any:
    """The raw values, followed by ``free`` missing ones."""
    if isinstance(raw, np.ndarray):
        return np.concatenate([raw.astype(np.float64), np.full(free, np.nan)])
    return [*raw, *[None] * free]


def patch(index: Index, changed: Table, gone: Iterable[int] = ()) -> Index:
    """An index in which the rows of ``changed`` stand as given and those of ``gone`` (primary keys) no longer exist.

    Only the attributes that ``changed`` names are derived again; the others keep their arrays. A key that the index
    does not know takes a spare row. Raises NoSpareRow when none is left.
    """
    ids = index.ids.copy()
    live = np.unpackbits(index.live.view(np.uint8), count=len(ids), bitorder="little") != 0
    place = {int(key): row for row, key in enumerate(ids.tolist()) if key}
    for key in gone:
        if key in place:
            live[place[key]] = False
            ids[place.pop(key)] = 0
    rows = _places(changed.ids, ids, place, live)
    live[rows] = True
    columns = dict(index.columns)
    for name, fresh in changed.values.items():
        columns[name] = KINDS[changed.kinds[name]](name, _replaced(index.columns[name], rows, fresh))
    edited = {row: known for row, known in index.edited.items() if live[row]}
    if changed.texts:
        edited |= {row: tuple(text) for row, text in zip(rows.tolist(), changed.texts, strict=True)}
    return Index(
        version=changed.version,
        ids=ids,
        live=bits.from_flags(live),
        columns=columns,
        words=index.words,
        edited=edited,
    )


def _places(
    keys: Iterable[int], ids: NDArray[np.int64], place: dict[int, int], live: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """The row of each primary key; a new one claims a spare row."""
    spare = iter(np.flatnonzero((ids == 0) & ~live).tolist())
    rows = []
    for key in keys:
        if key not in place:
            row = next(spare, None)
            if row is None:
                raise NoSpareRow
            place[key], ids[row] = row, key
        rows.append(place[key])
    return np.array(rows, np.int64)


def _replaced(column: AnyColumn, rows: NDArray[np.int64], fresh: Raw) -> Any:
    """The raw values of a column, with those of some rows replaced."""
    if isinstance(column, MultiColumn):
        held = [bits.to_rows(line, column.rows) for line in column.sets[:-1]]
        texts: list[list[str] | None] = [None] * column.rows
        for value, holders in zip(column.values, held, strict=True):
            for row in holders.tolist():
                texts[row] = [*(texts[row] or []), value]
        for row, value in zip(rows.tolist(), fresh, strict=True):
            texts[row] = list(value or ())
        return texts
    if not isinstance(column, Column):
        raise TypeError(f"No way to change {type(column).__name__}.")
    if isinstance(column.values, list):
        names = [*column.values, None]
        plain = [names[code] for code in column.code.tolist()]
        for row, value in zip(rows.tolist(), fresh, strict=True):
            plain[row] = value
        return plain
    raw = column.numbers()
    raw[rows] = np.asarray(fresh, np.float64)
    return raw
