"""The one door to the engine: a household and a date in, verdicts and the next question out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from shared.diagnosis.assess import Order, assess_rule, doubts_of
from shared.diagnosis.bands import Trial, cut_bands
from shared.diagnosis.check import CompiledRule, RuleChecker, check_facts, check_names
from shared.diagnosis.code import Code
from shared.diagnosis.compile import Compiler
from shared.diagnosis.frame import Frame, Memos, Slots
from shared.diagnosis.household import ROLE, SIZE, FactKey, Household
from shared.diagnosis.model import Fact, Parameter, Rule
from shared.diagnosis.parameters import ParameterInForce, resolve
from shared.diagnosis.question import Stake, in_order, stakes
from shared.diagnosis.relevance import Doubts, Watching
from shared.diagnosis.result import Assessment, Band, ContentError, Question

DATES_KEPT = 64


class Engine:
    """The rules of one content, parsed and checked.

    Raises ContentError, naming every fault, when anything in the content does not fit together.
    """

    def __init__(
        self,
        facts: Mapping[str, Fact],
        parameters: Mapping[str, Parameter],
        rules: Sequence[Rule],
        content_hash: str,
    ) -> None:
        self.facts = dict(sorted(facts.items(), key=lambda item: item[1].order))
        self.parameters = dict(parameters)
        self.rules = tuple(rules)
        self.content_hash = content_hash
        self._slots = _slots(self.facts)
        self._order = Order(
            facts={name: rank for rank, name in enumerate(self.facts)},
            parameters={name: slot for slot, name in enumerate(self.parameters)},
        )
        self._compiled = self._compile()
        self._by_service = {compiled.rule.service_id: compiled for compiled in self._compiled}
        self._memos = _memos_by_fact(self._compiled)
        self._in_force = lru_cache(DATES_KEPT)(self._resolve)

    def assess(self, household: Household, on: date) -> Assessment:
        """Verdict, amount, reasons and what is missing, for every service. Pure.

        Raises ValueError when the household holds an answer that does not fit the facts.
        """
        frame = self.frame(household, on)
        doubts = tuple(doubts_of(compiled, frame, Doubts()) for compiled in self._compiled)
        results = tuple(
            assess_rule(compiled, found, frame, self._order)
            for compiled, found in zip(self._compiled, doubts, strict=True)
        )
        return Assessment(household, on, self.content_hash, results, doubts)

    def open_questions(self, assessment: Assessment) -> tuple[FactKey, ...]:
        """Everything not asked yet that may still change a verdict or an amount, best first."""
        return tuple(self._in_order(assessment, self._stakes(assessment)))

    def question(self, assessment: Assessment) -> Question | None:
        """The next best question; None when nothing that can be asked changes anything any more."""
        found = self._stakes(assessment)
        if not found:
            return None
        key = self._in_order(assessment, found)[0]
        fact, stake = self.facts[key.fact], found[key]
        bands = self._bands(assessment, key) if fact.is_numeric else ()
        return Question(key, fact, tuple(stake.services), bands, fact.topic)

    def _stakes(self, assessment: Assessment) -> dict[FactKey, Stake]:
        return stakes(tuple(self._by_service), assessment.doubts, assessment.household)

    def _in_order(self, assessment: Assessment, found: Mapping[FactKey, Stake]) -> list[FactKey]:
        return in_order(found, assessment.household, self.facts, self._order)

    def _bands(self, assessment: Assessment, key: FactKey) -> tuple[Band, ...]:
        frame = self.frame(assessment.household, assessment.on)
        watching = Watching(key=key)
        for compiled in self._compiled:
            doubts_of(compiled, frame, watching)
        watches = tuple(watching.watches.values())
        return cut_bands(self.facts[key.fact], watches, Trial(key, frame))

    def document_ids(self, assessment: Assessment, service_id: str) -> tuple[str, ...]:
        """The documents to bring: those certainly or possibly asked of this household.

        Raises KeyError for a service the content does not have.
        """
        compiled = self.compiled(service_id)
        frame = self.frame(assessment.household, assessment.on)
        needs = zip(compiled.rule.documents, compiled.documents, strict=True)
        return tuple(
            need.id for need, code in needs if code is None or code.value(frame) is not False
        )

    def unused_facts(self) -> tuple[str, ...]:
        """Facts that no rule looks at, in content order."""
        used = {SIZE, ROLE}.union(
            *(code.facts for compiled in self._compiled for code in compiled.codes)
        )
        return tuple(name for name in self.facts if name not in used)

    def compiled(self, service_id: str) -> CompiledRule:
        """The compiled rule of one service. Raises KeyError."""
        return self._by_service[service_id]

    def frame(self, household: Household, on: date) -> Frame:
        """What the compiled rules look at, for one household and date. Raises ValueError."""
        return Frame(household, self._slots, self._in_force(on), self._memos)

    def _resolve(self, on: date) -> tuple[ParameterInForce, ...]:
        return tuple(resolve(parameter, on) for parameter in self.parameters.values())

    def _compile(self) -> tuple[CompiledRule, ...]:
        checker = RuleChecker(Compiler(self._slots, self.parameters, self._order.parameters))
        compiled = tuple(checker.compile(rule) for rule in self.rules)
        faults = (
            *check_facts(self.facts, self.parameters),
            *check_names(self.parameters, self.rules),
            *checker.faults,
        )
        if faults:
            raise ContentError(faults)
        return compiled


def _memos_by_fact(rules: Sequence[CompiledRule]) -> dict[str, Memos]:
    """Where frames remember what depends on each fact."""
    codes: dict[object, Code] = {}
    waiting = [code for compiled in rules for code in compiled.codes]
    while waiting:
        code = waiting.pop()
        waiting += code.parts
        if code.memo is not None:
            codes[code.memo] = code

    def of(fact: str, *, is_personal: bool) -> tuple[object, ...]:
        return tuple(
            memo
            for memo, code in codes.items()
            if fact in code.facts and code.is_personal is is_personal
        )

    facts = frozenset[str]().union(*(code.facts for code in codes.values()))
    return {fact: Memos(of(fact, is_personal=False), of(fact, is_personal=True)) for fact in facts}


def _slots(facts: Mapping[str, Fact]) -> Slots:
    def of(entity: str) -> dict[str, int]:
        names = [name for name, fact in facts.items() if fact.entity == entity]
        return {name: slot for slot, name in enumerate(names)}

    return Slots(of("household"), of("person"), facts)
