"""Who waits when the line goes out of order keeps their place: they are called back.

Nobody could ask them whether that is safe. So whoever called about something dangerous is not
turned into a callback: their task waits on, and a person decides. The others are called discreetly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from contactcenter.telephony import doing
from contactcenter.telephony.menu.deeds import AskCallback
from contactcenter.telephony.switchboard import Switchboard
from shared.intake.contact import is_dangerous
from shared.models import Call, CallMedium, CallState

if TYPE_CHECKING:
    from contactcenter.center import Center

PLACE_KEPT = "place_kept"  # in the call's memory: the menu says so, if it is asked once more


def keep_places(center: Center, board: Switchboard) -> int:
    """Turn whoever waits on the telephone into a callback at the same place; how many."""
    waiting = (Call.state == CallState.WAITING, Call.medium == CallMedium.PHONE)
    ids = board.db.scalars(select(Call.id).where(*waiting).order_by(Call.id)).all()
    return sum(_keep(center, board, call_id) for call_id in ids)


def _keep(center: Center, board: Switchboard, call_id: str) -> bool:
    call = board.find(call_id)
    if call is None or call.state is not CallState.WAITING:
        return False
    if call.is_sensitive or is_dangerous(board.db, call.id):
        return False
    doing.do(center, board, call, AskCallback(is_safe=False))
    if call.state is CallState.WAITING:
        return False  # no number to call
    call.menu = {**call.menu, PLACE_KEPT: True}
    return True
