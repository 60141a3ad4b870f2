"""Processes that are started, watched, and ended; also those that a killed run left behind."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 8.0  # seconds between asking a process to stop and making it
LONGEST_PAUSE = 30.0  # seconds before a process that keeps failing is started again
STEADY_AFTER = 20.0  # seconds after which a process counts as started well


@dataclass
class Child:
    """One process of the shop, with its pid file and log under `.run/`."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.5
    again_at: float = 0.0

    @property
    def log(self) -> Path:
        """Where the process writes what it has to say."""
        return self.folder / f"{self.name}.log"

    @property
    def _note(self) -> Path:
        return self.folder / f"{self.name}.pid"

    def start(self) -> None:
        """Start the process in a group of its own: a Ctrl-C in the terminal reaches the supervisor alone."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, *self.command],
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started = time.monotonic()
        self._note.write_text(json.dumps({"pid": self.process.pid, "started": start_of(self.process.pid)}))

    def watch(self) -> bool:
        """Start the process again if it ended by itself, after a pause that grows. Says whether it had ended."""
        now = time.monotonic()
        if self.process is not None:
            if self.process.poll() is None:
                return False
            end_group(self.process.pid, patience=1)  # what it may have left behind
            self.pause = 0.5 if now - self.started > STEADY_AFTER else min(self.pause * 2, LONGEST_PAUSE)
            self.again_at = now + self.pause
            self.process = None
            return True
        if now >= self.again_at:
            self.start()
        return False

    def ask_to_stop(self) -> None:
        """Ask the process to finish what it does and end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Wait for the end until the deadline, then make one. Nothing of the group is left."""
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0.1, deadline - time.monotonic()))
            end_group(self.process.pid, patience=0)
            self.process.wait()
        self._note.unlink(missing_ok=True)

    def last_words(self, lines: int = 8) -> str:
        """Give the end of the log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


@dataclass
class Family:
    """All processes of the shop."""

    children: list[Child] = field(default_factory=list)

    def start(self) -> None:
        """Start all."""
        for child in self.children:
            child.start()

    def stop(self) -> None:
        """End all, at the same time."""
        for child in self.children:
            child.ask_to_stop()
        deadline = time.monotonic() + PATIENCE
        for child in self.children:
            child.end(deadline)


def end_leftovers(folder: Path) -> list[str]:
    """End what a killed run left: each noted process that is still the one noted. Gives their names."""
    ended = []
    for note in sorted(folder.glob("*.pid")):
        try:
            noted = json.loads(note.read_text())
            pid, started = int(noted["pid"]), noted["started"]
        except (ValueError, KeyError, TypeError):
            note.unlink(missing_ok=True)
            continue
        if started is not None and start_of(pid) == started:
            end_group(pid, patience=PATIENCE)
            ended.append(note.stem)
        note.unlink(missing_ok=True)
    return ended


def start_of(pid: int) -> str | None:
    """When a process started, in the system's own words: with the pid it names one process for good. None if gone."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return _start_by_ps(pid) if sys.platform == "darwin" else None
    return None if words[0] == "Z" else words[19]


def _start_by_ps(pid: int) -> str | None:
    found = subprocess.run(  # noqa: S603
        ["/bin/ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or None


def end_group(group: int, *, patience: float) -> None:
    """Ask a process group to end, and make it end when patience is over."""
    if not _signal(group, signal.SIGTERM if patience else signal.SIGKILL):
        return
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if not _signal(group, 0):
            return
        time.sleep(0.05)
    _signal(group, signal.SIGKILL)


def _signal(group: int, number: int) -> bool:
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True
