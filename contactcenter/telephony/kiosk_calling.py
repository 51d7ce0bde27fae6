"""Calls from kiosks: how one begins, what each of its two pages is told, and how it ends.

A leg has joined when its browser hears the other one, so that "talking" is never said of silence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from contactcenter.queue import candidates, estimate, line, skills
from contactcenter.queue.skills import Wanted
from contactcenter.telephony import handing_over, signals, timeline
from contactcenter.telephony.call import IN_TALK, Event
from contactcenter.telephony.switchboard import Switchboard
from shared.intake.consent import hand_to, keep_open
from shared.intake.keys import CityKeys
from shared.intake.kiosk_call import Begin, CallNow, Pulse, unbox_slip
from shared.models import (
    LIVE_LEG,
    Call,
    CallDirection,
    CallLeg,
    CallMedium,
    CallState,
    LegRole,
    LegState,
    Matter,
    MediaSide,
    Task,
    TaskKind,
    new_id,
)

KIOSK = "kiosk"  # the name of its sign of life; an agent's is the leg's
AT_KIOSK = "at_kiosk"
SAYS: Mapping[MediaSide, Collection[str]] = {
    MediaSide.KIOSK: ("hello", "answer"),
    MediaSide.AGENT: ("again", "offer"),
}
OTHER = {MediaSide.KIOSK: MediaSide.AGENT, MediaSide.AGENT: MediaSide.KIOSK}


class LineState(StrEnum):
    """Whether somebody could answer a kiosk now."""

    OPEN = "open"
    NOBODY = "nobody"
    CLOSED = "closed"


def can_answer(db: Session, language: str) -> bool:
    """Whether somebody is on duty who speaks the language."""
    wanted = Wanted(language)
    return any(skills.understands(wanted, one) for one in candidates.on_duty(db))


def begun(db: Session, key: str) -> Call | None:
    """The call that was begun with this key."""
    call_id = db.scalar(select(Task.call_id).where(Task.key == key))
    return db.get(Call, call_id) if call_id else None


def begin(board: Switchboard, kiosk_id: str, asked: Begin, keys: CityKeys) -> Call:
    """A call in the line, its answers open for whoever takes it; the same key is the same call."""
    known = begun(board.db, asked.key)
    if known is not None:
        return known
    call = Call(
        id=new_id(),
        medium=CallMedium.KIOSK,
        direction=CallDirection.INBOUND,
        state=CallState.MENU,
        kiosk_id=kiosk_id,
        language=asked.language,
        began_at=board.at,
        queued_at=board.at,
    )
    board.begin(call)
    _share(board, call, asked, keys)
    _queue(board, call, asked.key)
    signals.note_alive(board.db, call.id, MediaSide.KIOSK, KIOSK, board.at)
    return call


def call_now(db: Session, call: Call, side: MediaSide, heard: str, keys: CityKeys) -> CallNow:
    """How the call stands, with the signals this side has not heard yet."""
    return CallNow(
        call_id=call.id,
        state=call.state.value,
        signals=signals.fetch(db, keys.secret, call.id, side, heard),
        is_shared=call.matter_id is not None,
        why=call.ended,
    )


def place_of(db: Session, call: Call, at: datetime) -> estimate.Standing | None:
    """The place in the line of a call that waits."""
    if call.state is not CallState.WAITING or call.task_id is None:
        return None
    return estimate.standing(db, call.task_id, at)


def needs_writing(db: Session, call: Call, pulse: Pulse, leg: str, at: datetime) -> bool:
    """Whether a pulse says anything that must be kept; most of them only ask."""
    seen_at = signals.seen_at(db, call.id, leg)
    is_stale = seen_at is None or at - seen_at >= signals.ALIVE_EVERY
    is_awaited = call.state is CallState.CONNECTING or bool(call.transfer)
    return bool(pulse.said) or is_stale or (pulse.hears and is_awaited)


def take_in(
    board: Switchboard, call: Call, leg: CallLeg | None, pulse: Pulse, keys: CityKeys
) -> None:
    """What one page says for the other, and that it is there; no `leg`: the kiosk's page.

    A side cannot say what is not its own to say. Of two agents' pages, one speaks.
    """
    side = MediaSide.AGENT if leg else MediaSide.KIOSK
    signals.note_alive(board.db, call.id, side, leg.id if leg else KIOSK, board.at)
    if leg is not None and not handing_over.is_speaker(board.db, call, leg):
        return
    for signal in pulse.said:
        if signal.what in SAYS[side]:
            signals.send(board.db, keys.secret, call.id, OTHER[side], signal, board.at)
    hearer = leg or board.leg_of(call, LegRole.CITIZEN)
    if pulse.hears and hearer is not None:
        _note_hearing(board, call, hearer, pulse.attempt)


def leave(board: Switchboard, call: Call, why: str) -> bool:
    """The citizen is gone; `why`: a word. False when the call was over before."""
    if call.state is CallState.ENDED:
        return False
    call.ended = why
    is_over = board.happen(call, Event.CITIZEN_GONE)
    signals.forget(board.db, call.id)
    return is_over


def calls_of(db: Session, agent_id: str) -> list[tuple[Call, CallLeg]]:
    """The kiosk calls this agent's page should carry sound for, each with its own leg.

    One that a colleague would hand over rings in the bar first.
    """
    mine = (
        CallLeg.agent_id == agent_id,
        CallLeg.role == LegRole.AGENT,
        CallLeg.state.in_(LIVE_LEG),
        or_(Call.agent_id == agent_id, CallLeg.state != LegState.ASKED),
        Call.medium == CallMedium.KIOSK,
        Call.state.in_(IN_TALK),
    )
    query = select(Call, CallLeg).join(CallLeg, CallLeg.call_id == Call.id).where(*mine)
    return [(call, leg) for call, leg in db.execute(query.order_by(CallLeg.id.desc()))]


def _queue(board: Switchboard, call: Call, key: str) -> None:
    task = line.enter(
        board.db,
        kind=TaskKind.KIOSK_CALL,
        at=board.at,
        language=call.language,
        reasons=(AT_KIOSK,),
        call_id=call.id,
        kiosk_id=call.kiosk_id,
        key=key,
    )
    call.task_id = task.id
    board.happen(call, Event.QUEUE)
    timeline.note(board.db, call.id, "queued", board.at)


def _share(board: Switchboard, call: Call, asked: Begin, keys: CityKeys) -> None:
    slip = unbox_slip(asked.slip, asked.key, keys.private_key) if asked.slip else None
    if slip is None:
        return
    source = f"kiosk {call.kiosk_id}"
    call.matter_id = keep_open(board.db, slip, source, keys, board.at)
    if call.matter_id is not None:
        found = select(Matter.slip_id).where(Matter.id == call.matter_id)
        call.slip_id = board.db.scalar(found)
        timeline.note(board.db, call.id, "slip_given", board.at)


def _note_hearing(board: Switchboard, call: Call, leg: CallLeg, attempt: str) -> None:
    """Sound counts when the attempt was made since this party was asked for: no former talk."""
    is_new = leg.joined_at is None and leg.state is not LegState.GONE
    if is_new and signals.was_offered(board.db, call.id, attempt, leg.asked_at):
        board.hear(leg, LegState.JOINED, board.at)
        if call.matter_id is not None and call.agent_id is not None:
            hand_to(board.db, call.matter_id, call.agent_id, board.at)
