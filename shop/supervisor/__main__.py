"""Start the shop on this machine: `python -m shop.supervisor --port 8000`."""

import argparse
import contextlib
import fcntl
import os
import secrets
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from .processes import Child, Family, end_leftovers

BASE = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(os.environ.get("RUN_FOLDER") or BASE / ".run")
HOST = "127.0.0.1"


class Stop(BaseException):
    """Somebody asked the shop to stop."""


def main() -> int:
    """Prepare, start, watch, stop."""
    arguments = _arguments()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    FOLDER.mkdir(exist_ok=True, parents=True)
    family = Family()
    try:
        with _only_one():
            if ended := end_leftovers(FOLDER):
                say(f"Ended what an earlier run left: {', '.join(ended)}")
            if problem := _port_in_use(arguments.port):
                say(problem)
                return 1
            environment = _environment(arguments)
            os.environ.update(environment)
            _prepare(reload=arguments.reload)
            family.children = _children(arguments, environment)
            family.start()
            _wait_until_open(family, arguments.port)
            _greet(arguments.port)
            _watch(family)
    except Stop:
        return 0
    finally:
        _ignore_signals()
        if family.children:
            say("Stopping")
        family.stop()
    return 0


def say(line: str) -> None:
    """Tell the person at the terminal."""
    print(line, flush=True)  # noqa: T201


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m shop.supervisor", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reload", action="store_true", help="debugging on, reload as files change")
    return parser.parse_args()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stop


def _ignore_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


@contextlib.contextmanager
def _only_one() -> Iterator[None]:
    with (FOLDER / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("The shop already runs from this folder. Stop it there with Ctrl-C first.")
            sys.exit(1)
        yield


def _port_in_use(port: int) -> str:
    for number in (port, port + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, number))
            except OSError:
                return f"Port {number} is taken by another program. Try another one: make run PORT={port + 100}"
    return ""


def _environment(arguments: argparse.Namespace) -> dict[str, str]:
    """What the children get on top of ours: our address, and the stand-in unless there is a key."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "shop.settings.development",
        "SITE_URL": os.environ.get("SITE_URL") or f"http://{HOST}:{arguments.port}",
        "DEBUG": "1" if arguments.reload else "",
        "PYTHONUNBUFFERED": "1",
    }
    if not os.environ.get("STRIPE_SECRET_KEY"):
        environment |= {
            "STRIPE_SECRET_KEY": _kept_secret("sk_local_"),
            "STRIPE_WEBHOOK_SECRETS": _kept_secret("whsec_local_"),
            "STRIPE_API_BASE": f"http://{HOST}:{arguments.port + 1}",
        }
    return environment


def _kept_secret(start: str) -> str:
    """Make a secret once and keep it: the stand-in's objects belong to the key that made them."""
    path = FOLDER / f"{start}secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(start + secrets.token_hex(16))
    return path.read_text()


def _prepare(*, reload: bool) -> None:
    import django
    from django.db import connections

    django.setup()
    from .preparing import prepare  # reads models

    prepare(FOLDER, say, static=not reload)
    connections.close_all()


def _children(arguments: argparse.Namespace, environment: dict[str, str]) -> list[Child]:
    where = f"{HOST}:{arguments.port}"
    if arguments.reload:
        server = ["manage.py", "runserver", where]
    else:
        server = ["-m", "gunicorn", "shop.wsgi", "--bind", where, "--config", "python:shop.supervisor.gunicorn"]
    children = [
        Child("server", server, environment, FOLDER),
        Child("worker", ["manage.py", "work"], environment, FOLDER),
    ]
    if "STRIPE_API_BASE" in environment:
        children.insert(0, Child("stripe-stand-in", _stand_in(arguments.port, environment), environment, FOLDER))
    return children


def _stand_in(port: int, environment: dict[str, str]) -> list[str]:
    return [
        *("-m", "shop.payments.sandbox"),
        *("--port", str(port + 1)),
        *("--database", str(FOLDER / "stripe-stand-in.sqlite3")),
        *("--key", environment["STRIPE_SECRET_KEY"]),
        *("--webhook", f"http://{HOST}:{port}/stripe/webhook/"),
        *("--secret", environment["STRIPE_WEBHOOK_SECRETS"]),
    ]


def _wait_until_open(family: Family, port: int) -> None:
    while not _answers(port):
        _watch_once(family)
        time.sleep(0.1)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _watch(family: Family) -> None:
    while True:
        _watch_once(family)
        time.sleep(0.3)


def _watch_once(family: Family) -> None:
    for child in family.children:
        if child.watch():
            say(f"The {child.name} ended and is started again. Its last words:\n{child.last_words()}")


def _greet(port: int) -> None:
    from django.conf import settings

    from shop.demonstration import people

    say(f"\nThe shop is open:   http://{HOST}:{port}/")
    say(f"Staff sign in at    http://{HOST}:{port}/admin/")
    for person in people():
        say(f"  {person.email:<34} {person.password}   ({person.group})")
    say(f"Mails are written to {(settings.EMAIL_URL and 'the mail server') or settings.OUTGOING_MAIL_ROOT}")
    say("Ctrl-C stops everything.\n")


if __name__ == "__main__":
    sys.exit(main())
