"""Doing what a turn of the menu asks for, in the webhook's own transaction. Twice is once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from contactcenter.queue import line
from contactcenter.telephony import timeline
from contactcenter.telephony.acting import SLIP, number_of, sealed
from contactcenter.telephony.call import Event
from contactcenter.telephony.menu import deeds
from contactcenter.telephony.numbers import index_of, key_for, normalize, seal_number
from contactcenter.telephony.switchboard import Switchboard, kind_of
from shared.crypto import seal, unseal
from shared.intake.contact import said_safe
from shared.models import Call, CallState, Task, TaskKind

if TYPE_CHECKING:
    from contactcenter.center import Center

KEPT = "call kept"
PJM = "pjm"
# The menu's reasons in the words of the line, where they differ.
REASONS = {"urgent": "danger", "crisis": "danger", "quiet": "quiet"}


def do(center: Center, board: Switchboard, call: Call, wanted: deeds.Deed) -> None:
    """Do one deed."""
    DOERS[type(wanted)](center, board, call, wanted)


def kept_of(center: Center, call: Call) -> str | None:
    """What the caller keyed and has not confirmed yet."""
    sealed = call.kept_sealed
    opened = unseal(key_for(center.keys.secret, KEPT), sealed, call.id) if sealed else None
    return opened.decode() if opened is not None else None


def _speak(_center: Center, board: Switchboard, call: Call, wanted: deeds.SpeakLanguage) -> None:
    call.language = wanted.code
    _write(board, call, "language_chosen", language=wanted.code)


def _found_slip(center: Center, board: Switchboard, call: Call, wanted: deeds.FoundSlip) -> None:
    """The digits stay, sealed, for the agent: only with them and the word does the slip open."""
    call.slip_id = wanted.slip_id
    call.menu = {**call.menu, SLIP: sealed(center, SLIP, wanted.digits, call).hex()}
    _write(board, call, "slip_given")


def _drop_slip(_center: Center, board: Switchboard, call: Call, _wanted: deeds.DropSlip) -> None:
    if SLIP in call.menu:  # also one that has not arrived
        call.slip_id = None
        call.menu = {name: kept for name, kept in call.menu.items() if name != SLIP}
        _write(board, call, "slip_dropped")


def _choose(_center: Center, board: Switchboard, call: Call, wanted: deeds.ChooseMatter) -> None:
    call.matter, call.is_sensitive = wanted.id, wanted.is_sensitive
    call.menu = {**call.menu, "skill": wanted.skill}
    _write(board, call, "matter_chosen")


def _enqueue(_center: Center, board: Switchboard, call: Call, wanted: deeds.Enqueue) -> None:
    """A place in the line; who is in it already only gives one more reason."""
    reasons = tuple(dict.fromkeys(REASONS.get(one, one) for one in wanted.reasons))
    if call.task_id is not None:
        task = line.locked(board.db, call.task_id)
        for reason in reasons if task is not None else ():
            line.add_reason(task, reason)
        return
    if not board.happen(call, Event.QUEUE):
        return
    skill = call.menu.get("skill")
    task = line.enter(
        board.db,
        kind=kind_of(call),
        at=board.at,
        language=call.language,
        skills=(str(skill),) if skill else (),
        reasons=reasons,
        matter=None if call.is_sensitive else call.matter,
        call_id=call.id,
        kiosk_id=call.kiosk_id,
        key=f"call:{call.id}",
    )
    call.task_id, call.queued_at = task.id, board.at
    _write(board, call, "queued", reasons=" ".join(wanted.reasons))


def _promise(center: Center, board: Switchboard, call: Call, wanted: deeds.AskCallback) -> None:
    """The caller may go; the place in the line stays theirs."""
    number = normalize(wanted.number) if wanted.number else number_of(center, call)
    if number is None or not board.happen(call, Event.PROMISE):
        return
    if wanted.number:
        call.number_sealed = seal_number(center.keys.secret, number, call.id)
        call.number_index = index_of(center.keys.secret, number)
    if wanted.is_safe:
        said_safe(board.db, call.id, board.at)
    call.ended = "callback"
    call.menu = {**call.menu, "discreet": wanted.is_discreet}
    waited = board.db.get(Task, call.task_id) if call.task_id else None
    line.enter(
        board.db,
        kind=TaskKind.CALLBACK,
        at=board.at,
        language=call.language,
        skills=waited.skills if waited is not None else (),
        reasons=(*(waited.reasons if waited is not None else ()), "callback_promised"),
        matter=None if call.is_sensitive else call.matter,
        call_id=call.id,
        key=f"callback:{call.id}",
        place_at=waited.place_at if waited is not None else None,
        not_before_at=wanted.not_before_at,
    )
    _write(board, call, "promised")


def _message(_center: Center, board: Switchboard, call: Call, _wanted: deeds.LeaveMessage) -> None:
    if board.happen(call, Event.RECORD):
        _write(board, call, "message_begun")


def _urgent(_center: Center, board: Switchboard, call: Call, wanted: deeds.MarkUrgent) -> None:
    """Why stays off the timeline: it may name what nobody else may read."""
    del wanted
    call.is_urgent = True
    _hurry(board, call, "danger")
    _write(board, call, "urgent")


def _quiet(_center: Center, board: Switchboard, call: Call, _wanted: deeds.MarkQuiet) -> None:
    call.is_quiet = True
    _hurry(board, call, "quiet")
    _write(board, call, "quiet")


def _quiet_answer(
    _center: Center, board: Switchboard, call: Call, wanted: deeds.QuietAnswer
) -> None:
    _write(board, call, "quiet_answer", is_yes=wanted.digit == "1")


def _confirmed(_center: Center, board: Switchboard, call: Call, _wanted: deeds.Confirmed) -> None:
    board.happen(call, Event.CONFIRM)


def _not_reached(_center: Center, board: Switchboard, call: Call, wanted: deeds.NotReached) -> None:
    if call.state is CallState.DIALING:
        call.ended = wanted.why
        _write(board, call, "not_reached", why=wanted.why)


def _keep(center: Center, _board: Switchboard, call: Call, wanted: deeds.Keep) -> None:
    text, key = wanted.text, key_for(center.keys.secret, KEPT)
    call.kept_sealed = seal(key, text.encode(), call.id) if text is not None else None


def _remember(_center: Center, _board: Switchboard, call: Call, wanted: deeds.Remember) -> None:
    call.menu = {**call.menu, **wanted.fields}


def _note(_center: Center, board: Switchboard, call: Call, wanted: deeds.Note) -> None:
    _write(board, call, "menu", what=wanted.name, **wanted.fields)


def _hurry(board: Switchboard, call: Call, reason: str) -> None:
    task = line.locked(board.db, call.task_id) if call.task_id else None
    if task is not None:
        line.add_reason(task, reason)


def _write(board: Switchboard, call: Call, name: str, **fields: str | int | bool) -> None:
    timeline.note(board.db, call.id, name, board.at, **fields)
    board.is_news = True


Doer = Callable[["Center", Switchboard, Call, Any], None]
DOERS: Mapping[type, Doer] = {
    deeds.SpeakLanguage: _speak,
    deeds.FoundSlip: _found_slip,
    deeds.DropSlip: _drop_slip,
    deeds.ChooseMatter: _choose,
    deeds.Enqueue: _enqueue,
    deeds.AskCallback: _promise,
    deeds.LeaveMessage: _message,
    deeds.MarkUrgent: _urgent,
    deeds.MarkQuiet: _quiet,
    deeds.QuietAnswer: _quiet_answer,
    deeds.Confirmed: _confirmed,
    deeds.NotReached: _not_reached,
    deeds.Keep: _keep,
    deeds.Remember: _remember,
    deeds.Note: _note,
}
