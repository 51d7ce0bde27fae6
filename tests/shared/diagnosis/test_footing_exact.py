"""What a likely rests on, exactly: how common is common, and who is anybody."""

from __future__ import annotations

import pytest

from shared.diagnosis import FactKey, Household, Known
from shared.diagnosis.check import CompiledRule
from shared.diagnosis.footing import anybody, common_suppositions, rests_on_assessment_only
from tests.shared.diagnosis.build import FACTS, ON, engine, fact, official, rule

HERE = "lives_in_lodz"


def compiled(*conditions: str | object, kind: str = "entitlement") -> CompiledRule:
    """One rule, compiled."""
    return engine(rule(*conditions, kind=kind)).compiled("service")


def commons(of: int, others: int, without: int = 0) -> int:
    """How many suppositions are common where so many rules ask for the city, so many do not."""
    here, there, empty = compiled(HERE), compiled("income < 5"), compiled()
    return len(common_suppositions([here] * of + [there] * others + [empty] * without))


@pytest.mark.parametrize(
    ("here", "others", "without", "is_common"),
    [
        (1, 0, 0, False),
        (2, 0, 0, True),
        (2, 4, 0, True),
        (2, 5, 0, False),
        (3, 6, 0, True),
        (3, 7, 0, False),
        (2, 4, 9, True),
        (1, 1, 0, False),
    ],
)
def test_common_is_what_every_third_rule_asks_and_two_at_least(
    here: int, others: int, without: int, is_common: bool
) -> None:
    assert commons(here, others, without) == int(is_common)


def test_only_what_is_said_to_be_so_is_common() -> None:
    denied, chosen = compiled(f"not {HERE}"), compiled("title = tenancy")
    assert common_suppositions([denied] * 3) == ()
    assert common_suppositions([chosen] * 3) == ()


def test_anybody_is_one_person_of_forty() -> None:
    assert anybody(FACTS) == Household({"household_size": Known(1)}, ({"age": Known(40)},))
    without_size = {"age": FACTS["age"]}
    assert anybody(without_size) == Household({}, ({"age": Known(40)},))
    endless = {**FACTS, "age": fact("age", "date", entity="person")}
    assert anybody(endless) == Household({"household_size": Known(1)})


def rests(*conditions: object, kind: str = "entitlement") -> bool:
    """Whether it rests on an official alone, for anybody who lives in the city."""
    tried = engine(rule(*conditions, kind=kind), rule(HERE, name="a"), rule(HERE, name="b"))
    common = common_suppositions(tried.compiled(one) for one in ("service", "a", "b"))
    frame = tried.frame(anybody(tried.facts), ON)
    found = rests_on_assessment_only(tried.compiled("service"), common, frame)
    assert frame.value_at(FactKey(HERE)) is None, "what was supposed is put back"
    return found


def test_what_holds_for_anybody_does_not_speak() -> None:
    assert rests(official())
    assert rests(HERE, official())
    assert rests("self(age = 40)", official())
    assert rests("not lives_in_lodz or limit > 5", official())


def test_what_not_everybody_is_speaks() -> None:
    assert not rests("self(age = 41)", official())
    assert not rests("title = tenancy", official())
    assert not rests("income < 5", official())


def test_without_an_official_there_is_nothing_to_rest_on() -> None:
    assert not rests(HERE)
    assert not rests()


def test_help_rests_on_nobodys_word() -> None:
    assert rests(HERE, official(), kind="help") is False
    assert rests(official(), kind="help") is False


def test_where_nothing_is_common_anybody_is_taken_as_they_are() -> None:
    one = compiled(HERE, official())
    frame = engine(rule(HERE)).frame(anybody(FACTS), ON)
    assert not rests_on_assessment_only(one, (), frame)
