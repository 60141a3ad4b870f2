"""What a visitor can ask of the search: limits, choices, an operating point, and how they stand in an address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote_plus

from django.utils.functional import Promise

from catalog.attributes import ATTRIBUTES, Attribute
from catalog.operating_point import NAMES, OperatingPoint
from catalog.quantities import typed
from shop.browse.fields import Field

NOT_PUBLISHED = "none"
WITHOUT = "without"  # the choice that is stored as the word none, which an address keeps for "not published"
A_PAGE = 30
CARDS = "cards"

POINT = NAMES

Value = float | str | bool


@dataclass(frozen=True)
class Limit:
    """One end of an interval: its stored value, and the number and unit as they were typed."""

    value: float
    number: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"


@dataclass(frozen=True)
class Choice:
    """Any of these values; ``missing`` also takes motors that publish none."""

    field: Field
    values: tuple[Value, ...] = ()
    missing: bool = False

    def written(self) -> str:
        """As it stands in an address."""
        texts = [written_value(self.field.attribute, value) for value in self.values]
        return ",".join([*texts, NOT_PUBLISHED] if self.missing else texts)


@dataclass(frozen=True)
class Interval:
    """From one value to another, both included; an absent end is open."""

    field: Field
    low: Limit | None = None
    high: Limit | None = None
    missing: bool = False

    def written(self) -> str:
        """As it stands in an address."""
        ends = f"{self.low or ''}..{self.high or ''}" if self.low or self.high else ""
        return ",".join(filter(None, [ends, NOT_PUBLISHED if self.missing else ""]))


Filter = Choice | Interval


@dataclass(frozen=True)
class AskedPoint:
    """The visitor's operating point, by the names of `POINT`. ``typed``: in the search box, not in the address."""

    ends: dict[str, Limit]
    typed: bool = False

    @property
    def complete(self) -> bool:
        """Whether torque and speed are both there; one alone is kept but asks nothing yet."""
        return "m" in self.ends and "n" in self.ends

    @property
    def operating(self) -> OperatingPoint | None:
        """The point as the physics takes it."""
        if not self.complete:
            return None
        ends = {name: limit.value for name, limit in self.ends.items()}
        return OperatingPoint(torque=ends["m"], speed=ends["n"], supply=ends.get("v"), ambient=ends.get("ta"))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """As it stands in an address."""
        return ((name, str(self.ends[name])) for name in POINT if name in self.ends)


@dataclass(frozen=True)
class Problem:
    """A part of the address that cannot be read, as it was typed (an interval's two ends apart), with the reason."""

    name: str
    typed: str
    sentence: str | Promise
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Query:
    """What the visitor asks for.

    Attributes:
        text: the search box as typed.
        words: what in it is looked for as text.
        understood: what in it is a figure or a choice: the words as typed, and their filter.
        kind: of part, that the box asks for.
        filters: one for each field that the address names.
        point: where the motor is to run.
        sort: name of the column, a minus before it for descending; empty for the usual order.
        view: table or cards. size: rows a page.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    understood: tuple[tuple[str, Filter], ...] = ()
    kind: str = "motor"
    filters: tuple[Filter, ...] = ()
    point: AskedPoint | None = None
    sort: str = ""
    page: int = 1
    size: int = A_PAGE
    view: str = ""
    problems: tuple[Problem, ...] = ()

    def filter(self, name: str) -> Filter | None:
        """The filter of this field, whether it stands in the address or in the box."""
        return next((each for each in self.everything if each.field.name == name), None)

    @cached_property
    def everything(self) -> tuple[Filter, ...]:
        """Every filter. What the address says of a field holds before what the box says of it."""
        named = {each.field.name for each in self.filters}
        return (*(each for _text, each in self.understood if each.field.name not in named), *self.filters)

    @property
    def operating(self) -> OperatingPoint | None:
        """The operating point, once torque and speed are there."""
        return self.point.operating if self.point else None

    @property
    def asks(self) -> bool:
        """Whether anything narrows the search."""
        return bool(self.words or self.everything or self.operating)

    def problem(self, name: str) -> Problem | None:
        """What is wrong with this field."""
        return next((each for each in self.problems if each.name == name), None)

    def resolved(self) -> "Query":
        """The same question with everything that the box says as filters: only words stay in the box."""
        if not self.understood and not (self.point and self.point.typed):
            return self
        point = replace(self.point, typed=False) if self.point else None
        return replace(self, text=" ".join(self.words), understood=(), filters=self.everything, point=point)

    def without(self, dropped: Filter) -> "Query":
        """The same question without one filter, from the first page."""
        left = self.resolved()
        return replace(left, filters=tuple(each for each in left.filters if each != dropped), page=1)

    def without_words(self, dropped: Sequence[str]) -> "Query":
        """The same question without some of the words, from the first page."""
        left = self.resolved()
        kept = list(left.words)
        for word in dropped:
            if word in kept:
                kept.remove(word)
        return replace(left, text=" ".join(kept), words=tuple(kept), page=1)

    def without_point(self) -> "Query":
        """The same question wherever the motor runs, from the first page."""
        return replace(
            self.resolved(), point=None, sort="" if self.sort.lstrip("-") in POINT_SORTS else self.sort, page=1
        )

    def sorted_by(self, sort: str) -> "Query":
        """The same question in another order, from the first page."""
        return replace(self, sort=sort, page=1)

    def shown_as(self, *, view: str | None = None, size: int | None = None) -> "Query":
        """The same question in another view, from the first page."""
        return replace(self, view=self.view if view is None else view, size=size or self.size, page=1)

    def written(self) -> str:
        """The query string of this question, without the question mark: equal questions, equal texts."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(each.field.name, each.written()) for each in self.filters]
        if self.point and not self.point.typed:
            pairs += self.point.pairs()
        if self.sort:
            pairs.append(("sort", self.sort))
        if self.view:
            pairs.append(("view", self.view))
        if self.size != A_PAGE:
            pairs.append(("size", str(self.size)))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return "&".join(f"{name}={quote_plus(value, safe=',.:·°')}" for name, value in pairs)


# What can be sorted by while there is a point.
POINT_SORTS = ("margin", "point_current", "point_efficiency")


def written_value(attribute: Attribute | None, value: Value) -> str:
    """A value as it stands in an address."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return typed(value, attribute.quantity) if attribute and attribute.quantity else f"{value:g}"
    return WITHOUT if value == NOT_PUBLISHED else value


def point_attribute(name: str) -> Attribute:
    """The attribute whose units a name of the point is read and shown in."""
    return ATTRIBUTES[POINT[name]]
