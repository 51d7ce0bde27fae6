"""Screens on walls: a browser without a person, which a supervisor opened and which only shows.

The rules. A supervisor signs in at the screen and turns it into one: their own session there ends
and the screen's begins. It lasts `LASTS` and nothing extends it; it ends at once when a supervisor
switches it off, or when whoever opened it is no longer one. It opens one page and no other.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from contactcenter.agents import Presence
from contactcenter.permissions import May, granted
from shared.crypto import fingerprint
from shared.models import Agent, AgentSession, WallScreen, new_id
from shared.store.ledger import record

LASTS = timedelta(hours=14)  # a working day: every morning somebody signs it in again
LONGEST_NAME = 60


class Wall(NamedTuple):
    """One screen that is on."""

    id: str
    name: str
    opened_by: str
    opened_at: datetime
    ends_at: datetime


def open_wall(db: Session, name: str, opener: Presence, at: datetime) -> str:
    """Begin a screen's session in place of the opener's own, which ends in this browser alone.

    Answers the token: it goes into the screen's cookie and is kept nowhere here.
    """
    token, screen_id = secrets.token_urlsafe(32), new_id()
    db.add(
        WallScreen(
            id=screen_id,
            token_hash=fingerprint(token),
            name=name[:LONGEST_NAME],
            opened_by=opener.agent_id,
            opened_at=at,
            ends_at=at + LASTS,
        )
    )
    theirs = AgentSession.token_hash == opener.token_hash
    db.execute(update(AgentSession).where(theirs).values(ended_at=at))
    record(db, "wall_opened", at, screen_id=screen_id, agent_id=opener.agent_id)
    return token


def find_wall(db: Session, token: str, at: datetime) -> Wall | None:
    """The screen whose live session `token` is, or None."""
    return next(iter(_walls(db, at, WallScreen.token_hash == fingerprint(token))), None)


def walls(db: Session, at: datetime) -> list[Wall]:
    """The screens that are on, the newest first."""
    return _walls(db, at)


def end_wall(db: Session, screen_id: str, agent_id: str | None, at: datetime) -> bool:
    """Switch a screen off; `agent_id`: who did, None: somebody at the screen itself."""
    row = db.get(WallScreen, screen_id, with_for_update=True, populate_existing=True)
    if row is None or row.ended_at is not None:
        return False
    row.ended_at = at
    record(db, "wall_ended", at, screen_id=screen_id, agent_id=agent_id)
    return True


def _walls(db: Session, at: datetime, *only: ColumnElement[bool]) -> list[Wall]:
    live = (WallScreen.ended_at.is_(None), WallScreen.ends_at > at, Agent.is_enabled.is_(True))
    query = select(WallScreen, Agent).join(Agent, Agent.id == WallScreen.opened_by)
    rows = db.execute(query.where(*live, *only).order_by(WallScreen.id.desc()))
    return [
        Wall(one.id, one.name, who.name, one.opened_at, one.ends_at)
        for one, who in rows
        if May.SUPERVISE in granted(who.role)
    ]
