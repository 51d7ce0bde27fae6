"""The processes of the stack one by one, so that a test can kill one and start it again."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from provisioning.crew import Member
from provisioning.dev import crew_of
from provisioning.prepare import make_socket_folder
from provisioning.state import ROOT, State, read_state
from tests.prepared import copy_prepared
from tests.stack import PORTS, free_ports

PATIENCE_SECONDS = 60
LOOK_SECONDS = 0.02


class Fleet:
    """The members by name: "kiosk", "contact center", "hardware daemon", "lab"."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.members = {member.name: member for member in crew_of(state)}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str) -> None:
        """Start one member and wait until it answers."""
        member = self.members[name]
        with (self.state.logs / f"{name.split()[0]}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                member.command,
                cwd=ROOT,
                env={**os.environ, **member.environment},
                stdout=log,
                stderr=subprocess.STDOUT,
                process_group=0,
            )
        await_that(member.is_up, f"{name} did not come up")

    def kill(self, name: str) -> None:
        """SIGKILL to the whole group, as a power cut would."""
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """Stop what still runs."""
        for name in list(self.running):
            self.kill(name)

    def member(self, name: str) -> Member:
        """One member's description."""
        return self.members[name]


@contextmanager
def running_fleet(folder: Path, *names: str) -> Iterator[Fleet]:
    """Give the fleet a prepared state of its own and start the named members."""
    ports = {name: str(port) for name, port in zip(PORTS, free_ports(len(PORTS)), strict=True)}
    state = read_state({"OKIENKO_STATE": str(folder), **ports})
    copy_prepared(folder)
    make_socket_folder(state)
    fleet = Fleet(state)
    try:
        for name in names:
            fleet.start(name)
        yield fleet
    finally:
        fleet.stop()


def await_that(
    is_so: Callable[[], bool], otherwise: str, seconds: float = PATIENCE_SECONDS
) -> None:
    """Wait for a condition; looks often, gives up after a while."""
    pause = threading.Event()
    for _ in range(int(seconds / LOOK_SECONDS)):
        if is_so():
            return
        pause.wait(LOOK_SECONDS)
    raise AssertionError(otherwise)
