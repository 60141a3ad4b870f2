"""Events: what happened, with the object as it was then."""

from __future__ import annotations

from fnmatch import fnmatchcase

from shop.payments.sandbox.errors import ApiError
from shop.payments.sandbox.store import Thing

from .operations import Call, Operation, Resource, check_page, listing, retrieve

REACH = 30 * 24 * 3600  # seconds that the list reaches back


def _wanted(call: Call, event: Thing) -> bool:
    if event.body["created"] < call.tx.now - REACH:
        return False
    if not fnmatchcase(event.body["type"], call.params.get("type", "*")):
        return False
    if "types" in call.params and event.body["type"] not in call.params["types"]:
        return False
    if "delivery_success" not in call.params:
        return True
    states = {row["state"] for row in call.tx.rows("SELECT state FROM deliveries WHERE event = ?", event.id)}
    delivered = states <= {"delivered"}
    return delivered is call.params["delivery_success"]


def _check(call: Call) -> None:
    check_page(call)
    if "type" in call.params and "types" in call.params:
        raise ApiError("You may only specify one of these parameters: type, types.")


_list = listing("event", "/v1/events", filters={}, special=_wanted)

EVENTS = Resource(
    kind="event",
    right="events",
    operations=(
        retrieve("event", "/v1/events/{}"),
        Operation("GET", "/v1/events", _list.run, _list.served | {"type", "types", "delivery_success"}, _check),
    ),
)
