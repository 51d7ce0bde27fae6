"""What an agent signs in with beside a password: a code from their phone, or the city's own door.

Hashes and sealed values only.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base


class OneTimeCode(Base):
    """An agent's authenticator (RFC 6238). It counts once its first code was entered.

    `latest_step`: the time step of the last code that was taken; it and older ones are refused.
    """

    __tablename__ = "one_time_code"

    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), primary_key=True)
    secret_sealed: Mapped[bytes]
    latest_step: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """One code for the day the phone is lost: SHA-256 of it; it works once."""

    __tablename__ = "recovery_code"

    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), index=True)
    used_at: Mapped[datetime | None]


class OutsideIdentity(Base):
    """Who an agent is at the city's own sign-in service, by the two names it never gives twice."""

    __tablename__ = "outside_identity"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), index=True)
    linked_at: Mapped[datetime]
