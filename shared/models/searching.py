"""What was searched for in vain: counted by day and words, with no link to anybody."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, one_of


class Missing(StrEnum):
    """What a search lacked: nothing was found, or nobody touched what was."""

    FOUND = "found"
    TOUCH = "touch"


class MissedSearch(Base):
    """One row for each day, language, words and lack; `counted` says how often."""

    __tablename__ = "missed_search"

    searched_on: Mapped[date] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(primary_key=True)
    missing: Mapped[Missing] = mapped_column(one_of(Missing, "missing"), primary_key=True)
    counted: Mapped[int]


class MissedReport(Base):
    """A day one kiosk has told of, so that telling it again counts nothing twice."""

    __tablename__ = "missed_report"

    kiosk_id: Mapped[str] = mapped_column(primary_key=True)
    searched_on: Mapped[date] = mapped_column(primary_key=True)
