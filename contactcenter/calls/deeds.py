"""What an agent's buttons do to the call in their hand, by the button's word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from contactcenter.center import Center
from contactcenter.telephony import control, handing_over
from contactcenter.telephony.acting import Outcome, Refusal

Deed = Callable[[Center, str, str], Outcome]

# The word of a button, and what it does to the call of this agent.
DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        "hold": control.hold,
        "resume": control.resume,
        "mute": lambda room, call_id, agent_id: control.mute(room, call_id, agent_id, True),
        "unmute": lambda room, call_id, agent_id: control.mute(room, call_id, agent_id, False),
        "hang_up": control.hang_up,
        "question": control.ask_question,
        "take_over": handing_over.take_over,
        "leave_it": handing_over.leave_it,
        "leave": control.leave,  # a supervisor's, in a colleague's call
    }
)


def problem_of(done: Outcome) -> str | None:
    """The key of the sentence that says why it was not done; None when it was."""
    if not isinstance(done, Refusal):
        return None
    return f"calls-refused-{done.value.replace('_', '-')}"
