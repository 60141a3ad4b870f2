"""Make a data sheet, or take the one that was made of the same content."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Final

from django.core.files.base import ContentFile
from django.utils import formats, timezone, translation

from catalog.attributes import UnitSystem
from catalog.models import Product
from shop.datasheets.content import compose
from shop.documents import pdf
from shop.documents.typesetting import fingerprint
from shop.files import private_storage

PAPERS: Final = ("a4", "letter")
TEMPLATE: Final = "datasheets/datasheet.typ"
FOLDER: Final = "datasheets"


@dataclass(frozen=True)
class Sheet:
    """A data sheet: its bytes, and the hash of what it says."""

    content: bytes
    version: str


def datasheet(product: Product, *, system: UnitSystem = "si", paper: str = "a4") -> Sheet:
    """The data sheet of a part in the active language, on ``a4`` or ``letter`` paper.

    It is kept by the hash of everything that it shows, its layout and its typesetter; older ones of the same kind are
    removed when a new one is made.
    """
    data, files = compose(product, system, paper)
    told = hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode())
    for name in sorted(files):
        told.update(name.encode() + b"\0" + files[name])
    told.update(fingerprint(TEMPLATE).encode() + version("typst").encode())
    digest = told.hexdigest()
    storage, folder, variant = private_storage(), _folder(product), _variant(system, paper)
    name = f"{folder}/{variant}{digest}.pdf"
    if storage.exists(name):
        with storage.open(name) as file:
            return Sheet(file.read(), digest)
    now = timezone.now()
    labels = {**data["labels"], "version": _version(data["labels"]["version"], digest, now)}
    content = pdf(TEMPLATE, {**data, "labels": labels}, files=files, made_at=now)
    for old in _made(product, variant):
        storage.delete(f"{folder}/{old}")
    storage.save(name, ContentFile(content))
    return Sheet(content, digest)


def size(product: Product, *, system: UnitSystem = "si", paper: str = "a4") -> int | None:
    """Bytes of the data sheet that was made last; None where none was made yet."""
    made = _made(product, _variant(system, paper))
    return private_storage().size(f"{_folder(product)}/{made[0]}") if made else None


def _version(text: str, digest: str, when: datetime) -> str:
    return text.replace("{version}", digest[:8]).replace("{date}", formats.date_format(when, "j M Y"))


def _folder(product: Product) -> str:
    return f"{FOLDER}/{product.kind}-{product.pk}"


def _variant(system: UnitSystem, paper: str) -> str:
    return f"{translation.get_language() or 'en'}-{system}-{paper}-"


def _made(product: Product, variant: str) -> list[str]:
    try:
        _folders, names = private_storage().listdir(_folder(product))
    except FileNotFoundError:
        return []
    return sorted(name for name in names if name.startswith(variant))
