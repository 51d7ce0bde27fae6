"""What a talk ended with: who does what, where, by when, with which papers. One agreement per talk.

Words and papers are sealed and go after 90 days, with the ids of the talk; who promised, which
service and what came of it stay to be counted. Whatever is changed must be read back again.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.crypto import derive, seal
from shared.intake.agreement_seen import PromiseView, Said, mark_of, rows_of, view_of
from shared.intake.contact import note
from shared.intake.keys import CityKeys
from shared.models import Agreement, Doer, Promise, PromiseOutcome
from shared.store.ledger import record
from shared.store.once import insert_once
from shared.store.shred import mark_shredded

LONGEST_WORDS = 300
MOST_PROMISES = 20
SETTLED = (PromiseOutcome.KEPT, PromiseOutcome.BROKEN)


class Beginning(msgspec.Struct, frozen=True, kw_only=True):
    """The talk an agreement belongs to: a call, or a matter at a desk."""

    call_id: str | None = None
    matter_id: str | None = None
    language: str = "pl"
    is_sensitive: bool = False

    @property
    def key(self) -> str:
        """One agreement per talk, however often it is begun."""
        return f"call {self.call_id}" if self.call_id else f"matter {self.matter_id}"


class Promised(msgspec.Struct, frozen=True, kw_only=True):
    """One line as it is written: `deed` is a word of a list, `words` the agent's own."""

    doer: Doer
    deed: str | None = None
    words: str = ""
    service_id: str | None = None
    organization_id: str | None = None
    location_id: str | None = None
    papers: tuple[str, ...] = ()
    due_on: date | None = None
    is_sensitive: bool = False


class Unkept(StrEnum):
    """Why a line was not written or changed."""

    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"
    TOO_MANY = "too_many"
    EMPTY = "empty"
    SETTLED_BEFORE = "settled_before"


def begin(db: Session, beginning: Beginning, agent_id: str, at: datetime) -> str:
    """The agreement of this talk: made now, or before; what made it sensitive stays."""
    if not (beginning.call_id or beginning.matter_id):
        raise ValueError("an agreement belongs to a call or to a matter")
    values = msgspec.structs.asdict(beginning)
    is_new = insert_once(db, Agreement, key=beginning.key, agent_id=agent_id, made_at=at, **values)
    query = select(Agreement).where(Agreement.key == beginning.key).with_for_update()
    agreement = db.scalars(query).one()
    agreement.is_sensitive = agreement.is_sensitive or beginning.is_sensitive
    if is_new:
        record(db, "agreement_begun", at, agreement_id=agreement.id, agent_id=agent_id)
    return agreement.id


def promise(  # noqa: PLR0913  # which, under what key, what, who, when
    db: Session,
    agreement_id: str,
    key: str,
    promised: Promised,
    agent_id: str,
    keys: CityKeys,
    at: datetime,
) -> PromiseView | Unkept:
    """Add one line; the same `key` twice is one line. `key` becomes the line's id."""
    agreement = _lock(db, agreement_id)
    found = db.get(Promise, key)
    if found is not None:
        return view_of(found, keys) if found.agreement_id == agreement_id else Unkept.UNKNOWN
    if agreement is None or agreement.withdrawn_at is not None:
        return Unkept.WITHDRAWN if agreement else Unkept.UNKNOWN
    if not (promised.deed or promised.words.strip()):
        return Unkept.EMPTY
    position = db.scalar(
        select(func.count()).select_from(Promise).where(Promise.agreement_id == agreement_id)
    )
    if (position or 0) >= MOST_PROMISES:
        return Unkept.TOO_MANY
    row = Promise(id=key, agreement_id=agreement_id, position=position or 0)
    row.outcome = PromiseOutcome.OPEN
    _write(row, agreement, promised, keys)
    db.add(row)
    db.flush()
    record(db, "promise_made", at, promise_id=key, agent_id=agent_id)
    if agreement.call_id:
        note(db, agreement.call_id, "promise_made", at, doer=promised.doer.value)
    return view_of(row, keys)


def change(
    db: Session, promise_id: str, promised: Promised, keys: CityKeys
) -> PromiseView | Unkept:
    """Write a line anew; only one that is still open can be changed."""
    row, agreement = _find(db, promise_id)
    if row is None or agreement is None:
        return Unkept.UNKNOWN
    if row.outcome is not PromiseOutcome.OPEN or agreement.withdrawn_at is not None:
        return Unkept.WITHDRAWN
    if not (promised.deed or promised.words.strip()):
        return Unkept.EMPTY
    _write(row, agreement, promised, keys)
    return view_of(row, keys)


def withdraw(db: Session, promise_id: str, agent_id: str, at: datetime) -> bool:
    """Take a line back; doing it twice is doing it once. False when it was kept or broken."""
    row, agreement = _find(db, promise_id)
    if row is None or agreement is None or row.outcome in SETTLED:
        return False
    if row.outcome is not PromiseOutcome.WITHDRAWN:
        row.outcome, row.settled_at = PromiseOutcome.WITHDRAWN, at
        agreement.read_back_at = None
        _settled(db, row, agent_id, at)
    return True


def settle(
    db: Session, promise_id: str, outcome: PromiseOutcome, agent_id: str, at: datetime
) -> PromiseOutcome | Unkept:
    """Kept or broken, as somebody heard; the same twice is once, another one is refused."""
    if outcome not in SETTLED:
        raise ValueError("a promise ends kept or broken")
    row, _ = _find(db, promise_id)
    if row is None:
        return Unkept.UNKNOWN
    if row.outcome is PromiseOutcome.OPEN:
        row.outcome, row.settled_at = outcome, at
        _settled(db, row, agent_id, at)
    return row.outcome if row.outcome is outcome else Unkept.SETTLED_BEFORE


def read_back(
    db: Session, agreement_id: str, seen: tuple[str, ...], agent_id: str, at: datetime
) -> bool:
    """The citizen heard every sentence and agreed. `seen`: the marks of the lines that were read.

    False when there is nothing to read, or when a line was added or changed meanwhile.
    """
    agreement = _lock(db, agreement_id)
    rows = rows_of(db, agreement_id)
    if agreement is None or agreement.withdrawn_at or not rows:
        return False
    if tuple(sorted(seen)) != tuple(sorted(mark_of(row) for row in rows)):
        return False
    if agreement.read_back_at is None:
        agreement.read_back_at = at
        record(db, "agreement_read_back", at, agreement_id=agreement_id, agent_id=agent_id)
        if agreement.call_id:
            note(db, agreement.call_id, "read_back", at)
    return True


def withdraw_all(db: Session, agreement_id: str, agent_id: str, at: datetime) -> bool:
    """The whole agreement is off: its open lines, and the code that shows it."""
    agreement = _lock(db, agreement_id)
    if agreement is None:
        return False
    if agreement.withdrawn_at is None:
        for row in rows_of(db, agreement_id):
            withdraw(db, row.id, agent_id, at)
        agreement.withdrawn_at = at
        agreement.code_index = agreement.code_sealed = None
        mark_shredded(db)
        record(db, "agreement_withdrawn", at, agreement_id=agreement_id, agent_id=agent_id)
    return True


def _lock(db: Session, agreement_id: str) -> Agreement | None:
    return db.scalar(select(Agreement).where(Agreement.id == agreement_id).with_for_update())


def _find(db: Session, promise_id: str) -> tuple[Promise | None, Agreement | None]:
    """A line and its agreement, the agreement locked first as every writer does."""
    of = select(Promise.agreement_id).where(Promise.id == promise_id)
    agreement = _lock(db, db.scalar(of) or "")
    return db.get(Promise, promise_id, populate_existing=True), agreement


def _write(row: Promise, agreement: Agreement, promised: Promised, keys: CityKeys) -> None:
    key = derive(keys.secret, "promise")
    said = Said(promised.deed, promised.words.strip()[:LONGEST_WORDS])
    row.doer, row.due_on = promised.doer, promised.due_on
    row.service_id, row.organization_id = promised.service_id, promised.organization_id
    row.location_id = promised.location_id
    row.what_sealed = seal(key, msgspec.msgpack.encode(said), f"promise {row.id}")
    papers = msgspec.msgpack.encode(promised.papers)
    row.papers_sealed = seal(key, papers, f"papers {row.id}")
    agreement.is_sensitive = agreement.is_sensitive or promised.is_sensitive
    agreement.read_back_at = None


def _settled(db: Session, row: Promise, agent_id: str, at: datetime) -> None:
    record(
        db, "promise_settled", at, promise_id=row.id, agent_id=agent_id, outcome=row.outcome.value
    )
