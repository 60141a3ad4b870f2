"""What a visitor can ask of one attribute, and of the whole index at once."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class OneOf:
    """Any of these values; ``missing`` also takes the rows that publish none."""

    values: frozenset[float | str]
    missing: bool = False


@dataclass(frozen=True)
class Between:
    """A closed interval in the stored unit; an infinite end is open. ``missing`` also takes rows that publish none.

    Raises ValueError where an end is not a number: it would match every row or none, silently.
    """

    minimum: float = -math.inf
    maximum: float = math.inf
    missing: bool = False

    def __post_init__(self) -> None:
        if math.isnan(self.minimum) or math.isnan(self.maximum):
            raise ValueError("A limit must be a number.")


Condition = OneOf | Between


@dataclass(frozen=True)
class Query:
    """One question to the index.

    Attributes:
        conditions: attribute key → condition; all must hold.
        words: beginnings of words that must all occur in a row's text, folded to lower case.
        among: flags a row (shape (capacity,)), for a condition computed elsewhere such as an operating point.
        sort: attribute key to sort by, or a computed column of shape (capacity,) with NaN for "unknown"; None keeps
            the order of insertion.
        descending: reverse the rows that have a value; those without always come last.
        facets: the attributes to count.
    """

    conditions: Mapping[str, Condition] = field(default_factory=dict)
    words: Sequence[str] = ()
    among: NDArray[np.bool_] | None = None
    sort: str | NDArray[np.float64] | None = None
    descending: bool = False
    offset: int = 0
    limit: int = 25
    facets: Sequence[str] = ()


@dataclass(frozen=True)
class FacetCount:
    """How one attribute is spread over the rows that pass every *other* condition.

    Attributes:
        counts: rows a bucket, shape (buckets,).
        missing: rows that publish no value.
        minimum, maximum: in the stored unit; None where no row has a value or the attribute is no number.
    """

    counts: NDArray[np.int64]
    missing: int
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Answer:
    """What the index says to a query.

    Attributes:
        total: rows that pass.
        rows: row numbers of the asked page, in order.
        facets: a count for each asked attribute.
        without: for each condition (and "words", "among"), the rows that would pass if it were dropped.
    """

    total: int
    rows: NDArray[np.int64]
    facets: Mapping[str, FacetCount]
    without: Mapping[str, int]
