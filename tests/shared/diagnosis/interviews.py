"""Whole interviews with a household that knows everything, in several orders of asking."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import NamedTuple

from shared.diagnosis import NOT_ASKED, Engine, FactKey, Household
from shared.diagnosis.result import Assessment, Result

Pick = Callable[[Assessment, Collection[FactKey]], FactKey]


def askable(household: Household, engine: Engine) -> Household:
    """The household without the answers nobody is asked for, such as dates of birth."""
    never = {name for name, fact in engine.facts.items() if not fact.asked}

    def kept(answers):
        return {name: answer for name, answer in answers.items() if name not in never}

    return Household(kept(household.facts), tuple(map(kept, household.persons)))


class Asked(NamedTuple):
    """The questions asked, and before each how many services are open."""

    keys: tuple[FactKey, ...]
    undecided: tuple[int, ...]

    def until_left(self, share: float) -> int:
        """After how many questions no more than a share of the services is open."""
        most = share * max(self.undecided, default=0)
        enough = (at for at, left in enumerate(self.undecided) if left <= most)
        return next(enough, len(self.keys))


@dataclass(frozen=True)
class Interviewer:
    """Asks one household until nothing that can be asked changes anything for these services."""

    engine: Engine
    everything: Household
    on: date
    about: Collection[str] | None = None

    def asks(self, pick: Pick) -> Asked:
        """Ask in some order until nothing is open."""
        household, keys, undecided = Household(), [], []
        assessment = self.engine.assess(household, self.on)
        while open_keys := self.open_keys(assessment):
            keys.append(pick(assessment, open_keys))
            undecided.append(sum(self._is_open(result) for result in assessment.results))
            household = household.answer(keys[-1], self.everything.get(keys[-1]))
            assessment = self.engine.assess(household, self.on)
        return Asked(tuple(keys), tuple(undecided))

    def _is_open(self, result: Result) -> bool:
        return bool(result.missing) and (self.about is None or result.service_id in self.about)

    def open_keys(self, assessment: Assessment) -> list[FactKey]:
        """What may still change something, best first as the engine has it."""
        if self.about is None:
            return list(self.engine.open_questions(assessment))
        found = {
            key: None
            for result in assessment.results
            if result.service_id in self.about
            for key in result.missing
            if assessment.household.get(key) == NOT_ASKED and self.engine.facts[key.fact].asked
        }
        return list(found)

    def best(self, assessment: Assessment, open_keys: Collection[FactKey]) -> FactKey:
        """As the engine asks."""
        if self.about is None:
            return next(iter(open_keys))
        question = self.engine.question(assessment, self.about)
        assert question is not None
        return question.key

    def in_content_order(self, _: Assessment, open_keys: Collection[FactKey]) -> FactKey:
        """As the authors wrote it down, topic after topic, skipping what cannot matter."""
        ranks = {name: rank for rank, name in enumerate(self.engine.facts)}
        return min(open_keys, key=lambda key: (ranks[key.fact], key.person or 0))

    def at_random(self, rng: Random) -> Pick:
        """In an order drawn beforehand, skipping what cannot matter."""
        drawn: dict[FactKey, float] = {}

        def pick(_: Assessment, open_keys: Collection[FactKey]) -> FactKey:
            return min(open_keys, key=lambda key: drawn.setdefault(key, rng.random()))

        return pick

    def form(self) -> int:
        """How many a paper form asks of this household: every fact some rule here reads, of all."""
        read = self._facts_read()
        of_household = [n for n in read if self.engine.facts[n].entity == "household"]
        of_persons = [n for n in read if self.engine.facts[n].entity == "person"]
        persons = len(self.everything.persons)
        return len(of_household) + len(of_persons) * persons - ("role" in of_persons)

    def _facts_read(self) -> set[str]:
        names = [rule.service_id for rule in self.engine.rules if rule.kind != "help"]
        compiled = [
            self.engine.compiled(one, self.on)
            for one in names
            if self.about is None or one in self.about
        ]
        codes = (code for one in compiled for code in (*one.conditions, *one.amounts) if code)
        read = {fact for code in codes for fact in code.facts}
        derived = {f"({name})" for name, fact in self.engine.facts.items() if not fact.asked}
        ages = {n for n, fact in self.engine.facts.items() if fact.derived and derived & read}
        return {name for name in read | ages | {"household_size"} if self.engine.facts[name].asked}
