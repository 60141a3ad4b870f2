"""`manage.py work`: the worker. Runs tasks as they come; beside it sweeps each minute and keeps search up to date."""

import logging
import random
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from catalog.facets import freshness
from shop import health, sweeping

log = logging.getLogger("shop.work")

HEARTBEAT_EVERY = 20  # seconds
INDEX_EVERY = 0.5
REST = 5  # after an error


class Sweeper(threading.Thread):
    """Sweeps each minute until told to stop. Beats in between, so that /readyz sees a worker that is busy or idle."""

    def __init__(self, every: float) -> None:
        super().__init__(name="sweeper", daemon=True)
        self.every = every
        self.stopping = threading.Event()

    def run(self) -> None:
        """Sweep, then wait for the rest of the minute."""
        while not self.stopping.is_set():
            self._beat()
            sweeping.sweep()
            remaining = self.every
            while remaining > 0 and not self.stopping.wait(min(HEARTBEAT_EVERY, remaining)):
                remaining -= HEARTBEAT_EVERY
                self._beat()
        connections.close_all()

    def _beat(self) -> None:
        close_old_connections()
        try:
            health.beat()
        except Exception:
            log.exception("The heartbeat could not be written")


class Indexer(threading.Thread):
    """Brings the search index up to date as soon as something has been noted, until told to stop."""

    def __init__(self, every: float) -> None:
        super().__init__(name="indexer", daemon=True)
        self.every = every
        self.stopping = threading.Event()

    def run(self) -> None:
        """Look, patch, rest. A database that is away is waited for."""
        while not self.stopping.wait(self.every):
            close_old_connections()
            try:
                freshness.refresh()
            except Exception:
                log.exception("The search index could not be brought up to date")
                connections.close_all()
                self.stopping.wait(REST)
        connections.close_all()


class Command(BaseCommand):
    help = "Run background tasks, the sweep each minute, and keep the search index up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=60, help="seconds between sweeps")
        parser.add_argument("--interval", type=float, default=0.5, help="seconds between looks for a task")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker(
            queue_names=["*"],
            interval=options["interval"],
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        beside = (Sweeper(options["every"]), Indexer(INDEX_EVERY))
        for thread in beside:
            thread.start()
        log.info("The worker is at work")
        try:
            self._run_tasks(worker)
        finally:
            for thread in beside:
                thread.stopping.set()
            for thread in beside:
                thread.join(timeout=5)

    def _run_tasks(self, worker: Worker) -> None:
        """Keep going while the database is away: tasks wait in it, and the sweep's steps wait with them."""
        pause = threading.Event()
        while worker.running:
            try:
                worker.run()
            except Exception:
                log.exception("The task loop stopped; it starts again")
                connections.close_all()
                pause.wait(1 + random.random())  # noqa: S311
