"""Small contents to try the engine on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from shared.diagnosis import (
    Amount,
    Basis,
    Choice,
    Condition,
    Definition,
    DocumentNeed,
    Engine,
    Fact,
    Household,
    Known,
    Parameter,
    ParameterValue,
    Rule,
    read_household,
)
from shared.text import Text

ON = date(2026, 11, 22)


def text(words: str = "zdanie") -> Text:
    """A sentence."""
    return Text(pl=words)


def fact(name: str, kind: str, *, entity: str = "household", **more: object) -> Fact:
    """A fact; a numeric one may be anything from 0 to 1,000,000 minor units unless told."""
    if kind in {"int", "money", "area"}:
        more = {"minimum": 0, "maximum": 1_000_000, **more}
    if "choices" in more:
        more["choices"] = tuple(Choice(choice, text(choice)) for choice in more["choices"])
    given = {"topic": "topic", **more}
    return Fact(id=name, entity=entity, type=kind, question=text("pytanie?"), **given)


FACTS = {
    one.id: one
    for one in (
        fact("household_size", "int", minimum=1, maximum=6, topic="people"),
        fact("lives_in_lodz", "bool", topic="home"),
        fact("income", "money", maximum=1_000_000, cost=3, topic="money"),
        fact("costs", "money", maximum=500_000, topic="money"),
        fact("flat", "area", minimum=500, maximum=30_000, topic="home"),
        fact("title", "choice", choices=("tenancy", "ownership", "none"), topic="home"),
        fact("role", "choice", entity="person", choices=("self", "partner", "child", "other")),
        fact("age", "int", entity="person", maximum=120),
        fact("learns", "bool", entity="person"),
        fact("wage", "money", entity="person", maximum=500_000, topic="money"),
    )
}


def parameter(name: str, unit: str, *values: ParameterValue) -> Parameter:
    """A parameter with its history."""
    return Parameter(id=name, names=text(name), unit=unit, values=values)


def since(
    value: str | tuple[str, ...], start: str = "2025-01-01", **more: object
) -> ParameterValue:
    """One dated value."""
    return ParameterValue(value=value, from_on=date.fromisoformat(start), **more)


PARAMETERS = {
    one.id: one
    for one in (
        parameter("limit", "money", since("1010.00")),
        parameter("share", "percent", since("50")),
        parameter("factor", "number", since("3")),
        parameter("norm", "table", since(("35", "40", "45"), each_next="5")),
        parameter("short_table", "table", since(("1", "2"))),
        parameter("future", "money", since("900.00", "2027-01-01")),
        parameter("ends", "money", since("100.00", to_on=date(2026, 11, 22), status="to_confirm")),
    )
}


def condition(when: str, name: str = "one", **more: object) -> Condition:
    """A condition with an expression."""
    return Condition(id=name, text=text(), basis=Basis("ups", "art. 1"), when=when, **more)


def official(name: str = "interview") -> Condition:
    """A condition that only an official can assess."""
    return Condition(id=name, text=text(), assessed_by_official=True)


def rule(
    *conditions: Condition | str,
    amount: str | Amount | None = None,
    name: str = "service",
    kind: str = "entitlement",
    documents: Mapping[str, str | None] | None = None,
    definitions: Mapping[str, str] | None = None,
) -> Rule:
    """A rule of conditions (or of their expressions) and an amount."""
    made = tuple(
        condition(one, f"condition_{index}") if isinstance(one, str) else one
        for index, one in enumerate(conditions)
    )
    if isinstance(amount, str):
        amount = Amount(period="month", exactly=amount)
    needs = tuple(DocumentNeed(id=need, when=when) for need, when in (documents or {}).items())
    return Rule(
        service_id=name,
        kind=kind,
        conditions=made,
        amount=amount,
        documents=needs,
        definitions=defined(**(definitions or {})),
    )


def defined(**formulas: str) -> tuple[Definition, ...]:
    """Named formulas."""
    return tuple(
        Definition(id=name, names=text(name), exactly=formula) for name, formula in formulas.items()
    )


def engine(*rules: Rule, facts: Mapping[str, Fact] = FACTS, **formulas: str) -> Engine:
    """An engine over the small facts and parameters, with formulas that all rules may name."""
    return Engine(facts, PARAMETERS, rules, "hash", defined(**formulas))


def household(persons: list[dict[str, object]] | None = None, **facts: object) -> Household:
    """A household in the JSON form of the command line."""
    document: dict[str, object] = {"household": facts}
    if persons is not None:
        document["persons"] = persons
    read = read_household(document, FACTS)
    assert isinstance(read, Household), read
    return read


def known(value: int | bool | str) -> Known:
    """An exact answer."""
    return Known(value)
