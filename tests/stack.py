"""The whole of Okienko, started as `make run` starts it, on free ports, in its own folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
PORTS = (
    "OKIENKO_KIOSK_PORT",
    "OKIENKO_CONTACTCENTER_PORT",
    "OKIENKO_LAB_PORT",
    "OKIENKO_PHONE_PORT",
)


@dataclass(frozen=True)
class Stack:
    """Where the faces answer, and how a demo agent signs in."""

    kiosk: str
    center: str
    lab: str
    phone: str
    password: str
    folder: Path
    process: subprocess.Popen[str]

    @property
    def paper(self) -> Path:
        """The virtual printer's tray."""
        return self.folder / "hardware" / "paper"


@contextmanager
def running_stack(folder: Path, **more: str) -> Iterator[Stack]:
    """Start everything, wait until it says so, and stop it by the signal a person would send.

    `more`: of the environment.
    """
    ports = free_ports(len(PORTS))
    environment = {
        **os.environ,
        "OKIENKO_STATE": str(folder),
        **{name: str(port) for name, port in zip(PORTS, ports, strict=True)},
        **more,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "provisioning.dev"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        password = _await_welcome(process)
        kiosk, center, lab, phone = (f"http://127.0.0.1:{port}" for port in ports)
        yield Stack(kiosk, center, lab, phone, password, folder, process)
    finally:
        family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 0
    assert not [member for member in family if is_alive(member)]


def is_alive(process: psutil.Process) -> bool:
    """A zombie is dead; whoever reaps it on this machine takes its time."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on at this moment, all different."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def _await_welcome(process: subprocess.Popen[str]) -> str:
    said = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if "password" in line:
            return line.split("password", 1)[1].strip()
    raise AssertionError("the stack did not start:\n" + "".join(said))
