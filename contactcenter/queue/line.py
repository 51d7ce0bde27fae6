"""A task's way through the line: enter, leave, back again, wrap up, finished."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from contactcenter import bells
from contactcenter.bells import Bell
from contactcenter.queue import estimate, moves, periods, priority
from contactcenter.queue.moves import Happening
from shared.models import (
    Activity,
    PeriodSubject,
    Reservation,
    ReservationState,
    Task,
    TaskKind,
    TaskState,
    new_id,
)
from shared.store.ledger import record
from shared.store.once import insert_once

# Whoever leaves for one of these was not lost: they are served another way.
SERVED_OTHERWISE = frozenset({"callback", "message", "ticket", "desk", "merged", "closed"})
IN_LINE = frozenset({TaskState.WAITING, TaskState.RESERVED})
SPOKEN = estimate.SPOKEN
IN_HAND = frozenset({TaskState.ASSIGNED, TaskState.WRAPPING})


def enter(  # noqa: PLR0913
    db: Session,
    *,
    kind: TaskKind,
    at: datetime,
    language: str,
    skills: tuple[str, ...] = (),
    reasons: tuple[str, ...] = (),
    matter: str | None = None,
    call_id: str | None = None,
    kiosk_id: str | None = None,
    key: str | None = None,
    place_at: datetime | None = None,
    not_before_at: datetime | None = None,
    only_agent_id: str | None = None,
) -> Task:
    """Take a place in the line; with a `key` that was used before, the task it made.

    `place_at`: the place they had already, for a callback that keeps it.
    """
    values: dict[str, Any] = {
        "id": new_id(),
        "key": key,
        "kind": kind,
        "language": language,
        "skills": skills,
        "reasons": reasons,
        "priority": priority.of(reasons),
        "matter": matter,
        "call_id": call_id,
        "kiosk_id": kiosk_id,
        "created_at": at,
        "place_at": place_at or at,
        "not_before_at": not_before_at,
        "only_agent_id": only_agent_id,
    }
    if not insert_once(db, Task, **values):
        return db.scalars(select(Task).where(Task.key == key)).one()
    task = db.get_one(Task, values["id"])
    bells.note(db, Bell.LINE)
    periods.begin_first(db, PeriodSubject.TASK, task.id, TaskState.WAITING, at)
    estimate.predict(db, task, at)
    return task


def weigh(db: Session, task_id: str, reasons: tuple[str, ...], at: datetime) -> bool:
    """Something more became known of somebody who waits; False when they wait no more."""
    task = locked(db, task_id)
    if task is None or task.state not in IN_LINE:
        return False
    for reason in reasons:
        add_reason(task, reason)
    note(db, task, task.state, at, reason="weighed")
    return True


def leave(db: Session, task_id: str, why: str, at: datetime) -> bool:
    """Whoever waits gives up or is served another way; False when they wait no more.

    `why`: a word; those of SERVED_OTHERWISE do not count as given up.
    """
    task = locked(db, task_id)
    if task is None or task.state not in IN_LINE:
        return False
    withdraw(db, task, at)
    task.state, task.completed_at = TaskState.CANCELED, at
    db.flush()
    periods.end(db, PeriodSubject.TASK, task.id, TaskState.CANCELED, at, reason=why)
    return True


def give_back(  # noqa: PLR0913
    db: Session,
    task_id: str,
    at: datetime,
    why: str,
    *,
    language: str | None = None,
    skills: tuple[str, ...] | None = None,
    only_agent_id: str | None = None,
) -> bool:
    """Put a task whose agent was lost, or passes it on, back to its old place.

    `why`: "agent_lost" or "transferred" also bring it to the front. Not for a note that is being
    written: the citizen is gone by then.
    """
    task = locked(db, task_id)
    if task is None or task.state not in {TaskState.ASSIGNED, TaskState.RESERVED}:
        return False
    withdraw(db, task, at)
    was, agent_id = task.state, task.agent_id
    task.state, task.agent_id, task.claimed_at = TaskState.WAITING, None, None
    task.language = language or task.language
    task.skills = task.skills if skills is None else skills
    task.only_agent_id = only_agent_id
    add_reason(task, why)
    note(db, task, TaskState.WAITING, at, reason=why)
    if agent_id is not None:
        release(db, agent_id, was, at, task.kind)
    return True


def hand_over(db: Session, task_id: str, from_id: str, to_id: str, at: datetime) -> bool:
    """Another agent goes on with it, after a transfer both spoke about.

    False when it is not the first one's any more, or the other cannot take it.
    """
    task = locked(db, task_id)
    if task is None or (task.state, task.agent_id) != (TaskState.ASSIGNED, from_id):
        return False
    quieten(db, to_id, at)
    if not _can_take_over(db, to_id):
        return False
    task.agent_id = to_id
    note(db, task, TaskState.ASSIGNED, at, reason="transferred")
    is_talk = task.kind in SPOKEN
    what = (Happening.ENGAGED, None) if is_talk else (Happening.PULLED, task.kind)
    moves.happened(db, to_id, what[0], at, what[1])
    release(db, from_id, TaskState.ASSIGNED, at, task.kind)
    return True


def wrap(db: Session, task_id: str, agent_id: str, at: datetime) -> bool:
    """The talk is over and the agent writes it up, or goes on with another that is theirs."""
    task = locked(db, task_id)
    if task is None or (task.state, task.agent_id) != (TaskState.ASSIGNED, agent_id):
        return False
    task.state, task.wrapping_at = TaskState.WRAPPING, at
    note(db, task, TaskState.WRAPPING, at)
    if not is_talking(db, agent_id):
        moves.happened(db, agent_id, Happening.WRAPPED, at)
    return True


def finish(db: Session, task_id: str, agent_id: str, disposition: str, at: datetime) -> bool:
    """How it ended; False when it is not this agent's, or was finished before."""
    task = locked(db, task_id)
    if task is None or task.state not in IN_HAND or task.agent_id != agent_id:
        return False
    was = task.state
    complete(db, task, disposition, at)
    release(db, agent_id, was, at, task.kind)
    return True


def complete(db: Session, task: Task, disposition: str, at: datetime) -> None:
    """Close a task that is locked and in somebody's hand."""
    task.state, task.disposition, task.completed_at = TaskState.COMPLETED, disposition, at
    db.flush()
    ended = {"reason": disposition, "agent_id": task.agent_id}
    periods.end(db, PeriodSubject.TASK, task.id, TaskState.COMPLETED, at, **ended)
    what = {"task_id": task.id, "agent_id": task.agent_id, "disposition": disposition}
    record(db, "task_completed", at, **what)


def withdraw(db: Session, task: Task, at: datetime) -> None:
    """Take back the offer of this locked task, if there is one, and quieten the phone."""
    offer = pending(db, task.id)
    if offer is None:
        return
    offer.state, offer.settled_at = ReservationState.CANCELED, at
    db.flush()
    moves.happened(db, offer.agent_id, Happening.WITHDRAWN, at)


def settle(
    db: Session,
    reservation_id: str,
    to: ReservationState,
    what: Happening,
    at: datetime,
    why: str | None = None,
) -> bool:
    """End an offer that led to nothing: the task waits again, at its place; `what` moves the agent.

    False when the offer was settled before.
    """
    offer = db.get(Reservation, reservation_id)
    if offer is None:
        return False
    task = locked(db, offer.task_id)
    offer = db.get_one(Reservation, reservation_id, with_for_update=True, populate_existing=True)
    if task is None or offer.state is not ReservationState.PENDING:
        return False
    offer.state, offer.settled_at = to, at
    task.state = TaskState.WAITING
    note(db, task, TaskState.WAITING, at, reason=why)
    moves.happened(db, offer.agent_id, what, at, why)
    return True


def pending(db: Session, task_id: str) -> Reservation | None:
    """The live offer of a task."""
    live = (Reservation.task_id == task_id, Reservation.state == ReservationState.PENDING)
    return db.scalars(select(Reservation).where(*live)).first()


def add_reason(task: Task, reason: str) -> None:
    """One more reason to be served sooner, if the word is one."""
    if reason in priority.REASONS:
        task.reasons = priority.with_reason(task.reasons, reason)
        task.priority = min(task.priority, priority.of(task.reasons))


def note(
    db: Session, task: Task, state: TaskState, at: datetime, *, reason: str | None = None
) -> None:
    """Write the task and where it stands now down."""
    if state is TaskState.WAITING:
        bells.note(db, Bell.LINE)
    db.flush()
    if state is not TaskState.WAITING and not periods.is_begun(db, PeriodSubject.TASK, task.id):
        waited = {"reason": None, "agent_id": None}  # it came by another door than `enter`
        periods.begin(db, PeriodSubject.TASK, task.id, TaskState.WAITING, task.created_at, **waited)
    periods.begin(db, PeriodSubject.TASK, task.id, state, at, reason=reason, agent_id=task.agent_id)


def release(db: Session, agent_id: str, was: TaskState, at: datetime, kind: TaskKind) -> None:
    """Let the agent, whose hand a task has just left, go on to what they still hold.

    `was`: in what state it left. Whoever is doing something else by now is left to it, and whoever
    talks is, as long as it was no talk that left.
    """
    now = moves.status(db, agent_id)
    has_note = _holds(db, agent_id, Task.state == TaskState.WRAPPING)
    if now.activity in moves.IN_A_CALL:
        is_talk = was is TaskState.ASSIGNED and kind in SPOKEN
        if is_talk and not is_talking(db, agent_id):
            moves.happened(db, agent_id, Happening.WRAPPED if has_note else Happening.RELEASED, at)
        return
    if now.activity is Activity.WRAP_UP:
        is_free = not has_note
    else:  # at the desk, where `take_next` sent them
        was_sent = now.activity is Activity.DESK and now.reason in set(TaskKind)
        is_free = was_sent and not _holds(db, agent_id, Task.state.in_(IN_HAND))
    if is_free:
        moves.happened(db, agent_id, Happening.RELEASED, at)


def locked(db: Session, task_id: str) -> Task | None:
    """The task as it is now, nobody else's until the end of this transaction."""
    return db.get(Task, task_id, with_for_update=True, populate_existing=True)


def quieten(db: Session, agent_id: str, at: datetime) -> None:
    """Take away what rings at an agent who is in a talk already, on somebody else's word."""
    live = (Reservation.agent_id == agent_id, Reservation.state == ReservationState.PENDING)
    offer_id = db.scalar(select(Reservation.id).where(*live))
    if offer_id is not None:
        settle(db, offer_id, ReservationState.CANCELED, Happening.WITHDRAWN, at)


def _can_take_over(db: Session, agent_id: str) -> bool:
    """Whether an agent is free to go on with somebody else's talk, or is in it already."""
    free = {Activity.READY, Activity.PAUSE, Activity.DESK, *moves.IN_A_CALL}
    return moves.status(db, agent_id).activity in free and not is_talking(db, agent_id)


def is_talking(db: Session, agent_id: str) -> bool:
    """Whether a talk is in this agent's hand."""
    return _holds(db, agent_id, Task.state == TaskState.ASSIGNED, Task.kind.in_(SPOKEN))


def _holds(db: Session, agent_id: str, *only: ColumnElement[bool]) -> bool:
    held = select(Task.id).where(Task.agent_id == agent_id, *only)
    return db.scalar(held.limit(1)) is not None
