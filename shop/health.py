"""What a load balancer asks: is the process alive, and can it serve."""

import time
from collections.abc import Callable
from uuid import uuid4

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

HEARTBEAT = "shop.worker.heartbeat"
HEARTBEAT_LOST_AFTER = 150  # seconds: two sweeps and a half

_migrated = False


def beat() -> None:
    """Say that the worker is alive."""
    cache.set(HEARTBEAT, time.time(), timeout=24 * 3600)


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer as long as the process does: asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Answer 200 when everything that a page needs is there, 503 with the names of what is not."""
    checks = {name: _passes(check) for name, check in CHECKS.items()}
    return JsonResponse({"ready": all(checks.values()), "checks": checks}, status=200 if all(checks.values()) else 503)


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:  # noqa: BLE001  # whatever is wrong with it, it is not ready
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrations() -> bool:
    """Once a process has seen every migration applied, it need not look again: its own code does not change."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _cache() -> bool:
    key, value = f"shop.ready.{uuid4()}", uuid4().hex
    cache.set(key, value, timeout=30)
    found = cache.get(key)
    cache.delete(key)
    return bool(found == value)


def _worker() -> bool:
    seen = cache.get(HEARTBEAT)
    return seen is not None and time.time() - seen < HEARTBEAT_LOST_AFTER


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "worker": _worker,
}
