"""To whom a call can be passed on: colleagues, agencies with a number, the line again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.center import Center
from contactcenter.queue.moves import oldest_sight
from contactcenter.queue.skills import MATTER_SKILLS
from contactcenter.telephony.media import Ability
from contactcenter.telephony.transfer import REACHABLE, BackInLine, Colleague, Outside, Target
from shared.catalog.schedule import Opening, opening
from shared.models import Activity, Agent, AgentStatus, Call
from shared.text import Phrase
from shared.web.present.places import opening_words

LANGUAGES = ("pl", "uk", "en")
NEVER = datetime.max.replace(tzinfo=UTC)


class ColleagueLine(NamedTuple):
    """A colleague, what they are doing, and whether they could take it now."""

    agent_id: str
    name: str
    activity: Activity
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    is_reachable: bool


class AgencyLine(NamedTuple):
    """An agency with a number for passing calls on; `is_confirmed`: somebody has checked it.

    `state`: open, closed or unknown now, by the hours of the place where that number is; `hours`:
    the same in words.
    """

    organization_id: str
    name: Phrase
    number: str
    is_confirmed: bool
    state: str
    hours: str


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
    found = []
    for one in room.knowledge.organizations.values():
        phone = one.call_line.transfer if one.call_line else None
        if phone is None:
            continue
        now, is_confirmed = _opening(room, one.id, phone.number), phone.status == "verified"
        unknown = now.state == "unknown"
        said = words.say("pass-hours-unknown") if unknown else opening_words(now, words)
        name = words.read(one.names)
        found.append(AgencyLine(one.id, name, phone.number, is_confirmed, now.state, said))
    return sorted(found, key=lambda line: (line.state == "closed", str(line.name)))


def _opening(room: Center, organization_id: str, number: str) -> Opening:
    """Whether somebody is there now, where this number is; of several such places nobody can say,
    unless all are shut.
    """
    places = [
        one for one in room.knowledge.locations.values() if one.organization == organization_id
    ]
    having = [one for one in places if any(phone.number == number for phone in one.phones)]
    openings = [opening(one, room.clock.now()) for one in having or places]
    if len(openings) == 1 or (openings and all(one.state == "closed" for one in openings)):
        return min(openings, key=lambda one: one.opens_at or NEVER)
    return Opening("unknown", "no_hours")
