"""Who the agents are, how they sign in, and how long the center believes it is still them."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from shared.crypto import fingerprint
from shared.models import Activity, Agent, AgentRole, AgentSession, AgentStatus, Permission
from shared.store import Store
from shared.store.ledger import record

IDLE_SECONDS = 15 * 60
LONGEST_SECONDS = 12 * 60 * 60
FINISHING_SECONDS = 2 * 60 * 60  # so much longer for a talk that goes on, and its note
FINISHING = (Activity.TALKING, Activity.HOLDING, Activity.WRAP_UP)
TOUCH_SECONDS = 20  # an active agent's last sign of life is written at most this often
LEAST_PASSWORD = 12
MOST_NAME = 80

_hasher = PasswordHasher()
# Checked when the name is unknown, so that the answer takes as long as for a known one.
_nobodys_hash = _hasher.hash(secrets.token_hex(16))


class Presence(NamedTuple):
    """The agent behind a live session, and when the session ends if nothing more is done."""

    agent_id: str
    name: str
    token_hash: bytes
    ends_at: datetime
    permissions: tuple[str, ...] = ()
    role: AgentRole = AgentRole.AGENT
    owes_password: bool = False  # theirs was made by somebody else: until they choose one, no work

    @property
    def is_supervisor(self) -> bool:
        """Whether they look after the others at the line."""
        return self.role is AgentRole.SUPERVISOR

    @property
    def may_serve_desk(self) -> bool:
        """Whether they sit at an information desk: the pages of it are in their menu."""
        return self.role in (AgentRole.CLERK, AgentRole.SUPERVISOR)

    @property
    def may_edit(self) -> bool:
        """Whether the content's workshop is open to them."""
        return Permission.EDIT in self.permissions

    @property
    def may_publish(self) -> bool:
        """Whether they may let out what others wrote."""
        return Permission.PUBLISH in self.permissions


def ensure_agent(  # noqa: PLR0913  # who, with what, when: each has its own name
    store: Store,
    sign_in: str,
    name: str,
    password: str,
    at: datetime,
    *,
    languages: tuple[str, ...] | None = None,
    skills: tuple[str, ...] | None = None,
    role: AgentRole | None = None,
    organization_id: str | None = None,
) -> str:
    """Make the agent `sign_in` exist with this name and password; answer its id.

    A changed password ends the sessions begun with the old one. `languages`, `skills`, `role`: what
    is not said stays as it was; a new agent speaks Polish, knows no special matter, and is one.
    `organization_id`: the agency of a clerk whose role is that.
    """
    if len(password) < LEAST_PASSWORD:
        raise ValueError(f"an agent's password has at least {LEAST_PASSWORD} characters")
    with store.write() as db:
        agent = db.scalar(select(Agent).where(Agent.sign_in == sign_in))
        if agent is None:
            agent = Agent(sign_in=sign_in, name=name, password_hash="", created_at=at)
            db.add(agent)
            db.flush()
        agent.name = name
        _teach(agent, languages, skills, role)
        agent.organization_id = organization_id or agent.organization_id
        if not is_password(agent.password_hash, password):
            agent.password_hash = hash_password(password)
            end_sessions(db, agent.id, at)
            record(db, "agent_changed", at, agent_id=agent.id, by_agent_id=None, what="password")
        return agent.id


def _teach(
    agent: Agent,
    languages: tuple[str, ...] | None,
    skills: tuple[str, ...] | None,
    role: AgentRole | None,
) -> None:
    agent.languages = agent.languages if languages is None else languages
    agent.skills = agent.skills if skills is None else skills
    agent.role = agent.role if role is None else role


def permit(store: Store, agent_id: str, permissions: Collection[Permission], at: datetime) -> None:
    """Say what an agent may do to the content, and nothing else than that."""
    with store.write() as db:
        agent = db.get_one(Agent, agent_id)
        if set(agent.permissions) != set(permissions):
            agent.permissions = tuple(sorted(permissions))
            what = {"by_agent_id": None, "what": "permissions"}
            record(db, "agent_changed", at, agent_id=agent.id, **what)


def names_of(db: Session, agent_ids: Collection[str]) -> dict[str, str]:
    """Names by id, of whoever still or no longer works here."""
    rows = db.execute(select(Agent.id, Agent.name).where(Agent.id.in_(agent_ids))).all()
    return {agent_id: name for agent_id, name in rows}


def sign_in_of(db: Session, agent_id: str) -> str:
    """The name an agent signs in with."""
    return db.scalars(select(Agent.sign_in).where(Agent.id == agent_id)).one()


def find_presence(db: Session, token: str, at: datetime) -> Presence | None:
    """The agent whose live session `token` is, or None."""
    row = db.execute(
        select(AgentSession, Agent)
        .join(Agent, Agent.id == AgentSession.agent_id)
        .where(AgentSession.token_hash == fingerprint(token), *_is_live(at))
    ).first()
    if row is None:
        return None
    session, agent = row
    ends_at = _ends_at(session, at)
    owes_password = agent.first_password_at is not None
    who = (agent.id, agent.name, session.token_hash, ends_at)
    return Presence(*who, agent.permissions, agent.role, owes_password)


def touch(db: Session, token_hash: bytes, at: datetime) -> None:
    """Note that the agent did something at `at`: the fifteen minutes begin again."""
    db.execute(update(AgentSession).where(AgentSession.token_hash == token_hash).values(seen_at=at))


def needs_touch(presence: Presence, at: datetime) -> bool:
    """Whether the last sign of life is old enough to be worth another write."""
    return presence.ends_at - at < timedelta(seconds=IDLE_SECONDS - TOUCH_SECONDS)


def end_sessions(db: Session, agent_id: str, at: datetime, but: bytes = b"") -> None:
    """End every session of an agent, in whatever browser it runs, `but` the one of this hash."""
    live = (AgentSession.agent_id == agent_id, AgentSession.ended_at.is_(None))
    others = update(AgentSession).where(*live, AgentSession.token_hash != but)
    db.execute(others.values(ended_at=at))


def sign_out(db: Session, agent_id: str, at: datetime) -> None:
    """The agent leaves, by their own word."""
    end_sessions(db, agent_id, at)
    record(db, "agent_signed_out", at, agent_id=agent_id, why="signed_out")


def live_among(db: Session, token_hashes: Collection[bytes], at: datetime) -> set[bytes]:
    """Those of `token_hashes` whose sessions are still live."""
    query = select(AgentSession.token_hash).join(Agent, Agent.id == AgentSession.agent_id)
    return set(db.scalars(query.where(AgentSession.token_hash.in_(token_hashes), *_is_live(at))))


def agents_here(db: Session, at: datetime) -> dict[str, str]:
    """Agents with a live session: name by id, in order of name."""
    query = select(Agent.id, Agent.name).join(AgentSession, AgentSession.agent_id == Agent.id)
    rows = db.execute(query.where(*_is_live(at)).order_by(Agent.name)).all()
    return {agent_id: name for agent_id, name in rows}


def begin_session(db: Session, agent_id: str, at: datetime) -> str:
    """A session of this agent; its token, which is kept nowhere here."""
    token = secrets.token_urlsafe(32)
    db.add(
        AgentSession(token_hash=fingerprint(token), agent_id=agent_id, created_at=at, seen_at=at)
    )
    return token


def _is_live(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Agent.is_enabled.is_(True),
        AgentSession.ended_at.is_(None),
        AgentSession.seen_at > at - timedelta(seconds=IDLE_SECONDS),
        or_(
            AgentSession.created_at > at - timedelta(seconds=LONGEST_SECONDS),
            _is_finishing(at - timedelta(seconds=LONGEST_SECONDS + FINISHING_SECONDS)),
        ),
    )


def _is_finishing(oldest_at: datetime) -> ColumnElement[bool]:
    """Nobody is sent away in the middle of a talk."""
    talks = select(AgentStatus.agent_id).where(AgentStatus.activity.in_(FINISHING))
    return and_(AgentSession.created_at > oldest_at, AgentSession.agent_id.in_(talks))


def is_overdue(db: Session, agent_id: str, at: datetime) -> bool:
    """Whether only a talk kept this agent's session alive: after its note they go."""
    mine = (AgentSession.agent_id == agent_id, AgentSession.ended_at.is_(None))
    latest_at = db.scalar(select(func.max(AgentSession.created_at)).where(*mine))
    return latest_at is not None and latest_at <= at - timedelta(seconds=LONGEST_SECONDS)


def _ends_at(session: AgentSession, at: datetime) -> datetime:
    idle_at = session.seen_at + timedelta(seconds=IDLE_SECONDS)
    longest_at = session.created_at + timedelta(seconds=LONGEST_SECONDS)
    return idle_at if longest_at <= at else min(idle_at, longest_at)


def hash_password(password: str) -> str:
    """The password as it is kept."""
    return _hasher.hash(password)


def is_password(password_hash: str | None, password: str) -> bool:
    """Whether this is the password; for nobody's it takes as long to say no."""
    try:
        return _hasher.verify(password_hash or _nobodys_hash, password) and bool(password_hash)
    except (VerificationError, InvalidHashError):
        return False
