"""Who is given to whom: offers that ring for a while, and work that agents take themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from contactcenter.queue import aging, candidates, estimate, line, moves, periods
from contactcenter.queue.candidates import Candidate
from contactcenter.queue.moves import Happening
from shared.models import (
    Activity,
    Agent,
    PeriodSubject,
    Reservation,
    ReservationState,
    Task,
    TaskKind,
    TaskState,
    new_id,
)
from shared.store.claim import claim_task, reserve_agent, reserve_task
from shared.store.ledger import record

RESERVATION_SECONDS = 20
OFFERED = (TaskKind.CALL, TaskKind.KIOSK_CALL, TaskKind.CALLBACK)
PULLED = (TaskKind.HELP, TaskKind.TICKET, TaskKind.CALLBACK, TaskKind.VOICEMAIL)
DID_NOT_ANSWER = "did_not_answer"
KNOWN_PERSON = "known_person"  # the only reason that does not also lead to a pause

# Why an agent does not take an offer; the words: queue-decline-<reason>.
DECLINE_REASONS = (KNOWN_PERSON, "technical", "after_hard_call", "other")
BUSY = frozenset({Activity.RINGING, Activity.TALKING, Activity.HOLDING, Activity.WRAP_UP})


class Offer(NamedTuple):
    """A task that rings at one agent until it expires."""

    reservation_id: str
    task_id: str
    agent_id: str
    expires_at: datetime


class Gone(StrEnum):
    """Why an offer cannot be accepted."""

    NOT_YOURS = "not_yours"
    SETTLED = "settled"  # accepted before, declined, missed, or the caller left


def offer(db: Session, at: datetime, kinds: Collection[TaskKind] = OFFERED) -> tuple[Offer, ...]:
    """Ring at every ready agent somebody waits for.

    Whoever is first in line is given the agent who idled longest of those who can serve them.
    """
    aging.age(db, at)
    return tuple(_offers(db, at, kinds))


def accept(db: Session, reservation_id: str, agent_id: str, at: datetime) -> Task | Gone:
    """The agent takes what rings at theirs: the task is theirs and nobody else's.

    A moment late is not too late, as long as nobody else was asked.
    """
    found = db.get(Reservation, reservation_id)
    if found is None or found.agent_id != agent_id:
        return Gone.NOT_YOURS
    task = line.locked(db, found.task_id)
    found = db.get_one(Reservation, reservation_id, with_for_update=True, populate_existing=True)
    if task is None or found.state is not ReservationState.PENDING:
        return Gone.SETTLED
    found.state, found.settled_at = ReservationState.ACCEPTED, at
    task.state, task.agent_id, task.claimed_at = TaskState.ASSIGNED, agent_id, at
    _take(db, task, at)
    moves.happened(db, agent_id, Happening.ANSWERED, at)
    return task


def decline(db: Session, reservation_id: str, agent_id: str, reason: str, at: datetime) -> bool:
    """The agent does not take it, and says why; False for an offer that is not theirs any more.

    They pause, except from somebody they know: another caller may well be theirs.
    """
    found = db.get(Reservation, reservation_id)
    if found is None or found.agent_id != agent_id or reason not in DECLINE_REASONS:
        return False
    what = Happening.WITHDRAWN if reason == KNOWN_PERSON else Happening.DECLINED
    return line.settle(db, reservation_id, ReservationState.DECLINED, what, at, reason)


def expire(db: Session, at: datetime) -> int:
    """End the offers nobody answered; whoever missed one pauses, else it would only ring again."""
    due = db.scalars(late(at).order_by(Reservation.task_id)).all()
    to, what = ReservationState.TIMED_OUT, Happening.MISSED
    return sum(line.settle(db, one, to, what, at, DID_NOT_ANSWER) for one in due)


def late(at: datetime) -> Select[tuple[str]]:
    """The offers whose time is over."""
    is_late = (Reservation.state == ReservationState.PENDING, Reservation.expires_at <= at)
    return select(Reservation.id).where(*is_late)


def take_next(
    db: Session,
    agent_id: str,
    at: datetime,
    kinds: Collection[TaskKind] = PULLED,
    *only: ColumnElement[bool],
    is_named: bool = False,
) -> Task | None:
    """Give the agent the first in line of these kinds; None when nobody waits, or a call is on.

    `only`: what else must be true of it. `is_named`: the agent points at somebody, and so answers
    for the language and for the hour.
    """
    if moves.status(db, agent_id).activity in BUSY:
        return None
    agent = db.get(Agent, agent_id)
    if agent is None:
        return None
    task = claim_task(db, agent_id, at, *_open_to(agent, kinds, at, is_named=is_named), *only)
    if task is not None:
        _take(db, task, at)
        moves.happened(db, agent_id, Happening.PULLED, at, task.kind)
    return task


def _offers(db: Session, at: datetime, kinds: Collection[TaskKind]) -> Iterator[Offer]:
    """Offers, made one by one, until there is no ready agent left."""
    ready = candidates.ready(db, at)
    skills_at_work = candidates.skills_at_work(db) if ready else frozenset()
    for place in candidates.places(db, ready, kinds, at) if ready else ():
        resting = candidates.resting(db, place.task_id, at)
        willing = [one for one in ready if one.agent_id not in resting]
        ranked = candidates.ranked(willing, place, skills_at_work, at)
        if not ranked or not reserve_task(db, place.task_id):
            continue
        asked, chosen = _reserve_one(db, ranked, at)
        if chosen is not None:
            yield _ring(db, place.task_id, chosen, at)
        else:
            db.get_one(Task, place.task_id).state = TaskState.WAITING
            db.flush()
        ready = [one for one in ready if one.agent_id not in asked]
        if not ready:
            return


def _reserve_one(
    db: Session, agents: list[Candidate], at: datetime
) -> tuple[set[str], Candidate | None]:
    """The first of these who is still ready, and everybody who was tried.

    Whom another process was quicker to reserve is not tried for the next in line, too: with a long
    line that would be agents times callers.
    """
    asked: set[str] = set()
    for one in agents:
        asked.add(one.agent_id)
        if reserve_agent(db, one.agent_id, at):
            return asked, one
    return asked, None


def _ring(db: Session, task_id: str, chosen: Candidate, at: datetime) -> Offer:
    """Both rows are kept in one statement."""
    task = db.get_one(Task, task_id)
    expires_at = at + timedelta(seconds=RESERVATION_SECONDS)
    made = Offer(new_id(), task.id, chosen.agent_id, expires_at)
    named = {"id": made.reservation_id, "task_id": made.task_id, "agent_id": made.agent_id}
    db.add(Reservation(**named, made_at=at, expires_at=expires_at))
    line.note(db, task, TaskState.RESERVED, at, reason=chosen.why)
    whose = {"agent_id": made.agent_id}
    periods.begin(db, PeriodSubject.AGENT, made.agent_id, Activity.RINGING, at, **whose)
    return made


def _take(db: Session, task: Task, at: datetime) -> None:
    """Write down that the task is in an agent's hand now."""
    line.note(db, task, TaskState.ASSIGNED, at)
    estimate.answered(db, task, at)
    record(db, "task_claimed", at, task_id=task.id, agent_id=task.agent_id)


def _open_to(
    agent: Agent, kinds: Collection[TaskKind], at: datetime, *, is_named: bool
) -> tuple[ColumnElement[bool], ...]:
    """What this agent may take. A request for help is for the staff on the spot, in Polish."""
    speaks = or_(Task.kind == TaskKind.HELP, Task.language.in_(agent.languages))
    is_due = or_(Task.not_before_at.is_(None), Task.not_before_at <= at)
    return (
        Task.kind.in_(kinds),
        or_(Task.only_agent_id.is_(None), Task.only_agent_id == agent.id),
        *(() if is_named else (speaks, is_due)),
        *candidates.strict_skills_held(agent.skills),
    )
