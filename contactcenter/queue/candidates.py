"""The two sides an offer brings together: the places in the line, and the agents who are ready."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, literal, or_, select
from sqlalchemy.orm import Session

from contactcenter.queue import moves, skills
from contactcenter.queue.skills import Able, Fit, Wanted
from shared.models import (
    GOING_ON,
    LIVE_LEG,
    Activity,
    Agent,
    AgentStatus,
    Call,
    CallLeg,
    Reservation,
    ReservationState,
    Task,
    TaskKind,
    TaskState,
)

RESTING_SECONDS = 120  # so long nobody is asked again for a task they declined or missed


class Candidate(NamedTuple):
    """An agent who may be asked; `why`: a word when they do not know the matter."""

    agent_id: str
    able: Able
    why: str | None = None


class Place(NamedTuple):
    """Somebody's place in the line, and what they need."""

    task_id: str
    wanted: Wanted
    only_agent_id: str | None
    place_at: datetime


def ready(db: Session, at: datetime) -> list[Candidate]:
    """The agents who are ready, whoever idled longest first."""
    rows = db.execute(here(at).order_by(AgentStatus.idle_since_at, Agent.id))
    return [Candidate(id_, Able(languages, known)) for id_, languages, known in rows]


def here(at: datetime) -> Select[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Who is ready and whose phone is here: id, languages, skills."""
    is_here = (
        AgentStatus.activity == Activity.READY,
        AgentStatus.phone_seen_at >= moves.oldest_sight(at),
        Agent.is_enabled.is_(True),
        Agent.id.not_in(in_a_talk()),
    )
    query = select(Agent.id, Agent.languages, Agent.skills)
    return query.join(AgentStatus, AgentStatus.agent_id == Agent.id).where(*is_here)


def in_a_talk() -> Select[tuple[str | None]]:
    """Whose phone rings or is open in a call that goes on, be it a colleague's."""
    joined = select(CallLeg.agent_id).join(Call, Call.id == CallLeg.call_id)
    is_ours = (CallLeg.agent_id.is_not(None), CallLeg.state.in_(LIVE_LEG))
    return joined.where(Call.state.in_(GOING_ON), *is_ours)


def skills_at_work(db: Session) -> frozenset[str]:
    """Every skill an agent on duty has, whether they are free or not."""
    return skills.all_skills(on_duty(db))


def on_duty(db: Session) -> list[Able]:
    """What the agents on duty can do, whether they are free or not."""
    query = select(Agent.languages, Agent.skills).join(
        AgentStatus, AgentStatus.agent_id == Agent.id
    )
    at_work = AgentStatus.activity.in_(moves.ON_DUTY)
    return [Able(*row) for row in db.execute(query.where(at_work))]


def places(
    db: Session, agents: list[Candidate], kinds: Collection[TaskKind], at: datetime
) -> Iterator[Place]:
    """Those who wait and whose language one of these agents speaks, first in line first."""
    spoken = {language for one in agents for language in one.able.languages}
    columns = (Task.id, Task.language, Task.skills, Task.only_agent_id, Task.place_at)
    heard = (*waiting(kinds, at), Task.language.in_(spoken))
    query = select(*columns).where(*heard).order_by(Task.priority, Task.place_at, Task.id)
    for task_id, language, wanted, only_agent_id, place_at in db.execute(query).all():
        yield Place(task_id, Wanted(language, wanted), only_agent_id, place_at)


def waiting(kinds: Collection[TaskKind], at: datetime) -> tuple[ColumnElement[bool], ...]:
    """That a task of these kinds waits, and its time has come."""
    due = or_(Task.not_before_at.is_(None), Task.not_before_at <= at)
    return Task.state == TaskState.WAITING, Task.kind.in_(kinds), due


def ranked(
    agents: list[Candidate], place: Place, at_work: Collection[str], at: datetime
) -> list[Candidate]:
    """Those who can serve this place: who knows the matter first, then who idled longest."""
    waited_seconds = (at - place.place_at).total_seconds()
    asked = [one for one in agents if place.only_agent_id in (None, one.agent_id)]
    fits = [(skills.judge(place.wanted, one.able, waited_seconds, at_work), one) for one in asked]
    full = [one for fit, one in fits if fit is Fit.FULL]
    partly = [one._replace(why=fit) for fit, one in fits if fit in (Fit.RELAXED, Fit.ABSENT)]
    return full + partly


def resting(db: Session, task_id: str, at: datetime) -> frozenset[str]:
    """The agents who were asked for this task a moment ago and did not take it."""
    refused = (ReservationState.DECLINED, ReservationState.TIMED_OUT)
    lately = (
        Reservation.task_id == task_id,
        Reservation.state.in_(refused),
        Reservation.settled_at > at - timedelta(seconds=RESTING_SECONDS),
    )
    return frozenset(db.scalars(select(Reservation.agent_id).where(*lately)))


def strict_skills_held(held: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    """That a task needs no skill of the strict ones beyond those held."""
    padded = literal(" ").concat(Task.skills).concat(" ")
    lacking = sorted(skills.STRICT - set(held))
    return tuple(padded.not_like(f"% {skill} %") for skill in lacking)
