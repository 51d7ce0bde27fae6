"""A year of calls in the database of a bench, and what each left in the log."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from contactcenter.settings import Settings
from contactcenter.simulation.marks import number_of
from contactcenter.telephony.numbers import index_of, seal_number
from shared.clock import SystemClock
from shared.models import (
    Agent,
    Call,
    CallDirection,
    CallEvent,
    CallMedium,
    CallState,
    Period,
    PeriodSubject,
    Task,
    TaskKind,
    TaskState,
    new_id,
)
from shared.models.base import Base
from shared.store import open_store

PAST_CALLS, A_NUMBER = 200_000, 100  # calls in all, and of one number
MISSED, TALK = 0.05, timedelta(minutes=4)


def fill(settings: Settings, past_calls: int = PAST_CALLS) -> None:
    """A year of calls, most answered, some missed, by forty agents: one of each number, copied."""
    originals = past_calls // A_NUMBER
    store, dice, at = open_store(settings.database_url), Random(7), SystemClock().now()
    with store.read() as db:
        anna = db.scalars(select(Agent.id).where(Agent.sign_in == "anna")).one()
    agents = [anna, *(new_id() for _ in range(39))]
    indexes = [index_of(settings.city_secret, number_of(index)) for index in range(originals)]
    sealed = seal_number(settings.city_secret, number_of(0), "somebody else's")
    past = Past()
    for number in range(originals):
        began_at = at - timedelta(seconds=dice.uniform(3600, 365 * 86400))
        answered_by = dice.choice(agents) if number else anna  # she has some, however few there are
        agent_id = None if number and dice.random() < MISSED else answered_by
        past.add(agent_id, began_at, number_index=indexes[number], number_sealed=sealed)
    with store.write() as db:
        past.write(db)
    store.close()


@dataclass
class Past:
    """Rows, as they would have come about."""

    calls: list[dict[str, Any]] = field(default_factory=list)
    tasks: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    stretches: list[dict[str, Any]] = field(default_factory=list)

    def add(self, agent_id: str | None, at: datetime, **number: bytes) -> None:
        """One call, its task, three lines of its timeline, two stretches of the log."""
        call_id, task_id, ended_at = new_id(), new_id(), at + TALK
        self.calls.append(_call(call_id, task_id, agent_id, at) | number)
        self.tasks.append(_task(call_id, task_id, at, is_missed=agent_id is None))
        for name in ("began", "queued", "ended"):
            self.events.append({"call_id": call_id, "at": at, "name": name, "fields": {}})
        for state, from_at in ((TaskState.WAITING, at), (TaskState.ASSIGNED, at)):
            log = {"subject": PeriodSubject.TASK, "subject_id": task_id, "state": state}
            self.stretches.append(log | {"began_at": from_at, "ended_at": ended_at})

    def write(self, db: Session) -> None:
        """These rows, and all others as copies of them."""
        for table, rows in self._tables.items():
            db.execute(insert(table), rows)
        _copy(db, Call, "id", "provider_sid", "task_id")
        _copy(db, Task, "id", "call_id")
        _copy(db, CallEvent, "id", "call_id")
        _copy(db, Period, "id", "subject_id")

    @property
    def _tables(self) -> dict[type[Base], list[dict[str, Any]]]:
        return {Call: self.calls, Task: self.tasks, CallEvent: self.events, Period: self.stretches}


def _copy(db: Session, table: type[Base], *own: str) -> None:
    """Every row many times, `own` columns each with a number behind; the database does it alone."""
    columns = [column.name for column in table.__table__.columns]
    copied = ", ".join(f"{name} || '-' || n" if name in own else name for name in columns)
    name, copies = table.__table__.name, A_NUMBER - 1
    db.execute(
        text(
            "WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies"
            f" WHERE n < {copies})"
            f" INSERT INTO {name} ({', '.join(columns)}) SELECT {copied} FROM {name}, copies"
        )
    )


def _call(call_id: str, task_id: str, agent_id: str | None, began_at: datetime) -> dict[str, Any]:
    answered_at = began_at if agent_id else None
    return {
        "id": call_id,
        "medium": CallMedium.PHONE,
        "direction": CallDirection.INBOUND,
        "state": CallState.ENDED,
        "provider_sid": f"CP{call_id}",
        "agent_id": agent_id,
        "task_id": task_id,
        "ended": "citizen",
        "began_at": began_at,
        "queued_at": began_at,
        "answered_at": answered_at,
        "ended_at": began_at + TALK,
        "wrapped_at": answered_at and began_at + TALK,
    }


def _task(call_id: str, task_id: str, at: datetime, *, is_missed: bool) -> dict[str, Any]:
    state = TaskState.CANCELED if is_missed else TaskState.COMPLETED
    times = {"created_at": at, "place_at": at, "completed_at": at + TALK}
    return {"id": task_id, "kind": TaskKind.CALL, "state": state, "call_id": call_id, **times}
