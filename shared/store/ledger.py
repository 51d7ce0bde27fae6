"""Writing the audit trail, in the same transaction as the deed itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from shared.audit import Field, event
from shared.models import AuditEvent


def record(db: Session, name: str, at: datetime, /, **fields: Field) -> None:
    """Add one event of the catalog; raises `NotInCatalog` when it is none."""
    happened = event(name, **fields)
    db.add(AuditEvent(at=at, name=happened.name, fields=happened.fields))
