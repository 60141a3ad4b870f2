"""The stand-in's own SQLite file. One writer; what belongs together commits together.

A request's objects, its events, their deliveries and its idempotency key are one transaction. So a process killed at
any moment leaves either all of them or none, as the shop may expect of Stripe.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import string
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import Json, missing

SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    body TEXT NOT NULL, hidden TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, seq);
CREATE TABLE IF NOT EXISTS keys (
    key TEXT PRIMARY KEY, route TEXT NOT NULL, parameters TEXT NOT NULL,
    status INTEGER NOT NULL, body TEXT NOT NULL, request_id TEXT NOT NULL, created REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, payload TEXT NOT NULL,
    flaw TEXT NOT NULL, flaw_seconds REAL NOT NULL, flawed_attempts INTEGER, state TEXT NOT NULL, due REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, status INTEGER, problem TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, due, id);
CREATE TABLE IF NOT EXISTS jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, job TEXT NOT NULL, object TEXT NOT NULL, due REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS jobs_due ON jobs (due, id);
CREATE TABLE IF NOT EXISTS rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
TABLES = ("objects", "keys", "deliveries", "jobs", "rules", "settings")
ALPHABET = string.ascii_letters + string.digits


def new_id(prefix: str, length: int = 24) -> str:
    """A fresh id that looks like Stripe's."""
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(length))


@dataclass
class Thing:
    """One stored object: what the API shows, and what only the stand-in knows about it."""

    body: Json
    hidden: Json = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.body["id"])


@dataclass(frozen=True)
class Origin:
    """The request that a change comes from; both are empty for what time brings by itself."""

    request_id: str | None = None
    idempotency_key: str | None = None


@dataclass(frozen=True)
class Emitted:
    """An event of the running transaction, with its object as it was then."""

    type: str
    data: Json
    origin: Origin


class Transaction:
    """What one request may read and write. Commits when the ``with`` block ends well, else leaves nothing."""

    def __init__(self, connection: sqlite3.Connection, origin: Origin) -> None:
        self.connection = connection
        self.origin = origin
        self.emitted: list[Emitted] = []
        self.now = time.time() + float(self.setting("clock_offset", 0))

    @property
    def second(self) -> int:
        """Now, as Stripe writes times."""
        return int(self.now)

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Read."""
        return self.connection.execute(sql, values).fetchall()

    def write(self, sql: str, *values: object) -> sqlite3.Cursor:
        """Change."""
        return self.connection.execute(sql, values)

    def setting(self, name: str, default: Any) -> Any:
        """One stored setting."""
        found = self.rows("SELECT value FROM settings WHERE name = ?", name)
        return json.loads(found[0]["value"]) if found else default

    def set(self, name: str, value: object) -> None:
        """Store one setting."""
        self.write("INSERT OR REPLACE INTO settings VALUES (?, ?)", name, json.dumps(value))

    def get(self, kind: str, id_: str | None) -> Thing | None:
        """One object, or None."""
        found = self.rows("SELECT body, hidden FROM objects WHERE id = ? AND kind = ?", id_, kind)
        return Thing(json.loads(found[0]["body"]), json.loads(found[0]["hidden"])) if found else None

    def find(self, kind: str, id_: str, *, param: str, status: int = 400) -> Thing:
        """One object that the request names. Raises Stripe's ``resource_missing`` for an id that names none."""
        thing = self.get(kind, id_)
        if thing is None:
            raise missing(kind, id_, param=param, status=status)
        return thing

    def the(self, kind: str, id_: str) -> Thing:
        """One object that exists because another names it."""
        thing = self.get(kind, id_)
        if thing is None:
            raise LookupError(f"{kind} {id_} is named but not stored")
        return thing

    def all(self, kind: str) -> list[Thing]:
        """Every object of a kind, oldest first."""
        found = self.rows("SELECT body, hidden FROM objects WHERE kind = ? ORDER BY seq", kind)
        return [Thing(json.loads(row["body"]), json.loads(row["hidden"])) for row in found]

    def add(self, body: Json, **hidden: object) -> Thing:
        """Store a new object."""
        self.write(
            "INSERT INTO objects (id, kind, body, hidden) VALUES (?, ?, ?, ?)",
            body["id"], body["object"], json.dumps(body), json.dumps(hidden),
        )  # fmt: skip
        return Thing(body, dict(hidden))

    def change(self, thing: Thing, **changes: object) -> Json:
        """Set attributes of an object. Returns what differed before, as ``previous_attributes`` shows it."""
        previous = {name: thing.body.get(name) for name, value in changes.items() if thing.body.get(name) != value}
        thing.body |= changes
        self.keep(thing)
        return previous

    def keep(self, thing: Thing) -> None:
        """Write an object back."""
        self.write(
            "UPDATE objects SET body = ?, hidden = ? WHERE id = ?",
            json.dumps(thing.body), json.dumps(thing.hidden), thing.id,
        )  # fmt: skip

    def emit(self, type_: str, thing: Thing, previous: Json | None = None) -> None:
        """Note an event; the object in it stays as it is now."""
        data: Json = {"object": json.loads(json.dumps(thing.body))}
        if previous is not None:
            data["previous_attributes"] = previous
        self.emitted.append(Emitted(type_, data, self.origin))

    def schedule(self, job: str, thing: Thing, *, after: float) -> None:
        """Have a job done on an object once the clock has moved on by ``after`` seconds."""
        self.write("INSERT INTO jobs (job, object, due) VALUES (?, ?, ?)", job, thing.id, self.now + after)


class Store:
    """The file, and the lock that makes everybody wait for the one writer."""

    def __init__(self, path: Path | str, *, before_commit: Callable[[Transaction], None]) -> None:
        self.before_commit = before_commit
        self.lock = threading.RLock()
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.connection.row_factory = sqlite3.Row
        # a killed process loses nothing that it committed; only a power cut could
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.executescript(SCHEMA)

    @contextmanager
    def transaction(self, origin: Origin | None = None) -> Iterator[Transaction]:
        """Everything inside commits at the end, or nothing if an exception leaves the block."""
        with self.lock:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                tx = Transaction(self.connection, origin or Origin())
                yield tx
                self.before_commit(tx)
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    def reset(self) -> None:
        """Forget everything."""
        with self.transaction() as tx:
            for table in TABLES:
                tx.write(f"DELETE FROM {table}")  # noqa: S608  our own table names

    def close(self) -> None:
        """Close the file once nobody writes."""
        with self.lock:
            self.connection.close()
