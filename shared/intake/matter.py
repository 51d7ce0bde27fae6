"""A matter in an agent's hands: read, saved, closed. Only the agent who holds it can.

The slip's key stays in the row, sealed to the city's secret, as long as the matter is open. When it
closes the key and the answers go; the agent's note stays a while, sealed.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.crypto import derive, seal, unseal
from shared.intake.contents import Contents, seal_contents, unseal_contents
from shared.intake.keys import CityKeys
from shared.models import Matter, MatterState, Slip, SlipState
from shared.store.ledger import record
from shared.store.shred import mark_shredded

DISPOSITION = re.compile(r"[a-z][a-z_]{1,39}")


class OpenedMatter(msgspec.Struct, frozen=True):
    """What the agent's screen shows; `household` is `write_household`'s form."""

    matter_id: str
    agent_id: str
    kiosk_id: str
    language: str
    on: date | None
    content_hash: str
    household: dict[str, Any]
    chosen: list[str]
    made_at: datetime
    opened_at: datetime
    expires_at: datetime


class Away(StrEnum):
    """Why a matter is not to be had."""

    UNKNOWN = "unknown"
    NOT_YOURS = "not_yours"  # another agent opened the slip since
    CLOSED = "closed"
    EXPIRED = "expired"


class MatterAway(msgspec.Struct, frozen=True):
    """The matter is not in this agent's hands."""

    reason: Away


class MatterClosed(msgspec.Struct, frozen=True):
    """The matter is settled and its answers are gone."""

    matter_id: str
    disposition: str
    closed_at: datetime


class _Held(msgspec.Struct, frozen=True):
    matter: Matter
    slip: Slip
    key: bytes
    contents: Contents


def read_matter(
    db: Session, matter_id: str, agent_id: str, keys: CityKeys, *, at: datetime | None = None
) -> OpenedMatter | MatterAway:
    """The matter as last saved; with `at`, one past its hours is refused before any sweep."""
    held = _held(_find(db, matter_id, to_write=False), agent_id, keys, at)
    return held if isinstance(held, MatterAway) else opened(held.matter, held.slip, held.contents)


def save_matter(  # noqa: PLR0913  # who, what, when: each has its own name
    db: Session,
    matter_id: str,
    agent_id: str,
    household: dict[str, Any],
    keys: CityKeys,
    at: datetime,
    *,
    chosen: list[str] | None = None,
) -> OpenedMatter | MatterAway:
    """Keep what the agent learned, under the slip's own key; `chosen` stays unless it is given."""
    held = _held(_find(db, matter_id), agent_id, keys, at)
    if isinstance(held, MatterAway):
        return held
    chosen = held.contents.chosen if chosen is None else chosen
    contents = msgspec.structs.replace(held.contents, household=household, chosen=chosen)
    held.slip.sealed = seal_contents(held.key, contents, held.slip.key)
    held.matter.saved_at = at
    record(db, "matter_saved", at, matter_id=matter_id, agent_id=agent_id)
    return opened(held.matter, held.slip, contents)


def close_matter(  # noqa: PLR0913
    db: Session,
    matter_id: str,
    agent_id: str,
    disposition: str,
    note: str,
    keys: CityKeys,
    at: datetime,
) -> MatterClosed | MatterAway:
    """Settle the matter and shred its answers; closing twice is closing once.

    `disposition` is a word from the caller's list; one that could hold a sentence raises.
    """
    if not DISPOSITION.fullmatch(disposition):
        raise ValueError("a disposition is one short word of a list")
    pair = _find(db, matter_id)
    away = _why_away(pair, agent_id, at)
    if pair is None or away is not None:
        return _closed_before(pair, agent_id) or MatterAway(away or Away.UNKNOWN)
    matter, slip = pair
    matter.state, slip.state = MatterState.CLOSED, SlipState.CLOSED
    matter.disposition, matter.closed_at = disposition, at
    matter.note_sealed = _seal_note(note, matter_id, keys)
    matter.slip_key_sealed = slip.sealed = None
    mark_shredded(db)
    record(db, "matter_closed", at, matter_id=matter_id, agent_id=agent_id, disposition=disposition)
    return MatterClosed(matter_id, disposition, at)


def read_note(db: Session, matter_id: str, keys: CityKeys) -> str | None:
    """The note left at the close, while it is kept."""
    sealed = db.scalar(select(Matter.note_sealed).where(Matter.id == matter_id))
    if sealed is None:
        return None
    plain = unseal(derive(keys.secret, "note"), sealed, f"note {matter_id}")
    return None if plain is None else plain.decode()


def opened(matter: Matter, slip: Slip, contents: Contents) -> OpenedMatter:
    """The view of a matter."""
    return OpenedMatter(
        matter_id=matter.id,
        agent_id=matter.agent_id,
        kiosk_id=slip.kiosk_id,
        language=contents.language,
        on=contents.on,
        content_hash=contents.content_hash,
        household=contents.household,
        chosen=contents.chosen,
        made_at=slip.made_at,
        opened_at=matter.opened_at,
        expires_at=slip.expires_at,
    )


def seal_slip_key(slip_key: bytes, matter_id: str, keys: CityKeys) -> bytes:
    """The slip's key, for the row of its matter."""
    return seal(derive(keys.secret, "matter"), slip_key, f"matter {matter_id}")


def _held(
    pair: tuple[Matter, Slip] | None, agent_id: str, keys: CityKeys, at: datetime | None
) -> _Held | MatterAway:
    away = _why_away(pair, agent_id, at)
    if pair is None or away is not None:
        return MatterAway(away or Away.UNKNOWN)
    matter, slip = pair
    sealed_key = matter.slip_key_sealed or b""
    key = unseal(derive(keys.secret, "matter"), sealed_key, f"matter {matter.id}")
    contents = unseal_contents(key, slip.sealed, slip.key) if key and slip.sealed else None
    if key is None or contents is None:
        raise ValueError("the city's secret is not the one this matter was sealed with")
    return _Held(matter, slip, key, contents)


def _find(db: Session, matter_id: str, *, to_write: bool = True) -> tuple[Matter, Slip] | None:
    """The matter and its slip. A writer locks the slip first, as opening it does, then reads."""
    slip_id = select(Matter.slip_id).where(Matter.id == matter_id).scalar_subquery()
    find_slip = select(Slip).where(Slip.id == slip_id)
    slip = db.scalar(find_slip.with_for_update() if to_write else find_slip)
    matter = db.get(Matter, matter_id, populate_existing=True)
    return None if slip is None or matter is None else (matter, slip)


def _why_away(pair: tuple[Matter, Slip] | None, agent_id: str, at: datetime | None) -> Away | None:
    if pair is None:
        return Away.UNKNOWN
    matter, slip = pair
    if matter.agent_id != agent_id:
        return Away.NOT_YOURS
    if matter.state is MatterState.CLOSED:
        return Away.CLOSED
    is_late = at is not None and at >= slip.expires_at
    return Away.EXPIRED if is_late or matter.state is MatterState.EXPIRED else None


def _closed_before(pair: tuple[Matter, Slip] | None, agent_id: str) -> MatterClosed | None:
    if pair is None or pair[0].agent_id != agent_id or pair[0].closed_at is None:
        return None
    return MatterClosed(pair[0].id, pair[0].disposition or "", pair[0].closed_at)


def _seal_note(note: str, matter_id: str, keys: CityKeys) -> bytes | None:
    if not note.strip():
        return None
    return seal(derive(keys.secret, "note"), note.encode(), f"note {matter_id}")
