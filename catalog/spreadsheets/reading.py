"""Read a spreadsheet as rows of text, whatever program wrote it, and refuse in words what is none.

CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252, and XLSX. Nothing here knows what a column means.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalog.spreadsheets.errors import FileRefused

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 5_000
MAX_CELL = 2_000
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")
_DELIMITERS = (",", ";", "\t")
_SAMPLE = 64 * 1024
_DECIMAL_COMMA = re.compile(r"[+-]?(0,\d+|\d+,(\d{1,2}|\d{4,}))([eE][+-]?\d+)?")  # no thousands are written so


@dataclass(frozen=True)
class Row:
    """One row of the file: its number as a spreadsheet counts, and its cells without outer spaces."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One file.

    Attributes:
        file: its name, for messages.
        rows: those that hold anything; the first may be a header.
        comma_decimals: whether ``1,5`` is one and a half in this file.
    """

    file: str
    rows: tuple[Row, ...]
    comma_decimals: bool = False


def spreadsheets(path: Path) -> list[Path]:
    """The file itself, or the spreadsheets of a folder in the order of their names. Raises FileRefused."""
    if path.is_dir():
        found = sorted(each for each in path.iterdir() if each.suffix.lower() in SUFFIXES and each.is_file())
        if not found:
            raise FileRefused(path.name, _("There is no spreadsheet in this folder."))
        return found
    if not path.is_file():
        raise FileRefused(path.name, _("There is no such file."))
    return [path]


def read(path: Path) -> Table:
    """The rows of a spreadsheet. Raises FileRefused for what is empty, too large, damaged or no spreadsheet."""
    size = path.stat().st_size
    if size == 0:
        raise FileRefused(path.name, _("The file is empty."))
    if size > MAX_BYTES:
        sentence = format_lazy(
            _("The file has {size} MB; at most {limit} MB are read."),
            size=round(size / 1024 / 1024),
            limit=MAX_BYTES // 1024 // 1024,
        )
        raise FileRefused(path.name, sentence)
    content = path.read_bytes()
    if content.startswith(b"PK\x03\x04"):
        rows, comma = _workbook(path.name, content), False
    else:
        text = _decoded(path.name, content)
        delimiter = _delimiter(text[:_SAMPLE])
        rows, comma = _csv_rows(path.name, text, delimiter), delimiter != ","
    kept = tuple(_checked(path.name, rows))
    if not kept:
        raise FileRefused(path.name, _("The file holds no rows."))
    comma = comma or any(_DECIMAL_COMMA.fullmatch(cell) for row in kept for cell in row.cells)
    return Table(path.name, kept, comma)


def _checked(file: str, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Row]:
    for number, cells in rows:
        if number > MAX_ROWS:
            sentence = format_lazy(_("The file has more than {limit} rows."), limit=MAX_ROWS)
            raise FileRefused(file, sentence, row=number)
        if len(cells) > MAX_COLUMNS:
            sentence = format_lazy(_("The file has more than {limit} columns."), limit=MAX_COLUMNS)
            raise FileRefused(file, sentence, row=number)
        stripped = tuple(cell.strip() for cell in cells)
        if any(len(cell) > MAX_CELL for cell in stripped):
            raise FileRefused(file, _("A cell is longer than any figure or name."), row=number)
        if any(stripped):
            yield Row(number, stripped)


def _csv_rows(file: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise FileRefused(file, _("The file is no readable table."), row=reader.line_num) from error


def _decoded(file: str, content: bytes) -> str:
    """The file as text. Raises FileRefused for what is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in content[:_SAMPLE]:
        encodings = [_utf16_without_mark(content[:_SAMPLE])]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in filter(None, encodings):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(sign < " " and sign not in "\t\r\n" for sign in set(text)):
            return text
    raise FileRefused(file, _("This is not a text file: save it as CSV or XLSX."))


def _utf16_without_mark(sample: bytes) -> str:
    """Which half of the bytes is zero tells the order; a binary file has zeros everywhere."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * len(sample) / 2 and even < 0.05 * len(sample) / 2:
        return "utf-16-le"
    if even > 0.4 * len(sample) / 2 and odd < 0.05 * len(sample) / 2:
        return "utf-16-be"
    return ""


def _delimiter(sample: str) -> str:
    """The sign that divides the first rows most evenly, commas where nothing does."""
    lines = [line for line in sample.splitlines()[:20] if line.strip()]

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        return (sum(count > 0 for count in counts), min(counts, default=0))

    best = max(_DELIMITERS, key=evenness)
    return best if evenness(best) > (0, 0) else ","


def _workbook(file: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Rows of the first sheet of an XLSX file."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
        if unpacked > 4 * MAX_BYTES:
            raise FileRefused(file, _("The workbook is too large when unpacked."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # a file may state a false size, and cells would be lost
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError) as error:
        raise FileRefused(file, _("This is not a readable workbook.")) from error
    return _workbook_rows(file, sheet)


def _workbook_rows(file: str, sheet: object) -> Iterator[tuple[int, list[str]]]:
    try:
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):  # type: ignore[attr-defined]
            yield number, ["" if cell is None else str(cell) for cell in cells]
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:  # openpyxl parses as it goes
        raise FileRefused(file, _("This is not a readable workbook.")) from error
