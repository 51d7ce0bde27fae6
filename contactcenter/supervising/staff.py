"""What supervisors decide about agents: languages, skills, whether they may sign in at all.

Roles and passwords are the administration's own; nobody changes what they themselves are.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter import agents
from contactcenter.queue import activity
from contactcenter.queue.skills import MATTER_SKILLS, STRICT
from shared.models import Agent, AgentRole
from shared.store.ledger import record

LANGUAGES = ("pl", "uk", "en")
SKILLS = (*MATTER_SKILLS, *sorted(STRICT))
OF_THE_LINE = (AgentRole.AGENT, AgentRole.CLERK, AgentRole.SUPERVISOR)


class Wrong(StrEnum):
    """Why nothing is changed; the words: set-agent-<value>."""

    GONE = "gone"
    NO_LANGUAGE = "no-language"
    YOURSELF = "yourself"


class Member(NamedTuple):
    """One agent as their settings show them."""

    id: str
    name: str
    role: AgentRole
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    is_enabled: bool


def members(db: Session) -> list[Member]:
    """Everybody who works at the line or its desks: those who may sign in first, by name."""
    theirs = Agent.role.in_(OF_THE_LINE)
    rows = db.scalars(select(Agent).where(theirs).order_by(Agent.is_enabled.desc(), Agent.name))
    return [
        Member(one.id, one.name, one.role, one.languages, one.skills, one.is_enabled)
        for one in rows
    ]


def teach(
    db: Session,
    agent_id: str,
    languages: tuple[str, ...],
    skills: tuple[str, ...],
    by_id: str,
    at: datetime,
) -> Wrong | None:
    """Say what an agent speaks and knows; the next offer goes by it."""
    row = _row(db, agent_id)
    if row is None:
        return Wrong.GONE
    spoken = tuple(one for one in LANGUAGES if one in languages)
    if not spoken:
        return Wrong.NO_LANGUAGE
    known = tuple(one for one in SKILLS if one in skills)
    changed = {"languages": (row.languages, spoken), "skills": (row.skills, known)}
    for what, (before, after) in changed.items():
        if set(before) != set(after):
            setattr(row, what, after)
            record(db, "agent_changed", at, agent_id=agent_id, by_agent_id=by_id, what=what)
    return None


def switch(
    db: Session, agent_id: str, by_id: str, at: datetime, *, is_enabled: bool
) -> Wrong | None:
    """Let an agent sign in, or not: then every session of theirs ends now.

    Whoever they talk with is not cut off by this: when the agent's phone falls silent the line
    gives the citizen back to its front.
    """
    if agent_id == by_id:
        return Wrong.YOURSELF
    row = _row(db, agent_id)
    if row is None:
        return Wrong.GONE
    if row.is_enabled is is_enabled:
        return None
    row.is_enabled = is_enabled
    if not is_enabled:
        activity.leave(db, agent_id, at, "disabled")
        agents.end_sessions(db, agent_id, at)
    what = "enabled" if is_enabled else "disabled"
    record(db, "agent_changed", at, agent_id=agent_id, by_agent_id=by_id, what=what)
    return None


def _row(db: Session, agent_id: str) -> Agent | None:
    row = db.get(Agent, agent_id, with_for_update=True, populate_existing=True)
    return row if row is not None and row.role in OF_THE_LINE else None
