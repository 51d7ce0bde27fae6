"""One question, as a screen asks it and as an agent says it."""

from __future__ import annotations

from dataclasses import dataclass

from shared.diagnosis.household import Between, Household, Known
from shared.diagnosis.model import Fact
from shared.diagnosis.result import Band, Question
from shared.text import Phrase, Text
from shared.web.present.words import Words, person_label
from shared.web.wording import babel_locale

BAND_SIGN = ".."


@dataclass(frozen=True)
class Option:
    """An answer to tap: `value` is what the form sends; `chosen`: it is the present answer."""

    value: str
    label: Phrase
    chosen: bool = False


@dataclass(frozen=True)
class QuestionView:
    """A question with its answers. `numeric`: a number may be typed as well as tapped.

    `hangs_on` says what hangs on the answer and that it may be skipped; `told` is the range that
    was told, where the exact number is asked for.
    """

    key: str
    fact: Fact
    who: str | None
    title: Phrase
    help: Phrase | None
    phone: Phrase
    options: tuple[Option, ...]
    numeric: bool
    services: int
    hangs_on: str
    told: str | None
    minimum: str | None
    maximum: str | None


def question_view(question: Question, household: Household, words: Words) -> QuestionView:
    """The question in one language, about the person it is about."""
    fact, person = question.fact, question.key.person
    other = person_label(household, person, words) if person else None
    return QuestionView(
        key=str(question.key),
        fact=fact,
        who=other,
        title=ask(fact.question_other if other else fact.question, fact.question, other, words),
        help=words.read(fact.help) if fact.help else None,
        phone=ask(fact.phone_other if other else fact.phone, fact.question, other, words),
        options=_options(question, household, words),
        numeric=fact.is_numeric,
        services=len(question.services),
        hangs_on=hangs_on_words(question, words),
        told=_told(question, household, words) if question.is_precise else None,
        minimum=_bound(fact.minimum, fact, words),
        maximum=_bound(fact.maximum, fact, words),
    )


def hangs_on_words(question: Question, words: Words) -> str:
    """The price tag: how many services hang on the answer, and up to how much a month."""
    count, price = len(question.services), question.price
    if price is None:
        said = words.say("hangs-on-it", services=count)
    else:
        key = "hangs-on-money" if price.is_whole else "hangs-on-some-money"
        said = words.say(key, services=count, money=words.money(price.month_grosze))
    return f"{said} {words.say('may-skip')}"


def _told(question: Question, household: Household, words: Words) -> str | None:
    answer = household.get(question.key)
    if not isinstance(answer, Between):
        return None
    told = band_words(Band(answer.low, answer.high), question.fact, words)
    return words.say("asked-exactly", told=told)


def band_value(band: Band) -> str:
    """What a form sends for a range: both ends in minor units."""
    return f"{band.low}{BAND_SIGN}{band.high}"


def ask(text: Text | None, fallback: Text, who: str | None, words: Words) -> Phrase:
    """The sentence for this person, with their name in the household filled in."""
    phrase = words.read(text or fallback)
    return Phrase(phrase.text.replace("{who}", who or ""), phrase.lang)


def _bound(value: int | None, fact: Fact, words: Words) -> str | None:
    return None if value is None else words.number(value, fact)


def _options(question: Question, household: Household, words: Words) -> tuple[Option, ...]:
    fact = question.fact
    present = household.get(question.key)
    now = present.value if isinstance(present, Known) else None
    if fact.type == "bool":
        labels = (("true", "answer-yes", True), ("false", "answer-no", False))
        return tuple(Option(value, words.phrase(key), now is truth) for value, key, truth in labels)
    if fact.type == "choice":
        kept = [c for c in fact.choices if question.key.person is None or c.id != "self"]
        return tuple(Option(c.id, words.read(c.names), now == c.id) for c in kept)
    return tuple(_band_option(band, fact, words) for band in question.bands)


def _band_option(band: Band, fact: Fact, words: Words) -> Option:
    label = Phrase(band_words(band, fact, words), babel_locale(words.language))
    return Option(band_value(band), label)


def band_words(band: Band, fact: Fact, words: Words) -> str:
    """A range in words: up to, or more, between."""
    low, high = words.number(band.low, fact), words.number(band.high, fact)
    if band.low == band.high:
        return low if fact.type == "int" else words.say("band-exact", low=low)
    if band.low == fact.minimum:
        return words.say("band-up-to", high=high)
    if band.high == fact.maximum:
        return words.say("band-from", low=low)
    return words.say("band-between", low=low, high=high)
