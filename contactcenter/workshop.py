"""What the editors' pages show: records by name, drafts, and the card as it will be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from contactcenter import agents
from contactcenter.center import Center
from shared.bundle import Knowledge
from shared.bundle.compare import Change, RecordChange, changed_records, compare
from shared.bundle.edited import FieldFault, new_faults
from shared.bundle.knowledge import Content
from shared.bundle.overlay import ALIKE, ELSEWHERE, JOINT, KINDS, Overlay, applied, ids_of
from shared.catalog.model import Where
from shared.intake.drafts import current_value, draft_value
from shared.models import Draft
from shared.routing.place import place
from shared.store import Store
from shared.text import Phrase
from shared.web.present import Words, place_view, service_view


@dataclass(frozen=True)
class Named:
    """A record with its name."""

    kind: str
    id: str
    name: Phrase


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list: who wrote in it, what it changes, whether it may go on."""

    draft: Draft
    record: Named
    editors: str
    is_mine: bool
    changes: tuple[Change, ...]
    faults: tuple[FieldFault, ...]


def named(known: Knowledge, kind: str, record_id: str, words: Words) -> Named:
    """The record's name; its id where it has none (yet)."""
    return Named(kind, record_id, _name(known, kind, record_id, words))


def shelves(known: Knowledge, words: Words) -> Mapping[str, tuple[Named, ...]]:
    """Everything an editor may open, by kind and in the order of names."""
    return {
        kind: tuple(
            sorted(
                (named(known, kind, one, words) for one in ids_of(known.content, kind)),
                key=lambda record: record.name.text.casefold(),
            )
        )
        for kind in KINDS
    }


def lines_of(
    store: Store, known: Knowledge, drafts: Iterable[Draft], words: Words, agent_id: str
) -> list[DraftLine]:
    """Drafts as the lists tell them."""
    kept = list(drafts)
    editors = {one for draft in kept for one in draft.editor_ids}
    with store.read() as db:
        names = agents.names_of(db, editors)
    return [_line(known, draft, words, names, agent_id) for draft in kept]


def changed_lines(
    older: Content, newer: Knowledge, words: Words
) -> list[tuple[Named, RecordChange]]:
    """What differs between two contents, each record by name."""
    changed = changed_records(older, newer.content)
    return [(named(newer, one.kind, one.id, words), one) for one in changed]


def people(store: Store, agent_ids: Iterable[str]) -> str:
    """Their names, in one line."""
    with store.read() as db:
        names = agents.names_of(db, tuple(agent_ids))
    return ", ".join(sorted(names.values()))


def preview(
    center: Center, kind: str, record_id: str, value: dict[str, Any], language: str
) -> dict[str, Any] | None:
    """What the citizen will see; None while the record cannot be read at all."""
    fields = {name: field for name, field in value.items() if name != "id" or kind == "class"}
    before = current_value(center.knowledge.content, kind, record_id) or {}
    changed = {name: field for name, field in fields.items() if before.get(name) != field}
    gone = {name: None for name in before if name not in value}
    overlay = Overlay(kind, record_id, changed | gone)  # type: ignore[arg-type]  # asked for before
    edited = applied(center.knowledge.content, overlay)
    if edited is None:
        return None
    return _card(Knowledge(edited, ""), kind, record_id, center.words(language), center.clock.now())


def _card(
    known: Knowledge, kind: str, record_id: str, words: Words, at: datetime
) -> dict[str, Any]:
    if kind == "service":
        return {"view": service_view(known, record_id, words, at)}
    if kind == "location":
        found = place(Where(rule="single", locations=(record_id,)), known.locations, at=at)
        return {"point": replace(place_view(found[0], words), reason=None)} if found else {}
    if kind == "organization":
        agency = known.organizations[record_id]
        return {"agency": agency, "name": words.read(agency.names)}
    if kind == "class":
        one = next(one for one in known.content.classes if one.id == record_id)
        hours = words.read(one.hours) if one.hours else None
        return {"class": one, "name": words.read(one.names), "hours": hours}
    return {}


def _line(
    known: Knowledge, draft: Draft, words: Words, names: Mapping[str, str], agent_id: str
) -> DraftLine:
    content = known.content
    before = current_value(content, draft.kind, draft.record_id) or {}
    after = draft_value(content, draft)
    faults = new_faults(content, draft.kind, draft.record_id, after) if after else ()
    return DraftLine(
        draft,
        named(known, draft.kind, draft.record_id, words),
        ", ".join(names.get(one, "") for one in draft.editor_ids),
        agent_id in draft.editor_ids,
        compare(before, after or {}),
        faults,
    )


def _name(known: Knowledge, kind: str, record_id: str, words: Words) -> Phrase:
    if kind == "synonyms":
        return _name_of_words(known, record_id, words)
    records: Mapping[str, Mapping[str, Any]] = {
        "service": known.services,
        "location": known.locations,
        "organization": known.organizations,
        "class": {one.id: one for one in known.content.classes},
    }
    found = records[kind].get(record_id)
    return words.read(found.names) if found else words.phrase("content-new")


def _name_of_words(known: Knowledge, record_id: str, words: Words) -> Phrase:
    if record_id in (ALIKE, ELSEWHERE):
        return words.phrase(f"words-{record_id}")
    services = (known.services.get(one) for one in record_id.split(JOINT))
    names = [words.read(one.names) for one in services if one]
    text = " + ".join(one.text for one in names)
    return Phrase(text or record_id, names[0].lang if names else "pl")
