"""Idempotency keys: the first answer is kept with its parameters and given again, for 24 hours."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .errors import ApiError, Json
from .store import Transaction

KEPT_SECONDS = 24 * 3600
LONGEST = 255


@dataclass(frozen=True)
class Keyed:
    """A request as its key remembers it."""

    key: str
    route: str
    parameters: str


@dataclass(frozen=True)
class Saved:
    """The first answer to a key."""

    status: int
    body: Json
    request_id: str


class Running:
    """The keys of requests that are being answered right now."""

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._lock = threading.Lock()

    @contextmanager
    def one(self, key: str | None) -> Iterator[None]:
        """Hold a key while its request runs. Raises 409 if another request holds it."""
        if key is None:
            yield
            return
        with self._lock:
            if key in self._keys:
                message = (
                    "There is currently another in-progress request using this Idempotent Key (that probably means you "
                    f"submitted twice, and the other request is still going through): {key}. Please try again later."
                )
                raise ApiError(message, status=409, code="idempotency_key_in_use")
            self._keys.add(key)
        try:
            yield
        finally:
            with self._lock:
                self._keys.discard(key)


def check_key(key: str) -> None:
    """A key has 1 to 255 characters."""
    if not 1 <= len(key) <= LONGEST:
        message = f"Idempotency keys must be between 1 and {LONGEST} characters; yours has {len(key)}."
        raise ApiError(message, type="idempotency_error")


def find(tx: Transaction, request: Keyed) -> Saved | None:
    """The saved answer, if the key is known. Raises ApiError if it was used for something else."""
    tx.write("DELETE FROM keys WHERE created <= ?", tx.now - KEPT_SECONDS)
    rows = tx.rows("SELECT * FROM keys WHERE key = ?", request.key)
    if not rows:
        return None
    row = rows[0]
    if row["route"] != request.route:
        message = (
            "Keys for idempotent requests can only be used for the same endpoint they were first used for "
            f"('{row['route']}' vs '{request.route}'). Try using a key other than '{request.key}' if you meant to "
            "execute a different request."
        )
        raise ApiError(message, type="idempotency_error")
    if row["parameters"] != request.parameters:
        message = (
            "Keys for idempotent requests can only be used with the same parameters they were first used with. Try "
            f"using a key other than '{request.key}' if you meant to execute a different request."
        )
        raise ApiError(message, type="idempotency_error")
    return Saved(row["status"], json.loads(row["body"]), row["request_id"])


def save(tx: Transaction, request: Keyed, status: int, body: Json) -> None:
    """Keep an answer. The first one wins."""
    tx.write(
        "INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?, ?, ?, ?)",
        request.key, request.route, request.parameters, status, json.dumps(body), tx.origin.request_id, tx.now,
    )  # fmt: skip
