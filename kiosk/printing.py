"""Drains the print jobs: claim, typeset, hand to the hardware daemon, settle, shred.

A sheet is printed for a person who is standing there. When the visit ends before the sheet was
handed over, it is canceled; after a crash it is resumed only while somebody may still be waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hardware.client import HardwareAway, HardwareClient, Settlement, State
from kiosk.sheet import Typesetter
from shared.clock import Clock
from shared.intake.keys import KioskKeys
from shared.intake.paper import paper_key, print_state, read_paper
from shared.intake.retention import end_visit, settle_print
from shared.models import PrintJob, PrintState, Submission, Visit, VisitState
from shared.store import Store
from shared.store.claim import claim_print_job, release_print_jobs

STILL_WAITING = timedelta(seconds=60)
IDLE_SECONDS = 15.0
TITLE = "Okienko"  # on the printer's display: says nothing about the citizen

MEANS = {
    State.CONFIRMED: PrintState.CONFIRMED,
    State.FAILED: PrintState.FAILED,
    State.UNKNOWN: PrintState.UNKNOWN,
}
NOTHING_SENT = frozenset({"not_running", "not_allowed"})


class PrintRoom:
    """Prints what is in line, one sheet after the other."""

    def __init__(
        self,
        store: Store,
        keys: KioskKeys,
        hardware: HardwareClient,
        clock: Clock,
        printer: str,
        is_here: Callable[[str], bool],
    ) -> None:
        self.store = store
        self.keys = keys
        self.hardware = hardware
        self.clock = clock
        self.printer = printer
        self.is_here = is_here
        self.typesetter = Typesetter()

    def recover(self) -> None:
        """After a start: nobody's visit survived it, and only a young sheet is still waited for."""
        with self.store.write() as db:
            release_print_jobs(db)
            for key in self._overdue(db):
                settle_print(db, key, PrintState.CANCELED)
            for visit_id in _visits_without_paper(db):
                end_visit(db, visit_id)

    def work(self) -> float:
        """Print everything in line; how long there is nothing to do then."""
        while self.print_next():
            pass
        return IDLE_SECONDS

    def print_next(self) -> bool:
        """Print the sheet that is first in line; False when there is none."""
        with self.store.write() as db:
            job = claim_print_job(db, self.clock.now())
        if job is None:
            return False
        state = self._hand(job)
        with self.store.write() as db:
            settle_print(db, job.key, state)
            visit_id = _visit_of(db, job.key)
            if visit_id is not None and not self.is_here(visit_id):
                end_visit(db, visit_id)
        return True

    def leave(self, visit_id: str) -> None:
        """The citizen has gone: what was not yet handed over will not come out."""
        with self.store.write() as db:
            for key in db.scalars(_keys_of(visit_id)).all():
                if print_state(db, key) is PrintState.WAITING:
                    settle_print(db, key, PrintState.CANCELED)
            end_visit(db, visit_id)

    def _hand(self, job: PrintJob) -> PrintState:
        paper = read_paper(job, self.keys)
        if paper is None:
            return PrintState.CANCELED
        pdf = self.typesetter.print_sheet(paper.sheet, paper.digits, paper.word, job.attempt)
        if self._has_left(job.key):
            return PrintState.CANCELED
        key = paper_key(job)
        answer = self.hardware.print_document(self.printer, pdf, key=key, title=TITLE)
        if isinstance(answer, HardwareAway):
            return self._after_silence(answer, key)
        return MEANS.get(answer.state, PrintState.UNKNOWN)

    def _after_silence(self, away: HardwareAway, key: str) -> PrintState:
        """Never say that it printed, and never print again, without asking the journal first."""
        if away.why in NOTHING_SENT:
            return PrintState.FAILED
        answer = self.hardware.settlement(key)
        if answer is None:
            return PrintState.FAILED
        if isinstance(answer, Settlement):
            return MEANS.get(answer.state, PrintState.UNKNOWN)
        return PrintState.UNKNOWN

    def _has_left(self, key: str) -> bool:
        with self.store.read() as db:
            visit_id = _visit_of(db, key)
            visit = db.get(Visit, visit_id) if visit_id else None
            return visit is not None and visit.state is VisitState.ENDED

    def _overdue(self, db: Session) -> list[str]:
        before = self.clock.now() - STILL_WAITING
        waiting = select(PrintJob.key).where(PrintJob.state == PrintState.WAITING)
        return list(db.scalars(waiting.where(PrintJob.created_at <= before)))


def _keys_of(visit_id: str) -> Select[str]:
    return select(Submission.key).where(Submission.visit_id == visit_id)


def _visit_of(db: Session, key: str) -> str | None:
    return db.scalar(select(Submission.visit_id).where(Submission.key == key))


def _visits_without_paper(db: Session) -> list[str]:
    in_line = (
        select(Submission.visit_id)
        .join(PrintJob, PrintJob.key == Submission.key)
        .where(PrintJob.state == PrintState.WAITING)
    )
    open_visits = select(Visit.id).where(Visit.state == VisitState.OPEN)
    return list(db.scalars(open_visits.where(Visit.id.not_in(in_line))))
