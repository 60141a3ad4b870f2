"""Clients that act at the same moment, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")


def in_parallel(times: int, call: Callable[[], Result], *, errors: bool = False) -> list[Result]:
    """Call the same thing `times` times at once and return what each call gave.

    With `errors` an exception is returned in its place; otherwise the first one is raised.
    """
    return at_once(*[call] * times, errors=errors)


def at_once(*calls: Callable[[], Result], errors: bool = False) -> list[Result]:
    """Call several things at once; results stand in the order of the calls."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Result]) -> Result:
        start.wait(timeout=30)
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(calls)) as threads:
        futures = [threads.submit(run, call) for call in calls]
    if errors:
        return [future.exception() or future.result() for future in futures]  # type: ignore[misc]
    return [future.result() for future in futures]
