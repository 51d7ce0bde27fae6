"""What compiled expressions look at: the answers and parameters of one assessment, as intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from shared.diagnosis.household import (
    ASKER_ROLE,
    ROLE,
    SIZE,
    Answer,
    Answers,
    Between,
    FactKey,
    Household,
    Known,
)
from shared.diagnosis.interval import Interval, Truth
from shared.diagnosis.model import Fact
from shared.diagnosis.parameters import ParameterInForce

Value = Truth | Interval | frozenset[str]
Memory = dict[object, Any]
NOBODY = -1
SOMEBODY = -2


class Slots(NamedTuple):
    """Where each fact stands in a frame's lists, and the facts themselves, in content order."""

    household: Mapping[str, int]
    person: Mapping[str, int]
    facts: Mapping[str, Fact]


class Memos(NamedTuple):
    """Places in a frame's memory: in that of the household, and in those of its persons."""

    of_household: tuple[object, ...] = ()
    of_person: tuple[object, ...] = ()


class Frame:
    """The values of one assessment.

    `person` is the person a quantifier is looking at and `index` which one: NOBODY outside
    quantifiers, SOMEBODY for a person who may exist but is not listed (`possible` of them,
    all like `blank`). What has been worked out once is remembered, of each person apart.
    """

    __slots__ = (
        "blank",
        "household",
        "index",
        "memories",
        "memory",
        "memory_of_person",
        "memos",
        "parameters",
        "person",
        "persons",
        "possible",
        "slots",
    )

    def __init__(
        self,
        household: Household,
        slots: Slots,
        parameters: Sequence[ParameterInForce],
        memos: Mapping[str, Memos],
    ) -> None:
        self.parameters, self.slots, self.memos = parameters, slots, memos
        self.persons = [
            _values(answers, slots.person, slots.facts, is_asker=index == 0)
            for index, answers in enumerate(household.persons)
        ]
        self.blank = _values({}, slots.person, slots.facts, is_asker=False)
        self.household = _values(household.facts, slots.household, slots.facts, is_asker=False)
        self.possible = self._narrow_size(slots)
        self.memory: Memory = {}
        # Negative indexes count from the end: the last two are of SOMEBODY and NOBODY.
        self.memories: list[Memory] = [{} for _ in range(len(self.persons) + 2)]
        self.look_at(NOBODY)

    def _narrow_size(self, slots: Slots) -> int:
        """Nobody listed can be counted out, so the size is at least the listed persons."""
        slot = slots.household.get(SIZE)
        if slot is None:
            return 0
        low, high = cast(tuple[int, int], self.household[slot])
        listed = len(self.persons)
        if high < listed:
            raise ValueError("household_size: more persons are listed than the household has")
        self.household[slot] = (max(low, listed), high)
        return high - listed

    def look_at(self, index: int) -> None:
        """Turn to one listed person, or to NOBODY or SOMEBODY."""
        self.index = index
        self.person = self.blank if index < 0 else self.persons[index]
        self.memory_of_person = self.memories[index]

    def value_at(self, key: FactKey) -> Value:
        """What is known about one fact."""
        if key.person is None:
            return self.household[self.slots.household[key.fact]]
        return self.persons[key.person][self.slots.person[key.fact]]

    def put(self, key: FactKey, value: Value) -> None:
        """Suppose something else about one fact; what depends on it is worked out anew."""
        if key.person is None:
            self.household[self.slots.household[key.fact]] = value
        else:
            self.persons[key.person][self.slots.person[key.fact]] = value
        if key.fact == SIZE:
            self._forget_everything()
        else:
            self._forget(self.memos.get(key.fact, Memos()), key.person)

    def _forget(self, memos: Memos, person: int | None) -> None:
        for memo in memos.of_household:
            self.memory.pop(memo, None)
        for memory in self.memories if person is None else [self.memories[person]]:
            for memo in memos.of_person:
                memory.pop(memo, None)

    def _forget_everything(self) -> None:
        for memory in (self.memory, *self.memories):
            memory.clear()


def _values(
    answers: Answers, slots: Mapping[str, int], facts: Mapping[str, Fact], *, is_asker: bool
) -> list[Value]:
    if not answers.keys() <= slots.keys():
        stray = ", ".join(sorted(answers.keys() - slots.keys()))
        raise ValueError(f"answers to facts that are not asked here: {stray}")
    return [
        _role(answers.get(name), facts[name], is_asker)
        if name == ROLE
        else value_of(facts[name], answers.get(name))
        for name in slots
    ]


def _role(answer: Answer | None, fact: Fact, is_asker: bool) -> Value:
    if is_asker:
        return frozenset({ASKER_ROLE})
    others = cast(frozenset[str], value_of(fact, answer)) - {ASKER_ROLE}
    if not others:
        raise ValueError("role: only the first person is the one who asks")
    return others


def value_of(fact: Fact, answer: Answer | None) -> Value:
    """What an answer says about a fact. Raises ValueError when it does not fit the fact."""
    match answer:
        case Known(value=value):
            return _known(fact, value)
        case Between(low=low, high=high):
            if not fact.is_numeric or low > high:
                raise ValueError(f"{fact.id}: not a range for this fact")
            _check_range(fact, low, high)
            return low, high
        case _:
            return _anything(fact)


def _anything(fact: Fact) -> Value:
    if fact.type == "bool":
        return None
    if fact.type == "choice":
        return frozenset(fact.choice_ids)
    return fact.minimum, fact.maximum


def _known(fact: Fact, value: int | bool | str) -> Value:
    if fact.type == "bool" and isinstance(value, bool):
        return value
    if fact.type == "choice" and value in fact.choice_ids:
        return frozenset({str(value)})
    if fact.is_numeric and isinstance(value, int) and not isinstance(value, bool):
        _check_range(fact, value, value)
        return value, value
    raise ValueError(f"{fact.id}: not an answer to this fact")


def _check_range(fact: Fact, low: int, high: int) -> None:
    if (fact.minimum is not None and low < fact.minimum) or (
        fact.maximum is not None and high > fact.maximum
    ):
        raise ValueError(f"{fact.id}: out of range")
