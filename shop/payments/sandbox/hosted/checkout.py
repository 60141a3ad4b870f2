"""The hosted page of a Checkout Session: show it, take the form, ask for 3-D Secure, send the customer back."""

from __future__ import annotations

import re
import uuid
from urllib.parse import parse_qs

from shop.payments.sandbox import jobs, misbehave
from shop.payments.sandbox.errors import Json
from shop.payments.sandbox.methods import METHODS, card
from shop.payments.sandbox.methods.method import AUTHENTICATE, COMPLETE, Filled, Method, Outcome
from shop.payments.sandbox.resources import payment_intents
from shop.payments.sandbox.store import Origin, Thing, Transaction, new_id
from shop.payments.sandbox.world import Answer, Request, World

from . import forms
from .page import notice, redirect

ADDRESS = re.compile(r"/c/pay/(\w+)(/authenticate)?", re.ASCII)
MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def answer(world: World, request: Request) -> Answer | None:
    """The page that the request asks for, or None if its address is no session's."""
    found = ADDRESS.fullmatch(request.path)
    if not found:
        return None
    return misbehave.around(world, request, lambda _: _answer(world, request, found[1], found[2] or ""))


def _answer(world: World, request: Request, session_id: str, step: str) -> Answer:
    # as if the page's own script had called the API
    origin = Origin(new_id("req_", 14), str(uuid.uuid4()) if request.method == "POST" else None)
    with world.store.transaction(origin) as tx:
        jobs.run_due(tx)
        session = tx.get("checkout.session", session_id)
        if session is None:
            return notice("There is no such payment page", "The address may be mistyped or cut off.", status=404)
        return _Visit(tx, session, f"{world.base_url}/c/pay/{session.id}", request).answer(step=step)


class _Visit:
    """One request to one session's page, inside one transaction."""

    def __init__(self, tx: Transaction, session: Thing, url: str, request: Request) -> None:
        self.tx = tx
        self.session = session
        self.url = url
        self.method = request.method
        self.query = _fields(request.query)
        self.form = _fields(request.body.decode("ascii", "replace")) if request.method == "POST" else {}

    def answer(self, *, step: str) -> Answer:
        """The page for the state that the session is in."""
        if self.session.body["status"] == "expired":
            text = "Nothing was charged. Go back to the shop and start the payment again."
            return notice("This payment page has expired", text, back=self.session.body["cancel_url"])
        if self.session.body["status"] == "complete":
            if self.form and self.form.get("attempt") == self.session.hidden.get("completed_by"):
                return redirect(self._success_url())  # a second click on the same button
            text = "There is nothing left to pay here. You can close this window."
            return notice("This payment is already complete", text, back=self._success_url())
        if step:
            return self._authenticate()
        return self._pay() if self.form else self._show()

    def _offered(self) -> list[Method]:
        return [METHODS[name] for name in self.session.body["payment_method_types"]]

    def _method(self) -> Method:
        wanted = (self.form or self.query).get("method", "")
        offered = self._offered()
        return next((method for method in offered if method.name == wanted), offered[0])

    def _show(self, *, filled: Filled | None = None, refusal: str = "", status: int = 200) -> Answer:
        customer = self.tx.get("customer", self.session.body["customer"])
        typed = filled.typed if filled else forms.prefilled(customer, self.session)
        if not filled and not refusal:
            refusal = self._last_refusal()
        return forms.checkout(
            self.session,
            self._method(),
            self._offered(),
            typed,
            filled.errors if filled else {},
            refusal,
            status=status,
        )

    def _last_refusal(self) -> str:
        intent = self.tx.get("payment_intent", self.session.body["payment_intent"])
        error = intent.body["last_payment_error"] if intent else None
        return str(error["message"]) if error else ""

    def _pay(self) -> Answer:
        if self.form.get("attempt") in self.session.hidden.get("attempts", []):
            return self._where_it_stands()  # the same button, clicked twice
        method = self._method()
        names = ["email", "name", "country", *(field.name for field in method.fields)]
        typed = {name: self.form.get(name, "").strip() for name in names}
        filled = method.read(typed)
        filled = Filled(typed, _wrong(typed) | dict(filled.errors), filled.means)
        if filled.errors:
            return self._show(filled=filled, status=422)
        outcome = method.confirm(self.tx, self.session, self._intent(), filled.means, _billing(typed), self.url)
        return self._go_on(outcome, filled)

    def _intent(self) -> Thing:
        """The session's PaymentIntent: made now if this is the first try."""
        intent = self.tx.get("payment_intent", self.session.body["payment_intent"])
        if intent is None:
            intent = payment_intents.create(self.tx, self.session)
            self.tx.change(self.session, payment_intent=intent.id)
        return intent

    def _go_on(self, outcome: Outcome, filled: Filled | None = None) -> Answer:
        attempt = self.form.get("attempt", "")
        self.session.hidden.setdefault("attempts", []).append(attempt)
        if outcome.result == COMPLETE:
            self.session.hidden["completed_by"] = attempt
        self.tx.keep(self.session)
        if outcome.result == COMPLETE:
            return redirect(self._success_url())
        if outcome.result == AUTHENTICATE:
            return redirect(f"{self.url}/authenticate")
        return self._show(filled=filled, refusal=outcome.message, status=402)

    def _where_it_stands(self) -> Answer:
        intent = self.tx.get("payment_intent", self.session.body["payment_intent"])
        waiting = intent is not None and intent.body["status"] == "requires_action"
        return redirect(f"{self.url}/authenticate" if waiting else self.url)

    def _authenticate(self) -> Answer:
        intent = self.tx.get("payment_intent", self.session.body["payment_intent"])
        if intent is None or intent.body["status"] != "requires_action":
            return redirect(self.url)
        choice = self.form.get("choice", "")
        if choice in (card.SUCCEED, card.FAIL):
            outcome = card.authenticate(self.tx, self.session, intent, choice)
            return self._go_on(outcome) if outcome.result == COMPLETE else redirect(self.url)
        return forms.authentication(self.session)

    def _success_url(self) -> str:
        return str(self.session.body["success_url"]).replace("{CHECKOUT_SESSION_ID}", self.session.id)


def _fields(text: str) -> dict[str, str]:
    try:
        return {name: values[-1].replace("\0", "") for name, values in parse_qs(text, max_num_fields=100).items()}
    except ValueError:
        return {}


def _wrong(typed: Json) -> dict[str, str]:
    errors = {name: "This is too long." for name, text in typed.items() if len(text) > forms.LONGEST}
    if not MAIL.fullmatch(typed["email"]):
        errors["email"] = "Type a mail address, like name@company.com."
    if not typed["name"]:
        errors["name"] = "Type the name of the holder."
    if not re.fullmatch(r"[A-Z]{2}", typed["country"]):
        errors["country"] = "Choose a country."
    return errors


def _billing(typed: Json) -> Json:
    address = dict.fromkeys(("city", "line1", "line2", "postal_code", "state")) | {"country": typed["country"]}
    return {"address": address, "email": typed["email"], "name": typed["name"], "phone": None}
