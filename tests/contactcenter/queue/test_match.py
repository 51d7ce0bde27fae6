"""Who is given to whom, and what becomes of an offer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from contactcenter.queue import line, match
from contactcenter.queue.match import Gone
from shared.models import Activity, PeriodSubject, ReservationState, TaskKind, TaskState
from shared.store import Store
from tests.contactcenter.queue.floor import Floor


def test_the_first_in_line_is_given_whoever_idled_longest(either_floor: Floor) -> None:
    floor = either_floor
    anna, marek = floor.hire("anna"), floor.hire("marek")
    floor.ready(marek)
    floor.later(5, marek)
    floor.ready(anna)
    first = floor.call()
    floor.later(1, anna, marek)
    second = floor.call()
    offers = floor.offer()
    assert [(one.task_id, one.agent_id) for one in offers] == [(first, marek), (second, anna)]
    assert floor.doing(anna) is floor.doing(marek) is Activity.RINGING
    assert {one.expires_at - floor.at for one in offers} == {timedelta(seconds=20)}


def test_who_is_kept_by_another_process_is_tried_once_however_long_the_line(
    postgresql_store: Store,
) -> None:
    floor = Floor(postgresql_store)
    floor.ready(floor.hire("anna"), floor.hire("marek"))
    for _ in range(9):
        floor.call()
    tried = []

    def listen(_one: object, _cursor: object, statement: str, *_rest: object) -> None:
        tried.append(statement.startswith("UPDATE agent_status"))

    with postgresql_store.write() as other, postgresql_store.write() as db:
        assert len(match.offer(other, floor.at)) == 2  # and nothing is committed yet
        event.listen(postgresql_store.engine, "before_cursor_execute", listen)
        assert match.offer(db, floor.at) == ()
    assert sum(tried) == 2
    event.remove(postgresql_store.engine, "before_cursor_execute", listen)


def test_turns_are_fair_whoever_was_given_somebody_goes_to_the_end(floor: Floor) -> None:
    names = [floor.hire(name) for name in ("anna", "marek", "ola")]
    served = []
    for name in names:
        floor.later(1)
        floor.ready(name)
    for _ in range(6):
        floor.later(10, *names)
        floor.call()
        [offer] = floor.offer()
        floor.accept(offer)
        floor.later(30, *names)
        floor.do(lambda db, at, one=offer: line.finish(db, one.task_id, one.agent_id, "done", at))
        served.append(offer.agent_id)
    assert served == names * 2


def test_the_language_must_match(floor: Floor) -> None:
    anna, marek = floor.hire("anna", "pl", "en"), floor.hire("marek", "pl", "uk")
    floor.ready(anna)
    caller = floor.call("uk")
    floor.later(3600, anna)
    assert floor.offer() == ()
    floor.ready(marek)
    assert [(one.task_id, one.agent_id) for one in floor.offer()] == [(caller, marek)]


def test_sign_language_is_never_relaxed(floor: Floor) -> None:
    anna, ola = floor.hire("anna"), floor.hire("ola", "pl", skills=("pjm",))
    floor.ready(anna)
    floor.call(kind=TaskKind.KIOSK_CALL, skills=("pjm",))
    floor.later(3600, anna)
    assert floor.offer() == ()
    floor.ready(ola)
    assert [one.agent_id for one in floor.offer()] == [ola]


def test_who_knows_the_matter_goes_before_who_idled_longest(floor: Floor) -> None:
    anna, marek = floor.hire("anna"), floor.hire("marek", "pl", skills=("housing",))
    floor.ready(anna)
    floor.later(30, anna)
    floor.ready(marek)
    wanting = floor.call(skills=("housing",))
    assert [(one.task_id, one.agent_id) for one in floor.offer()] == [(wanting, marek)]


def test_the_matter_is_relaxed_after_a_stated_time_and_the_reason_is_kept(
    either_floor: Floor,
) -> None:
    floor = either_floor
    anna, marek = floor.hire("anna"), floor.hire("marek", "pl", skills=("housing",))
    floor.ready(marek)
    floor.call()
    floor.offer()
    floor.ready(anna)
    caller = floor.call(skills=("housing",))
    floor.later(89, anna, marek)
    assert floor.offer() == ()
    floor.later(1, anna, marek)
    assert [(one.task_id, one.agent_id) for one in floor.offer()] == [(caller, anna)]
    assert floor.stretches(PeriodSubject.TASK, caller)[-1].reason == "skill_relaxed"


def test_nobody_waits_for_a_skill_that_is_not_at_work_today(floor: Floor) -> None:
    anna, marek = floor.hire("anna"), floor.hire("marek", "pl", skills=("housing",))
    floor.ready(anna)
    caller = floor.call(skills=("housing",))
    assert [one.agent_id for one in floor.offer()] == [anna]
    assert floor.stretches(PeriodSubject.TASK, caller)[-1].reason == "skill_absent"
    assert floor.doing(marek) is Activity.OFFLINE


def test_accepting_makes_it_theirs_and_twice_makes_it_no_more(either_floor: Floor) -> None:
    floor = either_floor
    anna, ola = floor.hire("anna"), floor.hire("ola")
    floor.ready(anna)
    caller = floor.call()
    [offer] = floor.offer()
    assert (
        floor.do(lambda db, at: match.accept(db, offer.reservation_id, ola, at)) is Gone.NOT_YOURS
    )
    floor.accept(offer)
    held = floor.task(caller)
    assert (held.state, held.agent_id) == (TaskState.ASSIGNED, anna)
    assert floor.doing(anna) is Activity.TALKING
    assert floor.accept(offer) is Gone.SETTLED
    assert floor.do(lambda db, at: match.accept(db, "unheard-of", anna, at)) is Gone.NOT_YOURS


def test_whoever_misses_an_offer_pauses_and_the_caller_goes_to_the_next(
    either_floor: Floor,
) -> None:
    floor = either_floor
    anna, ola = floor.hire("anna"), floor.hire("ola")
    floor.ready(anna)
    caller = floor.call()
    floor.offer()
    floor.later(19, anna)
    assert floor.round().expired == 0
    floor.later(1, anna)
    assert floor.round().expired == 1
    assert (floor.doing(anna), floor.reason(anna)) == (Activity.PAUSE, "did_not_answer")
    floor.ready(ola)
    assert [(one.task_id, one.agent_id) for one in floor.offer()] == [(caller, ola)]
    assert [one.state for one in floor.reservations()] == [
        ReservationState.TIMED_OUT,
        ReservationState.PENDING,
    ]


def test_a_missed_task_is_not_offered_to_the_same_agent_in_a_loop(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    caller = floor.call()
    [offer] = floor.offer()
    assert floor.decline(offer, "known_person")
    assert floor.doing(anna) is Activity.READY
    assert floor.offer() == ()
    other = floor.call()
    assert [one.task_id for one in floor.offer()] == [other]
    assert floor.task(caller).state is TaskState.WAITING


def test_nobody_is_left_for_good_because_the_only_agent_declined_once(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    caller = floor.call()
    assert floor.decline(floor.offer()[0], "known_person")
    floor.later(121, anna)
    assert [one.task_id for one in floor.offer()] == [caller]


@pytest.mark.parametrize("reason", [r for r in match.DECLINE_REASONS if r != match.KNOWN_PERSON])
def test_declining_has_a_reason_and_leads_to_a_pause(floor: Floor, reason: str) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    caller = floor.call()
    [offer] = floor.offer()
    assert not floor.decline(offer, "no mood")
    assert floor.decline(offer, reason)
    assert not floor.decline(offer, reason)
    assert (floor.doing(anna), floor.reason(anna)) == (Activity.PAUSE, reason)
    assert floor.stretches(PeriodSubject.TASK, caller)[-1].reason == reason


def test_a_caller_who_hangs_up_quietens_the_phone(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    caller = floor.call()
    [offer] = floor.offer()
    assert floor.do(lambda db, at: line.leave(db, caller, "hung_up", at))
    assert floor.doing(anna) is Activity.READY
    assert floor.accept(offer) is Gone.SETTLED
    assert floor.task(caller).state is TaskState.CANCELED
    assert not floor.do(lambda db, at: line.leave(db, caller, "hung_up", at))


def test_somebody_promised_to_one_agent_waits_for_them_and_not_for_ever(
    either_floor: Floor,
) -> None:
    floor = either_floor
    anna, ola = floor.hire("anna"), floor.hire("ola")
    floor.ready(anna, ola)
    one = floor.call(only_agent_id=ola)
    assert [(offer.task_id, offer.agent_id) for offer in floor.offer()] == [(one, ola)]
    other = floor.call(only_agent_id=ola)
    assert floor.offer() == ()
    floor.later(300, anna, ola)
    assert [(offer.task_id, offer.agent_id) for offer in floor.offer()] == [(other, anna)]


def test_whoever_asks_for_somebody_who_is_not_here_is_everybodys(floor: Floor) -> None:
    anna, ola = floor.hire("anna"), floor.hire("ola")
    floor.ready(anna)
    caller = floor.call(only_agent_id=ola)
    assert [(one.task_id, one.agent_id) for one in floor.offer()] == [(caller, anna)]
    reasons = [one.reason for one in floor.stretches(PeriodSubject.TASK, caller)]
    assert "colleague_away" in reasons


def test_a_callback_waits_for_its_hour(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    hour = floor.at + timedelta(hours=1)
    floor.call(kind=TaskKind.CALLBACK, not_before_at=hour)
    assert floor.offer() == ()
    assert floor.take(anna, TaskKind.CALLBACK) is None
    floor.later(3600, anna)
    assert [one.agent_id for one in floor.offer()] == [anna]


def test_pulled_work_moves_a_ready_agent_to_the_desk_and_back(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    ticket = floor.call(kind=TaskKind.TICKET)
    assert floor.offer() == ()
    assert floor.take(anna, TaskKind.TICKET) == ticket
    assert (floor.doing(anna), floor.reason(anna)) == (Activity.DESK, "ticket")
    floor.do(lambda db, at: line.finish(db, ticket, anna, "served", at))
    assert floor.doing(anna) is Activity.READY


def test_nobody_takes_work_while_a_call_rings_or_goes_on(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    floor.call()
    floor.call(kind=TaskKind.TICKET)
    [offer] = floor.offer()
    assert floor.take(anna) is None
    floor.accept(offer)
    assert floor.take(anna) is None


def test_pulled_work_keeps_to_language_and_sign_language_but_help_is_for_all(
    either_floor: Floor,
) -> None:
    floor = either_floor
    anna = floor.hire("anna")
    floor.call("uk", kind=TaskKind.TICKET)
    floor.call("pl", kind=TaskKind.TICKET, skills=("pjm",))
    assert floor.take(anna) is None
    helped = floor.call("uk", kind=TaskKind.HELP)
    assert floor.take(anna) == helped
    ola = floor.hire("ola", "pl", skills=("pjm",))
    assert floor.take(ola, TaskKind.TICKET) is not None
