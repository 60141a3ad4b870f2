"""What a resource and an operation are, and the two operations that every resource has: retrieve and list."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shop.payments.sandbox.errors import ApiError, Json, missing
from shop.payments.sandbox.store import Thing, Transaction

FEWEST, MOST, USUAL = 1, 100, 10


@dataclass(frozen=True)
class Call:
    """One request that is well formed: the route's ids, the checked parameters, the open transaction."""

    tx: Transaction
    ids: tuple[str, ...]
    params: Json
    base_url: str


@dataclass(frozen=True)
class Operation:
    """One verb on one path.

    ``served`` names the parameters that have an effect here. Stripe knows more; the stand-in refuses those rather
    than ignore them. ``check`` holds what the types cannot say; what it refuses leaves no idempotency key behind.
    """

    verb: str
    pattern: str
    run: Callable[[Call], Json]
    served: frozenset[str]
    check: Callable[[Call], None] | None = None

    def match(self, path: str) -> tuple[str, ...] | None:
        """The ids in a path, or None if it is another route's."""
        found = re.fullmatch(re.escape(self.pattern).replace(r"\{\}", r"([A-Za-z0-9_]+)"), path)
        return found.groups() if found else None


@dataclass(frozen=True)
class Resource:
    """One kind of object and everything the API does with it.

    ``expands``: attribute → kind of the object that its id names. ``on_request``: attributes that are absent unless
    they are expanded, each with the function that makes it.
    """

    kind: str
    right: str
    operations: tuple[Operation, ...]
    expands: Mapping[str, str] = field(default_factory=dict)
    on_request: Mapping[str, Callable[[Transaction, Thing], Any]] = field(default_factory=dict)


def retrieve(kind: str, pattern: str, *, param: str = "id") -> Operation:
    """``GET`` of one object."""

    def run(call: Call) -> Json:
        return call.tx.find(kind, call.ids[0], param=param, status=404).body

    return Operation("GET", pattern, run, frozenset({"expand"}))


def listing(
    kind: str, pattern: str, *, filters: Mapping[str, str], special: Callable[[Call, Thing], bool] | None = None
) -> Operation:
    """``GET`` of many: newest first, with cursors. ``filters``: parameter → attribute (``a.b``) that must equal it."""

    def run(call: Call) -> Json:
        def wanted(thing: Thing) -> bool:
            given = (name for name in filters if name in call.params)
            return (
                _in_range(thing.body.get("created", 0), call.params.get("created"))
                and all(_attribute(thing.body, filters[name]) == call.params[name] for name in given)
                and (special is None or special(call, thing))
            )

        return page(call, kind, pattern, wanted)

    served = frozenset({"limit", "starting_after", "ending_before", "created", "expand", *filters})
    return Operation("GET", pattern, run, served, check_page)


def check_page(call: Call) -> None:
    """A page has 1 to 100 objects and at most one cursor."""
    limit = call.params.get("limit", USUAL)
    if limit < FEWEST:
        message = f"This value must be greater than or equal to {FEWEST}."
        raise ApiError(message, param="limit", code="parameter_invalid_integer")
    if limit > MOST:
        message = f"This value must be less than or equal to {MOST} (currently {limit})."
        raise ApiError(message, param="limit", code="parameter_invalid_integer")
    if "starting_after" in call.params and "ending_before" in call.params:
        raise ApiError("You may only specify one of these parameters: ending_before, starting_after.")


def page(call: Call, kind: str, url: str, wanted: Callable[[Thing], bool]) -> Json:
    """The page of a list that the cursors ask for."""
    limit = call.params.get("limit", USUAL)
    sql = "SELECT seq, id, body, hidden FROM objects WHERE kind = ?"
    if "ending_before" in call.params:
        rows = call.tx.rows(f"{sql} AND seq > ? ORDER BY seq", kind, _cursor(call, kind, "ending_before"))
    elif "starting_after" in call.params:
        rows = call.tx.rows(f"{sql} AND seq < ? ORDER BY seq DESC", kind, _cursor(call, kind, "starting_after"))
    else:
        rows = call.tx.rows(f"{sql} ORDER BY seq DESC", kind)
    found = []
    for row in rows:
        thing = Thing(json.loads(row["body"]), json.loads(row["hidden"]))
        if wanted(thing):
            found.append(thing.body)
        if len(found) > limit:
            break
    data = found[:limit]
    if "ending_before" in call.params:
        data.reverse()
    return {"object": "list", "data": data, "has_more": len(found) > limit, "url": url}


def _cursor(call: Call, kind: str, param: str) -> int:
    id_ = call.params[param]
    found = call.tx.rows("SELECT seq FROM objects WHERE kind = ? AND id = ?", kind, id_)
    if not found:
        raise missing(kind, id_, param=param)
    return int(found[0]["seq"])


def _attribute(body: Any, path: str) -> Any:
    for name in path.split("."):
        body = body.get(name) if isinstance(body, dict) else None
    return body


COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    "gt": lambda a, b: a > b, "gte": lambda a, b: a >= b, "lt": lambda a, b: a < b, "lte": lambda a, b: a <= b,
}  # fmt: skip


def _in_range(created: int, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return all(COMPARE[name](created, limit) for name, limit in wanted.items())
    return wanted is None or created == wanted
