"""Who is listed, who is not, and what becomes of them when an answer changes."""

from __future__ import annotations

import pytest

from shared.diagnosis import Between, FactKey, Household, Known, Reason, Unknown
from shared.diagnosis.household import NOT_ASKED

SIZE = FactKey("household_size")
FIVE = Known(5)


def test_why_a_fact_is_not_known() -> None:
    assert [str(one) for one in Reason] == ["not_asked", "dont_know", "wont_say"]


def test_persons_up_to_the_one_told_of_are_listed() -> None:
    third = Household().answer(FactKey("age", 2), FIVE)
    assert third.persons == ({}, {}, {"age": FIVE})
    second = Household().answer(FactKey("age", 1), FIVE)
    assert second.persons == ({}, {"age": FIVE})
    between = third.answer(FactKey("age", 1), Known(9))
    assert between.persons == ({}, {"age": Known(9)}, {"age": FIVE})
    assert between.answer(FactKey("age", 0), Known(40)).persons[1:] == between.persons[1:]


def test_of_nobody_nothing_is_known() -> None:
    two = Household(persons=({}, {"age": FIVE}))
    assert two.get(FactKey("age", 1)) == FIVE
    assert two.get(FactKey("age", 2)) == NOT_ASKED
    assert two.get(FactKey("age", 7)) == NOT_ASKED
    assert two.get(FactKey("age", 0)) == NOT_ASKED
    assert two.get(FactKey("role", 0)) == Known("self")
    assert two.get(FactKey("role", 1)) == NOT_ASKED
    assert two.get(FactKey("income")) == NOT_ASKED


@pytest.mark.parametrize(
    ("size", "listed"),
    [(Known(3), 3), (Between(2, 4), 2), (Unknown(Reason.DONT_KNOW), 1), (None, 1), (Known(1), 1)],
)
def test_a_known_size_lists_everybody(size, listed: int) -> None:
    assert len(Household({} if size is None else {"household_size": size}).persons) == listed


@pytest.mark.parametrize(
    ("size", "told", "listed"),
    [
        (Known(2), 3, 2),
        (Known(3), 3, 3),
        (Known(4), 3, 4),
        (Between(1, 2), 3, 2),
        (Between(1, 5), 3, 3),
        (Unknown(Reason.WONT_SAY), 3, 3),
    ],
)
def test_a_smaller_size_lets_the_last_go(size, told: int, listed: int) -> None:
    persons = tuple({"age": Known(age)} for age in range(told))
    assert len(Household(persons=persons).answer(SIZE, size).persons) == listed


def test_blank_persons_go_with_the_size_that_listed_them() -> None:
    three = Household({"household_size": Known(3)})
    assert three.forget(SIZE).persons == ({},)
    assert three.forget(SIZE).facts == {}
    told = three.answer(FactKey("age", 1), FIVE)
    assert told.forget(SIZE).persons == ({}, {"age": FIVE})
    assert told.forget(FactKey("age", 1)).persons == ({}, {}, {})
    assert told.answer(FactKey("income"), FIVE).forget(FactKey("income")) == told


def test_who_cannot_tell_the_exact_number_keeps_the_range() -> None:
    key = FactKey("income")
    told = Household({"income": Between(1, 9)})
    unsaid = told.answer_exactly(key, Unknown(Reason.WONT_SAY))
    assert unsaid.get(key) == Between(1, 9, Reason.WONT_SAY)
    assert told.answer_exactly(key, Known(4)).get(key) == Known(4)
    assert told.answer_exactly(key, NOT_ASKED).get(key) == NOT_ASKED
    assert Household().answer_exactly(key, Unknown(Reason.DONT_KNOW)).get(key) == Unknown(
        Reason.DONT_KNOW
    )
    assert told.answer(key, Unknown(Reason.DONT_KNOW)).get(key) == Unknown(Reason.DONT_KNOW)


def test_more_listed_than_there_are() -> None:
    with pytest.raises(ValueError, match="more persons are listed than the household has"):
        Household({"household_size": Between(1, 2)}, ({}, {}, {}))
    assert len(Household({"household_size": Between(1, 3)}, ({}, {}, {})).persons) == 3
