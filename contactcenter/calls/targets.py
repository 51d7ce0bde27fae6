"""To whom a call can be passed on: colleagues, agencies with a number, the line again."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.center import Center
from contactcenter.queue.moves import oldest_sight
from contactcenter.queue.skills import MATTER_SKILLS
from contactcenter.telephony.media import Ability
from contactcenter.telephony.transfer import REACHABLE, BackInLine, Colleague, Outside, Target
from shared.models import Activity, Agent, AgentStatus, Call
from shared.text import Phrase

LANGUAGES = ("pl", "uk", "en")


class ColleagueLine(NamedTuple):
    """A colleague, what they are doing, and whether they could take it now."""

    agent_id: str
    name: str
    activity: Activity
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    is_reachable: bool


class AgencyLine(NamedTuple):
    """An agency with a number for passing calls on; `is_confirmed`: somebody has checked it."""

    organization_id: str
    name: Phrase
    number: str
    is_confirmed: bool


class Targets(NamedTuple):
    """All there is to choose from, and what the medium of this call can do."""

    colleagues: list[ColleagueLine]
    agencies: list[AgencyLine]
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    abilities: frozenset[Ability]


def targets_of(room: Center, db: Session, call: Call, agent_id: str, language: str) -> Targets:
    """Where this call may go."""
    media = room.media.get(call.medium)
    return Targets(
        _colleagues(room, db, agent_id),
        _agencies(room, language),
        MATTER_SKILLS,
        LANGUAGES,
        media.abilities if media else frozenset(),
    )


def read_target(room: Center, written: str, number: str) -> Target | None:
    """What the form's choice means: "agent:<id>", "agency:<id>", "number", "skill:<skill>"."""
    kind, _, what = written.partition(":")
    if kind == "agent" and what:
        return Colleague(what)
    if kind == "number" and number:
        return Outside(number)
    if kind == "skill":
        return BackInLine(skill=what if what in MATTER_SKILLS else None)
    if kind == "language" and what in LANGUAGES:
        return BackInLine(language=what)
    agency = room.knowledge.organizations.get(what) if kind == "agency" else None
    phone = agency.call_line.transfer if agency and agency.call_line else None
    return Outside(phone.number, what) if phone else None


def _colleagues(room: Center, db: Session, agent_id: str) -> list[ColleagueLine]:
    query = (
        select(Agent, AgentStatus)
        .join(AgentStatus, AgentStatus.agent_id == Agent.id)
        .where(Agent.id != agent_id, AgentStatus.activity != Activity.OFFLINE)
        .order_by(Agent.name)
    )
    seen_since = oldest_sight(room.clock.now())
    lines = [
        ColleagueLine(
            agent.id,
            agent.name,
            status.activity,
            agent.languages,
            agent.skills,
            status.activity in REACHABLE
            and status.phone_seen_at is not None
            and status.phone_seen_at >= seen_since,
        )
        for agent, status in db.execute(query)
    ]
    return sorted(lines, key=lambda line: (not line.is_reachable, line.name))


def _agencies(room: Center, language: str) -> list[AgencyLine]:
    words = room.words(language)
    found = [
        AgencyLine(
            one.id,
            words.read(one.names),
            one.call_line.transfer.number,
            one.call_line.transfer.status == "verified",
        )
        for one in room.knowledge.organizations.values()
        if one.call_line is not None and one.call_line.transfer is not None
    ]
    return sorted(found, key=lambda line: str(line.name))
