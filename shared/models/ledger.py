"""The audit trail's table; rows are only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, new_id


class AuditEvent(Base):
    """One event of the catalog in `shared.audit`; `fields` holds no personal data."""

    __tablename__ = "audit_event"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(index=True)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
