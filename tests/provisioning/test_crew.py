"""Child processes start together, stop together, and are missed when they go."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from provisioning.crew import STOP_SECONDS, Crew, Lost, Member

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
print(crew._started[0][1].pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    crew = Crew(tmp_path, tmp_path)
    yield crew
    crew.stop()


def member(tmp_path: Path, program: str, mark: str = "up") -> Member:
    return Member("printer", (sys.executable, "-c", program), {}, (tmp_path / mark).exists)


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 5
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, "the process lives on"


def test_a_crew_comes_up_and_stops_at_once(crew: Crew, tmp_path: Path) -> None:
    crew.start(member(tmp_path, WAITS))
    assert crew.wait_until_up(threading.Event(), 10) is None
    child = psutil.Process().children()[0]
    crew.stop()
    assert not child.is_running()


def test_who_does_not_listen_is_ended_all_the_same(crew: Crew, tmp_path: Path) -> None:
    crew.start(member(tmp_path, DEAF))
    assert crew.wait_until_up(threading.Event(), 10) is None
    child = psutil.Process().children()[0]
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
    child = psutil.Process().children()[0]
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
