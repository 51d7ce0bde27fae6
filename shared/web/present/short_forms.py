"""Short forms on a page in plain Polish, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable

from shared.bundle import Knowledge
from shared.text import Phrase
from shared.web.present.event import EventView
from shared.web.present.service import ServiceView
from shared.web.present.words import Words

WHERE = frozenset({"ul.", "al.", "pl."})  # everybody reads them in an address
CUTS = str.maketrans("-–/(),.:;!?„”", " " * 13)


def forms_of_service(
    knowledge: Knowledge, view: ServiceView, words: Words
) -> tuple[tuple[str, Phrase], ...]:
    """The short forms the page of one service uses."""
    read = [view.name, view.summary, view.description, view.apply, view.decision, view.appeal]
    read += [view.where_note, view.cost]
    read += [text for _, text in view.channels]
    read += [document.name for document in view.documents]
    read += [line.name for line in view.helplines]
    return short_forms(knowledge, read, words)


def forms_of_event(
    knowledge: Knowledge, view: EventView, words: Words
) -> tuple[tuple[str, Phrase], ...]:
    """The short forms the page of one event uses."""
    read = [view.line.name, view.line.summary, view.door]
    read += [service.name for service in view.services]
    read += [line.name for line in view.helplines]
    return short_forms(knowledge, read, words)


def short_forms(
    knowledge: Knowledge, texts: Iterable[Phrase | None], words: Words
) -> tuple[tuple[str, Phrase], ...]:
    """The short forms these texts use, each with its meaning; none outside plain Polish."""
    if words.language != "plain":
        return ()
    used = {word for text in texts if text for word in text.text.translate(CUTS).split()}
    return tuple(
        (one.short, words.read(one.means))
        for one in knowledge.content.abbreviations
        if one.short in used and one.short not in WHERE
    )
