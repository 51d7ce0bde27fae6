"""A real hardware daemon in a process of its own, on a socket of the test's own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hardware.client import HardwareClient

HERE = Path(__file__).parent
PDF = b"%PDF-1.7\nplanted: Zofia Testowa\n%%EOF\n"


@dataclass
class RunningDaemon:
    """The daemon's process, the folder it keeps, and a client that speaks to it."""

    process: subprocess.Popen[str]
    folder: Path

    @property
    def socket(self) -> Path:
        return self.folder / "hw.sock"

    @property
    def client(self) -> HardwareClient:
        return HardwareClient(self.socket)

    def sheets(self) -> list[Path]:
        return sorted((self.folder / "paper").glob("*.pdf"))

    def wait_for(self, word: str) -> None:
        """Read the daemon's log until a line has `word`; a daemon that dies first fails here."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if word in line:
                return
        pytest.fail(f"the daemon ended before it said {word!r}")

    def kill(self) -> None:
        self.process.kill()
        self.end()

    def end(self) -> int:
        code = self.process.wait(timeout=10)
        assert self.process.stderr is not None
        self.process.stderr.close()
        return code


StartDaemon = Callable[..., RunningDaemon]


@pytest.fixture
def start_daemon(tmp_path: Path) -> Iterator[StartDaemon]:
    """Start a daemon; `pause_at` stops it dead in the middle of its first print."""
    started: list[RunningDaemon] = []

    def start(pause_at: str = "") -> RunningDaemon:
        program = [str(HERE / "paused_daemon.py"), pause_at] if pause_at else ["-m", "hardware"]
        process = subprocess.Popen(
            [sys.executable, *program, "--folder", str(tmp_path), "--printer", "printer"],
            stderr=subprocess.PIPE,
            text=True,
            cwd=HERE.parents[1],
            env={"PYTHONPATH": str(HERE.parents[1])},
        )
        running = RunningDaemon(process, tmp_path)
        started.append(running)
        running.wait_for("answering")
        return running

    yield start
    for running in started:
        running.kill()


@pytest.fixture
def daemon(start_daemon: StartDaemon) -> RunningDaemon:
    return start_daemon()
