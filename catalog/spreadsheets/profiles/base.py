"""What every profile has in common: it tells a file's kind and turns rows into changes of the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from catalog.attributes import PartKind, Text
from catalog.services import Change
from catalog.spreadsheets.reading import Table
from catalog.spreadsheets.report import Report


@dataclass(frozen=True)
class WantedSeries:
    """A series that the parts belong to; made where it does not exist."""

    slug: str
    kind: PartKind
    name: str
    manufacturer: str
    sources: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class WantedPart:
    """What one row wants of one part, and where it stands."""

    change: Change
    file: str
    row: int


@dataclass
class Wanted:
    """Everything that the files of one import want."""

    series: dict[str, WantedSeries] = field(default_factory=dict)
    parts: dict[PartKind, list[WantedPart]] = field(default_factory=dict)
    fits: set[tuple[str, str]] = field(default_factory=set)
    """Pairs of part numbers: motor, accessory."""


class Profile(Protocol):
    """A format that somebody's spreadsheets are written in.

    `docs/how-to/add-an-import-profile.md` says how to add one.
    """

    name: str
    title: Text

    def read(self, tables: Sequence[Table], report: Report) -> Wanted:
        """What the files want. Writes remarks and skipped counts into the report; raises FileRefused."""
