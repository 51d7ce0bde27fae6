"""Which of our agents somebody is whom the city's sign-in service vouches for."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.agents import MOST_NAME, hash_password
from contactcenter.oidc import Someone
from contactcenter.sign_in_desk import random_password
from contactcenter.sign_in_settings import OutsideSettings
from shared.models import Agent, AgentRole, OutsideIdentity
from shared.store.ledger import record


class NotOurs(StrEnum):
    """Why somebody the service vouches for does not come in."""

    NO_ROLE = "no_role"
    NO_AGENT = "no_agent"


def find_or_make(
    db: Session, settings: OutsideSettings, someone: Someone, at: datetime
) -> str | NotOurs:
    """The agent's id, their role brought up to what the service says today."""
    role = role_of(settings, someone)
    if settings.roles and role is None:
        return NotOurs.NO_ROLE
    agent = _known(db, someone) or _matching(db, settings, someone, at)
    if agent is None and settings.creates and role is not None:
        agent = _make(db, settings, someone, at)
    if agent is None:
        return NotOurs.NO_AGENT
    if role is not None and agent.role is not role:
        agent.role = role
        record(db, "agent_changed", at, agent_id=agent.id, by_agent_id=None, what="role")
    return agent.id


def role_of(settings: OutsideSettings, someone: Someone) -> AgentRole | None:
    """The role of the first group of our list that they are in."""
    said = someone.claims.get(settings.roles_claim, [])
    groups = {said} if isinstance(said, str) else set(said) if isinstance(said, list) else set()
    return next((role for group, role in settings.roles.items() if group in groups), None)


def _known(db: Session, someone: Someone) -> Agent | None:
    link = db.get(OutsideIdentity, (someone.issuer, someone.subject))
    return db.get(Agent, link.agent_id) if link is not None else None


def _matching(
    db: Session, settings: OutsideSettings, someone: Someone, at: datetime
) -> Agent | None:
    """The agent of the same name whom nobody else at this service is yet."""
    name = someone.claims.get(settings.matches)
    agent = db.scalar(select(Agent).where(Agent.sign_in == name)) if name else None
    if agent is None:
        return None
    ours = OutsideIdentity.agent_id == agent.id, OutsideIdentity.issuer == someone.issuer
    if db.scalar(select(OutsideIdentity.subject).where(*ours)) is not None:
        return None
    _link(db, someone, agent.id, at)
    return agent


def _make(db: Session, settings: OutsideSettings, someone: Someone, at: datetime) -> Agent | None:
    name = someone.claims.get(settings.matches)
    if not isinstance(name, str) or not name.strip():
        return None
    if db.scalar(select(Agent.id).where(Agent.sign_in == name[:MOST_NAME])) is not None:
        return None
    shown = str(someone.claims.get("name") or name)[:MOST_NAME]
    password_hash = hash_password(random_password())
    agent = Agent(sign_in=name[:MOST_NAME], name=shown, password_hash=password_hash, created_at=at)
    db.add(agent)
    db.flush()
    _link(db, someone, agent.id, at)
    record(db, "agent_changed", at, agent_id=agent.id, by_agent_id=None, what="made")
    return agent


def _link(db: Session, someone: Someone, agent_id: str, at: datetime) -> None:
    subject = someone.subject
    db.add(OutsideIdentity(issuer=someone.issuer, subject=subject, agent_id=agent_id, linked_at=at))
    record(db, "agent_changed", at, agent_id=agent_id, by_agent_id=None, what="outside_identity")
