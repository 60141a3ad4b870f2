"""Find a PostgreSQL for the second run of the suite: the one that `POSTGRES_URL` names, or the one on this machine."""

import os

import psycopg

DEFAULT = "postgres://postgres@127.0.0.1:5432/motor_shop"


def url() -> str | None:
    """Give the address of a server that answers, or None. The tests make databases of their own beside it."""
    address = os.environ.get("POSTGRES_URL") or DEFAULT
    server = address.rpartition("/")[0] + "/postgres"
    try:
        psycopg.connect(server, connect_timeout=3).close()
    except psycopg.OperationalError:
        return None
    return address
