"""A year of calls in the database of a bench, and all the rows each of them left behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Column, insert, select, text
from sqlalchemy.orm import Session

from contactcenter.settings import Settings
from contactcenter.simulation.marks import number_of
from contactcenter.telephony.numbers import index_of, seal_number
from shared.clock import SystemClock
from shared.intake.register import time_of
from shared.models import (
    Agent,
    AgentSession,
    Call,
    CallDirection,
    CallEvent,
    CallLeg,
    CallMedium,
    CallState,
    CommandState,
    LegRole,
    LegState,
    Period,
    PeriodSubject,
    Reservation,
    ReservationState,
    Task,
    TaskKind,
    TaskState,
    TelephonyCommand,
    WaitEstimate,
    WebhookInbox,
    new_id,
)
from shared.models.base import Base, Instant
from shared.store import open_store

PAST_CALLS, A_NUMBER = 200_000, 100  # calls in all, and of one number
AGENTS, MISSED, OPEN_MISSED = 40, 0.05, 50
WAIT, TALK, NOTE = timedelta(seconds=40), timedelta(minutes=4), timedelta(minutes=1)
YEAR = timedelta(days=365)
BETWEEN = YEAR / A_NUMBER  # from one call of a number to its next
KEPT = time_of("call")
FORGOTTEN = ("number_index", "number_sealed")  # by the sweeps, which must find nothing to do
Row = dict[str, Any]
# What names a row, or the row it belongs to: another one in each copy.
OWN: dict[type[Base], tuple[str, ...]] = {
    Call: ("id", "provider_sid", "task_id"),
    Task: ("id", "call_id"),
    CallLeg: ("id", "call_id", "label", "provider_sid"),
    CallEvent: ("id", "call_id"),
    Period: ("id", "subject_id"),
    Reservation: ("id", "task_id"),
    WaitEstimate: ("task_id",),
    TelephonyCommand: ("id", "call_id"),
    WebhookInbox: ("key", "sid"),
}


def fill(settings: Settings, past_calls: int = PAST_CALLS) -> None:
    """A year of calls, by forty agents: a few days of them, copied a hundred times into the past.

    Most were answered, the missed ones were dealt with; those still to be dealt with, and what the
    agent anna has in her own list, are as many however long the past is.
    """
    store, dice, now = open_store(settings.database_url), Random(7), SystemClock().now()
    began = [now - timedelta(hours=1) - BETWEEN * dice.random() for _ in range(past_calls // 100)]
    with store.write() as db:
        crew = _crew(db, now - YEAR)
        past = Past(settings.city_secret)
        for number, at in enumerate(sorted(began)):
            is_missed = number > 0 and dice.random() < MISSED
            whose = dice.choice(crew) if number else crew[0]  # anna has some, however few there are
            past.add(number, None if is_missed else whose, at)
            past.sign_in(whose, at)
        past.write(db)
        _leave_open(db, settings.city_secret, now)
        if not store.is_sqlite:  # which has nobody who would do it in the course of a year
            db.execute(text("ANALYZE"))
    store.close()


def _crew(db: Session, since_at: datetime) -> list[str]:
    """The ids of all agents; anna's, who was here before, is the first."""
    anna = db.scalars(select(Agent.id).where(Agent.sign_in == "anna")).one()
    ids = [new_id() for _ in range(AGENTS - 1)]
    unlike_any = {"password_hash": "", "created_at": since_at}
    rows = [{"id": id_, "name": id_, "sign_in": id_, **unlike_any} for id_ in ids]
    db.execute(insert(Agent), rows)
    return [anna, *ids]


def _leave_open(db: Session, secret: bytes, now: datetime) -> None:
    """The missed calls of the last hour, which nobody has dealt with."""
    past = Past(secret)
    for number in range(OPEN_MISSED):
        past.add(number, None, now - timedelta(minutes=number + 2))
    for call in past.rows[Call]:
        call["wrapped_at"] = None
    past.insert(db)


@dataclass
class Past:
    """Rows, as they would have come about."""

    secret: bytes
    rows: dict[type[Base], list[Row]] = field(default_factory=lambda: {one: [] for one in OWN})
    sessions: list[Row] = field(default_factory=list)

    def add(self, number: int, agent_id: str | None, at: datetime) -> None:
        """One call of this number and what it left; `agent_id`: None when nobody answered."""
        call_id, task_id = new_id(), new_id()
        whose = {"call_id": call_id, "task_id": task_id, "agent_id": agent_id}
        answered_at = None if agent_id is None else at + WAIT
        over_at = at + WAIT if answered_at is None else answered_at + TALK
        known = {
            "number_index": index_of(self.secret, number_of(number)),
            "number_sealed": seal_number(self.secret, number_of(number), call_id),
        }
        self.rows[Call].append(_call(whose, at, answered_at, over_at) | known)
        self.rows[Task].append(_task(whose, at, answered_at, over_at))
        self._note_course(whose, at, answered_at, over_at)
        self._note_wire(call_id, agent_id, at, over_at)

    def _note_course(
        self, whose: Row, at: datetime, answered_at: datetime | None, over_at: datetime
    ) -> None:
        """Its timeline, its stretches in the log, what was offered to whom and told about it."""
        for name in ("began", "queued", "ended"):
            event = {"id": new_id(), "call_id": whose["call_id"], "name": name, "fields": {}}
            self.rows[CallEvent].append(event | {"at": over_at if name == "ended" else at})
        self._stretch(whose, TaskState.WAITING, at, answered_at or over_at)
        told = {"task_id": whose["task_id"], "told_at": at, "position": 1}
        waited = None if answered_at is None else int(WAIT.total_seconds())
        bounds = {"low_minutes": 0, "high_minutes": 1, "waited_seconds": waited}
        self.rows[WaitEstimate].append(told | bounds)
        if answered_at is None:
            return
        self._stretch(whose, TaskState.ASSIGNED, answered_at, over_at)
        offer = {"id": new_id(), "task_id": whose["task_id"], "agent_id": whose["agent_id"]}
        offer |= {"state": ReservationState.ACCEPTED, "made_at": at, "settled_at": answered_at}
        self.rows[Reservation].append(offer | {"expires_at": at + WAIT})

    def _stretch(self, whose: Row, state: TaskState, at: datetime, ended_at: datetime) -> None:
        subject = {"subject": PeriodSubject.TASK, "subject_id": whose["task_id"], "state": state}
        times = {"began_at": at, "ended_at": ended_at}
        self.rows[Period].append({"id": new_id(), **subject, **times})

    def _note_wire(
        self, call_id: str, agent_id: str | None, at: datetime, over_at: datetime
    ) -> None:
        """What went between the provider and us; what it said is forgotten by now."""
        sid = f"CP{call_id}"
        self.rows[WebhookInbox].append(
            {"key": f"voice:{call_id}", "source": "voice", "sid": sid, "received_at": at}
        )
        if agent_id is None:
            return
        leg = {"id": new_id(), "call_id": call_id, "role": LegRole.AGENT, "agent_id": agent_id}
        named = {"label": f"leg-{call_id}", "provider_sid": f"CL{call_id}", "state": LegState.GONE}
        times = {"asked_at": at, "joined_at": at + WAIT, "gone_at": over_at}
        self.rows[CallLeg].append(leg | named | times)
        order = {"id": new_id(), "call_id": call_id, "name": "add_party", "tries": 1}
        done = {"state": CommandState.DONE, "made_at": at, "sent_at": at, "settled_at": at}
        self.rows[TelephonyCommand].append(order | done)

    def sign_in(self, agent_id: str, at: datetime) -> None:
        """A shift that is over: a hundred calls later there is the next."""
        times = {"created_at": at, "seen_at": at + TALK, "ended_at": at + TALK}
        token_hash = f"{len(self.sessions):032d}".encode()
        self.sessions.append({"token_hash": token_hash, "agent_id": agent_id, **times})

    def write(self, db: Session) -> None:
        """These rows, and all others as copies of them, the oldest first."""
        if db.get_bind().dialect.name == "postgresql":  # what refers to what is right as it is
            db.execute(text("SET LOCAL session_replication_role = replica"))
        db.execute(insert(AgentSession), self.sessions)
        self.insert(db)
        for table, own in OWN.items():
            indexes = sorted(table.__table__.indexes, key=lambda one: str(one.name))
            for index in indexes:  # made once for all rows, they take a third of the time
                index.drop(db.connection())
            _copy(db, table, own)
            for index in indexes:
                index.create(db.connection())

    def insert(self, db: Session) -> None:
        """These rows alone."""
        for table, rows in self.rows.items():
            if rows:
                db.execute(insert(table), rows)


def _copy(db: Session, table: type[Base], own: tuple[str, ...]) -> None:
    """Every row many times, each copy so much earlier; the database does it alone."""
    columns, name = table.__table__.columns, table.__tablename__
    names = ", ".join(column.name for column in columns)
    db.execute(text(f"CREATE TEMPORARY TABLE original AS SELECT * FROM {name}"))
    for copy in reversed(range(1, A_NUMBER)):
        copied = ", ".join(_copied(db, column, own, copy) for column in columns)
        db.execute(text(f"INSERT INTO {name} ({names}) SELECT {copied} FROM original"))
    db.execute(text("DROP TABLE original"))


def _copied(db: Session, column: Column[Any], own: tuple[str, ...], copy: int) -> str:
    """One column of one copy, as the database is to make it."""
    if column.name in own:
        return f"{column.name} || '-{copy}'"
    if column.name in FORGOTTEN and (copy + 1) * BETWEEN > KEPT:
        return "NULL"
    if not isinstance(column.type, Instant):
        return column.name
    seconds = int(copy * BETWEEN.total_seconds())
    if db.get_bind().dialect.name == "postgresql":
        return f"{column.name} - interval '{seconds} seconds'"
    return f"strftime('%Y-%m-%d %H:%M:%f000', {column.name}, '-{seconds} seconds')"


def _call(whose: Row, at: datetime, answered_at: datetime | None, over_at: datetime) -> Row:
    return {
        "id": whose["call_id"],
        "medium": CallMedium.PHONE,
        "direction": CallDirection.INBOUND,
        "state": CallState.ENDED,
        "provider_sid": f"CP{whose['call_id']}",
        "agent_id": whose["agent_id"],
        "task_id": whose["task_id"],
        "ended": "citizen",
        "began_at": at,
        "queued_at": at,
        "answered_at": answered_at,
        "ended_at": over_at,
        "wrapped_at": over_at + NOTE,
    }


def _task(whose: Row, at: datetime, answered_at: datetime | None, over_at: datetime) -> Row:
    is_missed = answered_at is None
    times = {"created_at": at, "place_at": at, "claimed_at": answered_at}
    return {
        "id": whose["task_id"],
        "kind": TaskKind.CALL,
        "state": TaskState.CANCELED if is_missed else TaskState.COMPLETED,
        "call_id": whose["call_id"],
        "agent_id": whose["agent_id"],
        "wrapping_at": None if is_missed else over_at,
        "completed_at": over_at + NOTE,
        **times,
    }
