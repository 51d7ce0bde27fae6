"""What is known about one household: every fact answered exactly, as a range, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

SIZE = "household_size"
ROLE = "role"
ASKER_ROLE = "self"


class FactKey(NamedTuple):
    """One fact of this household: `person` is an index into its persons, None for all of it."""

    fact: str
    person: int | None = None

    def __str__(self) -> str:
        return self.fact if self.person is None else f"{self.fact}.{self.person}"


def parse_key(text: str) -> FactKey:
    """Read "income_month" or "age.1". Raises ValueError when it is neither."""
    fact, dot, person = text.partition(".")
    if not fact or (dot and not (person.isascii() and person.isdigit())):
        raise ValueError(f"not a fact key: {text!r}")
    return FactKey(fact, int(person) if dot else None)


class Reason(StrEnum):
    """Why a fact is not known. None of them means no, and none of them means zero."""

    NOT_ASKED = "not_asked"
    DONT_KNOW = "dont_know"
    WONT_SAY = "wont_say"


@dataclass(frozen=True, slots=True)
class Known:
    """An exact answer: bool, choice id, or an int in minor units (grosze, 1/100 m²)."""

    value: int | bool | str


@dataclass(frozen=True, slots=True)
class Between:
    """A number that lies between two others, both included, in minor units.

    `unsaid`: asked for the exact number, the person gave this reason not to tell it.
    """

    low: int
    high: int
    unsaid: Reason | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """No answer, and why."""

    reason: Reason


Answer = Known | Between | Unknown
Answers = Mapping[str, Answer]

NOT_ASKED = Unknown(Reason.NOT_ASKED)


def _size_bounds(answer: Answer | None) -> tuple[int, int | None]:
    match answer:
        case Known(value=value):
            return int(value), int(value)
        case Between(low=low, high=high):
            return low, high
        case _:
            return 1, None


@dataclass(frozen=True)
class Household:
    """The answers so far. `persons[0]` is always the one who asks; a person's index never moves.

    Persons the household is known to have but nothing is known about are present and empty, so a
    household whose size is known lists everybody. Raises ValueError when more persons are listed
    than the household has.
    """

    facts: Answers = field(default_factory=dict)
    persons: tuple[Answers, ...] = ()

    def __post_init__(self) -> None:
        least, most = _size_bounds(self.facts.get(SIZE))
        if most is not None and len(self.persons) > most:
            raise ValueError("more persons are listed than the household has")
        padding: tuple[Answers, ...] = ({},) * (max(least, 1) - len(self.persons))
        object.__setattr__(self, "persons", (*self.persons, *padding))

    def get(self, key: FactKey) -> Answer:
        """The answer to one fact; not asked when there is none."""
        if key.person is None:
            return self.facts.get(key.fact, NOT_ASKED)
        if key == (ROLE, 0):
            return Known(ASKER_ROLE)
        if key.person >= len(self.persons):
            return NOT_ASKED
        return self.persons[key.person].get(key.fact, NOT_ASKED)

    def answer(self, key: FactKey, answer: Answer) -> Household:
        """The household with one more answer. A smaller household_size lets the last persons go."""
        if key.person is not None:
            return self._with_person(key.person, {**self._person(key.person), key.fact: answer})
        persons = self.persons
        if key.fact == SIZE:
            most = _size_bounds(answer)[1]
            persons = self._without_blank_tail()[:most]
        return Household({**self.facts, key.fact: answer}, persons)

    def answer_exactly(self, key: FactKey, answer: Answer) -> Household:
        """Like `answer`, to the question for the exact number: who cannot tell keeps the range."""
        told = self.get(key)
        if isinstance(told, Between) and isinstance(answer, Unknown) and answer != NOT_ASKED:
            answer = Between(told.low, told.high, answer.reason)
        return self.answer(key, answer)

    def forget(self, key: FactKey) -> Household:
        """The household without that answer, as if it had never been asked."""
        if key.person is not None:
            kept = {fact: a for fact, a in self._person(key.person).items() if fact != key.fact}
            return self._with_person(key.person, kept)
        facts = {fact: a for fact, a in self.facts.items() if fact != key.fact}
        return Household(facts, self._without_blank_tail() if key.fact == SIZE else self.persons)

    def _person(self, index: int) -> Answers:
        return self.persons[index] if index < len(self.persons) else {}

    def _with_person(self, index: int, answers: Answers) -> Household:
        blank: tuple[Answers, ...] = ({},) * (index + 1 - len(self.persons))
        persons = (*self.persons, *blank)
        return Household(self.facts, (*persons[:index], answers, *persons[index + 1 :]))

    def _without_blank_tail(self) -> tuple[Answers, ...]:
        told = [index for index, answers in enumerate(self.persons) if answers]
        return self.persons[: max(told, default=0) + 1]
