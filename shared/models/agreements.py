"""What was agreed with a citizen, and the messages sent about it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, new_id, one_of


class Doer(StrEnum):
    """Who does what was agreed."""

    CITIZEN = "citizen"
    AGENCY = "agency"
    LINE = "line"


class PromiseOutcome(StrEnum):
    """What became of one promise."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class MessageState(StrEnum):
    """How far a text message has come; later words in this list outrank earlier ones."""

    ASKED = "asked"
    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"


class Agreement(Base):
    """What one talk ended with. `code_index`: the short code by which a kiosk shows it again.

    `safe_to_contact`: the citizen's own word, asked before any message in a sensitive matter.
    """

    __tablename__ = "agreement"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(unique=True)
    call_id: Mapped[str | None] = mapped_column(index=True)
    matter_id: Mapped[str | None] = mapped_column(index=True)
    agent_id: Mapped[str]
    language: Mapped[str]
    code_index: Mapped[bytes | None] = mapped_column(unique=True)
    code_sealed: Mapped[bytes | None]
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    safe_to_contact: Mapped[bool | None]
    made_at: Mapped[datetime] = mapped_column(index=True)
    read_back_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class Promise(Base):
    """One line of an agreement: who does what, where, by when. `papers`: document ids, sealed."""

    __tablename__ = "promise"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    agreement_id: Mapped[str] = mapped_column(ForeignKey("agreement.id"), index=True)
    position: Mapped[int]
    doer: Mapped[Doer] = mapped_column(one_of(Doer, "doer"))
    organization_id: Mapped[str | None]
    location_id: Mapped[str | None]
    service_id: Mapped[str | None]
    what_sealed: Mapped[bytes | None]
    papers_sealed: Mapped[bytes | None]
    due_on: Mapped[date | None]
    outcome: Mapped[PromiseOutcome] = mapped_column(
        one_of(PromiseOutcome, "promise_outcome"), default=PromiseOutcome.OPEN
    )
    settled_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "outcome", "due_on"),)


class Message(Base):
    """One text message, in or out. Number and words are sealed, and go when their time is over.

    `read_at`: when somebody dealt with one that came in.
    """

    __tablename__ = "message"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(unique=True)
    is_inbound: Mapped[bool] = mapped_column(default=False)
    call_id: Mapped[str | None] = mapped_column(index=True)
    agreement_id: Mapped[str | None] = mapped_column(index=True)
    number_index: Mapped[bytes | None]
    number_sealed: Mapped[bytes | None]
    body_sealed: Mapped[bytes | None]
    provider_sid: Mapped[str | None] = mapped_column(unique=True)
    state: Mapped[MessageState] = mapped_column(one_of(MessageState, "message_state"))
    error: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(index=True)
    moved_at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "number_index", "made_at"),)


class OptOut(Base):
    """A number that wants no messages, as a blind index."""

    __tablename__ = "opt_out"

    number_index: Mapped[bytes] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]
