"""The kiosk's print scheduler: nothing on a disk, nothing left to print by itself."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

CUPS = Path(__file__).parents[2] / "provisioning" / "kiosk" / "cups"


def test_the_wipe_takes_every_job_and_leaves_the_queue(tmp_path: Path) -> None:
    jobs = ["spool/c00001", "spool/d00001-001", "spool/tmp/piece", "cache/job.cache",
            "cache/job.cache.O", "cache/job.cache.N"]  # fmt: skip
    queue = ["etc/printers.conf", "etc/ppd/okienko.ppd", "cache/okienko.data", "state/certs/0"]
    for name in (*jobs, *queue):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    subprocess.run([CUPS / "wipe-spool", tmp_path], check=True)
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert left == set(queue)


def test_the_wipe_of_nothing_is_no_fault(tmp_path: Path) -> None:
    subprocess.run([CUPS / "wipe-spool", tmp_path], check=True)
    assert subprocess.run([CUPS / "wipe-spool"], capture_output=True, check=False).returncode != 0


def test_the_wipe_comes_before_every_start_and_its_filters_die_with_it() -> None:
    unit = (CUPS / "okienko-cups.service").read_text()
    assert "ExecStartPre=/usr/lib/okienko/wipe-spool /run/okienko-cups" in unit
    assert unit.index("wipe-spool") < unit.index("ExecStart=/")
    assert "KillMode=control-group" in unit
    assert "Restart=always" in unit


def test_whatever_the_scheduler_writes_lies_in_run() -> None:
    files = (CUPS / "cups-files.conf").read_text()
    for name in ("ServerRoot", "RequestRoot", "TempDir", "CacheDir", "StateDir", "ErrorLog"):
        found = re.search(rf"^{name} (\S+)$", files, re.MULTILINE)
        assert found, name
        assert found[1].startswith("/run/okienko-cups/")
    listening = re.findall(r"^Listen (\S+)", (CUPS / "cupsd.conf").read_text(), re.MULTILINE)
    assert listening == ["/run/okienko-cups/cups.sock"], "no network"


def test_a_job_is_given_up_and_not_kept() -> None:
    settings = (CUPS / "cupsd.conf").read_text().splitlines()
    for line in ("ErrorPolicy abort-job", "PreserveJobFiles No", "MaxJobTime 180"):
        assert line in settings
