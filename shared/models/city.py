"""What the city keeps: numbers as blind indexes, answers only under the slip's own key."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, new_id, one_of


class SlipState(StrEnum):
    """Where a slip stands in the city."""

    WAITING = "waiting"
    OPENED = "opened"
    CLOSED = "closed"
    EXPIRED = "expired"


class MatterState(StrEnum):
    """Whether somebody still works on a matter."""

    OPEN = "open"
    CLOSED = "closed"
    EXPIRED = "expired"


class Kiosk(Base):
    """One device the city knows."""

    __tablename__ = "kiosk"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    location_id: Mapped[str | None]
    is_enabled: Mapped[bool] = mapped_column(default=True)
    registered_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class SlipLease(Base):
    """A number lent to a kiosk: only its blind index, so the table tells no number."""

    __tablename__ = "slip_lease"

    number_index: Mapped[bytes] = mapped_column(primary_key=True)
    kiosk_id: Mapped[str] = mapped_column(ForeignKey("kiosk.id"), index=True)
    leased_at: Mapped[datetime]


class Slip(Base):
    """One slip that arrived; `sealed` opens with the digits, the word and the city's secret."""

    __tablename__ = "slip"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(unique=True)
    number_index: Mapped[bytes] = mapped_column(ForeignKey("slip_lease.number_index"), unique=True)
    kiosk_id: Mapped[str] = mapped_column(ForeignKey("kiosk.id"), index=True)
    state: Mapped[SlipState] = mapped_column(one_of(SlipState, "state"), default=SlipState.WAITING)
    sealed: Mapped[bytes | None]
    made_at: Mapped[datetime]
    received_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Matter(Base):
    """A slip somebody opened. `slip_key_sealed` lives only while the matter is open."""

    __tablename__ = "matter"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    slip_id: Mapped[str] = mapped_column(ForeignKey("slip.id"), unique=True)
    agent_id: Mapped[str] = mapped_column(index=True)
    state: Mapped[MatterState] = mapped_column(
        one_of(MatterState, "state"), default=MatterState.OPEN
    )
    slip_key_sealed: Mapped[bytes | None]
    disposition: Mapped[str | None]
    note_sealed: Mapped[bytes | None]
    opened_at: Mapped[datetime]
    saved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)

    __table_args__ = (Index(None, "state", "agent_id"),)


class GuessWindow(Base):
    """When `who` (a blind index of a source, a slip, or everyone) last guessed wrong."""

    __tablename__ = "guess_window"

    who: Mapped[bytes] = mapped_column(primary_key=True)
    wrong_at: Mapped[list[Any]] = mapped_column(JSON)
    latest_at: Mapped[datetime] = mapped_column(index=True)
