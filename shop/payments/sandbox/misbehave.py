"""What a rule of misbehaviour does to a request: before its effect, or after the effect is committed."""

from __future__ import annotations

import time
from collections.abc import Callable

from . import faults, idempotency
from .errors import ApiError, Json
from .faults import BEFORE, Rule
from .idempotency import Keyed
from .store import Origin
from .world import Answer, Request, World

HTML = b"<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
BROKEN = b'{"id": "cs_test_'


def around(
    world: World,
    request: Request,
    perform: Callable[[Json | None], Answer],
    keyed: Keyed | None = None,
    origin: Origin | None = None,
) -> Answer:
    """Answer a request as the rules want it.

    ``perform`` has the effect and commits; what it is given is what the key shall remember instead of its answer.
    """
    with world.store.transaction() as tx:
        rule = faults.for_request(tx, f"{request.method} {request.path}")
    if rule is None:
        return perform(None)
    if rule.when == BEFORE:
        return _before(world, rule, keyed, origin) or perform(None)
    made = perform(_failure() if rule.what == "500" and rule.saved else None)
    if rule.what == "delay":
        made.late_seconds = rule.duration
        return made
    return _spoilt(rule)


def _failure() -> Json:
    return ApiError("An unknown error occurred", type="api_error").body


def _before(world: World, rule: Rule, keyed: Keyed | None, origin: Origin | None) -> Answer | None:
    """The answer that comes in place of an effect, or None where the request goes on (a delay)."""
    if rule.what == "delay":
        time.sleep(rule.duration)
        return None
    if rule.what == "500" and rule.saved and keyed:
        with world.store.transaction(origin) as tx:
            idempotency.save(tx, keyed, 500, _failure())
    return _spoilt(rule)


def _spoilt(rule: Rule) -> Answer:
    if rule.what == "429":
        return Answer.json(429, ApiError("Too many requests hit the API too quickly.", code="rate_limit").body)
    if rule.what == "html":
        return Answer(502, HTML, {"Content-Type": "text/html"})
    if rule.what == "broken_json":
        return Answer(200, BROKEN, {"Content-Type": "application/json"})
    if rule.what in ("drop", "stop"):
        return Answer(0, drop=True, stop=rule.what == "stop")
    return Answer.json(500, _failure())
