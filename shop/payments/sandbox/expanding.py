"""``expand[]``: replace an id by the object that it names, and add what only comes on request."""

from __future__ import annotations

import copy

from .errors import ApiError, Json
from .resources.operations import Resource
from .resources.registry import BY_KIND
from .store import Transaction

DEEPEST = 4


def check(resource: Resource, paths: list[str], *, in_list: bool) -> None:
    """Refuse a path that names nothing expandable, before anything has an effect."""
    for path in paths:
        names = path.split(".")
        if len(names) > DEEPEST:
            message = f"You cannot expand more than {DEEPEST} levels of a property (Property: {path})."
            raise ApiError(message, param="expand")
        if in_list and names[0] != "data":
            message = f"This property cannot be expanded ({path}). You may want to try expanding 'data.{path}' instead."
            raise ApiError(message, param="expand")
        _check_names(resource, names[1:] if in_list else names, path)


def _check_names(resource: Resource | None, names: list[str], path: str) -> None:
    for index, name in enumerate(names):
        if resource is not None and name in resource.on_request and index == len(names) - 1:
            return
        if resource is None or name not in resource.expands:
            raise ApiError(f"This property cannot be expanded ({path}).", param="expand")
        resource = BY_KIND.get(resource.expands[name])


def expand(tx: Transaction, answer: Json, paths: list[str]) -> Json:
    """The answer with every path expanded. The stored object stays as it is."""
    if not paths:
        return answer
    answer = copy.deepcopy(answer)
    for path in paths:
        names = path.split(".")
        if answer["object"] == "list":
            for item in answer["data"]:
                _expand(tx, item, names[1:])
        else:
            _expand(tx, answer, names)
    return answer


def _expand(tx: Transaction, body: Json, names: list[str]) -> None:
    if not names:
        return
    resource, name = BY_KIND[body["object"]], names[0]
    if name in resource.on_request:
        thing = tx.the(body["object"], body["id"])
        body[name] = resource.on_request[name](tx, thing)
        return
    if isinstance(body.get(name), str):
        body[name] = copy.deepcopy(tx.the(resource.expands[name], body[name]).body)
    if isinstance(body.get(name), dict):
        _expand(tx, body[name], names[1:])
