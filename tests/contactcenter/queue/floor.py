"""The floor of a call center on a clock that stands still: agents, those who wait, and the line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from contactcenter.queue import activity, line, match, periods
from contactcenter.queue.keeper import Round, go_round
from contactcenter.queue.match import Gone, Offer
from shared.models import (
    Activity,
    Agent,
    Base,
    Period,
    PeriodSubject,
    Reservation,
    Task,
    TaskKind,
)
from shared.store import Store

NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@dataclass
class Floor:
    """Every deed is one transaction, at `at`."""

    store: Store
    at: datetime = NINE
    agents: list[str] = field(default_factory=list)

    def hire(self, name: str, *languages: str, skills: tuple[str, ...] = ()) -> str:
        """One more agent, who speaks Polish unless told otherwise, and is not here yet."""
        known = {"languages": languages or ("pl",), "skills": skills, "created_at": self.at}
        with self.store.write() as db:
            db.add(Agent(id=name, name=name, sign_in=name, password_hash="x", **known))
        self.agents.append(name)
        return name

    def ready(self, *names: str) -> None:
        """These agents' phones are seen, and they say they are ready."""
        for name in names:
            self.see(name)
            self.ask(name, Activity.READY)

    def see(self, *names: str) -> None:
        """The phones of these agents are alive."""
        with self.store.write() as db:
            for name in names:
                activity.phone_seen(db, name, self.at)

    def ask(self, name: str, wanted: Activity, reason: str | None = None) -> Any:
        """An agent asks to do something else."""
        with self.store.write() as db:
            return activity.set_activity(db, name, wanted, reason, self.at)

    def doing(self, name: str) -> Activity:
        """What an agent does now."""
        with self.store.read() as db:
            return activity.status(db, name).activity

    def reason(self, name: str) -> str | None:
        """Why they do it."""
        with self.store.read() as db:
            return activity.status(db, name).reason

    def call(self, language: str = "pl", **wanted: Any) -> str:
        """Somebody begins to wait; answers the task's id."""
        given = {"kind": TaskKind.CALL, "language": language} | wanted
        with self.store.write() as db:
            return line.enter(db, at=self.at, **given).id

    def fill(self, count: int) -> None:
        """So many people begin to wait at once, every seventh of them a child."""
        given = [{"kind": TaskKind.CALL, "reasons": ("child",) * (not n % 7)} for n in range(count)]
        with self.store.write() as db:
            for one in given:
                line.enter(db, at=self.at, language="pl", **one)

    def bare_task(self, kind: TaskKind) -> str:
        """Somebody who waits without having come through `line.enter`."""
        with self.store.write() as db:
            task = Task(kind=kind, created_at=self.at, place_at=self.at)
            db.add(task)
            db.flush()
            return task.id

    def keep(self, row: Base) -> None:
        """A row as it would have come about."""
        with self.store.write() as db:
            db.add(row)

    def offer(self) -> tuple[Offer, ...]:
        """Ring at whoever is ready."""
        with self.store.write() as db:
            return match.offer(db, self.at)

    def accept(self, offer: Offer) -> Task | Gone:
        """The agent it rings at takes it."""
        with self.store.write() as db:
            return match.accept(db, offer.reservation_id, offer.agent_id, self.at)

    def decline(self, offer: Offer, reason: str = "technical") -> bool:
        """The agent it rings at does not."""
        with self.store.write() as db:
            return match.decline(db, offer.reservation_id, offer.agent_id, reason, self.at)

    def take(self, name: str, *kinds: TaskKind) -> str | None:
        """An agent takes work that does not ring."""
        with self.store.write() as db:
            task = match.take_next(db, name, self.at, kinds or match.PULLED)
            return task.id if task else None

    def do(self, deed: Any, *given: Any, **named: Any) -> Any:
        """Any other deed of the line, now."""
        with self.store.write() as db:
            return deed(db, *given, self.at, **named)

    def round(self) -> Round:
        """What the keeper does every second."""
        return self.do(go_round)

    def later(self, seconds: float, *alive: str) -> None:
        """Time passes; the phones of `alive` are seen at its end."""
        self.at += timedelta(seconds=seconds)
        self.see(*alive)

    def serve(self, name: str, seconds: float = 0) -> str:
        """Offer, accept, talk for so long, write up, finish; the task's id."""
        [offer] = [one for one in self.offer() if one.agent_id == name]
        self.accept(offer)
        self.later(seconds, name)
        self.do(lambda db, at: line.wrap(db, offer.task_id, name, at))
        self.do(lambda db, at: line.finish(db, offer.task_id, name, "answered", at))
        return offer.task_id

    def task(self, task_id: str) -> Task:
        """The task as it is now."""
        with self.store.read() as db:
            return db.get_one(Task, task_id)

    def reservations(self) -> list[Reservation]:
        """All offers ever made, oldest first."""
        with self.store.read() as db:
            return list(db.scalars(select(Reservation).order_by(Reservation.made_at)))

    def stretches(self, subject: PeriodSubject, subject_id: str) -> list[Period]:
        """The log of one subject."""
        with self.store.read() as db:
            return periods.of(db, subject, subject_id)
