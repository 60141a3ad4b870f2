"""The index as one immutable file that every worker maps.

Layout: eight bytes of length, a JSON header (what each array is and where it begins), then the arrays, each at a
multiple of 64 bytes. A new index is written beside the old one and renamed over it, so a reader sees one or the other.
"""

import json
import mmap
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .columns import Column
from .index import Index
from .kinds import AnyColumn
from .kinds.choice import ChoiceColumn
from .kinds.multi import MultiColumn
from .kinds.range import RangeColumn
from .words import Words

FORMAT = 1
ALIGNED = 64
COLUMN_ARRAYS = ("code", "order", "start", "begin", "sets")
WORD_ARRAYS = ("letters", "ends", "postings", "until")
CLASSES: dict[str, type[ChoiceColumn | RangeColumn]] = {"choice": ChoiceColumn, "range": RangeColumn}


class NotAnIndex(ValueError):
    """The file is no index, or one of another format: build it again."""


def write(index: Index, path: Path) -> None:
    """Write the index beside ``path`` and rename it over, with its bytes on the disk before."""
    arrays: dict[str, NDArray[Any]] = {"ids": index.ids, "live": index.live}
    described: dict[str, dict[str, Any]] = {}
    for key, column in index.columns.items():
        described[key] = _describe(key, column, arrays)
    arrays |= {f"words.{name}": getattr(index.words, name) for name in WORD_ARRAYS}
    places, offset = {}, 0
    for name, array in arrays.items():
        places[name] = [array.dtype.str, list(array.shape), offset]
        offset += -(-array.nbytes // ALIGNED) * ALIGNED
    header = json.dumps(
        {
            "format": FORMAT,
            "version": index.version,
            "columns": described,
            "edited": {str(row): words for row, words in index.edited.items()},
            "arrays": places,
        }
    ).encode()
    padding = -(8 + len(header)) % ALIGNED
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as out:
        out.write((len(header) + padding).to_bytes(8, "little") + header + b" " * padding)
        for array in arrays.values():
            out.write(np.ascontiguousarray(array).data if array.nbytes else b"")
            out.write(bytes(-array.nbytes % ALIGNED))
        out.flush()
        os.fsync(out.fileno())
    Path(out.name).replace(path)


def _describe(key: str, column: AnyColumn, arrays: dict[str, NDArray[Any]]) -> dict[str, Any]:
    """Collect a column's arrays and say in the header what they are."""
    if isinstance(column, MultiColumn):
        arrays[f"{key}.sets"] = column.sets
        return {"kind": "multi", "values": column.values}
    if not isinstance(column, Column):
        raise TypeError(f"No way to store {type(column).__name__}.")
    arrays |= {f"{key}.{name}": getattr(column, name) for name in COLUMN_ARRAYS}
    if isinstance(column.values, np.ndarray):
        arrays[f"{key}.values"] = column.values
    kind = next(name for name, cls in CLASSES.items() if isinstance(column, cls))
    return {"kind": kind, "values": column.values if isinstance(column.values, list) else None}


def read(path: Path) -> Index:
    """Map an index: milliseconds, and the pages are shared with every other process that maps it.

    Raises FileNotFoundError, and NotAnIndex for a file of another kind or format.
    """
    with path.open("rb") as source:
        try:
            mapped = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
            length = int.from_bytes(mapped[:8], "little")
            header = json.loads(mapped[8 : 8 + length])
            if header["format"] != FORMAT:
                raise NotAnIndex(f"format {header['format']}")
        except (ValueError, KeyError, TypeError) as error:
            raise NotAnIndex(str(error)) from error
    base = 8 + length

    def array(name: str) -> NDArray[Any]:
        dtype, shape, offset = header["arrays"][name]
        count = int(np.prod(shape))
        return np.frombuffer(mapped, dtype, count, base + offset if count else 0).reshape(shape)

    ids = array("ids")
    columns: dict[str, AnyColumn] = {}
    for key, about in header["columns"].items():
        if about["kind"] == "multi":
            columns[key] = MultiColumn(key=key, values=about["values"], rows=len(ids), sets=array(f"{key}.sets"))
            continue
        values = array(f"{key}.values") if about["values"] is None else about["values"]
        columns[key] = CLASSES[about["kind"]](
            key=key, values=values, **{name: array(f"{key}.{name}") for name in COLUMN_ARRAYS}
        )
    return Index(
        version=header["version"],
        ids=ids,
        live=array("live"),
        columns=columns,
        words=Words(**{name: array(f"words.{name}") for name in WORD_ARRAYS}),
        edited={int(row): tuple(words) for row, words in header["edited"].items()},
    )
