"""Made-up households: complete, free of contradictions, as the shares have them, the same twice."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import msgspec
import pytest

from shared.bundle.knowledge import Content, Knowledge, know
from shared.diagnosis import Fact, Household, Known, read_household
from shared.diagnosis.answers import write_household
from shared.simulation.groups import GROUPS
from shared.simulation.households import as_document, households
from shared.simulation.shares import Group, lodz
from tests.city import real_knowledge
from tests.shared.diagnosis.build import ON, fact

DAYS = (ON, date(2024, 2, 29), date(2025, 2, 28), date(2026, 12, 31))


@cache
def some() -> tuple[Household, ...]:
    """Enough to see shares in."""
    return tuple(households(real_knowledge(), 700, 7, ON))


def value(household: Household, name: str, person: int | None = None) -> int | bool | str:
    answers = household.facts if person is None else household.persons[person]
    answer = answers[name]
    assert isinstance(answer, Known)
    return answer.value


def everybody() -> list[dict[str, int | bool | str]]:
    return [
        {name: value(one, name, index) for name in one.persons[index]}
        for one in some()
        for index in range(len(one.persons))
    ]


def test_everything_the_content_can_ask_is_known() -> None:
    facts = real_knowledge().facts
    of_person = {name for name, one in facts.items() if one.entity == "person"}
    for household in some():
        assert set(household.facts) == set(facts) - of_person
        assert all(set(person) == of_person for person in household.persons)
        assert value(household, "household_size") == len(household.persons)


@pytest.mark.parametrize("on", DAYS)
def test_they_are_read_back_without_a_contradiction(on: date) -> None:
    facts = real_knowledge().facts
    for household in households(real_knowledge(), 80, 3, on):
        assert read_household(write_household(household, facts), facts, on) == household


def test_a_file_tells_dates_of_birth_and_leaves_the_ages_to_the_day() -> None:
    household = next(households(real_knowledge(), 1, 5, ON))
    document = as_document(household, real_knowledge().facts)
    first = document["persons"][0]
    assert "birth_on" in first
    assert "age" not in first
    read = read_household(document, real_knowledge().facts, ON)
    before = real_knowledge().engine.assess(household, ON)
    assert real_knowledge().engine.assess(read, ON).results == before.results


def test_the_same_seed_gives_the_same_ones_and_fewer_are_the_first() -> None:
    again = tuple(households(real_knowledge(), 20, 7, ON))
    assert again == some()[:20]
    assert tuple(households(real_knowledge(), 20, 8, ON)) != again


def test_one_asks_and_incomes_add_up() -> None:
    for household in some():
        roles = [value(household, "role", index) for index in range(len(household.persons))]
        assert roles[0] == "self"
        assert "self" not in roles[1:]
        own = [value(household, "own_income_month", index) for index in range(len(roles))]
        assert value(household, "income_month") == sum(own)


def test_nobody_is_what_they_cannot_be() -> None:
    for person in everybody():
        age = person["age"]
        if 7 <= age <= 18:
            assert person["learns"] is True
        if age < 18:
            assert person["own_income_month"] == 0
            assert person["employed"] is person["studies_at_university"] is False
        assert (person["disability"] != "child_certificate") or age < 16
        assert person["support_points"] == 0 or person["disability"] != "none"
        assert not person["in_nursery"] or 1 <= age < 3
        assert person["learns"] or not person["learns_by_day"]


def test_what_is_said_of_the_home_is_true_of_its_persons() -> None:
    for household in some():
        persons = range(len(household.persons))
        babies = [
            index
            for index in persons
            if value(household, "role", index) == "child" and value(household, "age", index) == 0
        ]
        assert value(household, "baby_under_12_months") == bool(babies)
        assert value(household, "funeral_paid") or value(household, "funeral_costs") == 0


def test_they_are_as_many_as_the_shares_say() -> None:
    sizes = Counter(len(household.persons) for household in some())
    for size, share in lodz().sizes.shares.items():
        assert sizes[int(size)] / len(some()) == pytest.approx(share, abs=0.05)
    people = everybody()
    children = sum(person["age"] < 18 for person in people) / len(people)
    old = sum(person["age"] >= 65 for person in people) / len(people)
    assert children == pytest.approx(0.16, abs=0.05)  # the ages that `lodz.toml` names
    assert old == pytest.approx(0.24, abs=0.05)


def with_facts(*more: Fact) -> Knowledge:
    """The content with more to ask, and without the roles and certificates it has now."""
    role = fact("role", "choice", entity="person", choices=("self", "relative"))
    kept = [one for one in real_knowledge().content.facts if one.id not in {"role", "disability"}]
    content: Content = msgspec.structs.replace(real_knowledge().content, facts=(*kept, role, *more))
    return know(content)


def test_facts_nobody_gave_a_share_for_are_drawn_by_the_default() -> None:
    many = {"minimum": 3, "maximum": 5000}
    since_on = fact("lost_work_on", "date", minimum=693_596, maximum=767_009)
    derived = fact("months_jobless", "int", minimum=0, maximum=12)
    more = (
        fact("new_truth", "bool"),
        fact("new_choice", "choice", entity="person", choices=("yes", "no", "perhaps")),
        fact("new_number", "int", entity="person", **many),
        fact("new_money", "money", **many),
        fact("new_day", "date", minimum=693_596, maximum=767_009),
        since_on,
        msgspec.structs.replace(derived, derived="months_since(lost_work_on)"),
    )
    knowledge = with_facts(*more)
    drawn = list(households(knowledge, 300, 11, ON))
    for household in drawn:
        document = write_household(household, knowledge.facts)
        assert read_household(document, knowledge.facts, ON) == household
    yes = sum(bool(value(one, "new_truth")) for one in drawn)
    assert 0 < yes < 60
    choices = Counter(value(one, "new_choice", 0) for one in drawn)
    assert choices["no"] > 200
    assert sum(value(one, "new_number", 0) == 3 for one in drawn) > 200
    assert {value(one, "role", 1) for one in drawn if len(one.persons) > 1} == {"relative"}
    assert 0 < sum(value(one, "months_jobless") > 0 for one in drawn) < 90


def test_every_share_names_a_group_and_every_weight_is_a_share_of_one() -> None:
    shares = lodz()
    weights = [shares.sizes.shares, *(shares.kinds.of(size) for size in (1, 2, 3, 4))]
    ages = shares.ages
    weights += [ages.single, ages.couple, ages.eldest_child, ages.other]
    for name, one in shares.facts.items():
        assert one.source, name
        for group in one.where:
            assert group.who in GROUPS, name
            assert _ways(group) == 1, name
            weights += [group.choices] if group.choices else []
    for one in weights:
        assert sum(one.values()) == pytest.approx(1)


def _ways(group: Group) -> int:
    return sum(way is not None for way in (group.yes, group.choices, group.between))


def test_choices_named_in_a_share_are_choices_of_the_content() -> None:
    facts = real_knowledge().facts
    for name, one in lodz().facts.items():
        if name in facts:
            named = {choice for group in one.where for choice in group.choices or {}}
            assert named <= set(facts[name].choice_ids), name
