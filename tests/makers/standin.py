"""A running Stripe stand-in for tests: start it, pay on its pages, make it misbehave, kill it.

A module that needs one takes the fixture ``stripe_standin``: one process a module, emptied before every test.
"""

import json
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests
import stripe

ROOT = Path(__file__).resolve().parents[2]
KEY = "sk_local_tests_only_0001"
SECRET = "whsec_local_tests_only_0001"
NOWHERE = "http://127.0.0.1:9/stripe/webhook/"
VISA = "4242424242424242"
SUCCESS = "http://127.0.0.1:8000/payments/return/token/"
CANCEL = "http://127.0.0.1:8000/orders/token/"
ITEM = {
    "quantity": 1,
    "price_data": {"currency": "eur", "unit_amount": 30_000, "product_data": {"name": "Deposit 30 %"}},
}
SESSION = {
    "mode": "payment",
    "line_items": [ITEM],
    "success_url": SUCCESS + "?session={CHECKOUT_SESSION_ID}",
    "cancel_url": CANCEL,
    "client_reference_id": "attempt-7",
    "metadata": {"attempt": "7"},
    "payment_intent_data": {"description": "O-2026-00001", "metadata": {"attempt": "7"}},
    "adaptive_pricing": {"enabled": False},
    "submit_type": "pay",
}


class StandIn:
    """One stand-in process and everything that a test does with it."""

    key = KEY
    secret = SECRET

    def __init__(self, *, webhook: str = NOWHERE, folder: Path | None = None, port: int = 0) -> None:
        self.webhook = webhook
        self.folder = folder or Path(tempfile.mkdtemp(prefix="stand-in-"))
        self.port = port
        self.process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """Its base address: for ``STRIPE_API_BASE`` and the hosted pages."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "StandIn":
        """Start it, on a free port the first time and on the same one again later; returns when it answers."""
        command = [
            sys.executable, "-m", "shop.payments.sandbox", "--port", str(self.port),
            "--database", str(self.folder / "stand-in.sqlite3"), "--webhook", self.webhook,
            "--secret", self.secret, "--key", self.key,
        ]  # fmt: skip
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        line = self.process.stdout.readline()
        found = re.search(r":(\d+)$", line.strip())
        assert found, f"the stand-in did not start: {line!r}"
        self.port = int(found[1])
        return self

    def stop(self) -> int:
        """Ask it to stop. Returns its exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """kill -9."""
        return self._end(signal.SIGKILL)

    def _end(self, sent: signal.Signals) -> int:
        assert self.process
        self.process.send_signal(sent)
        return self.wait()

    def wait(self) -> int:
        """Wait for it to be gone."""
        assert self.process
        code = self.process.wait(timeout=10)
        assert self.process.stdout
        self.process.stdout.close()
        return code

    def client(self, *, key: str | None = None, retries: int = 0, timeout: float = 10) -> stripe.StripeClient:
        """The real library, pointed here."""
        addresses = dict.fromkeys(("api", "files", "connect", "meter_events"), self.url)
        return stripe.StripeClient(
            key or self.key,
            base_addresses=addresses,
            http_client=stripe.RequestsClient(timeout=timeout),
            max_network_retries=retries,
        )

    def raw(self, method: str, path: str, *, headers: dict[str, str] | None = None, **rest: Any) -> requests.Response:
        """A request as the library would send it, and whatever a test changes about it."""
        usual = {"Authorization": f"Bearer {self.key}", "Stripe-Version": stripe.api_version}
        sent = {name: value for name, value in (usual | (headers or {})).items() if value is not None}
        return requests.request(method, self.url + path, headers=sent, timeout=10, allow_redirects=False, **rest)

    # test controls ---------------------------------------------------------------------------------------------------

    def control(self, method: str, path: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
        """One call to ``/_control/``."""
        response = self.raw(method, f"/_control/{path}", json=given)
        assert response.status_code == 200, response.text
        return response.json()

    def reset(self) -> None:
        """Forget everything and behave."""
        self.control("POST", "reset")

    def misbehave(self, what: str, **rule: Any) -> None:
        """Add a rule, like ``misbehave("drop", route="POST /v1/checkout/sessions", when="after")``."""
        self.control("POST", "rules", {"what": what, **rule})

    def behave(self) -> None:
        """Take every rule away."""
        self.control("DELETE", "rules")

    def settings(self, **changes: Any) -> dict[str, Any]:
        """Change settings, like ``settings(settle_after=0, rights={"customers": "read"})``."""
        return self.control("POST", "settings", changes)

    def advance(self, seconds: float) -> None:
        """Move its clock on; what falls due happens."""
        self.control("POST", "clock", {"advance": seconds})

    def sums(self) -> dict[str, Any]:
        """The money inside."""
        return self.control("GET", "sums")

    def asked(self) -> dict[str, list[str]]:
        """Every parameter that any request had since the start, by route."""
        return self.control("GET", "asked")["asked"]

    def settle(self) -> None:
        """Book every charge on the balance now: ``charge.updated`` goes out."""
        self.control("POST", "settle")

    def deliveries(self) -> list[dict[str, Any]]:
        """Every delivery of an event, oldest first."""
        return self.control("GET", "deliveries")["deliveries"]

    def release(self) -> None:
        """Send what was withheld, held back or waits for another try."""
        self.control("POST", "deliveries/release")

    def wait_until_delivered(self, *, timeout: float = 10) -> None:
        """Return once nothing is due any more (withheld and held-back events do not count)."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            now = self.control("GET", "clock")["now"]
            if not any(row["state"] == "waiting" and row["due"] <= now for row in self.deliveries()):
                return
            time.sleep(0.02)
        raise AssertionError(f"still waiting: {self.deliveries()}")

    # a shop's usual calls --------------------------------------------------------------------------------------------

    def open_session(self, **changes: Any) -> Any:
        """A Checkout Session as the shop asks for one; ``None`` leaves a parameter out."""
        wished = SESSION | {"expires_at": int(self.control("GET", "clock")["now"]) + 3600} | changes
        params = {name: value for name, value in wished.items() if value is not None}
        return self.client().v1.checkout.sessions.create(params)

    # the customer ----------------------------------------------------------------------------------------------------

    def customer(self, url: str) -> "Customer":
        """A browser without script on a session's page."""
        return Customer(url)

    def pay(self, url: str, *, card: str = VISA, authenticate: str = "succeed") -> requests.Response:
        """Pay a session's page at one go. Returns the last answer: 303 to the shop if it is paid."""
        response = Customer(url).send(number=card)
        if response.status_code == 303 and response.headers["Location"].endswith("/authenticate"):
            return Customer(response.headers["Location"]).send(choice=authenticate)
        return response


class Customer:
    """Somebody in front of a hosted page: loads it, fills in the form, sends it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.page = requests.get(url, timeout=10)

    def form(self, **typed: str) -> dict[str, str]:
        """The form's fields as the page gave them, with what a customer types."""
        fields = {}
        for tag in re.findall(r"<input[^>]+>", self.page.text):
            name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
            if name:
                fields[name[1]] = unescape(value[1]) if value else ""
        usual = {"email": "buyer@example.com", "expiry": "04 / 34", "cvc": "123", "name": "Ada Buyer", "country": "DE"}
        for name, value in usual.items():
            if not fields.get(name):
                fields[name] = value
        return fields | typed

    def send(self, **typed: str) -> requests.Response:
        """Send the form; redirects are not followed."""
        return requests.post(self.url, self.form(**typed), timeout=10, allow_redirects=False)


@dataclass(frozen=True)
class Received:
    """One event as it arrived."""

    body: bytes
    signature: str
    event: dict[str, Any]


class Receiver:
    """An endpoint that keeps every event it gets. ``statuses`` are its next answers; then it answers 200."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.statuses: list[int] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.received.append(Received(body, self.headers["Stripe-Signature"], json.loads(body)))
                self.send_response(receiver.statuses.pop(0) if receiver.statuses else 200)
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/stripe/webhook/"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)

    def start(self) -> "Receiver":
        self.thread.start()
        return self

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def types(self) -> list[str]:
        """What arrived, in its order."""
        return [received.event["type"] for received in self.received]


@pytest.fixture(scope="module")
def standin_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """One stand-in a module."""
    running = StandIn(folder=tmp_path_factory.mktemp("stand-in")).start()
    yield running
    running.stop()


@pytest.fixture
def stripe_standin(standin_process: StandIn) -> StandIn:
    """A stand-in that knows nothing yet. Its events go nowhere; give it a ``webhook`` by ``settings(webhook=…)``."""
    standin_process.reset()
    return standin_process


@pytest.fixture
def webhook_receiver(stripe_standin: StandIn) -> Iterator[Receiver]:
    """An endpoint that gets the stand-in's events."""
    receiver = Receiver().start()
    stripe_standin.settings(webhook=receiver.url)
    yield receiver
    stripe_standin.reset()
    receiver.stop()
