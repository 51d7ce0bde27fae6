"""From dialing to the note: one call as everybody sees it, through the real webhooks."""

from __future__ import annotations

from contactcenter.queue import activity, moves
from contactcenter.telephony import control
from contactcenter.telephony.control import Done, Refusal
from shared.models import Activity, CallState, LegRole, LegState, TaskState
from tests.contactcenter.telephony.line import CALLER, ORIGIN, Line


def test_a_caller_asks_for_a_person_and_talks_to_one(line: Line) -> None:
    sid, agent_id = line.talk()
    call = line.call(sid)
    assert call.state is CallState.TALKING
    assert call.agent_id == agent_id
    assert call.answered_at is not None
    assert [leg.role for leg in line.legs(call)] == [LegRole.CITIZEN, LegRole.AGENT]
    assert all(leg.state is LegState.JOINED for leg in line.legs(call))
    assert line.exchange.rooms.find(call.id).is_started
    assert control.number_of(line.center, call) == CALLER


def test_the_caller_hangs_up_and_the_agent_writes_it_up(line: Line) -> None:
    sid, agent_id = line.talk()
    line.exchange.hang_up(sid)
    line.turn()
    call = line.call(sid)
    assert (call.state, call.ended) == (CallState.ENDED, "citizen")
    assert line.task(call).state is TaskState.WRAPPING
    assert line.exchange.live_legs() == ()
    assert control.wrap_up(line.center, call.id, agent_id, "", "") is Refusal.CHOOSE
    assert control.save_draft(line.center, call.id, agent_id, "Pani pytała") == Done(call.id)
    assert control.draft_of(line.center, line.call(sid)) == "Pani pytała"
    done = control.wrap_up(line.center, call.id, agent_id, "helped", "Pani pytała o zasiłek.")
    assert done == Done(call.id)
    call = line.call(sid)
    assert (call.disposition, call.draft_sealed) == ("helped", None)
    assert control.note_of(line.center, call) == "Pani pytała o zasiłek."
    assert line.task(call).state is TaskState.COMPLETED


def test_the_agent_hangs_up(line: Line) -> None:
    sid, agent_id = line.talk()
    call = line.call(sid)
    assert control.hang_up(line.center, call.id, "somebody else") is Refusal.NOT_YOURS
    assert control.hang_up(line.center, call.id, agent_id) == Done(call.id)
    line.turn()
    assert (line.call(sid).state, line.call(sid).ended) == (CallState.ENDED, "agent")
    assert line.exchange.live_legs() == ()
    assert control.hang_up(line.center, call.id, agent_id) is Refusal.GONE


def test_hold_mute_and_back(line: Line) -> None:
    sid, agent_id = line.talk()
    call = line.call(sid)
    assert control.hold(line.center, call.id, agent_id) == Done(call.id)
    assert control.hold(line.center, call.id, agent_id) is Refusal.NOT_NOW
    line.turn()
    citizen, agent = line.legs(call)
    assert line.exchange.member(call.id, citizen.label)[1].is_held
    assert line.call(sid).state is CallState.HELD
    assert control.resume(line.center, call.id, agent_id) == Done(call.id)
    assert control.mute(line.center, call.id, agent_id, is_muted=True) == Done(call.id)
    line.turn()
    assert not line.exchange.member(call.id, citizen.label)[1].is_held
    assert line.exchange.member(call.id, agent.label)[1].is_muted
    assert {"held", "resumed", "muted", "talking"} <= set(line.events(call))


def test_an_agent_whose_phone_vanishes_is_replaced_and_the_caller_keeps_the_place(
    line: Line,
) -> None:
    sid, agent_id = line.talk()
    call = line.call(sid)
    place_at = line.task(call).place_at
    agent = line.legs(call)[1]
    line.exchange.hang_up(str(agent.provider_sid))
    line.turn(1)
    assert line.call(sid).state is CallState.TALKING  # who is late may yet come
    line.turn(4)
    call = line.call(sid)
    assert call.state is CallState.WAITING
    task = line.task(call)
    assert (task.state, task.place_at) == (TaskState.WAITING, place_at)
    assert "agent_lost" in task.reasons
    with line.city.store.write() as db:
        activity.leave(db, agent_id, line.city.clock.now())
    other = line.ready("marek")
    assert control.accept(line.center, line.offer(), other) == Done(call.id)
    line.pick_up(other)
    assert (line.call(sid).state, line.call(sid).agent_id) == (CallState.TALKING, other)


def test_whoever_is_fetched_twice_comes_back_into_the_same_talk(line: Line) -> None:
    """Their own waiting round brought them in, and then our late word to the provider again."""
    sid, _ = line.talk()
    call = line.call(sid)
    asked_before = len(line.posted)
    assert line.center.telephony is not None
    line.center.telephony.steer(sid, f"{ORIGIN}/telephony/join/{call.id}")
    line.turn(20)
    citizen = line.legs(call)[0]
    assert (line.call(sid).state, citizen.state) == (CallState.TALKING, LegState.JOINED)
    assert line.exchange.member(call.id, citizen.label)[1].leg.sid == sid
    asked = [target for target, _, _ in line.posted[asked_before:] if "/join/" in target]
    assert len(asked) == 1


def test_who_gives_up_waiting_leaves_the_line(line: Line) -> None:
    sid = line.wait_for_a_person()
    assert line.call(sid).state is CallState.WAITING
    line.exchange.hang_up(sid)
    line.turn()
    call = line.call(sid)
    assert (call.state, call.ended) == (CallState.ENDED, "gave_up")
    assert line.task(call).state is TaskState.CANCELED


def test_a_cold_transfer_ends_the_agents_part_only_when_the_colleague_has_come(line: Line) -> None:
    sid, agent_id = line.talk()
    call, other = line.call(sid), line.ready("marek")
    to = control.Colleague(other)
    done = control.transfer_cold(line.center, call.id, agent_id, to, "Pyta o dodatek")
    assert done == Done(call.id)
    line.turn()
    assert line.call(sid).agent_id == agent_id
    line.pick_up(other)
    call = line.call(sid)
    assert (call.agent_id, call.state, call.transfer) == (other, CallState.TALKING, {})
    assert control.brief_of(line.center, call) == "Pyta o dodatek"
    assert line.task(call).agent_id == other
    with line.city.store.read() as db:
        assert moves.status(db, agent_id).activity is Activity.READY


def test_a_warm_transfer_lets_the_citizen_wait_until_both_have_spoken(line: Line) -> None:
    sid, agent_id = line.talk()
    call, other = line.call(sid), line.ready("marek")
    to = control.Colleague(other)
    assert control.transfer_warm(line.center, call.id, agent_id, to) == Done(call.id)
    assert control.complete_transfer(line.center, call.id, agent_id) is Refusal.NOT_NOW
    line.pick_up(other)
    citizen = line.legs(call)[0]
    assert line.call(sid).state is CallState.HELD
    assert line.exchange.member(call.id, citizen.label)[1].is_held
    assert control.complete_transfer(line.center, call.id, agent_id) == Done(call.id)
    line.turn()
    assert (line.call(sid).agent_id, line.call(sid).state) == (other, CallState.TALKING)
    assert not line.exchange.member(call.id, citizen.label)[1].is_held
    assert len(line.exchange.rooms.find(call.id).members) == 2


def test_back_in_line_keeps_the_place_and_asks_for_somebody_who_knows(line: Line) -> None:
    sid, agent_id = line.talk()
    call = line.call(sid)
    target = control.BackInLine(language="uk")
    assert control.transfer_cold(line.center, call.id, agent_id, target) == Done(call.id)
    line.turn()
    call = line.call(sid)
    assert (call.state, call.language) == (CallState.WAITING, "uk")
    assert (line.task(call).state, line.task(call).language) == (TaskState.WAITING, "uk")
    assert line.exchange.rooms.find(call.id).status == "completed"
