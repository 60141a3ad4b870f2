"""`manage.py work`: the worker. Runs tasks as they come, and the sweep each minute in a thread beside."""

import logging
import random
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from shop import health, sweeping

log = logging.getLogger("shop.work")

HEARTBEAT_EVERY = 20  # seconds


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


class Command(BaseCommand):
    help = "Run background tasks, and the sweep each minute."

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
        sweeper = Sweeper(options["every"])
        sweeper.start()
        log.info("The worker is at work")
        try:
            self._run_tasks(worker)
        finally:
            sweeper.stopping.set()
            sweeper.join(timeout=5)

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
