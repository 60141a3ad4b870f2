import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from shop.supervisor.processes import Child, Family, end_leftovers, start_of
from tests.running import wait_for

SLEEP = ["-c", "import time; time.sleep(60)"]
STUBBORN = [
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
]
WITH_CHILD = [
    "-c",
    "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; print(1, flush=1); time.sleep(9)'])",
]


@pytest.fixture
def child(tmp_path):
    made = []

    def make(command, name="server"):
        made.append(Child(name, command, {}, tmp_path))
        made[-1].start()
        return made[-1]

    yield make
    for each in made:
        if each.process is not None and each.process.poll() is None:
            os.killpg(each.process.pid, signal.SIGKILL)
            each.process.wait()


def is_up(child, word):
    return child.log.exists() and word in child.log.read_text()


def alive_in(group):
    """Every living process of a group: one that waits for its parent to notice its death is dead."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            words = path.read_text().rpartition(")")[2].split()
            if int(words[2]) == group and words[0] != "Z":
                found.append(path.parent.name)
    return found


def test_a_process_that_ends_by_itself_is_started_again_after_a_pause(child):
    server = child(["-c", "print('last words')"])
    wait_for(server.watch, "the end to be seen", 20)
    assert server.process is None
    assert "last words" in server.last_words()
    server.command = SLEEP
    wait_for(lambda: server.watch() or server.process is not None, "the next start", 20)
    assert server.process.poll() is None


def test_one_that_keeps_failing_waits_longer_each_time(child):
    server = child(["-c", "raise SystemExit(1)"])
    pauses = []
    for _time in range(3):
        wait_for(server.watch, "the end to be seen", 20)
        pauses.append(server.pause)
        server.again_at = 0
        server.watch()
    assert pauses[0] < pauses[1] < pauses[2]


def test_stopping_leaves_no_process_not_even_of_the_stubborn_and_their_children(child, monkeypatch):
    monkeypatch.setattr("shop.supervisor.processes.PATIENCE", 0.5)
    children = [child(STUBBORN, "stubborn"), child(WITH_CHILD, "parent"), child(SLEEP, "sleeper")]
    wait_for(lambda: is_up(children[0], "up") and is_up(children[1], "1"), "the processes to be up", 20)
    groups = [each.process.pid for each in children]
    Family(children).stop()
    wait_for(lambda: not any(alive_in(group) for group in groups), "the end of every process", 5)


def test_what_a_killed_run_left_is_ended(child, tmp_path):
    server = child(SLEEP)
    assert end_leftovers(tmp_path) == ["server"]
    assert server.process.wait(5) < 0
    assert end_leftovers(tmp_path) == []


def test_a_pid_that_now_belongs_to_another_program_is_left_alone(tmp_path):
    with subprocess.Popen([sys.executable, *SLEEP], start_new_session=True) as stranger:
        (tmp_path / "server.pid").write_text(json.dumps({"pid": stranger.pid, "started": "12345"}))
        assert end_leftovers(tmp_path) == []
        assert stranger.poll() is None
        stranger.kill()


@pytest.mark.parametrize(
    "note", ["", "nonsense", "{}", '{"pid": "x", "started": 1}', "[]", '{"pid": 1, "started": null}']
)
def test_a_note_that_says_nothing_is_thrown_away(tmp_path, note):
    (tmp_path / "server.pid").write_text(note)
    assert end_leftovers(tmp_path) == []
    assert not (tmp_path / "server.pid").exists()


def test_a_process_is_known_by_its_start():
    assert start_of(os.getpid()) == start_of(os.getpid())
    assert start_of(os.getpid()) != start_of(1)
    assert start_of(2**22 + 1) is None
