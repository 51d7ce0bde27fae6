"""Decides what became of a sheet, from what printer and spooler say about it. No device here.

confirmed: the printer lists the job as completed with every side put out. failed: it lists the job
as ended without a side, or is known never to have had it. Everything else is unknown, and nobody
guesses: CUPS calls a job completed that was cut short by a power cut, and one the printer refused.
"""

from __future__ import annotations

from enum import Enum, auto

from hardware.device import Fault, Outcome, State
from hardware.printers.ipp import JobState, PrinterJob, PrinterWord, Silence, stopping
from hardware.printers.spooler_job import SpoolJob

TROUBLE_SECONDS = 1.0
SILENT_SECONDS = 1.5
CANCEL_SECONDS = 1.5
ABSENT_SECONDS = 1.0
LOST_SECONDS = 2.5
LATE_COUNT_SECONDS = 1.0
LONGEST_SECONDS = 120.0
# A printer keeps ended jobs on its list for at least a minute (RFC 8011 section 5.3.7.2).
MEMORY_SECONDS = 45.0


class Step(Enum):
    """What to do while nothing is decided."""

    WAIT = auto()
    CANCEL = auto()


class Away(Enum):
    """Why there is no job of the spooler's to look at."""

    SPOOLER = auto()  # it does not answer
    JOB = auto()  # it answers and has no such job


class Watch:
    """Follows one handed sheet. Times are seconds since it was handed; the caller has the clock."""

    def __init__(self, key: str, pages: int, begun_at: float = 0.0) -> None:
        self._key = key
        self._pages = pages
        self._heard_at = begun_at
        self._begun_at = begun_at
        self._trouble_at: float | None = None
        self._over_at: float | None = None
        self._canceled_at: float | None = None
        self._why: Fault | None = None

    def look(
        self,
        at: float,
        word: PrinterWord | Silence,
        spool: SpoolJob | Away,
        *,
        is_withdrawn: bool = False,
    ) -> Outcome | Step:
        """Take in what both say at `at`: the end of the story, or what to do next."""
        if isinstance(word, PrinterWord):
            self._heard_at = at
        outcome = self._outcome(at, word, spool)
        if outcome is not None:
            return outcome
        if self._canceled_at is not None:
            return self._after_cancel(at)
        self._why = self._reason_to_cancel(at, word, spool, is_withdrawn)
        if self._why is None:
            return Step.WAIT
        self._canceled_at = at
        return Step.CANCEL

    def _outcome(
        self, at: float, word: PrinterWord | Silence, spool: SpoolJob | Away
    ) -> Outcome | None:
        if isinstance(word, Silence):
            return None
        jobs = word.named(self._key)
        if jobs:
            return self._by_paper(at, jobs)
        if isinstance(spool, SpoolJob):
            return self._by_absence(at, word, spool) if spool.state.is_over else None
        is_lost = at - self._begun_at > LOST_SECONDS
        return self._unknown(Fault.SERVICE_DOWN) if is_lost else None

    def _by_paper(self, at: float, jobs: tuple[PrinterJob, ...]) -> Outcome | None:
        """The printer had it: count the sides."""
        if not all(job.state.is_over for job in jobs):
            return None
        self._over_at = self._over_at if self._over_at is not None else at
        if any(job.impressions is None for job in jobs):
            return self._unknown(Fault.NOT_CONFIRMED)
        put_out = sum(job.impressions or 0 for job in jobs)
        is_complete = [job.state for job in jobs] == [JobState.COMPLETED]
        if is_complete and put_out == self._pages:
            return Outcome(State.CONFIRMED)
        if put_out == 0 and all(job.state is not JobState.COMPLETED for job in jobs):
            return Outcome(State.FAILED, self._why or Fault.STOPPED)
        is_counting = is_complete and at - self._over_at < LATE_COUNT_SECONDS
        return None if is_counting else self._unknown(Fault.PAGES_MISSING)

    def _by_absence(self, at: float, word: PrinterWord, spool: SpoolJob) -> Outcome | None:
        """The printer does not list it and CUPS will not send it any more.

        A job that we canceled counts as ended at once, while its last bytes may be on their way.
        """
        is_fresh = self._canceled_at is not None and at - self._canceled_at < ABSENT_SECONDS
        if is_fresh and spool.was_started:
            return None
        remembers = word.up_seconds >= at and at <= MEMORY_SECONDS
        if remembers or not spool.was_started:
            return Outcome(State.FAILED, self._why or Fault.NEVER_SEEN)
        return self._unknown(Fault.INTERRUPTED)

    def _after_cancel(self, at: float) -> Outcome | Step:
        assert self._canceled_at is not None  # noqa: S101 - for the type checker
        is_silent = at - self._heard_at > SILENT_SECONDS
        if is_silent or at - self._canceled_at > CANCEL_SECONDS:
            return self._unknown(Fault.NOT_ANSWERING)
        return Step.WAIT

    def _reason_to_cancel(
        self, at: float, word: PrinterWord | Silence, spool: SpoolJob | Away, is_withdrawn: bool
    ) -> Fault | None:
        if is_withdrawn:
            return Fault.CANCELED
        if isinstance(spool, SpoolJob) and spool.state is JobState.HELD:
            return Fault.INTERRUPTED
        if isinstance(word, Silence):
            return Fault.NOT_ANSWERING if at - self._heard_at > SILENT_SECONDS else None
        if at - self._begun_at > LONGEST_SECONDS:
            return Fault.NOT_CONFIRMED
        return self._lasting_trouble(at, stopping(word))

    def _lasting_trouble(self, at: float, faults: tuple[Fault, ...]) -> Fault | None:
        """What stands in the way for longer than a printer needs to draw breath."""
        if not faults:
            self._trouble_at = None
            return None
        self._trouble_at = at if self._trouble_at is None else self._trouble_at
        return faults[0] if at - self._trouble_at >= TROUBLE_SECONDS else None

    def _unknown(self, otherwise: Fault) -> Outcome:
        return Outcome(State.UNKNOWN, self._why or otherwise)
