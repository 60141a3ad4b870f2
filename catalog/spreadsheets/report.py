"""What an import did, or would do: counts for each kind of part and a remark for everything out of the ordinary."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from catalog.attributes import Text

Verdict = Literal["left out", "suspicious", "skipped", "refused", "conflict", "noted"]
STATES = ("created", "changed", "unchanged", "conflict", "refused", "skipped", "suspicious")


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One thing that a person must know about one row.

    Attributes:
        verdict: ``left out`` (a cell), ``suspicious`` (created, figures doubted), ``skipped`` (not meant for us),
            ``refused`` (the row), ``conflict`` (somebody is editing the part), ``noted``.
        file, row, column: where; row 0 for the whole file.
        part: part number or key.
        rule: which rule spoke.
        sentence: in words.
        given, expected: both figures where two disagree, SI.
    """

    verdict: Verdict
    file: str
    row: int
    column: str = ""
    part: str = ""
    rule: str = ""
    sentence: Text = ""
    given: float | None = None
    expected: float | None = None

    def __str__(self) -> str:
        place = ":".join(str(each) for each in (self.file, self.row or "", self.column) if each != "")
        name = f" {self.part}" if self.part else ""
        return f"{place}{name}: {self.verdict}: {self.sentence}"


@dataclass(kw_only=True)
class Report:
    """The result of one import.

    Attributes:
        profile: which one read the files.
        dry_run: whether nothing was written on purpose.
        refused: the sentence that refused the whole import; empty where it was taken.
        files: what each file was taken for.
        counts: by kind of part (and ``fit`` for pairs) and state.
        remarks: in the order of the files.
    """

    profile: str
    dry_run: bool = False
    refused: Text = ""
    refused_file: str = ""
    files: dict[str, str] = field(default_factory=dict)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def count(self, kind: str, state: str, number: int = 1) -> None:
        """Add to a count."""
        self.counts.setdefault(kind, Counter())[state] += number

    def remark(self, remark: Remark) -> None:
        """Add a remark."""
        self.remarks.append(remark)

    def as_json(self) -> dict[str, Any]:
        """The report for machines."""
        return {
            "profile": self.profile,
            "dry_run": self.dry_run,
            "refused": str(self.refused) or None,
            "refused_file": self.refused_file or None,
            "files": self.files,
            "counts": {kind: dict(counts) for kind, counts in self.counts.items()},
            "remarks": [asdict(remark) | {"sentence": str(remark.sentence)} for remark in self.remarks],
        }

    def lines(self, *, most: int = 40) -> Iterator[str]:
        """The report for people; of each verdict at most so many remarks."""
        if self.refused:
            yield f"Refused, nothing was changed. {self.refused_file}: {self.refused}"
            return
        for file, kind in self.files.items():
            yield f"{file}: {kind}"
        for kind, counts in self.counts.items():
            told = ", ".join(f"{counts[state]} {state}" for state in (*STATES, "unknown") if counts[state])
            yield f"{kind}: {told or 'nothing'}"
        shown: Counter[str] = Counter()
        for remark in self.remarks:
            shown[remark.verdict] += 1
            if shown[remark.verdict] <= most:
                yield str(remark)
        for verdict, number in shown.items():
            if number > most:
                yield f"… and {number - most} more {verdict}: ask for --json"
        if self.dry_run:
            yield "Dry run: nothing was written."
