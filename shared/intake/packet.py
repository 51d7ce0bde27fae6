"""What goes along with a referral, so that nobody has to tell their story twice.

Only with the citizen's consent. It is sealed, waits for the agency to take it or send it back, and
goes with the referral's note after 30 days.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.crypto import derive, seal, unseal
from shared.intake.keys import CityKeys
from shared.intake.referral import NotSettled, Settled, settle_referral
from shared.models import Referral, ReferralOutcome
from shared.store.ledger import record

LONGEST_BRIEF = 2000
LONGEST_ANSWER = 1000


class NoConsent(ValueError):
    """Somebody's answers were about to leave the line without their word."""


class Packet(msgspec.Struct, frozen=True):
    """What the agency gets: `household` is `write_household`'s form, `chosen` service ids."""

    service_id: str
    language: str
    household: dict[str, Any]
    chosen: list[str]
    brief: str
    has_consent: bool
    content_hash: str
    on: date


def add_packet(
    db: Session, referral_id: str, packet: Packet, due_on: date | None, keys: CityKeys, at: datetime
) -> bool:
    """Put the packet to its referral, once; False when there is one, or the referral is settled."""
    if not packet.has_consent:
        raise NoConsent("a packet needs the citizen's consent")
    row = db.scalar(select(Referral).where(Referral.id == referral_id).with_for_update())
    if row is None or row.packet_sealed is not None or row.outcome is not ReferralOutcome.OPEN:
        return False
    brief = packet.brief.strip()[:LONGEST_BRIEF]
    plain = msgspec.msgpack.encode(msgspec.structs.replace(packet, brief=brief))
    row.packet_sealed = seal(_key(keys), plain, f"packet {row.key}")
    row.due_on = due_on or row.due_on
    record(db, "packet_added", at, referral_id=referral_id, agent_id=row.agent_id)
    return True


def read_packet(
    db: Session, referral_id: str, reader_id: str, keys: CityKeys, at: datetime
) -> Packet | None:
    """The packet, while it is kept; who read it is written down."""
    row = db.get(Referral, referral_id)
    if row is None or row.packet_sealed is None:
        return None
    plain = unseal(_key(keys), row.packet_sealed, f"packet {row.key}")
    if plain is None:
        return None
    record(db, "packet_read", at, referral_id=referral_id, agent_id=reader_id)
    return msgspec.msgpack.decode(plain, type=Packet)


def accept(db: Session, referral_id: str, clerk_id: str, at: datetime) -> Settled | NotSettled:
    """The agency takes the matter over."""
    return settle_referral(db, referral_id, ReferralOutcome.ACCEPTED, None, clerk_id, at)


def send_back(  # noqa: PLR0913  # which, why, in what words, who, when
    db: Session, referral_id: str, why: str, words: str, clerk_id: str, keys: CityKeys, at: datetime
) -> Settled | NotSettled:
    """The agency sends the matter back: a reason of the closed list, and words for the line."""
    done = settle_referral(db, referral_id, ReferralOutcome.SENT_BACK, why, clerk_id, at)
    row = db.get(Referral, referral_id)
    words = words.strip()[:LONGEST_ANSWER]
    if isinstance(done, Settled) and row is not None and words and row.answer_sealed is None:
        row.answer_sealed = seal(_key(keys), words.encode(), f"answer {row.key}")
    return done


def read_answer(db: Session, referral_id: str, keys: CityKeys) -> str | None:
    """What the agency said when it sent the matter back, while that is kept."""
    row = db.get(Referral, referral_id)
    if row is None or row.answer_sealed is None:
        return None
    plain = unseal(_key(keys), row.answer_sealed, f"answer {row.key}")
    return plain.decode() if plain is not None else None


def _key(keys: CityKeys) -> bytes:
    return derive(keys.secret, "referral packet")
