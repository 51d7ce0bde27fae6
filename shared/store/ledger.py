"""Writing the audit trail, in the same transaction as the deed itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from shared.audit import Event, Field, event
from shared.models import AuditEvent
from shared.store.chain import Chain

CHAIN = "audit chain"  # what this transaction's events are linked by
HAPPENED = "audit happened"  # those that wait for its end


def record(db: Session, name: str, at: datetime, /, **fields: Field) -> None:
    """Add one event of the catalog; raises `NotInCatalog` when it is none.

    Where a trail is kept as a chain, its events are written when the transaction ends.
    """
    happened = event(name, **fields)
    if CHAIN in db.info:
        db.info.setdefault(HAPPENED, []).append((at, happened))
    else:
        db.add(AuditEvent(at=at, name=happened.name, fields=happened.fields))


def settle(db: Session) -> None:
    """The transaction is about to be committed: link what happened in it."""
    happened: list[tuple[datetime, Event]] = db.info.pop(HAPPENED, [])
    chain: Chain | None = db.info.get(CHAIN)
    if chain is not None and happened:
        chain.add(db, happened)
