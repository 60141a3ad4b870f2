"""Write the published parts of one kind as a sheet that can be changed and read back with the profile ``catalogue``."""

import csv
from typing import TextIO

from catalog.attributes import PartKind, for_kind
from catalog.queries import published
from catalog.spreadsheets.profiles.catalogue import IDENTITY, UNIT_LINE, cell_text, plain


def write_sheet(file: TextIO, *, kind: PartKind, series: str = "") -> int:
    """Write keys, units and one row for each published part; returns how many rows.

    Args:
        file: opened for text with ``newline=""``.
        kind: of part.
        series: slug, to write only one series.
    """
    attributes = [each for each in for_kind(kind) if each.stored]
    writer = csv.writer(file)
    writer.writerow([*IDENTITY, *(each.key for each in attributes)])
    writer.writerow([UNIT_LINE, "", "", *(each.unit for each in attributes)])
    parts = published(kind).order_by("series__slug", "part_number")
    if series:
        parts = parts.filter(series__slug=series)
    count = 0
    for part in parts.iterator(chunk_size=500):
        count += 1
        writer.writerow(
            [plain(part.part_number), kind, part.series.slug, *(cell_text(part, each) for each in attributes)]
        )
    return count
