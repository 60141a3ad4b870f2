"""Files from strangers: told by their content, kept private."""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.utils.translation import gettext_lazy as _

from shop.errors import Refused

LARGEST = 20 * 1024 * 1024
SUFFIXES = {
    "pdf": ("pdf",),
    "xlsx": ("xlsx",),
    "docx": ("docx",),
    "zip": ("zip",),
    "png": ("png",),
    "jpg": ("jpg", "jpeg"),
    "step": ("step", "stp"),
    "dxf": ("dxf",),
    "csv": ("csv", "txt"),
}
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
    "png": "image/png",
    "jpg": "image/jpeg",
    "step": "model/step",
    "dxf": "image/vnd.dxf",
    "csv": "text/csv; charset=utf-8",
}
ACCEPT = ",".join(f".{suffix}" for suffixes in SUFFIXES.values() for suffix in suffixes)  # for <input accept>


class FileRefused(Refused):
    """The file is too large, empty, or not what its name says. The sentence names it."""


@dataclass(frozen=True)
class Checked:
    """What a file is, by its content."""

    name: str
    kind: str
    size: int
    sha256: str


def private_storage() -> Storage:
    """Files that leave only through a view which asks who is there."""
    return storages["private"]


def clean_name(name: str) -> str:
    """The customer's own name of a file, without path and control characters, at most 150 characters."""
    base = PurePath(name.replace("\\", "/")).name
    base = "".join(letter for letter in base if letter.isprintable()).strip() or "file"
    if len(base) > 150:
        stem, dot, suffix = base.rpartition(".")
        base = stem[: 149 - len(suffix)] + dot + suffix if dot and len(suffix) < 10 else base[:150]
    return base


def _office(handle: IO[bytes]) -> str:
    """Tell a workbook and a letter from another archive."""
    try:
        with zipfile.ZipFile(handle) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return ""
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "docx" if "word/document.xml" in names else "zip"


def _text(head: bytes) -> str:
    """Tell drawings and tables, which are text."""
    if b"\0" in head:
        return ""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"ISO-10303-21"):
        return "step"
    lines = [line.strip() for line in start.splitlines()[:2]]
    if lines == [b"0", b"SECTION"] or (lines and lines[0] == b"999"):
        return "dxf"
    controls = sum(byte < 32 and byte not in (9, 10, 13) for byte in head)
    return "" if controls or start.startswith((b"<", b"%!", b"#!", b"{\\rtf")) else "csv"


def kind_of(handle: IO[bytes]) -> str:
    """The kind of a file by its first bytes, a key of SUFFIXES, or "" for anything else."""
    handle.seek(0)
    head = handle.read(4096)
    handle.seek(0)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"AutoCAD Binary DXF\r\n\x1a\x00"):
        return "dxf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        kind = _office(handle)
        handle.seek(0)
        return kind
    return _text(head) if head.strip() else ""


def check(upload: "File[bytes]") -> Checked:
    """Say what an uploaded file is.

    Raises FileRefused where it is empty, larger than 20 MB, of a kind that we do not take, or not what its name says.
    """
    name = clean_name(upload.name or "")
    if upload.size > LARGEST:
        raise FileRefused(_("%(name)s is larger than 20 MB.") % {"name": name})
    if not upload.size:
        raise FileRefused(_("%(name)s is empty.") % {"name": name})
    suffix = name.rpartition(".")[2].lower()
    promised = next((kind for kind, suffixes in SUFFIXES.items() if suffix in suffixes), "")
    if not promised:
        sentence = _("%(name)s: we take PDF, XLSX, DOCX, CSV, STEP, DXF, PNG, JPG and ZIP files.")
        raise FileRefused(sentence % {"name": name})
    if kind_of(upload) != promised:
        sentence = _("%(name)s is not what its name says. Save it again from the program that made it.")
        raise FileRefused(sentence % {"name": name})
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return Checked(name=name, kind=promised, size=upload.size, sha256=digest.hexdigest())
