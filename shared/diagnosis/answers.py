"""Reading and writing answers: checked once, here, and refused when they do not fit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from shared.diagnosis.household import (
    ASKER_ROLE,
    NOT_ASKED,
    ROLE,
    SIZE,
    Answer,
    Answers,
    Between,
    FactKey,
    Household,
    Known,
    Reason,
    Unknown,
)
from shared.diagnosis.model import MINOR_UNITS, Fact
from shared.diagnosis.since import contradictions, without_dates

DOCUMENT_KEYS = {"household", "persons", "on"}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
UNSAID = (Reason.DONT_KNOW, Reason.WONT_SAY)
DECIMAL = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that was not taken. `why` is a message key; `given` is what came, cut short.

    Keys: unknown_fact, wrong_type, too_precise, out_of_range, upside_down, not_a_choice,
    wrong_shape, of_a_person, of_the_household, role_of_the_asker, fewer_than_listed, too_many,
    contradicts.
    """

    fact: str
    why: str
    given: str


def _refuse(fact: str, why: str, given: object) -> Refusal:
    return Refusal(fact, why, str(given)[:60])


def _decimal(raw: object) -> Decimal | None:
    """The number `raw` stands for, exactly as it was written; None when it is no number."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str | Decimal):
        return None
    written = repr(raw) if isinstance(raw, float) else str(raw)
    return Decimal(written) if DECIMAL.fullmatch(written) else None


def _ordered(fact: Fact, raw: object) -> int | Refusal:
    value = _day(fact, raw) if fact.type == "date" else _minor_units(fact, raw)
    if isinstance(value, Refusal):
        return value
    if (fact.minimum is not None and value < fact.minimum) or (
        fact.maximum is not None and value > fact.maximum
    ):
        return _refuse(fact.id, "out_of_range", raw)
    return value


def _day(fact: Fact, raw: object) -> int | Refusal:
    try:
        if isinstance(raw, str) and DAY.fullmatch(raw):
            return date.fromisoformat(raw).toordinal()
    except ValueError:  # a 30th of February
        pass
    return _refuse(fact.id, "wrong_type", raw)


def _minor_units(fact: Fact, raw: object) -> int | Refusal:
    number = _decimal(raw)
    if number is None or (fact.type == "int" and not isinstance(raw, int | str)):
        return _refuse(fact.id, "wrong_type", raw)
    scaled = number * MINOR_UNITS[fact.type]
    if scaled != scaled.to_integral_value():
        return _refuse(fact.id, "too_precise", raw)
    return int(scaled)


def _read_range(fact: Fact, raw: Mapping[str, object]) -> Answer | Refusal:
    low, high = _ordered(fact, raw["min"]), _ordered(fact, raw["max"])
    if isinstance(low, Refusal):
        return low
    if isinstance(high, Refusal):
        return high
    if low > high:
        return _refuse(fact.id, "upside_down", raw)
    return Known(low) if low == high else Between(low, high)


def _read_mapping(fact: Fact, raw: Mapping[str, object]) -> Answer | Refusal:
    if raw.keys() == {"unknown"}:
        reasons = [reason for reason in Reason if reason.value == raw["unknown"]]
        return Unknown(reasons[0]) if reasons else _refuse(fact.id, "wrong_type", raw)
    if raw.keys() == {"min", "max"} and fact.is_ordered:
        return _read_range(fact, raw)
    if raw.keys() == {"min", "max", "unknown"} and fact.is_ordered:
        return _read_unsaid(fact, raw)
    return _refuse(fact.id, "wrong_type", raw)


def _read_unsaid(fact: Fact, raw: Mapping[str, object]) -> Answer | Refusal:
    between = _read_range(fact, raw)
    if not isinstance(between, Between):
        return between
    reasons = [reason for reason in UNSAID if reason.value == raw["unknown"]]
    if not reasons:
        return _refuse(fact.id, "wrong_type", raw)
    return Between(between.low, between.high, reasons[0])


def read_answer(fact: Fact, raw: object) -> Answer | Refusal:
    """Read one JSON answer.

    `raw` is a bool, a choice id, a number (an int or a decimal string in whole units: zł, m²; a
    float only when it is written with no more places than the unit has), a date as "2026-11-22", a
    range {"min", "max"}, or {"unknown": "not_asked" | "dont_know" | "wont_say"}. A range with an
    "unknown" beside it: the exact number was asked for and not told. Nothing is clamped or guessed.
    """
    if isinstance(raw, Mapping):
        return _read_mapping(fact, raw)
    if fact.type == "bool":
        return Known(raw) if isinstance(raw, bool) else _refuse(fact.id, "wrong_type", raw)
    if fact.type == "choice":
        if not isinstance(raw, str):
            return _refuse(fact.id, "wrong_type", raw)
        return Known(raw) if raw in fact.choice_ids else _refuse(fact.id, "not_a_choice", raw)
    value = _ordered(fact, raw)
    return value if isinstance(value, Refusal) else Known(value)


def _check_role(key: FactKey, answer: Answer) -> Refusal | None:
    """The first person is the one who asks, and nobody else is."""
    if key.fact != ROLE or not isinstance(answer, Known):
        return None
    if (key.person == 0) == (answer.value == ASKER_ROLE):
        return None
    return _refuse(str(key), "role_of_the_asker", answer.value)


def _read_facts(
    raw: object, person: int | None, facts: Mapping[str, Fact]
) -> dict[str, Answer] | Refusal:
    if not isinstance(raw, Mapping):
        return _refuse("household" if person is None else f"persons.{person}", "wrong_shape", raw)
    answers: dict[str, Answer] = {}
    for name, given in raw.items():
        key = FactKey(str(name), person)
        answer = _read_one(key, given, facts)
        if isinstance(answer, Refusal):
            return answer
        if answer != NOT_ASKED or name == SIZE:
            answers[key.fact] = answer
    return answers


def _read_one(key: FactKey, given: object, facts: Mapping[str, Fact]) -> Answer | Refusal:
    fact = facts.get(key.fact)
    if fact is None:
        return _refuse(str(key), "unknown_fact", given)
    if (fact.entity == "person") != (key.person is not None):
        return _refuse(
            str(key), f"of_{'a_person' if key.person is None else 'the_household'}", given
        )
    answer = read_answer(fact, given)
    if isinstance(answer, Refusal):
        return Refusal(str(key), answer.why, answer.given)
    return _check_role(key, answer) or answer


def read_household(
    document: object, facts: Mapping[str, Fact], on: date | None = None
) -> Household | Refusal:
    """Read {"household": {fact: answer}, "persons": [{fact: answer}, …]}; a date "on" is let be.

    Without a household_size the listed persons are the whole household; with neither, its size is
    unknown and only the one who asks is listed. With the day it is `on`, an age that contradicts
    its date of birth is refused too.
    """
    household = _read_document(document, facts)
    if on is None or isinstance(household, Refusal):
        return household
    return _contradiction(household, facts, on) or household


def _contradiction(household: Household, facts: Mapping[str, Fact], on: date) -> Refusal | None:
    for index, answers in enumerate((household.facts, *household.persons)):
        for name in contradictions(answers, facts, on):
            key = FactKey(name, index - 1 if index else None)
            return _refuse(str(key), "contradicts", write_answer(facts[name], answers[name]))
    return None


def _read_document(document: object, facts: Mapping[str, Fact]) -> Household | Refusal:
    if not isinstance(document, Mapping) or not document.keys() <= DOCUMENT_KEYS:
        return _refuse("household", "wrong_shape", type(document).__name__)
    household = _read_facts(document.get("household", {}), None, facts)
    if isinstance(household, Refusal):
        return household
    listed = document.get("persons", [])
    if not isinstance(listed, list | tuple):
        return _refuse("persons", "wrong_shape", listed)
    persons: list[Answers] = []
    for index, raw in enumerate(listed):
        person = _read_facts(raw, index, facts)
        if isinstance(person, Refusal):
            return person
        persons.append(person)
    return _assemble(household, persons, facts)


def _assemble(
    household: dict[str, Answer], persons: list[Answers], facts: Mapping[str, Fact]
) -> Household | Refusal:
    size = facts.get(SIZE)
    if SIZE not in household and persons:
        household[SIZE] = Known(len(persons))
    if size is not None and size.maximum is not None and len(persons) > size.maximum:
        return _refuse(SIZE, "too_many", len(persons))
    match household.get(SIZE):
        case Known(value=most) | Between(high=most) if int(most) < len(persons):
            return _refuse(SIZE, "fewer_than_listed", most)
    if household.get(SIZE) == NOT_ASKED:
        del household[SIZE]
    return Household(household, tuple(persons))


def write_answer(fact: Fact, answer: Answer) -> object:
    """The JSON form of one answer: decimal strings for money and area, dates as "2026-11-22"."""
    match answer:
        case Known(value=value):
            return _write_number(fact, cast(int, value)) if fact.is_ordered else value
        case Between(low=low, high=high, unsaid=unsaid):
            told = {"min": _write_number(fact, low), "max": _write_number(fact, high)}
            return told if unsaid is None else {**told, "unknown": unsaid.value}
        case Unknown(reason=reason):
            return {"unknown": reason.value}


def _write_number(fact: Fact, value: int) -> int | str:
    if fact.type == "date":
        return date.fromordinal(value).isoformat()
    return value if fact.type == "int" else decimal_string(value)


def decimal_string(value: int) -> str:
    """Hundredths as a decimal string with two places: 20250 is "202.50"."""
    whole, rest = divmod(abs(value), 100)
    return f"{'-' if value < 0 else ''}{whole}.{rest:02d}"


def write_household(
    household: Household,
    facts: Mapping[str, Fact],
    *,
    ages_only: bool = False,
    on: date | None = None,
) -> dict[str, object]:
    """The JSON form of a household, which `read_household` reads back to the same household.

    With `ages_only` no date of birth is in it, but the age on the day it is `on`. Raises ValueError
    when it is not said which day that is.
    """
    answers = {**household.facts, SIZE: household.get(FactKey(SIZE))}
    if SIZE not in facts:
        del answers[SIZE]
    persons: Sequence[Answers] = household.persons
    if ages_only:
        if on is None:
            raise ValueError("ages are those of a day: say which")
        answers = without_dates(answers, facts, on)
        persons = [without_dates(person, facts, on) for person in persons]
    return {
        "household": _write_facts(answers, facts),
        "persons": [_write_facts(person, facts) for person in persons],
    }


def _write_facts(answers: Answers, facts: Mapping[str, Fact]) -> dict[str, object]:
    return {name: write_answer(facts[name], answers[name]) for name in sorted(answers)}
