"""Child processes start together, stop together, and are missed when they go."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from provisioning.crew import MOST_STARTS, STOP_SECONDS, Crew, Lost, Member
from tests.fleet import await_that

WAITS = "import signal; open('up', 'w').close(); signal.pause()"
DEAF = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
open("up", "w").close()
while True:
    signal.pause()
"""
WITH_A_CHILD = f"""
import signal, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {DEAF!r}])
open("child", "w").write(str(child.pid))
signal.pause()
"""
ENDS = "import sys; print('the paper is gone'); sys.exit(3)"
ORPHANED = f"""
import pathlib, sys
from provisioning.crew import Crew, Member
crew = Crew(pathlib.Path.cwd(), pathlib.Path.cwd())
crew.start(Member("child", (sys.executable, "-c", {WAITS!r}), {{}}, lambda: True))
print(crew._started[0].process.pid, flush=True)
sys.stdin.read()
"""

COUNTS = """
import os, signal
open("starts", "a").write(f"{os.getpid()}\\n")
signal.pause()
"""
SAYS_READY_AND_HANGS = """
import os, signal, socket
open("starts", "a").write(f"{os.getpid()}\\n")
out = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
out.connect("\\0" + os.environ["NOTIFY_SOCKET"][1:])
out.send(b"READY=1")
signal.pause()
"""
PINGS = """
import os, socket, threading
open("starts", "a").write(f"{os.getpid()}\\n")
out = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
out.connect("\\0" + os.environ["NOTIFY_SOCKET"][1:])
out.send(b"READY=1")
while True:
    open("pings", "a").write("x")
    out.send(b"WATCHDOG=1")
    threading.Event().wait(int(os.environ["WATCHDOG_USEC"]) / 4_000_000)
"""
FALLS = "open('starts', 'a').write('1\\n'); raise SystemExit(3)"


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    crew = Crew(tmp_path, tmp_path)
    yield crew
    crew.stop()


def member(tmp_path: Path, program: str, mark: str = "up") -> Member:
    return Member("printer", (sys.executable, "-c", program), {}, (tmp_path / mark).exists)


def started_last() -> psutil.Process:
    """The crew's member; other tests of this process have children, too."""
    return max(psutil.Process().children(), key=psutil.Process.create_time)


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 5
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, "the process lives on"


def test_a_crew_comes_up_and_stops_at_once(crew: Crew, tmp_path: Path) -> None:
    crew.start(member(tmp_path, WAITS))
    assert crew.wait_until_up(threading.Event(), 10) is None
    child = started_last()
    crew.stop()
    assert not child.is_running()


def test_who_does_not_listen_is_ended_all_the_same(crew: Crew, tmp_path: Path) -> None:
    crew.start(member(tmp_path, DEAF))
    assert crew.wait_until_up(threading.Event(), 10) is None
    child = started_last()
    crew.stop()
    assert not child.is_running()


def test_waiting_leaves_a_second_of_the_three_to_clear_up() -> None:
    assert STOP_SECONDS <= 2


def test_grandchildren_go_too(crew: Crew, tmp_path: Path) -> None:
    crew.start(member(tmp_path, WITH_A_CHILD))
    assert crew.wait_until_up(threading.Event(), 10) is None
    pid = int((tmp_path / "child").read_text())
    crew.stop()
    wait_until_gone(pid)


def test_who_ends_by_itself_is_named_with_its_log(crew: Crew, tmp_path: Path) -> None:
    crew.start(member(tmp_path, ENDS))
    lost = crew.wait_until_up(threading.Event(), 10)
    assert isinstance(lost, Lost)
    assert str(lost) == f"The printer stopped (exit code 3). Its log: {tmp_path / 'printer.log'}"
    assert lost.log.read_text() == "the paper is gone\n"


def test_who_ends_later_is_missed(crew: Crew, tmp_path: Path) -> None:
    crew.start(member(tmp_path, WAITS))
    assert crew.wait_until_up(threading.Event(), 10) is None
    child = started_last()
    child.kill()
    lost = crew.watch(threading.Event())
    assert isinstance(lost, Lost)
    assert lost.code == -signal.SIGKILL


def test_who_never_answers_is_named(crew: Crew, tmp_path: Path) -> None:
    crew.start(member(tmp_path, WAITS, mark="never"))
    lost = crew.wait_until_up(threading.Event(), 0.2)
    assert isinstance(lost, Lost)
    assert str(lost).startswith("The printer did not answer in time.")


def test_stopping_while_it_comes_up_is_no_fault(crew: Crew, tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    crew.start(member(tmp_path, WAITS, mark="never"))
    assert crew.wait_until_up(stop, 10) is None
    assert crew.watch(stop) is None


def test_our_settings_do_not_leak_into_children(
    crew: Crew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OKIENKO_STATE", "/elsewhere")
    show = "import os; print(sorted(n for n in os.environ if n.startswith('OKIENKO')))"
    told = Member("printer", (sys.executable, "-c", show), {"OKIENKO_PORT": "1"}, lambda: False)
    crew.start(told)
    lost = crew.wait_until_up(threading.Event(), 10)
    assert isinstance(lost, Lost)
    assert lost.log.read_text() == "['OKIENKO_PORT']\n"


def test_children_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    parent = psutil.Popen(
        [sys.executable, "-c", ORPHANED],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root)},
        stdin=-1,
        stdout=-1,
    )
    child = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    wait_until_gone(child)


def starts(folder: Path) -> list[str]:
    path = folder / "starts"
    return path.read_text(encoding="utf-8").split() if path.exists() else []


@contextmanager
def watched(crew: Crew) -> Iterator[list[Lost | None]]:
    """Watch in the background; what came of it is in the list afterwards."""
    stop, lost = threading.Event(), []
    watching = threading.Thread(target=lambda: lost.append(crew.watch(stop)))
    watching.start()
    yield lost
    stop.set()
    watching.join()


def sturdy(tmp_path: Path, program: str, watchdog_seconds: float | None = None) -> Member:
    command = (sys.executable, "-c", program)
    is_up = (tmp_path / "starts").exists
    return Member("devices", command, {}, is_up, True, watchdog_seconds)


def test_who_comes_back_is_started_again(crew: Crew, tmp_path: Path) -> None:
    crew.start(sturdy(tmp_path, COUNTS))
    with watched(crew) as lost:
        await_that(lambda: len(starts(tmp_path)) == 1, "it never came up")
        psutil.Process(int(starts(tmp_path)[0])).kill()
        await_that(lambda: len(starts(tmp_path)) == 2, "it never came back")
    assert lost == [None]


def test_who_says_nothing_for_too_long_is_ended_and_comes_back(crew: Crew, tmp_path: Path) -> None:
    crew.start(sturdy(tmp_path, SAYS_READY_AND_HANGS, watchdog_seconds=0.2))
    with watched(crew) as lost:
        await_that(lambda: len(starts(tmp_path)) == 2, "nobody missed it")
        wait_until_gone(int(starts(tmp_path)[0]))
    assert lost == [None]


def test_who_goes_on_saying_that_it_lives_is_left_alone(crew: Crew, tmp_path: Path) -> None:
    crew.start(sturdy(tmp_path, PINGS, watchdog_seconds=1.0))
    pings = tmp_path / "pings"
    with watched(crew) as lost:
        await_that(lambda: pings.exists() and pings.stat().st_size >= 12, "it never came up")
        assert len(starts(tmp_path)) == 1
    assert lost == [None]


def test_who_ends_all_the_time_is_lost(crew: Crew, tmp_path: Path) -> None:
    crew.start(sturdy(tmp_path, FALLS))
    with watched(crew) as lost:
        await_that(lambda: bool(lost), "it is started again and again")
    assert lost[0] is not None
    assert lost[0].code == 3
    assert len(starts(tmp_path)) == MOST_STARTS
