"""The way out of the shop: a mail server, or a folder of `.eml` files where none is set."""

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

TIMEOUT = 30  # seconds; far below the time after which a claim counts as lost


class Transport(Protocol):
    """Something that hands one mail on, or raises."""

    def send(self, mail: EmailMessage) -> None:
        """Hand one mail on. Raises OSError or SMTPException if it was not taken."""


class Folder:
    """Writes each mail to `<message id>.eml`: the same mail twice is the same file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, mail: EmailMessage) -> None:
        """Write the file completely or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = mail.extra_headers["Message-ID"].strip("<>").replace("/", "_")
        half = self.folder / f".{name}.half"
        half.write_bytes(mail.message().as_bytes())
        half.rename(self.folder / f"{name}.eml")


class Server:
    """A connection to a mail server, opened once for a batch."""

    def __init__(self, backend: EmailBackend) -> None:
        self.backend = backend

    def send(self, mail: EmailMessage) -> None:
        """Send over the open connection."""
        self.backend.send_messages([mail])


@contextmanager
def connect(address: str) -> Iterator[Transport]:
    """Open the way that `EMAIL_URL` names. Raises OSError or SMTPException if the server cannot be reached."""
    if not address:
        yield Folder(Path(settings.OUTGOING_MAIL_ROOT))
        return
    backend = smtp_backend(address)
    backend.open()
    try:
        yield Server(backend)
    finally:
        backend.close()


def smtp_backend(address: str) -> EmailBackend:
    """Read `smtp://user:password@host:port` (STARTTLS, except to this machine) or `smtps://…` (TLS from the start)."""
    parts = urlsplit(address)
    secure = parts.scheme == "smtps"
    host = parts.hostname or "localhost"
    return EmailBackend(
        host=host,
        port=parts.port or (465 if secure else 587),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=secure,
        use_tls=not secure and not _is_loopback(host),
        timeout=TIMEOUT,
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
