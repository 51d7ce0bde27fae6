"""Edits over the content that came with the software: record by record, field by field.

An overlay never touches a rule: conditions, amounts, documents and numbers of the law change in
the content files only, with their worked examples.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

import msgspec

from shared.bundle.knowledge import Content
from shared.bundle.order import in_order_of_start
from shared.catalog.model import Asked, KisClass, Location, Organization, Record, Service

Kind = Literal["service", "location", "organization", "class", "synonyms"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Value = dict[str, Any]

ALIKE, ELSEWHERE = "alike", "elsewhere"
JOINT = "+"


class Rows(Record, frozen=True):
    """Single words taken for one another."""

    rows: tuple[tuple[str, ...], ...] = ()


class Phrases(Record, frozen=True):
    """What is asked for and is not here."""

    phrases: tuple[str, ...] = ()


_CHECKED = frozenset({"status", "source", "checked_on"})
EDITABLE: Mapping[Kind, frozenset[str]] = {
    "service": _CHECKED
    | {"names", "summary", "description", "application", "decision", "appeal", "helplines"}
    | {"translation", "edited_on"},
    "location": _CHECKED
    | {"names", "address", "schedule", "exceptions", "schedule_note", "services_note", "phones"}
    | {"closed_from", "successor", "accessibility", "translation", "edited_on"},
    "organization": _CHECKED
    | {"names", "summary", "phones", "email", "website", "translation", "edited_on"},
    "class": frozenset(KisClass.__struct_fields__),
    "synonyms": frozenset({"services", "pl", "uk", "en", "rows", "phrases"}),
}
_TABLES: Mapping[str, tuple[str, type[Any]]] = {
    "service": ("services", Service),
    "location": ("locations", Location),
    "organization": ("organizations", Organization),
    "class": ("classes", KisClass),
}


class Overlay(Record, frozen=True):
    """Fields of one record as they should read (None: left out), and what they replace.

    `was` holds the same fields as the software's content had them: when that changes, somebody has
    to decide anew.
    """

    kind: Kind
    id: str
    fields: dict[str, Any]
    was: dict[str, Any] = {}  # noqa: RUF012  # msgspec gives every struct its own


def record_type(kind: str, record_id: str) -> type[Record]:
    """What a record of this kind has to be."""
    if kind == "synonyms":
        special: dict[str, type[Record]] = {ALIKE: Rows, ELSEWHERE: Phrases}
        return special.get(record_id, Asked)
    return _TABLES[kind][1]


def value_of(content: Content, kind: str, record_id: str) -> Value | None:
    """The record as plain values, without what is left at its default; None if there is none."""
    found: object = _find(content, kind, record_id)
    # by way of JSON: lists where a tuple would stand, as a file or a form has them
    return None if found is None else msgspec.json.decode(msgspec.json.encode(found))


def ids_of(content: Content, kind: str) -> tuple[str, ...]:
    """Every record of this kind, in the content's order."""
    if kind == "synonyms":
        return (*dict.fromkeys(map(_group_id, content.synonyms.asked)), ALIKE, ELSEWHERE)
    return tuple(one.id for one in getattr(content, _TABLES[kind][0]))


def blank(kind: str, record_id: str) -> Value | None:
    """A record to begin with where there is none yet: classes and words for the search only."""
    if kind == "class":
        return {"id": record_id}
    if kind == "synonyms":
        return {"services": record_id.split(JOINT)}
    return None


def changed_fields(before: Value, after: Value, kind: Kind) -> Value:
    """The fields of `after` that differ, None for what was taken out; only what may be edited."""
    one, other = _pruned(before) or {}, _pruned(after) or {}
    names = sorted(EDITABLE[kind] & (one.keys() | other.keys()))
    return {name: other.get(name) for name in names if one.get(name) != other.get(name)}


def with_fields(value: Value, fields: Value) -> Value:
    """The record's values with these fields in their places."""
    merged = {**value, **fields}
    return {name: field for name, field in merged.items() if field is not None}


def merged(overlays: Iterable[Overlay], newer: Overlay) -> tuple[Overlay, ...]:
    """The overlays with one more; of two for one record the fields come together."""
    kept, known = [], newer
    for one in overlays:
        if (one.kind, one.id) == (newer.kind, newer.id):
            fields, was = {**one.fields, **newer.fields}, {**newer.was, **one.was}
            known = Overlay(newer.kind, newer.id, fields, was)
        else:
            kept.append(one)
    return (*kept, known)


def applied(content: Content, overlay: Overlay) -> Content | None:
    """The content with this edit in it; None where the edit no longer fits."""
    before = value_of(content, overlay.kind, overlay.id) or blank(overlay.kind, overlay.id)
    if before is None or not overlay.fields.keys() <= EDITABLE[overlay.kind]:
        return None
    try:
        shape = record_type(overlay.kind, overlay.id)
        record = msgspec.convert(with_fields(before, overlay.fields), shape)
    except msgspec.ValidationError:
        return None
    return _put(content, overlay, record)


def _pruned(value: Any) -> Any:
    """The value without what is empty in it, as a form leaves it out; None for nothing."""
    if isinstance(value, dict):
        kept = {name: _pruned(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if one is not None} or None
    if isinstance(value, list):
        return [one for one in map(_pruned, value) if one is not None] or None
    return None if value == "" else value


def _find(content: Content, kind: str, record_id: str) -> object | None:
    if kind not in KINDS:
        return None
    if kind == "synonyms":
        return _find_words(content, record_id)
    records: Iterable[Any] = getattr(content, _TABLES[kind][0])
    return next((one for one in records if one.id == record_id), None)


def _find_words(content: Content, record_id: str) -> object | None:
    words = content.synonyms
    if record_id == ALIKE:
        return Rows(words.alike)
    if record_id == ELSEWHERE:
        return Phrases(words.elsewhere)
    found = (group for group in words.asked if _group_id(group) == record_id)
    return next(found, None)


def _put(content: Content, overlay: Overlay, record: Any) -> Content:
    if overlay.kind == "synonyms":
        return _put_words(content, record, overlay.id)
    table = _TABLES[overlay.kind][0]
    records = _replaced(getattr(content, table), record, lambda one: one.id == overlay.id)
    if overlay.kind == "class":
        records = in_order_of_start(records)
    return msgspec.structs.replace(content, **{table: records})


def _put_words(content: Content, record: Any, record_id: str) -> Content:
    words = content.synonyms
    if record_id == ALIKE:
        words = msgspec.structs.replace(words, alike=record.rows)
    elif record_id == ELSEWHERE:
        words = msgspec.structs.replace(words, elsewhere=record.phrases)
    else:
        asked = _replaced(words.asked, record, lambda one: _group_id(one) == record_id)
        words = msgspec.structs.replace(words, asked=asked)
    return msgspec.structs.replace(content, synonyms=words)


def _replaced(records: tuple[Any, ...], record: Any, is_it: Any) -> tuple[Any, ...]:
    """`record` in the place of the first it is, or at the end."""
    for index, one in enumerate(records):
        if is_it(one):
            return (*records[:index], record, *records[index + 1 :])
    return (*records, record)


def _group_id(group: Asked) -> str:
    return JOINT.join(group.services)
