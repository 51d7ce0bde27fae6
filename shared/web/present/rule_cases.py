"""Worked examples in words: who asks, what should come out, what comes out today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shared.bundle import Knowledge
from shared.bundle.files import Case, ExpectedAmount
from shared.bundle.readable import VERDICTS
from shared.diagnosis.answers import read_household
from shared.diagnosis.engine import Engine
from shared.diagnosis.household import ROLE, Answer, FactKey, Household, Known
from shared.diagnosis.result import AmountRange, Assessment, Verdict
from shared.web.present.answers import answer_words
from shared.web.present.rule_words import RuleNames, money
from shared.web.present.words import Words

MOST_CHANGES = 4


@dataclass(frozen=True)
class CaseView:
    """One worked example. `household`: one sentence for the household, then one a person."""

    name: str
    on: date
    household: tuple[str, ...]
    expected: str
    actual: str
    passes: bool
    source: str
    validated_by: str

    @property
    def day(self) -> str:
        """The day in words."""
        return day_words(self.on)


@dataclass(frozen=True)
class Tried:
    """An example and what the engine makes of it; None where an answer is not taken."""

    case: Case
    assessment: Assessment | None


def engine_of(knowledge: Knowledge, service_id: str) -> Engine:
    """An engine over one rule, quick to build: the same verdicts and amounts for that service."""
    content = knowledge.content
    rules = [knowledge.rules[service_id]]
    facts, parameters = knowledge.facts, knowledge.parameters
    return Engine(facts, parameters, rules, knowledge.content_hash, content.definitions)


def tried(engine: Engine, cases: Sequence[Case]) -> tuple[Tried, ...]:
    """Every example put to the engine on its own day."""
    return tuple(Tried(case, _assess(engine, case)) for case in cases)


def _assess(engine: Engine, case: Case) -> Assessment | None:
    document = {"household": case.household, "persons": list(case.persons)}
    household = read_household(document, engine.facts, case.on)
    return engine.assess(household, case.on) if isinstance(household, Household) else None


def case_views(
    names: RuleNames, service_id: str, every: Sequence[Tried], words: Words
) -> tuple[CaseView, ...]:
    """The examples in words, in the order of the file."""
    homes = [one.assessment.household for one in every if one.assessment is not None]
    teller = Teller(names, words, homes[0] if homes else Household())
    return tuple(_view(teller, service_id, one) for one in every)


def _view(teller: Teller, service_id: str, one: Tried) -> CaseView:
    case, assessment = one.case, one.assessment
    actual, passes = "odpowiedzi nie przyjęto", False
    told: tuple[str, ...] = ()
    if assessment is not None:
        result = assessment.result(service_id)
        is_told = case.expect.amount is not None or result.verdict is not Verdict.UNKNOWN
        actual = comes_to(result.verdict, result.amount if is_told else None)
        passes = _passes(case, result.verdict, result.amount)
        told = tuple(teller.beside_first(assessment.household))
    return CaseView(
        name=case.name,
        on=case.on,
        household=told,
        expected=_expected(case.expect.verdict, case.expect.amount),
        actual=actual,
        passes=passes,
        source=case.source,
        validated_by=case.validated_by,
    )


def _passes(case: Case, verdict: Verdict, amount: AmountRange | None) -> bool:
    expected = case.expect.amount
    if verdict.value != case.expect.verdict or (expected is not None and amount is None):
        return False
    if expected is None or amount is None:
        return True
    found = (amount.min_grosze, amount.max_grosze)
    return found == (_grosze(expected.min), _grosze(expected.max))


def _grosze(written: str | None) -> int | None:
    return None if written is None else int(Decimal(written) * 100)


def _expected(verdict: str, amount: ExpectedAmount | None) -> str:
    if amount is None:
        return VERDICTS[verdict]
    return f"{VERDICTS[verdict]}, {_range(_grosze(amount.min), _grosze(amount.max))}"


def comes_to(verdict: Verdict, amount: AmountRange | None) -> str:
    """A verdict and, where it is no refusal, the amount."""
    if amount is None or verdict is Verdict.NOT_ELIGIBLE:
        return VERDICTS[verdict.value]
    return f"{VERDICTS[verdict.value]}, {_range(amount.min_grosze, amount.max_grosze)}"


def _range(low: int | None, high: int | None) -> str:
    if low is not None and low == high:
        return money(low)
    lowest = f"od {money(low or 0)}"
    return (
        f"{lowest}, górnej granicy nie ogłoszono" if high is None else f"{lowest} do {money(high)}"
    )


@dataclass(frozen=True)
class Teller:
    """Tells households in words; `first` is the one the others are compared with."""

    names: RuleNames
    words: Words
    first: Household = field(default_factory=Household)

    def beside_first(self, household: Household) -> Iterator[str]:
        """Only what is different from the first household, where that is little; else all."""
        before, now = dict(_answers(self.first)), dict(_answers(household))
        is_first = household is self.first
        changed = [key for key, answer in now.items() if before.get(key) != answer]
        gone = [key for key in before if key not in now]
        same_persons = len(household.persons) == len(self.first.persons)
        if is_first or not same_persons or len(changed) + len(gone) > MOST_CHANGES:
            yield from self.told(household)
            return
        said = [self._said(household, key, with_person=True) for key in changed]
        said += [f"{self._label(household, key)}: nie podano" for key in gone]
        yield f"jak w przykładzie 1, tylko: {'; '.join(said)}" if said else "jak w przykładzie 1"

    def told(self, household: Household, only: frozenset[str] | None = None) -> Iterator[str]:
        """The household, then everybody of whom something is told.

        `only` these facts, where they are given.
        """
        of_home = [FactKey(name) for name in household.facts if only is None or name in only]
        if of_home:
            yield "; ".join(self._said(household, key) for key in of_home)
        for index, answers in enumerate(household.persons):
            keys = [
                FactKey(name, index)
                for name in answers
                if name != ROLE and (only is None or name in only)
            ]
            if keys:
                said = "; ".join(self._said(household, key) for key in keys)
                yield f"{self._who(household, index)} – {said}"

    def _said(self, household: Household, key: FactKey, *, with_person: bool = False) -> str:
        name = self._label(household, key) if with_person else self.names.fact(key.fact)
        return f"{name}: {self._answer(household, key)}"

    def _label(self, household: Household, key: FactKey) -> str:
        name = self.names.fact(key.fact)
        if key.person is None or len(household.persons) == 1:
            return name
        return f"{self._who(household, key.person)} – {name}"

    def _answer(self, household: Household, key: FactKey) -> str:
        answer, fact = household.get(key), self.names.knowledge.facts[key.fact]
        if isinstance(answer, Known):
            if isinstance(answer.value, bool):
                return "tak" if answer.value else "nie"
            if fact.type == "date":
                return day_words(date.fromordinal(int(answer.value)))
        return answer_words(answer, fact, self.words)

    def _who(self, household: Household, index: int) -> str:
        role = household.get(FactKey(ROLE, index))
        if isinstance(role, Known):
            return self.names.choice(ROLE, str(role.value)).strip("„”").partition(" (")[0]
        return f"osoba {index + 1}"


def _answers(household: Household) -> Iterator[tuple[FactKey, Answer]]:
    for name, answer in household.facts.items():
        yield FactKey(name), answer
    for index, answers in enumerate(household.persons):
        for name, answer in answers.items():
            yield FactKey(name, index), answer


def day_words(day: date) -> str:
    """A day as lawyers write it in a table: 01.07.2021."""
    return f"{day:%d.%m.%Y}"
