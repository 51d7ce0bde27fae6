"""What people read: plain Polish where it is due, marked translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from shared.bundle.expressions import PLACEHOLDER
from shared.bundle.fault import Fault
from shared.bundle.files import ServiceFile, WrittenFact
from shared.bundle.gather import Page, Written
from shared.bundle.ids import Ids, missing
from shared.bundle.read import Sheet, Trail
from shared.catalog.life_event import LifeEvent
from shared.text import LANGUAGES, Text

MOST_WORDS_IN_A_PLAIN_SENTENCE = 15
END_OF_SENTENCE = re.compile(r"[.!?…:;]+(?:\s|$)|\n")
TRANSLATED = ("uk", "en")
EVERYTHING = ("plain", "uk", "en")


class Due(NamedTuple):
    """A text, and the languages it must exist in besides Polish."""

    trail: Trail
    text: Text
    languages: tuple[str, ...]


def faults(written: Written, ids: Ids) -> Iterator[Fault]:
    """Missing and empty texts, unmarked translations, dead placeholders."""
    for page in written.services:
        for due in _of_service(page.record):
            yield from _of_text(page.sheet, due)
        yield from _of_marks(page)
        yield from _of_placeholders(page, ids)
    yield from _of_formulas(written)
    yield from _of_events(written)
    for sheet, file in written.facts:
        yield from _of_text(sheet, Due(("names",), file.names, EVERYTHING))
        for index, fact in enumerate(file.facts):
            for due in _of_fact(("facts", index), fact):
                yield from _of_text(sheet, due)


def _of_formulas(written: Written) -> Iterator[Fault]:
    for sheet, file in written.definitions:
        for index, definition in enumerate(file.definitions):
            trail = ("definitions", index, "names")
            yield from _of_text(sheet, Due(trail, definition.names, TRANSLATED))


def _of_events(written: Written) -> Iterator[Fault]:
    for sheet, file in written.life_events:
        for index, event in enumerate(file.life_events):
            for due in _of_event(("life_events", index), event):
                yield from _of_text(sheet, due)


def _of_service(service: ServiceFile) -> Iterator[Due]:
    yield Due(("names",), service.names, TRANSLATED)
    yield Due(("summary",), service.summary, EVERYTHING)
    yield Due(("description",), service.description, ("plain",))
    for index, definition in enumerate(service.definitions):
        yield Due(("definitions", index, "names"), definition.names, TRANSLATED)
    for index, exclusion in enumerate(service.excludes):
        if exclusion.text:
            yield Due(("excludes", index, "text"), exclusion.text, TRANSLATED)
    for span in service.spans():
        for index, condition in enumerate(span.conditions):
            yield Due((*span.trail, "conditions", index, "text"), condition.text, EVERYTHING)


def _of_event(trail: Trail, event: LifeEvent) -> Iterator[Due]:
    yield Due((*trail, "names"), event.names, EVERYTHING)
    yield Due((*trail, "summary"), event.summary, EVERYTHING)
    yield Due((*trail, "first_door", "text"), event.first_door.text, EVERYTHING)


def _of_fact(trail: Trail, fact: WrittenFact) -> Iterator[Due]:
    yield Due((*trail, "question"), fact.question, EVERYTHING)
    yield Due((*trail, "phone"), fact.phone, TRANSLATED)
    if fact.question_other:
        yield Due((*trail, "question_other"), fact.question_other, EVERYTHING)
    if fact.phone_other:
        yield Due((*trail, "phone_other"), fact.phone_other, TRANSLATED)
    if fact.help:
        yield Due((*trail, "help"), fact.help, EVERYTHING)
    for index, choice in enumerate(fact.choices):
        yield Due((*trail, "choices", index, "names"), choice.names, TRANSLATED)


def _of_text(sheet: Sheet, due: Due) -> Iterator[Fault]:
    for language in LANGUAGES:
        text = getattr(due.text, language)
        if text is None and language in due.languages:
            problem = f"`{_name(due.trail)}` has no {_language(language)} text"
            yield sheet.fault(due.trail, problem, f"add `{language}: …`")
        elif text is not None and not text.strip():
            problem = f"`{_name(due.trail)}` is empty in {_language(language)}"
            yield sheet.fault((*due.trail, language), problem, "write the text")
    yield from _of_long_sentences(sheet, due)


def _of_long_sentences(sheet: Sheet, due: Due) -> Iterator[Fault]:
    for sentence in END_OF_SENTENCE.split(due.text.plain or ""):
        words = len(sentence.split())
        if words > MOST_WORDS_IN_A_PLAIN_SENTENCE:
            problem = f"a plain sentence has {words} words: “{' '.join(sentence.split()[:5])} …”"
            cure = f"cut it in two, at most {MOST_WORDS_IN_A_PLAIN_SENTENCE} words each"
            yield sheet.fault((*due.trail, "plain"), problem, cure)


def _of_marks(page: Page[ServiceFile]) -> Iterator[Fault]:
    marks = page.record.translation
    for language in TRANSLATED:
        if marks is None or getattr(marks, language) is None:
            problem = f"nobody said whether the {_language(language)} text is a draft"
            cure = f"add `translation: {{{language}: draft}}` (reviewed once a speaker has read it)"
            yield page.sheet.fault(("translation",), problem, cure)


def _of_placeholders(page: Page[ServiceFile], ids: Ids) -> Iterator[Fault]:
    for span in page.record.spans():
        for index, condition in enumerate(span.conditions):
            where = (*span.trail, "conditions", index, "text")
            yield from _of_placeholders_in(page.sheet, where, condition.text, ids)


def _of_placeholders_in(sheet: Sheet, where: Trail, text: Text, ids: Ids) -> Iterator[Fault]:
    for language in LANGUAGES:
        for name in PLACEHOLDER.findall(getattr(text, language) or ""):
            yield from missing(ids, "parameters", name, sheet, (*where, language))


def _language(language: str) -> str:
    return {"pl": "Polish", "plain": "plain Polish", "uk": "Ukrainian", "en": "English"}[language]


def _name(trail: Trail) -> str:
    return next(step for step in reversed(trail) if isinstance(step, str))
