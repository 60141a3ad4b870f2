"""What a rule of misbehaviour does to a request: before its effect, or after the effect is committed."""

from __future__ import annotations

import time

from . import idempotency
from .errors import ApiError, Json
from .faults import AFTER, Rule
from .idempotency import Keyed
from .store import Origin
from .world import Answer, World

HTML = b"<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
BROKEN = b'{"id": "cs_test_'


def _failure() -> Json:
    return ApiError("An unknown error occurred", type="api_error").body


def saved_body(rule: Rule | None) -> Json | None:
    """What the key remembers instead of the real answer: a recorded 500."""
    return _failure() if rule and rule.what == "500" and rule.saved and rule.when == AFTER else None


def before(world: World, rule: Rule, keyed: Keyed | None, origin: Origin) -> Answer | None:
    """The answer that comes in place of an effect, or None where the request goes on (a delay)."""
    if rule.what == "delay":
        time.sleep(rule.duration)
        return None
    if rule.what == "500" and rule.saved and keyed:
        with world.store.transaction(origin) as tx:
            idempotency.save(tx, keyed, 500, _failure())
    return _spoilt(rule)


def after(rule: Rule, made: Answer) -> Answer:
    """The answer that comes although the effect is committed."""
    if rule.when != AFTER:
        return made
    if rule.what == "delay":
        made.late_seconds = rule.duration
        return made
    return _spoilt(rule)


def _spoilt(rule: Rule) -> Answer:
    json_type = {"Content-Type": "application/json"}
    if rule.what == "429":
        return Answer.json(429, ApiError("Too many requests hit the API too quickly.", code="rate_limit").body)
    if rule.what == "html":
        return Answer(502, HTML, {"Content-Type": "text/html"})
    if rule.what == "broken_json":
        return Answer(200, BROKEN, json_type)
    if rule.what in ("drop", "stop"):
        return Answer(0, drop=True, stop=rule.what == "stop")
    return Answer.json(500, _failure())
