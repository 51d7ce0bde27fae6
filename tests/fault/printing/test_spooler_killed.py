"""cupsd is killed and comes back, on each of its settings that somebody might think safe.

Unhelped it forgets the job, or prints it twice. The spool is wiped before it starts, as on the
kiosk, and what counts is the printer's own list.
"""

from __future__ import annotations

import itertools

import pytest

from hardware.device import State
from tests.fault.printing.mishap import (
    KEY,
    PAGES,
    Moment,
    Room,
    check,
    pdf,
    print_through,
)
from tests.peers.process import await_that
from tests.tally import is_proof, tally

SETTINGS = {
    "as it comes": {"DirtyCleanInterval": "30", "ErrorPolicy": "retry-job"},
    "writing at once": {"DirtyCleanInterval": "0", "ErrorPolicy": "retry-job"},
    "writing at once, giving up": {"DirtyCleanInterval": "0", "ErrorPolicy": "abort-job"},
}
MAY_SAY = {
    Moment.PREPARED: {State.CONFIRMED},
    Moment.HELD: {State.FAILED, State.UNKNOWN},
    Moment.HANDED: {State.FAILED, State.UNKNOWN},
    Moment.PRINTING: {State.CONFIRMED, State.UNKNOWN},
    Moment.PRINTED: {State.CONFIRMED, State.UNKNOWN},
}


def restart_with(room: Room, **directives: str) -> None:
    scheduler = room.shop.scheduler
    scheduler.stop()
    scheduler.configure(**directives)
    scheduler.start()
    room.driver.prepare()


def kill_and_start(room: Room) -> None:
    room.shop.scheduler.kill()
    room.shop.scheduler.start()


def cases() -> list[tuple[str, Moment]]:
    """Every setting at every moment in the proof; each once, and a second moment, every day."""
    every_day = [(setting, Moment.PRINTING) for setting in SETTINGS]
    all_of_them = list(itertools.product(SETTINGS, Moment))
    return all_of_them if is_proof() else [*every_day, ("writing at once", Moment.HELD)]


@pytest.mark.proof
@pytest.mark.parametrize(("setting", "moment"), cases())
def test_spooler_killed(room: Room, setting: str, moment: Moment) -> None:
    restart_with(room, **SETTINGS[setting])
    told = print_through(room, moment, lambda: kill_and_start(room))
    assert told.settlement.state in MAY_SAY[moment]
    check(room, told, f"cupsd ({setting}) killed", moment, lambda: None)


def test_a_spooler_that_stays_away_is_said_and_comes_back(room: Room) -> None:
    told = print_through(room, Moment.HELD, room.shop.scheduler.kill)
    assert told.settlement.state in MAY_SAY[Moment.HELD]
    check(room, told, "cupsd gone for good", Moment.HELD, room.shop.scheduler.start)


if is_proof():

    @pytest.mark.proof
    def test_without_the_wipe_it_would_print_twice(room: Room) -> None:
        """The danger is real: the same kill, past our driver, and nobody wipes."""
        restart_with(room, **SETTINGS["writing at once, giving up"])
        spooler, printer = room.driver._spooler, room.shop.printer
        printer.hold_after(1)
        spooler.release(spooler.hold(KEY, pdf(PAGES)))
        printer.await_sheets(1)
        room.shop.scheduler.kill()
        room.shop.scheduler.start(wiping=False)
        printer.go_on()
        await_that(lambda: printer.sheets() > PAGES, "cupsd mended its ways: the wipe may go")
        tally("paper: cupsd killed, nobody wipes", sheets=f"more than {PAGES} of {PAGES}")
