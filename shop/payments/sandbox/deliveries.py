"""Send the events that are owed, from the table and after the commit; try again with growing pauses.

One sender, one after the other, oldest first. A process killed between sending and noting it sends once more after
its restart, as Stripe may.
"""

from __future__ import annotations

import http.client
import sqlite3
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import stripe

from .store import Store, Transaction

PAUSES = (1, 5, 30, 300, 3600, 6 * 3600)  # seconds before the second try, the third, …
LOOPBACK = ("127.0.0.1", "localhost", "::1")
PATIENCE = 20.0  # seconds that the shop has for its answer


@dataclass(frozen=True)
class Endpoint:
    """Where events go, and the secret that signs them."""

    url: str
    secret: str


def is_loopback(address: str) -> bool:
    """Whether an address is on this machine: the only place that events are sent to."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme == "http" and parts.hostname in LOOPBACK and port != 0


def send_due(store: Store, endpoint: Endpoint) -> int:
    """Send everything that is due by the stand-in's clock. Returns how many were tried."""
    tried = 0
    while True:
        with store.transaction() as tx:
            due = tx.rows(
                "SELECT id FROM deliveries WHERE state = 'waiting' AND due <= ? ORDER BY due, id LIMIT 1", tx.now
            )
        if not due:
            return tried
        send(store, endpoint, due[0]["id"])
        tried += 1


def send(store: Store, endpoint: Endpoint, id_: int) -> None:
    """Try one delivery and note what came of it."""
    with store.transaction() as tx:
        row = tx.rows("SELECT * FROM deliveries WHERE id = ?", id_)[0]
        url = str(tx.setting("webhook", endpoint.url))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (stand-in)",
            "Stripe-Signature": _signature(tx, endpoint.secret, row),
        }
    status, problem = _post(url, row["payload"].encode(), headers)
    with store.transaction() as tx:
        _note(tx, id_, row["attempts"] + 1, status, problem)


def _signature(tx: Transaction, secret: str, row: sqlite3.Row) -> str:
    """Fresh for each attempt, by the wire's clock, unless a rule spoils it."""
    flawed = row["flawed_attempts"] is None or row["attempts"] < row["flawed_attempts"]
    flaw, seconds = (row["flaw"], row["flaw_seconds"]) if flawed else ("", 0)
    stamp = time.time() + float(tx.setting("wire_offset", 0))
    stamp += {"old_timestamp": -seconds, "future_timestamp": seconds}.get(flaw, 0)
    wrong = "_wrong" if flaw == "bad_signature" else ""
    return stripe.WebhookSignature.generate_signature_header(row["payload"], secret + wrong, timestamp=int(stamp))


def _post(url: str, body: bytes, headers: dict[str, str]) -> tuple[int | None, str]:
    """The answer's status, or None and what went wrong. Redirects are answers, not followed."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as error:
        return None, f"{type(error).__name__}: {error}"
    else:
        return answer.status, ""
    finally:
        connection.close()


def _note(tx: Transaction, id_: int, attempts: int, status: int | None, problem: str) -> None:
    pauses = tx.setting("retry_pauses", PAUSES)
    if status is not None and 200 <= status < 300:
        state, due = "delivered", tx.now
    elif attempts <= len(pauses):
        state, due = "waiting", tx.now + pauses[attempts - 1]
    else:
        state, due = "given up", tx.now
    tx.write(
        "UPDATE deliveries SET state = ?, due = ?, attempts = ?, status = ?, problem = ? WHERE id = ?",
        state, due, attempts, status, problem, id_,
    )  # fmt: skip
    _count_pending(tx, id_)


def _count_pending(tx: Transaction, id_: int) -> None:
    """An event shows how many deliveries are still owed for it."""
    event_id = tx.rows("SELECT event FROM deliveries WHERE id = ?", id_)[0]["event"]
    event = tx.get("event", event_id)
    if event:
        open_ = tx.rows("SELECT 1 FROM deliveries WHERE event = ? AND state != 'delivered'", event_id)
        tx.change(event, pending_webhooks=min(len(open_), 1))
