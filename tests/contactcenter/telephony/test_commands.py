"""Commands to the provider: sent after commit, never twice, whatever becomes of the answer."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from contactcenter.telephony import commands, control
from contactcenter.telephony.provider import Failed, Placed, Trouble
from contactcenter.telephony.reconcile import Reconciler
from contactcenter.telephony.sending import SENDERS, Dispatcher
from shared.models import CallState, CommandState, LegState, TaskState
from tests.contactcenter.telephony.line import Line


class Killed(BaseException):
    """The process is no more."""


def accepted(line: Line) -> str:
    """An agent has accepted; nothing has been sent yet. Answers the agent's id."""
    agent_id = line.ready()
    line.wait_for_a_person()
    assert isinstance(control.accept(line.center, line.offer(), agent_id), control.Done)
    return agent_id


def test_nothing_is_sent_before_the_deed_is_committed(line: Line) -> None:
    accepted(line)
    (command,) = line.commands("add_party")
    assert command.state is CommandState.WAITING
    assert len(line.exchange.live_legs()) == 1
    line.dispatcher.work_off()
    (command,) = line.commands("add_party")
    assert (command.state, command.fields_sealed) == (CommandState.DONE, None)
    assert len(line.exchange.live_legs()) == 2


def test_asking_twice_under_one_key_is_asking_once(line: Line) -> None:
    at, keys = line.city.clock.now(), line.center.keys
    with line.city.store.write() as db:
        assert commands.ask(db, keys, None, "hang_up", {"sid": "CA1"}, at, key="one")
        assert not commands.ask(db, keys, None, "hang_up", {"sid": "CA1"}, at, key="one")
    assert len(line.commands("hang_up")) == 1


def test_an_answer_that_does_not_come_is_unknown_and_the_party_is_not_rung_again(
    line: Line,
) -> None:
    agent_id = accepted(line)
    line.inside.trouble, line.inside.acts_anyway = Failed(Trouble.UNKNOWN), True
    line.dispatcher.work_off()
    line.inside.trouble = None
    assert line.commands("add_party")[0].state is CommandState.UNKNOWN
    line.turn(4)
    line.pick_up(agent_id)
    (command,) = line.commands("add_party")
    assert (command.state, command.tries) == (CommandState.DONE, 1)
    assert line.call().state is CallState.TALKING
    assert len(line.exchange.live_legs()) == 2


def test_a_party_nobody_ever_heard_of_is_given_up_after_a_while(line: Line) -> None:
    accepted(line)
    line.inside.trouble = Failed(Trouble.UNKNOWN)
    line.dispatcher.work_off()
    line.inside.trouble = None
    for _ in range(6):
        line.turn(11)
    (command,) = line.commands("add_party")
    assert (command.state, command.tries) == (CommandState.REFUSED, 1)
    assert line.call().state is CallState.WAITING
    assert line.task(line.call()).state is not TaskState.ASSIGNED


def test_a_provider_that_is_away_is_asked_again_ever_later(line: Line) -> None:
    agent_id = accepted(line)
    line.inside.trouble = Failed(Trouble.AWAY)
    for _ in range(3):
        line.dispatcher.work_off()
        line.city.clock.advance(2)
    (command,) = line.commands("add_party")
    assert command.state is CommandState.WAITING
    assert 1 < command.tries < 4
    line.inside.trouble = None
    line.city.clock.advance(30)
    line.ready()
    line.pick_up(agent_id)
    assert line.call().state is CallState.TALKING
    assert len(line.exchange.live_legs()) == 2


def test_an_agent_who_cannot_be_rung_gives_the_caller_back(line: Line) -> None:
    accepted(line)
    line.inside.trouble = Failed(Trouble.REFUSED, "21211")
    line.dispatcher.work_off()
    line.inside.trouble = None
    (agent,) = [leg for leg in line.legs(line.call()) if leg.agent_id]
    assert agent.state is LegState.GONE
    line.turn(5)
    assert line.call().state is CallState.WAITING
    assert "command_refused" in line.events(line.call())


@pytest.mark.parametrize("acts", [True, False])
def test_killed_between_sending_and_writing_down(line: Line, acts: bool) -> None:
    """What was marked as sent may have happened: it is asked about, and done at most once."""
    agent_id = accepted(line)

    def die(telephony: object, room: str, fields: dict[str, str]) -> Placed:
        if acts:
            telephony.add_party(room, fields["to"], fields["label"])  # type: ignore[attr-defined]
        raise Killed

    with patch.dict(SENDERS, {"add_party": die}), pytest.raises(Killed):
        line.dispatcher.work_off()
    assert line.commands("add_party")[0].state is CommandState.SENT
    line.dispatcher, line.reconciler = Dispatcher(line.center), Reconciler(line.center)
    line.turn(1)
    assert line.commands("add_party")[0].tries == 1
    if acts:
        line.turn(5)
        line.pick_up(agent_id)
        assert line.call().state is CallState.TALKING
    else:
        for _ in range(6):
            line.turn(10)
        assert line.call().state is CallState.WAITING
    assert line.commands("add_party")[0].tries == 1


def test_what_says_how_it_shall_be_may_be_said_again_once_it_was_asked_about(line: Line) -> None:
    sid, agent_id = line.talk()
    call = line.call(sid)
    line.inside.trouble = Failed(Trouble.UNKNOWN)
    control.hang_up(line.center, call.id, agent_id)
    line.dispatcher.work_off()
    assert {one.state for one in line.commands("hang_up")} == {CommandState.UNKNOWN}
    line.inside.trouble = None
    line.turn(4)
    line.turn(4)
    assert line.exchange.live_legs() == ()
    assert {one.state for one in line.commands("hang_up")} == {CommandState.DONE}


def test_a_frozen_provider_holds_up_nobody_and_everything_is_found_again(line: Line) -> None:
    """Nothing is heard for two minutes, the citizen goes meanwhile, and all of it comes out."""
    sid, agent_id = line.talk()
    line.inside.trouble = Failed(Trouble.UNKNOWN)
    with patch.object(line.exchange.post, "tell"):
        line.exchange.hang_up(sid)
        line.turn(120)
        assert line.call(sid).state is CallState.TALKING
        line.inside.trouble = None
        line.turn(30)
    call = line.call(sid)
    assert (call.state, line.task(call).state) == (CallState.ENDED, TaskState.WRAPPING)
    assert control.wrap_up(line.center, call.id, agent_id, "helped", "") == control.Done(call.id)


def test_calls_only_one_side_knows_are_listed(line: Line) -> None:
    with patch.object(line.exchange.post, "ask"):
        stranger = line.exchange.dial("+48600200300")
        line.exchange.advance(1)
    line.exchange.calls.pick_up(line.exchange.leg(stranger))
    line.turn(30)
    assert line.reconciler.lost.theirs == (stranger,)
    assert line.reconciler.lost.ours == ()
