"""Callbacks that keep their place, supervisors who are seen, messages left after hours."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete

from contactcenter.queue import activity
from contactcenter.queue.keeper import go_round
from contactcenter.telephony import budget, control
from contactcenter.telephony.answering import ASK_AGAIN
from contactcenter.telephony.control import Done, Refusal
from shared.intake.contact import Contact, contact, judge_contact
from shared.models import (
    Activity,
    Agent,
    AgentRole,
    AuditEvent,
    Call,
    CallDirection,
    CallEvent,
    CallMedium,
    CallState,
    LegRole,
    Task,
    TaskKind,
    TaskState,
    Voicemail,
)
from tests.contactcenter.telephony.line import Line

OURS = {
    "medium": CallMedium.PHONE,
    "direction": CallDirection.OUTBOUND,
    "state": CallState.ENDED,
    "language": "pl",
    "menu": {},
    "transfer": {},
}


def test_a_callback_keeps_the_place_and_asks_first_who_answers(line: Line) -> None:
    talk_to_who_asked_for_it(line)


def talk_to_who_asked_for_it(line: Line) -> tuple[str, str]:
    """A callback that was promised, made and answered: the citizen's sid, the agent."""
    sid = line.wait_for_a_person()
    queued_at = line.call(sid).queued_at
    for _ in range(3):  # called back, at this number, where it is safe
        line.exchange.advance(8)
        line.exchange.press(sid, "1")
    line.turn(20)
    (back,) = line.rows(Task, Task.kind == TaskKind.CALLBACK)
    assert (back.state, back.place_at) == (TaskState.WAITING, queued_at)
    assert line.call(sid).ended == "callback"
    agent_id = line.ready()
    outcome = control.accept(line.center, line.offer(), agent_id)
    assert isinstance(outcome, Done)
    assert control.call_back(line.center, back.id, agent_id) == outcome
    line.turn(1)
    (ringing,) = line.exchange.live_legs()
    line.exchange.answer(ringing.sid)
    line.turn()
    assert line.call(ringing.sid).state is CallState.DIALING
    line.exchange.press(ringing.sid, "1")
    line.pick_up(agent_id)
    line.turn(10)  # until they have been told that somebody comes
    assert line.call(ringing.sid).state is CallState.TALKING
    return ringing.sid, agent_id


def test_who_was_called_back_and_lost_the_agent_is_taken_by_another(line: Line) -> None:
    sid, agent_id = talk_to_who_asked_for_it(line)
    call = line.call(sid)
    control.transfer_cold(line.center, call.id, agent_id, control.BackInLine())
    line.turn(20)
    assert line.call(sid).state is CallState.WAITING
    with line.city.store.write() as db:
        activity.leave(db, agent_id, line.city.clock.now())
    other = line.ready("marek")
    assert control.accept(line.center, line.offer(), other) == Done(call.id)
    line.pick_up(other)
    line.turn(20)
    assert (line.call(sid).state, line.call(sid).agent_id) == (CallState.TALKING, other)
    assert len(line.exchange.rooms.find(call.id).members) == 2


def promise_callback(line: Line) -> tuple[str, str]:
    """Somebody keys that they want to be called back; their call and the callback."""
    sid = line.wait_for_a_person()
    for _ in range(3):
        line.exchange.advance(8)
        line.exchange.press(sid, "1")
    line.turn(20)
    (back,) = line.rows(Task, Task.kind == TaskKind.CALLBACK)
    return line.call(sid).id, back.id


def endanger(line: Line, call_id: str, word: bool | None) -> None:
    """The call was about something dangerous, and this was the last word about its number."""
    line.turn(5)
    with line.city.store.write() as db:
        db.get_one(Call, call_id).is_urgent = True
        if word is None:
            db.execute(delete(CallEvent).where(CallEvent.name == "contact_judged"))
        else:
            judge_contact(db, call_id, word, "a-1", line.city.clock.now())


def test_the_word_given_to_the_menu_goes_with_the_callback(line: Line) -> None:
    call_id, _ = promise_callback(line)
    with line.city.store.write() as db:
        db.get_one(Call, call_id).is_urgent = True
    agent_id = line.ready()
    outcome = control.accept(line.center, line.offer(), agent_id)
    assert isinstance(outcome, Done)
    with line.city.store.read() as db:
        assert contact(db, call_id=outcome.call_id, is_sensitive=True) is Contact.SAFE


def test_who_said_that_it_is_not_safe_is_not_rung(line: Line) -> None:
    call_id, task_id = promise_callback(line)
    endanger(line, call_id, False)
    agent_id = line.ready()
    assert control.accept(line.center, line.offer(), agent_id) is Refusal.NOT_SAFE
    line.turn(5)
    assert not line.exchange.live_legs()
    (back,) = line.rows(Task, Task.id == task_id)
    assert (back.state, back.disposition) == (TaskState.COMPLETED, "not_safe")


def test_a_callback_whose_number_is_forgotten_by_now_stays_in_nobodys_hands(line: Line) -> None:
    call_id, task_id = promise_callback(line)
    with line.city.store.write() as db:
        db.get_one(Call, call_id).number_sealed = None
    agent_id = line.ready()
    assert control.accept(line.center, line.offer(), agent_id) is Refusal.NO_NUMBER
    (back,) = line.rows(Task, Task.id == task_id)
    assert (back.state, back.disposition) == (TaskState.COMPLETED, "no_number")
    assert doing(line, agent_id) is Activity.READY


def test_who_was_not_asked_keeps_the_place_until_somebody_could(line: Line) -> None:
    call_id, task_id = promise_callback(line)
    endanger(line, call_id, None)
    (before,) = line.rows(Task, Task.id == task_id)
    agent_id = line.ready()
    assert control.accept(line.center, line.offer(), agent_id) is Refusal.ASK_FIRST
    assert not line.exchange.live_legs()
    (back,) = line.rows(Task, Task.id == task_id)
    assert (back.state, back.place_at, back.priority) == (
        TaskState.WAITING,
        before.place_at,
        before.priority,
    )
    assert doing(line, agent_id) is Activity.READY
    assert not offers(line)
    line.turn(60)
    again = line.call(line.dial())  # the citizen calls, and is asked
    with line.city.store.write() as db:
        judge_contact(db, again.id, True, agent_id, line.city.clock.now())
    line.exchange.hang_up(again.provider_sid or "")
    line.turn(ASK_AGAIN.total_seconds())
    agent_id = line.ready()
    assert isinstance(control.accept(line.center, line.offer(), agent_id), Done)
    refused = line.rows(AuditEvent, AuditEvent.name == "call_refused")
    assert [one.fields["why"] for one in refused] == ["ask_first"]


def test_a_used_up_budget_keeps_every_promise_and_lets_the_urgent_through(line: Line) -> None:
    _, task_id = promise_callback(line)
    object.__setattr__(line.center.settings, "calls_per_day", 1)
    agent_id, at = line.ready(), line.city.clock.now()
    with line.city.store.write() as db:  # one was made an hour ago
        an_hour_ago = at - timedelta(hours=1)
        db.add(Call(**OURS, id="earlier", began_at=an_hour_ago, ended_at=an_hour_ago))
    assert control.accept(line.center, line.offer(), agent_id) is Refusal.OVER_BUDGET
    (back,) = line.rows(Task, Task.id == task_id)
    assert back.state is TaskState.WAITING
    assert back.not_before_at == an_hour_ago + budget.DAY
    assert not offers(line)
    with line.city.store.write() as db:
        db.get_one(Call, back.call_id).is_urgent = True
        db.get_one(Task, task_id).not_before_at = None
        budget.hold_callbacks(db, at + budget.DAY)
        assert budget.spent(db, 2, at) == (1, 2, None)
        assert budget.spent(db, 1, at + timedelta(hours=23, seconds=1)).calls == 0
    assert isinstance(control.accept(line.center, line.offer(), agent_id), Done)


def test_a_supervisor_who_listens_is_offered_nothing_meanwhile(line: Line) -> None:
    sid, _ = line.talk()
    call, chief = line.call(sid), line.ready("marek")
    with line.city.store.write() as db:
        db.get_one(Agent, chief).role = AgentRole.SUPERVISOR
    line.wait_for_a_person("+48600100201")
    offer_id = line.offer()
    assert control.listen(line.center, call.id, chief) == Done(call.id)
    assert control.accept(line.center, offer_id, chief) is Refusal.GONE
    assert doing(line, chief) is Activity.READY
    line.pick_up(chief)
    assert not offers(line)
    passed = control.transfer_cold(line.center, call.id, line.agent(), control.Colleague(chief))
    assert passed is Refusal.NOT_READY
    assert control.leave(line.center, call.id, chief) == Done(call.id)
    line.turn(1)
    line.ready("marek")
    assert offers(line) == (chief,)


def doing(line: Line, agent_id: str) -> Activity:
    """What an agent does."""
    with line.city.store.read() as db:
        return activity.status(db, agent_id).activity


def offers(line: Line) -> tuple[str, ...]:
    """At whom it rings after one more round."""
    with line.city.store.write() as db:
        return tuple(one.agent_id for one in go_round(db, line.city.clock.now()).offers)


def test_only_a_supervisor_takes_part_and_it_is_written_down(line: Line) -> None:
    sid, agent_id = line.talk()
    call, chief = line.call(sid), line.ready("marek")
    assert control.listen(line.center, call.id, chief) is Refusal.NOT_ALLOWED
    with line.city.store.write() as db:
        db.get_one(Agent, chief).role = AgentRole.SUPERVISOR
    assert control.coach(line.center, call.id, chief) == Done(call.id)
    line.pick_up(chief)
    coach = next(leg for leg in line.legs(call) if leg.role is LegRole.COACH)
    agent = next(leg for leg in line.legs(call) if leg.role is LegRole.AGENT)
    member = line.exchange.member(call.id, coach.label)[1]
    assert member.coached_sid == agent.provider_sid
    assert control.barge(line.center, call.id, chief) == Done(call.id)
    line.turn()
    assert line.exchange.member(call.id, coach.label)[1].coached_sid is None
    assert {"coaching", "barging"} <= set(line.events(call))
    assert control.leave(line.center, call.id, chief) == Done(call.id)
    line.turn(5)
    assert line.call(sid).state is CallState.TALKING
    assert line.call(sid).agent_id == agent_id


def test_a_message_left_becomes_somebodys_to_do_once(line: Line) -> None:
    sid = line.dial()
    call = line.call(sid)
    form = {"CallSid": sid, "RecordingSid": "RE1", "RecordingDuration": "12"}
    for token in ("one", "two"):
        assert line.post(f"/telephony/voicemail/{call.id}", form, token).status_code == 204
    empty = form | {"RecordingDuration": "0"}
    assert line.post(f"/telephony/voicemail/{call.id}", empty).status_code == 204
    assert [one.seconds for one in line.rows(Voicemail)] == [12]
    assert [one.kind for one in line.rows(Task)] == [TaskKind.VOICEMAIL]
    assert line.rows(Task)[0].created_at - line.call(sid).began_at < timedelta(seconds=5)
