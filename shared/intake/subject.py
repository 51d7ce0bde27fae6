"""Everything the city still has of one citizen: found by a slip or a number, and given out.

Nobody has a name here. A citizen is known by what they hold: a slip with its word, or the number
we spoke on.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, String, cast, or_, select
from sqlalchemy.orm import Session

from shared.crypto import blind_index, derive, unseal
from shared.intake.contents import unseal_contents
from shared.intake.keys import CityKeys
from shared.intake.opt_out import NUMBERS
from shared.intake.rotation import PLACES
from shared.intake.slip import number_index, slip_key
from shared.models import (
    Agreement,
    AuditEvent,
    Base,
    Call,
    Matter,
    Message,
    OptOut,
    Promise,
    Referral,
    Slip,
    Voicemail,
)
from shared.store.chain import Chain
from shared.store.ledger import record

# The records of a citizen: what each is called, and what it says beside its sealed words.
KINDS: tuple[tuple[str, type[Base], tuple[str, ...]], ...] = (
    ("slip", Slip, ("made_at", "received_at", "expires_at", "state")),
    ("matter", Matter, ("opened_at", "saved_at", "closed_at", "state", "disposition")),
    ("call", Call, ("began_at", "ended_at", "direction", "language", "matter", "disposition")),
    ("message", Message, ("made_at", "is_inbound", "state")),
    ("voicemail", Voicemail, ("left_at", "seconds")),
    ("agreement", Agreement, ("made_at", "language", "withdrawn_at")),
    ("promise", Promise, ("doer", "service_id", "location_id", "due_on", "outcome")),
    ("referral", Referral, ("made_at", "service_id", "location_id", "reason", "outcome")),
)
NOT_WORDS = {"matter.slip_key_sealed"}  # a key: what it opens is given out instead
PACKED = {"promise.what_sealed", "promise.papers_sealed", "referral.packet_sealed"}
SOUND = "voicemail.sound_sealed"


class NotFound(StrEnum):
    """Why nothing is given out."""

    NOBODY = "nobody"  # nothing of that number or slip is left
    WRONG_WORD = "wrong_word"
    CANNOT_CHECK = "cannot_check"  # the answers are shredded: the word proves nothing any more
    GOING_ON = "going_on"  # a call of theirs has not ended


class By(StrEnum):
    """What a citizen showed."""

    SLIP = "slip"
    NUMBER = "number"


@dataclass(frozen=True)
class Subject:
    """One citizen: every row of theirs, by kind; what they showed, and the slip's key if so."""

    by: By
    rows: dict[str, list[Any]]
    index: bytes | None = None
    slip_key: bytes | None = None

    @property
    def records(self) -> list[tuple[str, Any]]:
        """Every row with its kind."""
        return [(kind, row) for kind, rows in self.rows.items() for row in rows]

    def ids(self, kind: str) -> list[str]:
        """The ids of one kind."""
        return [row.id for row in self.rows[kind]]


def by_slip(
    db: Session, digits: str, word: str, keys: CityKeys, *, is_paper_seen: bool = False
) -> Subject | NotFound:
    """Whoever holds the slip and says its word; `is_paper_seen`: somebody looked at the paper."""
    slip = db.scalar(select(Slip).where(Slip.number_index == number_index(digits, keys.secret)))
    if slip is None:
        return NotFound.NOBODY
    key = slip_key(digits, word, keys.secret)
    if slip.sealed is None and not is_paper_seen:
        return NotFound.CANNOT_CHECK
    if slip.sealed is not None and unseal_contents(key, slip.sealed, slip.key) is None:
        return NotFound.WRONG_WORD
    matters = db.scalars(select(Matter).where(Matter.slip_id == slip.id)).all()
    of_matters = Call.matter_id.in_([matter.id for matter in matters])
    calls = db.scalars(select(Call).where(or_(Call.slip_id == slip.id, of_matters))).all()
    return Subject(By.SLIP, _gathered(db, [slip], matters, calls, None), slip_key=key)


def by_number(db: Session, e164: str, keys: CityKeys) -> Subject | NotFound:
    """Whoever we spoke with, or wrote to, on this number."""
    index = blind_index(keys.secret, NUMBERS, e164)
    calls = db.scalars(select(Call).where(Call.number_index == index)).all()
    matter_ids = [call.matter_id for call in calls if call.matter_id]
    slip_ids = [call.slip_id for call in calls if call.slip_id]
    matters = db.scalars(
        select(Matter).where(or_(Matter.id.in_(matter_ids), Matter.slip_id.in_(slip_ids)))
    ).all()
    slips = db.scalars(select(Slip).where(Slip.id.in_([one.slip_id for one in matters]))).all()
    subject = Subject(By.NUMBER, _gathered(db, slips, matters, calls, index), index)
    is_known = subject.records or db.get(OptOut, index) is not None
    return subject if is_known else NotFound.NOBODY


def _gathered(
    db: Session,
    slips: Sequence[Slip],
    matters: Sequence[Matter],
    calls: Sequence[Call],
    index: bytes | None,
) -> dict[str, list[Any]]:
    """The rows that hang on these, each once."""
    call_ids, matter_ids = [one.id for one in calls], [one.id for one in matters]
    agreed = or_(Agreement.call_id.in_(call_ids), Agreement.matter_id.in_(matter_ids))
    agreements = db.scalars(select(Agreement).where(agreed)).all()
    agreement_ids = [one.id for one in agreements]
    written: list[ColumnElement[bool]] = [
        Message.call_id.in_(call_ids),
        Message.agreement_id.in_(agreement_ids),
    ]
    if index is not None:
        written.append(Message.number_index == index)
    return {
        "slip": list(slips),
        "matter": list(matters),
        "call": list(calls),
        "message": list(db.scalars(select(Message).where(or_(*written)))),
        "voicemail": list(db.scalars(select(Voicemail).where(Voicemail.call_id.in_(call_ids)))),
        "agreement": list(agreements),
        "promise": list(db.scalars(select(Promise).where(Promise.agreement_id.in_(agreement_ids)))),
        "referral": list(db.scalars(select(Referral).where(Referral.matter_id.in_(matter_ids)))),
    }


def export(
    db: Session, subject: Subject, keys: CityKeys, chain: Chain, at: datetime
) -> dict[str, Any]:
    """Everything as a document of plain values: records by kind, and who looked at them."""
    document: dict[str, Any] = {"made_at": at.isoformat(), "by": subject.by.value}
    for kind, _, told in KINDS:
        rows = subject.rows[kind]
        document[kind] = [_told(row, told) | _opened(row, kind, subject, keys) for row in rows]
    document["wants_no_messages"] = bool(subject.index and db.get(OptOut, subject.index))
    document["looked_at"] = list(_looks(db, subject, chain))
    record(db, "subject_exported", at, by=subject.by.value, count=len(subject.records))
    return document


def _told(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _opened(row: Any, kind: str, subject: Subject, keys: CityKeys) -> dict[str, Any]:
    """The sealed words of one row, in the clear."""
    words: dict[str, Any] = {}
    for place in PLACES:
        if not isinstance(row, place.column.class_) or place.name in NOT_WORDS:
            continue
        sealed = getattr(row, place.column.key)
        about = f"{place.about}{getattr(row, place.named.key)}"
        plain = unseal(derive(keys.secret, place.purpose), sealed, about) if sealed else None
        if plain is not None:
            words[place.column.key.removesuffix("_sealed")] = _readable(place.name, plain)
    if kind == "slip" and row.sealed is not None:
        words |= _answers(row, subject, keys)
    return words


def _answers(slip: Slip, subject: Subject, keys: CityKeys) -> dict[str, Any]:
    """What was answered: with the citizen's own word, or by the key an open matter still has."""
    key = subject.slip_key or _key_of_matter(slip, subject, keys)
    found = unseal_contents(key, slip.sealed or b"", slip.key) if key is not None else None
    return {"answers": msgspec.to_builtins(found)} if found is not None else {}


def _key_of_matter(slip: Slip, subject: Subject, keys: CityKeys) -> bytes | None:
    for matter in subject.rows["matter"]:
        if matter.slip_id == slip.id and matter.slip_key_sealed is not None:
            purpose = derive(keys.secret, "matter")
            return unseal(purpose, matter.slip_key_sealed, f"matter {matter.id}")
    return None


def _readable(place: str, plain: bytes) -> Any:
    if place in PACKED:
        return msgspec.to_builtins(msgspec.msgpack.decode(plain))
    return b64encode(plain).decode() if place == SOUND else plain.decode()


def _looks(db: Session, subject: Subject, chain: Chain) -> Iterable[dict[str, str]]:
    """Every event of the trail that names a record of theirs: when, and what was done."""
    names = [chain.name_of(db, kind, row.id) for kind, row in subject.records]
    written = cast(AuditEvent.fields, String)
    named = [written.contains(name) for name in names if name is not None]
    if not named:
        return
    query = select(AuditEvent.at, AuditEvent.name).where(or_(*named))
    for at, name in db.execute(query.order_by(AuditEvent.position)):
        yield {"at": at.isoformat(), "what": name}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if hasattr(value, "isoformat") else value
