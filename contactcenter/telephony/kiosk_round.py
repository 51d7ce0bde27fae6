"""Goes round the calls from kiosks: a page that says nothing for long is gone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from contactcenter.telephony import kiosk_calling, signals
from contactcenter.telephony.switchboard import Switchboard
from shared.models import GOING_ON, Call, CallLeg, CallMedium, CallState, LegRole, LegState

if TYPE_CHECKING:
    from contactcenter.center import Center

ROUND_SECONDS = 2.0
SILENT_AFTER = timedelta(seconds=20)
SILENT = "silent"


class KioskRound:
    """Whoever just started has not listened yet: no page was silent before this began."""

    def __init__(self, center: Center) -> None:
        self._center = center
        self._listening_since = center.clock.now()

    def work(self) -> float:
        """One round; how long until the next."""
        at = self._center.clock.now()
        with self._center.store.write() as db:
            board = Switchboard(db, self._center.media, at)
            live = (Call.medium == CallMedium.KIOSK, Call.state.in_(GOING_ON))
            for call_id in sorted(db.scalars(select(Call.id).where(*live))):
                self._visit(board, call_id)
            signals.sweep(db, at)
        self._center.ring(board.bells)
        return ROUND_SECONDS

    def _visit(self, board: Switchboard, call_id: str) -> None:
        call = board.find(call_id)
        if call is None or call.state is CallState.ENDED:
            return
        if self._is_silent(board, call, kiosk_calling.KIOSK, call.began_at):
            kiosk_calling.leave(board, call, SILENT)
            return
        for leg in board.legs(call):
            self._listen_to(board, call, leg)
        board.leave_if_abandoned(call)

    def _listen_to(self, board: Switchboard, call: Call, leg: CallLeg) -> None:
        is_here = leg.role is LegRole.AGENT and leg.state is not LegState.GONE
        if is_here and self._is_silent(board, call, leg.id, leg.asked_at):
            board.hear(leg, LegState.GONE, board.at)

    def _is_silent(self, board: Switchboard, call: Call, name: str, since: datetime) -> bool:
        seen_at = signals.seen_at(board.db, call.id, name) or since
        return max(seen_at, self._listening_since) <= board.at - SILENT_AFTER
