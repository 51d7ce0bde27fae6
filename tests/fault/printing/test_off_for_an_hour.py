"""The printer is off for an hour: the citizen is told at once, and no stranger finds the sheet."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hardware.clock import SystemClock
from hardware.device import Leftover, Outcome, State
from hardware.printers.ipp import JobState, PrinterWord, Silence
from hardware.printers.settling import Away, Step, Watch
from hardware.printers.spooler_job import SpoolJob
from tests.fault.printing.mishap import KEY, PAGES, Moment, Room, moments, print_through
from tests.peers.process import await_that
from tests.tally import tally

HOUR_SECONDS = 3600.0
STARTED = SpoolJob(1, "urn:uuid:1", KEY, JobState.PROCESSING, was_started=True)
CANCELED = SpoolJob(1, "urn:uuid:1", KEY, JobState.CANCELED, was_started=True)


@pytest.mark.proof
@pytest.mark.parametrize("moment", moments(Moment.HANDED))
def test_nothing_waits_for_its_return(room: Room, moment: Moment) -> None:
    told = print_through(room, moment, room.shop.printer.cut_power)
    spooler, sheets = room.driver._spooler, room.sheets()
    waiting = lambda: [job for job in spooler._call(lambda: spooler._jobs("not-completed"))]  # noqa: E731
    await_that(lambda: not waiting(), "CUPS keeps the sheet for later")
    room.shop.printer.switch_on_again()
    await_that(room.is_well, "the printer does not come back")
    tally(
        f"paper: printer off for an hour, when it is {moment}",
        said=told.settlement.state.value,
        waiting_for_its_return=0,
        late_sheets=room.sheets() - sheets,
    )
    assert room.sheets() == sheets


def after_an_hour(up_seconds: int, spool: SpoolJob | Away) -> Outcome | Step:
    """A daemon that was away for the hour too asks a printer that lists nothing of ours."""
    watch = Watch(KEY, PAGES, begun_at=HOUR_SECONDS)
    return watch.look(HOUR_SECONDS, PrinterWord(False, True, (), up_seconds, ()), spool)


@pytest.mark.parametrize("up_seconds", [5, 2 * int(HOUR_SECONDS)])
def test_a_list_without_the_sheet_proves_nothing_after_an_hour(up_seconds: int) -> None:
    outcome = after_an_hour(up_seconds, CANCELED)
    assert isinstance(outcome, Outcome)
    assert outcome.state is State.UNKNOWN


def test_what_cups_never_set_out_to_send_never_came_out() -> None:
    held = SpoolJob(1, "urn:uuid:1", KEY, JobState.CANCELED, was_started=False)
    outcome = after_an_hour(5, held)
    assert isinstance(outcome, Outcome)
    assert outcome.state is State.FAILED


def test_silence_is_said_within_seconds_not_after_the_hour() -> None:
    watch, at, steps = Watch(KEY, PAGES), 0.0, []
    while not isinstance(steps[-1] if steps else None, Outcome):
        at += 0.1
        steps.append(watch.look(at, Silence(is_off=True), STARTED))
    assert steps.count(Step.CANCEL) == 1
    assert steps[-1].state is State.UNKNOWN
    assert at < 3.0


def test_a_sheet_of_an_hour_ago_is_asked_for_once(room: Room) -> None:
    at = SystemClock().now() - timedelta(seconds=HOUR_SECONDS)
    outcome = room.driver.follow_up(Leftover(KEY, "page", "urn:uuid:lost", PAGES, at))
    assert outcome.state is State.UNKNOWN
