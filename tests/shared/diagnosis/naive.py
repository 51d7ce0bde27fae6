"""A second evaluator, written apart from the engine, for complete households only.

It walks the tree directly, in Fractions of whole units (zł, m²), one person after the other; it
knows no intervals, no unknowns, no compiled code. None is what is undefined: a division by zero, a
table without that entry, a number not announced. It is what the engine is compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import floor

import msgspec

from shared.diagnosis import language
from shared.diagnosis.model import Definition, Fact, Parameter, Rule
from shared.diagnosis.tree import (
    Among,
    Arithmetic,
    Both,
    Call,
    Compare,
    Literally,
    Minus,
    Name,
    Node,
    Not,
    Number,
    Quantifier,
)

Worth = bool | str | Fraction | None
parse = lru_cache(16_384)(language.parse)  # what is read does not change; who reads it does


@dataclass(frozen=True)
class Whole:
    """A household about which everything is known, in minor units like the engine's."""

    facts: Mapping[str, int | bool | str]
    persons: tuple[Mapping[str, int | bool | str], ...]


@dataclass(frozen=True)
class Naive:
    """Evaluates expressions for one complete household on one day."""

    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    whole: Whole
    on: date
    person: Mapping[str, int | bool | str] | None = None
    definitions: Mapping[str, str] = field(default_factory=dict)

    def knowing(self, definitions: Iterable[Definition]) -> Naive:
        """The same, with more names for formulas."""
        named = {one.id: one.exactly for one in definitions}
        return replace(self, definitions={**self.definitions, **named})

    def verdict(self, rule: Rule) -> str | None:
        """The verdict in words; None when it hangs on something undefined."""
        if rule.definitions:
            return self.knowing(rule.definitions).verdict(replace_definitions(rule))
        if rule.versions:
            now = as_in_force(rule, self.on)
            return None if now is None else self.verdict(now)
        truths = [self.truth(one.when) for one in rule.conditions if one.when is not None]
        is_assessed = any(one.assessed_by_official for one in rule.conditions)
        if rule.kind != "help":
            if False in truths:
                return "not_eligible"
            if None in truths:
                return None
        return "likely" if is_assessed else "eligible"

    def amount(self, rule: Rule) -> tuple[int, int] | None:
        """The amount in grosze, from and to."""
        if rule.definitions:
            return self.knowing(rule.definitions).amount(replace_definitions(rule))
        if rule.versions:
            now = as_in_force(rule, self.on)
            return None if now is None else self.amount(now)
        amount = rule.amount
        if amount is None or self.verdict(rule) == "not_eligible":
            return None
        sources = [one for one in (amount.exactly, amount.lowest, amount.highest) if one]
        worths = [self.worth(parse(source)) for source in sources]
        if not worths or any(worth is None for worth in worths):
            return None
        grosze = [floor(max(Fraction(0), worth) * 100 + Fraction(1, 2)) for worth in worths]
        return min(grosze), max(grosze)

    def truth(self, source: str) -> bool | None:
        """A condition."""
        return self.worth(parse(source))

    def worth(self, node: Node) -> Worth:
        """What a piece of an expression is worth."""
        ways: dict[type[Node], Callable[..., Worth]] = {
            Number: lambda one: one.value,
            Literally: lambda one: one.value,
            Name: self._name,
            Compare: self._compare,
            Among: self._among,
            Both: self._both,
            Not: lambda one: _strictly(lambda a: not a, self.worth(one.operand)),
            Minus: lambda one: _strictly(lambda a: -a, self.worth(one.operand)),
            Arithmetic: self._arithmetic,
            Call: self._call,
            Quantifier: self._quantifier,
        }
        return ways[type(node)](node)

    def _name(self, node: Name) -> Worth:
        if node.id in self.definitions:
            return self.worth(parse(self.definitions[node.id]))
        fact = self.facts.get(node.id)
        if fact is None:
            return self._parameter(self.parameters[node.id])
        answers = self.whole.facts if fact.entity == "household" else self.person
        value = answers[node.id]
        if fact.type in {"int", "date"}:
            return Fraction(value)
        return Fraction(value, 100) if fact.type in {"money", "area"} else value

    def _dated(self, parameter: Parameter):
        for one in parameter.values:
            ends = [day for day in (one.to_on, one.known_until_on) if day]
            if one.from_on <= self.on and (not ends or self.on <= min(ends)):
                return one
        return None

    def _parameter(self, parameter: Parameter) -> Worth:
        dated = self._dated(parameter)
        if dated is None:
            return None
        return Fraction(dated.value) / (100 if parameter.unit == "percent" else 1)

    def _compare(self, node: Compare) -> Worth:
        left = self.worth(node.left)
        if isinstance(left, str):
            return (left == node.right.id) == (node.op == "=")
        compare = {
            "<": lambda a, b: a < b,
            "<=": lambda a, b: a <= b,
            ">": lambda a, b: a > b,
            ">=": lambda a, b: a >= b,
            "=": lambda a, b: a == b,
            "!=": lambda a, b: a != b,
        }[node.op]
        return _strictly(compare, left, self.worth(node.right))

    def _among(self, node: Among) -> Worth:
        return self.worth(node.subject) in {choice.id for choice in node.choices}

    def _both(self, node: Both) -> Worth:
        truths = [self.worth(one) for one in node.operands]
        decides = node.op == "or"
        if decides in truths:
            return decides
        return None if None in truths else not decides

    def _arithmetic(self, node: Arithmetic) -> Worth:
        left, right = self.worth(node.left), self.worth(node.right)
        if node.op == "/" and right == 0:
            return None
        calculate = {
            "+": lambda a, b: a + b,
            "-": lambda a, b: a - b,
            "*": lambda a, b: a * b,
            "/": lambda a, b: a / b,
        }[node.op]
        return _strictly(calculate, left, right)

    def _call(self, node: Call) -> Worth:
        if node.function == "if":
            condition = self.worth(node.arguments[0])
            if condition is None:
                return None
            return self.worth(node.arguments[1 if condition else 2])
        if node.function == "table":
            return self._table(node)
        worths = [self.worth(one) for one in node.arguments]
        if node.function.endswith("_since"):
            return _strictly(lambda day: _since(node.function, int(day), self.on), *worths)
        if node.function in {"min", "max"}:
            pick = min if node.function == "min" else max
            return _strictly(lambda *numbers: pick(numbers), *worths)
        nudge = {"round_down": Fraction(0), "round": Fraction(1, 2), "round_up": Fraction(1)}
        return _strictly(lambda a, step: _multiple(a, step, nudge[node.function]), *worths)

    def _table(self, node: Call) -> Worth:
        dated = self._dated(self.parameters[node.arguments[0].id])
        n = self.worth(node.arguments[1])
        if dated is None or n is None or n < 1:
            return None
        entries, place = dated.value, floor(n)
        if place <= len(entries):
            return Fraction(entries[place - 1])
        if dated.each_next is None:
            return None
        return Fraction(entries[-1]) + (place - len(entries)) * Fraction(dated.each_next)

    def _quantifier(self, node: Quantifier) -> Worth:
        if node.name == "self":
            return replace(self, person=self.whole.persons[0]).worth(node.body)
        seers = [replace(self, person=person) for person in self.whole.persons]
        guards = [True if node.guard is None else one.worth(node.guard) for one in seers]
        if None in guards:
            return None
        members = [one for one, is_member in zip(seers, guards, strict=True) if is_member]
        worths = [one.worth(node.body) for one in members]
        if node.name in {"any", "all"}:
            decides = node.name == "any"
            if decides in worths:
                return decides
            return None if None in worths else not decides
        if None in worths:
            return None
        return Fraction(worths.count(True)) if node.name == "count" else Fraction(sum(worths))


def replace_definitions(rule: Rule) -> Rule:
    """The rule without definitions of its own, once they are known."""
    return msgspec.structs.replace(rule, definitions=())


def as_in_force(rule: Rule, on: date) -> Rule | None:
    """The rule as one of its versions has it on a day."""
    for one in rule.versions:
        if one.from_on <= on <= (one.to_on or date.max):
            return msgspec.structs.replace(
                rule, conditions=one.conditions, amount=one.amount, versions=()
            )
    return None


def _since(function: str, day: int, on: date) -> Fraction:
    """Counts one period after the other from the day on (or back from it)."""
    if function == "days_since":
        return Fraction(on.toordinal() - day)
    months, passed = (12 if function == "years_since" else 1), 0
    while _months_after(day, passed + months) <= on:
        passed += months
    while _months_after(day, passed) > on:
        passed -= months
    return Fraction(passed // months)


def _months_after(day: int, months: int) -> date:
    """The same day so many months later, or the last one of a month that has no such day."""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for back in range(4):
        try:
            return date(year, month + 1, start.day - back)
        except ValueError:
            continue
    raise AssertionError("no month is so short")


def _multiple(a: Fraction, step: Fraction, nudge: Fraction) -> Fraction:
    below = floor(a / step) * step
    rest = (a - below) / step
    if nudge == 1:
        return below if rest == 0 else below + step
    return below + step if nudge and rest >= nudge else below


def _strictly(calculate: Callable[..., Worth], *worths: Worth) -> Worth:
    """Undefined as soon as anything it needs is."""
    return None if any(worth is None for worth in worths) else calculate(*worths)
