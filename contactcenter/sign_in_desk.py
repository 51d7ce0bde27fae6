"""Takes names, passwords and codes, and slows down whoever guesses."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter import agents, totp
from contactcenter.staff import passwords
from contactcenter.throttle import Throttle
from shared.models import Agent, AgentRole
from shared.store import Store
from shared.store.ledger import record

QUARTER_SECONDS = 15 * 60
BY_NAME = Throttle("sign-in name", 5, QUARTER_SECONDS)
BY_SOURCE = Throttle("sign-in source", 40, QUARTER_SECONDS)
BY_CODE = Throttle("one-time code", 8, QUARTER_SECONDS)


class SignInRefused(StrEnum):
    """Why nobody was signed in. An unknown name and a wrong password are the same answer."""

    NOT_RECOGNIZED = "not_recognized"
    TOO_MANY_TRIES = "too_many_tries"
    WRONG_CODE = "wrong_code"


class SignedIn(NamedTuple):
    """A session begun: the token goes into the browser's cookie and is kept nowhere here."""

    token: str
    agent_id: str


class CodeWanted(NamedTuple):
    """The password is right, and is not enough. `is_new`: the phone has to be set up first."""

    agent_id: str
    is_new: bool


@dataclass(frozen=True)
class SignInDesk:
    """The city's local accounts.

    Five failures for one name from one address in fifteen minutes, or forty from one address
    whatever the names (a whole office may share it). A name is never locked for other addresses.
    `code_roles`: those who must have one-time codes; anybody else may.
    """

    store: Store
    secret: bytes
    code_roles: Collection[AgentRole] = ()

    def enter(
        self, name: str, password: str, source: str, at: datetime
    ) -> SignedIn | CodeWanted | SignInRefused:
        """Begin a session for whoever knows the password, or ask for the code too."""
        if not self._take(name, source, at):
            return self._refuse(SignInRefused.TOO_MANY_TRIES, at)
        agent_id = self._whose(name, password, at)
        if agent_id is None:
            return self._refuse(SignInRefused.NOT_RECOGNIZED, at)
        with self.store.write() as db:
            BY_NAME.forget(db, self.secret, f"{source} {name}")
            BY_SOURCE.give_back(db, self.secret, source, at)
            agent = db.get_one(Agent, agent_id)
            if totp.is_on(db, agent_id):
                return CodeWanted(agent_id, is_new=False)
            if agent.role in self.code_roles:
                totp.begin(db, self.secret, agent_id, at)
                return CodeWanted(agent_id, is_new=True)
            return self._begin(db, agent_id, at)

    def enter_code(self, agent_id: str, code: str, at: datetime) -> SignedIn | SignInRefused:
        """Begin a session for whoever gave the password before, and now the code."""
        with self.store.write() as db:
            if not BY_CODE.take(db, self.secret, agent_id, at):
                refused = SignInRefused.TOO_MANY_TRIES
            elif _is_enabled(db, agent_id) and totp.check(db, self.secret, agent_id, code, at):
                BY_CODE.forget(db, self.secret, agent_id)
                return self._begin(db, agent_id, at)
            else:
                refused = SignInRefused.WRONG_CODE
            record(db, "agent_refused", at, why=refused)
        return refused

    def confirm(self, agent_id: str, code: str, at: datetime) -> tuple[str, ...] | SignInRefused:
        """The first code of a new phone; the recovery codes, shown this once."""
        with self.store.write() as db:
            if not BY_CODE.take(db, self.secret, agent_id, at):
                return SignInRefused.TOO_MANY_TRIES
            codes = totp.confirm(db, self.secret, agent_id, code, at)
            if codes is None or not _is_enabled(db, agent_id):
                return SignInRefused.WRONG_CODE
            BY_CODE.forget(db, self.secret, agent_id)
            changed = {"agent_id": agent_id, "by_agent_id": agent_id, "what": "one_time_code"}
            record(db, "agent_changed", at, **changed)
            return codes

    def admit(self, agent_id: str, at: datetime) -> SignedIn | SignInRefused:
        """Begin a session for whom somebody else has recognized."""
        with self.store.write() as db:
            if _is_enabled(db, agent_id):
                return self._begin(db, agent_id, at)
        return self._refuse(SignInRefused.NOT_RECOGNIZED, at)

    def _begin(self, db: Session, agent_id: str, at: datetime) -> SignedIn:
        record(db, "agent_signed_in", at, agent_id=agent_id)
        return SignedIn(agents.begin_session(db, agent_id, at), agent_id)

    def _take(self, name: str, source: str, at: datetime) -> bool:
        with self.store.write() as db:
            if not BY_SOURCE.take(db, self.secret, source, at):
                return False
            return BY_NAME.take(db, self.secret, f"{source} {name}", at)

    def _whose(self, name: str, password: str, at: datetime) -> str | None:
        with self.store.read() as db:
            agent = db.scalar(
                select(Agent).where(Agent.sign_in == name, Agent.is_enabled.is_(True))
            )
            known, agent_id = (agent.password_hash, agent.id) if agent else (None, None)
            is_stale = agent is not None and passwords.is_stale(agent, at)
        return agent_id if agents.is_password(known, password) and not is_stale else None

    def _refuse(self, why: SignInRefused, at: datetime) -> SignInRefused:
        with self.store.write() as db:
            record(db, "agent_refused", at, why=why)
        return why


def random_password() -> str:
    """A password nobody knows: of an account that is entered by another door."""
    return secrets.token_urlsafe(32)


def _is_enabled(db: Session, agent_id: str) -> bool:
    agent = db.get(Agent, agent_id)
    return agent is not None and agent.is_enabled
