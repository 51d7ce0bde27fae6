"""What is said of a sheet, from every word that a printer and a spooler may give of it."""

from __future__ import annotations

import itertools

import pytest

from hardware.device import Fault, Outcome, State
from hardware.printers.ipp import JobState, PrinterJob, PrinterWord, Silence
from hardware.printers.settling import (
    CANCEL_SECONDS,
    LATE_COUNT_SECONDS,
    LONGEST_SECONDS,
    LOST_SECONDS,
    MEMORY_SECONDS,
    SILENT_SECONDS,
    TROUBLE_SECONDS,
    Away,
    Step,
    Watch,
)
from hardware.printers.spooler_job import SpoolJob

KEY, PAGES = "key.1", 2
RUNNING = SpoolJob(1, "urn:uuid:1", KEY, JobState.PROCESSING, was_started=True)
SPOOLER_ENDS = [JobState.CANCELED, JobState.ABORTED, JobState.COMPLETED]


def word(*jobs: PrinterJob, reasons: tuple[str, ...] = (), up_seconds: int = 9999) -> PrinterWord:
    return PrinterWord(False, True, reasons, up_seconds, jobs)


def job(state: JobState, impressions: int | None, name: str = KEY) -> PrinterJob:
    return PrinterJob(name, state, impressions)


def spool(state: JobState, *, was_started: bool = True) -> SpoolJob:
    return SpoolJob(1, "urn:uuid:1", KEY, state, was_started)


def final(watch: Watch, at: float, *words: object, **options: bool) -> Outcome:
    """The outcome, once a late count has had its time."""
    watch.look(at, *words, **options)
    outcome = watch.look(at + LATE_COUNT_SECONDS, *words, **options)
    assert isinstance(outcome, Outcome)
    return outcome


@pytest.mark.parametrize("spooled", [*SPOOLER_ENDS, JobState.PROCESSING])
@pytest.mark.parametrize(
    ("state", "impressions", "said"),
    [
        (JobState.COMPLETED, PAGES, State.CONFIRMED),
        (JobState.COMPLETED, 1, State.UNKNOWN),
        (JobState.COMPLETED, 0, State.UNKNOWN),
        (JobState.COMPLETED, PAGES + 1, State.UNKNOWN),
        (JobState.COMPLETED, None, State.UNKNOWN),
        (JobState.ABORTED, 0, State.FAILED),
        (JobState.ABORTED, 1, State.UNKNOWN),
        (JobState.CANCELED, 0, State.FAILED),
        (JobState.CANCELED, PAGES, State.UNKNOWN),
        (JobState.ABORTED, None, State.UNKNOWN),
    ],
)
def test_the_printers_list_decides_whatever_cups_says(
    state: JobState, impressions: int | None, said: State, spooled: JobState
) -> None:
    outcome = final(Watch(KEY, PAGES), 1.0, word(job(state, impressions)), spool(spooled))
    assert outcome.state is said


def test_confirmed_needs_completed_and_every_side_and_nothing_else_does() -> None:
    """Every combination of two entries under our name, and of none: at most one is confirmed."""
    entries = [job(s, n) for s in JobState if s.is_over for n in (None, 0, 1, PAGES)]
    for jobs in itertools.chain(
        [()], itertools.product(entries), itertools.product(entries, entries)
    ):
        outcome = final(Watch(KEY, PAGES), 1.0, word(*jobs), spool(JobState.COMPLETED))
        is_right = jobs == (job(JobState.COMPLETED, PAGES),)
        assert (outcome.state is State.CONFIRMED) == is_right, jobs
        if any(entry.impressions != 0 for entry in jobs):
            assert outcome.state is not State.FAILED, jobs


def test_another_jobs_sheets_are_not_ours() -> None:
    other = job(JobState.COMPLETED, PAGES, name="key.2")
    outcome = Watch(KEY, PAGES).look(1.0, word(other), spool(JobState.COMPLETED))
    assert outcome == Outcome(State.FAILED, Fault.NEVER_SEEN)


@pytest.mark.parametrize(
    ("at", "up_seconds", "was_started", "said"),
    [
        (2.0, 9999, True, State.FAILED),
        (2.0, 1, True, State.UNKNOWN),  # it was switched on after we handed the sheet over
        (MEMORY_SECONDS + 1, 9999, True, State.UNKNOWN),  # it may have forgotten
        (MEMORY_SECONDS + 1, 1, False, State.FAILED),  # CUPS never set out to send it
    ],
)
def test_a_list_without_the_sheet_is_believed_only_as_far_as_it_reaches_back(
    at: float, up_seconds: int, was_started: bool, said: State
) -> None:
    ended = spool(JobState.CANCELED, was_started=was_started)
    outcome = Watch(KEY, PAGES).look(at, word(up_seconds=up_seconds), ended)
    assert isinstance(outcome, Outcome)
    assert outcome.state is said


def test_while_it_prints_nothing_is_said() -> None:
    watch = Watch(KEY, PAGES)
    for tenth in range(1, 1000):
        assert watch.look(tenth / 10, word(job(JobState.PROCESSING, 1)), RUNNING) is Step.WAIT


@pytest.mark.parametrize(
    ("words", "after_seconds", "fault"),
    [
        (word(job(JobState.STOPPED, 1), reasons=("media-jam-error",)), TROUBLE_SECONDS, Fault.JAM),
        (Silence(is_off=True), SILENT_SECONDS, Fault.NOT_ANSWERING),
        (word(job(JobState.PROCESSING, 1)), LONGEST_SECONDS, Fault.NOT_CONFIRMED),
    ],
)
def test_what_does_not_go_on_is_called_off_once_and_then_told(
    words: PrinterWord | Silence, after_seconds: float, fault: Fault
) -> None:
    watch, at, steps = Watch(KEY, PAGES), 0.0, list[Outcome | Step]()
    while not steps or not isinstance(steps[-1], Outcome):
        at += 0.1
        steps.append(watch.look(at, words, RUNNING))
    assert steps.count(Step.CANCEL) == 1
    assert steps[-1] == Outcome(State.UNKNOWN, fault)
    assert after_seconds <= at <= after_seconds + CANCEL_SECONDS + 0.5


def test_a_fault_that_passes_is_no_reason_to_call_off() -> None:
    watch, jam = Watch(KEY, PAGES), ("media-jam-error",)
    for tenth in range(100):
        reasons = jam if tenth % 5 else ()
        printing = word(job(JobState.PROCESSING, 1), reasons=reasons)
        assert watch.look(tenth / 10, printing, RUNNING) is Step.WAIT


def test_who_leaves_has_it_called_off_at_once() -> None:
    watch, printing = Watch(KEY, PAGES), word(job(JobState.PROCESSING, 0))
    assert watch.look(0.1, printing, RUNNING, is_withdrawn=True) is Step.CANCEL
    ended = word(job(JobState.CANCELED, 0))
    assert watch.look(0.2, ended, RUNNING) == Outcome(State.FAILED, Fault.CANCELED)


def test_a_job_just_canceled_may_still_reach_the_printer() -> None:
    watch, canceled = Watch(KEY, PAGES), spool(JobState.CANCELED)
    assert watch.look(0.1, word(), RUNNING, is_withdrawn=True) is Step.CANCEL
    assert watch.look(0.5, word(), canceled) is Step.WAIT
    late = word(job(JobState.CANCELED, 1))
    assert watch.look(0.8, late, canceled) == Outcome(State.UNKNOWN, Fault.CANCELED)


@pytest.mark.parametrize("away", Away)
def test_without_cups_a_sheet_the_printer_does_not_list_is_unknown_in_time(away: Away) -> None:
    watch = Watch(KEY, PAGES)
    assert watch.look(LOST_SECONDS, word(), away) is Step.WAIT
    outcome = watch.look(LOST_SECONDS + 0.1, word(), away)
    assert outcome == Outcome(State.UNKNOWN, Fault.SERVICE_DOWN)


def test_a_count_that_comes_late_is_waited_for() -> None:
    watch = Watch(KEY, PAGES)
    assert watch.look(1.0, word(job(JobState.COMPLETED, 1)), RUNNING) is Step.WAIT
    outcome = watch.look(1.5, word(job(JobState.COMPLETED, PAGES)), RUNNING)
    assert outcome == Outcome(State.CONFIRMED)
