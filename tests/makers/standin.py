"""A running Stripe stand-in for tests: start it, pay on its pages, make it misbehave, kill it.

A module that needs one takes the fixture ``stripe_standin``: one process a module, emptied before every test.
"""

import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html import unescape
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
