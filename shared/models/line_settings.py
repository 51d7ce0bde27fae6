"""What supervisors decide about the line: its hours, why one may pause, the screens on walls."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, Codes, new_id


class LineHours(Base):
    """Hours of the line announced for some days, in place of its usual ones.

    Of several that say something about a day the one made last counts. `to_on`: None until further
    notice; the last day belongs to it. `days`: of the week, "mon" to "sun". `opens`, `closes`: city
    time as "08:00"; None: closed. `on_holidays`: also on public holidays.
    """

    __tablename__ = "line_hours"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    from_on: Mapped[date]
    to_on: Mapped[date | None] = mapped_column(index=True)
    days: Mapped[tuple[str, ...]] = mapped_column(Codes)
    opens: Mapped[str | None]
    closes: Mapped[str | None]
    on_holidays: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[str] = mapped_column(ForeignKey("agent.id"))
    made_at: Mapped[datetime]
    withdrawn_by: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]


class PauseReason(Base):
    """Why an agent may pause: one we knew from the start, switched off, or one of the city's own.

    Ours have their words in the house's own files and no names here.
    """

    __tablename__ = "pause_reason"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_pl: Mapped[str | None]
    name_uk: Mapped[str | None]
    name_en: Mapped[str | None]
    is_offered: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime]


class WallScreen(Base):
    """A screen on a wall that a supervisor opened: SHA-256 of its token, never the token.

    It shows one page, until `ends_at` at the latest; nothing extends it.
    """

    __tablename__ = "wall_screen"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    name: Mapped[str]
    opened_by: Mapped[str] = mapped_column(ForeignKey("agent.id"))
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
