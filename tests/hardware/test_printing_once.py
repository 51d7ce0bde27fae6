"""A sheet comes out once, and what is said about it is true, wherever the power goes."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from hardware.client import Fault, HardwareAway, HardwareRefused, Settlement, State
from tests.hardware.conftest import PDF, RunningDaemon, StartDaemon

# step at which the daemon dies: what the journal says afterwards, why, sheets in the tray
AFTER_A_CRASH = {
    "prepared": (State.FAILED, Fault.NEVER_HANDED, 0),
    "handed": (State.UNKNOWN, Fault.INTERRUPTED, 0),
    "half_written": (State.UNKNOWN, Fault.INTERRUPTED, 0),
    "printed": (State.UNKNOWN, Fault.INTERRUPTED, 1),
    "settled": (State.CONFIRMED, None, 1),
}


def printed(daemon: RunningDaemon, key: str, pdf: bytes = PDF) -> Settlement:
    settlement = daemon.client.print_document("printer", pdf, key=key, title="Kartka", pages=1)
    assert isinstance(settlement, Settlement)
    return settlement


def kill_while_printing(daemon: RunningDaemon, key: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        errand = pool.submit(
            daemon.client.print_document, "printer", PDF, key=key, title="Kartka", pages=1
        )
        daemon.wait_for("paused")
        daemon.kill()
        assert isinstance(errand.result(timeout=10), HardwareAway)


def test_a_sheet_comes_out_whole(daemon: RunningDaemon) -> None:
    settlement = printed(daemon, "key-1")
    assert (settlement.state, settlement.fault, settlement.pages) == (State.CONFIRMED, None, 1)
    assert settlement.sha256 == hashlib.sha256(PDF).hexdigest()
    assert [sheet.read_bytes() for sheet in daemon.sheets()] == [PDF]
    assert daemon.client.settlement("key-1") == settlement


def test_sheets_sort_as_they_came_out(daemon: RunningDaemon) -> None:
    for number in range(3):
        printed(daemon, f"key-{9 - number}", PDF + b"%d" % number)
    assert [sheet.read_bytes()[-1:] for sheet in daemon.sheets()] == [b"0", b"1", b"2"]


def test_a_repeated_key_prints_nothing_and_keeps_its_settlement(daemon: RunningDaemon) -> None:
    first = printed(daemon, "key-1")
    assert printed(daemon, "key-1") == first
    assert printed(daemon, "key-1", PDF + b"another document") == first
    assert len(daemon.sheets()) == 1


def test_one_key_from_eight_sides_at_once_prints_once(daemon: RunningDaemon) -> None:
    barrier = threading.Barrier(8)

    def ask() -> Settlement:
        barrier.wait(timeout=10)
        return printed(daemon, "key-1")

    with ThreadPoolExecutor(8) as pool:
        states = {errand.result().state for errand in [pool.submit(ask) for _ in range(8)]}
    assert State.CONFIRMED in states
    assert states <= {State.CONFIRMED, State.PREPARED, State.HANDED}
    assert len(daemon.sheets()) == 1


@pytest.mark.parametrize("step", AFTER_A_CRASH)
def test_killed_in_the_middle_of_a_print(start_daemon: StartDaemon, step: str) -> None:
    state, fault, sheets = AFTER_A_CRASH[step]
    key = str(uuid4())
    kill_while_printing(start_daemon(pause_at=step), key)

    restarted = start_daemon()
    settlement = restarted.client.settlement(key)
    assert isinstance(settlement, Settlement)
    assert (settlement.state, settlement.fault) == (state, fault)
    assert printed(restarted, key) == settlement
    assert len(restarted.sheets()) == sheets


def test_killed_before_the_journal_knew(start_daemon: StartDaemon) -> None:
    kill_while_printing(start_daemon(pause_at="asked"), "key-1")
    restarted = start_daemon()
    assert restarted.client.settlement("key-1") is None
    assert printed(restarted, "key-1").state is State.CONFIRMED
    assert len(restarted.sheets()) == 1


def test_a_torn_sheet_is_swept_away(start_daemon: StartDaemon) -> None:
    kill_while_printing(start_daemon(pause_at="half_written"), "key-1")
    restarted = start_daemon()
    printed(restarted, "key-2")
    assert list((restarted.folder / "paper").glob("*.part")) == []


def test_a_second_daemon_leaves_the_first_ones_sheets_alone(
    start_daemon: StartDaemon, tmp_path: Path
) -> None:
    first = start_daemon(pause_at="handed")
    with ThreadPoolExecutor(1) as pool:
        pool.submit(first.client.print_document, "printer", PDF, key="key-1", title="Kartka")
        first.wait_for("paused")
        with pytest.raises(pytest.fail.Exception, match="ended before"):
            start_daemon()
        row = sqlite3.connect(tmp_path / "journal.db").execute("SELECT state FROM sheet")
        assert row.fetchall() == [("handed",)]
        first.kill()


def test_the_journal_never_holds_the_document(daemon: RunningDaemon) -> None:
    printed(daemon, "key-1")
    kept = [path for path in daemon.folder.iterdir() if path.name.startswith("journal.db")]
    assert kept
    for path in kept:
        content = path.read_bytes()
        assert b"Zofia" not in content
        assert b"Kartka" not in content


def test_printing_without_a_key_is_refused(daemon: RunningDaemon) -> None:
    with pytest.raises(HardwareRefused, match="key"):
        daemon.client.print_document("printer", PDF, key="", title="Kartka")
    assert daemon.sheets() == []


@pytest.mark.parametrize(
    ("printer", "pdf", "fault"),
    [("plotter", PDF, Fault.UNKNOWN_DEVICE), ("printer", b"<html>", Fault.NOT_A_DOCUMENT)],
)
def test_what_cannot_be_printed_fails_before_it_is_handed(
    daemon: RunningDaemon, printer: str, pdf: bytes, fault: Fault
) -> None:
    settlement = daemon.client.print_document(printer, pdf, key="key-1", title="Kartka")
    assert isinstance(settlement, Settlement)
    assert (settlement.state, settlement.fault) == (State.FAILED, fault)
    assert daemon.sheets() == []
