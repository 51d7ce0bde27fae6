"""Everybody who may sign in: who they are here, and whether they may; nobody changes themselves.

A change of role, agency or account ends the sessions begun before it: what a browser still shows
was meant for somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from contactcenter import agents, totp
from contactcenter.agents import MOST_NAME
from contactcenter.queue import activity
from shared.models import Agent, AgentRole, AgentSession, OneTimeCode, Permission, Seat
from shared.store.ledger import record

Found = TypeVar("Found")
SIGN_IN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,79}")


class Wrong(StrEnum):
    """Why nothing is changed; the words: people-<value>."""

    GONE = "gone"
    YOURSELF = "yourself"
    LAST_SUPERVISOR = "last-supervisor"
    NO_NAME = "no-name"
    BAD_SIGN_IN = "bad-sign-in"
    TAKEN = "taken"
    NO_AGENCY = "no-agency"
    NO_CODE = "no-code"


class Wish(NamedTuple):
    """Who somebody is to be. `organization_id` counts for a clerk of an agency alone."""

    name: str
    role: AgentRole
    organization_id: str | None = None
    permissions: frozenset[Permission] = frozenset()


class Person(NamedTuple):
    """One account. `point_id`: the desk they sat down at last; `first_password_at`: since when a
    password of somebody else's making waits to be replaced by their own.
    """

    id: str
    name: str
    sign_in: str
    role: AgentRole
    organization_id: str | None
    permissions: frozenset[Permission]
    is_enabled: bool
    has_code: bool
    first_password_at: datetime | None
    latest_at: datetime | None
    point_id: str | None


def people(db: Session) -> list[Person]:
    """Everybody: those who may sign in first, by name."""
    rows = db.scalars(select(Agent).order_by(Agent.is_enabled.desc(), Agent.name, Agent.id)).all()
    return _persons(db, rows)


def find(db: Session, agent_id: str) -> Person | None:
    """One of them."""
    row = db.get(Agent, agent_id)
    return _persons(db, [row])[0] if row is not None else None


def add(
    db: Session, sign_in: str, wish: Wish, password_hash: str, by_id: str, at: datetime
) -> str | Wrong:
    """A new account, whose first password its owner has to replace; its id."""
    sign_in = sign_in.strip().lower()
    if not SIGN_IN.fullmatch(sign_in):
        return Wrong.BAD_SIGN_IN
    wrong = _wrong(wish)
    if wrong is not None:
        return wrong
    if db.scalar(select(Agent.id).where(func.lower(Agent.sign_in) == sign_in)) is not None:
        return Wrong.TAKEN
    row = Agent(sign_in=sign_in, name=wish.name, password_hash=password_hash, created_at=at)
    row.role, row.organization_id = wish.role, wish.organization_id
    row.permissions, row.first_password_at = tuple(sorted(wish.permissions)), at
    db.add(row)
    db.flush()
    record(db, "agent_changed", at, agent_id=row.id, by_agent_id=by_id, what="made")
    return row.id


def change(db: Session, agent_id: str, wish: Wish, by_id: str, at: datetime) -> Wrong | None:
    """Make somebody who they are to be; every difference is an event of its own."""
    row = _locked(db, agent_id)
    wrong = _may_not_touch(row, by_id) or _wrong(wish)
    if row is None or wrong is not None:
        return wrong
    if wish.role is not AgentRole.SUPERVISOR and _is_last_supervisor(db, row):
        return Wrong.LAST_SUPERVISOR
    wanted: Mapping[str, object] = {
        "name": wish.name,
        "role": wish.role,
        "organization_id": wish.organization_id,
        "permissions": tuple(sorted(wish.permissions)),
    }
    changed = {what for what, value in wanted.items() if getattr(row, what) != value}
    for what in sorted(changed):
        setattr(row, what, wanted[what])
        named = what.removesuffix("_id")
        record(db, "agent_changed", at, agent_id=agent_id, by_agent_id=by_id, what=named)
    if changed & {"role", "organization_id"}:
        _send_away(db, agent_id, at, "changed")
    return None


def switch(
    db: Session, agent_id: str, by_id: str, at: datetime, *, is_enabled: bool
) -> Wrong | None:
    """Let somebody sign in, or not: then every session of theirs ends now.

    Whoever they talk with is not cut off by this: when the agent's phone falls silent the line
    gives the citizen back to its front.
    """
    row = _locked(db, agent_id)
    wrong = _may_not_touch(row, by_id)
    if row is None or wrong is not None or row.is_enabled is is_enabled:
        return wrong
    if not is_enabled and _is_last_supervisor(db, row):
        return Wrong.LAST_SUPERVISOR
    row.is_enabled = is_enabled
    if not is_enabled:
        _send_away(db, agent_id, at, "disabled")
    what = "enabled" if is_enabled else "disabled"
    record(db, "agent_changed", at, agent_id=agent_id, by_agent_id=by_id, what=what)
    return None


def forget_code(db: Session, agent_id: str, by_id: str, at: datetime) -> Wrong | None:
    """The phone is lost: its codes, and the recovery codes, count no more."""
    row = _locked(db, agent_id)
    wrong = _may_not_touch(row, by_id)
    if row is None or wrong is not None:
        return wrong
    if not totp.is_on(db, agent_id):
        return Wrong.NO_CODE
    totp.forget(db, agent_id)
    _send_away(db, agent_id, at, "changed")
    what = "no_one_time_code"
    record(db, "agent_changed", at, agent_id=agent_id, by_agent_id=by_id, what=what)
    return None


def give_password(
    db: Session, agent_id: str, password_hash: str, by_id: str, at: datetime
) -> Wrong | None:
    """A first password once more; the one before it, and what was begun with it, is over."""
    row = _locked(db, agent_id)
    wrong = _may_not_touch(row, by_id)
    if row is None or wrong is not None:
        return wrong
    row.password_hash, row.first_password_at = password_hash, at
    _send_away(db, agent_id, at, "changed")
    what = "first_password"
    record(db, "agent_changed", at, agent_id=agent_id, by_agent_id=by_id, what=what)
    return None


def _send_away(db: Session, agent_id: str, at: datetime, why: str) -> None:
    activity.leave(db, agent_id, at, why)
    agents.end_sessions(db, agent_id, at)


def _wrong(wish: Wish) -> Wrong | None:
    if not wish.name or len(wish.name) > MOST_NAME or not wish.name.isprintable():
        return Wrong.NO_NAME
    is_agency = wish.role is AgentRole.AGENCY
    return Wrong.NO_AGENCY if is_agency and wish.organization_id is None else None


def _may_not_touch(row: Agent | None, by_id: str) -> Wrong | None:
    if row is None:
        return Wrong.GONE
    return Wrong.YOURSELF if row.id == by_id else None


def _is_last_supervisor(db: Session, row: Agent) -> bool:
    """Whether nobody would be left to let people in again; two who try this wait for each other."""
    if row.role is not AgentRole.SUPERVISOR or not row.is_enabled:
        return False
    able = (Agent.role == AgentRole.SUPERVISOR, Agent.is_enabled.is_(True))
    ids = db.scalars(select(Agent.id).where(*able).order_by(Agent.id).with_for_update()).all()
    return set(ids) <= {row.id}


def _locked(db: Session, agent_id: str) -> Agent | None:
    return db.get(Agent, agent_id, with_for_update=True, populate_existing=True)


def _persons(db: Session, rows: Collection[Agent]) -> list[Person]:
    ids = [row.id for row in rows]
    latest = _pairs(
        db,
        select(AgentSession.agent_id, func.max(AgentSession.created_at))
        .where(AgentSession.agent_id.in_(ids))
        .group_by(AgentSession.agent_id),
    )
    seats = _pairs(db, select(Seat.agent_id, Seat.point_id).where(Seat.agent_id.in_(ids)))
    confirmed = (OneTimeCode.agent_id.in_(ids), OneTimeCode.confirmed_at.is_not(None))
    coded = set(db.scalars(select(OneTimeCode.agent_id).where(*confirmed)))
    return [
        Person(
            row.id,
            row.name,
            row.sign_in,
            row.role,
            row.organization_id,
            frozenset(Permission(one) for one in row.permissions),
            row.is_enabled,
            row.id in coded,
            row.first_password_at,
            latest.get(row.id),
            seats.get(row.id),
        )
        for row in rows
    ]


def _pairs(db: Session, query: Select[tuple[str, Found]]) -> dict[str, Found]:
    return {agent_id: found for agent_id, found in db.execute(query)}
