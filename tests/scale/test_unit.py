"""The unit each process runs under: by systemd's own opinion, and for what we promise of it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from contactcenter.__main__ import GRACEFUL_SECONDS, THREADS
from contactcenter.settings import read_settings
from tests.contactcenter.city import write_settings
from tests.contactcenter.server import environment

UNIT = Path(__file__).parents[2] / "provisioning/server/systemd/okienko-center@.service"
PORT = "8621"


def said(name: str) -> str:
    """The value of a setting in the unit of one process."""
    text = UNIT.read_text(encoding="utf-8").replace("%i", PORT)
    return re.findall(rf"^{name}=(.*)$", text, re.MULTILINE)[-1]


def test_systemd_understands_it(tmp_path: Path) -> None:
    text = UNIT.read_text(encoding="utf-8")
    text = re.sub(r"^(ExecStart=)\S+", r"\1/bin/true", text, flags=re.MULTILINE)
    unit = tmp_path / f"okienko-center@{PORT}.service"
    unit.write_text(text, encoding="utf-8")
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],
        capture_output=True,
        text=True,
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"},
        timeout=60,
    )
    ours = [line for line in verified.stderr.splitlines() if "okienko" in line]
    assert (verified.returncode, ours) == (0, [])


def test_it_waits_for_what_a_process_has_in_hand_and_has_room_for_its_threads() -> None:
    assert int(said("TimeoutStopSec")) > GRACEFUL_SECONDS
    assert int(said("TasksMax")) > 2 * THREADS


def test_what_it_says_are_settings_of_ours(tmp_path: Path) -> None:
    variables = dict(pair.split("=") for pair in said("Environment").split())
    settings = read_settings(environment(write_settings(tmp_path, 1), tmp_path) | variables)
    assert (settings.port, settings.metrics_port, settings.proxies) == (8621, 18621, 1)
