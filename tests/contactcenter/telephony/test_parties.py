"""A third person in a talk: announced to everybody in it, and nothing rings at them meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contactcenter import agents
from contactcenter.queue import activity, consults, moves
from contactcenter.queue.keeper import go_round
from contactcenter.telephony import control
from contactcenter.telephony.control import Done, Refusal
from shared.models import Activity, Agent, AgentRole, CallLeg, CallState, LegState, Task, TaskKind
from tests.contactcenter.telephony.line import Line

OUTSIDE = "+48426384444"


def does(line: Line, agent_id: str) -> tuple[Activity, str | None]:
    """What an agent does now, and why."""
    with line.city.store.read() as db:
        now = moves.status(db, agent_id)
    return now.activity, now.reason


def heard(line: Line, sid: str) -> list[str]:
    """What was read to a leg since it talks."""
    return [one.text for one in line.exchange.captions(sid) if one.kind == "say"]


def sid_of(line: Line, agent_id: str) -> str:
    """An agent's newest leg, by the provider's name."""
    return str(line.rows(CallLeg, CallLeg.agent_id == agent_id)[-1].provider_sid)


def test_whoever_is_asked_for_advice_is_offered_nothing_until_they_are_out_again(
    line: Line,
) -> None:
    sid, agent_id = line.talk()
    call, other = line.call(sid), line.ready("marek")
    assert control.transfer_warm(line.center, call.id, agent_id, control.Colleague(other)) == Done(
        call.id
    )
    line.pick_up(other)
    assert does(line, other) == (Activity.TALKING, None)
    line.wait_for_a_person("+48600100201")
    with line.city.store.write() as db:
        assert go_round(db, line.city.clock.now()).offers == ()
    assert control.cancel_transfer(line.center, call.id, agent_id) == Done(call.id)
    line.turn()
    assert does(line, other) == (Activity.READY, None)
    assert line.offer()


def test_a_pause_goes_on_after_a_word_of_advice(line: Line) -> None:
    sid, agent_id = line.talk()
    call, other = line.call(sid), line.ready("marek")
    with line.city.store.write() as db:
        activity.set_activity(db, other, Activity.PAUSE, "meal", line.city.clock.now())
    control.transfer_warm(line.center, call.id, agent_id, control.Colleague(other))
    line.pick_up(other)
    assert does(line, other) == (Activity.TALKING, None)
    line.exchange.hang_up(sid)
    line.turn(5)
    assert does(line, other) == (Activity.PAUSE, "meal")
    assert does(line, agent_id) == (Activity.WRAP_UP, None)


def test_a_third_is_free_again_when_the_call_is_over(line: Line) -> None:
    sid, agent_id = line.talk()
    call, other = line.call(sid), line.ready("marek")
    control.add_party(line.center, call.id, agent_id, control.Colleague(other))
    line.pick_up(other)
    assert does(line, other) == (Activity.TALKING, None)
    assert control.hang_up(line.center, call.id, agent_id) == Done(call.id)
    line.turn(5)
    assert does(line, other) == (Activity.READY, None)


def test_nobody_joins_a_talk_unannounced(line: Line) -> None:
    sid, agent_id = line.talk()
    call, other = line.call(sid), line.ready("marek")
    assert not any("dołącza" in one for one in heard(line, sid))
    control.add_party(line.center, call.id, agent_id, control.Colleague(other))
    line.pick_up(other)
    line.turn(8)
    for one in (sid, sid_of(line, agent_id), sid_of(line, other)):
        assert heard(line, one)[-1] == "Do rozmowy dołącza druga osoba z naszej linii."
    control.add_party(line.center, call.id, agent_id, control.Outside(OUTSIDE))
    line.turn()
    (ringing,) = (one for one in line.exchange.live_legs() if one.to == OUTSIDE)
    line.exchange.answer(ringing.sid)
    line.turn(8)
    assert heard(line, sid)[-1] == "Do rozmowy dołącza osoba spoza naszej linii."
    assert line.call(sid).state is CallState.TALKING


def test_a_supervisor_who_listens_is_announced(line: Line) -> None:
    sid, _ = line.talk()
    call, chief = line.call(sid), line.ready("marek")
    with line.city.store.write() as db:
        db.get_one(Agent, chief).role = AgentRole.SUPERVISOR
    assert control.listen(line.center, call.id, chief) == Done(call.id)
    line.pick_up(chief)
    line.turn(8)
    assert heard(line, sid)[-1] == "Do rozmowy dołącza druga osoba z naszej linii."


def test_whoever_takes_a_call_on_is_introduced_by_whoever_passes_it(line: Line) -> None:
    sid, agent_id = line.talk()
    call, other = line.call(sid), line.ready("marek")
    control.transfer_warm(line.center, call.id, agent_id, control.Colleague(other))
    line.pick_up(other)
    control.complete_transfer(line.center, call.id, agent_id)
    line.turn(8)
    assert line.call(sid).agent_id == other
    assert line.commands("announce") == []


def test_whose_session_is_over_is_signed_off_the_line_with_the_note(line: Line) -> None:
    sid, agent_id = line.talk()
    line.exchange.hang_up(sid)
    line.turn(5)
    began_at = line.city.clock.now() - timedelta(seconds=agents.LONGEST_SECONDS)
    with line.city.store.write() as db:
        agents.begin_session(db, agent_id, began_at)
    call = line.call(sid)
    assert control.wrap_up(line.center, call.id, agent_id, "helped", "x") == Done(call.id)
    assert does(line, agent_id) == (Activity.OFFLINE, "signed_out")


@pytest.mark.parametrize("is_cold", [True, False])
def test_nobody_leaves_a_call_to_a_colleague_who_cannot_take_it(line: Line, is_cold: bool) -> None:
    sid, agent_id = line.talk()
    call, other = line.call(sid), line.ready("marek")
    begin = control.transfer_cold if is_cold else control.transfer_warm
    assert begin(line.center, call.id, agent_id, control.Colleague(other)) == Done(call.id)
    at = line.city.clock.now()
    with line.city.store.write() as db:  # meanwhile they have a talk of their own
        own = Task(kind=TaskKind.CALL, state="assigned", agent_id=other, created_at=at, place_at=at)
        db.add(own)
        db.flush()
        consults.engage(db, other, at)
    line.pick_up(other)
    if not is_cold:
        done = control.complete_transfer(line.center, call.id, agent_id)
        assert done is Refusal.NOT_READY
    line.turn()
    assert line.call(sid).agent_id == agent_id
    leg = line.rows(CallLeg, CallLeg.agent_id == agent_id)[-1]
    assert leg.state is LegState.JOINED
    assert (line.call(sid).transfer == {}) is is_cold
