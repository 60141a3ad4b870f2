"""Check a request against the library's own typed parameters.

No route and no parameter is written here: verb, path and parameter class are read off stripe-python's service
modules, names and types off its parameter classes. What the types leave open (``Literal[…] | str``) is closed,
because Stripe refuses an unknown value and the library's type checker does not.
"""

from __future__ import annotations

import decimal
import importlib
import pathlib
import re
import sys
import types
import typing
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import stripe
import typing_extensions as te
from stripe._request_options import RequestOptions
from stripe._stripe_object import StripeObject

from .errors import ApiError

# Inherited by every top-level class of parameters. They are headers, so in a body they are unknown parameters.
OPTIONS = frozenset(RequestOptions.__annotations__)
METHOD = re.compile(r'    def (\w+)\(\s*self,(.*?)\) -> .*?self\._request\(\s*"(\w+)",\s*"([^"]+)"', re.DOTALL)
PATH = tuple[str, ...]
MOST_PARAMETERS, DEEPEST = 2000, 12


@cache
def routes() -> Mapping[tuple[str, str], str]:
    """(verb, path with ``{}`` for each id) → name of the parameter class, for every method of the library."""
    found = {}
    root = pathlib.Path(stripe.__file__).parent
    for file in [*root.glob("_*_service.py"), *root.glob("*/_*_service.py")]:
        package = "" if file.parent == root else f"{file.parent.name}."
        for method, signature, verb, path in METHOD.findall(file.read_text()):
            params = re.search(r'params: (?:Optional\[)?"(\w+)"', signature)
            if params and not method.endswith("_async"):
                found[verb.upper(), re.sub(r"{[^}]*}", "{}", path)] = package + params[1]
    return found


@cache
def parameter_class(verb: str, pattern: str) -> type:
    """The library's class of parameters for one route."""
    package, _, name = routes()[verb, pattern].rpartition(".")
    module = importlib.import_module("stripe.params" + (f".{package}" if package else ""))
    return typing.cast(type, getattr(module, name))


@cache
def fields(cls: type) -> Mapping[str, tuple[Any, bool]]:
    """Parameter → (type, required). Own keys only: the inherited options name types that exist for checkers alone."""
    own = {key: hint for key, hint in cls.__annotations__.items() if key not in OPTIONS}
    holder = type("Holder", (), {"__annotations__": own})
    hints = typing.get_type_hints(holder, globalns=vars(sys.modules[cls.__module__]), include_extras=True)
    out = {}
    for key, hint in hints.items():
        optional = te.get_origin(hint) is te.NotRequired
        out[key] = (te.get_args(hint)[0] if optional else hint, not optional)
    return out


def named(path: PATH) -> str:
    """``("line_items", "0", "amount")`` as Stripe writes it: ``line_items[0][amount]``."""
    return path[0] + "".join(f"[{piece}]" for piece in path[1:])


def unknown(param: str) -> ApiError:
    """A parameter that the route does not have."""
    return ApiError(f"Received unknown parameter: {param}", param=param, code="parameter_unknown")


def parse_form(text: str) -> dict[str, Any]:
    """Read ``a[b][0][c]=x`` into nested dictionaries; a list stays a dictionary of indexes until a type asks for it."""
    try:
        pairs = urllib.parse.parse_qsl(
            text, keep_blank_values=True, max_num_fields=MOST_PARAMETERS, strict_parsing=bool(text), errors="strict"
        )
    except UnicodeDecodeError as error:
        raise ApiError("Invalid request: the parameters are not UTF-8.") from error
    except ValueError as error:
        raise ApiError("Invalid request: the parameters are not form-encoded.") from error
    root: dict[str, Any] = {}
    for key, value in pairs:
        if not re.fullmatch(r"[^\[\]]+(\[[^\[\]]*\])*", key) or key.count("[") > DEEPEST:
            raise unknown(key[:200])
        if "\0" in value:
            raise ApiError("Invalid string: it holds a NUL character.", param=key)
        _put(root, key, value)
    return root


def _put(root: dict[str, Any], key: str, value: str) -> None:
    path = [piece.strip("[]") for piece in re.findall(r"^[^\[\]]+|\[[^\[\]]*\]", key)]
    node = root
    for piece in path[:-1]:
        node = node.setdefault(piece or str(len(node)), {})
        if not isinstance(node, dict):
            raise ApiError("Invalid object", param=path[0])
    last = path[-1] or str(len(node))
    if last in node:
        message = f"Received parameter {key} more than once."
        raise ApiError(message, param=key, code="parameter_invalid_duplicate")
    node[last] = value


def paths(given: dict[str, Any], before: str = "") -> Iterator[str]:
    """The name of every parameter of a request, with ``[]`` for each index of a list: ``line_items[][quantity]``."""
    for key, value in given.items():
        name = f"{before}[{'' if key.isdecimal() else key}]" if before else key
        if isinstance(value, dict):
            yield from paths(value, name)
        else:
            yield name


def check(data: dict[str, Any], cls: type, path: PATH = ()) -> dict[str, Any]:
    """Convert a nested dictionary of strings by one class of parameters. Raises ApiError for what Stripe refuses."""
    known = fields(cls)
    for key in data:
        if key not in known:
            raise unknown(named((*path, key)))
    out = {}
    for key, (hint, required) in known.items():
        here = (*path, key)
        if key in data:
            out[key] = convert(data[key], hint, here)
        elif required:
            raise ApiError(f"Missing required param: {named(here)}.", param=named(here), code="parameter_missing")
    return out


def convert(value: Any, hint: Any, path: PATH) -> Any:
    """One value by its type hint."""
    origin = te.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _one_of(value, closed(te.get_args(hint)), path)
    if origin is te.Literal:
        return _literal(value, te.get_args(hint), path)
    if te.is_typeddict(hint):
        return check(_object(value, path), hint, path)
    if origin is list:
        return _array(value, te.get_args(hint)[0], path)
    if origin is dict:
        item = te.get_args(hint)[1]
        # an empty value is how a key is removed
        entries = _object(value, path).items()
        return {key: "" if entry == "" else convert(entry, item, (*path, key)) for key, entry in entries}
    if isinstance(value, dict):
        raise ApiError(f"Invalid {WORDS[hint]}: {value}", param=named(path))
    return _scalar(value, hint, path)


def closed(options: tuple[Any, ...]) -> list[Any]:
    """The members of a union that Stripe knows: literals first, no bare ``str`` beside them, no response class."""
    literals = [option for option in options if te.get_origin(option) is te.Literal]
    enumerated = any(set(te.get_args(literal)) - {""} for literal in literals)
    others = [
        option
        for option in options
        if option not in literals and not (option is str and enumerated) and not _is_response(option)
    ]
    return literals + others


def _is_response(option: Any) -> bool:
    cls = te.get_origin(option) or option
    return isinstance(cls, type) and issubclass(cls, StripeObject)


def _one_of(value: Any, options: list[Any], path: PATH) -> Any:
    errors = []
    for option in options:
        try:
            return convert(value, option, path)
        except ApiError as error:
            errors.append(error)
    # the complaint that got deepest into the value says most
    raise max(errors, key=lambda error: (len(error.error.get("param", "")), "code" in error.error))


def _literal(value: Any, choices: tuple[Any, ...], path: PATH) -> Any:
    if value in choices:
        return value
    raise ApiError(
        f"Invalid {named(path)}: must be one of {', '.join(str(choice) for choice in choices)}", param=named(path)
    )


def _object(value: Any, path: PATH) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ApiError("Invalid object", param=named(path))
    return value


def _array(value: Any, item: Any, path: PATH) -> list[Any]:
    if not isinstance(value, dict) or set(value) != {str(index) for index in range(len(value))}:
        raise ApiError("Invalid array", param=named(path))
    return [convert(value[str(index)], item, (*path, str(index))) for index in range(len(value))]


def _boolean(value: str) -> bool:
    return {"true": True, "false": False}[value]


def _integer(value: str) -> int:
    if not re.fullmatch(r"-?\d{1,19}", value, re.ASCII):
        raise ValueError(value)
    return int(value)


def _decimal(value: str) -> decimal.Decimal:
    if not re.fullmatch(r"-?\d{1,20}(\.\d{1,12})?", value, re.ASCII):
        raise ValueError(value)
    return decimal.Decimal(value)


def _float(value: str) -> float:
    return float(_decimal(value))


READERS: dict[Any, Callable[[str], Any]] = {bool: _boolean, int: _integer, decimal.Decimal: _decimal, float: _float}
WORDS = {str: "string", bool: "boolean", int: "integer", decimal.Decimal: "decimal", float: "decimal"}


def _scalar(value: str, hint: Any, path: PATH) -> Any:
    if hint is str:
        if value == "":
            message = f"You passed an empty string for '{named(path)}', which cannot be unset."
            raise ApiError(message, param=named(path), code="parameter_invalid_empty")
        return value
    try:
        return READERS[hint](value)
    except (ValueError, KeyError) as error:
        code = "parameter_invalid_integer" if hint is int else None
        raise ApiError(f"Invalid {WORDS[hint]}: {value}", param=named(path), code=code) from error
