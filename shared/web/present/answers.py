"""What a person has said so far, in the order of the topics, ready to be changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shared.bundle import Knowledge
from shared.diagnosis.household import Answer, Between, FactKey, Household, Known
from shared.diagnosis.model import Fact
from shared.diagnosis.result import Band
from shared.text import Phrase
from shared.web.present.question import ask, band_words
from shared.web.present.words import Words, person_label


@dataclass(frozen=True)
class GivenAnswer:
    """One question with the answer it got."""

    key: str
    question: Phrase
    answer: str


def given_answers(
    knowledge: Knowledge, household: Household, words: Words
) -> tuple[GivenAnswer, ...]:
    """Everything answered so far, household first, then each person."""
    return tuple(
        GivenAnswer(str(key), _question(fact, key, household, words), answer_words(a, fact, words))
        for key, fact, a in _answered(knowledge, household)
    )


def answer_words(answer: Answer, fact: Fact, words: Words) -> str:
    """An answer in words; an unknown one says why it is unknown."""
    match answer:
        case Between(low=low, high=high):
            return band_words(Band(low, high), fact, words)
        case Known(value=bool() as truth):
            return words.say("answer-yes" if truth else "answer-no")
        case Known(value=str() as choice):
            names = next(c.names for c in fact.choices if c.id == choice)
            return str(words.read(names))
        case Known(value=number):
            return words.number(int(number), fact)
        case _:
            return words.say(f"answer-{answer.reason}")


def _answered(knowledge: Knowledge, household: Household) -> Iterator[tuple[FactKey, Fact, Answer]]:
    for name, answer in household.facts.items():
        yield FactKey(name), knowledge.facts[name], answer
    for index, answers in enumerate(household.persons):
        for name, answer in answers.items():
            yield FactKey(name, index), knowledge.facts[name], answer


def _question(fact: Fact, key: FactKey, household: Household, words: Words) -> Phrase:
    who = person_label(household, key.person, words) if key.person else None
    return ask(fact.question_other if who else fact.question, fact.question, who, words)
