"""Run the stand-in::

python -m shop.payments.sandbox --port 8055 --database PATH --webhook URL --secret whsec_local_… --key sk_local_…
"""

from __future__ import annotations

import argparse
import sqlite3
import sys

from . import events
from .deliveries import Endpoint, is_loopback
from .server import Server, serve
from .store import Store
from .world import World


def key(text: str) -> str:
    """A key that can belong to no real account."""
    if not text.startswith("sk_local_") or len(text) < 20:
        raise argparse.ArgumentTypeError("the key must start with sk_local_ and have 20 characters or more")
    return text


def secret(text: str) -> str:
    """A webhook secret that can belong to no real endpoint."""
    if not text.startswith("whsec_local_") or len(text) < 20:
        raise argparse.ArgumentTypeError("the secret must start with whsec_local_ and have 20 characters or more")
    return text


def webhook(text: str) -> str:
    """An address on this machine."""
    if not is_loopback(text):
        raise argparse.ArgumentTypeError("the webhook must be an http address on 127.0.0.1")
    return text


def main(arguments: list[str]) -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m shop.payments.sandbox", description="Stripe stand-in")
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one")
    parser.add_argument("--database", required=True, help="the stand-in's own SQLite file")
    parser.add_argument("--webhook", type=webhook, required=True)
    parser.add_argument("--secret", type=secret, required=True)
    parser.add_argument("--key", type=key, required=True)
    given = parser.parse_args(arguments)

    def world(base_url: str) -> World:
        return World(
            Store(given.database, before_commit=events.record),
            given.key,
            base_url,
            Endpoint(given.webhook, given.secret),
        )

    try:
        server = Server(given.port, world)
    except (OSError, OverflowError, sqlite3.OperationalError) as error:
        parser.error(f"cannot start on port {given.port} with {given.database}: {error}")
    serve(server)


if __name__ == "__main__":
    main(sys.argv[1:])
