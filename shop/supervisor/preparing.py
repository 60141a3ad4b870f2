"""What must be there before the first request. Done again only when something changed."""

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from shop.demonstration import is_seeded

Say = Callable[[str], None]


def prepare(folder: Path, say: Say, *, static: bool) -> None:
    """Migrate, make the cache's table, load the demonstration shop, collect static files."""
    stamps = Stamps(folder / "prepared.json")
    steps: list[tuple[str, Callable[[], None]]] = [
        ("database", lambda: _migrate(stamps)),
        ("demonstration shop", lambda: _seed(stamps)),
    ]
    if static:
        steps.append(("static files", lambda: _collect_static(stamps)))
    for name, step in steps:
        start = time.monotonic()
        step()
        took = time.monotonic() - start
        if took > 1:
            say(f"Prepared {name} in {took:.0f} s")


class Stamps:
    """Remembers under a name the fingerprint of what was done last."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.known: dict[str, str] = json.loads(path.read_text())
        except (OSError, ValueError):
            self.known = {}

    def fits(self, name: str, fingerprint: str) -> bool:
        """Whether this was the last one done."""
        return self.known.get(name) == fingerprint

    def put(self, name: str, fingerprint: str) -> None:
        """Note that it is done."""
        self.known[name] = fingerprint
        half = self.path.with_suffix(".half")
        half.write_text(json.dumps(self.known))
        half.rename(self.path)


def fingerprint_of(paths: Iterable[Path], *more: str) -> str:
    """Hash names, sizes and times of files: quick, and changes whenever one of them does."""
    digest = hashlib.sha256("\n".join(more).encode())
    for path in sorted(paths):
        state = path.stat()
        digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _migrate(stamps: Stamps) -> None:
    """Skip what is done: even an empty `migrate` takes two seconds, for it looks through every permission."""
    base = settings.BASE_DIR
    ours = [path for room in ("catalog", "shop") for path in (base / room).rglob("*.py")]
    fingerprint = fingerprint_of([*ours, base / "requirements.txt"], str(settings.DATABASES["default"]["NAME"]))
    executor = MigrationExecutor(connection)
    if stamps.fits("database", fingerprint) and not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    stamps.put("database", fingerprint)


def _seed(stamps: Stamps) -> None:
    """Skip what is done, if this is the database it was done in: somebody may have removed it in between."""
    base = settings.BASE_DIR
    data = [path for path in base.glob("*/**/demo/**/*") if path.is_file() and not path.name.endswith(".pyc")]
    code = [path for room in ("catalog", "shop") for path in (base / room).rglob("*.py")]
    database = settings.DATABASES["default"]
    where = [str(database.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME")]
    fingerprint = fingerprint_of([*data, *code], *where, settings.SECRET_KEY, settings.SITE_URL)
    if stamps.fits("demonstration", fingerprint) and is_seeded():
        return
    call_command("seed_demo", verbosity=0)
    stamps.put("demonstration", fingerprint)


def _collect_static(stamps: Stamps) -> None:
    base = settings.BASE_DIR
    ours = [path for room in ("catalog", "shop") for path in (base / room).rglob("static/**/*") if path.is_file()]
    fingerprint = fingerprint_of([*ours, base / "requirements.txt"])
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if stamps.fits("static", fingerprint) and manifest.exists():
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamps.put("static", fingerprint)
