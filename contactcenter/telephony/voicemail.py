"""A message left after hours: noted at once, its sound fetched later; heard, and then let go of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from contactcenter import bells
from contactcenter.bells import Bell
from contactcenter.queue import line
from contactcenter.telephony import timeline
from contactcenter.telephony.numbers import key_for
from contactcenter.telephony.visit import Visit
from shared.crypto import seal, unseal
from shared.intake.register import time_of
from shared.models import Task, TaskKind, Voicemail, new_id
from shared.store.ledger import record
from shared.store.once import insert_once
from shared.store.shred import mark_shredded

DONE = "completed"
PURPOSE = "voicemail"
KEPT = time_of("voicemail")
# How each kind of sound begins; what begins otherwise is MPEG.
KINDS = {b"RIFF": "audio/wav", b"OggS": "audio/ogg", b"\x1aE\xdf\xa3": "audio/webm"}


def recorded(visit: Visit, call_id: str) -> None:
    """The provider has the sound of a message; one too short to hold a word is none."""
    form, at = visit.form, visit.board.at
    call = visit.board.find(call_id)
    seconds = form.get("RecordingDuration", "0")
    length = int(seconds) if seconds.isascii() and seconds.isdecimal() else 0
    if call is None or form.get("RecordingStatus", DONE) != DONE or length < 1:
        return
    row = {"id": new_id(), "provider_sid": form.get("RecordingSid"), "seconds": length}
    if not insert_once(visit.db, Voicemail, call_id=call.id, left_at=at, **row):
        return
    line.enter(
        visit.db,
        kind=TaskKind.VOICEMAIL,
        at=at,
        language=call.language,
        matter=None if call.is_sensitive else call.matter,
        call_id=call.id,
        key=f"voicemail:{call.id}",
    )
    timeline.note(visit.db, call.id, "message_left", at, seconds=length)
    bells.note(visit.db, Bell.SOUNDS)
    visit.board.is_news = True


def put_away(db: Session, secret: bytes, voicemail_id: str, sound: bytes) -> None:
    """Seal the sound, unless somebody was faster, or has deleted the message meanwhile."""
    sealed = seal(key_for(secret, PURPOSE), sound, voicemail_id)
    empty = (Voicemail.sound_sealed.is_(None), Voicemail.deleted_at.is_(None))
    mine = update(Voicemail).where(Voicemail.id == voicemail_id, *empty)
    db.execute(mine.values(sound_sealed=sealed))


def sound_of(secret: bytes, message: Voicemail | None) -> bytes | None:
    """What was said; None when it is not here yet, or no longer."""
    if message is None or message.sound_sealed is None or message.deleted_at is not None:
        return None
    return unseal(key_for(secret, PURPOSE), message.sound_sealed, message.id)


def kind_of(sound: bytes) -> str:
    """The media type of a sound."""
    return KINDS.get(sound[:4], "audio/mpeg")


def heard(db: Session, voicemail_id: str, agent_id: str, at: datetime) -> None:
    """An agent plays it: every time is written down, the first one is kept."""
    unheard = (Voicemail.id == voicemail_id, Voicemail.heard_at.is_(None))
    db.execute(update(Voicemail).where(*unheard).values(heard_at=at))
    record(db, "voicemail_heard", at, voicemail_id=voicemail_id, agent_id=agent_id)


def delete(db: Session, voicemail_id: str, agent_id: str, at: datetime) -> None:
    """It was dealt with: the sound goes, here at once and at the provider soon."""
    there = (Voicemail.id == voicemail_id, Voicemail.deleted_at.is_(None))
    if not _let_go(db, at, *there):
        return
    record(db, "voicemail_deleted", at, voicemail_id=voicemail_id, agent_id=agent_id)


def sweep(db: Session, at: datetime) -> int:
    """Let go of messages that are 30 days old; how many that was."""
    old = (Voicemail.left_at <= at - KEPT, Voicemail.deleted_at.is_(None))
    gone = _let_go(db, at, *old)
    if gone:
        record(db, "voicemails_expired", at, count=len(gone))
    return len(gone)


def _let_go(db: Session, at: datetime, *which: ColumnElement[bool]) -> list[str]:
    """Delete sounds, and take what is to be done about them out of the line; the ids of the calls.

    The provider's name for a sound stays until the provider has deleted it, too.
    """
    gone = update(Voicemail).where(*which).values(sound_sealed=None, deleted_at=at)
    call_ids = list(db.scalars(gone.returning(Voicemail.call_id)))
    waits = (Task.kind == TaskKind.VOICEMAIL, Task.call_id.in_(call_ids))
    for task_id in db.scalars(select(Task.id).where(*waits)).all() if call_ids else ():
        line.leave(db, task_id, "closed", at)
    if call_ids:
        mark_shredded(db)
    return call_ids
