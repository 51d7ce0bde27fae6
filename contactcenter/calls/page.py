"""The page of one call, gathered: who, what was asked, what is written, what can be done."""

from __future__ import annotations

from typing import NamedTuple

from flask import session
from sqlalchemy.orm import Session

from contactcenter.agents import names_of
from contactcenter.calls.bar import matter_name
from contactcenter.calls.caller import Caller, caller_of
from contactcenter.center import Center
from contactcenter.telephony import acting, timeline
from contactcenter.telephony.numbers import masked, shown
from contactcenter.views.matter_page import DISPOSITIONS
from shared.models import Agent, AgentRole, Call, CallState, Kiosk
from shared.text import Phrase
from shared.web.present import Words

CONFIRMED = "same_person"  # the calls whose number the agent has asked about, in their cookie
MOST_CONFIRMED = 8
OUTCOMES = DISPOSITIONS


class CallView(NamedTuple):
    """What the page shows of the call itself."""

    call: Call
    is_mine: bool
    is_over: bool
    number: str | None
    is_confirmed: bool
    subject: Phrase | None
    kiosk: str | None
    passed_by: str | None
    brief: str
    draft: str
    note: str
    slip_digits: str
    caller: Caller
    quiet_answers: tuple[tuple[str, str], ...]  # ISO time, key of the words


def find_call(db: Session, call_id: str, agent_id: str) -> Call | None:
    """The call, if it is this agent's; a supervisor may look at every one."""
    call = db.get(Call, call_id)
    if call is None or call.agent_id == agent_id:
        return call
    asker = db.get(Agent, agent_id)
    return call if asker is not None and asker.role is AgentRole.SUPERVISOR else None


def call_view(room: Center, db: Session, call: Call, agent_id: str, language: str) -> CallView:
    """Everything about one call this agent may see."""
    words = room.words(language)
    number = acting.number_of(room, call)
    is_confirmed = call.id in session.get(CONFIRMED, [])
    kiosk = db.get(Kiosk, call.kiosk_id) if call.kiosk_id else None
    return CallView(
        call,
        call.agent_id == agent_id,
        call.state is CallState.ENDED,
        _number(number, is_confirmed),
        is_confirmed,
        matter_name(room.knowledge, words, call.matter),
        _place_of(room, words, kiosk) if kiosk else None,
        _passed_by(db, call, agent_id),
        acting.brief_of(room, call),
        acting.draft_of(room, call),
        acting.note_of(room, call),
        acting.slip_digits_of(room, call),
        caller_of(db, room.knowledge, words, call, room.clock.now()),
        _quiet_answers(db, call),
    )


def confirm_same(call_id: str) -> None:
    """The agent has asked: it is the person who called before."""
    kept = [one for one in session.get(CONFIRMED, []) if one != call_id]
    session[CONFIRMED] = [*kept, call_id][-MOST_CONFIRMED:]


def _place_of(room: Center, words: Words, kiosk: Kiosk) -> str:
    """The kiosk's name and, where the city knows it, the address it stands at."""
    place = room.knowledge.locations.get(kiosk.location_id or "")
    if place is None:
        return kiosk.name
    return f"{kiosk.name} · {words.read(place.names)}, {place.address.street}"


def _number(number: str | None, is_confirmed: bool) -> str | None:
    """Masked until the agent knows whom they speak with."""
    if number is None:
        return None
    return shown(number) if is_confirmed else masked(number)


def _passed_by(db: Session, call: Call, agent_id: str) -> str | None:
    """The colleague whose brief this is."""
    passed = [
        one for one in timeline.of(db, call.id) if one.name in ("transfer_begun", "passed_on")
    ]
    who = passed[-1].fields.get("agent_id") if passed else None
    return names_of(db, [who]).get(who) if who and who != agent_id else None


def _quiet_answers(db: Session, call: Call) -> tuple[tuple[str, str], ...]:
    """What was keyed in answer to questions asked aloud, the newest first."""
    keyed = [one for one in timeline.of(db, call.id) if one.name == "quiet_answer"]
    return tuple(
        (one.at.isoformat(), "quiet-yes" if one.fields.get("is_yes") else "quiet-no")
        for one in reversed(keyed)
    )
