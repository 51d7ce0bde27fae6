"""Drains the print jobs: claim, typeset, hand to the hardware daemon, settle, shred.

A sheet is printed for a person who is standing there. When the visit ends, what is not on paper yet
is called off; after a crash it is resumed only while somebody may still be waiting. Of a sheet of
which nobody knows whether it came out the citizen is asked, and staff are told to come and look.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hardware.client import HardwareAway, HardwareClient, Kind, Settlement, State
from kiosk.settings import Settings
from kiosk.sheet import Typesetter, count_pages
from shared.clock import Clock
from shared.intake.paper import Paper, paper_key, print_state, read_paper
from shared.intake.retention import end_visit, settle_print
from shared.intake.submit import ask_for_help
from shared.models import PrintJob, PrintState, Submission, Visit, VisitState
from shared.store import Store
from shared.store.claim import claim_print_job, release_print_jobs

STILL_WAITING = timedelta(seconds=60)
IDLE_SECONDS = 15.0
ASK_SECONDS = 0.5
MOST_ASKS = 240  # the daemon itself gives up after two minutes
MOST_SILENCES = 5
TITLE = "Okienko"  # on the printer's display: says nothing about the citizen

MEANS = {
    State.CONFIRMED: PrintState.CONFIRMED,
    State.FAILED: PrintState.FAILED,
    State.UNKNOWN: PrintState.UNKNOWN,
}
NOTHING_SENT = frozenset({"not_running", "not_allowed", "not_answering"})


class PrintRoom:
    """Prints what is in line, one sheet after the other."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        hardware: HardwareClient,
        clock: Clock,
        is_here: Callable[[str], bool],
    ) -> None:
        self.store = store
        self.keys = settings.keys
        self.kiosk_id = settings.kiosk_id
        self.printer = settings.printer
        self.hardware = hardware
        self.clock = clock
        self.is_here = is_here
        self.typesetter = Typesetter()
        self.ring_outbox: Callable[[], object] = lambda: None
        self._kind: Kind | None = None
        self._pause = Event()

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
            if state is PrintState.UNKNOWN:
                self._tell_staff(db, job)
            settle_print(db, job.key, state)
            visit_id = _visit_of(db, job.key)
            if visit_id is not None and not self.is_here(visit_id):
                end_visit(db, visit_id)
        if state is PrintState.UNKNOWN:
            self.ring_outbox()
        return True

    def leave(self, visit_id: str) -> None:
        """The citizen has gone: what was not yet put on paper will not come out."""
        with self.store.write() as db:
            for key in db.scalars(_keys_of(visit_id)).all():
                if print_state(db, key) is PrintState.WAITING:
                    settle_print(db, key, PrintState.CANCELED)
            printing = db.scalars(_printing_of(visit_id)).all()
            under_way = [paper_key(job) for job in printing]
            end_visit(db, visit_id)
        for key in under_way:  # apart, for whoever leaves must not wait for a daemon that hangs
            Thread(target=self.hardware.call_off, args=(key,), daemon=True).start()

    def _hand(self, job: PrintJob) -> PrintState:
        paper = read_paper(job, self.keys)
        if paper is None:
            return PrintState.CANCELED
        pdf = self._typeset(paper, job.attempt)
        if self._has_left(job.key):
            return PrintState.CANCELED
        key = paper_key(job)
        answer = self.hardware.print_document(
            self.printer, pdf, key=key, title=TITLE, pages=count_pages(pdf)
        )
        if isinstance(answer, HardwareAway):
            return self._after_silence(answer, key)
        return self._await_end(key, answer)

    def _typeset(self, paper: Paper, attempt: int) -> bytes:
        """A sheet, or a slip where the printer is one for slips."""
        self._kind = self._kind or self._ask_kind()
        is_narrow = self._kind is Kind.RECEIPT_PRINTER
        if paper.kind == "agreed":
            return self.typesetter.print_agreed(paper.sheet, attempt, is_narrow=is_narrow)
        if paper.kind == "ticket":
            return self.typesetter.print_ticket(paper.sheet, is_narrow=is_narrow)
        typeset = self.typesetter.print_slip if is_narrow else self.typesetter.print_sheet
        return typeset(paper.sheet, paper.digits, paper.word, attempt)

    def _ask_kind(self) -> Kind | None:
        """What the printer is; None while nobody can say."""
        devices = self.hardware.devices()
        if isinstance(devices, HardwareAway):
            return None
        return next((d.kind for d in devices if d.name == self.printer), None)

    def _tell_staff(self, db: Session, job: PrintJob) -> None:
        """Somebody should look at this printer, and perhaps take a sheet out of it."""
        paper = read_paper(job, self.keys)
        language = paper.language if paper else "pl"
        key = f"{paper_key(job)}.unknown"
        ask_for_help(db, key, self.kiosk_id, language, self.keys, self.clock.now())

    def _after_silence(self, away: HardwareAway, key: str) -> PrintState:
        """Never say that it printed, and never print again, without asking the journal first."""
        if away.why in NOTHING_SENT:
            return PrintState.FAILED
        return self._await_end(key, self.hardware.settlement(key))

    def _await_end(self, key: str, answer: Settlement | HardwareAway | None) -> PrintState:
        """Ask until the sheet is settled; a daemon that is gone for seconds leaves it unknown."""
        silences = 0
        for _ in range(MOST_ASKS):
            if answer is None:
                return PrintState.FAILED
            if isinstance(answer, Settlement) and answer.is_settled:
                return MEANS[answer.state]
            silences = silences + 1 if isinstance(answer, HardwareAway) else 0
            if silences > MOST_SILENCES:
                break
            self._pause.wait(ASK_SECONDS)
            answer = self.hardware.settlement(key)
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


def _printing_of(visit_id: str) -> Select[PrintJob]:
    mine = PrintJob.key.in_(_keys_of(visit_id))
    return select(PrintJob).where(mine, PrintJob.state == PrintState.PRINTING)


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
