"""Passwords: the first one, which somebody else makes, and the one that replaces it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from contactcenter import agents
from contactcenter.agents import LEAST_PASSWORD, Presence
from contactcenter.throttle import Throttle
from contactcenter.totp import random_letters
from shared.models import Agent
from shared.store.ledger import record

LONGEST = 256
FIRST_LASTS = timedelta(days=7)  # after that a slip of paper with it on opens nothing
BY_SELF = Throttle("own password", 5, 15 * 60)


class Unfit(StrEnum):
    """Why a password was not taken; the words: password-<value>."""

    WRONG_NOW = "wrong-now"
    TOO_MANY_TRIES = "too-many-tries"
    SHORT = "short"
    LONG = "long"
    SAME = "same"
    NAME = "name"
    DIFFERENT = "different"


def make_first() -> str:
    """A password to be handed over once; about 79 random bits."""
    return random_letters()


def is_stale(agent: Agent, at: datetime) -> bool:
    """Whether nobody used the first password in time: somebody has to make another."""
    given_at = agent.first_password_at
    return given_at is not None and given_at <= at - FIRST_LASTS


def unfit(password: str, again: str) -> Unfit | None:
    """What speaks against a password, whoever it is for."""
    if len(password) < LEAST_PASSWORD:
        return Unfit.SHORT
    if len(password) > LONGEST:
        return Unfit.LONG
    return Unfit.DIFFERENT if password != again else None


def choose(
    db: Session, secret: bytes, who: Presence, now_used: str | None, password: str, at: datetime
) -> Unfit | None:
    """Their own password from now on; other browsers of theirs are signed out.

    `now_used`: the present one; None where the session has just begun with a first password.
    """
    row = db.get_one(Agent, who.agent_id, with_for_update=True, populate_existing=True)
    if row.first_password_at is None:
        if not BY_SELF.take(db, secret, row.id, at):
            return Unfit.TOO_MANY_TRIES
        if not agents.is_password(row.password_hash, now_used or ""):
            return Unfit.WRONG_NOW
        BY_SELF.forget(db, secret, row.id)
    if password.lower() in (row.sign_in.lower(), row.name.lower()):
        return Unfit.NAME
    if agents.is_password(row.password_hash, password):
        return Unfit.SAME
    row.password_hash, row.first_password_at = agents.hash_password(password), None
    agents.end_sessions(db, row.id, at, but=who.token_hash)
    record(db, "agent_changed", at, agent_id=row.id, by_agent_id=row.id, what="password")
    return None
