"""What became of a command nobody knows the end of, by what is known of the leg it was about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from contactcenter.telephony import commands
from contactcenter.telephony.ending import is_over
from contactcenter.telephony.provider import CallReport, Failed, Trouble
from contactcenter.telephony.sending import RINGS, give_up, leg_labeled
from contactcenter.telephony.switchboard import Switchboard
from shared.models import CommandState, LegState, Message, MessageState, TelephonyCommand

if TYPE_CHECKING:
    from contactcenter.center import Center

HEARD_SECONDS = 45  # a ringing nobody heard of by then did not happen
# These say how something shall be, not that something shall happen once more.
SAID_AGAIN = frozenset({"steer", "hold", "mute", "coach", "remove", "hang_up"})


def conclude(
    board: Switchboard, center: Center, command_id: str, report: CallReport | Failed | None
) -> None:
    """Settle an unknown command by what is known of its leg, or leave it unknown a while longer.

    Ringing is never repeated: who was rung is heard of, or after a while was never rung. The rest
    says how something shall be, and may be said again once the leg is known to be there.
    """
    command = board.db.get(TelephonyCommand, command_id, with_for_update=True)
    if command is None or command.state is not CommandState.UNKNOWN:
        return
    is_old = board.at - command.made_at >= timedelta(seconds=HEARD_SECONDS)
    if _is_concluded(board, center, command, report):
        return
    if is_old:
        fields = commands.fields_of(center.keys, command)
        never = Failed(Trouble.GONE, "never_heard")
        give_up(board, command.id, command.name, command.call_id, fields, never)
    else:
        commands.poll_later(board.db, command.id, board.at)


def _is_concluded(
    board: Switchboard,
    center: Center,
    command: TelephonyCommand,
    report: CallReport | Failed | None,
) -> bool:
    """Whether what is known settles it."""
    done = (command.id, CommandState.DONE, board.at)
    if command.name in RINGS:
        leg = leg_labeled(board.db, commands.fields_of(center.keys, command).get("label"))
        is_heard = leg is not None and (leg.provider_sid or leg.state is not LegState.ASKED)
        return bool(is_heard) and commands.finish(board.db, *done, leg and leg.provider_sid)
    if command.name == "send_message":
        return _is_message_known(board, center, command) and commands.finish(board.db, *done)
    if is_over(report):
        return commands.finish(board.db, *done, "over")
    if command.name in SAID_AGAIN and isinstance(report, CallReport):
        return commands.again(board.db, command.id, board.at)
    return False


def _is_message_known(board: Switchboard, center: Center, command: TelephonyCommand) -> bool:
    """Whether the provider has spoken of a message since; it is never sent twice."""
    sent = board.db.get(Message, commands.fields_of(center.keys, command).get("message_id", ""))
    return sent is not None and sent.state is not MessageState.ASKED
