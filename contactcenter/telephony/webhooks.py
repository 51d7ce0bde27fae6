"""What the provider tells and asks: each handler in one open transaction, without Flask.

A handler that has a document to say returns it; None is "heard". Facts only ever add to what is
known, so the order they come in does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter import messaging
from contactcenter.outage import mode
from contactcenter.queue import estimate
from contactcenter.supervising import hours
from contactcenter.telephony import doing, menu
from contactcenter.telephony.acting import number_of
from contactcenter.telephony.call import IN_TALK
from contactcenter.telephony.document import Document, HangUp, Join, Redirect
from contactcenter.telephony.ending import OVER, end_citizen
from contactcenter.telephony.menu import Given, Scene, Turn
from contactcenter.telephony.numbers import index_of, normalize, seal_number
from contactcenter.telephony.sending import leg_labeled, lose_leg, name_leg
from contactcenter.telephony.slips import find_slip
from contactcenter.telephony.switchboard import ASKED, LOST, RETURNED, Switchboard
from shared.clock import CITY_ZONE
from shared.intake import message
from shared.models import (
    Call,
    CallDirection,
    CallLeg,
    CallMedium,
    CallState,
    LegRole,
    LegState,
    new_id,
)

if TYPE_CHECKING:
    from contactcenter.center import Center

GOODBYE = Document((HangUp(),))
STATUS_PATH = "/telephony/status/conference"
RINGING = frozenset({"queued", "initiated", "ringing", "in-progress"})
IN_LINE = frozenset({CallState.MENU, CallState.WAITING})
OUR_TALK = frozenset({CallState.DIALING, *IN_TALK})
IN_MENU = frozenset({CallState.MENU, CallState.WAITING, CallState.DIALING, CallState.MESSAGE})


@dataclass(frozen=True)
class Visit:
    """One webhook being served."""

    center: Center
    board: Switchboard
    form: Mapping[str, str]

    @property
    def db(self) -> Session:
        """The open transaction."""
        return self.board.db

    @property
    def told_at(self) -> datetime:
        """When it happened, as the provider says; now, where it says nothing or the future."""
        try:
            told_at = parsedate_to_datetime(self.form["Timestamp"])
        except (KeyError, ValueError, TypeError):
            return self.board.at
        return min(told_at, self.board.at) if told_at.tzinfo else self.board.at


def voice(visit: Visit) -> Document:
    """Somebody calls the line."""
    sid = visit.form.get("CallSid")
    if not sid:
        return GOODBYE
    call = find_or_begin(visit, sid)
    if call.state is not CallState.MENU:
        return onward(call)
    return take_turn(visit, call, menu.first(scene_of(visit, call)))


def keyed(visit: Visit, call_id: str, at: str, attempt: int) -> Document:
    """Keys, words or silence at a node of the menu."""
    call = visit.board.find(call_id)
    is_question = at.rpartition(".")[2] == menu.QUESTION  # asked in the middle of a talk
    if call is None or call.state not in (IN_TALK if is_question else IN_MENU):
        return onward(call)
    scene = scene_of(visit, call)
    if scene.is_outage and call.state not in OUR_TALK:
        return take_turn(visit, call, menu.outage(scene))
    turn = menu.answer(scene, at, attempt, given_of(visit.form))
    return take_turn(visit, call, turn)


def wait(visit: Visit, call_id: str) -> Document:
    """One round of waiting: the caller's sign of life."""
    call = visit.board.find(call_id)
    if call is not None and call.state in IN_LINE and mode.is_out(visit.db):
        return take_turn(visit, call, menu.outage(scene_of(visit, call)))
    if call is None or call.state is not CallState.WAITING or call.task_id is None:
        return onward(call)
    if call.menu.get(RETURNED):
        return _welcome_back(visit, call)
    standing = estimate.standing(visit.db, call.task_id, visit.board.at)
    turn = menu.waiting(scene_of(visit, call), standing, given_of(visit.form))
    return take_turn(visit, call, turn)


def join(visit: Visit, call_id: str) -> Document:
    """Into the conversation."""
    call = visit.board.find(call_id)
    citizen = visit.board.leg_of(call, LegRole.CITIZEN) if call is not None else None
    if call is None or citizen is None or call.state not in IN_TALK:
        return onward(call)
    if citizen.state is LegState.ASKED:
        citizen.state = LegState.RINGING  # on the way: nobody need fetch them
    alone_path = f"/telephony/joining/{call.id}"
    return Document((Join(call.id, citizen.label, STATUS_PATH, wait_path=alone_path),))


def holding(visit: Visit, call_id: str) -> Document:
    """One round on hold."""
    call = visit.board.find(call_id)
    return GOODBYE if call is None else menu.holding(scene_of(visit, call))


def joining(visit: Visit, call_id: str) -> Document:
    """For whoever is in the conversation before the others are."""
    call = visit.board.find(call_id)
    return GOODBYE if call is None else menu.joining(scene_of(visit, call))


def question(visit: Visit, call_id: str) -> Document:
    """The agent asked something: one is yes, two is no, and then the talk goes on."""
    call = visit.board.find(call_id)
    if call is None or call.state not in IN_TALK:
        return onward(call)
    return take_turn(visit, call, menu.question(scene_of(visit, call)))


def outgoing(visit: Visit, call_id: str) -> Document:
    """Our callback was answered."""
    call = visit.board.find(call_id)
    if call is None or call.state is not CallState.DIALING:
        return onward(call)
    if call.provider_sid is None:
        call.provider_sid = visit.form.get("CallSid")
    return take_turn(visit, call, menu.outgoing(scene_of(visit, call)))


def leg_status(visit: Visit, label: str) -> None:
    """How a leg we rang fares."""
    leg = leg_labeled(visit.db, label)
    if leg is None:
        return
    sid = visit.form.get("CallSid")
    visit.board.find(leg.call_id)
    if sid:
        name_leg(visit.board, leg, sid)
    hear_leg(visit, leg, visit.form.get("CallStatus", ""))


def call_status(visit: Visit) -> None:
    """How a call leg fares that is known by the provider's name for it only."""
    sid, status = visit.form.get("CallSid"), visit.form.get("CallStatus", "")
    if not sid:
        return
    leg = visit.db.scalar(select(CallLeg).where(CallLeg.provider_sid == sid))
    if leg is not None and leg.role is not LegRole.CITIZEN:
        visit.board.find(leg.call_id)
        hear_leg(visit, leg, status)
        return
    call = _by_sid(visit, sid)
    if call is None and visit.form.get("Direction") == "inbound":
        call = find_or_begin(visit, sid)
    if call is not None and status in OVER:
        end_citizen(visit.board, call, visit.told_at, status)


def conference(visit: Visit) -> None:
    """Who came into a conversation and who left it."""
    event = visit.form.get("StatusCallbackEvent", "")
    leg = leg_labeled(visit.db, visit.form.get("ParticipantLabel"))
    fact = {"participant-join": LegState.JOINED, "participant-leave": LegState.GONE}.get(event)
    if leg is None or fact is None:
        return
    call = visit.board.find(leg.call_id)
    if call is None or visit.form.get("FriendlyName", call.id) != call.id:
        return  # a label of another conversation is nobody's word
    if visit.form.get("CallSid"):
        name_leg(visit.board, leg, visit.form["CallSid"])
    if fact is LegState.GONE and leg.role is LegRole.CITIZEN and call.menu.get(ASKED):
        return  # gone to be asked, and coming back; that they hung up, their own line tells
    visit.board.hear(leg, fact, visit.told_at)


def message_status(visit: Visit, message_id: str | None) -> None:
    """How far a text message has come; statuses carry no time, they only rise."""
    form = visit.form
    status = form.get("MessageStatus") or form.get("SmsStatus") or ""
    sid, error = form.get("MessageSid") or form.get("SmsSid"), form.get("ErrorCode")
    named = {"sid": sid or None, "message_id": message_id, "error": error or None}
    if message.move(visit.db, status, visit.board.at, **named) is not None:
        visit.board.is_news = True


def message_in(visit: Visit) -> None:
    """A citizen wrote to us."""
    sid, number = visit.form.get("MessageSid"), normalize(visit.form.get("From", ""))
    if sid and number:
        messaging.take_message(visit.center, visit.db, sid, number, visit.form.get("Body", ""))
        visit.board.is_news = True


def hear_leg(visit: Visit, leg: CallLeg, status: str) -> None:
    """One status of a leg of ours: rung, or over. That it has joined the conference itself says."""
    if status in OVER:
        call = visit.db.get_one(Call, leg.call_id)
        if leg.role is LegRole.CITIZEN:
            end_citizen(visit.board, call, visit.told_at, status)
        else:
            lose_leg(visit.board, call, leg, visit.told_at)
    elif status in RINGING:
        visit.board.hear(leg, LegState.RINGING, visit.told_at)


def take_turn(visit: Visit, call: Call, turn: Turn) -> Document:
    """Do what the menu asks for, and answer what it says."""
    for wanted in turn.deeds:
        doing.do(visit.center, visit.board, call, wanted)
    return turn.document


def _welcome_back(visit: Visit, call: Call) -> Document:
    """Why they wait again, said once."""
    why, scene = call.menu[RETURNED], scene_of(visit, call)
    call.menu = {name: kept for name, kept in call.menu.items() if name != RETURNED}
    if why == LOST:
        return menu.back_in_line(scene)
    return Document((*menu.transferring(scene).verbs, Redirect(f"/telephony/wait/{call.id}")))


def onward(call: Call | None) -> Document:
    """Where somebody belongs who asks for a document of a place the call has left."""
    if call is None or call.state is CallState.ENDED:
        return GOODBYE
    path = "join" if call.state in IN_TALK else "wait"
    return Document((Redirect(f"/telephony/{path}/{call.id}"),)) if call.task_id else GOODBYE


def find_or_begin(visit: Visit, sid: str) -> Call:
    """The inbound call of this sid; news of its end may come before its beginning."""
    call = _by_sid(visit, sid)
    if call is not None:
        return call
    call_id, secret = new_id(), visit.center.keys.secret
    number = normalize(visit.form.get("From", ""))
    fresh = Call(
        id=call_id,
        medium=CallMedium.PHONE,
        direction=CallDirection.INBOUND,
        state=CallState.MENU,
        provider_sid=sid,
        number_index=index_of(secret, number) if number else None,
        number_sealed=seal_number(secret, number, call_id) if number else None,
        language="pl",
        is_recorded=visit.center.settings.telephony.is_recording,
        menu={},
        transfer={},
        began_at=visit.board.at,
    )
    return visit.board.begin(fresh)


def scene_of(visit: Visit, call: Call) -> Scene:
    """The call as the menu sees it now."""
    center, number = visit.center, number_of(visit.center, call)
    settings = center.settings.telephony
    return Scene(
        call_id=call.id,
        language=call.language,
        at=visit.board.at,
        knowledge=center.knowledge,
        say=center.translator.say,
        find_slip=lambda digits: find_slip(visit.db, center.keys, digits, number, visit.board.at),
        number_ending=number[-3:] if number else None,
        kept=doing.kept_of(center, call),
        memory=call.menu,
        is_open=True if settings.is_always_open else None,
        announced=hours.announced(visit.db, visit.board.at.astimezone(CITY_ZONE).date()),
        is_waiting=call.state is CallState.WAITING,
        is_quiet=call.is_quiet,
        is_recorded=call.is_recorded,
        matter=call.matter,
        has_slip=call.slip_id is not None,
        failover_number=settings.failover_number,
        is_outage=mode.is_out(visit.db),
    )


def given_of(form: Mapping[str, str]) -> Given:
    """What came from the caller."""
    if form.get("Digits"):
        return Given("digits", form["Digits"])
    if form.get("SpeechResult"):
        return Given("speech", form["SpeechResult"])
    return menu.SILENCE


def _by_sid(visit: Visit, sid: str) -> Call | None:
    query = select(Call).where(Call.provider_sid == sid).with_for_update()
    return visit.db.scalar(query)
