"""The test database: migrated once for a set of migrations, then copied.

Migrating takes 10 to 20 seconds, copying takes milliseconds. The migrated original is kept under a hash of every
migration: `.cache/tests/` for SQLite, a template database for PostgreSQL. After a transactional test the rows of the
original come back, so that locales, groups and the root page are there for the next one. (Django's own flush would
leave empty tables, and is a DELETE, which the ledger refuses.)
"""

import fcntl
import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

FOLDER = Path(settings.BASE_DIR) / ".cache" / "tests"
DAY = 24 * 3600


class Store(Protocol):
    """Where a migrated original and its copies live."""

    def open(self) -> None:
        """Make a private copy and point the default connection at it."""

    def restore(self) -> None:
        """Put the copy back to the rows of the original."""

    def close(self) -> None:
        """Remove the copy."""


def store(suffix: str) -> Store:
    """Give the store for the engine in use. `suffix` keeps parallel workers apart."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    return Sqlite(suffix) if connection.vendor == "sqlite" else Postgres(suffix)


def fingerprint() -> str:
    """Hash what decides how a migrated database looks: migrations, settings, and the rights that rooms hand out."""
    digest = hashlib.sha256()
    base = Path(settings.BASE_DIR)
    ours = [
        path
        for room in (base / "catalog", base / "shop")
        for path in room.rglob("*.py")
        if path.parent.name in {"migrations", "settings"} or path.name in {"apps.py", "roles.py"}
    ]
    for path in sorted([*ours, base / "requirements.txt"]):
        digest.update(str(path.relative_to(base)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _use(name: str) -> None:
    connections.close_all()
    connections.databases["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


class Sqlite:
    """A file beside the others in `.cache/tests/`. In memory, threads would find their tables locked."""

    def __init__(self, suffix: str) -> None:
        self.original = FOLDER / f"{fingerprint()}.sqlite3"
        self.copy = FOLDER / f"copy-{os.getpid()}-{suffix}.sqlite3"

    def open(self) -> None:
        with _one_at_a_time():
            self._sweep()
            if not self.original.exists():
                half = FOLDER / "half-made.sqlite3"
                _remove(half)
                _use(str(half))
                call_command("migrate", verbosity=0, interactive=False)
                connections.close_all()
                with closing(sqlite3.connect(half)) as rows:
                    rows.execute("PRAGMA journal_mode=DELETE")
                half.rename(self.original)
        self.restore()
        _use(str(self.copy))

    def restore(self) -> None:
        connections.close_all()
        with closing(sqlite3.connect(self.original)) as original, closing(sqlite3.connect(self.copy)) as copy:
            original.backup(copy)
            copy.execute("PRAGMA journal_mode=WAL")

    def close(self) -> None:
        connections.close_all()
        _remove(self.copy)

    def _sweep(self) -> None:
        """Remove what killed runs and older migrations left."""
        for path in FOLDER.glob("*.sqlite3"):
            if path != self.original and time.time() - path.stat().st_mtime > DAY:
                _remove(path)


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


class Postgres:
    """A database beside the configured one, copied from a template database."""

    def __init__(self, suffix: str) -> None:
        self.base = settings.DATABASES["default"]["NAME"]
        self.original = f"test_{self.base}_template_{fingerprint()}"
        self.copy = f"test_{self.base}_{suffix or os.getpid()}"
        self.rows: dict[str, bytes] = {}
        self.sequences: dict[str, int] = {}

    def open(self) -> None:
        with _one_at_a_time():
            if not self._exists(self.original):
                for old in self._named(f"test_{self.base}_template_"):
                    self._server(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
                half = f"test_{self.base}_half_made"
                self._server(f'DROP DATABASE IF EXISTS "{half}" WITH (FORCE)', f'CREATE DATABASE "{half}"')
                _use(half)
                call_command("migrate", verbosity=0, interactive=False)
                connections.close_all()
                self._server(f'ALTER DATABASE "{half}" RENAME TO "{self.original}"')
            self._server(
                f'DROP DATABASE IF EXISTS "{self.copy}" WITH (FORCE)',
                f'CREATE DATABASE "{self.copy}" TEMPLATE "{self.original}"',
                f'ALTER DATABASE "{self.copy}" SET synchronous_commit TO off',  # a test need not wait for the disk
            )
        _use(self.copy)
        self._remember()

    def restore(self) -> None:
        """Put the rows of the original back. Foreign keys and the ledger's trigger are lifted for it.

        DELETE, not TRUNCATE: that one gives each of 150 tables a new file and waits for the disk, some 3 s a test.
        """
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table in connection.introspection.table_names(cursor):
                if table != "django_migrations":
                    cursor.execute(f'DELETE FROM "{table}"')
            for table, rows in self.rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(rows)
            for name, value in self._sequences():
                if value != self.sequences.get(name):
                    first = self.sequences.get(name)
                    cursor.execute("SELECT setval(%s::regclass, %s, %s)", [name, first or 1, first is not None])
            cursor.execute("COMMIT")

    def close(self) -> None:
        connections.close_all()
        self._server(f'DROP DATABASE IF EXISTS "{self.copy}" WITH (FORCE)')

    def _remember(self) -> None:
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                if table == "django_migrations":
                    continue
                with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                    rows = b"".join(bytes(block) for block in copy)
                if rows:
                    self.rows[table] = rows
        self.sequences = dict(self._sequences())

    def _sequences(self) -> list[tuple[str, int]]:
        """Every sequence that has given a number, with the last one."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value FROM pg_sequences "
                "WHERE last_value IS NOT NULL"
            )
            return list(cursor.fetchall())

    def _exists(self, name: str) -> bool:
        return name in self._named(name)

    def _named(self, start: str) -> list[str]:
        found = self._server("SELECT datname FROM pg_database")
        return [name for (name,) in found if name.startswith(start)]

    def _server(self, *statements: str) -> list[Any]:
        """Run statements on the server's own database, each on its own. Gives the last one's rows."""
        _use("postgres")
        rows: list[Any] = []
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                rows = cursor.fetchall() if cursor.description else []
        connections.close_all()
        return rows
