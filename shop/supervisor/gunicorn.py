"""How gunicorn serves the shop on one machine: two processes of four threads, loaded once."""

from typing import Any

workers = 2
threads = 4
worker_class = "gthread"
preload_app = True  # the second process costs no second start
graceful_timeout = 5
control_socket_disable = True


def post_fork(_server: Any, _worker: Any) -> None:
    """No two processes share a database connection."""
    from django.db import connections

    connections.close_all()
