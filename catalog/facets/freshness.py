"""How an edit reaches search: writers note it, one builder patches the file, workers reopen it.

`note` is called in the transaction that changes something, so an edit that is rolled back is never heard of. The worker
process calls `refresh` every half second. A page never waits for either: it maps the file that stands there (`current`)
and looks at each request whether another one has been renamed over it.
"""

import fcntl
import threading
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from catalog.facets import file, source
from catalog.facets.building import NoSpareRow, build, patch
from catalog.facets.index import Index
from catalog.models import IndexChange, IndexState

MOST_NOTED = 500  # a change of more parts than this is one note: build everything


def note(parts: Iterable[int | None] | None = None, *, offers_only: bool = False) -> None:
    """Say that the rows of these parts (None: all) are out of date. Call it in the transaction that changes them.

    With ``offers_only`` nothing but what the shop adds (price, stock) has changed.
    """
    scope = IndexChange.Scope.OFFER if offers_only else IndexChange.Scope.EVERYTHING
    wanted: list[int | None] = [None]
    if parts is not None:
        known = [part for part in dict.fromkeys(parts) if part is not None]
        wanted = list(known) if len(known) <= MOST_NOTED else wanted
    IndexChange.objects.bulk_create([IndexChange(part_id=part, scope=scope) for part in wanted])


@dataclass(frozen=True)
class _Opened:
    """A mapped file, by what the file system calls it."""

    path: Path
    inode: tuple[int, int]
    index: Index


_opened: _Opened | None = None
_lock = threading.Lock()


def current() -> Index:
    """The index as it stands: the mapped file, opened again when another one took its place.

    Where there is none, as in a fresh clone, the first caller builds it. Without FACET_INDEX_PATH it is built for each
    call, which is what tests want.
    """
    global _opened
    if not settings.FACET_INDEX_PATH:
        return build(source.read(_new_version()))
    path = Path(settings.FACET_INDEX_PATH)
    known = _opened
    try:
        found = path.stat()
        if known and known.path == path and known.inode == (found.st_ino, found.st_mtime_ns):
            return known.index
        with _lock:
            index = file.read(path)
            _opened = _Opened(path, (found.st_ino, found.st_mtime_ns), index)
            return index
    except (FileNotFoundError, file.NotAnIndex):
        _build_the_first(path)
        return current()


def _build_the_first(path: Path) -> None:
    """Build the file where none stands yet; of several workers that miss it one builds."""
    with _exclusively(path):
        try:
            file.read(path)
        except (FileNotFoundError, file.NotAnIndex):
            _rebuild(path)


def refresh() -> bool:
    """Bring the file up to date; whether there was anything to do. For the worker process, every half second.

    What has been noted is forgotten only when the file that holds it stands in its place: a builder that is killed in
    between does the same work again.
    """
    if not settings.FACET_INDEX_PATH:
        return False
    path = Path(settings.FACET_INDEX_PATH)
    with _exclusively(path):
        noted = list(IndexChange.objects.values_list("pk", "part_id", "scope"))
        state = IndexState.objects.values_list("version", flat=True).first()
        index = _readable(path, state)
        done = [pk for pk, _part, _scope in noted]
        if index is None or len(noted) > MOST_NOTED or any(part is None for _pk, part, _scope in noted):
            _rebuild(path, done)
            return True
        if not noted:
            return False
        everything = {part for _pk, part, scope in noted if part and scope == IndexChange.Scope.EVERYTHING}
        offers = {part for _pk, part, _scope in noted if part} - everything
        version = f"{index.version.rpartition('.')[0]}.{uuid.uuid4().hex}"
        try:
            for parts, offers_only in ((offers, True), (everything, False)):
                if parts:
                    changed = source.read(version, sorted(parts), offers_only=offers_only, present=index.columns)
                    index = patch(index, changed, parts - set(map(int, changed.ids)))
        except (NoSpareRow, KeyError):  # KeyError: a column that was empty so far has its first value
            _rebuild(path, done)
        else:
            _publish(index, path, done)
        return True


def _readable(path: Path, state: str | None) -> Index | None:
    """The index in the file, if it stands for this database, these attributes and this day.

    A whole build each night folds the text of edited rows in and lets a price list of the day come into force.
    """
    try:
        index = file.read(path)
    except (FileNotFoundError, file.NotAnIndex):
        return None
    fits = index.version == state and index.version.rpartition(".")[0] == _new_version().rpartition(".")[0]
    return index if fits else None


def _new_version() -> str:
    """The day, what the columns are, and a name of its own."""
    today = datetime.now(ZoneInfo(settings.SHOP_TIME_ZONE)).date()
    return f"{today.isoformat()}.{source.shape()}.{uuid.uuid4().hex}"


def _rebuild(path: Path, done: Sequence[int] = ()) -> None:
    _publish(build(source.read(_new_version())), path, done)


def _publish(index: Index, path: Path, done: Sequence[int]) -> None:
    """Rename the file into its place, then forget what it now holds."""
    file.write(index, path)
    with transaction.atomic():
        IndexState.objects.update_or_create(pk=1, defaults={"version": index.version})
        for number in range(0, len(done), MOST_NOTED):
            IndexChange.objects.filter(pk__in=done[number : number + MOST_NOTED]).delete()


@contextmanager
def _exclusively(path: Path) -> Iterator[None]:
    """One builder at a time on this machine, threads and processes alike."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
