"""The audit trail as a chain: whoever changes, adds or leaves out an event afterwards is noticed.

Each event's link is an HMAC-SHA-256 over the link before it and the event itself, under a key that
is in no database. Links are made at the very end of a transaction, while its writer holds the row
of the chain's head: nothing else is locked after it, so writers wait for each other and never in a
circle. Citizens' records go by a name made with a salt of their own; once the salt is erased
nobody can tell whom an event was about, and the chain stays as valid as it was.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from shared.audit import Event, Field
from shared.crypto import KEY_ID_BYTES, derive, founding, is_same, key_id
from shared.models import AuditEvent, AuditHead, AuditSubject, new_id
from shared.store.once import insert_once

START = bytes(32)  # what the first event is linked to
HEAD = 1  # the head's only row
PRUNED = "trail_pruned"  # the event that vouches for a beginning
SALT_BYTES = 16
NAME_BYTES = 16
PAGE = 1000  # events in memory at once while the chain is followed
SUBJECTS = frozenset(
    {
        "matter_id",
        "call_id",
        "message_id",
        "voicemail_id",
        "agreement_id",
        "promise_id",
        "referral_id",
    }
)


class Break(StrEnum):
    """What is wrong at one place of the chain."""

    GAP = "gap"  # an event is missing
    CHANGED = "changed"  # the event, or its link, is not what was written
    UNKNOWN_KEY = "unknown_key"  # linked under another key
    CUT = "cut"  # the last events are missing
    OUTSIDE = "outside"  # an event in no chain, younger than the chain
    NO_ANCHOR = "no_anchor"  # what was noted down elsewhere is not in the chain


@dataclass(frozen=True)
class Anchor:
    """A place of the chain that can be noted down elsewhere, to prove later that it still holds."""

    position: int
    link: str

    def __str__(self) -> str:
        return f"{self.position}:{self.link}"


@dataclass(frozen=True)
class Verdict:
    """How following the chain ended. `older`: events from before there was a chain; `pruned`: those
    at its beginning whose time was over.
    """

    events: int
    older: int
    head: Anchor | None
    broken: Break | None = None
    at_position: int | None = None
    pruned: int = 0


class Chain:
    """Adds to one database's trail, and follows it. Of a ring the founding key counts."""

    def __init__(self, secret: bytes) -> None:
        self._key = derive(founding(secret), "audit chain")
        self._id = key_id(self._key)
        self._subject_key = derive(founding(secret), "audit subject")
        self._name_key = derive(founding(secret), "audit name")

    def add(self, db: Session, events: list[tuple[datetime, Event]]) -> None:
        """Put events at the chain's end, as the last thing in a transaction."""
        db.flush()
        position, link = _locked_head(db)
        rows = []
        for at, event in events:
            position += 1
            fields = self._without_names(db, event.fields)
            row = {"id": new_id(), "position": position, "at": at}
            written = _canonical(position, str(row["id"]), at, event.name, fields)
            link = self._id + _link(self._key, link, written)
            rows.append(row | {"name": event.name, "fields": fields, "link": link})
        db.execute(insert(AuditEvent), rows)
        db.execute(update(AuditHead).values(position=position, link=link))

    def name_of(self, db: Session, kind: str, record_id: str) -> str | None:
        """What the trail calls a record; None when it never did, or no longer knows."""
        salt = db.scalar(
            select(AuditSubject.salt).where(
                AuditSubject.record_index == self._index(kind, record_id)
            )
        )
        return self._name(kind, record_id, salt) if salt is not None else None

    def forget(self, db: Session, kind: str, record_id: str) -> None:
        """Nobody can tell from now on which events were about this record."""
        index = self._index(kind, record_id)
        db.execute(delete(AuditSubject).where(AuditSubject.record_index == index))

    def follow(self, db: Session, anchor: Anchor | None = None) -> Verdict:
        """Look at every event that is kept, a page at a time; stops at the first break."""
        start, link = beginning(db)
        seen = start
        found = anchor is None or (seen, link.hex()) == (anchor.position, anchor.link)
        for event in _in_order(db):
            broken = self._fault(event, seen + 1, link)
            if broken is not None:
                return self._verdict(db, start, seen, link, broken, seen + 1)
            seen, link = seen + 1, event.link or b""
            if anchor is not None and seen == anchor.position:
                found = link.hex() == anchor.link
        return self._at_the_end(db, start, seen, link, found)

    def _at_the_end(self, db: Session, start: int, seen: int, link: bytes, found: bool) -> Verdict:
        head = db.get(AuditHead, HEAD)
        if (head.position, head.link) != (seen, link) if head else seen:
            return self._verdict(db, start, seen, link, Break.CUT, seen + 1)
        if not found:
            return self._verdict(db, start, seen, link, Break.NO_ANCHOR)
        if _has_strays(db, start):
            return self._verdict(db, start, seen, link, Break.OUTSIDE)
        return self._verdict(db, start, seen, link)

    def _verdict(  # from where to where, and what is wrong there
        self,
        db: Session,
        start: int,
        seen: int,
        link: bytes,
        why: Break | None = None,
        at: int | None = None,
    ) -> Verdict:
        older = db.scalar(select(func.count()).where(AuditEvent.position.is_(None))) or 0
        head = Anchor(seen, link.hex()) if seen else None
        return Verdict(seen - start, older, head, why, at, start)

    def _fault(self, event: AuditEvent, expected: int, before: bytes) -> Break | None:
        if event.position != expected:
            return Break.GAP
        link = event.link or b""
        if link[:KEY_ID_BYTES] != self._id:
            return Break.UNKNOWN_KEY
        written = _canonical(expected, event.id, event.at, event.name, event.fields)
        is_whole = is_same(link[KEY_ID_BYTES:], _link(self._key, before, written))
        return None if is_whole else Break.CHANGED

    def _without_names(self, db: Session, fields: Mapping[str, Field]) -> dict[str, Field]:
        return {
            field: self._named(db, field, value)
            if field in SUBJECTS and isinstance(value, str)
            else value
            for field, value in fields.items()
        }

    def _named(self, db: Session, field: str, record_id: str) -> str:
        kind = field.removesuffix("_id")
        known = self.name_of(db, kind, record_id)
        if known is not None:
            return known
        salt, index = secrets.token_bytes(SALT_BYTES), self._index(kind, record_id)
        db.execute(insert(AuditSubject).values(record_index=index, salt=salt))
        return self._name(kind, record_id, salt)

    def _index(self, kind: str, record_id: str) -> bytes:
        return hmac.digest(self._subject_key, f"{kind} {record_id}".encode(), "sha256")

    def _name(self, kind: str, record_id: str, salt: bytes) -> str:
        said = f"{kind} {record_id} {salt.hex()}".encode()
        return hmac.digest(self._name_key, said, "sha256")[:NAME_BYTES].hex()


def beginning(db: Session) -> tuple[int, bytes]:
    """The last event that was let go and its link, which the first one kept is linked to.

    It is believed only because a later event of the chain itself says so, linked under the key:
    whoever cuts the beginning off cannot write that event.
    """
    first = db.scalar(select(func.min(AuditEvent.position)))
    if first is None or first == 1:
        return 0, START
    told = (AuditEvent.name == PRUNED, AuditEvent.position.is_not(None))
    newest = select(AuditEvent.fields).where(*told).order_by(AuditEvent.position.desc())
    link = next((one.get("link") for one in db.scalars(newest) if one.get("upto") == first - 1), "")
    try:
        return (first - 1, bytes.fromhex(link)) if link else (0, START)
    except ValueError:
        return 0, START


def _locked_head(db: Session) -> tuple[int, bytes]:
    """Where the chain ends, nobody else's until this transaction is over."""
    head = select(AuditHead.position, AuditHead.link).with_for_update()
    found = db.execute(head).first()
    if found is None:  # the first event of all
        insert_once(db, AuditHead, id=HEAD, position=0, link=START)
        found = db.execute(head).one()
    return found.position, found.link


def _in_order(db: Session) -> Iterator[AuditEvent]:
    """Every chained event, page by page; none stays in memory longer than its page."""
    after = 0
    while True:
        page = select(AuditEvent).where(AuditEvent.position > after).order_by(AuditEvent.position)
        events = db.scalars(page.limit(PAGE)).all()
        yield from events
        if len(events) < PAGE:
            return
        after = events[-1].position or 0
        db.expunge_all()


def _has_strays(db: Session, start: int) -> bool:
    """Whether an event is in no chain although there was one by then."""
    outside = select(AuditEvent.id).where(AuditEvent.position.is_(None))
    if start == 0:  # else those older than the chain have gone, too
        began_at = select(AuditEvent.at).where(AuditEvent.position == 1).scalar_subquery()
        outside = outside.where(AuditEvent.at > began_at)
    return db.scalar(outside.limit(1)) is not None


def _link(key: bytes, before: bytes, written: bytes) -> bytes:
    return hmac.digest(key, before + written, "sha256")


def _canonical(
    position: int, id_: str, at: datetime, name: str, fields: Mapping[str, Field]
) -> bytes:
    """One event as the same bytes on every database: what its link speaks for."""
    micros = round(at.timestamp() * 1_000_000)
    row = (position, id_, micros, name, dict(fields))
    return msgspec.json.encode(row, order="deterministic")
