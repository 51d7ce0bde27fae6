"""Two contents put to the same households: whose verdict or amount is another one.

Only services whose rule, or anything it rests on, is different can come out differently; only they
are worked out. A household is told to each content as far as that content can ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import msgspec

from shared.bundle.files import Case
from shared.bundle.knowledge import Knowledge
from shared.bundle.rests import names_in
from shared.diagnosis.answers import read_household
from shared.diagnosis.engine import Engine
from shared.diagnosis.household import Answer, Household, Known
from shared.diagnosis.model import Fact
from shared.diagnosis.result import Verdict
from shared.simulation.households import households

GRANTED = frozenset({Verdict.ELIGIBLE, Verdict.LIKELY})
Examples = Mapping[str, Sequence[Case]]


class Standing(NamedTuple):
    """How one service comes out; amounts in grosze where it is granted. `None`: no such service."""

    verdict: Verdict | None
    low: int | None = None
    high: int | None = None

    @property
    def is_granted(self) -> bool:
        """Whether it is eligible or likely."""
        return self.verdict in GRANTED


ABSENT = Standing(None)


class Moved(NamedTuple):
    """A household that comes out differently; `name`: the worked example it is, if it is one."""

    household: Household
    on: date
    before: Standing
    after: Standing
    name: str = ""


@dataclass(frozen=True)
class Apart:
    """One service: how many were asked, and everybody for whom it comes out differently."""

    service_id: str
    cases: int
    moved_cases: tuple[Moved, ...]
    households: int
    moved: tuple[Moved, ...]


def touched(before: Knowledge, after: Knowledge) -> tuple[str, ...]:
    """The services that can come out differently: their rule, or what it rests on, is another."""
    old, new = _rests(before), _rests(after)
    return tuple(one for one in {**new, **old} if old.get(one) != new.get(one))


def _rests(knowledge: Knowledge) -> dict[str, object]:
    return {
        service_id: _signature(knowledge, names_in(rule, knowledge.definitions), rule)
        for service_id, rule in knowledge.rules.items()
    }


def _signature(knowledge: Knowledge, names: Iterable[str], rule: object) -> object:
    every = sorted(names)
    facts = [_shape(knowledge.facts[name]) for name in every if name in knowledge.facts]
    numbers = [knowledge.parameters[name].values for name in every if name in knowledge.parameters]
    formulas = [
        knowledge.definitions[name].exactly for name in every if name in knowledge.definitions
    ]
    return rule, facts, numbers, formulas


def _shape(fact: Fact) -> tuple[object, ...]:
    """What of a fact the rules can tell apart; its texts they cannot."""
    span = (fact.minimum, fact.maximum)
    return fact.id, fact.entity, fact.type, span, fact.choice_ids, fact.derived


def apart(
    before: Knowledge, after: Knowledge, cases: Examples, count: int, seed: int, on: date
) -> tuple[Apart, ...]:
    """Every touched service over its examples and over made-up households of the city.

    `cases`: the worked examples of both sides, by service, each on its own day.
    """
    services = touched(before, after)
    if not services:
        return ()
    sides = _Side.of(before, services), _Side.of(after, services)
    drawn = tuple(households(_asking_all(before, after), count, seed, on))
    moved: dict[str, list[Moved]] = {one: [] for one in services}
    for home in drawn:
        for service_id, was, now in _compared(sides, home, on):
            moved[service_id].append(Moved(home, on, was, now))
    return tuple(_apart(sides, one, cases.get(one, ()), drawn, moved[one]) for one in services)


def _apart(
    sides: tuple[_Side, _Side],
    service_id: str,
    cases: Sequence[Case],
    drawn: Sequence[Household],
    moved: Sequence[Moved],
) -> Apart:
    moved_cases = (_case(sides, service_id, case) for case in cases)
    found = tuple(one for one in moved_cases if one is not None)
    return Apart(service_id, len(cases), found, len(drawn), tuple(moved))


def _case(sides: tuple[_Side, _Side], service_id: str, case: Case) -> Moved | None:
    document = {"household": case.household, "persons": list(case.persons)}
    homes = [side.read(document, case.on) for side in sides]
    home = homes[1] or homes[0]
    if home is None:
        return None
    for one, was, now in _compared(sides, home, case.on):
        if one == service_id:
            return Moved(home, case.on, was, now, case.name)
    return None


def _compared(
    sides: tuple[_Side, _Side], home: Household, on: date
) -> Iterator[tuple[str, Standing, Standing]]:
    """The services that come out differently."""
    before, after = (side.standings(home, on) for side in sides)
    for service_id in {**after, **before}:
        was, now = before.get(service_id, ABSENT), after.get(service_id, ABSENT)
        if was != now:
            yield service_id, was, now


def _asking_all(before: Knowledge, after: Knowledge) -> Knowledge:
    """Knowledge that asks what either of them asks, so that one household answers both."""
    facts = {**before.facts, **after.facts}
    content = msgspec.structs.replace(after.content, facts=tuple(facts.values()))
    return Knowledge(content, after.content_hash)


@dataclass(frozen=True)
class _Side:
    """One of the two contents: an engine over the touched services it has."""

    engine: Engine

    @classmethod
    def of(cls, knowledge: Knowledge, services: Sequence[str]) -> _Side:
        rules = [knowledge.rules[one] for one in services if one in knowledge.rules]
        facts, parameters = knowledge.facts, knowledge.parameters
        content = knowledge.content
        engine = Engine(facts, parameters, rules, knowledge.content_hash, content.definitions)
        return cls(engine)

    def standings(self, home: Household, on: date) -> dict[str, Standing]:
        assessment = self.engine.assess(self.told(home), on)
        found = {}
        for one in assessment.results:
            amount = one.amount if one.verdict in GRANTED else None
            ends = (amount.min_grosze, amount.max_grosze) if amount else ()
            found[one.service_id] = Standing(one.verdict, *ends)
        return found

    def told(self, home: Household) -> Household:
        """What of the household this content can take."""
        return Household(
            self._taken(home.facts), tuple(self._taken(person) for person in home.persons)
        )

    def _taken(self, answers: Mapping[str, Answer]) -> dict[str, Answer]:
        facts = self.engine.facts
        return {
            name: answer
            for name, answer in answers.items()
            if name in facts and _fits(facts[name], answer)
        }

    def read(self, document: Mapping[str, Any], on: date) -> Household | None:
        """A worked example's household, without what this content does not ask."""
        household = {k: v for k, v in document["household"].items() if k in self.engine.facts}
        persons = [
            {k: v for k, v in person.items() if k in self.engine.facts}
            for person in document["persons"]
        ]
        read = read_household({"household": household, "persons": persons}, self.engine.facts, on)
        return read if isinstance(read, Household) else None


def _fits(fact: Fact, answer: Answer) -> bool:
    if not isinstance(answer, Known):
        return True
    value = answer.value
    if fact.type == "bool":
        return isinstance(value, bool)
    if fact.type == "choice":
        return value in fact.choice_ids
    if isinstance(value, bool | str):
        return False
    low, high = fact.minimum, fact.maximum
    return (low is None or low <= value) and (high is None or value <= high)
