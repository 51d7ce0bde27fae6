"""An agreement as it stands: read, shown, due, and shredded after its time."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shared.crypto import derive, unseal
from shared.intake.keys import CityKeys
from shared.intake.register import time_of
from shared.models import Agreement, Doer, Promise, PromiseOutcome
from shared.store.shred import mark_shredded

KEPT = time_of("agreement")


class PromiseView(msgspec.Struct, frozen=True, kw_only=True):
    """One line as it stands; without `deed` and `words` it is shredded."""

    id: str
    agreement_id: str
    doer: Doer
    deed: str | None
    words: str
    service_id: str | None
    organization_id: str | None
    location_id: str | None
    papers: tuple[str, ...]
    due_on: date | None
    outcome: PromiseOutcome


class AgreementView(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement with the lines that were not withdrawn, in their order."""

    id: str
    call_id: str | None
    matter_id: str | None
    language: str
    is_sensitive: bool
    safe_to_contact: bool | None
    made_at: datetime
    read_back_at: datetime | None
    promises: tuple[PromiseView, ...]


class Said(msgspec.Struct, frozen=True):
    """What is sealed of a line."""

    deed: str | None
    words: str


def agreement_of(db: Session, key: str, keys: CityKeys) -> AgreementView | None:
    """What this talk agreed so far."""
    row = db.scalar(select(Agreement).where(Agreement.key == key))
    return None if row is None else shown(db, row, keys)


def shown(db: Session, row: Agreement, keys: CityKeys) -> AgreementView:
    """An agreement and its lines, as they may be read out."""
    return AgreementView(
        id=row.id,
        call_id=row.call_id,
        matter_id=row.matter_id,
        language=row.language,
        is_sensitive=row.is_sensitive,
        safe_to_contact=row.safe_to_contact,
        made_at=row.made_at,
        read_back_at=row.read_back_at,
        promises=tuple(view_of(one, keys) for one in rows_of(db, row.id)),
    )


def find_promise(db: Session, promise_id: str, keys: CityKeys) -> PromiseView | None:
    """One line."""
    row = db.get(Promise, promise_id)
    return None if row is None else view_of(row, keys)


def due_promises(
    db: Session, keys: CityKeys, *, before: date, most: int = 200
) -> list[PromiseView]:
    """The open promises of agencies and of the line that are due before a day, oldest first."""
    query = (
        select(Promise)
        .where(
            Promise.outcome == PromiseOutcome.OPEN,
            Promise.doer != Doer.CITIZEN,
            Promise.due_on < before,
        )
        .order_by(Promise.due_on, Promise.id)
    )
    return [view_of(row, keys) for row in db.scalars(query.limit(most))]


def marks(db: Session, agreement_id: str) -> tuple[str, ...]:
    """What tells one wording of the lines from another, for who is about to read them out."""
    return tuple(mark_of(row) for row in rows_of(db, agreement_id))


def mark_of(row: Promise) -> str:
    """A few letters that are others as soon as the line is written anew."""
    return f"{row.id}.{(row.what_sealed or b'')[-6:].hex()}"


def rows_of(db: Session, agreement_id: str) -> list[Promise]:
    """The lines that were not withdrawn, in their order."""
    query = select(Promise).where(
        Promise.agreement_id == agreement_id, Promise.outcome != PromiseOutcome.WITHDRAWN
    )
    return list(db.scalars(query.order_by(Promise.position, Promise.id)))


def view_of(row: Promise, keys: CityKeys) -> PromiseView:
    """One line, opened."""
    key = derive(keys.secret, "promise")
    said = unseal(key, row.what_sealed, f"promise {row.id}") if row.what_sealed else None
    papers = unseal(key, row.papers_sealed, f"papers {row.id}") if row.papers_sealed else None
    read = msgspec.msgpack.decode(said, type=Said) if said else Said(None, "")
    return PromiseView(
        id=row.id,
        agreement_id=row.agreement_id,
        doer=row.doer,
        deed=read.deed,
        words=read.words,
        service_id=row.service_id,
        organization_id=row.organization_id,
        location_id=row.location_id,
        papers=msgspec.msgpack.decode(papers, type=tuple[str, ...]) if papers else (),
        due_on=row.due_on,
        outcome=row.outcome,
    )


def sweep_agreements(db: Session, at: datetime) -> int:
    """Shred what is 90 days old, down to what is counted; how many agreements that was."""
    old = Agreement.made_at <= at - KEPT
    is_named = Agreement.call_id.is_not(None) | Agreement.matter_id.is_not(None)
    gone = update(Agreement).where(old, is_named)
    gone = gone.values(
        call_id=None, matter_id=None, code_index=None, code_sealed=None, key=Agreement.id
    )
    ids = db.scalars(gone.returning(Agreement.id)).all()
    lines = update(Promise).where(Promise.agreement_id.in_(ids))
    db.execute(lines.values(what_sealed=None, papers_sealed=None))
    if ids:
        mark_shredded(db)
    return len(ids)
