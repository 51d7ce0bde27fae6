"""When the line was out, or we practiced it; the paper that was used meanwhile; calls we missed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, new_id, one_of
from shared.models.queue import OPEN


class LineState(StrEnum):
    """How the line is run. A drill changes what the staff see, and nothing for callers."""

    NORMAL = "normal"
    OUTAGE = "outage"
    DRILL = "drill"


class SheetState(StrEnum):
    """Where one numbered sheet of paper is."""

    BLANK = "blank"  # printed and in the drawer, or filled in and not typed in yet
    TYPED = "typed"
    VOID = "void"  # spoiled or lost, somebody said


class StrayOutcome(StrEnum):
    """What somebody found out about a call the provider carried and we knew nothing of."""

    OPEN = "open"
    ON_PAPER = "on_paper"  # it is one of the sheets
    CALLED_AGAIN = "called_again"
    NOBODY = "nobody"  # they hung up before anybody could help
    KNOWN_NOW = "known_now"  # its own news came late


class LineMode(Base):
    """One stretch in which the line was not run as usual; none is open: it is.

    `began_by` and `ended_by`: an agent's id; None: the line itself. `why`: a word of a list.
    `ends_at`: when a drill is over by itself. `life_at`: the first sign of life since. `closed_at`:
    everything of it was put in order; `closing_sealed`: why it was closed although it was not.
    """

    __tablename__ = "line_mode"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    line: Mapped[str] = mapped_column(default="main")
    state: Mapped[LineState] = mapped_column(one_of(LineState, "line_state"))
    why: Mapped[str]
    began_by: Mapped[str | None]
    began_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime | None]
    life_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    closing_sealed: Mapped[bytes | None]

    __table_args__ = (
        Index(
            "uq_line_mode_open",
            "line",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )


class IntakeSheet(Base):
    """One numbered sheet of paper. The number alone opens nothing; what is written is not here.

    `batch_id`: printed together. `topic`: a life event's or a topic's id, None for any matter;
    never one that could endanger somebody. `counted_at`: when somebody last saw it empty in the
    drawer.
    """

    __tablename__ = "intake_sheet"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(unique=True)
    batch_id: Mapped[str] = mapped_column(index=True)
    topic: Mapped[str | None]
    language: Mapped[str]
    is_drill: Mapped[bool] = mapped_column(default=False)
    state: Mapped[SheetState] = mapped_column(
        one_of(SheetState, "sheet_state"), default=SheetState.BLANK
    )
    printed_by: Mapped[str]
    printed_at: Mapped[datetime]
    counted_at: Mapped[datetime | None]
    call_id: Mapped[str | None]
    settled_by: Mapped[str | None]
    settled_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "state", "printed_at"),)


class StrayCall(Base):
    """A call the provider carried during an outage and we never heard of. Holds no number."""

    __tablename__ = "stray_call"

    sid: Mapped[str] = mapped_column(primary_key=True)
    mode_id: Mapped[str] = mapped_column(ForeignKey("line_mode.id"), index=True)
    status: Mapped[str]
    outcome: Mapped[StrayOutcome] = mapped_column(
        one_of(StrayOutcome, "stray_outcome"), default=StrayOutcome.OPEN
    )
    found_at: Mapped[datetime]
    settled_by: Mapped[str | None]
    settled_at: Mapped[datetime | None]
