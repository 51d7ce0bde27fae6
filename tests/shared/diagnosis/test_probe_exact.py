"""Trying one rule on other ages and numbers: every way, no way twice, and all put back."""

from __future__ import annotations

import pytest

from shared.diagnosis import Between, FactKey, Household, Known, Verdict
from shared.diagnosis.coming import told_ages
from shared.diagnosis.probe import (
    MOST_TRIES,
    Possible,
    codes_of,
    failed,
    first_not_ruled_out,
    in_doubt,
    is_no,
    last_not_ruled_out,
    possible,
)
from tests.shared.diagnosis.build import ON, engine, household, official, rule

YES, NO, OPEN = Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.UNKNOWN


def ways(*conditions: object, ages: tuple[tuple[int, int], ...], **facts: object) -> Possible:
    """What may come out for persons between these ages; the frame is left as it was."""
    tried = engine(rule(*conditions))
    persons = tuple({"age": Between(*one) if one[0] < one[1] else Known(one[0])} for one in ages)
    of = Household(household(**facts).facts, persons).answer(
        FactKey("household_size"), Known(len(persons))
    )
    frame = tried.frame(of, ON)
    found = possible(tried.compiled("service"), frame, told_ages(of))
    for index, one in enumerate(ages):
        assert frame.value_at(FactKey("age", index)) == one
    return found


def test_every_age_there_may_be_is_tried_and_no_other() -> None:
    found = ways("(self(age) < 12 or income < 5) and self(age) < 13", ages=((10, 12),))
    assert found == Possible((YES, OPEN), fits=True, surely_fits=True, waits=False)
    sure = ways("self(age) < 13", ages=((10, 12),))
    assert sure == Possible((YES,), fits=True, surely_fits=True, waits=False)
    never = ways("self(age) > 12", ages=((10, 12),))
    assert never == Possible((NO,), fits=False, surely_fits=False, waits=False)
    either = ways("self(age) > 11", ages=((10, 12),))
    assert either == Possible((YES, NO), fits=True, surely_fits=False, waits=False)


def test_what_no_age_can_decide_is_left_open() -> None:
    assert ways("income < 5", ages=((10, 12),)) == Possible(
        (OPEN,), fits=True, surely_fits=True, waits=False
    )
    assert ways("income < future", ages=((10, 12),), income=1) == Possible(
        (OPEN,), fits=False, surely_fits=False, waits=True
    )


def test_a_no_does_not_wait_for_what_is_not_announced() -> None:
    waiting = ways("self(age) < 12", "income < future", ages=((11, 12),), income=1)
    assert waiting == Possible((NO, OPEN), fits=False, surely_fits=False, waits=True)
    decided = ways(
        "self(age) < 12", "self(age) < 12 or income < future", ages=((11, 12),), income=1
    )
    assert decided == Possible((YES, NO), fits=True, surely_fits=False, waits=False)


TOO_MANY = Possible((OPEN,), fits=True, surely_fits=False, waits=False)
ODD = "count(age = 3) = 1 or count(age = 5) = 2"


def test_sixty_four_ways_are_tried_and_more_are_not() -> None:
    assert ways(ODD, ages=((0, 7), (0, 7))).verdicts == (YES, NO)
    assert ways(ODD, ages=((0, 4), (0, 12))) == TOO_MANY
    assert ways(f"({ODD}) and income < future", ages=((0, 4), (0, 12)), income=1) == Possible(
        (OPEN,), fits=False, surely_fits=False, waits=True
    )


def test_only_the_ages_that_matter_are_tried() -> None:
    found = ways("self(age) > 11", ages=((10, 12), (0, 60), (0, 60)))
    assert found.verdicts == (YES, NO)
    assert found.fits


def test_the_conditions_that_say_no() -> None:
    tried = engine(rule("income < 5", official(), "lives_in_lodz", "costs < 5"))
    assessment = tried.assess(household(income=9, costs=1), ON)
    compiled, frame = tried.compiled("service"), tried.frame(assessment.household, ON)
    codes = codes_of(compiled)
    assert len(codes) == 3
    assert failed(compiled, assessment.results[0]) == (codes[0],)
    assert is_no(codes, frame)
    assert is_no(codes[::-1], frame)
    assert not is_no(codes[1:], frame)
    assert set(in_doubt(compiled, frame).weights) == {FactKey("lives_in_lodz")}


def test_the_search_gives_up_after_so_many_tries_and_not_before() -> None:
    asked: list[tuple[int, int]] = []

    def is_ruled_out(first: int, last: int) -> bool:
        asked.append((first, last))
        return first == last

    assert first_not_ruled_out(0, 10**6, is_ruled_out) is None
    assert len(asked) == MOST_TRIES == 600
    asked.clear()
    assert first_not_ruled_out(0, 99, is_ruled_out) is None
    assert sum(first == last for first, last in asked) == 100, "each number once"
    assert len(asked) == len(set(asked)) == 199


@pytest.mark.parametrize(
    ("low", "high", "fitting", "first", "last"),
    [
        (0, 100, {7, 50}, 7, 50),
        (0, 100, {0}, 0, 0),
        (0, 100, {100}, 100, 100),
        (-9, -3, {-5}, -5, -5),
        (3, 3, {3}, 3, 3),
        (4, 3, {3, 4}, None, None),
        (0, 100, set(), None, None),
        (0, 100, {101, -1}, None, None),
    ],
)
def test_the_first_and_the_last_that_fit(
    low: int, high: int, fitting: set[int], first: int | None, last: int | None
) -> None:
    def is_ruled_out(least: int, most: int) -> bool:
        return not any(least <= one <= most for one in fitting)

    assert first_not_ruled_out(low, high, is_ruled_out) == first
    assert last_not_ruled_out(low, high, is_ruled_out) == last
