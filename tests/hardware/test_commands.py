"""`okienko devices` and `okienko print`, against a real daemon: what they say and how they end."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import kiosk.commands
from hardware.client import HardwareAway, Health
from shared.cli import main
from tests.fleet import await_that
from tests.hardware.conftest import PDF, RunningDaemon

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(PDF)
    return path


def await_settled(daemon: RunningDaemon) -> None:
    """A daemon that has just begun knows nothing of its devices yet."""

    def is_settled() -> bool:
        found = daemon.client.devices()
        assert not isinstance(found, HardwareAway)
        return {device.health for device in found} == {Health.OK}

    await_that(is_settled, "a device is not well")


def devices(daemon: RunningDaemon, *more: str) -> int:
    return main(["devices", "--socket", str(daemon.socket), *more])


def print_once(daemon: RunningDaemon, pdf: Path, key: str, *more: str) -> int:
    where = ("--socket", str(daemon.socket), "--printer", "printer")
    return main(["print", str(pdf), *where, "--key", key, *more])


def test_devices_are_listed_a_line_each(
    daemon: RunningDaemon, capsys: pytest.CaptureFixture[str]
) -> None:
    await_settled(daemon)
    assert devices(daemon) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["printer", "page_printer", "ok"],
        ["reader", "card_reader", "ok"],
        ["keypad", "keypad", "ok"],
        ["headphones", "headphones", "ok"],
    ]
    assert lines[3].endswith("unplugged")


def test_a_device_that_needs_somebody_ends_with_one(
    daemon: RunningDaemon, capsys: pytest.CaptureFixture[str]
) -> None:
    await_settled(daemon)
    daemon.client.simulate("printer", "out_of_paper")
    assert devices(daemon) == 1
    assert "broken" in capsys.readouterr().out


def test_machines_read_the_same(daemon: RunningDaemon, capsys: pytest.CaptureFixture[str]) -> None:
    await_settled(daemon)
    assert devices(daemon, "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [device["name"] for device in listed] == ["printer", "reader", "keypad", "headphones"]
    assert set(listed[0]) == {
        "name",
        "kind",
        "health",
        "reasons",
        "since",
        "seen_at",
        "position",
    }


def test_one_key_prints_once(
    daemon: RunningDaemon, pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await_settled(daemon)
    assert print_once(daemon, pdf, "slip-1") == 0
    assert capsys.readouterr().out == "It came out.\n"
    assert print_once(daemon, pdf, "slip-1") == 0
    assert capsys.readouterr().out == "The key was used before. It came out.\n"
    assert len(daemon.sheets()) == 1


def test_machines_are_told_whether_it_was_printed_before(
    daemon: RunningDaemon, pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for _ in range(2):
        assert print_once(daemon, pdf, "slip-1", "--json") == 0
        said.append(json.loads(capsys.readouterr().out))
    assert [one["printed_before"] for one in said] == [False, True]
    assert [one["state"] for one in said] == ["confirmed", "confirmed"]


def test_a_printer_without_paper_ends_with_one_and_a_new_key_tries_again(
    daemon: RunningDaemon, pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    daemon.client.simulate("printer", "out_of_paper")
    assert print_once(daemon, pdf, "slip-1") == 1
    assert "Nothing came out and nothing will" in capsys.readouterr().out
    daemon.client.simulate("printer", "repair")
    assert print_once(daemon, pdf, "slip-1") == 1
    assert print_once(daemon, pdf, "slip-2") == 0
    assert len(daemon.sheets()) == 1


def test_a_sheet_nobody_knows_about_ends_with_four(
    daemon: RunningDaemon, pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    daemon.client.simulate("printer", "jam_next")
    assert print_once(daemon, pdf, "slip-1") == 4
    assert "look into the tray" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("key", "printer", "words"),
    [
        ("", "printer", "a key is 1 to 64"),
        ("a b", "printer", "a key is 1 to 64"),
        ("k" * 65, "printer", "a key is 1 to 64"),
        ("slip-1", "plotter", "no such printer; there are: printer"),
        ("slip-1", "keypad", "no such printer"),
    ],
)
def test_what_makes_no_sense_is_refused_and_uses_up_no_key(
    daemon: RunningDaemon,
    pdf: Path,
    capsys: pytest.CaptureFixture[str],
    key: str,
    printer: str,
    words: str,
) -> None:
    where = ("--socket", str(daemon.socket))
    assert main(["print", str(pdf), *where, "--printer", printer, "--key", key]) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert daemon.client.settlement("slip-1") is None


@pytest.mark.parametrize(("content", "words"), [(b"<html>", "not a PDF"), (None, "No such file")])
def test_what_is_no_pdf_is_refused(
    daemon: RunningDaemon,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    words: str,
) -> None:
    path = tmp_path / "other.pdf"
    if content is not None:
        path.write_bytes(content)
    assert print_once(daemon, path, "slip-1") == 2
    assert words in capsys.readouterr().err


def test_a_key_of_another_document_is_refused(
    daemon: RunningDaemon, pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    print_once(daemon, pdf, "slip-1")
    pdf.write_bytes(PDF + b"another")
    assert print_once(daemon, pdf, "slip-1") == 2
    assert "belongs to another document" in capsys.readouterr().err
    assert len(daemon.sheets()) == 1


def test_no_daemon_ends_with_three(
    tmp_path: Path, pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ("--socket", str(tmp_path / "hw.sock"))
    assert main(["devices", *where]) == 3
    assert main(["print", str(pdf), *where, "--printer", "printer", "--key", "k"]) == 3
    assert capsys.readouterr().err == "okienko: the hardware daemon is not running\n" * 2


def test_a_daemon_that_hangs_is_not_waited_for_forever(
    daemon: RunningDaemon, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(kiosk.commands, "ASK_SECONDS", 0.2)
    daemon.process.send_signal(signal.SIGSTOP)
    try:
        assert devices(daemon) == 3
    finally:
        daemon.process.send_signal(signal.SIGCONT)
    assert capsys.readouterr().err == "okienko: the hardware daemon does not answer\n"


def test_the_installed_command_knows_them() -> None:
    helped = subprocess.run(
        [sys.executable, "-m", "shared.cli", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "devices" in helped.stdout
    assert "print a PDF, once for each key" in helped.stdout
