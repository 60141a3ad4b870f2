"""What our own rows say is due, done once a minute.

A task is only a nudge: it may be lost with the worker that held it. Whatever must happen is found again here, from the
rows themselves: mail not yet delivered, events not yet handled, payments not yet confirmed. A room registers its step
in `AppConfig.ready`; a step is safe to run at any time, in parallel with itself, and to be killed anywhere.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.db import connections

log = logging.getLogger(__name__)

Step = Callable[[], Any]
_steps: dict[str, Step] = {}


def register(name: str, step: Step) -> None:
    """Add a step to every sweep. The name is what logs and `manage.py sweep` show; a second one replaces the first."""
    _steps[name] = step


def steps() -> Mapping[str, Step]:
    """Give every registered step, in the order of registration."""
    return dict(_steps)


def sweep() -> dict[str, Exception | None]:
    """Run every step, each in its own try. Gives for each the error that stopped it, or None."""
    outcomes: dict[str, Exception | None] = {}
    for name, step in _steps.items():
        _leave_broken_connections()
        try:
            step()
        except Exception as error:  # one room's trouble must not keep the others from their work
            log.exception("Sweep step %s failed", name)
            outcomes[name] = error
        else:
            outcomes[name] = None
    return outcomes


def _leave_broken_connections() -> None:
    """Let a step start on a connection that works, whatever became of the database during the last one."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
