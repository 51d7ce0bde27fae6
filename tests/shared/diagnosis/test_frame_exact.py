"""What a household says about each fact, and what is no answer at all."""

from __future__ import annotations

from datetime import date

import pytest

from shared.diagnosis import Between, Engine, FactKey, Household, Known, Reason, Unknown
from shared.diagnosis.frame import Frame
from tests.shared.diagnosis.build import FACTS, ON, PARAMETERS, engine, fact, rule

SIZE = FactKey("household_size")


def frame_of(of: Household) -> Frame:
    """What the rules look at."""
    return engine(rule("lives_in_lodz")).frame(of, ON)


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        ("lives_in_lodz", Known(False), False),
        ("lives_in_lodz", Unknown(Reason.WONT_SAY), None),
        ("income", Known(0), (0, 0)),
        ("income", Known(1_000_000), (1_000_000, 1_000_000)),
        ("income", Between(5, 5), (5, 5)),
        ("income", Between(0, 1_000_000), (0, 1_000_000)),
        ("income", Unknown(Reason.DONT_KNOW), (0, 1_000_000)),
        ("flat", Unknown(Reason.NOT_ASKED), (500, 30_000)),
        ("title", Known("none"), frozenset({"none"})),
        ("title", Unknown(Reason.DONT_KNOW), frozenset({"tenancy", "ownership", "none"})),
    ],
)
def test_what_an_answer_says(name: str, answer, expected: object) -> None:
    assert frame_of(Household({name: answer})).value_at(FactKey(name)) == expected


@pytest.mark.parametrize(
    ("name", "answer", "told"),
    [
        ("income", Known(-1), "income: out of range"),
        ("income", Known(1_000_001), "income: out of range"),
        ("income", Between(-1, 5), "income: out of range"),
        ("income", Between(5, 1_000_001), "income: out of range"),
        ("income", Between(6, 5), "income: not a range for this fact"),
        ("title", Between(1, 2), "title: not a range for this fact"),
        ("lives_in_lodz", Between(0, 1), "lives_in_lodz: not a range for this fact"),
        ("lives_in_lodz", Known(1), "lives_in_lodz: not an answer to this fact"),
        ("lives_in_lodz", Known("tak"), "lives_in_lodz: not an answer to this fact"),
        ("income", Known(True), "income: not an answer to this fact"),
        ("income", Known("5"), "income: not an answer to this fact"),
        ("title", Known("castle"), "title: not an answer to this fact"),
        ("title", Known(True), "title: not an answer to this fact"),
        ("shoe_size", Known(44), "answers to facts that are not asked here: shoe_size"),
        ("age", Known(44), "answers to facts that are not asked here: age"),
    ],
)
def test_what_is_no_answer(name: str, answer, told: str) -> None:
    with pytest.raises(ValueError, match=f"^{told}$"):
        frame_of(Household({name: answer}))


def test_who_asks_is_the_first_and_nobody_else() -> None:
    two = frame_of(Household({"household_size": Known(2)}))
    assert two.value_at(FactKey("role", 0)) == {"self"}
    assert two.value_at(FactKey("role", 1)) == {"partner", "child", "other"}
    with pytest.raises(ValueError, match=r"^role: only the first person is the one who asks$"):
        frame_of(Household({}, ({}, {"role": Known("self")})))


@pytest.mark.parametrize(
    ("size", "listed", "expected", "possible"),
    [
        (None, 1, (1, 6), 5),
        (None, 3, (3, 6), 3),
        (None, 6, (6, 6), 0),
        (Known(3), 1, (3, 3), 0),
        (Between(1, 4), 3, (3, 4), 1),
        (Between(2, 4), 1, (2, 4), 2),
        (Unknown(Reason.DONT_KNOW), 2, (2, 6), 4),
    ],
)
def test_how_many_there_may_be(size, listed: int, expected: tuple, possible: int) -> None:
    facts = {} if size is None else {"household_size": size}
    found = frame_of(Household(facts, ({},) * listed))
    assert (found.value_at(SIZE), found.possible) == (expected, possible)


def test_more_cannot_be_listed_than_there_can_be() -> None:
    with pytest.raises(
        ValueError, match=r"^household_size: more persons are listed than the household has$"
    ):
        frame_of(Household({}, ({},) * 7))


def test_a_content_without_sizes_or_roles_counts_those_who_are_listed() -> None:
    facts = {"age": FACTS["age"]}
    tried = Engine(facts, PARAMETERS, [rule("count(age > 17) = 1")], "hash")
    two = Household({}, ({"age": Known(30)}, {"age": Known(3)}))
    assert tried.frame(two, ON).possible == 0
    assert tried.assess(two, ON).results[0].verdict == "eligible"


BORN = fact(
    "birth_on", "date", entity="person", minimum=date(1900, 1, 1).toordinal(), maximum=800_000
)
AGE = fact("age", "int", entity="person", minimum=1, maximum=90, derived="years_since(birth_on)")
DATED = {"birth_on": BORN, "age": AGE}


@pytest.mark.parametrize(
    ("born", "age", "expected"),
    [
        ("2000-01-01", None, (26, 26)),
        ("2000-01-01", Known(26), (26, 26)),
        ("2000-01-01", Between(20, 40), (26, 26)),
        ("2000-01-01", Known(18), (18, 18)),
        ("1930-01-01", None, (90, 90)),
        ("1936-11-22", None, (90, 90)),
        ("2025-11-22", None, (1, 1)),
        (("1990-01-01", "2000-01-01"), None, (26, 36)),
        (("1990-01-01", "2000-01-01"), Between(20, 30), (26, 30)),
        (("1990-01-01", "2000-01-01"), Between(30, 50), (30, 36)),
        (("1990-01-01", "2000-01-01"), Between(36, 50), (36, 36)),
        (("1990-01-01", "2000-01-01"), Between(37, 50), (37, 50)),
        (("2000-01-01", "2026-11-22"), None, (1, 26)),
        (("1920-01-01", "2000-01-01"), None, (26, 90)),
    ],
)
def test_what_follows_from_a_date_narrows_what_was_told(born, age, expected: tuple) -> None:
    days = [
        date.fromisoformat(one).toordinal() for one in ([born] if isinstance(born, str) else born)
    ]
    told = Known(days[0]) if len(days) == 1 else Between(*days)
    person = {"birth_on": told} if age is None else {"birth_on": told, "age": age}
    tried = Engine(DATED, PARAMETERS, [rule("any(age > 3)")], "hash")
    assert tried.frame(Household({}, (person,)), ON).value_at(FactKey("age", 0)) == expected


def test_who_is_not_old_enough_to_be_there_is_refused() -> None:
    tried = Engine(DATED, PARAMETERS, [rule("any(age > 3)")], "hash")
    born = Household({}, ({"birth_on": Known(ON.toordinal())},))
    with pytest.raises(ValueError, match=r"^birth_on: not yet, on that day$"):
        tried.frame(born, ON)


def test_a_result_of_another_day_is_not_taken_for_that_of_this_one() -> None:
    moved = fact("moved_on", "date", minimum=1, maximum=ON.toordinal() + 900)
    tried = Engine({"moved_on": moved}, {}, [rule("months_since(moved_on) >= 6")], "hash")
    of = Household({"moved_on": Known(date(2026, 6, 1).toordinal())})
    verdicts = [tried.assess(of, day).results[0].verdict for day in (ON, date(2026, 12, 1))]
    assert verdicts == ["not_eligible", "eligible"]
    assert tried.assess(of, ON).results[0].verdict == "not_eligible"


def test_what_follows_from_a_date_of_the_household() -> None:
    moved = fact("moved_on", "date", minimum=1, maximum=ON.toordinal())
    here = fact("months_here", "int", maximum=999, derived="months_since(moved_on)")
    facts = {"moved_on": moved, "months_here": here}
    tried = Engine(facts, {}, [rule("months_here >= 6")], "hash")
    told = Household({"moved_on": Known(date(2026, 1, 22).toordinal())})
    assert tried.frame(told, ON).value_at(FactKey("months_here")) == (10, 10)


def test_each_date_told_is_used_whichever_others_are_not() -> None:
    here_on = fact("here_on", "date", entity="person", minimum=1, maximum=ON.toordinal())
    stay = fact("stay", "int", entity="person", maximum=999, derived="months_since(here_on)")
    tried = Engine({**DATED, "here_on": here_on, "stay": stay}, {}, [rule("any(stay > 3)")], "hash")
    of = Household({}, ({"here_on": Known(date(2026, 1, 22).toordinal())},))
    assert tried.frame(of, ON).value_at(FactKey("stay", 0)) == (10, 10)


def test_what_was_supposed_beside_is_let_go_of_with_what_it_rested_on() -> None:
    frame = frame_of(Household())
    frame.supposed["something"] = frame.twin()
    frame.put(FactKey("lives_in_lodz"), True)
    assert frame.supposed == {}


CONDITIONS = (
    "count(learns) >= 2",
    "any(role = child) or income < 5",
    "sum(wage) > 50 zł",
    "all(age > 17)",
    "self(age > 17) and household_size > 1",
)
PERSONS = (
    {"age": Known(40), "wage": Known(900)},
    {"learns": Known(True), "age": Known(3)},
    {"role": Known("child"), "learns": Known(True)},
)


def test_one_household_after_another_is_as_each_alone() -> None:
    """Whoever comes, leaves, or may be there beside, nothing is taken over from those before."""
    rules = [rule(one, name=f"s{number}") for number, one in enumerate(CONDITIONS)]
    seasoned = engine(*rules)
    sizes = (None, Known(1), Known(2), Known(3), Between(1, 2), Between(3, 5), Between(2, 6))
    for first in range(4):
        for size in (*sizes, *reversed(sizes)):
            facts = {} if size is None else {"household_size": size}
            room = {Known(1): 1, Known(2): 2, Between(1, 2): 2}.get(size, 3)
            of = Household(facts, PERSONS[:first][:room])
            assert seasoned.assess(of, ON) == engine(*rules).assess(of, ON)


def test_where_nobody_is_asked_how_many_there_are_those_listed_count() -> None:
    facts = {"age": FACTS["age"], "learns": FACTS["learns"]}
    rules = [rule("count(age > 17) = 1"), rule("any(learns)", name="other")]
    seasoned = Engine(facts, PARAMETERS, rules, "hash")
    grown, small = {"age": Known(40)}, {"age": Known(3), "learns": Known(True)}
    told = ((grown,), (grown, {}), (grown,), (grown, small), (grown, {}, {}), (grown, {}))
    for persons in told:
        of = Household({}, persons)
        assert seasoned.assess(of, ON) == Engine(facts, PARAMETERS, rules, "hash").assess(of, ON)
