"""A whole shop as real processes: server, worker and stand-in, on a seeded database of its own."""

import email
import email.policy
import fcntl
import hashlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from email.message import EmailMessage
from pathlib import Path

from shop.supervisor.processes import Child, end_group

BASE = Path(__file__).resolve().parent.parent
CACHE = BASE / ".cache" / "tests"


class Shop:
    """A running shop. Its processes can be killed and started again like those of a real one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port, self.stripe_port = _free_ports(2)
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = _environment(folder) | {
            "SITE_URL": self.url,
            "STRIPE_SECRET_KEY": f"sk_local_{secrets.token_hex(12)}",
            "STRIPE_WEBHOOK_SECRETS": f"whsec_local_{secrets.token_hex(12)}",
            "STRIPE_API_BASE": f"http://127.0.0.1:{self.stripe_port}",
            "PYTHONUNBUFFERED": "1",
        }
        where = f"127.0.0.1:{self.port}"
        commands = {
            "stand-in": [
                *("-m", "shop.payments.sandbox", "--port", str(self.stripe_port)),
                *("--database", str(folder / "stand-in.sqlite3"), "--key", self.environment["STRIPE_SECRET_KEY"]),
                *("--webhook", f"{self.url}/stripe/webhook/"),
                *("--secret", self.environment["STRIPE_WEBHOOK_SECRETS"]),
            ],
            "server": ["-m", "gunicorn", "shop.wsgi", "--bind", where, "--config", "python:shop.supervisor.gunicorn"],
            "worker": ["manage.py", "work", "--every", "5", "--interval", "0.1"],
        }
        self.children = {name: Child(name, command, self.environment, folder) for name, command in commands.items()}

    def start(self) -> None:
        """Start every process and wait until pages are served."""
        for child in self.children.values():
            child.start()
        self.wait_until_open()

    def wait_until_open(self, seconds: float = 60) -> None:
        """Wait until server and stand-in answer."""
        wait_for(lambda: _listens(self.port) and _answers(f"{self.url}/healthz"), "the server", seconds, self.logs)
        wait_for(lambda: _listens(self.stripe_port), "the stand-in", seconds, self.logs)

    def stop(self) -> None:
        """End every process, without ceremony: nothing of it is needed any more."""
        for child in self.children.values():
            if child.process is not None:
                end_group(child.process.pid, patience=0)
                child.process.wait()

    def kill(self, name: str) -> None:
        """End a process as a power cut would: with no chance to tidy up."""
        process = self.children[name].process
        assert process is not None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        end_group(process.pid, patience=0)

    def revive(self, name: str) -> None:
        """Start a killed process again."""
        self.children[name].start()
        self.wait_until_open()

    def password(self, group: str) -> str:
        """The password of a demonstration person."""
        return self.manage("shell", "-v0", "-c", _PASSWORDS).partition(f"{group}=")[2].split()[0]

    def manage(self, *arguments: str) -> str:
        """Run a management command against this shop's database."""
        return _manage(self.environment, *arguments)

    def mails_to(self, address: str) -> list[EmailMessage]:
        """Every mail that went out to an address, oldest first."""
        paths = sorted((self.folder / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime)
        mails = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]
        return [mail for mail in mails if address in mail["To"]]  # type: ignore[misc]

    def link_mailed_to(self, address: str, path: str, seconds: float = 30) -> str:
        """Wait for a mail with a link to `path`, such as "/quotes/", and give the newest one."""

        def links() -> list[str]:
            texts = [mail.get_body(("plain",)).get_content() for mail in self.mails_to(address)]  # type: ignore[union-attr]
            return [link for text in texts for link in re.findall(rf"{self.url}{path}\S+", text)]

        wait_for(links, f"a mail to {address} with a link to {path}", seconds, self.logs)
        return links()[-1].rstrip(".)>")

    def logs(self) -> str:
        """The last words of every process."""
        return "\n".join(f"--- {child.name}\n{child.last_words(30)}" for child in self.children.values())


_PASSWORDS = "from shop.demonstration import people\nfor p in people(): print(f'{p.group}={p.password}')"


def wait_for(condition, what: str, seconds: float = 30, explain=lambda: "") -> None:  # type: ignore[no-untyped-def]
    """Look again and again until something is so; fail with what was awaited."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"Waited {seconds:.0f} s in vain for {what}.\n{explain()}")
        time.sleep(0.05)


def new_shop(folder: Path) -> Shop:
    """Copy the seeded shop into a folder and make one of it, not yet started."""
    shutil.copytree(seeded(), folder, dirs_exist_ok=True)
    return Shop(folder)


def seeded() -> Path:
    """Give the folder of a seeded database with its media, made once for each state of code and data."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "seeding").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = CACHE / f"seeded-{_fingerprint()}"
        if not folder.exists():
            for old in CACHE.glob("seeded-*"):
                shutil.rmtree(old, ignore_errors=True)
            half = CACHE / "seeded-half"
            half.mkdir()
            environment = _environment(half)
            _manage(environment, "migrate", "-v0")
            _manage(environment, "createcachetable", "-v0")
            _manage(environment, "seed_demo", "-v0")
            half.rename(folder)
    return folder


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for room in ("catalog", "shop", "media"):
        for path in sorted((BASE / room).rglob("*")):
            ours = path.suffix == ".py" or "demo" in path.parts
            if ours and path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(BASE)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _environment(folder: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "tests.live_settings",
        "LIVE_FOLDER": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "SECRET_KEY": "known-to-the-tests-and-to-nobody-else-0123456789abcdef",
        "EMAIL_URL": "",
        "REDIS_URL": "",
    }


def _manage(environment: dict[str, str], *arguments: str) -> str:
    outcome = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout


def _free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _each in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
