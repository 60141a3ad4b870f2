"""The search among published motors, asked of the index: conditions, order, counts, who runs at a point."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from catalog.facets import conditions as engine
from catalog.facets import freshness
from catalog.facets.columns import Column
from catalog.facets.index import Index
from catalog.facets.kinds.multi import MultiColumn
from catalog.facets.point import Judged, judge
from catalog.facets.source import BY_NUMBER, significant, words_of
from catalog.models import Motor
from catalog.queries import published
from catalog.search_box import Meaning
from catalog.search_box.vocabulary import fold
from shop.browse.asked import POINT_SORTS, Choice, Filter, Interval, Query, Value
from shop.browse.fields import Field, fields
from shop.browse.filters import DEFAULT_CURRENCY

USUAL_ORDER = "rated_torque"
ORDER_AT_A_POINT = "mass"  # of those that run there: the smallest
PART_NUMBER = BY_NUMBER
MOST_NAMES = 64
_END = 1e-9  # an end of an interval is inside it, whatever the unit did to its last digit


def catalogue() -> QuerySet[Motor]:
    """Every published motor."""
    return published("motor")


def names(index: Index) -> dict[str, Meaning]:
    """Makers and families as words that the search box understands."""
    found: dict[str, Meaning] = {}
    for key in ("manufacturer", "family"):
        values = index.columns[key].values if key in index.columns else []  # type: ignore[attr-defined]
        if len(values) <= MOST_NAMES:
            found |= {fold(value): Meaning("choice", key, (value,)) for value in values}
    return found


def currency_of(query: Query) -> str:
    """The currency that the price limits name, else the shop's."""
    limit = query.filter("price")
    named = [end.unit for end in (limit.low, limit.high) if end and end.unit] if isinstance(limit, Interval) else []
    return named[0] if named else DEFAULT_CURRENCY


@dataclass(frozen=True)
class Found:
    """What the index says to a question.

    Attributes:
        rows: of the index, in order: one page of them.
        facets: field name → how it is spread under all the other filters.
        judged: what the operating point means to every row; None without one.
    """

    search: "Search"
    total: int
    rows: Sequence[int]
    facets: Mapping[str, engine.FacetCount]

    @property
    def parts(self) -> list[int]:
        """Primary keys of the parts, in order."""
        return self.search.parts(self.rows)

    def motors(self) -> list[Motor]:
        """The motors of the page, in order. A motor that was withdrawn a moment ago is left out."""
        return motors_of(self.parts)


def motors_of(parts: Sequence[int]) -> list[Motor]:
    """The published motors of these parts, in their order, in one query."""
    known = {motor.part_id: motor for motor in catalogue().filter(part_id__in=parts)}
    return [known[part] for part in parts if part in known]


class Search:
    """One question to the index as it stands now."""

    def __init__(self, query: Query, index: Index | None = None) -> None:
        self.query = query
        self.index = index or freshness.current()
        self.currency = currency_of(query)
        point = query.operating
        self.judged: Judged | None = judge(self.index, point) if point else None
        self.conditions: dict[str, engine.Condition] = {}
        self._impossible = False
        for each in query.everything:
            self._add(each)
        self.words = tuple(word for said in query.words for word in words_of(said))

    @property
    def live(self) -> int:
        """Motors in the whole catalogue."""
        return int(np.bitwise_count(self.index.live).sum())

    def key(self, field: Field) -> str:
        """The column of a field; a price has one for each currency."""
        return f"price_{self.currency}" if field.money else field.key

    def column(self, field: Field) -> Any:
        """The column of a field; None where no motor has a value."""
        return self.index.columns.get(self.key(field))

    def parts(self, rows: Iterable[int]) -> list[int]:
        """Primary keys of the parts in these rows."""
        return [int(part) for part in self.index.ids[list(rows)]]

    def ask(self, *, facets: Iterable[Field] = (), offset: int = 0, limit: int = 0) -> Found:
        """Total, one page and the counts."""
        wanted = {field.name: self.key(field) for field in facets if self.column(field) is not None}
        answer = self.index.run(self._asked(facets=list(wanted.values()), offset=offset, limit=limit))
        counts = {name: answer.facets[key] for name, key in wanted.items()}
        return Found(self, answer.total, answer.rows.tolist(), counts)

    def count(self) -> int:
        """Motors that pass."""
        return self.index.run(self._asked()).total

    def without(self) -> dict[str, int]:
        """For each condition, by its column (and "words", "among" for the point), what passes if it is dropped."""
        return dict(self.index.run(self._asked()).without)

    def values(self, field: Field) -> list[tuple[Any, int]]:
        """The values of a choice, with the motors that pass all the other filters and have each."""
        counted = self.ask(facets=[field]).facets.get(field.name)
        return list(zip(self.column(field).values, counted.counts.tolist(), strict=True)) if counted else []

    def extent(self, key: str) -> tuple[float, float] | None:
        """The least and the greatest figure among those that pass; None where none has one."""
        if key not in self.index.columns:
            return None
        figures = self.index.numbers(key)[self.passing()]
        figures = figures[~np.isnan(figures)]
        return (float(figures.min()), float(figures.max())) if len(figures) else None

    def passing(self) -> NDArray[np.bool_]:
        """Whether each row of the index passes."""
        return self.index.passing(self._asked())

    def nearest(self, figures: NDArray[np.float64]) -> int | None:
        """Of those that pass, the row with the smallest figure."""
        found = self.index.run(engine.Query(**self._question(), sort=figures, limit=1)).rows.tolist()
        return found[0] if found and not np.isnan(figures[found[0]]) else None

    def just_outside(self, most: int) -> list[int]:
        """Rows that pass everything but the operating point, and miss that by little."""
        if self.judged is None:
            return []
        among = self.index.passing(engine.Query(conditions=self.conditions, words=self.words))
        return self.judged.nearest(among, most)

    def unpublished(self) -> int:
        """Motors that pass everything else, of which too little is published to say whether they run at the point."""
        if self.judged is None:
            return 0
        among = self.index.passing(engine.Query(conditions=self.conditions, words=self.words))
        return int((among & self.judged.unpublished).sum())

    def _question(self) -> dict[str, Any]:
        among = self.judged.passes if self.judged else None
        if self._impossible:
            among = np.zeros(self.index.capacity, np.bool_)
        return {"conditions": self.conditions, "words": self.words, "among": among}

    def _asked(self, *, facets: Sequence[str] = (), offset: int = 0, limit: int = 0) -> engine.Query:
        usual = ORDER_AT_A_POINT if self.judged else USUAL_ORDER
        name = self.query.sort or usual
        sort = self._sort(name.removeprefix("-"))
        return engine.Query(
            **self._question(),
            sort=usual if sort is None else sort,
            descending=name.startswith("-"),
            offset=offset,
            limit=limit,
            facets=facets,
        )

    def _sort(self, name: str) -> Any:
        """What to sort by: a column, or figures at the point."""
        if name in POINT_SORTS:
            if self.judged is None:
                return None
            columns = {"margin": "margin", "point_current": "current", "point_efficiency": "efficiency"}
            return getattr(self.judged, columns[name])
        key = PART_NUMBER if name == PART_NUMBER else self.key(fields()[name])
        return key if key in self.index.columns else None

    def _add(self, asked: Filter) -> None:
        column = self.column(asked.field)
        if column is None:
            self._impossible = self._impossible or not asked.missing
            return
        self.conditions[self.key(asked.field)] = condition(asked, column)


def condition(asked: Filter, column: Column | MultiColumn) -> engine.Condition:
    """A filter as the index takes it."""
    if isinstance(asked, Choice):
        return engine.OneOf(frozenset(_known(value, column) for value in asked.values), asked.missing)
    if not asked.low and not asked.high:
        return engine.OneOf(frozenset(), asked.missing)
    low = asked.low.value - abs(asked.low.value) * _END if asked.low else -np.inf
    high = asked.high.value + abs(asked.high.value) * _END if asked.high else np.inf
    return engine.Between(low, high, asked.missing)


def _known(value: Value, column: Column | MultiColumn) -> float | str:
    """A value as the column spells it."""
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, float):
        return float(significant(np.array([value]))[0])
    wanted = value.casefold()
    return next((each for each in column.values if str(each).casefold() == wanted), value)


@dataclass(frozen=True)
class Loosening:
    """What leaving out one filter would give; without a filter the words, without those the operating point."""

    filter: Filter | None
    words: tuple[str, ...]
    query: Query
    count: int


def loosenings(search: Search) -> list[Loosening]:
    """For a question without results: what each filter alone keeps out, the most rewarding first."""
    query, counts = search.query, search.without()
    found = [
        Loosening(each, (), query.without(each), counts.get(search.key(each.field), 0)) for each in query.everything
    ]
    if query.words:
        found.append(Loosening(None, query.words, query.without_words(query.words), counts.get("words", 0)))
    if search.judged:
        found.append(Loosening(None, (), query.without_point(), counts.get("among", 0)))
    return sorted(found, key=lambda each: -each.count)


def nearest(search: Search, loosening: Loosening) -> int | None:
    """The row that comes closest to what a limit, a figure or the point asks, among those that pass the rest."""
    if loosening.filter is None:
        near = search.just_outside(1) if not loosening.words else []
        return near[0] if near else None
    wanted = _wanted(loosening.filter)
    column = search.column(loosening.filter.field)
    if wanted is None or not isinstance(column, Column) or not column.numeric:
        return None
    return Search(loosening.query, search.index).nearest(np.abs(column.numbers() - wanted))


def _wanted(asked: Filter) -> float | None:
    """The figure to come close to: the end of a limit, or the only value of a choice."""
    if isinstance(asked, Interval):
        ends = [end.value for end in (asked.low, asked.high) if end]
        return sum(ends) / len(ends) if ends else None
    numbers = [value for value in asked.values if isinstance(value, float)]
    return numbers[0] if len(numbers) == 1 else None
