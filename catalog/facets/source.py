"""From the database to the rows of the index: every searchable attribute of the published motors, in bulk.

A row is a part; its primary key is the row's id. What the shop knows of a part (price, stock) it adds by
`register_column`; the catalogue never asks the shop.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from numpy.typing import NDArray

from catalog.attributes import Attribute, for_kind
from catalog.facets.building import Raw, Table
from catalog.models import Motor
from catalog.part_numbers import fold
from catalog.quantities import values_of
from catalog.search_box.vocabulary import fold as fold_word

CHUNK = 20_000
SIGNIFICANT = 6  # digits of a numeric choice: 57 mm and 57.00001 mm, read from sheets in two units, are one choice
BY_NUMBER = "part_number"  # not searched: the rank that part numbers are sorted by
DOUBTED = "doubted"  # the figures of a motor that the physics must leave out
_PHYSICS_ONLY = ("resistance_temperature", "mounting_factor")  # not searched, but an operating point reads them

Reader = Callable[[Sequence[int] | None], Mapping[int, Any]]


@dataclass(frozen=True)
class ShopColumn:
    """A column that the shop fills. ``reader`` takes part ids (None: all) and answers those that have a value."""

    key: str
    kind: str
    reader: Reader


_registered: dict[str, ShopColumn] = {}


def register_column(key: str, kind: str, reader: Reader) -> None:
    """Add a column of the shop's own. For `AppConfig.ready`."""
    _registered[key] = ShopColumn(key, kind, reader)


def attributes() -> tuple[Attribute, ...]:
    """The attributes of a motor that are columns of the index."""
    return tuple(
        each
        for each in for_kind("motor")
        if (each.search and not each.staff_only and each.stored) or each.key in _PHYSICS_ONLY
    )


def shape() -> str:
    """A short name of what the columns are: another one means that the whole index must be built anew."""
    described = [(each.key, str(each.search), str(each.column)) for each in attributes()]
    described += [(each.key, each.kind, "") for each in _registered.values()]
    return hashlib.sha256(repr(sorted(described, key=str)).encode()).hexdigest()[:8]


def significant(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Figures rounded as choices are: what a filter asks for is rounded likewise."""
    distinct, place = np.unique(values, return_inverse=True)
    rounded = [float(f"{value:.{SIGNIFICANT}g}") for value in distinct.tolist()]
    return np.array(rounded, np.float64)[place] if len(rounded) else values


def read(
    version: str,
    parts: Sequence[int] | None = None,
    *,
    offers_only: bool = False,
    present: Collection[str] = (),
) -> Table:
    """The rows of these parts (None: all) as they stand now. Parts that are not published are absent.

    With ``offers_only`` only the shop's columns are read. A column of the shop's without any value is left out, unless
    it is ``present`` in the index already.
    """
    motors = Motor.objects.filter(live=True).order_by("part_id")
    if parts is not None:
        motors = motors.filter(part_id__in=parts)
    if offers_only:
        ids = np.array(motors.values_list("part_id", flat=True), np.int64)
        return _with_offers(Table(version, ids, {}, {}, ()), parts, present)
    known = attributes()
    ids, raw = _columns(motors, [each.key for each in known])
    kinds: dict[str, str] = {}
    values: dict[str, Raw] = {}
    for attribute, column in zip(known, raw, strict=True):
        kinds[attribute.key] = attribute.search or "choice"
        values[attribute.key] = _prepared(attribute, column)
    words, identity = _identity(motors)
    kinds |= dict.fromkeys(identity, "choice") | {DOUBTED: "multi", BY_NUMBER: "range"}
    values |= identity | {DOUBTED: _doubted(motors, ids)}
    return _with_offers(Table(version, ids, kinds, values, words), parts, present)


def _columns(motors: QuerySet[Motor], keys: Sequence[str]) -> tuple[NDArray[np.int64], list[list[Any]]]:
    """Primary keys and each column's values, chunk by chunk, so that only a chunk is held as rows."""
    ids: list[int] = []
    columns: list[list[Any]] = [[] for _key in keys]
    rows: list[tuple[Any, ...]] = []

    def turn() -> None:
        if rows:
            numbers, *values = zip(*rows, strict=True)
            ids.extend(numbers)
            for held, fresh in zip(columns, values, strict=True):
                held.extend(fresh)
            rows.clear()

    for row in motors.values_list("part_id", *keys).iterator(chunk_size=CHUNK):
        rows.append(row)
        if len(rows) == CHUNK:
            turn()
    turn()
    return np.array(ids, np.int64), columns


def _prepared(attribute: Attribute, column: list[Any]) -> Raw:
    """A column as the index takes it: floats (NaN: missing), texts (None: missing) or sequences of texts."""
    if attribute.column in ("number", "flag"):
        numbers = np.array(column, np.float64)
        return numbers if attribute.search == "range" else significant(numbers)
    if attribute.column == "multi":
        known: dict[str, tuple[str, ...]] = {text: values_of(text) for text in set(column)}
        return [known[text] or None for text in column]
    return [text or None for text in column]


def _identity(motors: QuerySet[Motor]) -> tuple[list[tuple[str, ...]], dict[str, Raw]]:
    """What is said of a motor in words: its number in all its pieces, and its series."""
    texts: list[tuple[str, ...]] = []
    ranks: list[float] = []
    makers: list[str | None] = []
    series: list[str | None] = []
    families: list[str | None] = []
    told: dict[tuple[str, ...], tuple[str, ...]] = {}
    names = ("series__name", "series__family", "part__manufacturer", "series__story")
    rows = motors.values_list("part_number", "series__slug", *names)
    for number, slug, name, family, maker, story in rows.iterator(chunk_size=CHUNK):
        key = (slug, maker)
        if key not in told:
            told[key] = words_of(" ".join((slug, name, family, maker, story)))
        texts.append((*beginnings(number), *told[key]))
        ranks.append(rank_of(number))
        makers.append(maker or None)
        series.append(slug)
        families.append(family or None)
    by_number = np.array(ranks, np.float64)
    return texts, {"manufacturer": makers, "series": series, "family": families, BY_NUMBER: by_number}


def words_of(text: str) -> tuple[str, ...]:
    """The different words of a text, folded: letters and digits only. A search is cut into words likewise."""
    folded = ("".join(sign for sign in word if sign.isalnum()) for word in fold_word(text).split())
    return tuple(dict.fromkeys(word for word in folded if word))


def rank_of(number: str) -> float:
    """A figure that sorts as the first ten letters and digits of a part number do, exact in a float."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    rank = 0
    for sign in fold(number).lower()[:10].ljust(10, " "):
        rank = rank * 37 + (digits.find(sign) + 1 if sign != " " else 0)
    return float(rank)


def beginnings(number: str) -> tuple[str, ...]:
    """From where a part number is recognised: its folded whole, and from each dash and each change to digits on.

    ``57BL94-2430`` is found by 57bl94, by bl94, by 942430 and by 2430.
    """
    whole = fold(number).lower()
    found = {whole: None}
    place = 0
    before = ""
    for sign in number:
        if sign.isalnum():
            if before and (not before.isalnum() or before.isdigit() != sign.isdigit()):
                found[whole[place:]] = None
            place += len(fold(sign))
        before = sign
    return tuple(piece for piece in found if piece)


def _doubted(motors: QuerySet[Motor], ids: NDArray[np.int64]) -> list[tuple[str, ...] | None]:
    """Of each motor the figures that its source doubts; few have any."""
    rows = motors.annotate(text=Cast("sources", TextField())).filter(text__contains='"doubt"')
    found = {
        part: tuple(key for key, source in sources.items() if source.get("doubt"))
        for part, sources in rows.values_list("part_id", "sources")
    }
    return [found.get(part) or None for part in ids.tolist()]


def _with_offers(table: Table, parts: Sequence[int] | None, present: Collection[str]) -> Table:
    """The same rows with the shop's columns."""
    kinds, values = dict(table.kinds), dict(table.values)
    ids = np.asarray(table.ids).tolist()
    for column in _registered.values():
        found = column.reader(parts)
        if not found and column.key not in present:
            continue
        kinds[column.key] = column.kind
        if column.kind == "range":
            values[column.key] = np.array([found.get(part) for part in ids], np.float64)
        else:
            values[column.key] = [found.get(part) for part in ids]
    return Table(table.version, table.ids, kinds, values, table.texts)
