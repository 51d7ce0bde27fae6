"""Calls the provider carried while we were deaf: found by asking it, kept until somebody says what
became of them.

A call whose news only came late is no stray any more; that much is settled here by itself.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from contactcenter.telephony.provider import CallReport, Failed
from shared.models import Call, LineMode, LineState, StrayCall, StrayOutcome
from shared.store.ledger import record
from shared.store.once import insert_once

if TYPE_CHECKING:
    from contactcenter.center import Center

BEFORE = timedelta(minutes=5)  # deaf for a while before anybody could tell
COUNTED_AFTER = timedelta(minutes=10)  # so long after its end an outage is still asked about
LIVE = frozenset({"queued", "ringing", "in-progress"})
SETTLED_BY_HAND = tuple(
    one for one in StrayOutcome if one not in (StrayOutcome.OPEN, StrayOutcome.KNOWN_NOW)
)


def find_strays(center: Center) -> bool:
    """Ask the provider, outside any transaction, and keep what is news; True if something was.

    A provider that does not answer changes nothing.
    """
    at = center.clock.now()
    with center.store.read() as db:
        mode = _asked_about(db, at)
        if mode is None or center.telephony is None:
            return False
        mode_id, since_at = mode.id, mode.began_at - BEFORE
        until_at = mode.ended_at or at
    reports = center.telephony.calls_since(since_at)
    if isinstance(reports, Failed) or since_at > until_at:
        return False
    with center.store.write() as db:
        return _keep(db, mode_id, reports, at)


def settle_stray(db: Session, sid: str, outcome: StrayOutcome, agent_id: str, at: datetime) -> bool:
    """Say what became of it; False when that was said before, or there is no such call."""
    stray = db.get(StrayCall, sid, with_for_update=True, populate_existing=True)
    if stray is None or stray.outcome is not StrayOutcome.OPEN or outcome not in SETTLED_BY_HAND:
        return False
    stray.outcome, stray.settled_by, stray.settled_at = outcome, agent_id, at
    record(db, "stray_settled", at, mode_id=stray.mode_id, agent_id=agent_id, outcome=outcome)
    return True


def _asked_about(db: Session, at: datetime) -> LineMode | None:
    """The outage that goes on, or ended a moment ago."""
    recent = or_(LineMode.ended_at.is_(None), LineMode.ended_at >= at - COUNTED_AFTER)
    query = select(LineMode).where(LineMode.state == LineState.OUTAGE, recent)
    return db.scalars(query.order_by(LineMode.began_at.desc()).limit(1)).first()


def _keep(db: Session, mode_id: str, reports: Collection[CallReport], at: datetime) -> bool:
    status = {one.sid: one.status for one in reports}
    known = set(db.scalars(select(Call.provider_sid).where(Call.provider_sid.in_(status))))
    kept = {one.sid: one for one in db.scalars(_strays(mode_id))}
    is_news = False
    for sid in sorted(status.keys() - known - kept.keys()):
        values = {"mode_id": mode_id, "status": status[sid], "found_at": at}
        is_news = insert_once(db, StrayCall, sid=sid, **values) or is_news
    for sid, stray in kept.items():
        if sid in known and stray.outcome is StrayOutcome.OPEN:
            stray.outcome, stray.settled_at, is_news = StrayOutcome.KNOWN_NOW, at, True
        stray.status = status.get(sid, stray.status)
    return is_news


def _strays(mode_id: str) -> Select[tuple[StrayCall]]:
    return select(StrayCall).where(StrayCall.mode_id == mode_id).order_by(StrayCall.found_at)
