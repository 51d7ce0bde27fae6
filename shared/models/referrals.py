"""Who was sent where, why, and whether that was right. Nothing of whom."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, new_id, one_of


class ReferralOutcome(StrEnum):
    """What became of a referral at the place it went to."""

    OPEN = "open"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


class Referral(Base):
    """One matter sent to one place with one service.

    `assignment`: how sure the routing was. `sent_back_why`: a word from a closed list. The row
    outlives the matter, to be counted: `matter_id` goes when the matter does. `packet_sealed`: what
    the agency needs to take over; `answer_sealed`: what it said when it sent the matter back.
    `organization_id`: whose place that was on the day; `due_on`: until when it answers; `result`:
    how it ended there, a word from a closed list.
    """

    __tablename__ = "referral"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(unique=True)
    matter_id: Mapped[str | None] = mapped_column(index=True)
    service_id: Mapped[str]
    location_id: Mapped[str]
    organization_id: Mapped[str | None] = mapped_column(index=True)
    reason: Mapped[str]
    assignment: Mapped[str]
    agent_id: Mapped[str]
    outcome: Mapped[ReferralOutcome] = mapped_column(
        one_of(ReferralOutcome, "outcome"), default=ReferralOutcome.OPEN
    )
    sent_back_why: Mapped[str | None]
    note_sealed: Mapped[bytes | None]
    packet_sealed: Mapped[bytes | None]
    answer_sealed: Mapped[bytes | None]
    due_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(index=True)
    settled_at: Mapped[datetime | None]
    result: Mapped[str | None]
    result_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "outcome", "made_at"),)
