"""What differs between two contents, record by record and field by field, for people to look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from shared.bundle.knowledge import Content
from shared.bundle.overlay import KINDS, Kind, Value, ids_of, value_of
from shared.bundle.read import Trail


class Change(NamedTuple):
    """One field before and after; None where it was or is not there."""

    trail: Trail
    before: str | None
    after: str | None


class RecordChange(NamedTuple):
    """One record's changes."""

    kind: Kind
    id: str
    changes: tuple[Change, ...]


def changed_records(older: Content, newer: Content) -> tuple[RecordChange, ...]:
    """Every record editors may change that reads differently, in the content's order."""
    found = []
    for kind in KINDS:
        for record_id in dict.fromkeys((*ids_of(older, kind), *ids_of(newer, kind))):
            before, after = value_of(older, kind, record_id), value_of(newer, kind, record_id)
            if before != after:
                changes = compare(before or {}, after or {})
                found.append(RecordChange(kind, record_id, changes))
    return tuple(found)


def compare(before: Value, after: Value) -> tuple[Change, ...]:
    """The smallest fields that differ. A list that grew or shrank is told by its whole entries."""
    return tuple(_changes((), before, after))


def _changes(trail: Trail, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, dict | None) and isinstance(after, dict | None):
        one, other = before or {}, after or {}
        for name in dict.fromkeys((*one, *other)):
            yield from _changes((*trail, name), one.get(name), other.get(name))
    elif isinstance(before, list | None) and isinstance(after, list | None):
        yield from _changes_of_list(trail, before or [], after or [])
    else:
        yield Change(trail, in_words(before), in_words(after))


def _changes_of_list(trail: Trail, before: list[Any], after: list[Any]) -> Iterator[Change]:
    if all(isinstance(one, str) for one in (*before, *after)):
        gone = [one for one in before if one not in after]
        new = [one for one in after if one not in before]
        yield Change(trail, in_words(gone), in_words(new))
        return
    for index in range(max(len(before), len(after))):
        old = before[index] if index < len(before) else None
        fresh = after[index] if index < len(after) else None
        if len(before) == len(after) and isinstance(old, dict):
            yield from _changes((*trail, index), old, fresh)
        elif old != fresh:
            yield Change((*trail, index), in_words(old), in_words(fresh))


def in_words(value: Any) -> str | None:
    """A value on one line; None for nothing."""
    if value is None or value in ([], {}):
        return None
    if isinstance(value, dict):
        return ", ".join(filter(None, map(in_words, value.values())))
    if isinstance(value, list):
        return ", ".join(filter(None, map(in_words, value)))
    return str(value)
