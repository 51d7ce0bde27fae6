"""What there is to be matched: each name, each way of asking, each summary is a line of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from shared.catalog.model import Service, Synonyms
from shared.text import Text

Kind = Literal["name", "asked", "summary", "description", "elsewhere"]
WEIGHTS: dict[Kind, float] = {
    "name": 1.0,
    "asked": 1.0,
    "elsewhere": 1.0,
    "summary": 0.55,
    "description": 0.3,
}


class Line(NamedTuple):
    """A text of one language, and the services it speaks of (their places; none: not ours)."""

    kind: Kind
    language: str
    text: str
    services: tuple[int, ...]


def lines(services: Sequence[Service], synonyms: Synonyms) -> Iterator[Line]:
    """Every line of the catalog, then of the synonyms; services the catalog lacks are left out."""
    for place, service in enumerate(services):
        for kind, text in _texts(service):
            for language, written in _in_languages(text):
                yield Line(kind, language, written, (place,))
    places = {service.id: place for place, service in enumerate(services)}
    for group in synonyms.asked:
        of = tuple(places[one] for one in group.services if one in places)
        for language, phrases in (("pl", group.pl), ("uk", group.uk), ("en", group.en)):
            if of:
                yield from (Line("asked", language, phrase, of) for phrase in phrases)
    yield from (Line("elsewhere", "pl", phrase, ()) for phrase in synonyms.elsewhere)
    yield from (Line("elsewhere", "en", phrase, ()) for phrase in synonyms.elsewhere)


def _texts(service: Service) -> Iterable[tuple[Kind, Text]]:
    return (
        ("name", service.names),
        ("summary", service.summary),
        ("description", service.description),
    )


def _in_languages(text: Text) -> Iterator[tuple[str, str]]:
    for language, written in (
        ("pl", text.pl),
        ("pl", text.plain),
        ("uk", text.uk),
        ("en", text.en),
    ):
        if written:
            yield language, written
