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

LOOK_SECONDS = 0.05
STOP_SECONDS = 2.0  # of the three in which everything has to be gone
_PR_SET_PDEATHSIG = 1  # prctl(2): the kernel tells the child when we die, however we die
_libc = ctypes.CDLL(None)


@dataclass(frozen=True)
class Member:
    """One process: what it runs, what it is told, and how it shows that it is up."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    is_up: Callable[[], bool]


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
        self._started: list[tuple[Member, subprocess.Popen[bytes]]] = []

    def start(self, member: Member) -> None:
        """Start one process; its output goes to its log from the beginning."""
        with self._log(member).open("wb") as log:
            process = subprocess.Popen(
                member.command,
                cwd=self._folder,
                env={**_without_ours(os.environ), **member.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                process_group=0,
                preexec_fn=_die_with_parent,
            )
        self._started.append((member, process))

    def wait_until_up(self, stop: threading.Event, patience_seconds: float) -> Lost | None:
        """Wait for every member to answer; the first that cannot, if any, or None."""
        waiting = [member for member, _ in self._started]
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
        """Wait for `stop` (None) or for a member to end by itself."""
        while not stop.wait(LOOK_SECONDS):
            lost = self._lost()
            if lost is not None:
                return lost
        return None

    def stop(self) -> None:
        """Ask all to stop, give them `STOP_SECONDS` together, then end what is left of them."""
        for _, process in self._started:
            process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for _, process in self._started:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
        for _, process in self._started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._started.clear()

    def _lost(self) -> Lost | None:
        for member, process in self._started:
            code = process.poll()
            if code is not None:
                return Lost(member, code, self._log(member))
        return None

    def _log(self, member: Member) -> Path:
        return self._logs / f"{member.name.replace(' ', '_')}.log"


def _die_with_parent() -> None:
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _without_ours(environ: Mapping[str, str]) -> dict[str, str]:
    """A setting meant for one process must not leak into another."""
    kept = {name: value for name, value in environ.items() if not name.startswith("OKIENKO_")}
    return {**kept, "PYTHONUNBUFFERED": "1"}
