"""The audit trail's tables; events are only ever added, each linked to the one before it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, new_id


class AuditEvent(Base):
    """One event of the catalog in `shared.audit`; `fields` holds no personal data.

    `position` counts from 1 without a gap; `link` is made by `shared.store.chain`. Both are None
    for events that are older than the chain.
    """

    __tablename__ = "audit_event"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(index=True)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    position: Mapped[int | None] = mapped_column(index=True, unique=True)
    link: Mapped[bytes | None]


class AuditHead(Base):
    """The chain's last event, in one row that writers lock: the trail's end cannot just be cut."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int]
    link: Mapped[bytes]


class AuditSubject(Base):
    """What the trail's name of one citizen's record is made with: without it, nobody can tell any
    more which record an event was about. Such a row goes when the citizen's data is erased.
    """

    __tablename__ = "audit_subject"

    record_index: Mapped[bytes] = mapped_column(primary_key=True)
    salt: Mapped[bytes]
