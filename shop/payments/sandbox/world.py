"""Everything that one running stand-in has: its file, its key, its address, its endpoint."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Self

from .deliveries import Endpoint
from .errors import Json
from .idempotency import Running
from .store import Store


@dataclass
class World:
    """One running stand-in."""

    store: Store
    key: str
    base_url: str
    endpoint: Endpoint
    running: Running = field(default_factory=Running)
    asked: set[tuple[str, str]] = field(default_factory=set)  # (route, parameter) of every request since the start


@dataclass(frozen=True)
class Request:
    """One HTTP request, read whole."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    def header(self, name: str) -> str | None:
        """One header, whatever its case."""
        return self.headers.get(name.lower())


@dataclass
class Answer:
    """One HTTP answer. ``drop``: close the connection without a byte; ``stop``: die on the spot."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    stop: bool = False
    late_seconds: float = 0.0

    @classmethod
    def json(cls, status: int, body: Json, **headers: str) -> Self:
        """A JSON answer."""
        return cls(status, json.dumps(body, indent=2).encode(), {"Content-Type": "application/json", **headers})
