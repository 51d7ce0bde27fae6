"""What agents may ask for, and what happens to them."""

from __future__ import annotations

from contactcenter.queue import activity, line, moves
from contactcenter.queue.activity import NotAllowed
from contactcenter.queue.moves import Happening
from shared.models import Activity, PeriodSubject, ReservationState, TaskState
from tests.contactcenter.queue.floor import Floor


def test_nobody_is_ready_without_a_phone_seen_a_moment_ago(floor: Floor) -> None:
    anna = floor.hire("anna")
    assert floor.ask(anna, Activity.READY) is NotAllowed.NO_PHONE
    floor.see(anna)
    floor.later(45)
    assert floor.ask(anna, Activity.READY).activity is Activity.READY
    floor.ask(anna, Activity.PAUSE, "break")
    floor.later(1)
    assert floor.ask(anna, Activity.READY) is NotAllowed.NO_PHONE


def test_a_pause_has_a_reason_of_the_list(floor: Floor) -> None:
    anna = floor.hire("anna")
    assert floor.ask(anna, Activity.PAUSE) is NotAllowed.NO_REASON
    assert floor.ask(anna, Activity.PAUSE, "holiday") is NotAllowed.NO_REASON
    assert floor.ask(anna, Activity.PAUSE, "meal").reason == "meal"
    assert floor.ask(anna, Activity.PAUSE, "training").reason == "training"


def test_an_unchanged_wish_makes_no_new_period(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    since = floor.stretches(PeriodSubject.AGENT, anna)
    floor.later(5, anna)
    floor.ready(anna)
    assert len(floor.stretches(PeriodSubject.AGENT, anna)) == len(since) == 2


def test_a_ringing_or_talking_agent_asks_for_nothing(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    floor.call()
    [offer] = floor.offer()
    for wanted in (Activity.PAUSE, Activity.OFFLINE, Activity.READY):
        assert floor.ask(anna, wanted, "meal") is NotAllowed.NOT_FROM_HERE
    floor.accept(offer)
    assert floor.ask(anna, Activity.OFFLINE) is NotAllowed.NOT_FROM_HERE


def test_the_phone_that_vanishes_takes_the_agent_off_the_line(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    floor.later(45)
    assert floor.do(activity.sweep) == ()
    floor.later(1)
    assert floor.do(activity.sweep) == (anna,)
    assert (floor.doing(anna), floor.reason(anna)) == (Activity.OFFLINE, "phone_gone")


def test_what_rings_at_a_vanished_phone_is_given_back_first(floor: Floor) -> None:
    anna, ola = floor.hire("anna"), floor.hire("ola")
    floor.ready(anna)
    caller = floor.call()
    floor.later(40)
    [offer] = floor.offer()
    floor.later(6)
    assert floor.do(activity.sweep) == (anna,)
    [kept] = floor.reservations()
    assert kept.state is ReservationState.CANCELED
    assert floor.task(caller).state is TaskState.WAITING
    floor.ready(ola)
    [again] = floor.offer()
    assert (again.task_id, again.agent_id) == (offer.task_id, ola)


def test_a_talk_is_not_ended_because_a_browser_was_reloaded(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    floor.call()
    floor.accept(*floor.offer())
    floor.later(600)
    assert floor.do(activity.sweep) == ()
    assert floor.doing(anna) is Activity.TALKING


def test_signing_out_gives_back_what_rings_but_never_drops_a_talk(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    caller = floor.call()
    floor.offer()
    assert floor.do(lambda db, at: activity.leave(db, anna, at))
    assert (floor.doing(anna), floor.task(caller).state) == (Activity.OFFLINE, TaskState.WAITING)
    assert not floor.do(lambda db, at: activity.leave(db, anna, at))
    floor.ready(anna)
    floor.accept(*floor.offer())
    assert not floor.do(lambda db, at: activity.leave(db, anna, at))
    assert floor.doing(anna) is Activity.TALKING


def test_wrap_up_asks_and_waits(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    caller = floor.call()
    floor.accept(*floor.offer())
    floor.do(lambda db, at: line.wrap(db, caller, anna, at))
    for minutes, is_asked in ((4, False), (2, True), (180, True)):
        floor.later(60 * minutes, anna)
        floor.round()
        with floor.store.read() as db:
            status = activity.status(db, anna)
        assert status.activity is Activity.WRAP_UP
        assert status.is_long_in_wrap_up(floor.at) is is_asked
    assert floor.do(lambda db, at: line.finish(db, caller, anna, "answered", at))
    assert floor.doing(anna) is Activity.READY


def test_whoever_finishes_without_a_phone_is_offline_not_ready(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    caller = floor.call()
    floor.accept(*floor.offer())
    floor.later(300)
    floor.do(lambda db, at: line.wrap(db, caller, anna, at))
    floor.do(lambda db, at: line.finish(db, caller, anna, "answered", at))
    assert floor.doing(anna) is Activity.OFFLINE


def test_hold_and_back(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    floor.call()
    floor.accept(*floor.offer())
    for what, becomes in (
        (Happening.HELD, Activity.HOLDING),
        (Happening.RESUMED, Activity.TALKING),
    ):
        assert floor.do(lambda db, at, what=what: activity.happened(db, anna, what, at))
        assert floor.doing(anna) is becomes


def test_what_comes_twice_or_late_moves_nobody(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    for what in (Happening.ANSWERED, Happening.HELD, Happening.WRAPPED, Happening.MISSED):
        assert not floor.do(lambda db, at, what=what: activity.happened(db, anna, what, at))
    assert floor.doing(anna) is Activity.READY


def test_only_answering_or_being_fetched_leads_into_a_call() -> None:
    into_a_call = {
        what
        for (now, what), to in moves.MOVES.items()
        if to in moves.IN_A_CALL and now not in moves.IN_A_CALL
    }
    assert into_a_call == {Happening.ANSWERED, Happening.ENGAGED}


def test_nobody_may_ask_for_what_only_the_house_gives() -> None:
    asked = set().union(*activity.ASKABLE.values())
    assert asked == {Activity.OFFLINE, Activity.READY, Activity.PAUSE, Activity.DESK}
