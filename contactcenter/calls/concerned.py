"""Whose telephone changed: one short mark for each agent, of all that their own bar and call show.

A few queries for all agents together, so that one call's news is not everybody's errand.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from contactcenter.calls.bar import IN_HAND
from shared.models import (
    LIVE_LEG,
    AgentStatus,
    Agreement,
    Call,
    CallEvent,
    CallLeg,
    Matter,
    MatterState,
    Message,
    Reservation,
    ReservationState,
    Task,
    TaskKind,
    TaskState,
)

MESSAGES_FOR = timedelta(hours=1)  # a message that has not arrived by then is looked up by nobody
Facts = Mapping[str, list[str]]


def marks(db: Session, at: datetime) -> dict[str, str]:
    """A mark by agent; another mark: something of theirs is not as it was."""
    held = _calls_in_hand(db)
    about = _about_calls(db, {call_id for calls in held.values() for call_id in calls})
    facts: dict[str, list[str]] = defaultdict(list)
    for part in (_statuses(db), _offers(db), _messages(db, at)):
        for agent_id, lines in part.items():
            facts[agent_id].extend(lines)
    for agent_id, calls in held.items():
        facts[agent_id].extend(line for call_id in sorted(calls) for line in about[call_id])
    return {agent_id: _mark(lines) for agent_id, lines in facts.items()}


def line_mark(db: Session) -> str:
    """The mark of what everybody sees of the line: who waits at a kiosk, who is busy."""
    open_help = (Task.kind == TaskKind.HELP, Task.state.in_((TaskState.WAITING, *IN_HAND)))
    waiting = select(Task.id, Task.state, Task.agent_id).where(*open_help)
    busy = select(Task.agent_id).where(Task.state == TaskState.ASSIGNED)
    at_work = select(Matter.agent_id).where(Matter.state == MatterState.OPEN)
    rows = [*db.execute(waiting).all(), *db.execute(busy.union(at_work)).all()]
    return _mark([repr(tuple(row)) for row in rows])


def _mark(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _statuses(db: Session) -> Facts:
    """What each does and why; when their phone was last seen is no news."""
    seen = (AgentStatus.activity, AgentStatus.reason, AgentStatus.since_at)
    rows = db.execute(select(AgentStatus.agent_id, *seen))
    return {row[0]: [repr(tuple(row[1:]))] for row in rows}


def _offers(db: Session) -> Facts:
    pending = Reservation.state == ReservationState.PENDING
    rows = db.execute(select(Reservation.agent_id, Reservation.id).where(pending))
    return {agent_id: [offer_id] for agent_id, offer_id in rows}


def _messages(db: Session, at: datetime) -> Facts:
    """How far the messages of their talks have come."""
    whose = func.coalesce(Agreement.agent_id, Call.agent_id)
    query = (
        select(whose, Message.id, Message.state)
        .outerjoin(Agreement, Agreement.id == Message.agreement_id)
        .outerjoin(Call, Call.id == Message.call_id)
        .where(Message.made_at > at - MESSAGES_FOR)
    )
    return _gathered((agent_id, f"{id_} {state}") for agent_id, id_, state in db.execute(query))


def _calls_in_hand(db: Session) -> dict[str, set[str]]:
    """The calls each agent talks in, is asked into, or has to write up."""
    in_hand = (Task.state.in_(IN_HAND), Task.call_id.is_not(None))
    tasks = select(Task.agent_id, Task.call_id).where(*in_hand)
    legs = select(CallLeg.agent_id, CallLeg.call_id).where(CallLeg.state.in_(LIVE_LEG))
    held: dict[str, set[str]] = defaultdict(set)
    for agent_id, call_id in db.execute(tasks.union(legs)):
        if agent_id is not None:
            held[agent_id].add(call_id)
    return held


def _about_calls(db: Session, call_ids: set[str]) -> Facts:
    """Everything about these calls that a page of theirs may show."""
    calls = (Call.state, Call.agent_id, Call.is_urgent, Call.is_quiet, Call.transfer)
    legs = (CallLeg.id, CallLeg.state, CallLeg.is_held, CallLeg.is_muted)
    tasks = (Task.id, Task.state, Task.agent_id)
    count = (CallEvent.call_id, func.count())
    parts: tuple[Select[Any], ...] = (
        select(Call.id, *calls).where(Call.id.in_(call_ids)),
        select(CallLeg.call_id, *legs).where(CallLeg.call_id.in_(call_ids)),
        select(Task.call_id, *tasks).where(Task.call_id.in_(call_ids)),
        select(*count).where(CallEvent.call_id.in_(call_ids)).group_by(CallEvent.call_id),
    )
    rows = (row for part in parts for row in db.execute(part)) if call_ids else ()
    return _gathered((row[0], repr(tuple(row[1:]))) for row in rows)


def _gathered(pairs: Iterable[tuple[str, str]]) -> Facts:
    found: dict[str, list[str]] = defaultdict(list)
    for key, line in pairs:
        found[key].append(line)
    return found
