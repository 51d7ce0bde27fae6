"""A task's way through the line."""

from __future__ import annotations

from datetime import timedelta

from contactcenter.queue import activity, line
from contactcenter.queue.moves import Happening
from shared.models import Activity, PeriodSubject, TaskKind, TaskState
from tests.contactcenter.queue.floor import Floor


def talk(floor: Floor, name: str, **wanted: object) -> str:
    """This agent talks to somebody new; answers the task's id."""
    floor.ready(name)
    caller = floor.call(only_agent_id=name, **wanted)
    [offer] = floor.offer()
    floor.accept(offer)
    assert floor.doing(name) is Activity.TALKING
    return caller


def test_the_same_key_is_the_same_place(either_floor: Floor) -> None:
    floor = either_floor
    once = floor.call(key="call-1")
    floor.later(5)
    assert floor.call(key="call-1") == once
    assert floor.task(once).place_at == floor.at - timedelta(seconds=5)
    assert floor.call() != once


def test_a_talk_from_the_line_to_its_end(either_floor: Floor) -> None:
    floor = either_floor
    anna = floor.hire("anna")
    floor.ready(anna)
    caller = floor.call()
    floor.later(7, anna)
    [offer] = floor.offer()
    floor.later(3, anna)
    floor.accept(offer)
    floor.later(120, anna)
    floor.do(lambda db, at: line.wrap(db, caller, anna, at))
    assert floor.doing(anna) is Activity.WRAP_UP
    floor.later(40, anna)
    assert floor.do(lambda db, at: line.finish(db, caller, anna, "answered", at))
    assert not floor.do(lambda db, at: line.finish(db, caller, anna, "answered", at))
    stretches = floor.stretches(PeriodSubject.TASK, caller)
    lasted = [(one.state, ((one.ended_at or floor.at) - one.began_at).seconds) for one in stretches]
    assert lasted == [
        ("waiting", 7),
        ("reserved", 3),
        ("assigned", 120),
        ("wrapping", 40),
        ("completed", 0),
    ]
    done = floor.task(caller)
    assert (done.state, done.disposition) == (TaskState.COMPLETED, "answered")


def test_only_the_agent_who_holds_it_wraps_and_finishes(floor: Floor) -> None:
    anna, ola = floor.hire("anna"), floor.hire("ola")
    caller = talk(floor, anna)
    assert not floor.do(lambda db, at: line.wrap(db, caller, ola, at))
    assert not floor.do(lambda db, at: line.finish(db, caller, ola, "answered", at))
    assert floor.task(caller).state is TaskState.ASSIGNED


def test_whoever_lost_their_agent_is_next_at_their_old_place(either_floor: Floor) -> None:
    floor = either_floor
    anna, ola = floor.hire("anna"), floor.hire("ola")
    caller = talk(floor, anna)
    floor.later(300, anna)
    waiting = floor.call()
    assert floor.do(lambda db, at: line.give_back(db, caller, at, "agent_lost"))
    assert floor.doing(anna) is Activity.READY
    back = floor.task(caller)
    assert (back.state, back.priority, back.reasons) == (TaskState.WAITING, 1, ("agent_lost",))
    assert back.place_at < floor.task(waiting).place_at
    floor.ready(ola)
    assert [one.task_id for one in floor.offer()] == [caller, waiting]
    assert not floor.do(lambda db, at: line.give_back(db, "unheard-of", at, "agent_lost"))


def test_back_in_line_for_somebody_who_speaks_the_language(floor: Floor) -> None:
    anna, marek = floor.hire("anna"), floor.hire("marek", "pl", "uk")
    caller = talk(floor, anna)
    other = {"language": "uk", "skills": ("crisis",)}
    assert floor.do(lambda db, at: line.give_back(db, caller, at, "transferred", **other))
    assert floor.offer() == ()
    floor.ready(marek)
    assert [one.agent_id for one in floor.offer()] == [marek]


def test_a_colleague_goes_on_with_a_talk(either_floor: Floor) -> None:
    floor = either_floor
    anna, ola = floor.hire("anna"), floor.hire("ola")
    caller = talk(floor, anna)
    floor.ready(ola)
    floor.do(lambda db, at: activity.happened(db, ola, Happening.ENGAGED, at))
    assert floor.do(lambda db, at: line.hand_over(db, caller, anna, ola, at))
    assert (floor.doing(anna), floor.doing(ola)) == (Activity.READY, Activity.TALKING)
    assert floor.task(caller).agent_id == ola
    assert not floor.do(lambda db, at: line.hand_over(db, caller, anna, ola, at))


def test_what_rings_at_whoever_goes_on_with_a_talk_rings_at_somebody_else(floor: Floor) -> None:
    anna, ola = floor.hire("anna"), floor.hire("ola")
    caller = talk(floor, anna)
    floor.ready(ola)
    other = floor.call()
    assert [one.agent_id for one in floor.offer()] == [ola]
    assert floor.do(lambda db, at: line.hand_over(db, caller, anna, ola, at))
    assert (floor.doing(ola), floor.task(other).state) == (Activity.TALKING, TaskState.WAITING)
    assert [(one.task_id, one.agent_id) for one in floor.offer()] == [(other, anna)]


def test_a_ticket_handed_over_and_given_back_leaves_nobody_talking(floor: Floor) -> None:
    anna, ola = floor.hire("anna"), floor.hire("ola")
    floor.ready(anna, ola)
    ticket = floor.call(kind=TaskKind.TICKET)
    floor.take(anna)
    assert floor.do(lambda db, at: line.hand_over(db, ticket, anna, ola, at))
    assert floor.doing(ola) is Activity.DESK
    assert floor.do(lambda db, at: line.give_back(db, ticket, at, "confused"))
    assert (floor.doing(anna), floor.doing(ola)) == (Activity.READY, Activity.READY)
    assert floor.task(ticket).state is TaskState.WAITING


def test_nobody_is_handed_a_second_talk(floor: Floor) -> None:
    anna, ola = floor.hire("anna"), floor.hire("ola")
    caller = talk(floor, anna)
    talk(floor, ola)
    assert not floor.do(lambda db, at: line.hand_over(db, caller, anna, ola, at))
    assert floor.task(caller).agent_id == anna


def test_a_note_left_open_is_asked_for_again_after_the_next_talk(floor: Floor) -> None:
    anna = floor.hire("anna")
    first = talk(floor, anna)
    floor.do(lambda db, at: line.wrap(db, first, anna, at))
    floor.do(lambda db, at: activity.leave(db, anna, at))
    second = talk(floor, anna)
    floor.do(lambda db, at: line.finish(db, second, anna, "answered", at))
    assert floor.doing(anna) is Activity.WRAP_UP
    floor.do(lambda db, at: line.finish(db, first, anna, "answered", at))
    assert floor.doing(anna) is Activity.READY


def test_a_note_nobody_finishes_is_closed_as_it_is_after_a_day(floor: Floor) -> None:
    anna = floor.hire("anna")
    caller = talk(floor, anna)
    floor.do(lambda db, at: line.wrap(db, caller, anna, at))
    floor.later(24 * 3600 - 1)
    floor.round()
    assert (floor.doing(anna), floor.task(caller).state) == (Activity.OFFLINE, TaskState.WRAPPING)
    floor.later(1)
    floor.round()
    closed = floor.task(caller)
    assert (closed.state, closed.disposition) == (TaskState.COMPLETED, "unrecorded")
    assert not floor.do(lambda db, at: line.finish(db, caller, anna, "answered", at))


def test_whoever_still_sits_at_a_forgotten_note_is_free_again(floor: Floor) -> None:
    anna = floor.hire("anna")
    caller = talk(floor, anna)
    floor.do(lambda db, at: line.wrap(db, caller, anna, at))
    floor.later(24 * 3600, anna)
    floor.round()
    assert floor.doing(anna) is Activity.READY


def test_help_taken_before_does_not_keep_an_agent_in_a_call(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.call(kind=TaskKind.HELP)
    helped = floor.take(anna)
    caller = talk(floor, anna)
    assert helped
    floor.do(lambda db, at: line.finish(db, caller, anna, "answered", at))
    assert floor.doing(anna) is Activity.READY


def test_what_is_written_up_or_finished_beside_a_talk_does_not_end_it(floor: Floor) -> None:
    anna = floor.hire("anna")
    first, second = (floor.call(kind=TaskKind.HELP) for _ in range(2))
    floor.take(anna)
    floor.take(anna)
    caller = talk(floor, anna)
    assert floor.do(lambda db, at: line.wrap(db, first, anna, at))
    assert floor.do(lambda db, at: line.finish(db, second, anna, "helped", at))
    assert floor.doing(anna) is Activity.TALKING
    floor.do(lambda db, at: line.wrap(db, caller, anna, at))
    assert floor.doing(anna) is Activity.WRAP_UP


def test_help_that_came_by_the_kiosks_envelope_has_its_wait_in_the_log(floor: Floor) -> None:
    anna = floor.hire("anna")
    task = floor.bare_task(TaskKind.HELP)
    floor.later(90)
    assert floor.take(anna, TaskKind.HELP) == task
    states = [one.state for one in floor.stretches(PeriodSubject.TASK, task)]
    waited = floor.stretches(PeriodSubject.TASK, task)[0]
    assert states == ["waiting", "assigned"]
    assert waited.ended_at == floor.at


def test_what_becomes_known_of_a_caller_brings_them_to_the_front(floor: Floor) -> None:
    floor.call(reasons=("child",))
    caller = floor.call()
    assert floor.do(lambda db, at: line.weigh(db, caller, ("danger", "unheard_of"), at))
    assert (floor.task(caller).priority, floor.task(caller).reasons) == (0, ("danger",))
    floor.do(lambda db, at: line.leave(db, caller, "hung_up", at))
    assert not floor.do(lambda db, at: line.weigh(db, caller, ("child",), at))
