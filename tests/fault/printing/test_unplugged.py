"""A thermal printer loses its cable, its paper, its cutter or its voice in the middle of a slip."""

from __future__ import annotations

import threading
import time

import pytest

from hardware.clock import SystemClock
from hardware.device import Document, Fault, Health, State
from hardware.printers.escpos_printer import EscposPrinter
from tests.hardware.test_escpos_printer import slip
from tests.peers.process import await_that
from tests.peers.thermal import ThermalPrinter
from tests.tally import tally

MISHAPS = {
    "unplug": Fault.UNPLUGGED,
    "out": Fault.OUT_OF_PAPER,
    "cover": Fault.COVER_OPEN,
    "cutter": Fault.CUTTER,
    "dumb": Fault.NOT_ANSWERING,
}
ROWS = {"at its first row": 1, "in the middle": 300, "at its last row": 480}


@pytest.mark.proof
@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("mishap", MISHAPS)
def test_in_the_middle_of_a_slip(mishap: str, rows: str) -> None:
    paper = ThermalPrinter(stop_after_rows=ROWS[rows], then=mishap)
    driver = EscposPrinter("slips", lambda *_: None, SystemClock(), path=paper.path)
    stop, ended = threading.Event(), threading.Event()
    thread = threading.Thread(target=_run, args=(driver, stop, ended))
    thread.start()
    await_that(lambda: driver.status().health is Health.OK, "it was never well", 5)
    outcome = driver.print_document(Document("key", "t", slip()), lambda reference="": None)
    told_at = time.monotonic()
    stop.set()
    thread.join()
    slips = len(paper.slips)
    paper.unplug()
    assert paper.reached.is_set()
    assert outcome.state is State.UNKNOWN, "a slip that began is never called failed"
    assert outcome.fault is MISHAPS[mishap]
    assert slips <= 1
    tally(
        f"slip: {mishap}, {rows}",
        said=outcome.state.value,
        doubled=int(slips > 1),
        untrue=int(outcome.state is State.CONFIRMED and slips == 0),
    )
    assert time.monotonic() - told_at < 5


def _run(driver: EscposPrinter, stop: threading.Event, ended: threading.Event) -> None:
    try:
        driver.run(stop)
    except OSError:
        ended.set()
