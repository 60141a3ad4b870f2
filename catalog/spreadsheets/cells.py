"""What a cell says as a number, and whether a whole column can be believed."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalog.attributes import Text
from catalog.spreadsheets.errors import FileRefused
from catalog.spreadsheets.reading import Row, Table

UNKNOWN = frozenset({"", "-", "–", "nan", "inf", "+inf", "-inf", "infinity", "n/a", "na", "null", "none", "#n/a"})
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3}){2,}(\.\d+)?|[+-]?[1-9]\d{0,2},\d{3}\.\d+")


@dataclass(frozen=True)
class Column:
    """A column of numbers.

    Attributes:
        heading: as the file writes it.
        key: the attribute that it fills; empty where only the profile reads it.
        low, high: what the figure can be at all, in the unit of the file.
    """

    heading: str
    key: str
    low: float
    high: float


@dataclass(frozen=True)
class BadCell:
    """A cell that is no usable number, with the sentence that says why."""

    heading: str
    text: str
    rule: str
    sentence: Text


def number(text: str, *, comma_decimals: bool = False) -> float | None:
    """A cell as a number; None where it says that nothing is known. Raises ValueError for anything else.

    ``1,234`` alone may be either in a file with decimal points, so it is no number there.
    """
    if text.casefold() in UNKNOWN:
        return None
    plain = text.replace("−", "-").replace("\u00a0", "").replace("\u202f", "")
    if comma_decimals:
        plain = plain.replace(".", "").replace(",", ".") if "," in plain else plain
    elif _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        raise ValueError(text)
    value = float(plain)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def read_cell(text: str, column: Column, *, comma_decimals: bool) -> float | BadCell | None:
    """A cell of a column of numbers: the figure, None for unknown, or what is wrong with it."""
    try:
        value = number(text, comma_decimals=comma_decimals)
    except ValueError:
        sentence = format_lazy(_("“{text}” is not a number."), text=text[:40])
        return BadCell(column.heading, text, "number", sentence)
    if value is None or column.low <= value <= column.high:
        return value
    sentence = format_lazy(
        _("{text} is beyond what this figure can be ({low} to {high})."),
        text=text[:40],
        low=f"{column.low:g}",
        high=f"{column.high:g}",
    )
    return BadCell(column.heading, text, "plausible", sentence)


def refuse_false_columns(table: Table, rows: Iterable[Row], columns: Mapping[str, tuple[int, Column]]) -> None:
    """Raise FileRefused where half of a column, and more than one cell, is no usable number.

    One bad cell is a slip and is left out; a column of them means that the file is not what it claims.
    """
    rows = list(rows)
    for heading, (place, column) in columns.items():
        found = [read_cell(row.cells[place], column, comma_decimals=table.comma_decimals) for row in rows]
        told = [each for each in found if each is not None]
        bad = [each for each in told if isinstance(each, BadCell)]
        if len(bad) > 1 and 2 * len(bad) >= len(told):
            sentence = format_lazy(
                _("The column holds {bad} unusable values of {all}, for instance: {sentence}"),
                bad=len(bad),
                all=len(told),
                sentence=bad[0].sentence,
            )
            raise FileRefused(table.file, sentence, column=heading)
