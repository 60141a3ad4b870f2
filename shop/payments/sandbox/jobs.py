"""What time brings by itself: sessions expire, charges settle, debits clear."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .methods import sepa_debit
from .resources import charges
from .resources import checkout_session_states as sessions
from .store import Origin, Transaction

JOBS: Mapping[str, Callable[[Transaction, str], None]] = {
    charges.SETTLE: charges.settle,
    sessions.EXPIRE: sessions.expire_if_open,
    sepa_debit.CLEAR: sepa_debit.clear,
}


def run_due(tx: Transaction) -> None:
    """Do every job whose time has come, so that whatever is read next is true now."""
    asked, tx.origin = tx.origin, Origin()  # no request brings this about
    while due := tx.rows("SELECT id, job, object FROM jobs WHERE due <= ? ORDER BY due, id LIMIT 1", tx.now):
        tx.write("DELETE FROM jobs WHERE id = ?", due[0]["id"])
        JOBS[due[0]["job"]](tx, due[0]["object"])
    tx.origin = asked


def settle_everything(tx: Transaction) -> int:
    """Book every charge that still waits for it. Returns how many there were."""
    waiting = tx.rows("SELECT id, object FROM jobs WHERE job = ?", charges.SETTLE)
    for row in waiting:
        tx.write("DELETE FROM jobs WHERE id = ?", row["id"])
        charges.settle(tx, row["object"])
    return len(waiting)
