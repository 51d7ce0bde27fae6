"""What messages alone cannot tell: what became of unknown commands, who is missing, who is lost.

It asks the provider outside any transaction, and then writes down what it heard in short ones. A
provider that does not answer changes nothing: what is not known is not concluded.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.telephony import commands
from contactcenter.telephony.call import IN_TALK
from contactcenter.telephony.concluding import HEARD_SECONDS, conclude
from contactcenter.telephony.ending import end_sid, is_over
from contactcenter.telephony.provider import CallReport, Failed, Telephony
from contactcenter.telephony.sending import leg_labeled
from contactcenter.telephony.switchboard import Switchboard
from shared.models import (
    GOING_ON,
    LIVE_LEG,
    Call,
    CallLeg,
    CallMedium,
    CallState,
    LegRole,
    LegState,
    TelephonyCommand,
)

if TYPE_CHECKING:
    from contactcenter.center import Center

ROUND_SECONDS = 2.0
COUNT_SECONDS = 20.0  # how often all live calls are counted against ours
LONGEST_CALL = timedelta(days=2)  # legs of older calls are not looked for
SENT_SECONDS = 20  # an answer takes less, or does not come
SETTLING_SECONDS = 10  # what is newer than this may be ahead of the provider's own list


class Lost(NamedTuple):
    """What one side knows and the other does not: sids of theirs, ids of our calls."""

    theirs: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()


class Reconciler:
    """`lost`: what the last count found."""

    def __init__(self, center: Center) -> None:
        self._center = center
        self._counted_at: datetime | None = None
        self._is_first = center.settings.is_alone
        self.lost = Lost()

    def work(self) -> float:
        """One round; how long until the next."""
        self._free_orphans()
        self._poll_unknown()
        self._give_back_abandoned()
        at = self._center.clock.now()
        if self._counted_at is None or at - self._counted_at >= timedelta(seconds=COUNT_SECONDS):
            self._counted_at = at
            self.lost = self._count()
        self._forget_silent()  # after the count, which may have found that a call is over
        return ROUND_SECONDS

    def _free_orphans(self) -> None:
        """Commands whose sender died. Right after a start nobody else can be sending, unless other
        processes serve the same city.
        """
        at = self._center.clock.now()
        age = 0 if self._is_first else SENT_SECONDS
        self._is_first = False
        with self._center.store.write() as db:
            commands.orphaned(db, at - timedelta(seconds=age), at)

    def _poll_unknown(self) -> None:
        """Ask about every command nobody knows the end of."""
        at = self._center.clock.now()
        with self._center.store.read() as db:
            due = [(one.id, self._sid_of(db, one)) for one in commands.due_unknown(db, at)]
        for command_id, sid in due:
            report = self._report(sid) if sid is not None else None
            self._write(lambda board: conclude(board, self._center, command_id, report))  # noqa: B023

    def _give_back_abandoned(self) -> None:
        """Calls none of ours is in any more. Perhaps the citizen has gone too: that is asked first,
        and as long as nobody answers nothing is concluded.
        """
        with self._center.store.read() as db:
            talking = select(Call.id, Call.provider_sid).where(Call.state.in_(IN_TALK))
            calls = db.execute(talking.order_by(Call.id)).all()
            alone = [one for one in calls if _may_be_abandoned(_legs_of(db, one[0]))]
        for call_id, sid in alone:
            report = self._report(sid) if sid is not None else None
            if is_over(report):
                self._write(lambda board: end_sid(board, sid, _status(report)))  # noqa: B023
            elif sid is None or isinstance(report, CallReport):
                self._write(lambda board: _leave(board, call_id))  # noqa: B023

    def _forget_silent(self) -> None:
        """Legs of calls that are over, which nobody ever heard of: they were never rung."""
        at = self._center.clock.now()
        with self._center.store.read() as db:
            silent = _silent_legs(db, at - timedelta(seconds=HEARD_SECONDS))
        for leg_id in silent:
            self._write(lambda board: _forget(board, leg_id))  # noqa: B023

    def _count(self) -> Lost:
        """Hold the provider's live calls against ours, and ask about each that is missing there."""
        telephony = self._center.telephony
        live = telephony.live_calls() if telephony is not None else ()
        if isinstance(live, Failed) or telephony is None:
            return self.lost
        theirs = {report.sid for report in live}
        with self._center.store.read() as db:
            ours = _live_sids(db, self._center.clock.now())
            known = _known(db, theirs)
        missing = {sid: call_id for sid, call_id in ours.items() if sid not in theirs}
        for sid in missing:
            self._hear(sid, telephony.report(sid))
        for report in live:
            if report.sid in ours:
                self._hear(report.sid, report)
        return Lost(tuple(sorted(theirs - known)), tuple(sorted(set(missing.values()))))

    def _hear(self, sid: str, report: CallReport | Failed) -> None:
        """Write down what was reported of a leg, if it is news."""
        if is_over(report):
            self._write(lambda board: end_sid(board, sid, _status(report)))
        elif isinstance(report, CallReport) and report.status == "in-progress":
            self._write(lambda board: _is_in(board, sid))

    def _report(self, sid: str) -> CallReport | Failed | None:
        telephony: Telephony | None = self._center.telephony
        return telephony.report(sid) if telephony is not None else None

    def _sid_of(self, db: Session, command: TelephonyCommand) -> str | None:
        """The leg whose state tells what became of a command."""
        fields = commands.fields_of(self._center.keys, command)
        if fields.get("sid"):
            return str(fields["sid"])
        leg = leg_labeled(db, fields.get("label"))
        return leg.provider_sid if leg is not None else None

    def _write(self, do: Callable[[Switchboard], object]) -> None:
        with self._center.store.write() as db:
            board = Switchboard(db, self._center.media, self._center.clock.now())
            do(board)
        self._center.ring(board.bells)


def _status(report: CallReport | Failed) -> str:
    return report.status if isinstance(report, CallReport) else "completed"


def _leave(board: Switchboard, call_id: str) -> None:
    call = board.find(call_id)
    if call is not None:
        board.leave_if_abandoned(call)


def _is_in(board: Switchboard, sid: str) -> None:
    """A leg of ours the provider calls connected, whose arrival we never heard of."""
    leg = board.db.scalar(select(CallLeg).where(CallLeg.provider_sid == sid))
    if leg is None or leg.role is LegRole.CITIZEN or leg.state in {LegState.JOINED, LegState.GONE}:
        return
    if board.at - leg.asked_at >= timedelta(seconds=SETTLING_SECONDS):
        board.find(leg.call_id)
        board.hear(leg, LegState.JOINED, board.at)


def _legs_of(db: Session, call_id: str) -> list[CallLeg]:
    query = select(CallLeg).where(CallLeg.call_id == call_id).order_by(CallLeg.id)
    return list(db.scalars(query))


def _silent_legs(db: Session, before_at: datetime) -> list[str]:
    query = select(CallLeg.id).join(Call, Call.id == CallLeg.call_id)
    is_silent = (
        CallLeg.state.in_(LIVE_LEG),
        CallLeg.provider_sid.is_(None),
        CallLeg.asked_at <= before_at,
        Call.state == CallState.ENDED,
    )
    return list(db.scalars(query.where(*is_silent)))


def _forget(board: Switchboard, leg_id: str) -> None:
    leg = board.db.get_one(CallLeg, leg_id)
    board.find(leg.call_id)
    board.hear(leg, LegState.GONE, board.at)


def _may_be_abandoned(legs: list[CallLeg]) -> bool:
    return not legs or any(leg.state is LegState.GONE for leg in legs)


def _live_sids(db: Session, at: datetime) -> dict[str, str]:
    """The provider's names of everything we believe to go on: {sid: our call's id}."""
    before = at - timedelta(seconds=SETTLING_SECONDS)
    calls = select(Call.provider_sid, Call.id).where(
        Call.state.in_(GOING_ON),
        Call.medium == CallMedium.PHONE,
        Call.began_at <= before,
        Call.provider_sid.is_not(None),
    )
    legs = select(CallLeg.provider_sid, CallLeg.call_id).join(Call, Call.id == CallLeg.call_id)
    legs = legs.where(
        Call.began_at >= at - LONGEST_CALL,
        CallLeg.state.in_(LIVE_LEG),
        CallLeg.asked_at <= before,
        CallLeg.provider_sid.is_not(None),
    )
    rows = [*db.execute(calls).all(), *db.execute(legs).all()]
    return {str(sid): call_id for sid, call_id in rows}


def _known(db: Session, sids: set[str]) -> set[str]:
    """Those of the provider's names we have ever heard."""
    found = set(db.scalars(select(Call.provider_sid).where(Call.provider_sid.in_(sids))))
    return found | set(
        db.scalars(select(CallLeg.provider_sid).where(CallLeg.provider_sid.in_(sids)))
    )
