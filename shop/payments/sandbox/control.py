"""Test controls below ``/_control/``: JSON in, JSON out, with the stand-in's key. Stripe has none of them."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from . import api, deliveries, faults, jobs, rights
from .currencies import SUPPORTED
from .errors import ApiError, Json
from .methods import METHODS
from .store import Transaction
from .world import Answer, Request, World


def _seconds(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


# name → whether a value may be stored: a wrong one would spoil every later request
SETTINGS: Mapping[str, Callable[[Any], bool]] = {
    "debit_after": _seconds,
    "payment_methods": lambda value: _names(value) and set(value) <= set(METHODS),
    "retry_pauses": lambda value: isinstance(value, list) and all(_seconds(pause) for pause in value),
    "rights": lambda value: isinstance(value, dict) and set(value.values()) <= {rights.WRITE, rights.READ, rights.NONE},
    "settle_after": _seconds,
    "settlement_currency": lambda value: value in SUPPORTED,
    "subscribed": _names,
    "webhook": lambda value: isinstance(value, str) and deliveries.is_loopback(value),
}


def answer(world: World, request: Request) -> Answer:
    """Run one control."""
    try:
        api.authenticate(world, request)
        for (method, pattern), control in CONTROLS.items():
            found = re.fullmatch(pattern, request.path)
            if found and method == request.method:
                return Answer.json(200, control(world, _body(request), *found.groups()))
        raise ApiError(f"There is no control {request.method} {request.path}.", status=404)
    except (TypeError, ValueError) as error:
        return Answer.json(400, ApiError(str(error)).body)
    except ApiError as error:
        return Answer.json(error.status, error.body)


def _body(request: Request) -> Json:
    try:
        given = json.loads(request.body or b"{}")
    except ValueError as error:
        raise ApiError("The body must be JSON.") from error
    if not isinstance(given, dict):
        raise ApiError("The body must be a JSON object.")
    return given


def _clock(tx: Transaction) -> Json:
    return {"now": tx.now, "offset": tx.setting("clock_offset", 0), "wire_offset": tx.setting("wire_offset", 0)}


def read_clock(world: World, _: Json) -> Json:
    """What time it is here."""
    with world.store.transaction() as tx:
        return _clock(tx)


def set_clock(world: World, given: Json) -> Json:
    """``advance`` it by seconds or set its ``offset``; ``wire_offset`` bends signatures and the ``Date`` header."""
    with world.store.transaction() as tx:
        offset = float(given.get("offset", tx.setting("clock_offset", 0))) + float(given.get("advance", 0))
        tx.set("clock_offset", offset)
        if "wire_offset" in given:
            tx.set("wire_offset", float(given["wire_offset"]))
    with world.store.transaction() as tx:
        jobs.run_due(tx)
        return _clock(tx)


def add_rule(world: World, given: Json) -> Json:
    """Misbehave from now on."""
    rule = faults.parse(given)
    with world.store.transaction() as tx:
        id_ = tx.write("INSERT INTO rules (body) VALUES (?)", json.dumps(given)).lastrowid
    return {"id": id_, **dataclasses.asdict(rule)}


def list_rules(world: World, _: Json) -> Json:
    """The rules, and how often each was met."""
    with world.store.transaction() as tx:
        rows = tx.rows("SELECT * FROM rules ORDER BY id")
    return {"rules": [{"id": row["id"], "seen": row["seen"], **json.loads(row["body"])} for row in rows]}


def clear_rules(world: World, _: Json) -> Json:
    """Behave again."""
    with world.store.transaction() as tx:
        tx.write("DELETE FROM rules")
    return {"rules": []}


def read_settings(world: World, _: Json) -> Json:
    """What was set."""
    with world.store.transaction() as tx:
        return {row["name"]: json.loads(row["value"]) for row in tx.rows("SELECT * FROM settings")}


def change_settings(world: World, given: Json) -> Json:
    """Set any of ``SETTINGS``."""
    for name, value in given.items():
        if name not in SETTINGS:
            raise ApiError(f"There is no setting {name}.", param=name)
        if not SETTINGS[name](value):
            raise ApiError(f"The setting {name} cannot be {value!r}.", param=name)
    with world.store.transaction() as tx:
        for name, value in given.items():
            tx.set(name, value)
    return read_settings(world, {})


def reset(world: World, _: Json) -> Json:
    """Forget every object, event, key, rule and setting."""
    world.store.reset()
    return {}


def settle(world: World, _: Json) -> Json:
    """Book every charge on the balance now."""
    with world.store.transaction() as tx:
        return {"settled": jobs.settle_everything(tx)}


def list_deliveries(world: World, _: Json) -> Json:
    """Every delivery, oldest first."""
    with world.store.transaction() as tx:
        rows = tx.rows("SELECT * FROM deliveries ORDER BY id")
    shown = []
    for row in rows:
        event = json.loads(row["payload"])
        shown.append(
            {
                **{
                    name: row[name] for name in ("id", "event", "state", "due", "attempts", "status", "problem", "flaw")
                },
                "type": event["type"],
                "object": event["data"]["object"]["id"],
            }
        )
    return {"deliveries": shown}


def release(world: World, _: Json) -> Json:
    """Send everything that is withheld, held back, waiting for another try or given up."""
    with world.store.transaction() as tx:
        changed = tx.write("UPDATE deliveries SET state = 'waiting', due = 0 WHERE state != 'delivered'").rowcount
    return {"released": changed}


def send_again(world: World, _: Json, id_: str) -> Json:
    """Send one delivery now, whatever became of it. Answers with what came of it."""
    with world.store.transaction() as tx:
        if not tx.rows("SELECT 1 FROM deliveries WHERE id = ?", int(id_)):
            raise ApiError(f"There is no delivery {id_}.", status=404)
    deliveries.send(world.store, world.endpoint, int(id_))
    return next(row for row in list_deliveries(world, {})["deliveries"] if row["id"] == int(id_))


def asked(world: World, _: Json) -> Json:
    """Every parameter that any request had since the start, by route."""
    routes: dict[str, list[str]] = {}
    for route, name in sorted(world.asked.copy()):
        routes.setdefault(route, []).append(name)
    return {"asked": routes}


def sums(world: World, _: Json) -> Json:
    """The money inside, which the shop's ledger must equal.

    ``charges``: what succeeded, by the charge's currency. ``balance``: what was booked, by the settlement currency;
    amount − fee = net always. ``unsettled``: charges that succeeded and are not booked yet.
    """
    with world.store.transaction() as tx:
        paid = [charge.body for charge in tx.all("charge") if charge.body["status"] == "succeeded"]
        booked = [booking.body for booking in tx.all("balance_transaction")]
    charges: Counter[str] = Counter()
    for charge in paid:
        charges[charge["currency"]] += charge["amount_captured"]
    balance: dict[str, Counter[str]] = {}
    for booking in booked:
        total = balance.setdefault(booking["currency"], Counter())
        for name in ("amount", "fee", "net"):
            total[name] += booking[name]
    return {
        "charges": dict(charges),
        "charge_count": len(paid),
        "balance": {currency: dict(total) for currency, total in balance.items()},
        "unsettled": sum(charge["balance_transaction"] is None for charge in paid),
    }


CONTROLS: Mapping[tuple[str, str], Callable[..., Json]] = {
    ("GET", "/_control/asked"): asked,
    ("GET", "/_control/clock"): read_clock,
    ("POST", "/_control/clock"): set_clock,
    ("GET", "/_control/rules"): list_rules,
    ("POST", "/_control/rules"): add_rule,
    ("DELETE", "/_control/rules"): clear_rules,
    ("GET", "/_control/settings"): read_settings,
    ("POST", "/_control/settings"): change_settings,
    ("POST", "/_control/reset"): reset,
    ("POST", "/_control/settle"): settle,
    ("GET", "/_control/deliveries"): list_deliveries,
    ("POST", "/_control/deliveries/release"): release,
    ("POST", r"/_control/deliveries/(\d{1,15})/send"): send_again,
    ("GET", "/_control/sums"): sums,
}
