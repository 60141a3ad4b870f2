"""Misbehaviour on demand: rules that say which request or event goes wrong, and how.

A rule is JSON, set through ``/_control/rules``. It counts what matches it and acts on some of that: the nth and the
``times - 1`` after it, or each with a probability drawn from a seed, so that a run can be repeated.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Any

from .errors import ApiError, Json
from .store import Transaction, new_id

REQUEST_FAULTS = frozenset({"500", "429", "html", "broken_json", "drop", "delay", "stop"})
BEFORE, AFTER = "before", "after"
FITS: Mapping[str, Callable[[Any], bool]] = {
    "route": lambda value: isinstance(value, str),
    "types": lambda value: isinstance(value, list) and all(isinstance(name, str) for name in value),
    "nth": lambda value: isinstance(value, int),
    "times": lambda value: value is None or isinstance(value, int),
    "probability": lambda value: isinstance(value, int | float) and 0 <= value <= 1,
    "when": lambda value: value in (BEFORE, AFTER),
    "seconds": lambda value: isinstance(value, int | float),
    "attempts": lambda value: value is None or isinstance(value, int),
}
SECONDS = {"delay": 2.0, "hold": 4 * 3600.0}


@dataclass(frozen=True)
class Rule:
    """One kind of misbehaviour and what it meets. docs/reference/stripe-stand-in.md has the table."""

    what: str
    route: str = "*"
    types: tuple[str, ...] = ("*",)
    nth: int = 1
    times: int | None = 1
    probability: float | None = None
    seed: str = ""
    when: str = BEFORE
    saved: bool = False
    seconds: float | None = None
    attempts: int | None = None

    @property
    def duration(self) -> float:
        """How long: of a delay, of holding an event back, between a wrong time stamp and now."""
        return SECONDS.get(self.what, 600.0) if self.seconds is None else self.seconds

    def fires(self, seen: int) -> bool:
        """Whether the rule acts on the ``seen``-th thing that matches it (the first is 1)."""
        if self.probability is not None:
            return random.Random(f"{self.seed}:{seen}").random() < self.probability  # noqa: S311  repeatable
        return seen >= self.nth and (self.times is None or seen < self.nth + self.times)


def parse(given: Json) -> Rule:
    """A rule as the control page's caller wrote it. Raises ApiError for a word that means nothing."""
    unknown = set(given) - set(Rule.__dataclass_fields__)
    if unknown:
        raise ApiError(f"A rule has no {', '.join(sorted(unknown))}.")
    if given.get("what") not in REQUEST_FAULTS | set(EVENT_FAULTS) | {"reverse"}:
        raise ApiError(f"Unknown misbehaviour: {given.get('what')}", param="what")
    for name, fits in FITS.items():
        if name in given and not fits(given[name]):
            raise ApiError(f"A rule's {name} cannot be {given[name]!r}.", param=name)
    return Rule(**{**given, "types": tuple(given.get("types", ("*",)))})


def _count(tx: Transaction, id_: int, rule: Rule) -> bool:
    """Count one match of a rule and say whether the rule acts on it."""
    tx.write("UPDATE rules SET seen = seen + 1 WHERE id = ?", id_)
    return rule.fires(tx.rows("SELECT seen FROM rules WHERE id = ?", id_)[0]["seen"])


def _rules(tx: Transaction) -> list[tuple[int, Rule]]:
    return [(row["id"], parse(json.loads(row["body"]))) for row in tx.rows("SELECT id, body FROM rules ORDER BY id")]


def for_request(tx: Transaction, route: str) -> Rule | None:
    """The misbehaviour that a request meets, if any. ``route``: ``POST /v1/customers``."""
    acting = None
    for id_, rule in _rules(tx):
        if rule.what in REQUEST_FAULTS and fnmatchcase(route, rule.route) and _count(tx, id_, rule):
            acting = acting or rule
    return acting


@dataclass(frozen=True)
class Delivery:
    """One delivery that is owed: the event as it will be sent, and what is wrong with the sending."""

    event: Json
    withheld: bool = False
    held_seconds: float = 0.0
    flaw: str = ""
    flaw_seconds: float = 0.0
    flawed_attempts: int | None = None


def deliveries(tx: Transaction, events: list[Json]) -> list[Delivery]:
    """What is owed for a transaction's events, in order, after the rules have had their way."""
    owed = [Delivery(event) for event in events]
    if not owed:
        return owed
    for id_, rule in _rules(tx):
        if rule.what == "reverse" and _count(tx, id_, rule):
            owed.reverse()
        elif rule.what in EVENT_FAULTS:
            owed = [result for delivery in owed for result in _bent(tx, id_, rule, delivery)]
    return owed


def _bent(tx: Transaction, id_: int, rule: Rule, delivery: Delivery) -> list[Delivery]:
    matches = any(fnmatchcase(delivery.event["type"], pattern) for pattern in rule.types)
    if matches and _count(tx, id_, rule):
        return EVENT_FAULTS[rule.what](tx, delivery, rule)
    return [delivery]


def _copy(event: Json, **changes: Any) -> Json:
    return {**json.loads(json.dumps(event)), "id": new_id("evt_1"), **changes}


def _double(_: Transaction, delivery: Delivery, __: Rule) -> list[Delivery]:
    return [delivery, delivery]


def _second_id(tx: Transaction, delivery: Delivery, _: Rule) -> list[Delivery]:
    twin = _copy(delivery.event)
    tx.add(twin)
    return [delivery, replace(delivery, event=twin)]


def _withhold(_: Transaction, delivery: Delivery, __: Rule) -> list[Delivery]:
    return [replace(delivery, withheld=True)]


def _hold(_: Transaction, delivery: Delivery, rule: Rule) -> list[Delivery]:
    return [replace(delivery, held_seconds=rule.duration)]


def _flawed(_: Transaction, delivery: Delivery, rule: Rule) -> list[Delivery]:
    flawed = replace(delivery, flaw=rule.what, flaw_seconds=rule.duration, flawed_attempts=rule.attempts)
    return [flawed]


def _other_account(_: Transaction, delivery: Delivery, __: Rule) -> list[Delivery]:
    return [delivery, replace(delivery, event=_copy(delivery.event, account="acct_1SomebodyElse0"))]


def _foreign_object(_: Transaction, delivery: Delivery, __: Rule) -> list[Delivery]:
    foreign = _copy(delivery.event)
    stem, _, end = foreign["data"]["object"]["id"].rpartition("_")
    foreign["data"]["object"]["id"] = new_id(f"{stem}_", len(end))
    return [delivery, replace(delivery, event=foreign)]


def _unknown_type(tx: Transaction, delivery: Delivery, _: Rule) -> list[Delivery]:
    unheard = _copy(delivery.event, type="stand_in.unheard_of")
    tx.add(unheard)
    return [delivery, replace(delivery, event=unheard)]


EVENT_FAULTS: Mapping[str, Callable[[Transaction, Delivery, Rule], list[Delivery]]] = {
    "double": _double,
    "second_id": _second_id,
    "withhold": _withhold,
    "hold": _hold,
    "old_timestamp": _flawed,
    "future_timestamp": _flawed,
    "bad_signature": _flawed,
    "other_account": _other_account,
    "foreign_object": _foreign_object,
    "unknown_type": _unknown_type,
}
