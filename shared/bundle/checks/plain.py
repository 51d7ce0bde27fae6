"""Plain Polish: sentences of at most 15 words, and no short form that nobody explains.

What a plain reader reads is checked: the plain text, or the Polish one where there is none. Short
forms that may stand there are data (abbreviations.yaml), each with what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from msgspec import Struct

from shared.bundle.fault import Fault
from shared.bundle.gather import Written
from shared.bundle.read import Sheet, Trail
from shared.text import Text

MOST_WORDS = 15
END_OF_SENTENCE = re.compile(r"[.!?…:;]+(?:\s|$)|\n")
# Two capitals anywhere in a word, or one of the dotted short forms of office Polish.
SHORT_FORM = re.compile(
    r"\b\w*[A-ZĄĆĘŁŃÓŚŹŻ]{2}\w*"
    r"|\b(?:al|art|godz|im|itd|itp|jw|lit|m\.in|nt|np|os|par|pkt|pl|poz|r|str|św|tel|tj|tzn|tzw"
    r"|ul|ust|w\.w|wg|woj|zob)\."
    r"|\b(?:dr|mgr|nr|ww)\b"
)
READ_BY_STAFF = ("phone", "phone_other", "definitions", "cases")


def explained(written: Written) -> frozenset[str]:
    """The short forms that may be used."""
    pages = written.abbreviations
    return frozenset(one.short for page in pages for one in page.record.abbreviations)


def faults_of_file(written: Written) -> Iterator[Fault]:
    """A short form explained twice, or explained by nothing."""
    for sheet, file in written.abbreviations:
        seen: set[str] = set()
        for index, one in enumerate(file.abbreviations):
            if one.short in seen:
                problem = f"`{one.short}` is explained twice"
                yield sheet.fault(("abbreviations", index, "short"), problem, "keep one of the two")
            seen.add(one.short)


def faults_of(sheet: Sheet, trail: Trail, text: Text, known: Set[str]) -> Iterator[Fault]:
    """Long sentences and unexplained short forms of one text."""
    where = (*trail, "plain" if text.plain is not None else "pl")
    read = text.plain or text.pl
    for sentence in END_OF_SENTENCE.split(read):
        words = len(sentence.split())
        if words > MOST_WORDS:
            problem = f"a plain sentence has {words} words: “{' '.join(sentence.split()[:5])} …”"
            yield sheet.fault(where, problem, f"cut it in two, at most {MOST_WORDS} words each")
    for short in dict.fromkeys(SHORT_FORM.findall(read)):
        if short not in known:
            problem = f"the plain text has `{short}`, which nobody explains"
            cure = "write the words out, or explain it in abbreviations.yaml"
            yield sheet.fault(where, problem, cure)


def faults(written: Written) -> Iterator[Fault]:
    """Everything a plain reader may come to read, wherever it stands in the content."""
    known = explained(written)
    yield from faults_of_file(written)
    for sheet, record in _pages(written):
        for trail, text in texts_in(record):
            yield from faults_of(sheet, trail, text, known)


def _pages(written: Written) -> Iterator[tuple[Sheet, Struct]]:
    yield from written.services
    yield from written.organizations
    yield from written.locations
    yield from written.facts
    yield from written.documents
    yield from written.life_events
    yield from written.kis


def texts_in(value: object, trail: Trail = ()) -> Iterator[tuple[Trail, Text]]:
    """Every text in a record, and where it stands; not those that only clerks and agents read."""
    if isinstance(value, Text):
        yield trail, value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            if name not in READ_BY_STAFF:
                yield from texts_in(getattr(value, name), (*trail, name))
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from texts_in(one, (*trail, index))
