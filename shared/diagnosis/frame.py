"""What compiled expressions look at: the answers and parameters of one assessment, as intervals.

A frame is a few flat lists, one of the household and one of each person: first the facts, each in
its slot, then the places where what has been worked out once is remembered.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from datetime import date
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
from shared.diagnosis.parameters import InForce
from shared.diagnosis.since import derivations

Value = Truth | Interval | frozenset[str]
Memory = list[Any]
NOBODY = -1
SOMEBODY = -2
UNSEEN = object()
ASKER = frozenset({ASKER_ROLE})


class Slots(NamedTuple):
    """Where each fact stands in a frame's lists, and the facts themselves, in content order."""

    household: Mapping[str, int]
    person: Mapping[str, int]
    facts: Mapping[str, Fact]

    @property
    def first_memo(self) -> int:
        """Where the places to remember begin, in every list."""
        return max(len(self.household), len(self.person))


class Memos(NamedTuple):
    """Places to remember: in the list of the household, and in those of its persons."""

    of_household: tuple[int, ...] = ()
    of_person: tuple[int, ...] = ()


NO_MEMOS = Memos()


class Layout:
    """What all frames of one content have in common: the slots, and lists nobody has answered."""

    def __init__(self, slots: Slots, memos: Mapping[str, Memos], places: int) -> None:
        self.slots, self.memos = slots, memos
        self.derivations = derivations(slots.facts)
        self.household_facts, self.person_facts = tuple(slots.household), tuple(slots.person)
        self.household = self._blank(slots.household, places)
        self.person = self._blank(slots.person, places)
        role = slots.person.get(ROLE)
        if role is not None:
            self.person[role] -= ASKER

    def _blank(self, slots: Mapping[str, int], places: int) -> Memory:
        blank: Memory = [UNSEEN] * (self.slots.first_memo + places)
        for name, slot in slots.items():
            blank[slot] = anything(self.slots.facts[name])
        return blank


class Frame:
    """The values of one assessment.

    `person` is the person a quantifier is looking at and `index` which one: NOBODY outside
    quantifiers, SOMEBODY for a person who may exist but is not listed (`possible` of them,
    all like `blank`). `supposed` is for whoever looks at the same household as if something more
    were known of it: twins of this frame, kept so that each is made once.
    """

    __slots__ = (
        "blank",
        "household",
        "in_force",
        "index",
        "layout",
        "on",
        "parameters",
        "person",
        "persons",
        "possible",
        "supposed",
    )

    def __init__(self, household: Household, layout: Layout, in_force: InForce, on: date) -> None:
        self.layout, self.in_force, self.parameters = layout, in_force, in_force.values
        self.on = on
        slots = layout.slots
        self.persons = [
            _person(answers, layout, on, is_asker=index == 0)
            for index, answers in enumerate(household.persons)
        ]
        self.blank = layout.person.copy()
        self.household = _fill(household.facts, slots.household, slots.facts, layout.household)
        _derive(self.household, household.facts, slots.household, layout, on)
        self.possible = self._narrow_size(slots)
        self.supposed: dict[Hashable, Frame | None] = {}
        self.look_at(NOBODY)

    def twin(self) -> Frame:
        """A frame of its own that knows, and has worked out, what this one has so far."""
        other = Frame.__new__(Frame)
        other.layout, other.in_force, other.parameters = self.layout, self.in_force, self.parameters
        other.on, other.possible, other.supposed = self.on, self.possible, {}
        other.household, other.blank = self.household.copy(), self.blank.copy()
        other.persons = [person.copy() for person in self.persons]
        other.look_at(NOBODY)
        return other

    def take_over(self, earlier: Frame) -> None:
        """Take what an earlier frame has worked out from answers that are the same in this one."""
        if earlier.in_force is not self.in_force or earlier.on != self.on:
            return
        first, memos = self.layout.slots.first_memo, self.layout.memos
        self.household[first:] = earlier.household[first:]
        self.blank[first:] = earlier.blank[first:]
        listed, blank = len(earlier.persons), earlier.blank
        for index, person in enumerate(self.persons):
            older = earlier.persons[index] if index < listed else blank
            person[first:] = older[first:]
            for fact in _differing(person, older, self.layout.person_facts):
                self._forget(memos.get(fact, NO_MEMOS), index)
        for fact in _differing(self.household, earlier.household, self.layout.household_facts):
            self._forget(memos.get(fact, NO_MEMOS), None)
        if listed != len(self.persons) or earlier.possible != self.possible:
            self._forget(memos.get(SIZE, NO_MEMOS), None)

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

    def value_at(self, key: FactKey) -> Value:
        """What is known about one fact."""
        memory, slot = self._place(key)
        return cast(Value, memory[slot])

    def _place(self, key: FactKey) -> tuple[Memory, int]:
        if key.person is None:
            return self.household, self.layout.slots.household[key.fact]
        return self.persons[key.person], self.layout.slots.person[key.fact]

    def put(self, key: FactKey, value: Value, memos: Memos | None = None) -> None:
        """Suppose something else about one fact; what depends on it is worked out anew.

        `memos`: the places that will be looked at before it is put back, if they are known.
        """
        memory, slot = self._place(key)
        memory[slot] = value
        self.supposed.clear()
        self._forget(memos or self.layout.memos.get(key.fact, NO_MEMOS), key.person)

    def _forget(self, memos: Memos, person: int | None) -> None:
        household = self.household
        for memo in memos.of_household:
            household[memo] = UNSEEN
        for memory in (*self.persons, self.blank) if person is None else (self.persons[person],):
            for memo in memos.of_person:
                memory[memo] = UNSEEN


def _differing(memory: Memory, earlier: Memory, facts: tuple[str, ...]) -> Iterator[str]:
    """The facts that are not the same in both; facts stand first, in their order."""
    if memory[: len(facts)] != earlier[: len(facts)]:
        pairs = zip(facts, memory, earlier, strict=False)
        yield from (fact for fact, value, older in pairs if value != older)


def _person(answers: Answers, layout: Layout, on: date, *, is_asker: bool) -> Memory:
    slots = layout.slots
    memory = _fill(answers, slots.person, slots.facts, layout.person)
    _derive(memory, answers, slots.person, layout, on)
    role = slots.person.get(ROLE)
    if role is None:
        return memory
    memory[role] = ASKER if is_asker else memory[role] - ASKER
    if not memory[role]:
        raise ValueError("role: only the first person is the one who asks")
    return memory


def _fill(
    answers: Answers, slots: Mapping[str, int], facts: Mapping[str, Fact], blank: Memory
) -> Memory:
    memory = blank.copy()
    for name, answer in answers.items():
        slot = slots.get(name)
        if slot is None:
            raise ValueError(f"answers to facts that are not asked here: {name}")
        memory[slot] = value_of(facts[name], answer)
    return memory


def _derive(
    memory: Memory, answers: Answers, slots: Mapping[str, int], layout: Layout, on: date
) -> None:
    """Put what follows from the dates told, unless the fact itself was told otherwise.

    Reading refuses contradictions; who asks "what if she were 18?" means it.
    """
    for one in layout.derivations:
        bounds = one.bounds(answers, on) if one.source in answers else None
        if bounds is None:
            continue
        slot = slots[one.fact]
        least, most = cast(tuple[int, int], anything(layout.slots.facts[one.fact]))
        if bounds[1] < least:
            raise ValueError(f"{one.source}: not yet, on that day")
        low, high = min(max(bounds[0], least), most), min(bounds[1], most)
        told_low, told_high = memory[slot]
        if max(low, told_low) <= min(high, told_high):
            memory[slot] = (max(low, told_low), min(high, told_high))


def value_of(fact: Fact, answer: Answer | None) -> Value:
    """What an answer says about a fact. Raises ValueError when it does not fit the fact."""
    if answer.__class__ is Known:  # nearly always, and quicker than a match
        return _known(fact, answer.value)
    match answer:
        case Between(low=low, high=high):
            if not fact.is_ordered or low > high:
                raise ValueError(f"{fact.id}: not a range for this fact")
            _check_range(fact, low, high)
            return low, high
        case _:
            return anything(fact)


def anything(fact: Fact) -> Value:
    """Everything a fact can be."""
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
    if fact.is_ordered and isinstance(value, int) and not isinstance(value, bool):
        _check_range(fact, value, value)
        return value, value
    raise ValueError(f"{fact.id}: not an answer to this fact")


def _check_range(fact: Fact, low: int, high: int) -> None:
    if (fact.minimum is not None and low < fact.minimum) or (
        fact.maximum is not None and high > fact.maximum
    ):
        raise ValueError(f"{fact.id}: out of range")
