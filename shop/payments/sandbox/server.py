"""The HTTP side: one thread a request, loopback only, and the one that sends events and does what time brings."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from . import api, control, deliveries, jobs
from .errors import ApiError
from .hosted import checkout
from .hosted.page import notice, stylesheet
from .world import Answer, Request, World

LARGEST_BODY = 1_000_000
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
TICK = 0.1  # seconds between two looks at the clock when nothing happens


def answer(world: World, request: Request) -> Answer:
    """The answer to any request."""
    host = (request.header("Host") or "").rpartition(":")[0] or request.header("Host")
    if host not in LOOPBACK:
        return Answer.json(403, ApiError("The stand-in answers to loopback addresses only.").body)
    if request.path.startswith("/_control/"):
        return control.answer(world, request)
    if request.path.startswith("/v1/"):
        return api.answer(world, request)
    if request.path == "/stand-in.css":
        return stylesheet()
    if request.path == "/healthz":
        return Answer(200, b"ok", {"Content-Type": "text/plain"})
    page = checkout.answer(world, request)
    if page is None and request.path == "/":
        return notice("Stripe stand-in", "It runs. Payments start in the shop; this process only plays Stripe’s part.")
    return page or notice("Nothing is here", "The stand-in has no such page.", status=404)


class Server(ThreadingHTTPServer):
    """Serves one world."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, make_world: Any) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.world: World = make_world(f"http://127.0.0.1:{self.server_address[1]}")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has gone away is no news; anything else is."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Reads a request whole, writes an answer whole."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 60
    wbufsize = 1 << 16  # one packet an answer, else each waits for an acknowledgement
    disable_nagle_algorithm = True

    def _serve(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self._write(Answer.json(413, ApiError("The request's body is too large or of unknown length.").body))
            return
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, path, query, headers, self.rfile.read(int(length)))
        try:
            made = answer(self.server.world, request)
        except Exception:  # noqa: BLE001  a fault of ours must not look like a lost connection
            traceback.print_exc()
            made = Answer.json(500, ApiError("The stand-in failed; its output has the trace.", type="api_error").body)
        self._write(made)

    do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = _serve  # noqa: N815  the library's names

    def _write(self, made: Answer) -> None:
        if made.late_seconds:
            time.sleep(made.late_seconds)
        if made.stop:
            os.kill(os.getpid(), signal.SIGKILL)
        if made.drop:
            self.close_connection = True
            return
        self.send_response_only(made.status)
        self.send_header("Date", formatdate(time.time() + self._wire_offset(), usegmt=True))
        self.send_header("Content-Length", str(len(made.body)))
        for name, value in made.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(made.body)
        self.wfile.flush()

    def _wire_offset(self) -> float:
        with self.server.world.store.transaction() as tx:
            return float(tx.setting("wire_offset", 0))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library's name
        """Say nothing: the shop's own log tells what it asked."""


class Worker(threading.Thread):
    """Sends what is owed and does what is due, until told to stop."""

    def __init__(self, world: World) -> None:
        super().__init__(name="stand-in worker", daemon=True)
        self.world = world
        self.stopping = threading.Event()

    def run(self) -> None:
        """Look every moment."""
        while not self.stopping.wait(TICK):
            try:
                with self.world.store.transaction() as tx:
                    jobs.run_due(tx)
                deliveries.send_due(self.world.store, self.world.endpoint)
            except Exception:  # noqa: BLE001  one bad job must not end all deliveries
                traceback.print_exc()

    def stop(self) -> None:
        """Finish the delivery that is under way, then end."""
        self.stopping.set()
        self.join(timeout=5)


def serve(server: Server) -> None:
    """Serve until SIGTERM or SIGINT, then stop cleanly."""
    worker = Worker(server.world)
    worker.start()

    def stop(*_: object) -> None:
        threading.Thread(target=server.shutdown, daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    sys.stdout.write(f"Stripe stand-in on {server.world.base_url}\n")
    sys.stdout.flush()
    server.serve_forever(poll_interval=0.05)
    worker.stop()
    server.server_close()
    server.world.store.close()
