"""Answer one request to ``/v1``: who asks, what for, checked, once only, with its events, in one transaction."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import re
from dataclasses import dataclass

import stripe

from . import expanding, idempotency, jobs, misbehave, parameters, rights
from .errors import ApiError, Json
from .idempotency import Keyed
from .lengths import check_lengths, schema
from .resources.checkout_session_rules import only_served
from .resources.operations import Call, Operation, Resource
from .resources.registry import OPERATIONS
from .store import Origin, Transaction, new_id
from .world import Answer, Request, World

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Route:
    """An operation, with the ids of the path."""

    resource: Resource
    operation: Operation
    ids: tuple[str, ...]


def answer(world: World, request: Request) -> Answer:
    """The whole answer, refusals included."""
    request_id = new_id("req_", 14)
    try:
        made = _answer(world, request, request_id)
    except ApiError as error:
        made = Answer.json(error.status, error.body)
    headers = {"Request-Id": request_id, "Stripe-Version": stripe.api_version, "Cache-Control": "no-cache, no-store"}
    key = request.header("Idempotency-Key")
    if key and request.method == "POST" and _is_plain(key):
        headers["Idempotency-Key"] = key
    made.headers = headers | made.headers
    return made


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _answer(world: World, request: Request, request_id: str) -> Answer:
    authenticate(world, request)
    _check_headers(request)
    given = _parameters(request)
    route = _route(request)
    key = request.header("Idempotency-Key") if request.method == "POST" else None
    if key is not None:
        idempotency.check_key(key)
    world.asked.update((f"{request.method} {route.operation.pattern}", path) for path in parameters.paths(given))
    with world.running.one(key):
        keyed = Keyed(key, request.path, json.dumps(given, sort_keys=True)) if key else None
        origin = Origin(request_id, key)
        return misbehave.around(
            world, request, lambda spoilt: _perform(world, route, given, keyed, origin, spoilt), keyed, origin
        )


def authenticate(world: World, request: Request) -> None:
    """Refuse a request without the stand-in's own key."""
    scheme, _, credentials = (request.header("Authorization") or "").partition(" ")
    key = credentials.strip()
    if scheme.lower() == "basic":
        try:
            key = base64.b64decode(key, validate=True).decode("ascii").partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            key = ""
    if scheme.lower() not in ("bearer", "basic") or not key:
        message = (
            "You did not provide an API key. You need to provide your API key in the Authorization header, using "
            "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
        )
        raise ApiError(message, status=401)
    if not hmac.compare_digest(key.encode(), world.key.encode()):
        hidden = key[:8] + "*" * 8 + key[-4:] if len(key) > 16 else "*" * len(key)
        raise ApiError(f"Invalid API Key provided: {hidden}", status=401)


def _check_headers(request: Request) -> None:
    version = request.header("Stripe-Version")
    if version != stripe.api_version:
        sent = f"'{version}'" if version else "no Stripe-Version"
        raise ApiError(f"The stand-in speaks Stripe API version {stripe.api_version} only; the request has {sent}.")
    if request.header("Stripe-Account") or request.header("Stripe-Context"):
        message = "The provided key does not have access to another account (or that account does not exist)."
        raise ApiError(message, status=403, code="account_invalid")


def _parameters(request: Request) -> Json:
    if request.method != "POST":
        return parameters.parse_form(request.query)
    content_type = (request.header("Content-Type") or "").partition(";")[0].strip().lower()
    if content_type != FORM and (request.body or content_type):
        message = f"Invalid request: the body must be {FORM}, not '{content_type or 'unnamed'}'."
        raise ApiError(message)
    if request.query:
        raise ApiError("Invalid request: a POST has its parameters in the body, not in the address.")
    try:
        text = request.body.decode("ascii")
    except UnicodeDecodeError as error:
        raise ApiError("Invalid request: the body is not form-encoded.") from error
    return parameters.parse_form(text)


def _route(request: Request) -> Route:
    for resource, operation in OPERATIONS:
        ids = operation.match(request.path)
        if ids is not None and operation.verb == request.method:
            return Route(resource, operation, ids)
    known = any(re.fullmatch(pattern.replace("{}", r"\w+"), request.path) for _, pattern in parameters.routes())
    why = "The stand-in does not serve it yet." if known else "Please see https://docs.stripe.com/api."
    raise ApiError(f"Unrecognized request URL ({request.method}: {request.path}). {why}", status=404)


def _perform(
    world: World, route: Route, given: Json, keyed: Keyed | None, origin: Origin, spoilt: Json | None
) -> Answer:
    """Run the operation and commit. A refusal that came while it ran is kept with the key, like any answer."""
    with world.store.transaction(origin) as tx:
        jobs.run_due(tx)
        rights.check(tx, world.key, route.resource, route.operation)
        if keyed:
            saved = idempotency.find(tx, keyed)
            if saved:
                replayed = {"Idempotent-Replayed": "true", "Original-Request": saved.request_id}
                return Answer.json(saved.status, saved.body, **replayed)
        call = Call(tx, route.ids, _checked(route, given), world.base_url)
        if route.operation.check:
            route.operation.check(call)
        status, body = _run(tx, route.operation, call)
        if keyed:
            idempotency.save(tx, keyed, *((500, spoilt) if spoilt else (status, body)))
    return Answer.json(status, body)


def _checked(route: Route, given: Json) -> Json:
    operation = route.operation
    params = parameters.check(given, parameters.parameter_class(operation.verb, operation.pattern))
    check_lengths(params, schema(operation.verb, operation.pattern))
    only_served(params, operation.served)
    expanding.check(route.resource, params.get("expand", []), in_list="limit" in operation.served)
    return params


def _run(tx: Transaction, operation: Operation, call: Call) -> tuple[int, Json]:
    tx.write("SAVEPOINT operation")
    noted = len(tx.emitted)
    try:
        body = operation.run(call)
        return 200, expanding.expand(tx, body, call.params.get("expand", []))
    except ApiError as error:
        tx.write("ROLLBACK TO operation")
        del tx.emitted[noted:]
        return error.status, error.body
