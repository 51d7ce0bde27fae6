"""Letting go of the audit trail's oldest events in a way that what is left can still be proved.

The last event that goes is named, with its link, by a new one at the chain's end; from there the
chain is followed. A whole prefix goes at a time: what stands between younger events stays.
"""

from __future__ import annotations

from datetime import datetime
from itertools import takewhile

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared.models import AuditEvent
from shared.store.chain import PRUNED
from shared.store.ledger import CHAIN, record

MOST = 5000  # events in one transaction; the next one goes on


def prune(db: Session, before: datetime, at: datetime) -> int:
    """Let go of the events from before an instant; how many of the chain that was.

    Without the chain's key at hand nothing of it goes: nobody could vouch for what is left.
    """
    loose = (AuditEvent.position.is_(None), AuditEvent.at < before)
    db.execute(delete(AuditEvent).where(*loose))
    if CHAIN not in db.info:
        return 0
    columns = (AuditEvent.position, AuditEvent.link, AuditEvent.at)
    chained = select(*columns).where(AuditEvent.position.is_not(None))
    oldest = chained.order_by(AuditEvent.position)
    first = db.execute(oldest.limit(1)).first()
    if first is None or first.at >= before:  # every minute but one of a day ends here
        return 0
    gone = list(takewhile(lambda event: event.at < before, db.execute(oldest.limit(MOST))))
    last = gone[-1]
    db.execute(delete(AuditEvent).where(AuditEvent.position <= last.position))
    record(db, PRUNED, at, upto=last.position, link=(last.link or b"").hex(), count=len(gone))
    return len(gone)
