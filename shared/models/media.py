"""What two browsers tell each other to hear each other; rows live minutes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, new_id, one_of


class MediaSide(StrEnum):
    """Whom a signal is for."""

    KIOSK = "kiosk"
    AGENT = "agent"


class MediaSignal(Base):
    """One session description on its way from one browser to the other, sealed.

    `attempt`: which try at a connection it belongs to; a reloaded page begins another one.
    """

    __tablename__ = "media_signal"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    call_id: Mapped[str] = mapped_column(ForeignKey("call.id"))
    side: Mapped[MediaSide] = mapped_column(one_of(MediaSide, "media_side"))
    attempt: Mapped[str]
    what: Mapped[str]
    sealed: Mapped[bytes]
    made_at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (Index(None, "call_id", "side", "id"),)
