"""What the provider tells: facts, each only ever adding to what is known of a leg or a message.

They come twice, late and in any order; none of them is answered with more than "heard".
"""

from __future__ import annotations

from sqlalchemy import bindparam, select

from contactcenter import messaging
from contactcenter.telephony.ending import OVER, end_citizen
from contactcenter.telephony.numbers import normalize
from contactcenter.telephony.sending import leg_labeled, lose_leg, name_leg
from contactcenter.telephony.visit import Visit, call_of, find_or_begin
from shared.intake import message
from shared.models import Call, CallLeg, LegRole, LegState

RINGING = frozenset({"queued", "initiated", "ringing", "in-progress"})
LEG_BY_SID = select(CallLeg).where(CallLeg.provider_sid == bindparam("sid"))


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
    leg = visit.db.scalar(LEG_BY_SID, {"sid": sid})
    if leg is not None and leg.role is not LegRole.CITIZEN:
        visit.board.find(leg.call_id)
        hear_leg(visit, leg, status)
        return
    call = call_of(visit, sid)
    if call is None and visit.form.get("Direction") == "inbound":
        call = find_or_begin(visit, sid)
    if call is not None and status in OVER:
        end_citizen(visit.board, call, visit.told_at, status)


def conference(visit: Visit) -> None:
    """Who came into a conversation and who left it.

    A citizen who left has not gone by that: they were steered elsewhere, to be asked something or
    back into the very same conversation, and the news of it may be older than their return. That
    they hung up, their own line tells; that they wait again is our own deed.
    """
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
    if fact is LegState.JOINED or leg.role is not LegRole.CITIZEN:
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
