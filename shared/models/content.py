"""How the city's knowledge changes: what editors write, what two people let out, what was wrong."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, Codes, new_id, one_of


class DraftState(StrEnum):
    """Where a draft stands: being written, waiting for a second person, out, or given up."""

    OPEN = "open"
    OFFERED = "offered"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class VersionKind(StrEnum):
    """How a content version came about."""

    EDIT = "edit"
    RESTORE = "restore"
    RELEASE = "release"


class CorrectionWhat(StrEnum):
    """What somebody says is not true."""

    CLOSED_TODAY = "closed_today"
    WRONG_NUMBER = "wrong_number"
    WRONG_HOURS = "wrong_hours"
    OTHER = "other"


class CorrectionState(StrEnum):
    """What became of a proposed correction."""

    OPEN = "open"
    DONE = "done"
    DISMISSED = "dismissed"


class Draft(Base):
    """One record's edit. `fields`: the record's fields as they should read, even where faulty.

    `editor_ids` are all who wrote in it; `revision` counts its savings, so that a form that was
    opened before the last one is noticed. `live_key` names the record while the draft is open or
    offered: a record has one such draft at most.
    """

    __tablename__ = "content_draft"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    record_id: Mapped[str]
    live_key: Mapped[str | None] = mapped_column(unique=True)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[DraftState] = mapped_column(
        one_of(DraftState, "draft_state"), default=DraftState.OPEN
    )
    revision: Mapped[int] = mapped_column(default=1)
    editor_ids: Mapped[tuple[str, ...]] = mapped_column(Codes)
    note: Mapped[str] = mapped_column(default="")
    version_id: Mapped[str | None] = mapped_column(ForeignKey("content_version.id"))
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime]


class ContentVersion(Base):
    """One signed content as it went out; rows are only ever added. The highest number is in force.

    `overlays`: every edit in force, over the content with `base_hash` that came with the software.
    """

    __tablename__ = "content_version"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[int] = mapped_column(unique=True)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("content_version.id"))
    restores_id: Mapped[str | None] = mapped_column(ForeignKey("content_version.id"))
    kind: Mapped[VersionKind] = mapped_column(one_of(VersionKind, "version_kind"))
    content_hash: Mapped[str]
    base_hash: Mapped[str]
    bundle: Mapped[bytes]
    overlays: Mapped[list[Any]] = mapped_column(JSON)
    editor_ids: Mapped[tuple[str, ...]] = mapped_column(Codes)
    publisher_id: Mapped[str | None]
    note: Mapped[str]
    published_at: Mapped[datetime]


class Correction(Base):
    """Somebody at the line saw that a record is not true. The words are sealed, and go when it is
    settled."""

    __tablename__ = "content_correction"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    record_id: Mapped[str]
    what: Mapped[CorrectionWhat] = mapped_column(one_of(CorrectionWhat, "correction_what"))
    note_sealed: Mapped[bytes | None]
    state: Mapped[CorrectionState] = mapped_column(
        one_of(CorrectionState, "correction_state"), default=CorrectionState.OPEN
    )
    proposed_by: Mapped[str] = mapped_column(ForeignKey("agent.id"))
    settled_by: Mapped[str | None] = mapped_column(ForeignKey("agent.id"))
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "state", "created_at"),)
