"""Cards for dangerous talks: the steps in their order, the words, the numbers, the duties.

They are content, one file a card, and as strict as the rest of it. A number is never written in a
card: it names the service whose helpline it is, so that there is one place to correct it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
import yaml
from msgspec import Meta
from sqlalchemy import select
from sqlalchemy.orm import Session

import shared
from shared.bundle import Knowledge
from shared.catalog.model import Act, CrisisKind, Helpline, Id, Record, Status, Translation
from shared.intake.contact import CARD_OPENED, note
from shared.models import Call, CallEvent
from shared.store.ledger import record
from shared.text import Text

FOLDER = Path(shared.__file__).parent / "content" / "cards"
STEP = "card_step"
LANGUAGES = ("pl", "uk", "en")


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


class Ticks(NamedTuple):
    """Which cards were opened in a call, and which of their steps are done."""

    opened: frozenset[str]
    done: Mapping[str, frozenset[int]]


class UnfitCard(ValueError):
    """A card's file that cannot be read; the message names the file."""


@lru_cache(maxsize=4)
def read_cards(folder: Path = FOLDER) -> tuple[Card, ...]:
    """All cards, in the order of their marks. Raises UnfitCard."""
    cards = [_read(path) for path in sorted(folder.glob("*.yaml"))]
    if len({card.mark for card in cards}) != len(cards):
        raise UnfitCard("two cards have the same mark")
    return tuple(sorted(cards, key=lambda card: card.mark))


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


def suggested(call: Call, knowledge: Knowledge, cards: Iterable[Card]) -> frozenset[str]:
    """The cards this call may need: by its life event; all of them when it is urgent or quiet."""
    event = knowledge.life_events.get(call.matter or "")
    kind = event.crisis if event else None
    if kind is None and (call.is_urgent or call.is_quiet):
        return frozenset(card.id for card in cards)
    return frozenset(card.id for card in cards if kind in card.kinds)


def open_card(db: Session, call: Call, card: Card, agent_id: str, at: datetime) -> None:
    """Write down that a card was opened: from now on the call counts as dangerous."""
    if card.mark not in ticks_of(db, call.id).opened:
        note(db, call.id, CARD_OPENED, at, card=card.mark)
        record(db, "card_opened", at, call_id=call.id, agent_id=agent_id)


def ticks_of(db: Session, call_id: str) -> Ticks:
    """What the call's timeline says about cards."""
    query = select(CallEvent.name, CallEvent.fields).where(
        CallEvent.call_id == call_id, CallEvent.name.in_((CARD_OPENED, STEP))
    )
    opened, done = set(), dict[str, set[int]]()
    for name, fields in db.execute(query):
        mark = str(fields.get("card"))
        if name == CARD_OPENED:
            opened.add(mark)
        else:
            done.setdefault(mark, set()).add(int(fields["step"]))
    return Ticks(frozenset(opened), {mark: frozenset(steps) for mark, steps in done.items()})


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
        for language in LANGUAGES
        if not getattr(text, language)
    ]
