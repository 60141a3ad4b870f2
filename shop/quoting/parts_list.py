"""Read a pasted parts list: "57BL94-2430  50", "60BL99-2430; 50, 200", "25 x 42BL81-2440"."""

import difflib
import re
from dataclasses import dataclass, field

from catalog.models import Part
from catalog.part_numbers import MAX_LENGTH, fold
from catalog.queries import find_parts

MOST_LINES = 100
LARGEST_QUANTITY = 1_000_000
MOST_QUANTITIES = 5
_COUNT = r"\d{1,3}(?:,\d{3})+|\d{1,9}"
_PIECES = r"pcs\.?|pieces|Stück|Stk\.?|台|个"
_FIRST = re.compile(rf"^(?P<count>{_COUNT})\s*(?:x|×|\*|{_PIECES})\s+(?P<name>\S.*)$", re.IGNORECASE)
_LAST = re.compile(
    rf"^(?P<name>.*?\S)[\s;:|\t]+(?:x|×|\*)?\s*(?P<counts>(?:{_COUNT})(?:[\s;,/|]+(?:{_COUNT}))*)\s*(?:{_PIECES})?$",
    re.IGNORECASE,
)


@dataclass
class ReadLine:
    """What was made of one line."""

    raw: str
    name: str
    quantities: list[int] = field(default_factory=list)
    part: Part | None = None
    suggestion: Part | None = None

    @property
    def found(self) -> bool:
        """Whether it is a part of ours."""
        return self.part is not None


def _counts(text: str) -> list[int]:
    numbers = [int(found.replace(",", "")) for found in re.findall(_COUNT, text)]
    return list(dict.fromkeys(number for number in numbers if 0 < number <= LARGEST_QUANTITY))[:MOST_QUANTITIES]


def split_line(raw: str) -> tuple[str, list[int]]:
    """Name and quantities of one line; a line without a figure asks for one piece."""
    line = " ".join(raw.replace("\0", " ").split())
    if first := _FIRST.match(line):
        return first["name"].strip(" ;,|"), _counts(first["count"]) or [1]
    if last := _LAST.match(line):
        return last["name"].strip(" ;,|"), sorted(_counts(last["counts"])) or [1]
    return line.strip(" ;,|"), [1]


def _on_offer(part: Part) -> bool:
    product = getattr(part, part.kind, None)
    return product is not None and product.live


def _nearest(name: str) -> Part | None:
    """The part whose number differs least: swapped or missing letters, within those that begin alike."""
    folded = fold(name)[: 4 * MAX_LENGTH]
    if len(folded) < 4:
        return None
    alike = Part.objects.with_products().filter(folded__startswith=folded[:2]).order_by("folded")[:2000]
    parts = {part.folded: part for part in alike if _on_offer(part)}
    close = difflib.get_close_matches(folded, parts, n=1, cutoff=0.8)
    return parts[close[0]] if close else None


def read(text: str) -> list[ReadLine]:
    """Read up to 100 lines; empty ones are left out. Unknown numbers carry the nearest part of ours, if one is near."""
    lines: list[ReadLine] = []
    for raw in text.splitlines():
        if raw.strip() and len(lines) < MOST_LINES:
            name, quantities = split_line(raw[:300])
            if name:
                lines.append(ReadLine(raw=raw.strip(), name=name[:200], quantities=quantities))
    # A number may end in digits of its own ("57BL94 2430"): what is one as it stands is taken as it stands.
    wanted = [text for line in lines for text in (line.raw, line.name)]
    parts = {part.folded: part for part in find_parts(wanted) if _on_offer(part)}
    for line in lines:
        if whole := parts.get(fold(line.raw[: 4 * MAX_LENGTH])):
            line.part, line.name, line.quantities = whole, whole.number, [1]
            continue
        line.part = parts.get(fold(line.name))
        if line.part is None:
            line.suggestion = _nearest(line.name)
    return lines
