"""The fewest answers that prove every verdict and every amount of one household.

A set of answers *proves* a service when the engine, told these and nothing else, says of it what it
says when told everything. Answers only ever narrow what is said, so a set that holds a proving set
proves too. That makes the smallest proving set a smallest hitting set:

- If all answers but those in D do not prove a service, every proving set holds one of D: otherwise
  it would lie within all but D, and that would prove. Such a D is a *conflict*.
- A set that holds one of every conflict proves: if it did not, all it leaves out would be a
  conflict that it misses.

So some conflicts are collected, a smallest set that hits them is found, and whatever service that
set does not prove yields one more conflict outside of it. A smallest set for some conflicts is
never larger than one for all: every such size is a **lower bound**, and the first set that proves
is a smallest one, so its size is **exact**. Where the search for a smallest set is given up, the
number of conflicts without a common answer, one answer being needed for each, is still a bound.

Two things make it quick. What one service alone cannot do without (a conflict of one answer) has to
be in the set anyway. And conflicts are looked for service by service, over the few facts it reads.

The judge is the engine's own interval reading: where that is blind (`x < 5 or x >= 5`) a sharper
mind could do with fewer answers; test_certificate.py counts how often, on contents small enough to
try every household. Only facts that are asked count, for nobody else's answers can be fewer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from shared.diagnosis import Engine, FactKey, Household, Known, Verdict
from shared.diagnosis.assess import outcomes, verdict_of
from shared.diagnosis.check import CompiledRule
from shared.diagnosis.code import Code
from shared.diagnosis.household import SIZE
from shared.diagnosis.tree import Quantifier
from tests.shared.diagnosis.hitting import Keys, disjoint, smallest_hitting

ROUNDS = 400


class Smallest(NamedTuple):
    """A bound no proving set goes below; `is_exact` when `proof` is one of that size."""

    bound: int
    is_exact: bool
    proof: Keys


@dataclass(frozen=True)
class Prover:
    """What which of the answers of one household prove, on one day.

    `everything`: all that can be asked is answered exactly, and nothing else is known.
    """

    engine: Engine
    everything: Household
    on: date
    about: Collection[str] | None = None
    tried: dict[tuple[str, Keys], bool] = field(default_factory=dict)

    @cached_property
    def services(self) -> dict[str, Keys]:
        """The services not proved by nothing, each with the answers its rule reads."""
        found = {}
        for rule in self.engine.rules:
            name = rule.service_id
            if rule.kind != "help" and (self.about is None or name in self.about):
                found[name] = frozenset(self._read_by(self.engine.compiled(name, self.on)))
        return {name: keys for name, keys in found.items() if not self.proves(name, frozenset())}

    def _read_by(self, compiled: CompiledRule) -> Iterator[FactKey]:
        codes = [code for code in (*compiled.conditions, *compiled.amounts) if code is not None]
        facts = {fact for code in codes for fact in code.facts}
        if any(_counts_persons(code) for code in codes):
            facts.add(SIZE)
        for name in self.engine.facts:
            if name in facts:
                yield from (key for key in self._keys_of(name) if self._is_told(key))

    def _keys_of(self, name: str) -> Iterator[FactKey]:
        if self.engine.facts[name].entity == "household":
            yield FactKey(name)
        else:
            yield from (FactKey(name, at) for at in range(len(self.everything.persons)))

    def _is_told(self, key: FactKey) -> bool:
        return key != FactKey("role", 0) and isinstance(self.everything.get(key), Known)

    def told(self, keys: Collection[FactKey]) -> Household:
        """The household of whom only these answers are known."""
        last = max((key.person for key in keys if key.person is not None), default=-1)
        persons: list[dict] = [{} for _ in range(last + 1)]
        facts = {}
        for key in keys:
            answer = self.everything.get(key)
            if key.person is None:
                facts[key.fact] = answer
            else:
                persons[key.person][key.fact] = answer
        return Household(facts, tuple(persons))

    def proves(self, service: str, keys: Keys) -> bool:
        """Whether these answers, of those the service reads, settle it."""
        found = self.tried.get((service, keys))
        if found is None:
            found = self.said(service, self.told(keys)) == self._final[service]
            self.tried[service, keys] = found
        return found

    def said(self, service: str, household: Household) -> tuple[object, ...]:
        """The verdict of one service for some household, and what it knows of each amount in it.

        From and to apart: "from 0 to 5" of two settled ends is not "from 0 to 5" of an open one.
        """
        frame = self.engine.frame(household, self.on)
        compiled = self.engine.compiled(service, self.on)
        verdict = verdict_of(compiled.rule.kind, outcomes(compiled, frame))
        if verdict is Verdict.NOT_ELIGIBLE:
            return (verdict,)
        return verdict, *(code.value(frame) for code in compiled.amounts)

    @cached_property
    def _final(self) -> dict[str, tuple[object, ...]]:
        return {
            one.service_id: self.said(one.service_id, self.everything) for one in self.engine.rules
        }

    def prove_all(self, keys: Keys) -> bool:
        """Whether these answers settle every service."""
        return all(self.proves(name, keys & read) for name, read in self.services.items())

    def needed(self, service: str) -> Keys:
        """The answers that this service cannot do without, whatever else is known."""
        read = self.services[service]
        return frozenset(key for key in read if not self.proves(service, read - {key}))

    def conflict(self, service: str, keys: Keys) -> Keys | None:
        """A smallest set of answers, none of `keys`, without which the service is not proved."""
        read = self.services[service]
        known = keys & read
        if self.proves(service, known):
            return None
        for key in sorted(read - known, key=self._rank):
            if not self.proves(service, known | {key}):
                known |= {key}
        return read - known

    def _rank(self, key: FactKey) -> tuple[int, str]:
        """What few services read is taken as known first: the conflict keeps what many read."""
        return self._popularity[key], str(key)

    @cached_property
    def _popularity(self) -> dict[FactKey, int]:
        keys = frozenset[FactKey]().union(*self.services.values())
        return {key: sum(key in read for read in self.services.values()) for key in keys}

    def smallest(self) -> Smallest:
        """The smallest number of answers that proves everything, or a bound below it."""
        needed = frozenset[FactKey]().union(*(self.needed(name) for name in self.services))
        conflicts: set[Keys] = set()
        bound, chosen = 0, frozenset[FactKey]()
        for _ in range(ROUNDS):
            new = {one for name in self.services for one in self._apart(name, needed | chosen)}
            if not new:
                return Smallest(len(needed | chosen), is_exact=True, proof=needed | chosen)
            conflicts |= new
            found = smallest_hitting(conflicts)
            if found is None:
                break
            chosen, bound = found, len(found)
        bound = max(bound, len(disjoint(conflicts)))
        return Smallest(len(needed) + bound, is_exact=False, proof=needed | chosen)

    def _apart(self, service: str, keys: Keys) -> Iterator[Keys]:
        """Conflicts of one service, outside `keys` and without a common answer."""
        while (found := self.conflict(service, keys)) is not None:
            yield found
            keys |= found


def _counts_persons(code: Code) -> bool:
    return isinstance(code.node, Quantifier) or any(_counts_persons(part) for part in code.parts)
