"""A page printer behind real CUPS, on a quiet day."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hardware.device import Document, Fault, Health, State
from hardware.printers.ipp import JobState, PrinterWord, ask_printer
from tests.fault.printing.mishap import KEY, PAGES, Room, open_room, pdf
from tests.peers.process import PeerFailed, await_that, program


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as room:
        yield room


def test_a_sheet_comes_out_once_whoever_asks_for_it_how_often(room: Room) -> None:
    with ThreadPoolExecutor(5) as pool:
        first = {errand.result().state for errand in [pool.submit(room.print) for _ in range(5)]}
    assert State.CONFIRMED in first
    assert room.print().state is State.CONFIRMED
    assert room.sheets() == PAGES


def test_the_first_job_waits_for_the_queue_to_be_more_than_raw(room: Room) -> None:
    """Sent to a queue whose PPD is still being made, it would be refused and called completed."""
    spooler = room.driver._spooler
    spooler._call(lambda: spooler._connection.deletePrinter("okienko"))
    spooler._is_ready = False
    assert room.print().state is State.CONFIRMED
    assert room.sheets() == PAGES


def test_a_queue_that_somebody_stopped_is_let_go_on(room: Room) -> None:
    spooler = room.driver._spooler
    spooler._call(lambda: spooler._connection.disablePrinter("okienko"))
    spooler._call(lambda: spooler._connection.rejectJobs("okienko"))
    assert room.print().state is State.CONFIRMED


def test_fewer_pages_than_the_sheet_should_have_are_not_called_printed(room: Room) -> None:
    document = Document(KEY, "t", pdf(2), 3)
    settlement = room.desk.print_document("page", room.driver, document)
    assert (settlement.state, settlement.fault) == (State.UNKNOWN, Fault.PAGES_MISSING)


def test_pages_are_counted_where_nobody_told(room: Room) -> None:
    document = Document(KEY, "t", pdf(2))
    assert room.desk.print_document("page", room.driver, document).state is State.CONFIRMED


def test_what_is_no_pdf_inside_fails_before_it_is_handed(room: Room) -> None:
    document = Document(KEY, "t", b"%PDF-1.7 nonsense")
    settlement = room.desk.print_document("page", room.driver, document)
    assert (settlement.state, settlement.fault) == (State.FAILED, Fault.NOT_A_DOCUMENT)


def test_the_spooler_keeps_the_key_and_nothing_else(room: Room) -> None:
    assert room.print().state is State.CONFIRMED
    found = room.driver._spooler.find(KEY)
    assert found is not None
    await_that(lambda: not _documents(room), "the sheet's words are still in the spool")


def _documents(room: Room) -> list[Path]:
    return list((room.shop.scheduler.folder / "spool").glob("d*"))


@pytest.mark.parametrize("sheets", [0, 1])
def test_who_leaves_while_it_prints_stops_it(room: Room, sheets: int) -> None:
    room.shop.printer.hold_after(sheets)
    with ThreadPoolExecutor(1) as side:
        errand = side.submit(room.print)
        await_that(lambda: _is_printing(room), "it never began")
        room.shop.printer.await_sheets(sheets)
        room.desk.call_off(KEY, {"page": room.driver})
        settlement = errand.result(10)
    room.shop.printer.go_on()
    assert settlement.fault is Fault.CANCELED
    assert settlement.state is (State.UNKNOWN if sheets else State.FAILED)
    assert room.print("0191-next.1", 1).state is State.CONFIRMED
    assert room.sheets() == sheets


def _is_printing(room: Room) -> bool:
    word = ask_printer(room.shop.printer.uri)
    return isinstance(word, PrinterWord) and word.named(KEY) != ()


def test_who_leaves_before_it_is_handed_leaves_nothing_in_the_spooler(room: Room) -> None:
    room.journal.before = lambda: room.desk.call_off(KEY, {"page": room.driver})
    settlement = room.print()
    assert (settlement.state, settlement.fault) == (State.FAILED, Fault.CANCELED)
    job = room.driver._spooler.find(KEY)
    assert job is not None
    assert job.state is JobState.CANCELED
    assert room.sheets() == 0


def test_a_new_life_cancels_what_an_old_one_held(room: Room) -> None:
    spooler = room.driver._spooler
    held = spooler.hold(KEY, pdf(1))
    spooler.cancel_held()
    found = spooler.find(KEY, held.uuid)
    assert found is not None
    assert (found.state, found.was_started) == (JobState.CANCELED, False)


def test_pycups_is_used_by_one_thread_alone(room: Room) -> None:
    spooler = room.driver._spooler
    with ThreadPoolExecutor(8) as pool:
        used = {e.result() for e in [pool.submit(_thread_of, spooler) for _ in range(40)]}
    assert len(used) == 1
    assert used != {threading.current_thread().name}


def _thread_of(spooler: object) -> str:
    return spooler._call(lambda: threading.current_thread().name)  # type: ignore[attr-defined]


def test_the_status_is_cached_and_says_what_is_missing(room: Room) -> None:
    assert room.driver.status().reasons == ()
    room.shop.scheduler.kill()
    await_that(lambda: room.driver.status().reasons == (Fault.SERVICE_DOWN,), "nobody noticed", 5)
    room.shop.scheduler.start()
    await_that(lambda: room.driver.status().health is Health.OK, "nobody noticed", 5)


def test_a_peer_that_is_not_installed_fails_the_test_and_says_what_to_do() -> None:
    with pytest.raises(PeerFailed, match="provisioning/setup"):
        program("a-printer-nobody-has")
