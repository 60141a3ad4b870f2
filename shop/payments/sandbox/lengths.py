"""How long a string parameter may be: the one thing that the library's types do not say and the data file does."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from .errors import ApiError
from .parameters import PATH, named

SPECIFICATION = Path(__file__).with_name("data") / "spec3.json.gz"


@cache
def specification() -> dict[str, Any]:
    """Stripe's OpenAPI description, trimmed (data/README.md)."""
    return json.loads(gzip.decompress(SPECIFICATION.read_bytes()))


@cache
def _operations() -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (verb.upper(), re.sub(r"{[^}]*}", "{}", path)): operation
        for path, verbs in specification()["paths"].items()
        for verb, operation in verbs.items()
    }


@cache
def schema(verb: str, pattern: str) -> dict[str, Any]:
    """The schema of a route's parameters; empty where the description does not have the route."""
    operation = _operations().get((verb, pattern), {})
    if verb != "GET":
        contents = operation.get("requestBody", {}).get("content", {})
        return contents.get("application/x-www-form-urlencoded", {}).get("schema", {})
    query = [parameter for parameter in operation.get("parameters", ()) if parameter["in"] == "query"]
    return {"type": "object", "properties": {parameter["name"]: parameter["schema"] for parameter in query}}


def check_lengths(value: Any, limits: dict[str, Any], path: PATH = ()) -> None:
    """Refuse a string that is longer than the schema allows, at any depth."""
    choices = [limits, *limits.get("anyOf", ())]
    if isinstance(value, dict):
        for key, entry in value.items():
            for choice in choices:
                inner = choice.get("properties", {}).get(key) or choice.get("additionalProperties")
                if isinstance(inner, dict):
                    check_lengths(entry, inner, (*path, key))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            for choice in choices:
                check_lengths(entry, choice.get("items", {}), (*path, str(index)))
    elif isinstance(value, str):
        longest = max((choice["maxLength"] for choice in choices if choice.get("maxLength")), default=None)
        if longest is not None and len(value) > longest:
            shown = f"{value[:20]}…{value[-20:]}" if len(value) > 60 else value
            raise ApiError(f"Invalid string: {shown}; must be at most {longest} characters", param=named(path))
