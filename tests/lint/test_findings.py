"""Each fault the lint is there for, planted in a small content, is found; the sound one is not."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from shared.bundle import Knowledge
from shared.bundle.files import Case, Expected
from shared.bundle.knowledge import Content, know
from shared.diagnosis import Amount, Rule
from shared.diagnosis.model import Exclusion
from tests.lint import asked, bands, findings, idle, paid, periods, reach, thresholds
from tests.lint.ask import Answer, Asker
from tests.lint.checks import checks, lint
from tests.lint.findings import Finding, outdated, unlisted
from tests.lint.view import ALL_SIZES, Book
from tests.lint.worth import YES, opposite
from tests.shared.diagnosis.build import (
    FACTS,
    ON,
    PARAMETERS,
    fact,
    official,
    parameter,
    rule,
    since,
)


def book_of(*rules: Rule, parameters=(), facts=FACTS) -> Book:
    """A book of small rules."""
    content = Content(
        services=(),
        rules=rules,
        topics=(),
        facts=tuple(facts.values()),
        parameters=(*PARAMETERS.values(), *parameters),
        organizations=(),
        locations=(),
        documents=(),
        acts=(),
    )
    return Book(Knowledge(content, know(content).content_hash))


def case(expected: str, **household: object) -> Case:
    """A worked example about one person."""
    return Case(
        name="przykład",
        on=ON,
        expect=Expected(verdict=expected),
        source="policzone",
        validated_by="to_confirm",
        household={"household_size": 1, **household},
    )


def said(found) -> list[str]:
    return [str(one) for one in found]


SOUND = rule(
    "income <= limit or any(learns)",
    "lives_in_lodz",
    amount="max(100, limit - income)",
    documents={"papers": "title = tenancy"},
)
AT = [case("not_eligible", income="1010.01"), case("eligible", income="1010.00")]
AT = [replace(one, household={**one.household, "lives_in_lodz": True}) for one in AT]
AT = [replace(one, persons=({"role": "self", "learns": False},)) for one in AT]


def test_a_sound_rule_is_left_alone() -> None:
    book = book_of(SOUND)
    for check in checks({"service": AT}):
        if check not in {asked.facts, periods.coverage}:
            assert said(check(book)) == []


def test_a_verdict_nobody_reaches_is_found_with_its_days() -> None:
    ends = parameter(
        "taken", "number", since("1", to_on=date(2026, 1, 31)), since("0", "2026-02-01")
    )
    book = book_of(rule("lives_in_lodz", "taken = 1"), parameters=[ends])
    assert said(reach.verdicts(book)) == ["reach: service: nobody fits since 2026-02-01"]
    book = book_of(rule("lives_in_lodz", "income > 500 and income < 400"))
    assert said(reach.verdicts(book)) == ["reach: service: nobody fits since 2015-01-01"]
    book = book_of(rule("income <= 400 or income > 300"))
    assert said(reach.verdicts(book)) == ["reach: service: nobody is refused since 2015-01-01"]
    assert said(reach.verdicts(book_of(rule("income > 5 and income < 4", kind="help")))) == []


def test_a_condition_that_never_says_no_is_found() -> None:
    book = book_of(rule("income <= limit", "income <= limit + 1 or lives_in_lodz"))
    assert said(reach.conditions(book)) == ["dead: service/conditions/condition_1: never says no"]


@pytest.mark.parametrize(
    ("when", "problem"),
    [
        ("income > 700", "nobody needs it"),
        ("income < 700 or income > 800", "everybody needs it"),
    ],
)
def test_a_document_nobody_or_everybody_needs_is_found(when: str, problem: str) -> None:
    book = book_of(rule("income <= 600", documents={"papers": when}))
    assert said(reach.documents(book)) == [f"dead: service/documents/papers: {problem}"]


@pytest.mark.parametrize(
    ("condition", "amount", "problem"),
    [
        ("income <= 600", "500 - income", "is: may be below zero"),
        ("income <= 600", "600 - income", "is: may be nothing"),
        ("income <= 600", "(600.01 - income) / household_size", "is: may be nothing"),
        ("lives_in_lodz", "income / costs", "is: may be below zero"),
    ],
)
def test_an_amount_of_nothing_or_less_is_found(condition: str, amount: str, problem: str) -> None:
    book = book_of(rule(condition, amount=f"{amount} * 1 zł" if "costs" in amount else amount))
    assert said(paid.amounts(book)) == [f"amount: service/amount/{problem}"]


def test_from_more_than_to_is_found() -> None:
    amount = Amount(period="month", lowest="100", highest="max(50, 400 - income)")
    book = book_of(rule("income <= 600", amount=amount))
    assert said(paid.amounts(book)) == ["amount: service/amount: may be from more than to"]


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        (("income <= 400 or income <= 500",), "no `or` part `income <= 400`"),
        (("income < 400", "lives_in_lodz or income > 450"), "no `or` part `income > 450`"),
        (("income <= 500 and income <= 600",), "no `and` part `income <= 600`"),
        (("income > 500", "costs <= if(income > 400, 100, 50)"), "always `income > 400`"),
        (("min(income, 900) <= 500",), "no `min` part `900`"),
        (("title in {tenancy, ownership}", "title != ownership"), "no choice `ownership`"),
        (("any(age >= 18 where age >= 17)",), "no guard `age >= 17`"),
    ],
)
def test_a_part_on_which_nothing_hangs_is_found(conditions: tuple[str, ...], found: str) -> None:
    assert any(one.endswith(found) for one in said(idle.parts(book_of(rule(*conditions)))))


def test_a_part_of_a_formula_on_which_nothing_hangs_is_found() -> None:
    own = rule("half <= 500", definitions={"half": "if(income >= 0, income, costs) / 2"})
    assert said(idle.parts(book_of(own))) == [
        "idle: service/definitions/half: always `income >= 0`",
    ]


def test_what_is_idle_for_two_and_not_for_five_is_not_found() -> None:
    assert said(idle.parts(book_of(rule("household_size <= 3 or lives_in_lodz")))) == []
    assert said(reach.verdicts(book_of(rule("count(learns) >= 5")))) == []


def test_a_fact_that_changes_nothing_is_found() -> None:
    book = book_of(rule("income <= 500 and costs >= 0", "lives_in_lodz"))
    found = said(asked.facts(book))
    assert "fact: costs: changes nothing for anybody" in found
    assert "fact: income: changes nothing for anybody" not in found


def test_an_exclusion_of_what_excludes_itself_is_found() -> None:
    poor = rule("income <= 500", name="poor")
    rich = replace(
        rule("income > 500", name="rich"), excludes=(Exclusion(services=("poor",), about="person"),)
    )
    told = "excludes: rich: poor is excluded, which the conditions see to already"
    assert said(asked.exclusions(book_of(poor, rich))) == [told]
    both = rule("income <= 600", name="poor")
    assert said(asked.exclusions(book_of(both, rich))) == []


def test_days_without_a_number_are_found() -> None:
    gone = parameter("gone", "money", since("5", "2020-01-01", to_on=date(2024, 12, 31)))
    book = book_of(rule("income <= gone"), parameters=[gone])
    assert said(periods.coverage(book)) == ["period: service: gone says nothing 2025-01-01…"]
    torn = (since("5", "2020-01-01", to_on=date(2024, 1, 1)), since("6", "2024-01-03"))
    book = book_of(rule("income <= gone"), parameters=[parameter("gone", "money", *torn)])
    assert "period: gone: 2024-01-03 does not follow the value before" in said(
        periods.parameters(book)
    )


def test_a_threshold_without_its_examples_is_found() -> None:
    book = book_of(rule("income <= limit"))
    near = [case("not_eligible", income="1010.01"), case("eligible", income="1000.00")]
    told = "threshold: service: no example"
    assert said(thresholds.untried(book, {"service": near})) == [
        f"{told} exactly at `income <= limit`"
    ]
    far = [case("eligible", income="1010.00"), case("not_eligible", income="1011")]
    assert said(thresholds.untried(book, {"service": far})) == [
        f"{told} right beside `income <= limit`"
    ]
    assert said(thresholds.untried(book, {"service": [*near, *far]})) == []


def test_a_grosz_between_two_services_is_found() -> None:
    low, high = rule("income < limit", name="low"), rule("income > limit", name="high")
    told = "band: low, high: exactly at `income < limit` is in neither"
    assert said(bands.between_services(book_of(low, high))) == [told]
    high = rule("limit <= income", name="high")
    assert said(bands.between_services(book_of(low, high))) == []
    low = rule("income <= limit", name="low")
    assert "is in both" in said(bands.between_services(book_of(low, high)))[0]


def test_what_the_solver_cannot_settle_is_a_finding_of_its_own() -> None:
    hard = "income * costs * age_of_all = 1000003 and income > 1 and costs > 1"
    facts = {**FACTS, "age_of_all": fact("age_of_all", "int", maximum=10**9)}
    book = book_of(
        rule(hard.replace("income * costs", "income / 1 zł * (costs / 1 zł)")), facts=facts
    )
    book.asker = Asker(steps=500)
    assert said(reach.verdicts(book))[0].startswith("reach (undecided): service: nobody fits")


def test_a_finding_needs_a_reason_and_a_reason_a_finding(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / "accepted.yaml"
    monkeypatch.setattr(findings, "ACCEPTED", listed)
    listed.write_text('- because: so it is\n  findings: ["dead: a/b: never says no"]\n')
    here, there = Finding("dead", "a/b", "never says no"), Finding("dead", "c", "never says no")
    assert unlisted([here, there]) == [there]
    assert outdated([there]) == ["dead: a/b: never says no"]
    listed.write_text('- because: " "\n  findings: ["dead: a/b: never says no"]\n')
    with pytest.raises(ValueError, match="without a reason"):
        unlisted([here])


def test_a_household_found_is_taken_again_only_where_it_fits() -> None:
    asker, book = Asker(), book_of(rule("income <= 500"))
    view = next(book.views(book.laws[0]))[0]
    sight = view.all
    fits = sight.fits
    assert asker.ask(sight.domain, fits, "x") is Answer.YES
    assert asker.ask(sight.domain, fits, "x") is Answer.YES
    assert (asker.asked, asker.solved) == (2, 1)
    assert asker.ask(sight.domain, opposite(fits), "x") is Answer.YES
    assert asker.ask(sight.domain, opposite(YES), "x") is Answer.NO
    assert asker.solved == 2


def test_the_lint_says_each_thing_once() -> None:
    twice = rule("income <= 400 or income <= 500", official())
    found = said(lint(book_of(twice), {"service": []}))
    assert len(found) == len(set(found)) > 1
    assert ALL_SIZES[0] == 1
