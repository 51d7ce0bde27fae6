"""Cards for dangerous talks: the steps in their order, the words, the numbers, the duties.

They are content, one file a card, and as strict as the rest of it. A number is never written in a
card: it names the service whose helpline it is, so that there is one place to correct it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import msgspec
import yaml
from msgspec import Meta

import shared
from shared.bundle.fault import Fault
from shared.bundle.knowledge import Knowledge
from shared.catalog.model import Act, CrisisKind, Helpline, Id, Record, Status, Translation
from shared.text import Text

CARDS = "cards"
SPOKEN = ("pl", "uk", "en")
FOLDER = Path(shared.__file__).parent / "content" / CARDS
CURE = "correct it there, or what it names in the rest of the content"


class Step(Record, frozen=True):
    """One thing to do, and the words to say while doing it."""

    do: Text
    say: Text | None = None


class NumberRef(Record, frozen=True):
    """A helpline by the service that lists it."""

    service: Id
    number: str


class Duty(Record, frozen=True):
    """Something the law may ask of whoever hears this; without an act it says: ask."""

    text: Text
    status: Status
    act: Id | None = None
    article: str | None = None


class Card(Record, frozen=True):
    """One card. `mark`: a letter that stands for it in the timeline, where nothing is named."""

    id: Id
    mark: Annotated[str, Meta(pattern=r"^[a-z]$")]
    kinds: tuple[CrisisKind, ...]
    names: Text
    steps: Annotated[tuple[Step, ...], Meta(min_length=3, max_length=9)]
    not_say: tuple[Text, ...]
    numbers: tuple[NumberRef, ...]
    duties: tuple[Duty, ...]
    status: Status
    source: str
    checked_on: date
    translation: Translation


class UnfitCard(ValueError):
    """A card's file that cannot be read; the message names the file."""


@lru_cache(maxsize=4)
def read_cards(folder: Path = FOLDER) -> tuple[Card, ...]:
    """All cards, in the order of their marks, read once. Raises UnfitCard."""
    return _read_all(folder)


def _read_all(folder: Path) -> tuple[Card, ...]:
    cards = [_read(path) for path in sorted(folder.glob("*.yaml"))]
    if len({card.mark for card in cards}) != len(cards):
        raise UnfitCard("two cards have the same mark")
    return tuple(sorted(cards, key=lambda card: card.mark))


def faults_in(folder: Path, knowledge: Knowledge) -> tuple[Fault, ...]:
    """What is wrong with the cards of a folder of content, as `okienko content check` says it."""
    try:
        cards = _read_all(folder / CARDS)  # as they are now, however often they are checked
    except UnfitCard as unfit:
        return (Fault(CARDS, 1, str(unfit), CURE),)
    return tuple(
        Fault(f"{CARDS}/{card.id}.yaml", 1, why, CURE)
        for card in cards
        for why in faults([card], knowledge)
    )


def faults(cards: Iterable[Card], knowledge: Knowledge) -> list[str]:
    """What does not fit the rest of the content: numbers, acts, words that are missing."""
    found = []
    for card in cards:
        found += [
            f"{card.id}: no helpline {ref.number} at {ref.service}"
            for ref in card.numbers
            if _line(knowledge, ref) is None
        ]
        acts = [duty.act for duty in card.duties if duty.act is not None]
        found += [f"{card.id}: no act {act}" for act in acts if act not in knowledge.acts]
        found += [f"{card.id}: {why}" for why in _unspoken(card)]
    return found


def numbers_of(card: Card, knowledge: Knowledge) -> list[Helpline]:
    """The card's numbers as the content has them now; one that is gone is left out."""
    lines = (_line(knowledge, ref) for ref in card.numbers)
    return [line for line in lines if line is not None]


def act_of(duty: Duty, knowledge: Knowledge) -> Act | None:
    """The act a duty rests on."""
    return knowledge.acts.get(duty.act or "")


def _read(path: Path) -> Card:
    try:
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        card = msgspec.convert(written, Card)
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as fault:
        raise UnfitCard(f"{path.name}: {fault}") from fault
    if card.id != path.stem:
        raise UnfitCard(f"{path.name}: its id is {card.id}")
    return card


def _line(knowledge: Knowledge, ref: NumberRef) -> Helpline | None:
    service = knowledge.services.get(ref.service)
    lines = service.helplines if service else ()
    return next((line for line in lines if line.number == ref.number), None)


def _unspoken(card: Card) -> list[str]:
    texts = [card.names, *card.not_say, *(duty.text for duty in card.duties)]
    for step in card.steps:
        texts += [step.do, *([step.say] if step.say else [])]
    return [
        f"no {language}: {text.pl}"
        for text in texts
        for language in SPOKEN
        if not getattr(text, language)
    ]
