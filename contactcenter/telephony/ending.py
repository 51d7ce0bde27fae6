"""When a leg is over, says the provider, and what that is to the call."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from contactcenter.telephony.call import Event
from contactcenter.telephony.provider import CallReport, Failed, Trouble
from contactcenter.telephony.sending import lose_leg
from contactcenter.telephony.switchboard import Switchboard
from shared.models import Call, CallLeg, CallState, LegRole, LegState

OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})


def end_sid(board: Switchboard, sid: str, status: str) -> None:
    """A leg is over, says the provider: the citizen's own, or one of ours."""
    call = board.db.scalar(select(Call).where(Call.provider_sid == sid))
    if call is not None:
        locked = board.find(call.id)
        if locked is not None:
            end_citizen(board, locked, board.at, status)
        return
    leg = board.db.scalar(select(CallLeg).where(CallLeg.provider_sid == sid))
    if leg is not None and (owner := board.find(leg.call_id)) is not None:
        lose_leg(board, owner, leg, board.at)


def end_citizen(board: Switchboard, call: Call, at: datetime, status: str) -> None:
    """The citizen's line is dead; so is their leg in the conversation."""
    leg = board.leg_of(call, LegRole.CITIZEN)
    if call.state is CallState.DIALING and call.ended is None:
        call.ended = "not_reached" if status != "completed" else "declined"
    if call.state is CallState.MESSAGE and call.ended is None:
        call.ended = "message"
    if call.state is CallState.WAITING and call.ended is None:
        call.ended = "gave_up"
    board.happen(call, Event.CITIZEN_GONE, at)
    if leg is not None:
        board.hear(leg, LegState.GONE, at)


def is_over(report: CallReport | Failed | None) -> bool:
    """Whether the provider says, and does not merely fail to say, that a leg is no more."""
    if isinstance(report, Failed):
        return report.trouble is Trouble.GONE
    return report is not None and report.status in OVER
