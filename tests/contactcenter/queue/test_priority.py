"""Why somebody is before somebody else, and that nobody waits for ever."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import shared
from contactcenter import ROOT
from contactcenter.queue import aging, match, moves, priority
from contactcenter.queue.activity import PAUSE_REASONS, NotAllowed
from contactcenter.queue.skills import GENERAL, MATTER_SKILLS, STRICT, Able, Fit, Wanted, judge
from shared.models import Activity, TaskKind
from shared.web.translate import SHARED_LOCALES, Translator, rooms_of
from tests.contactcenter.queue.floor import Floor

LANGUAGES = ("pl", "uk", "en")
CODES = st.sampled_from(("city_flats", "labor", "social_work", "pjm"))
few = settings(derandomize=True, deadline=None, database=None, max_examples=60)
GENTLE = [reason for reason, rank in priority.REASONS.items() if rank > 0]


def test_danger_goes_before_everything_and_the_rest_before_nothing() -> None:
    assert priority.of(()) == priority.DEFAULT
    assert priority.of(("has_slip", "child", "danger")) == 0
    assert priority.of(("a word from tomorrow",)) == priority.DEFAULT


def test_the_line_is_served_by_priority_and_then_by_place(floor: Floor) -> None:
    names = [floor.hire(f"agent-{number}") for number in range(4)]
    plain = floor.call()
    floor.later(60)
    child, roof = floor.call(reasons=("child",)), floor.call(reasons=("no_roof_tonight",))
    danger = floor.call(reasons=("danger",))
    floor.ready(*names)
    assert [one.task_id for one in floor.offer()] == [danger, child, roof, plain]


def test_a_callback_keeps_the_place_the_caller_had(floor: Floor) -> None:
    anna = floor.hire("anna")
    had = floor.at
    floor.later(300)
    floor.call()
    kept = floor.call(kind=TaskKind.CALLBACK, place_at=had)
    floor.ready(anna)
    assert [one.task_id for one in floor.offer()] == [kept]


@pytest.mark.parametrize(
    ("kind", "minutes", "reasons", "rank"),
    [
        (TaskKind.CALL, 9, (), 5),
        (TaskKind.CALL, 10, ("waiting_long",), 3),
        (TaskKind.CALL, 30, ("waiting_very_long",), 1),
        (TaskKind.TICKET, 14, (), 5),
        (TaskKind.TICKET, 45, ("waiting_very_long",), 1),
        (TaskKind.VOICEMAIL, 200, (), 5),
        (TaskKind.VOICEMAIL, 240, ("waiting_long",), 3),
    ],
)
def test_a_long_wait_is_a_reason_by_itself(
    floor: Floor, kind: TaskKind, minutes: int, reasons: tuple[str, ...], rank: int
) -> None:
    caller = floor.call(kind=kind)
    floor.later(60 * minutes)
    floor.do(aging.age)
    assert (floor.task(caller).reasons, floor.task(caller).priority) == (reasons, rank)
    assert floor.do(aging.age) == 0


def test_a_promised_hour_does_not_count_as_waiting_before_it_comes(floor: Floor) -> None:
    hour = floor.at + timedelta(hours=2)
    caller = floor.call(kind=TaskKind.CALLBACK, not_before_at=hour, reasons=("callback_promised",))
    floor.later(7200)
    floor.do(aging.age)
    assert floor.task(caller).reasons == ("callback_promised",)


@few
@given(crowd=st.lists(st.sampled_from(GENTLE), min_size=1, max_size=80))
def test_nobody_starves_however_urgent_the_others_are(crowd: list[str]) -> None:
    """One agent, a talk of five minutes, and somebody of the crowd comes with every talk."""
    line: list[tuple[int, int, str]] = [(priority.DEFAULT, 0, "plain")]
    waited = 0
    for minute, reason in enumerate(crowd, start=1):
        line.append((priority.of((reason,)), minute, reason))
        aged = [(_aged(rank, minute * 5 - 5 * came), came, who) for rank, came, who in line]
        first = min(aged)
        line.remove(next(one for one in line if one[1:] == first[1:]))
        if first[2] == "plain":
            break
        waited = minute * 5
    assert waited <= priority.ON_THE_LINE.very_long.total_seconds() / 60


def test_somebody_without_any_reason_is_served_among_a_stream_of_children(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    plain = floor.call()
    served = []
    while plain not in served and len(served) < 20:
        floor.call(reasons=("child",))
        floor.see(anna)
        served.append(floor.serve(anna, 300))
    assert 1 < served.index(plain) <= 6


def _aged(rank: int, minutes: int) -> int:
    reason = priority.long_wait(TaskKind.CALL, timedelta(minutes=minutes))
    return min(rank, priority.of((reason,) if reason else ()))


@few
@given(
    wanted=st.lists(CODES, unique=True), held=st.lists(CODES, unique=True), waited=st.floats(0, 900)
)
def test_a_longer_wait_never_makes_an_agent_fit_less(
    wanted: list[str], held: list[str], waited: float
) -> None:
    need, able = Wanted("pl", tuple(wanted)), Able(("pl",), tuple(held))
    now = judge(need, able, waited, {"city_flats", "social_work"})
    later = judge(need, able, waited + 600, {"city_flats", "social_work"})
    assert now is Fit.NO or later is not Fit.NO
    if STRICT.intersection(wanted) - set(held):
        assert later is Fit.NO
    assert judge(need, Able(("uk",), tuple(held)), waited, ()) is Fit.NO


def test_the_lines_of_the_agencies_need_no_skill_the_queue_does_not_know() -> None:
    organizations = Path(shared.__file__).parent / "content" / "organizations"
    texts = [path.read_text(encoding="utf-8") for path in organizations.glob("*.yaml")]
    needed = {skill for text in texts for skill in re.findall(r"^ +skill: (\w+)", text, re.M)}
    assert "social_work" in needed
    assert needed <= {*MATTER_SKILLS, *GENERAL}
    assert judge(Wanted("pl", ("information",)), Able(("pl",)), 0, ()) is Fit.FULL


def test_everything_the_line_knows_a_word_for_can_be_said_in_every_language() -> None:
    say = Translator((SHARED_LOCALES, *rooms_of(ROOT / "locales"))).say
    keys = {
        *priority.sentence_keys(priority.REASONS),
        *(f"queue-pause-{reason}" for reason in (*PAUSE_REASONS, match.DID_NOT_ANSWER)),
        *(f"queue-decline-{reason}" for reason in match.DECLINE_REASONS),
        *(f"queue-pause-{reason}" for reason in match.DECLINE_REASONS if reason != "known_person"),
        *(f"queue-activity-{one}" for one in Activity),
        *(f"queue-refused-{one}" for one in NotAllowed),
        *(f"queue-match-{one}" for one in (Fit.RELAXED, Fit.ABSENT, "colleague_away")),
        *(f"queue-skill-{skill}" for skill in (*MATTER_SKILLS, *STRICT, *GENERAL)),
        f"queue-offline-{moves.PHONE_GONE}",
    }
    for language in LANGUAGES:
        assert "" not in {say(language, key.replace("_", "-")) for key in keys}
    assert len(priority.sentence_keys(("danger", "unheard_of", "child"))) == 2
