"""One mishap at one moment of a print on real peers, and what must be true whatever it was."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import typst

from hardware.clock import SystemClock
from hardware.device import Document, Health, Settlement, State
from hardware.journal import Journal
from hardware.printers.cups_printer import CupsPrinter
from hardware.printing import PrintDesk
from tests.peers.cups import PrintShop, running_print_shop
from tests.peers.process import await_that
from tests.tally import is_proof, tally

PAGES = 3
KEY = "0191-key.1"
TELL_SECONDS = 3.0
BACK_SECONDS = 5.0
SLACK_SECONDS = 1.0  # this machine also runs the printer, the spooler and the tests
SHEETS_POSSIBLE = {
    State.CONFIRMED: {PAGES},
    State.FAILED: {0},
    State.UNKNOWN: set(range(PAGES + 1)),
}


class Moment(StrEnum):
    """Where the sheet is when it happens."""

    PREPARED = "prepared"  # in our journal only
    HELD = "held"  # with its document in CUPS, and not released
    HANDED = "handed"  # on record as handed, and not yet released
    PRINTING = "printing"  # the first sheet is out
    PRINTED = "printed"  # the last sheet is out, nobody has heard of it


def moments(*every_day: Moment) -> list[Moment]:
    """All of them in the proof, these in the everyday suite."""
    return list(Moment) if is_proof() else list(every_day)


class PausingJournal(Journal):
    """Lets something happen right before or right after a sheet is handed."""

    before: Callable[[], object] = staticmethod(lambda: None)
    after: Callable[[], object] = staticmethod(lambda: None)

    def hand(self, key: str, reference: str = "") -> None:
        self.before()
        super().hand(key, reference)
        self.after()


@dataclass
class Room:
    """The peers, our driver for them, and the desk that prints once."""

    shop: PrintShop
    driver: CupsPrinter
    journal: PausingJournal
    desk: PrintDesk

    def print(self, key: str = KEY, pages: int = PAGES) -> Settlement:
        return self.desk.print_document("page", self.driver, Document(key, "t", pdf(pages), pages))

    def sheets(self) -> int:
        return self.shop.printer.sheets(KEY)

    def is_well(self) -> bool:
        return self.driver.status().health is Health.OK


@dataclass(frozen=True)
class Told:
    """What was said of the sheet, and how long after the mishap."""

    settlement: Settlement
    seconds: float


@contextmanager
def open_room(folder: Path) -> Iterator[Room]:
    """Peers, driver, journal and desk; all of it ends with the test."""
    with running_print_shop() as shop:
        clock, stop = SystemClock(), threading.Event()
        journal = PausingJournal(folder / "journal.db", clock)
        server = str(shop.scheduler.socket)
        driver = CupsPrinter("page", lambda *_: None, clock, uri=shop.printer.uri, server=server)
        watching = threading.Thread(target=driver.run, args=(stop,))
        watching.start()
        room = Room(shop, driver, journal, PrintDesk(journal, clock))
        try:
            await_that(room.is_well, "the printer is not well to begin with")
            driver.prepare()
            yield room
        finally:
            stop.set()
            watching.join()
            journal.close()


def print_through(room: Room, moment: Moment, mishap: Callable[[], object]) -> Told:
    """Print, let `mishap` happen at `moment`, and see what is said of the sheet."""
    happened_at: list[float] = []

    def happen() -> None:
        mishap()
        happened_at.append(time.monotonic())

    if moment is Moment.PREPARED:
        happen()
        settlement = room.print()
    elif moment in (Moment.HELD, Moment.HANDED):
        hook = "before" if moment is Moment.HELD else "after"
        setattr(room.journal, hook, happen)
        settlement = room.print()
        setattr(room.journal, hook, lambda: None)
    else:
        settlement = _print_and_wait(room, 1 if moment is Moment.PRINTING else PAGES, happen)
    return Told(settlement, time.monotonic() - happened_at[0])


def _print_and_wait(room: Room, sheets: int, happen: Callable[[], None]) -> Settlement:
    """Let it happen when so many sheets are out."""
    room.shop.printer.hold_after(sheets)
    with ThreadPoolExecutor(1) as side:
        errand = side.submit(room.print)
        room.shop.printer.await_sheets(sheets, KEY)
        happen()
        room.shop.printer.go_on()
        return errand.result(30)


def check(room: Room, told: Told, what: str, moment: Moment, repair: Callable[[], object]) -> None:
    """True word, in time; no late sheet after the repair; the next sheet comes out at once."""
    sheets_then = room.sheets()
    repair()
    repaired_at = time.monotonic()
    after = print_when_well(room)
    back_seconds = time.monotonic() - repaired_at
    sheets = room.sheets()
    state = told.settlement.state
    tally(
        f"paper: {what}, when it is {moment}",
        said=state.value,
        sheets=f"{sheets} of {PAGES}",
        late=sheets - sheets_then,
        doubled=int(sheets > PAGES),
        untrue=int(sheets not in SHEETS_POSSIBLE[state]),
        told_after_seconds=round(told.seconds, 1),
        back_after_seconds=round(back_seconds, 1),
    )
    assert sheets in SHEETS_POSSIBLE[state], (told, sheets_then, sheets)
    assert sheets == sheets_then, "what was called off comes out after the repair"
    assert told.settlement.is_settled
    assert room.print() == told.settlement, "the same key prints nothing more"
    assert told.seconds < TELL_SECONDS + SLACK_SECONDS, told
    assert after.state is State.CONFIRMED, after
    assert back_seconds < BACK_SECONDS + SLACK_SECONDS, back_seconds


def print_when_well(room: Room) -> Settlement:
    """What becomes of the first sheet that the mended printer is trusted with."""
    await_that(room.is_well, "the printer does not come back", 15)
    return room.print("0191-next.1", 1)


@cache
def pdf(pages: int) -> bytes:
    """A PDF of so many A4 pages."""
    source = b'#set page(paper: "a4")\n' + b"#pagebreak()\n".join(b"Kartka\n" for _ in range(pages))
    made = typst.compile(source)
    assert isinstance(made, bytes)
    return made
