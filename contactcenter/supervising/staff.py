"""What supervisors decide about agents of the line: the languages and the skills they have.

Who may sign in at all, and as what, is decided in `contactcenter.staff`.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

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


def _row(db: Session, agent_id: str) -> Agent | None:
    row = db.get(Agent, agent_id, with_for_update=True, populate_existing=True)
    return row if row is not None and row.role in OF_THE_LINE else None
