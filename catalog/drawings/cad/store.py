"""Where the files of solids lie: those made here under media, those of the demonstration beside its pictures."""

import gzip
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from catalog.drawings.cad.bodies import Body

Format = Literal["step", "glb"]
FORMATS: tuple[Format, ...] = ("step", "glb")
CONTENT_TYPES: dict[Format, str] = {"step": "model/step", "glb": "model/gltf-binary"}
FOLDER = "solids"


def _name(body: Body, format_: Format) -> str:
    return f"{FOLDER}/{body.name}.{format_}.gz"


def _committed(body: Body, format_: Format) -> Path:
    return Path(settings.DEMO_MEDIA_ROOT) / _name(body, format_)


def compressed(body: Body, format_: Format) -> bytes | None:
    """The file of a body as gzip; None where it has not been made."""
    committed = _committed(body, format_)
    if committed.is_file():
        return committed.read_bytes()
    if not default_storage.exists(_name(body, format_)):
        return None
    with default_storage.open(_name(body, format_)) as file:
        content: bytes = file.read()
    return content


def size(body: Body, format_: Format) -> int | None:
    """Bytes of the file uncompressed, as a browser saves it; None where it has not been made."""
    committed = _committed(body, format_)
    if committed.is_file():
        with committed.open("rb") as file:
            file.seek(-4, 2)
            end = file.read(4)
    elif default_storage.exists(_name(body, format_)):
        with default_storage.open(_name(body, format_)) as stored:
            stored.seek(-4, 2)
            end = stored.read(4)
    else:
        return None
    return int.from_bytes(end, "little")  # RFC 1952: gzip ends with the length of what it holds


def has(body: Body, *, committed: bool = False) -> bool:
    """Whether every format of a body has been made; with ``committed``, is among the demonstration's files."""
    return all(
        _committed(body, format_).is_file() or (not committed and default_storage.exists(_name(body, format_)))
        for format_ in FORMATS
    )


def keep(body: Body, files: dict[Format, bytes], *, committed: bool = False) -> None:
    """Store the files of a body, compressed: under media, or with ``committed`` among the demonstration's files."""
    for format_, content in files.items():
        packed = gzip.compress(content, 9, mtime=0)
        if committed:
            path = _committed(body, format_)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(packed)
            continue
        name = _name(body, format_)
        if default_storage.exists(name):
            default_storage.delete(name)
        default_storage.save(name, ContentFile(packed))


def prune_committed(bodies: Iterable[Body]) -> list[str]:
    """Remove committed files that belong to none of these bodies; returns their names."""
    wanted = {_committed(body, format_) for body in bodies for format_ in FORMATS}
    folder = Path(settings.DEMO_MEDIA_ROOT) / FOLDER
    stale = sorted(path for path in folder.glob("*.gz") if path not in wanted)
    for path in stale:
        path.unlink()
    return [path.name for path in stale]
