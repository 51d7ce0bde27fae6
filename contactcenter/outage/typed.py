"""A sheet of paper typed in: a call that is over, in the hand of whoever types.

From there on everything is as after any call: the questions, the agreement, the note, the end. A
sheet of a drill is ticked off, and nothing from it is kept.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy.orm import Session

from contactcenter.outage.sheets import settle_sheet
from contactcenter.queue import line
from contactcenter.telephony import timeline
from contactcenter.telephony.numbers import index_of, seal_number
from shared.intake.contact import judge_contact
from shared.intake.phone_matter import begin_matter
from shared.models import (
    Call,
    CallDirection,
    CallMedium,
    CallState,
    IntakeSheet,
    SheetState,
    TaskKind,
    new_id,
)

if TYPE_CHECKING:
    from contactcenter.center import Center

ON_PAPER = "paper"  # how such a call ended


class Written(NamedTuple):
    """What stands at the head of a sheet. `number` is in E.164 form; `is_safe` None: not ticked."""

    talked_at: datetime
    language: str
    number: str | None
    is_safe: bool | None
    wants_callback: bool

    @property
    def is_callable(self) -> bool:
        """Whether a callback may be promised."""
        return self.number is not None and self.is_safe is True


def type_in(center: Center, sheet_id: str, written: Written, agent_id: str) -> str | None:
    """Make the call of a sheet, in one transaction; its id, or None when it was typed before."""
    at = center.clock.now()
    with center.store.write() as db:
        sheet = settle_sheet(db, sheet_id, SheetState.TYPED, agent_id, at)
        if sheet is None:
            return None
        call = _call_of(center, db, sheet, written, agent_id)
        sheet.call_id = call.id
        if written.is_safe is not None:
            judge_contact(db, call.id, written.is_safe, agent_id, at)
        if written.wants_callback and written.is_callable:
            _promise(db, call, written, at)
        call_id = call.id
    center.ring_all()
    return call_id


def tick_off(center: Center, sheet_id: str, agent_id: str) -> bool:
    """A sheet of a drill is done with; False when it was before, or is no drill's."""
    with center.store.write() as db:
        sheet = db.get(IntakeSheet, sheet_id)
        if sheet is None or not sheet.is_drill:
            return False
        done = settle_sheet(db, sheet_id, SheetState.TYPED, agent_id, center.clock.now())
        return done is not None


def _call_of(
    center: Center, db: Session, sheet: IntakeSheet, written: Written, agent_id: str
) -> Call:
    call_id, secret, number = new_id(), center.keys.secret, written.number
    call = Call(
        id=call_id,
        medium=CallMedium.PHONE,
        direction=CallDirection.INBOUND,
        state=CallState.ENDED,
        number_index=index_of(secret, number) if number else None,
        number_sealed=seal_number(secret, number, call_id) if number else None,
        language=written.language,
        matter=sheet.topic if sheet.topic in center.knowledge.life_events else None,
        agent_id=agent_id,
        menu={},
        transfer={},
        ended=ON_PAPER,
        began_at=written.talked_at,
        answered_at=written.talked_at,
        ended_at=written.talked_at,
    )
    db.add(call)
    db.flush()
    timeline.note(db, call_id, "began", written.talked_at)
    content, on = center.knowledge.content_hash, center.clock.today()
    at = center.clock.now()
    opened = begin_matter(db, agent_id, written.language, content, on, center.keys, at)
    call.matter_id = opened.matter_id
    return call


def _promise(db: Session, call: Call, written: Written, at: datetime) -> None:
    """Who asked for a call stands where they stood when they asked."""
    call.menu = {"discreet": True}
    line.enter(
        db,
        kind=TaskKind.CALLBACK,
        at=at,
        language=call.language,
        reasons=("callback_promised",),
        matter=call.matter,
        call_id=call.id,
        key=f"callback:{call.id}",
        place_at=written.talked_at,
    )
