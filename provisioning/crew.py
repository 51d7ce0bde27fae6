"""Child processes that start together and stop together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from provisioning.watchdog import Watchdog

LOOK_SECONDS = 0.05
MOST_STARTS, START_LIMIT_SECONDS = 5, 10.0  # as systemd counts by itself
STOP_SECONDS = 2.0  # of the three in which everything has to be gone
_PR_SET_PDEATHSIG = 1  # prctl(2): the kernel tells the child when we die, however we die
_libc = ctypes.CDLL(None)


@dataclass(frozen=True)
class Member:
    """One process: what it runs, what it is told, and how it shows that it is up.

    `comes_back`: it is started again when it ends, and ended when it says nothing for
    `watchdog_seconds`, as systemd would do with its unit.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    is_up: Callable[[], bool]
    comes_back: bool = False
    watchdog_seconds: float | None = None


@dataclass
class Running:
    """A member's process, and when it was started before."""

    member: Member
    process: subprocess.Popen[bytes]
    watchdog: Watchdog | None
    started_at: list[float]


@dataclass(frozen=True)
class Lost:
    """A process that ended by itself, or never came up (`code` is None)."""

    member: Member
    code: int | None
    log: Path

    def __str__(self) -> str:
        how = "did not answer in time" if self.code is None else f"stopped (exit code {self.code})"
        return f"The {self.member.name} {how}. Its log: {self.log}"


class Crew:
    """Starts members in `folder`, each in a process group of its own with a log file in `logs`."""

    def __init__(self, folder: Path, logs: Path) -> None:
        self._folder = folder
        self._logs = logs
        self._started: list[Running] = []

    def start(self, member: Member) -> None:
        """Start one process; its output goes to its log from the beginning."""
        watchdog = Watchdog(member.watchdog_seconds) if member.watchdog_seconds else None
        self._log(member).write_bytes(b"")
        process = self._launch(member, watchdog)
        self._started.append(Running(member, process, watchdog, [time.monotonic()]))

    def wait_until_up(self, stop: threading.Event, patience_seconds: float) -> Lost | None:
        """Wait for every member to answer; the first that cannot, if any, or None."""
        waiting = [running.member for running in self._started]
        deadline = time.monotonic() + patience_seconds
        while waiting and not stop.is_set():
            lost = self._lost()
            if lost is not None:
                return lost
            waiting = [member for member in waiting if not member.is_up()]
            if waiting and time.monotonic() > deadline:
                return Lost(waiting[0], None, self._log(waiting[0]))
            stop.wait(LOOK_SECONDS if waiting else 0)
        return None

    def watch(self, stop: threading.Event) -> Lost | None:
        """Wait for `stop` (None) or for a member to end by itself that does not come back."""
        while not stop.wait(LOOK_SECONDS):
            for running in self._started:
                if not self._keeps_going(running):
                    member, code = running.member, running.process.returncode
                    return Lost(member, code, self._log(member))
        return None

    def stop(self) -> None:
        """Ask all to stop, give them `STOP_SECONDS` together, then end what is left of them."""
        for running in self._started:
            running.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for running in self._started:
            with suppress(subprocess.TimeoutExpired):
                running.process.wait(max(0.0, deadline - time.monotonic()))
        for running in self._started:
            _end(running)
            if running.watchdog is not None:
                running.watchdog.close()
        self._started.clear()

    def _launch(self, member: Member, watchdog: Watchdog | None) -> subprocess.Popen[bytes]:
        waited_for = watchdog.environment if watchdog else {}
        with self._log(member).open("ab") as log:
            return subprocess.Popen(
                member.command,
                cwd=self._folder,
                env={**_without_ours(os.environ), **member.environment, **waited_for},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                process_group=0,
                preexec_fn=_die_with_parent,
            )

    def _keeps_going(self, running: Running) -> bool:
        """End a member that hangs, and start again one that ended, where that is its way."""
        if running.watchdog is not None and running.watchdog.is_starved():
            _end(running)
        if running.process.poll() is None:
            return True
        return running.member.comes_back and self._bring_back(running)

    def _bring_back(self, running: Running) -> bool:
        """Start a member again; False for one that ends all the time."""
        now = time.monotonic()
        running.started_at = [at for at in running.started_at if now - at < START_LIMIT_SECONDS]
        if len(running.started_at) >= MOST_STARTS:
            return False
        _end(running)
        if running.watchdog is not None:
            running.watchdog.forget()
        running.started_at.append(now)
        running.process = self._launch(running.member, running.watchdog)
        return True

    def _lost(self) -> Lost | None:
        for running in self._started:
            code = running.process.poll()
            if code is not None:
                return Lost(running.member, code, self._log(running.member))
        return None

    def _log(self, member: Member) -> Path:
        return self._logs / f"{member.name.replace(' ', '_')}.log"


def _end(running: Running) -> None:
    """End what is left of a process group, and take its exit code from the kernel."""
    with suppress(ProcessLookupError):
        os.killpg(running.process.pid, signal.SIGKILL)
    running.process.wait()


def _die_with_parent() -> None:
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _without_ours(environ: Mapping[str, str]) -> dict[str, str]:
    """A setting meant for one process must not leak into another."""
    kept = {name: value for name, value in environ.items() if not name.startswith("OKIENKO_")}
    return {**kept, "PYTHONUNBUFFERED": "1"}
