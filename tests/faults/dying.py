"""Processes that die at a named step. Run as a program it is their nursery.

The nursery loads the shop once and does nothing with it. For each line of JSON that it reads it forks a child, which
does one thing and is killed by SIGKILL before or after it calls the named step; then it writes how the child ended.
(A fork of the test process itself would inherit its threads' locks without the threads.)
"""

import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = (
    "SITE_URL",
    "STRIPE_SECRET_KEY",
    "STRIPE_API_BASE",
    "STRIPE_WEBHOOK_SECRETS",
    "STRIPE_HOSTED_PAGES",
    "STRIPE_TIMEOUTS",
    "STRIPE_RETRIES",
)


class Nursery:
    """The test's end of it."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.dying"],
            cwd=ROOT,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "shop.settings.test"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def kill(self, when: str, step: str, action: str, *arguments: Any) -> None:
        """Do an action in a process that is killed before or after the step, and see that it was."""
        from django.conf import settings
        from django.db import connection

        order = {
            "database": connection.settings_dict["NAME"],
            "settings": {name: getattr(settings, name) for name in SETTINGS},
            "when": when,
            "step": step,
            "action": action,
            "arguments": arguments,
        }
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        ended = self.process.stdout.readline().strip()
        assert ended == f"killed by {signal.SIGKILL.value}", f"{step} was never reached: {ended}"

    def close(self) -> None:
        """End it."""
        self.process.communicate()


def click(instalment_id: int) -> None:
    """Click on pay."""
    from shop.payments import services
    from tests.makers.quoting import BUYER

    services.start_card_payment(instalment_id=instalment_id, by=BUYER)


def reconcile() -> None:
    """Ask about everything."""
    from shop.payments import services

    services.reconcile(thorough=True)


def hear(event_type: str) -> None:
    """Receive the newest event of a type, as the webhook does."""
    from shop.payments import environment, gateway, inbox

    inbox.receive(next(iter(gateway.events_since(environment.current().created_at, [event_type]))), source="webhook")


ACTIONS: dict[str, Callable[..., None]] = {"click": click, "reconcile": reconcile, "hear": hear}


def _live_and_die(order: dict[str, Any]) -> None:
    from django.conf import settings
    from django.db import connections

    for name, value in order["settings"].items():
        setattr(settings, name, value)
    connections.databases["default"]["NAME"] = order["database"]
    _cut(order["step"], order["when"])
    ACTIONS[order["action"]](*order["arguments"])


def _cut(path: str, when: str) -> None:
    """Put death before or after a step, wherever it is called from."""
    from shop.payments import inbox

    module, _, rest = path.partition(":")
    *between, name = rest.split(".")
    place: Any = import_module(module)
    for part in between:
        place = getattr(place, part)
    step = getattr(place, name)

    def die(*args: Any, **kwargs: Any) -> None:
        if when == "after":
            step(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(place, name, die)
    inbox.HANDLERS = {kind: die if handler is step else handler for kind, handler in inbox.HANDLERS.items()}


def main() -> None:
    """Read orders, fork, say how it ended."""
    import django

    django.setup()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            try:
                _live_and_die(json.loads(line))
            except BaseException:  # noqa: BLE001  whatever it was, the test must see it
                traceback.print_exc()
            finally:
                os._exit(3)
        _pid, status = os.waitpid(child, 0)
        ended = f"killed by {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"left with {os.WEXITSTATUS(status)}"
        print(ended, flush=True)  # noqa: T201  this is the answer


if __name__ == "__main__":
    main()
