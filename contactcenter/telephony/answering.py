"""Taking what rings, and ringing back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.queue import line, match
from contactcenter.queue.match import Gone
from contactcenter.telephony import budget, timeline
from contactcenter.telephony.acting import Done, Outcome, Refusal, Undone, number_of, transact
from contactcenter.telephony.call import IN_TALK, Event
from contactcenter.telephony.numbers import seal_number
from contactcenter.telephony.switchboard import Switchboard
from shared.intake.contact import JUDGED, Contact, contact, said_safe
from shared.models import (
    Call,
    CallDirection,
    CallEvent,
    CallMedium,
    CallState,
    LegRole,
    Task,
    TaskKind,
    TaskState,
    new_id,
)
from shared.store.ledger import record

if TYPE_CHECKING:
    from contactcenter.center import Center

CALLER_GONE = "caller_gone"
ASK_AGAIN = timedelta(days=1)  # so long nobody is offered a callback that waits for a word


def accept(center: Center, reservation_id: str, agent_id: str) -> Outcome:
    """Take what rings: the agent's phone is brought in, and then the citizen."""

    def do(board: Switchboard) -> Outcome:
        task = match.accept(board.db, reservation_id, agent_id, board.at)
        if isinstance(task, Gone):
            return Refusal.NOT_YOURS if task is Gone.NOT_YOURS else Refusal.GONE
        board.is_news = True
        if task.kind is TaskKind.CALLBACK and not _is_waiting(board, task):
            return _dial(center, board, task, agent_id)
        return _answer(board, task, agent_id)

    return transact(center, do)


def decline(center: Center, reservation_id: str, agent_id: str, reason: str) -> Outcome:
    """Not take what rings, and say why."""

    def do(board: Switchboard) -> Outcome:
        is_declined = match.decline(board.db, reservation_id, agent_id, reason, board.at)
        board.is_news = True
        return Done("") if is_declined else Refusal.GONE

    return transact(center, do)


def call_back(center: Center, task_id: str, agent_id: str) -> Outcome:
    """Ring the citizen of a callback this agent has taken; a call that is going on is that one."""

    def do(board: Switchboard) -> Outcome:
        task = line.locked(board.db, task_id)
        if task is None or task.agent_id != agent_id or task.state is not TaskState.ASSIGNED:
            return Refusal.NOT_YOURS
        return _dial(center, board, task, agent_id)

    return transact(center, do)


def _answer(board: Switchboard, task: Task, agent_id: str) -> Outcome:
    """Bring the agent and whoever waits together."""
    call = board.find(task.call_id) if task.call_id else None
    if call is None or call.state is not CallState.WAITING:
        line.finish(board.db, task.id, agent_id, CALLER_GONE, board.at)
        return Refusal.GONE
    call.agent_id = agent_id
    timeline.note(board.db, call.id, "accepted", board.at, agent_id=agent_id)
    board.happen(call, Event.ACCEPT)
    return Done(call.id)


def _is_waiting(board: Switchboard, task: Task) -> bool:
    """Whether the citizen of a callback is on the line, their first agent having been lost."""
    call = board.find(task.call_id) if task.call_id else None
    return call is not None and call.state is CallState.WAITING


def _dial(center: Center, board: Switchboard, task: Task, agent_id: str) -> Outcome:
    """A new call, outwards; the task goes with it."""
    if center.telephony is None:
        raise Undone(Refusal.NO_TELEPHONE)
    going = (Call.task_id == task.id, Call.state.in_({CallState.DIALING, *IN_TALK}))
    already = board.db.scalar(select(Call.id).where(*going))
    if already is not None:
        return Done(already)
    asked = board.find(task.call_id) if task.call_id else None
    number = number_of(center, asked) if asked is not None else None
    if asked is None or number is None:  # its time is over: nobody can be rung any more
        line.finish(board.db, task.id, agent_id, Refusal.NO_NUMBER.value, board.at)
        return _refuse(board, agent_id, Refusal.NO_NUMBER)
    known = _contact(board.db, asked)
    refused = _refusal(center, board, task, asked, known)
    if refused is not None:
        return _refuse(board, agent_id, refused)
    call = board.begin(_outgoing(center, asked, task, agent_id, number, board))
    if known is Contact.SAFE:
        said_safe(board.db, call.id, board.at)  # the same number: who rings it need not ask again
    leg = board.add_leg(call, LegRole.CITIZEN)
    board.media[CallMedium.PHONE].dial_citizen(board.db, call, leg, number, board.at)
    timeline.note(board.db, call.id, "dialed", board.at, agent_id=agent_id)
    _mind_budget(center, board)
    return Done(call.id)


def _refuse(board: Switchboard, agent_id: str, why: Refusal) -> Refusal:
    board.is_news = True
    record(board.db, "call_refused", board.at, agent_id=agent_id, why=why.value)
    return why


def _refusal(
    center: Center, board: Switchboard, task: Task, asked: Call, known: Contact
) -> Refusal | None:
    """Why this citizen is not rung now. Only who said that it is not safe loses the place."""
    if known is Contact.UNSAFE:
        line.finish(board.db, task.id, task.agent_id or "", Refusal.NOT_SAFE.value, board.at)
        return Refusal.NOT_SAFE
    if known is Contact.ASK:
        return _set_aside(board, task, Refusal.ASK_FIRST, board.at + ASK_AGAIN)
    free_at = None if asked.is_urgent else _mind_budget(center, board)
    return _set_aside(board, task, Refusal.OVER_BUDGET, free_at) if free_at else None


def _set_aside(board: Switchboard, task: Task, why: Refusal, until: datetime) -> Refusal:
    """The citizen keeps the place, and nobody is offered it for a while."""
    line.give_back(board.db, task.id, board.at, why.value)
    task.not_before_at = max(until, task.not_before_at or until)
    board.db.flush()
    return why


def _mind_budget(center: Center, board: Switchboard) -> datetime | None:
    """When a call may be begun again, if none may now: until then no callback is offered."""
    free_at = budget.spent(board.db, center.settings.calls_per_day, board.at).frees_at
    if free_at is not None:
        budget.hold_callbacks(board.db, free_at)
    return free_at


def _contact(db: Session, asked: Call) -> Contact:
    """What is known of the number; also from a later call of theirs, in which somebody asked."""
    known = contact(db, call_id=asked.id, is_sensitive=asked.is_sensitive)
    if known is not Contact.ASK or asked.number_index is None:
        return known
    later = (Call.number_index == asked.number_index, Call.began_at > asked.began_at)
    words = db.scalars(
        select(CallEvent.fields)
        .join(Call, Call.id == CallEvent.call_id)
        .where(*later, CallEvent.name == JUDGED)
        .order_by(CallEvent.at.desc(), CallEvent.id.desc())
    )
    word = next((one["is_safe"] for one in words if "number" not in one), None)
    return known if word is None else Contact.SAFE if word else Contact.UNSAFE


def _outgoing(
    center: Center, asked: Call, task: Task, agent_id: str, number: str, board: Switchboard
) -> Call:
    call_id = new_id()
    task.call_id = call_id
    return Call(
        id=call_id,
        medium=CallMedium.PHONE,
        direction=CallDirection.OUTBOUND,
        state=CallState.DIALING,
        number_index=asked.number_index,
        number_sealed=seal_number(center.keys.secret, number, call_id),
        language=asked.language,
        matter=asked.matter,
        slip_id=asked.slip_id,
        matter_id=asked.matter_id,
        is_sensitive=asked.is_sensitive,
        is_recorded=center.settings.telephony.is_recording,
        menu={},
        transfer={},
        agent_id=agent_id,
        task_id=task.id,
        began_at=board.at,
        queued_at=task.place_at,
    )
