"""The bar above every page: what I am doing, who rings, whom I talk to.

The bar says nothing of its own accord: it shows the database, so a reload or a crash changes
nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.agents import names_of
from contactcenter.queue import activity, priority
from contactcenter.queue.activity import Status
from contactcenter.queue.moves import oldest_sight
from contactcenter.supervising.part import Part, parts
from contactcenter.telephony.handing_over import is_asked
from shared.bundle import Knowledge
from shared.models import (
    GOING_ON,
    LIVE_LEG,
    Call,
    CallDirection,
    CallLeg,
    CallState,
    Kiosk,
    LegRole,
    LegState,
    Reservation,
    ReservationState,
    Task,
    TaskKind,
    TaskState,
)
from shared.text import Phrase
from shared.web.present import Words

IN_HAND = (TaskState.ASSIGNED, TaskState.WRAPPING)
CALLS = (TaskKind.CALL, TaskKind.KIOSK_CALL, TaskKind.CALLBACK)


class Offered(NamedTuple):
    """Somebody rings at mine: what is known before I answer, and never a name."""

    reservation_id: str
    kind: TaskKind
    language: str
    matter: Phrase | None
    kiosk: str | None
    why: tuple[str, ...]  # keys of sentences, the weightiest first
    is_quiet: bool
    is_urgent: bool
    waits_since: datetime
    expires_at: datetime


class Party(NamedTuple):
    """Somebody else in my call. `name`: a colleague's; None for a number outside."""

    leg_id: str
    name: str | None
    is_joined: bool
    is_held: bool


class Running(NamedTuple):
    """The call in my hand, or its note that is still to be written."""

    call_id: str
    label: str | None  # of my own leg, by which my browser's phone knows what rings
    medium: str
    direction: str
    language: str
    state: CallState
    since: datetime
    is_wrapping: bool
    is_held: bool
    is_muted: bool
    is_urgent: bool
    is_quiet: bool
    is_passing: bool  # a transfer is under way
    asked_by: str | None  # the colleague whose call rings at mine; None: it is mine, or I am in it
    is_guest: bool  # I am in a colleague's call, because they asked me
    parties: tuple[Party, ...]
    listeners: tuple[Part, ...]  # the supervisors in it, beside me
    my_part: Part | None  # how I take part in a colleague's call, as a supervisor
    agent_name: str


class Bar(NamedTuple):
    """Everything the bar shows."""

    status: Status
    is_phone_here: bool
    offer: Offered | None
    running: Running | None


def bar_of(db: Session, knowledge: Knowledge, words: Words, agent_id: str, at: datetime) -> Bar:
    """The bar of one agent."""
    status = activity.status(db, agent_id)
    seen = status.phone_seen_at
    return Bar(
        status,
        seen is not None and seen >= oldest_sight(at),
        _offered(db, knowledge, words, agent_id),
        running_call(db, agent_id),
    )


def matter_name(knowledge: Knowledge, words: Words, matter: str | None) -> Phrase | None:
    """What a call is about, if that may be said: never a service that could endanger somebody."""
    event = knowledge.life_events.get(matter or "")
    if event is not None:
        return words.read(event.names)
    service = knowledge.services.get(matter or "")
    if service is None or service.safety_sensitive:
        return None
    return words.read(service.names)


def running_call(db: Session, agent_id: str) -> Running | None:
    """The call this agent talks in, is asked into, or has still to write up."""
    found = _in_hand(db, agent_id) or _asked_into(db, agent_id)
    if found is None:
        return None
    call, is_wrapping = found
    legs = db.scalars(
        select(CallLeg).where(CallLeg.call_id == call.id, CallLeg.state.in_(LIVE_LEG))
    ).all()
    mine = next((leg for leg in legs if leg.agent_id == agent_id), None)
    names = names_of(db, {leg.agent_id for leg in legs if leg.agent_id})
    citizen = next((leg for leg in legs if leg.role is LegRole.CITIZEN), None)
    taking_part = parts(db, {call.id}).get(call.id, ())
    return Running(
        call.id,
        mine.label if mine else None,
        call.medium.value,
        call.direction.value,
        call.language,
        call.state,
        _since(call),
        is_wrapping or call.state is CallState.ENDED,
        call.state is CallState.HELD or bool(citizen and citizen.is_held),
        bool(mine and mine.is_muted),
        call.is_urgent,
        call.is_quiet,
        bool(call.transfer),
        names.get(call.agent_id or "", "") if mine and is_asked(call, mine) else None,
        bool(mine and mine.role is LegRole.AGENT and call.agent_id != agent_id),
        tuple(_party(leg, names) for leg in legs if _is_other(leg, agent_id)),
        tuple(part for part in taking_part if part.agent_id != agent_id),
        next((part for part in taking_part if part.agent_id == agent_id), None),
        names.get(call.agent_id or "", ""),
    )


def _since(call: Call) -> datetime:
    """Since when the call stands as it does; one we place is as old as its dialing."""
    waits_since = call.began_at if call.direction is CallDirection.OUTBOUND else call.queued_at
    return call.ended_at or call.answered_at or waits_since or call.began_at


def is_talking(db: Session, agent_id: str) -> bool:
    """Whether this agent is connected in a call that goes on."""
    joined = (CallLeg.agent_id == agent_id, CallLeg.state == LegState.JOINED)
    query = select(CallLeg.id).join(Call, Call.id == CallLeg.call_id)
    going = query.where(*joined, Call.state.in_(GOING_ON)).limit(1)
    return db.scalar(going) is not None


def _in_hand(db: Session, agent_id: str) -> tuple[Call, bool] | None:
    """The call whose task is this agent's; a talk before a note."""
    query = (
        select(Call, Task.state)
        .join(Task, Task.id == Call.task_id)
        .where(Task.agent_id == agent_id, Task.state.in_(IN_HAND), Task.kind.in_(CALLS))
        .order_by(Task.state, Task.claimed_at.desc())
    )
    row = db.execute(query.limit(1)).first()
    return (row[0], row[1] is TaskState.WRAPPING) if row else None


def _asked_into(db: Session, agent_id: str) -> tuple[Call, bool] | None:
    """A colleague's call this agent was fetched into."""
    query = (
        select(Call)
        .join(CallLeg, CallLeg.call_id == Call.id)
        .where(CallLeg.agent_id == agent_id, CallLeg.state.in_(LIVE_LEG))
        .where(Call.state.in_(GOING_ON))
    )
    call = db.scalars(query.limit(1)).first()
    return (call, False) if call else None


def _is_other(leg: CallLeg, agent_id: str) -> bool:
    return leg.role in (LegRole.AGENT, LegRole.OTHER) and leg.agent_id != agent_id


def _party(leg: CallLeg, names: dict[str, str]) -> Party:
    name = names.get(leg.agent_id or "")
    return Party(leg.id, name, leg.state is LegState.JOINED, leg.is_held)


def _offered(db: Session, knowledge: Knowledge, words: Words, agent_id: str) -> Offered | None:
    query = (
        select(Reservation, Task, Call, Kiosk)
        .join(Task, Task.id == Reservation.task_id)
        .outerjoin(Call, Call.id == Task.call_id)
        .outerjoin(Kiosk, Kiosk.id == Task.kiosk_id)
        .where(Reservation.agent_id == agent_id, Reservation.state == ReservationState.PENDING)
    )
    row = db.execute(query).first()
    if row is None:
        return None
    reservation, task, call, kiosk = row
    return Offered(
        reservation.id,
        task.kind,
        task.language,
        matter_name(knowledge, words, task.matter),
        kiosk.name if kiosk else None,
        priority.sentence_keys(task.reasons),
        bool(call and call.is_quiet) or "quiet" in task.reasons,
        bool(call and call.is_urgent) or "danger" in task.reasons,
        task.place_at,
        reservation.expires_at,
    )
