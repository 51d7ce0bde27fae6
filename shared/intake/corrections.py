"""What somebody at the line saw to be untrue: a task for an editor, without a word about anybody.

The free text is short, sealed, and shredded when the correction is settled or after thirty days.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.crypto import derive, seal, unseal
from shared.intake.drafts import Deed, may
from shared.models import Correction, CorrectionState, CorrectionWhat, Permission, new_id
from shared.store.ledger import record
from shared.store.shred import mark_shredded

LONGEST_NOTE = 200
PERSONAL_NUMBER = re.compile(r"(?<!\d)\d{11}(?!\d)")  # a PESEL number
PURPOSE = "correction note"


class Proposal(NamedTuple):
    """What is not true of which record."""

    kind: str
    record_id: str
    what: CorrectionWhat
    note: str = ""


class Proposed(NamedTuple):
    """A correction as an editor reads it."""

    id: str
    kind: str
    record_id: str
    what: CorrectionWhat
    note: str
    proposed_by: str
    created_at: datetime


def is_about_a_person(note: str) -> bool:
    """Whether a text holds what looks like a personal number."""
    return PERSONAL_NUMBER.search(note) is not None


def propose_correction(db: Session, proposal: Proposal, secret: bytes, deed: Deed) -> str:
    """Keep it for the editors; answers its id."""
    correction_id, text = new_id(), proposal.note.strip()[:LONGEST_NOTE]
    sealed = seal(derive(secret, PURPOSE), text.encode(), correction_id) if text else None
    db.add(
        Correction(
            id=correction_id,
            kind=proposal.kind,
            record_id=proposal.record_id,
            what=proposal.what,
            note_sealed=sealed,
            proposed_by=deed.agent_id,
            created_at=deed.at,
        )
    )
    what = {"agent_id": deed.agent_id, "what": proposal.what.value}
    record(db, "correction_proposed", deed.at, correction_id=correction_id, **what)
    return correction_id


def open_corrections(db: Session, secret: bytes) -> list[Proposed]:
    """Those nobody has settled, the oldest first."""
    query = select(Correction).where(Correction.state == CorrectionState.OPEN)
    rows = db.scalars(query.order_by(Correction.created_at, Correction.id))
    return [_opened(row, secret) for row in rows]


def settle_correction(db: Session, correction_id: str, state: CorrectionState, deed: Deed) -> bool:
    """Say what became of it and shred its words; False when it is not open or not theirs to say."""
    if state is CorrectionState.OPEN:
        raise ValueError("open settles nothing")
    row = db.get(Correction, correction_id, with_for_update=True)
    if row is None or row.state is not CorrectionState.OPEN:
        return False
    if not may(db, deed.agent_id, Permission.EDIT):
        return False
    row.state, row.settled_by, row.settled_at = state, deed.agent_id, deed.at
    row.note_sealed = None
    mark_shredded(db)
    what = {"agent_id": deed.agent_id, "state": state.value}
    record(db, "correction_settled", deed.at, correction_id=correction_id, **what)
    return True


def _opened(row: Correction, secret: bytes) -> Proposed:
    text = unseal(derive(secret, PURPOSE), row.note_sealed, row.id) if row.note_sealed else b""
    note = (text or b"").decode()
    return Proposed(
        row.id, row.kind, row.record_id, row.what, note, row.proposed_by, row.created_at
    )
