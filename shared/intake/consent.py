"""A slip the citizen agreed to share: open, and kept for whichever agent answers.

Until then it stays with the agent who holds it already, if there is one; else it belongs to nobody,
and no agent can read it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from shared.intake.desk import NOBODY, SlipRefused, open_slip
from shared.intake.keys import CityKeys
from shared.intake.kiosk_call import SharedSlip
from shared.models import Matter, MatterState
from shared.store.ledger import record


def keep_open(
    db: Session, shared: SharedSlip, source: str, keys: CityKeys, at: datetime
) -> str | None:
    """Open the slip for whoever will answer; the matter's id, or None when it does not open.

    `source`: whom a wrong word counts against.
    """
    opened = open_slip(db, shared.digits, shared.word, NOBODY, source, keys, at)
    return None if isinstance(opened, SlipRefused) else opened.matter_id


def hand_to(db: Session, matter_id: str, agent_id: str, at: datetime) -> bool:
    """Give the matter to the agent who talks with the citizen; False when it is open no more."""
    mine = (Matter.id == matter_id, Matter.state == MatterState.OPEN, Matter.agent_id != agent_id)
    given = update(Matter).where(*mine).values(agent_id=agent_id).returning(Matter.id)
    is_given = db.scalar(given) is not None
    if is_given:
        record(db, "slip_opened", at, matter_id=matter_id, agent_id=agent_id)
    return is_given
