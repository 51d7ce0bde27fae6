"""What a sheet asks: the questions of its topic, in the order the engine would ask them.

Paper cannot choose the next question from the answers, so the order is that of somebody who answers
none: what hangs together with the most services comes first. What a later answer would make
needless is skipped by whoever types the sheet in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from shared.bundle import Knowledge
from shared.catalog.model import TopicId
from shared.diagnosis.household import Household, Reason, Unknown
from shared.diagnosis.result import Question
from shared.text import Phrase
from shared.web.present import Words
from shared.web.present.question import question_view

MOST_QUESTIONS = 16
MOST_IN_TWO_LANGUAGES = 11  # a sheet is two pages, and each question stands on it twice
MOST_OPTIONS = 8
FAMILY = "family:"
FAMILIES: tuple[TopicId, ...] = ("money", "family", "housing", "disability", "work", "school")
UNITS: Mapping[str, str] = {"money": "zł", "area": "m²"}
UNSAID = Unknown(Reason.DONT_KNOW)
MOST_KEPT = 64
_kept: dict[tuple[str, tuple[str, ...], date], tuple[Question, ...]] = {}


class Topic(NamedTuple):
    """What a sheet may be about. `id` None: any matter."""

    id: str | None
    name: Phrase


class Asked(NamedTuple):
    """One question on paper. Without `options` there is a line to write on, with `unit` after it.

    `polish`: the same in Polish, where the sheet is in another language.
    """

    text: Phrase
    polish: Phrase | None
    options: tuple[Phrase, ...]
    unit: str


def topics(knowledge: Knowledge, words: Words) -> list[Topic]:
    """What sheets there are: any matter, life events, families. Nothing that may not be named."""
    events = sorted(knowledge.life_events.values(), key=lambda one: one.order)
    found = [Topic(None, words.phrase("paper-any"))]
    found += [Topic(one.id, words.read(one.names)) for one in events
              if one.crisis is None and _services(knowledge, one.id)]  # fmt: skip
    families = [family for family in FAMILIES if _services(knowledge, f"{FAMILY}{family}")]
    return found + [
        Topic(f"{FAMILY}{one}", words.phrase(f"paper-family-{one}")) for one in families
    ]


def find_topic(knowledge: Knowledge, words: Words, topic_id: str | None) -> Topic | None:
    """The topic of this id, if there are sheets for it."""
    return next((one for one in topics(knowledge, words) if one.id == topic_id), None)


def asked(
    knowledge: Knowledge, topic_id: str | None, words: Words, polish: Words, on: date
) -> list[Asked]:
    """The questions of a sheet, ready to be printed."""
    about = _services(knowledge, topic_id)
    most = MOST_QUESTIONS if words.language == polish.language else MOST_IN_TWO_LANGUAGES
    return [_written(one, words, polish) for one in _in_order(knowledge, about, on)[:most]]


def _written(question: Question, words: Words, polish: Words) -> Asked:
    nobody = Household({}, ({},))
    view = question_view(question, nobody, words)
    is_foreign = words.language != polish.language
    same = question_view(question, nobody, polish).phone if is_foreign else None
    if view.numeric or not 0 < len(view.options) <= MOST_OPTIONS:
        return Asked(view.phone, same, (), UNITS.get(view.fact.type, ""))
    return Asked(view.phone, same, tuple(option.label for option in view.options), "")


def _services(knowledge: Knowledge, topic_id: str | None) -> tuple[str, ...]:
    """The services a sheet asks for the sake of; what could endanger somebody is none of them."""
    named = {one.id: one for one in knowledge.services.values() if not one.safety_sensitive}
    if topic_id is None:
        return tuple(named)
    if topic_id.startswith(FAMILY):
        family = topic_id.removeprefix(FAMILY)
        return tuple(id_ for id_, one in named.items() if one.topic == family)
    event = knowledge.life_events.get(topic_id)
    return tuple(one for one in event.services if one in named) if event else ()


def _in_order(knowledge: Knowledge, about: tuple[str, ...], on: date) -> tuple[Question, ...]:
    """Worked out once a day and content: the questions of blank paper do not change."""
    key = (knowledge.content_hash, about, on)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = tuple(_unfold(knowledge, about, on))
    return _kept[key]


def _unfold(knowledge: Knowledge, about: tuple[str, ...], on: date) -> Iterator[Question]:
    """Each question in its turn, every one before it answered with "I don't know"."""
    household, engine = Household({}, ({},)), knowledge.engine
    for _ in range(MOST_QUESTIONS):
        question = engine.question(engine.assess(household, on), about)
        if question is None:
            return
        yield question
        household = household.answer(question.key, UNSAID)
