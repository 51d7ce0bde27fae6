"""A referral: where somebody was sent with a matter, why, and whether the place was the right one.

It holds the matter's id and nothing of the person. The note, if there is one, is sealed to the
city's secret and goes after 30 days; after 90 days, when the matter goes, its id goes, too. What is
left is counted: which services are sent to the wrong door, and why. What goes along with it to the
agency is in `shared.intake.packet`.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Literal

import msgspec
from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from shared.crypto import derive, seal, unseal
from shared.intake.keys import CityKeys
from shared.intake.matter import MatterAway, read_matter
from shared.intake.register import time_of
from shared.models import Referral, ReferralOutcome
from shared.store.ledger import record
from shared.store.once import insert_once
from shared.store.shred import mark_shredded

WORD = re.compile(r"[a-z][a-z_]{1,39}")
REASONS = ("only_place", "any_place", "district", "area", "nearest", "no_address", "agents_choice")
SENT_BACK_WHY = ("wrong_agency", "wrong_area", "closed", "missing_papers", "other")
NOTES = time_of("packet")
MATTERS = time_of("referral")


class Referring(msgspec.Struct, frozen=True):
    """What is referred: the same `key` twice is one referral. `reason` is one of REASONS.

    `organization_id`: whose place it is; `due_on`: until when they say whether they take it.
    """

    key: str
    matter_id: str
    service_id: str
    location_id: str
    reason: str
    assignment: str
    note: str = ""
    organization_id: str | None = None
    due_on: date | None = None


class Referred(msgspec.Struct, frozen=True):
    """The referral is written down."""

    referral_id: str


class OpenReferral(msgspec.Struct, frozen=True):
    """One referral nobody has heard of again yet, or what was heard."""

    id: str
    matter_id: str | None
    service_id: str
    location_id: str
    reason: str
    assignment: str
    agent_id: str
    outcome: ReferralOutcome
    sent_back_why: str | None
    made_at: datetime
    due_on: date | None = None
    settled_at: datetime | None = None
    organization_id: str | None = None
    result: str | None = None
    result_at: datetime | None = None


class Settled(msgspec.Struct, frozen=True):
    """The outcome is written down: now, or the same one before."""

    referral_id: str


class NotSettled(msgspec.Struct, frozen=True):
    """The outcome cannot be set: no such referral, or another outcome was set before."""

    why: Literal["unknown", "settled_before"]


class Misrouted(msgspec.Struct, frozen=True):
    """Of one service's settled referrals: how many came back, and why most of them did."""

    service_id: str
    settled: int
    sent_back: int
    why: dict[str, int]


def refer(
    db: Session, referring: Referring, agent_id: str, keys: CityKeys, at: datetime
) -> Referred | MatterAway:
    """Write down where the matter is sent; only who holds the matter can."""
    if referring.reason not in REASONS or not WORD.fullmatch(referring.assignment):
        raise ValueError("a referral's reason and assignment are words of closed lists")
    held = read_matter(db, referring.matter_id, agent_id, keys, at=at)
    if isinstance(held, MatterAway):
        return held
    is_new = insert_once(db, Referral, **_row(referring, agent_id, keys, at))
    found = select(Referral.id).where(Referral.key == referring.key)
    referral_id = db.scalars(found).one()
    if is_new:
        record(db, "referral_made", at, referral_id=referral_id, agent_id=agent_id)
    return Referred(referral_id)


def settle_referral(
    db: Session,
    referral_id: str,
    outcome: ReferralOutcome,
    why: str | None,
    agent_id: str,
    at: datetime,
) -> Settled | NotSettled:
    """Write down what the agency said; the same answer twice is one, another one is refused."""
    if outcome is ReferralOutcome.OPEN or (outcome is ReferralOutcome.SENT_BACK) != (
        why in SENT_BACK_WHY
    ):
        raise ValueError("accepted, or sent back with one of the reasons")
    row = db.scalar(select(Referral).where(Referral.id == referral_id).with_for_update())
    if row is None:
        return NotSettled("unknown")
    if row.outcome is not ReferralOutcome.OPEN:
        is_same = (row.outcome, row.sent_back_why) == (outcome, why)
        return Settled(row.id) if is_same else NotSettled("settled_before")
    row.outcome, row.sent_back_why, row.settled_at = outcome, why, at
    record(
        db, "referral_settled", at,
        referral_id=row.id, agent_id=agent_id, outcome=outcome.value, why=why,
    )  # fmt: skip
    return Settled(row.id)


def open_referrals(db: Session, most: int = 200) -> list[OpenReferral]:
    """The referrals nobody has heard of again, the oldest first."""
    query = select(Referral).where(Referral.outcome == ReferralOutcome.OPEN)
    return [_shown(row) for row in db.scalars(query.order_by(Referral.made_at).limit(most))]


def returned_referrals(db: Session, since: datetime, most: int = 50) -> list[OpenReferral]:
    """What came back, the latest first, with the rule that had sent it."""
    query = select(Referral).where(
        Referral.outcome == ReferralOutcome.SENT_BACK, Referral.settled_at >= since
    )
    return [
        _shown(row) for row in db.scalars(query.order_by(Referral.settled_at.desc()).limit(most))
    ]


def referrals_of(db: Session, matter_id: str) -> list[OpenReferral]:
    """Where one matter was sent, in order."""
    query = select(Referral).where(Referral.matter_id == matter_id).order_by(Referral.made_at)
    return [_shown(row) for row in db.scalars(query)]


def read_referral_note(db: Session, referral_id: str, keys: CityKeys) -> str | None:
    """The note, while it is kept."""
    row = db.get(Referral, referral_id)
    if row is None or row.note_sealed is None:
        return None
    key = derive(keys.secret, "referral note")
    plain = unseal(key, row.note_sealed, f"referral {row.key}")
    return None if plain is None else plain.decode()


def misrouted(db: Session, since: datetime) -> list[Misrouted]:
    """Mis-routing by service and reason since a moment, the most often sent back first."""
    query = (
        select(Referral.service_id, Referral.sent_back_why, func.count())
        .where(Referral.outcome != ReferralOutcome.OPEN, Referral.made_at >= since)
        .group_by(Referral.service_id, Referral.sent_back_why)
    )
    counts: dict[str, dict[str | None, int]] = {}
    for service_id, why, counted in db.execute(query):
        counts.setdefault(service_id, {})[why] = counted
    found = [_misrouted(service_id, by_why) for service_id, by_why in counts.items()]
    return sorted(found, key=lambda one: (-one.sent_back, one.service_id))


def sweep_referrals(db: Session, at: datetime) -> int:
    """Shred old notes and packets and forget old matters; how many rows changed."""
    sealed = (Referral.note_sealed, Referral.packet_sealed, Referral.answer_sealed)
    is_written = or_(*(column.is_not(None) for column in sealed))
    old_notes = is_written, Referral.made_at <= at - NOTES
    old_matters = Referral.matter_id.is_not(None), Referral.made_at <= at - MATTERS
    notes = db.scalars(
        update(Referral)
        .where(*old_notes)
        .values(note_sealed=None, packet_sealed=None, answer_sealed=None)
        .returning(Referral.id)
    ).all()
    matters = db.scalars(
        update(Referral).where(*old_matters).values(matter_id=None).returning(Referral.id)
    ).all()
    if notes:
        mark_shredded(db)
    return len({*notes, *matters})


def _row(referring: Referring, agent_id: str, keys: CityKeys, at: datetime) -> dict[str, object]:
    values = msgspec.structs.asdict(referring)
    note = values.pop("note").strip()
    key = derive(keys.secret, "referral note")
    about = f"referral {referring.key}"
    return values | {
        "agent_id": agent_id,
        "outcome": ReferralOutcome.OPEN,
        "made_at": at,
        "note_sealed": seal(key, note.encode(), about) if note else None,
    }


def _shown(row: Referral) -> OpenReferral:
    names = OpenReferral.__struct_fields__
    return OpenReferral(**{name: getattr(row, name) for name in names})


def _misrouted(service_id: str, by_why: dict[str | None, int]) -> Misrouted:
    why = {name: counted for name, counted in sorted(by_why.items(), key=_often) if name}
    return Misrouted(service_id, sum(by_why.values()), sum(why.values()), why)


def _often(item: tuple[str | None, int]) -> tuple[int, str]:
    return -item[1], item[0] or ""
