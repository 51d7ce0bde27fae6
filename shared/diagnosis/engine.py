"""The one door to the engine: a household and a date in, verdicts and the next question out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from shared.diagnosis.assess import Order, assess_rule, doubts_of
from shared.diagnosis.bands import Trial, Weighing, cut_bands
from shared.diagnosis.check import CompiledRule, RuleChecker, check_facts, check_names
from shared.diagnosis.code import memos_by_fact, remembered_in
from shared.diagnosis.compile import Compiler
from shared.diagnosis.explain import Plan, plan_of
from shared.diagnosis.footing import anybody, common_suppositions, rests_on_assessment_only
from shared.diagnosis.frame import Frame, Layout, Slots
from shared.diagnosis.household import ROLE, SIZE, FactKey, Household
from shared.diagnosis.model import Definition, Fact, Parameter, ParameterValue, Rule
from shared.diagnosis.parameters import InForce, resolve_all
from shared.diagnosis.price import price_of
from shared.diagnosis.question import Stake, in_order, is_rough, ranking, stakes
from shared.diagnosis.recall import Recall
from shared.diagnosis.relations import Relations
from shared.diagnosis.relevance import Doubts
from shared.diagnosis.result import (
    Assessment,
    Band,
    ContentError,
    Outcome,
    Price,
    Question,
    Result,
    Verdict,
)
from shared.diagnosis.versions import RuleHistory, RuleInForce, check_versions, compile_history

DATES_KEPT = 64
DAYS_OF_NOBODY = 2
MOST_PRICED = 8


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
        definitions: Sequence[Definition] = (),
    ) -> None:
        self.facts = dict(sorted(facts.items(), key=lambda item: item[1].order))
        self.parameters = dict(parameters)
        self.rules, self.definitions = tuple(rules), tuple(definitions)
        self.content_hash = content_hash
        self.relations = Relations(rules)
        self._slots = _slots(self.facts)
        self._order = Order({name: rank for rank, name in enumerate(self.facts)})
        places = {name: slot for slot, name in enumerate(self.parameters)}
        self._compiler = Compiler(self._slots, self.parameters, places)
        self._histories = self._compile()
        pieces = remembered_in(code for one in self._histories.values() for code in one.codes)
        memos = memos_by_fact(pieces, self._slots.person.keys())
        self._layout = Layout(self._slots, memos, len(self._compiler.shared))
        self._recall, self._footings = Recall(), Recall()
        self._common = common_suppositions(
            one.versions[-1].compiled for one in self._histories.values()
        )
        self._plans: dict[RuleInForce, Plan] = {}
        self._epochs: dict[tuple[ParameterValue | None, ...], InForce] = {}
        self._in_force = lru_cache(DATES_KEPT)(self._resolve)
        self._rules_on = lru_cache(DATES_KEPT)(self._choose_versions)
        self._of_nobody = lru_cache(DAYS_OF_NOBODY)(self._frame_of_nobody)
        self._latest: Frame | None = None

    def assess(self, household: Household, on: date) -> Assessment:
        """Verdict, amount, reasons and what is missing, for every service. Pure.

        Raises ValueError when the household holds an answer that does not fit the facts.
        """
        frame = self._seasoned(self.frame(household, on))
        found = [self._assess(rule, frame) for rule in self._rules_on(on)]
        results, doubts = tuple([one for one, _ in found]), tuple([one for _, one in found])
        self._latest = frame.twin()
        return Assessment(household, on, self.content_hash, results, doubts, [frame])

    def _assess(self, rule: RuleInForce, frame: Frame) -> tuple[Result, Doubts]:
        def find() -> tuple[Result, Doubts]:
            doubts = doubts_of(rule.compiled, frame, Doubts()).close()
            return self._with_footing(rule, doubts, frame), doubts

        return self._recall.of((rule, rule.reads.of(frame)), find)

    def _with_footing(self, rule: RuleInForce, doubts: Doubts, frame: Frame) -> Result:
        result = assess_rule(rule.compiled, doubts, frame, self._order)
        if result.verdict is not Verdict.LIKELY or result.kind == "help":
            return result

        def find() -> bool:
            of_anybody = self.frame(anybody(self.facts), frame.on)
            return rests_on_assessment_only(rule.compiled, self._common, of_anybody)

        rests = self._footings.of((rule, frame.in_force), find)
        return replace(result, rests_on_assessment_only=True) if rests else result

    def forget(self) -> None:
        """Let go of what was kept from earlier assessments to be quicker at the next.

        What the rules say of nobody in particular stays: it is no more than the rules and the day.
        """
        self._recall.forget()
        self._latest = None

    def open_questions(self, assessment: Assessment) -> tuple[FactKey, ...]:
        """Everything not asked yet that may still change a verdict or an amount, best first."""
        found = self._stakes(assessment)
        return tuple(in_order(found, assessment.household, self.facts, self._order))

    def question(
        self, assessment: Assessment, about: Collection[str] | None = None
    ) -> Question | None:
        """The next best question; None when nothing that can be asked changes anything any more.

        `about`: ask only for the sake of these services.
        """
        found = self._stakes(assessment, about)
        if not found:
            return None
        key = min(found, key=ranking(found, assessment.household, self.facts, self._order))
        fact, stake = self.facts[key.fact], found[key]
        is_precise = is_rough(assessment.household.get(key))
        bands = self._bands(assessment, key, stake) if fact.is_numeric and not is_precise else ()
        price = self.price(assessment, stake.services)
        return Question(key, fact, tuple(stake.services), bands, fact.topic, price, is_precise)

    def price(self, assessment: Assessment, service_ids: Collection[str]) -> Price | None:
        """Up to how much a month of these services is still open; None where nobody can say.

        Of very many nobody has all, so their sum would say nothing. Raises KeyError for a service
        the content does not have.
        """
        if len(service_ids) > MOST_PRICED:
            return None
        frame = self.take_frame(assessment)
        results = {one: assessment.result(one) for one in service_ids}
        parts = {one: self._price(of, assessment.on, frame) for one, of in results.items()}
        assessment.frames.append(frame)
        told = {one: part for one, part in parts.items() if part is not None}
        total = self.relations.most_together(told)
        return Price(total, is_whole=len(told) == len(parts)) if total else None

    def _price(self, result: Result, on: date, frame: Frame) -> int | None:
        rule = self._histories[result.service_id].on(on)

        def find() -> tuple[int | None]:
            return (price_of(rule.compiled, result, frame),)

        return self._recall.of(("price", rule, rule.reads.of(frame)), find)[0]

    def _stakes(
        self, assessment: Assessment, about: Collection[str] | None = None
    ) -> dict[FactKey, Stake]:
        open_doubts = {
            service_id: doubts
            for service_id, doubts in zip(self._histories, assessment.doubts, strict=True)
            if about is None or service_id in about
        }
        found = stakes(open_doubts, assessment.household, self._decider(assessment))
        return {key: stake for key, stake in found.items() if self.facts[key.fact].asked}

    def _decider(self, assessment: Assessment) -> Callable[[str, FactKey], bool]:
        """Whether an open condition of a service reads a fact."""

        def decides(service_id: str, key: FactKey) -> bool:
            codes = self.compiled(service_id, assessment.on).conditions
            reasons = assessment.result(service_id).reasons
            return any(
                code is not None and reason.outcome is Outcome.UNKNOWN and key.fact in code.facts
                for code, reason in zip(codes, reasons, strict=True)
            )

        return decides

    def _bands(self, assessment: Assessment, key: FactKey, stake: Stake) -> tuple[Band, ...]:
        frame = self.take_frame(assessment)
        rules = [self._histories[one].on(assessment.on) for one in stake.services]

        def find() -> tuple[Band, ...]:
            watching = Weighing(key=key, person_facts=self._slots.person.keys())
            for rule in rules:
                watching.begin()
                doubts_of(rule.compiled, frame, watching)
            return cut_bands(self.facts[key.fact], watching.in_order(), Trial(key, frame))

        reads = tuple((rule, rule.reads.of(frame)) for rule in rules)
        bands = self._recall.of((key, reads), find)
        assessment.frames.append(frame)
        return bands

    def take_frame(self, assessment: Assessment) -> Frame:
        """The frame of the assessment; a new one while somebody else has it."""
        try:
            return assessment.frames.pop()
        except IndexError:
            return self.frame(assessment.household, assessment.on)

    def document_ids(self, assessment: Assessment, service_id: str) -> tuple[str, ...]:
        """The documents to bring: those certainly or possibly asked of this household.

        Raises KeyError for a service the content does not have.
        """
        compiled = self.compiled(service_id, assessment.on)
        frame = self.frame(assessment.household, assessment.on)
        needs = zip(compiled.rule.documents, compiled.documents, strict=True)
        return tuple(
            need.id for need, code in needs if code is None or code.value(frame) is not False
        )

    def unused_facts(self) -> tuple[str, ...]:
        """Facts that no rule looks at, in content order."""
        used = {SIZE, ROLE}.union(
            *(code.facts for history in self._histories.values() for code in history.codes)
        )
        sources = {one.source for one in self._layout.derivations if one.fact in used}
        return tuple(name for name in self.facts if name not in used | sources)

    def compiled(self, service_id: str, on: date | None = None) -> CompiledRule:
        """The compiled rule of one service as in force on a day, the latest by default.

        Raises KeyError.
        """
        history = self._histories[service_id]
        return (history.versions[-1] if on is None else history.on(on)).compiled

    def plan(self, service_id: str, on: date) -> Plan:
        """How the rule of one service in force on a day is read out. Raises KeyError."""
        rule = self._histories[service_id].on(on)
        found = self._plans.get(rule)
        if found is None:
            found = self._plans[rule] = plan_of(rule.compiled)
        return found

    def frame(self, household: Household, on: date) -> Frame:
        """What the compiled rules look at, for one household and date. Raises ValueError."""
        frame, latest = Frame(household, self._layout, self._in_force(on), on), self._latest
        if latest is not None:
            frame.take_over(latest)
        return frame

    def _seasoned(self, frame: Frame) -> Frame:
        """The frame, knowing what holds for nobody yet where nobody's latest frame was there."""
        if self._latest is None:
            frame.take_over(self._of_nobody(frame.on))
        return frame

    def _frame_of_nobody(self, on: date) -> Frame:
        """The frame of a household that has told nothing, all rules of the day worked out in it."""
        frame = Frame(Household(), self._layout, self._in_force(on), on)
        for rule in self._rules_on(on):
            for code in rule.compiled.codes:
                code.value(frame)
        return frame

    def _choose_versions(self, on: date) -> tuple[RuleInForce, ...]:
        return tuple(history.on(on) for history in self._histories.values())

    def _resolve(self, on: date) -> InForce:
        """The parameters on a day; the same object on every day with the same values."""
        resolved = resolve_all(self.parameters, on)
        return self._epochs.setdefault(resolved.key, resolved)

    def _compile(self) -> dict[str, RuleHistory]:
        checker = RuleChecker(self._compiler)
        checker.define(self.definitions)
        histories = {
            rule.service_id: compile_history(rule, checker, self._slots) for rule in self.rules
        }
        faults = (
            *check_facts(self.facts, self.parameters),
            *check_names(self.parameters, self.rules),
            *(fault for rule in self.rules for fault in check_versions(rule)),
            *checker.faults,
        )
        if faults:
            raise ContentError(faults)
        return histories


def _slots(facts: Mapping[str, Fact]) -> Slots:
    def of(entity: str) -> dict[str, int]:
        names = [name for name, fact in facts.items() if fact.entity == entity]
        return {name: slot for slot, name in enumerate(names)}

    return Slots(of("household"), of("person"), facts)
