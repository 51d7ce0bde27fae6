"""How near each no is, in one short sentence: about a limit or a day. It advises nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from shared.bundle import Knowledge
from shared.diagnosis.coming import AGE, AgeReached
from shared.diagnosis.household import Between, FactKey, Household
from shared.diagnosis.nearest import Nearest, NumberChange, all_nearest, nearest
from shared.diagnosis.result import Assessment
from shared.diagnosis.soonest import ComingDay
from shared.web.present.question import ask
from shared.web.present.words import Words, person_label
from shared.web.wording import babel_locale

NEAR_YEARS = 5  # a birthday further away than this is not near


def nearest_lines(knowledge: Knowledge, assessment: Assessment, words: Words) -> dict[str, str]:
    """The sentence for each no that has one, by service. Costs a few milliseconds: ask once."""
    near = all_nearest(knowledge.engine, assessment)
    told = {
        service_id: nearest_words(knowledge, assessment.household, one, words)
        for service_id, one in near.items()
    }
    return {service_id: line for service_id, line in told.items() if line is not None}


def nearest_line(
    knowledge: Knowledge, assessment: Assessment, service_id: str, words: Words
) -> str | None:
    """The sentence for one service; None for what is no no or has nothing near."""
    near = nearest(knowledge.engine, assessment, service_id)
    if near is None:
        return None
    return nearest_words(knowledge, assessment.household, near, words)


def nearest_words(
    knowledge: Knowledge, household: Household, near: Nearest, words: Words
) -> str | None:
    """What comes by itself first; then the smallest change; None when nothing single is near."""
    return next(_Teller(knowledge, household, words).sentences(near), None)


@dataclass(frozen=True)
class _Teller:
    knowledge: Knowledge
    household: Household
    words: Words

    def sentences(self, near: Nearest) -> Iterator[str]:
        if near.day is not None:
            yield self._coming(near.day)
        for change in near.numbers:
            if change.key.fact != AGE:
                yield self._number(change)
        for answer in near.answers:
            yield self._question(answer.key)
        for change in near.numbers:
            if change.key.fact == AGE and change.distance <= NEAR_YEARS:
                yield self._say_age("nearest-age", change.key, change.value)
        if near.not_announced_from_on is not None:
            day = self._day(near.not_announced_from_on)
            yield self.words.say("nearest-not-announced", first=day)

    def _coming(self, day: ComingDay) -> str:
        first = self._day(day.first_on)
        cause = day.causes[-1]
        if not isinstance(cause, AgeReached):
            return self.words.say("nearest-day-law", first=first)
        if day.surely_by_on is None:
            return self._say_age("nearest-day-age-late", cause.key, cause.age, first=first)
        last = self._day(day.surely_by_on)
        return self._say_age("nearest-day-age", cause.key, cause.age, first=first, last=last)

    def _say_age(self, message: str, key: FactKey, age: int, **days: str) -> str:
        who = person_label(self.household, key.person or 0, self.words)
        return self.words.say(message, who=who, age=age, **days)

    def _number(self, change: NumberChange) -> str:
        fact = self.knowledge.facts[change.key.fact]
        if fact.minimum == 0 and change.value == change.distance == 1:
            return self._question(change.key)  # anything above nothing: the limit is no number
        distance = self.words.number(abs(change.distance), fact)
        if isinstance(self.household.get(change.key), Between):
            distance = self.words.say("nearest-at-least", distance=distance)
        side = "under" if change.distance > 0 else "over"
        limit = self.words.number(change.value, fact)
        return self.words.say(f"nearest-{fact.type}-{side}", limit=limit, distance=distance)

    def _question(self, key: FactKey) -> str:
        fact = self.knowledge.facts[key.fact]
        other = person_label(self.household, key.person, self.words) if key.person else None
        text = ask(
            fact.question_other if other else fact.question, fact.question, other, self.words
        )
        return self.words.say("nearest-answer", question=text.text)

    def _day(self, on: date) -> str:
        return format_date(on, "d MMMM y", locale=babel_locale(self.words.language))
