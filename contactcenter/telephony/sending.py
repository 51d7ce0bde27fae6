"""The worker that carries commands to the provider, one at a time, and writes down what came back.

Several may work side by side: what one has taken no other takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.telephony import commands, timeline
from contactcenter.telephony.call import Event
from contactcenter.telephony.commands import Errand
from contactcenter.telephony.provider import Answer, Failed, Placed, Telephony, Trouble
from contactcenter.telephony.switchboard import Switchboard
from shared.intake import message
from shared.models import Call, CallLeg, CommandState, LegRole, LegState

if TYPE_CHECKING:
    from contactcenter.center import Center

IDLE_SECONDS = 1.0
MESSAGE_STATUS = "/telephony/status/message"
Send = Callable[[Telephony, str, dict[str, Any]], Answer]

# How each command is put to the provider: conference (our call's id), fields.
SENDERS: Mapping[str, Send] = {
    "add_party": lambda line, room, f: line.add_party(
        room, f["to"], f["label"], coaching=f.get("coaching")
    ),
    "place_call": lambda line, _room, f: line.place_call(
        f["to"], f["answer_url"], f["status_url"], f["label"]
    ),
    "steer": lambda line, _room, f: line.steer(f["sid"], f["url"]),
    "hold": lambda line, room, f: line.hold(
        room, f["label"], is_held=f["is_held"], hold_url=f.get("hold_url")
    ),
    "mute": lambda line, room, f: line.mute(room, f["label"], is_muted=f["is_muted"]),
    "coach": lambda line, room, f: line.coach(room, f["label"], f["coached_sid"]),
    "announce": lambda line, room, f: line.announce(room, f["url"]),
    "remove": lambda line, room, f: line.remove(room, f["label"]),
    "hang_up": lambda line, _room, f: line.hang_up(f["sid"]),
    "send_message": lambda line, _room, f: line.send_message(f["to"], f["body"], f["status_url"]),
    "delete_recording": lambda line, _room, f: line.delete_recording(f["sid"]),
}
ADDRESSES = ("url", "answer_url", "status_url", "hold_url")
RINGS = frozenset({"add_party", "place_call"})


class Dispatcher:
    """Ring it when something was asked; it also looks by itself."""

    def __init__(self, center: Center) -> None:
        self._center = center

    def work(self) -> float:
        """Carry one command; how long until there may be another."""
        telephony = self._center.telephony
        if telephony is None:
            return IDLE_SECONDS
        errand = self._take()
        if errand is None:
            return IDLE_SECONDS
        answer = self._send(telephony, errand)
        with self._center.store.write() as db:
            board = Switchboard(db, self._center.media, self._center.clock.now())
            settle(board, errand, answer)
        self._center.ring(board.bells)
        return 0.0

    def _take(self) -> Errand | None:
        """The next command, marked as sent; a writer is only who has seen that there is one."""
        with self._center.store.read() as db:
            is_due = commands.is_due(db, self._center.clock.now())
        if not is_due:
            return None
        with self._center.store.write() as db:
            return commands.take(db, self._center.keys, self._center.clock.now())

    def work_off(self, most: int = 1000) -> None:
        """Carry everything there is, for who drives the line by hand."""
        for _ in range(most):
            if self.work() > 0:
                return

    def _send(self, telephony: Telephony, errand: Errand) -> Answer:
        fields = dict(errand.fields)
        if errand.name == "send_message":
            fields.setdefault("status_url", f"{MESSAGE_STATUS}?id={fields.get('message_id')}")
        for name in ADDRESSES:
            if str(fields.get(name, "")).startswith("/"):
                fields[name] = f"{self._center.settings.public_url}{fields[name]}"
        try:
            return SENDERS[errand.name](telephony, errand.call_id or "", fields)
        except KeyError:  # a command nobody knows, or that was wiped
            return Failed(Trouble.REFUSED, "malformed")


def settle(board: Switchboard, errand: Errand, answer: Answer) -> None:
    """Write down what became of a command, and what follows for the leg it was about."""
    if isinstance(answer, Placed):
        if commands.finish(board.db, errand.id, CommandState.DONE, board.at, answer.sid):
            learn_sid(board, errand, answer.sid)
    elif answer.trouble is Trouble.UNKNOWN:
        commands.doubt(board.db, errand.id, board.at)
    elif answer.trouble is Trouble.AWAY and commands.try_later(board.db, errand, board.at):
        return
    else:
        give_up(board, errand.id, errand.name, errand.call_id, errand.fields, answer)


def give_up(
    board: Switchboard,
    command_id: str,
    name: str,
    call_id: str | None,
    fields: Mapping[str, Any],
    answer: Failed,
) -> None:
    """It will not happen: whoever was to be rung is gone."""
    word = f"{answer.trouble.value} {answer.detail}".strip()
    if not commands.finish(board.db, command_id, CommandState.REFUSED, board.at, word):
        return
    if fields.get("message_id"):
        failed = {"message_id": str(fields["message_id"]), "error": answer.detail or None}
        message.move(board.db, "failed", board.at, **failed)
    call = board.find(call_id) if call_id is not None else None
    if call is None:
        return
    timeline.note(board.db, call.id, "command_refused", board.at, name=name, why=answer.trouble)
    leg = leg_labeled(board.db, fields.get("label")) if name in RINGS else None
    if leg is not None:
        lose_leg(board, call, leg, board.at)


def lose_leg(board: Switchboard, call: Call, leg: CallLeg, at: datetime) -> None:
    """A leg is over; the citizen's own rung by us means that nobody was reached."""
    board.hear(leg, LegState.GONE, at)
    if leg.role is LegRole.CITIZEN:
        call.ended = call.ended or "not_reached"
        board.happen(call, Event.CITIZEN_GONE, at)


def learn_sid(board: Switchboard, errand: Errand, sid: str) -> None:
    """The provider's name for a leg or a message; its own news may have told it before."""
    if errand.fields.get("message_id"):
        message.placed(board.db, str(errand.fields["message_id"]), sid, board.at)
    if errand.name not in RINGS:
        return
    leg = leg_labeled(board.db, errand.fields.get("label"))
    if leg is not None:
        name_leg(board, leg, sid)


def name_leg(board: Switchboard, leg: CallLeg, sid: str) -> None:
    """Keep the provider's name for a leg, and for the call when the leg is the citizen's."""
    call = board.find(leg.call_id)
    if leg.provider_sid is None:
        leg.provider_sid = sid
    if leg.role is LegRole.CITIZEN and call is not None and call.provider_sid is None:
        call.provider_sid = sid
    board.db.flush()


def leg_labeled(db: Session, label: object) -> CallLeg | None:
    """The leg of this label."""
    if not isinstance(label, str):
        return None
    return db.scalar(select(CallLeg).where(CallLeg.label == label))
