"""Rules that change: which version of a service's rule is in force on a day.

On a day without one nothing is known, and that is said: neither the law before nor the law after
is taken for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from msgspec.structs import replace

from shared.diagnosis.check import CompiledRule, RuleChecker
from shared.diagnosis.code import Code
from shared.diagnosis.frame import Slots
from shared.diagnosis.kinds import TRUTH
from shared.diagnosis.model import Condition, Rule, Version
from shared.diagnosis.recall import Reads, reads_of
from shared.diagnosis.result import Fault
from shared.diagnosis.suppose import conjuncts
from shared.diagnosis.tree import Literally
from shared.text import Text

NOT_IN_FORCE = "rule_not_in_force"
NOT_IN_FORCE_TEXT = Text(
    pl="Nie znamy przepisów, które obowiązują w tym dniu.",
    plain="Nie wiemy, jakie zasady są w tym dniu.",
    uk="Ми не знаємо правил, які діють у цей день.",
    en="We do not know the rules in force on that day.",
)
UNSAID = Code(Literally(value=False, start=0, end=0), TRUTH, lambda _: None, lambda *_: None)


@dataclass(frozen=True, slots=True, eq=False)
class RuleInForce:
    """One compiled version, the days it holds (both included; None: no end), and what it reads."""

    compiled: CompiledRule
    reads: Reads
    from_on: date | None = None
    to_on: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        is_begun = self.from_on is None or self.from_on <= on
        return is_begun and (self.to_on is None or on <= self.to_on)


@dataclass(frozen=True, slots=True, eq=False)
class RuleHistory:
    """All versions of one service's rule, oldest first, and what stands where there is none."""

    versions: tuple[RuleInForce, ...]
    absent: RuleInForce

    def on(self, day: date) -> RuleInForce:
        """The version in force on a day."""
        for one in self.versions:
            if one.holds(day):
                return one
        return self.absent

    @property
    def codes(self) -> tuple[Code, ...]:
        """Everything that is compiled in any version."""
        return tuple(code for one in self.versions for code in one.compiled.codes)


def compile_history(rule: Rule, checker: RuleChecker, slots: Slots) -> RuleHistory:
    """Every version of a rule, checked; a plain rule is one version without an end."""
    checker.define(rule.definitions, rule.service_id)
    made = []
    for one, from_on, to_on in _as_rules(rule):
        place = f"versions/{from_on}/" if from_on else ""
        compiled = checker.compile(one, place)
        made.append(RuleInForce(compiled, reads_of(compiled.codes, slots), from_on, to_on))
    nothing = _absent(rule)
    return RuleHistory(tuple(made), RuleInForce(nothing, reads_of((), slots)))


def _as_rules(rule: Rule) -> Iterator[tuple[Rule, date | None, date | None]]:
    if not rule.versions:
        yield rule, None, None
    for version in rule.versions:
        changed = replace(rule, conditions=version.conditions, amount=version.amount, versions=())
        yield changed, version.from_on, version.to_on


def _absent(rule: Rule) -> CompiledRule:
    basis = rule.versions[0].basis if rule.versions else None
    condition = Condition(id=NOT_IN_FORCE, text=NOT_IN_FORCE_TEXT, basis=basis)
    nothing = replace(rule, conditions=(condition,), amount=None, documents=(), versions=())
    return CompiledRule(nothing, (UNSAID,), (), (), conjuncts((UNSAID,)))


def check_versions(rule: Rule) -> Iterator[Fault]:
    """Everything wrong with the order of a rule's versions."""
    if rule.versions and (rule.conditions or rule.amount is not None):
        cure = "put the conditions and the amount into a version"
        yield Fault(rule.service_id, "versions", "has versions and something beside them", cure)
    for version in rule.versions:
        if version.to_on is not None and version.to_on < version.from_on:
            yield _fault(rule, version, "ends before it begins", "put the dates right")
    for earlier, later in pairwise(rule.versions):
        yield from _joint(rule, earlier, later)


def _joint(rule: Rule, earlier: Version, later: Version) -> Iterator[Fault]:
    last_day = later.from_on - timedelta(days=1)
    if later.from_on <= earlier.from_on:
        yield _fault(rule, later, "does not begin after the one above", "put the oldest first")
    elif earlier.to_on is None or earlier.to_on > last_day:
        problem = f"is still in force when the one from {later.from_on} begins"
        yield _fault(rule, earlier, problem, f"write `to: {last_day}`")
    elif earlier.to_on < last_day:
        problem = f"begins later than the day after {earlier.to_on}"
        yield _fault(rule, later, problem, "close the gap, or add what held between")


def _fault(rule: Rule, version: Version, problem: str, cure: str) -> Fault:
    return Fault(rule.service_id, f"versions/{version.from_on}", problem, cure)
