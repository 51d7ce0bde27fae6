"""`make run`, for real: all processes up, found, and gone again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import urllib3

from hardware.client import HardwareClient
from provisioning.state import ROOT, read_state
from tests.fleet import await_that
from tests.prepared import copy_prepared
from tests.stack import PORTS, free_ports, is_alive


@dataclass
class Running:
    """`python -m provisioning.dev` and what it said until it was up."""

    process: subprocess.Popen[str]
    said: str

    def child(self, word: str) -> psutil.Process:
        children = psutil.Process(self.process.pid).children()
        return next(child for child in children if word in child.cmdline())

    def has_another(self, gone: psutil.Process) -> bool:
        children = psutil.Process(self.process.pid).children()
        return any("hardware" in child.cmdline() for child in children if child.pid != gone.pid)


def start(folder: Path, **changes: str) -> subprocess.Popen[str]:
    ports = dict(zip(PORTS, map(str, free_ports(len(PORTS))), strict=True))
    environment = {**os.environ, **ports, "OKIENKO_STATE": str(folder), **changes}
    return subprocess.Popen(
        [sys.executable, "-m", "provisioning.dev"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    copy_prepared(tmp_path / "var")
    process = start(tmp_path / "var")
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    else:
        pytest.fail(f"it never came up: {process.communicate()[1]}")
    yield Running(process, said)
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=10)


def test_everything_answers_a_daemon_comes_back_and_a_dead_kiosk_takes_all_along(
    running: Running, tmp_path: Path
) -> None:
    addresses = re.findall(r"http://127\.0\.0\.1:\d+", running.said)
    assert len(addresses) == len(PORTS)
    for address in addresses:
        assert urllib3.request("GET", f"{address}/", redirect=True).status == 200
    assert re.search(r"sign in as anna or .*, password (\w{4}-){3}\w{4}", running.said)

    client = HardwareClient(read_state({"OKIENKO_STATE": str(tmp_path / "var")}).socket)
    for number in (signal.SIGKILL, signal.SIGSTOP):
        await_that(lambda: isinstance(client.devices(), list), "it does not answer")
        before = running.child("hardware")
        before.send_signal(number)
        await_that(lambda gone=before: not is_alive(gone), "nobody missed it")
        await_that(lambda gone=before: running.has_another(gone), "it never came back")

    family = psutil.Process(running.process.pid).children(recursive=True)
    assert len(family) >= 5
    running.child("kiosk").kill()
    assert running.process.wait(timeout=10) == 1
    assert [process for process in family if is_alive(process)] == []
    _, fault = running.process.communicate()
    assert re.fullmatch(r"The kiosk stopped \(exit code -9\)\. Its log: \S+kiosk\.log\n", fault)


def test_a_bad_setting_is_one_line_and_exit_code_one(tmp_path: Path) -> None:
    process = start(tmp_path / "var", OKIENKO_LAB_PORT="none")
    said, fault = process.communicate(timeout=60)
    assert process.returncode == 1
    assert (said, fault) == ("", "OKIENKO_LAB_PORT is no port number: none\n")
