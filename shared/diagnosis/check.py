"""Checks and compiles a whole content; every fault is found in one go, each with a cure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from shared.diagnosis.code import Code
from shared.diagnosis.compile import Compiler
from shared.diagnosis.define import Definitions
from shared.diagnosis.household import ASKER_ROLE, ROLE, SIZE
from shared.diagnosis.language import FUNCTIONS, KEYWORDS, QUANTIFIERS, ExpressionError
from shared.diagnosis.model import Amount, Condition, Definition, Fact, Parameter, Rule
from shared.diagnosis.parameters import check_parameter
from shared.diagnosis.result import Fault
from shared.diagnosis.since import derivation
from shared.diagnosis.suppose import Conjunct, conjuncts, exclude_each_other
from shared.text import Text

RESERVED = KEYWORDS | FUNCTIONS | QUANTIFIERS
NAME = re.compile(r"[a-z_][a-z0-9_]*")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class CompiledRule(NamedTuple):
    """One rule, ready to be assessed. A condition an official assesses has no code."""

    rule: Rule
    conditions: tuple[Code | None, ...]
    amounts: tuple[Code, ...]
    documents: tuple[Code | None, ...]
    in_doubt: tuple[Conjunct, ...]

    @property
    def codes(self) -> tuple[Code, ...]:
        """Everything that is compiled in this rule."""
        parts = (*self.conditions, *self.amounts, *self.documents)
        return tuple(code for code in parts if code is not None)


def check_facts(facts: Mapping[str, Fact], parameters: Mapping[str, Parameter]) -> Iterator[Fault]:
    """Everything wrong with the facts themselves."""
    for name, fact in facts.items():
        if not NAME.fullmatch(name) or name in KEYWORDS or name != fact.id:
            yield Fault(name, "id", "is not a usable name", "use lower case letters, digits and _")
        if name in parameters:
            yield Fault(name, "id", "names a fact and a parameter", "rename one of them")
        yield from _check_range(fact)
        yield from _check_choices(fact)
        yield from _check_special(fact)
        yield from _check_derived(fact, facts)


def _check_derived(fact: Fact, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    if fact.derived is None:
        return
    found = derivation(fact)
    source = facts.get(found.source) if found is not None else None
    if source is None or source.type != "date" or source.entity != fact.entity:
        cure = "write years_since(…), months_since(…) or days_since(…) of such a date"
        yield Fault(fact.id, "derived", f"does not follow from a date of one {fact.entity}", cure)
    if fact.type != "int":
        yield Fault(fact.id, "derived", f"is {fact.type} and derived", "make it an int")


def _check_range(fact: Fact) -> Iterator[Fault]:
    low, high = fact.minimum, fact.maximum
    if fact.is_ordered and (low is None or high is None or low > high):
        yield Fault(fact.id, "range", "has no range", "give min and max, min first")
    if not fact.is_ordered and (low is not None or high is not None):
        yield Fault(fact.id, "range", f"is {fact.type} and has a range", "leave the range out")


def _check_choices(fact: Fact) -> Iterator[Fault]:
    if (fact.type == "choice") != bool(fact.choices):
        yield Fault(fact.id, "choices", "has choices or has none", "they belong to type choice")
    for choice, count in Counter(fact.choice_ids).items():
        if count > 1 or not NAME.fullmatch(choice) or choice in KEYWORDS:
            yield Fault(fact.id, f"choice {choice}", "is not a usable id", "use a name of its own")


def _check_special(fact: Fact) -> Iterator[Fault]:
    if fact.of_everybody and (fact.entity != "household" or fact.id == SIZE):
        cure = "leave `of_everybody` out"
        yield Fault(fact.id, "of_everybody", "is not told of everybody together", cure)
    if fact.income and (fact.type != "money" or fact.entity != "household"):
        cure = "make it money of the household, or leave `income` out"
        yield Fault(fact.id, "income", "is no income of the household", cure)
    if fact.id == SIZE:
        whole = fact.entity == "household" and fact.type == "int" and (fact.minimum or 0) >= 1
        if not whole:
            yield Fault(SIZE, "type", "counts persons", "make it a household int from 1 up")
    if fact.id == ROLE:
        has_self = fact.entity == "person" and ASKER_ROLE in fact.choice_ids
        if not has_self or len(fact.choice_ids) < 2:
            yield Fault(ROLE, "choices", "has no self", "make it a person's choice with self")


def check_names(parameters: Mapping[str, Parameter], rules: Sequence[Rule]) -> Iterator[Fault]:
    """Everything wrong with parameters and with the ids of rules and conditions."""
    for name, parameter in parameters.items():
        if not NAME.fullmatch(name) or name in RESERVED:
            yield Fault(name, "id", "is not a usable name", "use lower case letters, digits and _")
        yield from check_parameter(parameter)
    for service_id in _repeated(rule.service_id for rule in rules):
        yield Fault(service_id, "id", "is there twice", "give each service one rule")
    for rule in rules:
        for conditions in (rule.conditions, *(one.conditions for one in rule.versions)):
            for condition_id in _repeated(condition.id for condition in conditions):
                yield Fault(rule.service_id, condition_id, "is there twice", "rename one condition")


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


class RuleChecker:
    """Compiles rules one by one; `faults` gathers what is wrong with them."""

    def __init__(self, compiler: Compiler) -> None:
        self.compiler = self.common = compiler
        self.faults: list[Fault] = []
        self.version = ""
        self.broken: set[str] = set()
        self.broken_for_all: frozenset[str] = frozenset()

    def define(self, definitions: Sequence[Definition], owner: str | None = None) -> None:
        """Take names that may be used from here on, of everybody or of one `owner`."""
        known = dict(self.common.definitions.known)
        self.broken = set(self.broken_for_all)
        for definition in definitions:
            told = owner or definition.id
            place = f"definitions/{definition.id}"
            if definition.id in known:
                self.faults.append(Fault(told, place, "is defined twice", "rename one of them"))
            known[definition.id] = definition
        self.compiler = replace(self.common, definitions=Definitions(known))
        for definition in definitions:
            self.faults += self._of_definition(definition, owner or definition.id)
        if owner is None:
            self.common, self.broken_for_all = self.compiler, frozenset(self.broken)

    def _of_definition(self, definition: Definition, owner: str) -> Iterator[Fault]:
        place = f"definitions/{definition.id}"
        if not NAME.fullmatch(definition.id) or definition.id in RESERVED:
            cure = "use lower case letters, digits and _"
            yield Fault(owner, place, "is not a usable name", cure)
        if definition.id in self.compiler.names_taken:
            cure = "rename the definition"
            yield Fault(owner, place, "is also a fact, a parameter or a choice", cure)
        error = self.compiler.fault_of(definition.exactly)
        if error is not None:
            self.broken.add(definition.id)
            told = (error.problem, error.cure, definition.exactly)
            if error.definition not in self.broken - {definition.id}:
                yield Fault(owner, f"{place}/is", *told, column=error.column)

    def compile(self, rule: Rule, version: str = "") -> CompiledRule:
        """One rule; what cannot be compiled is left out and told in `faults`.

        `version` is where in the file it stands: the beginning of the place of each fault.
        """
        self.version = version
        conditions = tuple(self._condition(rule, condition) for condition in rule.conditions)
        documents = tuple(
            self._expression(rule, f"documents/{need.id}", need.when, self.compiler.truth)
            for need in rule.documents
        )
        amounts = self._amounts(rule, rule.amount)
        together = conjuncts(conditions)
        if exclude_each_other(together):
            self._fault(
                rule,
                f"{self.version}conditions",
                "exclude each other",
                "nobody could ever fit: mend one",
            )
        in_doubt = (*together, *(Conjunct(code, None) for code in amounts))
        return CompiledRule(rule, conditions, amounts, documents, in_doubt)

    def _condition(self, rule: Rule, condition: Condition) -> Code | None:
        place = f"{self.version}conditions/{condition.id}"
        if (condition.when is not None) == condition.assessed_by_official:
            self._fault(rule, place, "has no way to be decided", "give `when` or an official")
        self._placeholders(rule, place, condition.text)
        return self._expression(rule, f"{place}/when", condition.when, self.compiler.truth)

    def _placeholders(self, rule: Rule, place: str, text: Text) -> None:
        for written in filter(None, (text.pl, text.plain, text.uk, text.en)):
            for name in PLACEHOLDER.findall(written):
                if name not in self.compiler.parameters:
                    cure = "name a parameter between the braces"
                    self._fault(rule, f"{place}/text", f"{{{name}}} stands for nothing", cure)

    def _amounts(self, rule: Rule, amount: Amount | None) -> tuple[Code, ...]:
        if amount is None:
            return ()
        given = (amount.exactly, amount.lowest, amount.highest)
        form = "".join("x" if part is not None else "-" for part in given)
        if form not in ({"---"} if amount.discretionary else {"x--", "-xx"}):
            cure = "give `is`, or `from` and `to`, or `discretionary: true`"
            self._fault(rule, f"{self.version}amount", "does not say how much", cure)
        codes = (
            self._expression(rule, f"{self.version}amount/{place}", source, self.compiler.money)
            for place, source in zip(("is", "from", "to"), given, strict=True)
        )
        return tuple(code for code in codes if code is not None)

    def _expression(
        self, rule: Rule, place: str, source: str | None, compile_: Callable[[str], Code]
    ) -> Code | None:
        if source is None:
            return None
        try:
            return compile_(source)
        except ExpressionError as error:
            if error.definition not in self.broken:
                told = (error.problem, error.cure, source)
                self.faults.append(Fault(rule.service_id, place, *told, column=error.column))
            return None

    def _fault(self, rule: Rule, place: str, problem: str, cure: str) -> None:
        self.faults.append(Fault(rule.service_id, place, problem, cure))
