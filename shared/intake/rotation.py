"""Sealing everything anew under the city's current key, and counting what lies under which.

The way of a rotation: a new key is made known to every process (`okienko keys new`, restart), then
it becomes the current one (`okienko keys use`, restart), then what is sealed under others is sealed
anew (`okienko keys rotate`), and when nothing is left under them they are dropped (`okienko keys
drop`). Blind indexes, and slips, whose keys need the citizen's own word, stay under the founding
key: it is kept, and opens nothing else by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from shared.crypto import KEY_ID_BYTES, SEALED, Ring, derive, key_id, seal, unseal
from shared.models import (
    Agreement,
    Call,
    Correction,
    LineMode,
    Matter,
    MediaSignal,
    Message,
    OneTimeCode,
    Promise,
    Referral,
    TelephonyCommand,
    Voicemail,
    WebhookInbox,
)

BATCH = 200
HEAD = 1 + KEY_ID_BYTES  # of a sealed value: its form, and which key

Column = InstrumentedAttribute[Any]
Writing = Callable[[], AbstractContextManager[Session]]


class Place(NamedTuple):
    """One column of sealed values: for what purpose, and what each is bound to.

    `about`: what stands before the value of `named` in the associated data.
    """

    column: Column
    purpose: str
    named: Column
    about: str = ""

    @property
    def name(self) -> str:
        """The column as people write it."""
        return f"{self.column.class_.__tablename__}.{self.column.key}"


PLACES = (
    Place(Matter.slip_key_sealed, "matter", Matter.id, "matter "),
    Place(Matter.note_sealed, "note", Matter.id, "note "),
    Place(Agreement.code_sealed, "code", Agreement.id, "code "),
    Place(Promise.what_sealed, "promise", Promise.id, "promise "),
    Place(Promise.papers_sealed, "promise", Promise.id, "papers "),
    Place(Message.number_sealed, "message", Message.id, "number "),
    Place(Message.body_sealed, "message", Message.id, "body "),
    Place(Referral.note_sealed, "referral note", Referral.key, "referral "),
    Place(Referral.packet_sealed, "referral packet", Referral.key, "packet "),
    Place(Referral.answer_sealed, "referral packet", Referral.key, "answer "),
    Place(Correction.note_sealed, "correction note", Correction.id),
    Place(Call.number_sealed, "telephone number", Call.id),
    Place(Call.kept_sealed, "call kept", Call.id),
    Place(Call.brief_sealed, "call brief", Call.id),
    Place(Call.draft_sealed, "call note", Call.id),
    Place(Call.note_sealed, "call note", Call.id),
    Place(WebhookInbox.sealed, "webhook form", WebhookInbox.key),
    Place(TelephonyCommand.fields_sealed, "telephony command", TelephonyCommand.id),
    Place(Voicemail.sound_sealed, "voicemail", Voicemail.id),
    Place(MediaSignal.sealed, "media signal", MediaSignal.id, "signal "),
    Place(LineMode.closing_sealed, "why an outage was closed", LineMode.id),
    Place(OneTimeCode.secret_sealed, "one-time code", OneTimeCode.agent_id),
)
# Sealed under something else than the city's secret: the citizen's word, a kiosk's own key, the
# city's public key.
OTHER_KEYS = frozenset(
    {
        "slip.sealed",
        "submission.answer_sealed",
        "print_job.payload_sealed",
        "outgoing_envelope.sealed",
    }
)


class Count(NamedTuple):
    """How many values of one column are sealed under which key; `key` None: one nobody knows."""

    place: str
    key: str | None
    is_current: bool
    values: int


class Rotated(NamedTuple):
    """What a rotation did, and how many values it could not open."""

    sealed_anew: int
    unopened: int


def count(db: Session, secret: Ring) -> list[Count]:
    """Every column with the keys its values lie under: nothing is read but which key it was."""
    return [found for place in PLACES for found in _count_in(db, place, secret)]


def rotate(
    writing: Writing, secret: Ring, on_batch: Callable[[int], None] = lambda _: None
) -> Rotated:
    """Seal under the current key whatever is under another one of the ring.

    Each batch is a transaction of its own: it may be stopped at any moment and begun again, and the
    city goes on working meanwhile. `on_batch` is told after each how many there were so far.
    """
    done = unopened = 0
    for place in PLACES:
        after = ""
        while True:
            with writing() as db:
                page = _old(db, place, secret, after)
                sealed_anew = sum(_seal_anew(db, place, secret, *row) for row in page)
            if not page:
                break
            after = page[-1][0]
            done, unopened = done + sealed_anew, unopened + len(page) - sealed_anew
            on_batch(done)
    return Rotated(done, unopened)


def sealed_columns(tables: Iterable[Any]) -> Iterator[str]:
    """Every column of these tables that holds sealed values, by its name."""
    for table in tables:
        for column in table.columns:
            if column.name == "sealed" or column.name.endswith("_sealed"):
                yield f"{table.name}.{column.name}"


def _count_in(db: Session, place: Place, secret: Ring) -> Iterator[Count]:
    known = {key_id(derive(key, place.purpose)): key_id(key).hex() for key in secret.each()}
    current = key_id(derive(bytes(secret), place.purpose))
    which = func.substr(place.column, 2, KEY_ID_BYTES)
    query = select(which, func.count()).where(place.column.is_not(None)).group_by(which)
    for found, values in db.execute(query).all():
        yield Count(place.name, known.get(bytes(found)), bytes(found) == current, values)


def _old(db: Session, place: Place, secret: Ring, after: str) -> list[tuple[str, str, bytes]]:
    """The next rows sealed under another key: primary key, what it is bound to, the value."""
    row_key = _key_of(place)
    current = SEALED + key_id(derive(bytes(secret), place.purpose))
    is_old = place.column.is_not(None), func.substr(place.column, 1, HEAD) != current
    query = select(row_key, place.named, place.column).where(*is_old, row_key > after)
    rows = db.execute(query.order_by(row_key).limit(BATCH).with_for_update())
    return [(key, named, bytes(value)) for key, named, value in rows]


def _seal_anew(
    db: Session, place: Place, secret: Ring, row_key: str, named: str, value: bytes
) -> bool:
    key, about = derive(secret, place.purpose), f"{place.about}{named}"
    plain = unseal(key, value, about)
    if plain is None:
        return False
    same = _key_of(place) == row_key, place.column == value
    fresh = {place.column.key: seal(key, plain, about)}
    db.execute(update(place.column.class_).where(*same).values(fresh))
    return True


def _key_of(place: Place) -> Column:
    table = place.column.class_
    name = table.__table__.primary_key.columns[0].name
    column: Column = getattr(table, name)
    return column
