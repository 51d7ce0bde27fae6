"""What a kiosk keeps until paper and city have it: nothing of the answers is ever in the clear."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, new_id, one_of


class VisitState(StrEnum):
    """Whether the citizen is still at the screen."""

    OPEN = "open"
    ENDED = "ended"


class EnvelopeKind(StrEnum):
    """What an envelope brings to the city."""

    SLIP = "slip"
    HELP = "help"


class EnvelopeState(StrEnum):
    """Where an outgoing envelope stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    REFUSED = "refused"
    EXPIRED = "expired"


class PrintState(StrEnum):
    """Where a print job stands; `unknown` asks the person at the screen."""

    WAITING = "waiting"
    PRINTING = "printing"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELED = "canceled"


class Visit(Base):
    """One citizen's visit, as far as the disk needs to know of it."""

    __tablename__ = "visit"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    language: Mapped[str]
    state: Mapped[VisitState] = mapped_column(one_of(VisitState, "state"), default=VisitState.OPEN)
    started_at: Mapped[datetime]


class Submission(Base):
    """One idempotency key that was honored; `answer_sealed` repeats the same answer to a retry."""

    __tablename__ = "submission"

    key: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[str | None] = mapped_column(ForeignKey("visit.id"), index=True)
    kind: Mapped[EnvelopeKind] = mapped_column(one_of(EnvelopeKind, "kind"))
    answer_sealed: Mapped[bytes | None]
    made_at: Mapped[datetime]


class LeasedNumber(Base):
    """A slip number this kiosk may still give out; the row goes when the number does."""

    __tablename__ = "leased_number"

    digits: Mapped[str] = mapped_column(primary_key=True)
    kiosk_id: Mapped[str]
    leased_at: Mapped[datetime]


class PrintJob(Base):
    """One paper to print: the sheet and the slip, sealed with the device key until settled."""

    __tablename__ = "print_job"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(ForeignKey("submission.key"), unique=True)
    priority: Mapped[int] = mapped_column(default=5)
    state: Mapped[PrintState] = mapped_column(
        one_of(PrintState, "state"), default=PrintState.WAITING
    )
    attempt: Mapped[int] = mapped_column(default=1)
    payload_sealed: Mapped[bytes | None]
    created_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "state", "priority", "created_at", "id"),)


class OutgoingEnvelope(Base):
    """One envelope to the city, sealed to the city's public key until delivered."""

    __tablename__ = "outgoing_envelope"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(ForeignKey("submission.key"), unique=True)
    kind: Mapped[EnvelopeKind] = mapped_column(one_of(EnvelopeKind, "kind"))
    state: Mapped[EnvelopeState] = mapped_column(
        one_of(EnvelopeState, "state"), default=EnvelopeState.WAITING
    )
    sealed: Mapped[bytes | None]
    created_at: Mapped[datetime]

    __table_args__ = (Index(None, "state", "created_at", "id"),)
