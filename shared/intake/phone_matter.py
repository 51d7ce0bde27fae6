"""A matter born in a talk, without a slip from a kiosk.

It lies in the same tables as one from a slip: its number was lent to the line itself, is known to
nobody, and its key is random, so no digits and no word ever open it. All else (saving, closing,
three days of life, shredding) is the same.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.crypto import KEY_BYTES, new_key
from shared.intake.contents import Contents, seal_contents
from shared.intake.keys import CityKeys
from shared.intake.matter import OpenedMatter, opened, seal_slip_key
from shared.intake.receive import SLIP_LIFE, register_kiosk
from shared.models import Kiosk, Matter, Slip, SlipLease, SlipState, new_id
from shared.store.ledger import record

LINE = "line"  # stands where a kiosk's id does; it is not enabled, so no token of it opens a door


def begin_matter(  # noqa: PLR0913  # about what, for whom, with what, when: each has its own name
    db: Session,
    agent_id: str,
    language: str,
    content_hash: str,
    on: date,
    keys: CityKeys,
    at: datetime,
    *,
    key: str | None = None,
) -> OpenedMatter:
    """An empty matter in this agent's hands; nothing is known of the household yet.

    `key`: by which `begun_with` finds it again.
    """
    register_line(db, at)
    index, slip_key = secrets.token_bytes(KEY_BYTES), new_key()
    db.add(SlipLease(number_index=index, kiosk_id=LINE, leased_at=at))
    db.flush()
    contents = Contents(
        language=language,
        content_hash=content_hash,
        on=on,
        household={"household": {}, "persons": []},  # one who is listed would be the whole of it
        chosen=[],
    )
    slip = _slip(key or new_id(), index, slip_key, contents, at)
    db.add(slip)
    db.flush()
    matter_id = new_id()
    matter = Matter(
        id=matter_id,
        slip_id=slip.id,
        agent_id=agent_id,
        slip_key_sealed=seal_slip_key(slip_key, matter_id, keys),
        opened_at=at,
    )
    db.add(matter)
    db.flush()
    record(db, "slip_opened", at, matter_id=matter_id, agent_id=agent_id)
    return opened(matter, slip, contents)


def begun_with(db: Session, key: str) -> str | None:
    """The matter that was begun with this key."""
    return db.scalar(select(Matter.id).join(Slip, Slip.id == Matter.slip_id).where(Slip.key == key))


def _slip(key: str, index: bytes, slip_key: bytes, contents: Contents, at: datetime) -> Slip:
    return Slip(
        id=new_id(),
        key=key,
        number_index=index,
        kiosk_id=LINE,
        state=SlipState.OPENED,
        sealed=seal_contents(slip_key, contents, key),
        made_at=at,
        received_at=at,
        expires_at=at + SLIP_LIFE,
    )


def register_line(db: Session, at: datetime) -> None:
    """The line as a place slips come from; made once, and shut as a kiosk."""
    if db.get(Kiosk, LINE) is None:
        register_kiosk(db, LINE, at, name=LINE).is_enabled = False
        db.flush()
