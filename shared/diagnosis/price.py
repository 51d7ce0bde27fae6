"""The price tag of a question: how much a month can still depend on its answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from shared.diagnosis.check import CompiledRule
from shared.diagnosis.frame import Frame, anything
from shared.diagnosis.household import SIZE, FactKey
from shared.diagnosis.result import Result, Verdict

UNBOUNDED_TYPES = frozenset({"money", "area"})


def price_of(rule: CompiledRule, result: Result, frame: Frame) -> int | None:
    """How much a month of one service can still change, in grosze; None where nobody can say.

    Nobody can if an official sets the amount, if a number is not announced, or if the amount grows
    with something nobody has told: the largest rent anybody may type is no answer.
    """
    amount = rule.rule.amount
    if amount is None or (amount.period != "month" and not amount.discretionary):
        return 0
    found = result.amount
    if found is None or found.max_grosze is None or _grows(rule, frame):
        return None
    is_open = result.verdict is Verdict.UNKNOWN
    return found.max_grosze if is_open else found.max_grosze - found.min_grosze


def _grows(rule: CompiledRule, frame: Frame) -> bool:
    """Whether the most it comes to is less once what may be any number is only half as much."""
    facts = frozenset[str]().union(*(code.facts for code in rule.amounts))
    if frame.possible and not facts.isdisjoint({SIZE, *frame.layout.slots.person}):
        return True
    most = [code.value(frame)[1] for code in rule.amounts]
    before = {key: frame.value_at(key) for key in _boundless(facts, frame)}
    for key, value in before.items():
        low, high = cast(tuple[int, int], value)
        frame.put(key, (low, (low + high) // 2))
    halved = [code.value(frame)[1] for code in rule.amounts]
    for key, value in before.items():
        frame.put(key, value)
    return halved != most


def _boundless(facts: frozenset[str], frame: Frame) -> Iterator[FactKey]:
    """The amounts of money and the areas among the facts that nobody has bounded."""
    for name in sorted(facts):
        fact = frame.layout.slots.facts[name]
        if fact.type not in UNBOUNDED_TYPES:
            continue
        persons = [None] if fact.entity == "household" else range(len(frame.persons))
        keys = (FactKey(name, person) for person in persons)
        yield from (key for key in keys if frame.value_at(key) == anything(fact))
