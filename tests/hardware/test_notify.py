"""systemd hears that the daemon is ready, how it is, and, while all of it lives, that it lives."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from hardware.clock import SystemClock
from hardware.daemon import Daemon
from hardware.device import DeviceStatus, Health, Kind, Outcome
from hardware.journal import Journal
from hardware.notify import Notifier
from hardware.server import Peers
from hardware.supervisor import HUNG_SECONDS, Supervisor
from tests.hardware.hands import START, HandTurnedClock

ROOT = Path(__file__).parents[2]


class Systemd:
    """The other end of NOTIFY_SOCKET."""

    def __init__(self, address: str) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(address)
        self.socket.settimeout(10)

    def hear(self) -> str:
        return self.socket.recv(4096).decode()

    def hear_until(self, words: str) -> list[str]:
        heard = [self.hear()]
        while heard[-1] != words:
            heard.append(self.hear())
        return heard

    def hears_nothing_for(self, seconds: float) -> bool:
        self.socket.settimeout(seconds)
        try:
            return not self.hear()
        except TimeoutError:
            return True
        finally:
            self.socket.settimeout(10)


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    listening = Systemd(str(tmp_path / "notify.sock"))
    yield listening
    listening.socket.close()


def environment(systemd: Systemd, **more: str) -> dict[str, str]:
    return {"NOTIFY_SOCKET": systemd.socket.getsockname(), **more}


def test_ready_status_and_end_are_said(systemd: Systemd) -> None:
    notifier = Notifier(environment(systemd))
    notifier.ready()
    notifier.status("4 ok")
    notifier.status("4 ok")
    notifier.status("3 ok, 1 absent")
    notifier.stopping()
    assert [systemd.hear() for _ in range(4)] == [
        "READY=1",
        "STATUS=4 ok",
        "STATUS=3 ok, 1 absent",
        "STOPPING=1",
    ]


def test_an_abstract_socket_is_spoken_to() -> None:
    name = f"okienko-test-{os.getpid()}"
    listening = Systemd(f"\0{name}")
    Notifier({"NOTIFY_SOCKET": f"@{name}"}).ready()
    assert listening.hear() == "READY=1"
    listening.socket.close()


def test_a_ping_is_said_twice_in_the_watchdogs_time(systemd: Systemd) -> None:
    notifier = Notifier(environment(systemd, WATCHDOG_USEC="10000000"))
    for now in (0.0, 1.0, 4.9, 5.0, 9.9, 10.1):
        notifier.ping(now)
    notifier.ready()
    assert systemd.hear_until("READY=1") == ["WATCHDOG=1"] * 3 + ["READY=1"]


@pytest.mark.parametrize(
    "watchdog",
    [
        {},
        {"WATCHDOG_USEC": "0"},
        {"WATCHDOG_USEC": "soon"},
        {"WATCHDOG_USEC": "9", "WATCHDOG_PID": "1"},
    ],
)
def test_no_ping_where_no_watchdog_waits_for_us(systemd: Systemd, watchdog: dict[str, str]) -> None:
    notifier = Notifier(environment(systemd, **watchdog))
    notifier.ping(0.0)
    notifier.ready()
    assert systemd.hear() == "READY=1"


def test_without_systemd_nothing_happens(tmp_path: Path) -> None:
    Notifier({}).ready()
    Notifier({"NOTIFY_SOCKET": str(tmp_path / "gone.sock")}).ready()


def test_the_real_daemon_says_all_of_it(systemd: Systemd, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "hardware", "--folder", str(tmp_path / "hardware")],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), **environment(systemd, WATCHDOG_USEC="300000")},
        stderr=subprocess.DEVNULL,
    )
    try:
        systemd.hear_until("READY=1")
        systemd.hear_until("STATUS=4 ok")
        for _ in range(3):
            systemd.hear_until("WATCHDOG=1")
        process.send_signal(signal.SIGTERM)
        systemd.hear_until("STOPPING=1")
        assert process.wait(timeout=10) == 0
    finally:
        process.kill()
        process.wait()


class StubbornDriver:
    """Looks at `stop` until it is told to hang; then it hangs until the test lets it go."""

    name = "printer"
    kind = Kind.PAGE_PRINTER

    def __init__(self, clock: HandTurnedClock | SystemClock) -> None:
        self.clock = clock
        self.hang = threading.Event()
        self.hangs = threading.Event()
        self.released = threading.Event()

    def run(self, stop: threading.Event) -> None:
        while not stop.wait(0.005):
            if self.hang.is_set():
                self.hangs.set()
                self.released.wait(30)
                return

    def status(self) -> DeviceStatus:
        now = self.clock.now()
        return DeviceStatus(self.name, self.kind, Health.OK, (), START, now)

    def do(self, action: str, args: Mapping[str, str], key: str | None, /) -> Outcome | None:
        return None


def test_a_thread_stuck_in_a_library_has_no_pulse() -> None:
    clock = HandTurnedClock()
    driver = StubbornDriver(clock)
    supervisor = Supervisor(driver, clock, monotonic=clock.monotonic)
    supervisor.start()
    driver.hang.set()
    assert driver.hangs.wait(5)
    clock.turn(HUNG_SECONDS)
    assert supervisor.is_alive()
    clock.turn(1)
    assert not supervisor.is_alive()
    driver.released.set()
    supervisor.stop()


def test_a_supervisor_that_was_never_started_is_not_alive() -> None:
    clock = HandTurnedClock()
    assert not Supervisor(StubbornDriver(clock), clock).is_alive()


def test_no_ping_while_a_driver_hangs_and_pings_again_after(
    systemd: Systemd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hardware.supervisor.HUNG_SECONDS", 0.2)
    driver, clock, stop = StubbornDriver(SystemClock()), SystemClock(), threading.Event()
    notifier = Notifier(environment(systemd, WATCHDOG_USEC="40000"))
    journal = Journal(tmp_path / "journal.db", clock)
    daemon = Daemon([driver], journal, clock, notifier=notifier)
    where, peers = tmp_path / "hw.sock", Peers(os.geteuid())
    serving = threading.Thread(target=daemon.serve, args=(where, peers, stop))
    serving.start()
    try:
        systemd.hear_until("WATCHDOG=1")
        driver.hang.set()
        assert driver.hangs.wait(5)
        await_silence(systemd)
        assert systemd.hears_nothing_for(0.3)
        driver.hang.clear()
        driver.released.set()
        systemd.hear_until("WATCHDOG=1")
    finally:
        stop.set()
        serving.join()
        journal.close()


def await_silence(systemd: Systemd) -> None:
    """Hear out what was said before the driver counted as hung."""
    for _ in range(100):
        if systemd.hears_nothing_for(0.15):
            return
    pytest.fail("the pings go on")
