"""A message left after hours: noted at once, its sound fetched and sealed later."""

from __future__ import annotations

from contactcenter.queue import line
from contactcenter.telephony import timeline
from contactcenter.telephony.webhooks import Visit
from shared.models import TaskKind, Voicemail, new_id
from shared.store.once import insert_once

DONE = "completed"


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
    visit.board.is_news = True
