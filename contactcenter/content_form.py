"""Between a record's plain values and the form an editor sees: both ways, losing nothing."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from contactcenter.content_fields import Group, Item, Rows
from shared.bundle.edited import FieldFault

Step = str | int
Trail = tuple[Step, ...]
LONGEST = 6000
MOST_ROWS = 40
SPARE_ROWS = 1


@dataclass(frozen=True)
class Input:
    """One input as the page shows it: `name` is also its id."""

    name: str
    item: Item
    value: Any
    faults: tuple[FieldFault, ...]


@dataclass(frozen=True)
class Row:
    """One entry of a list; `is_spare` where nothing has been written yet."""

    number: int
    name: str
    inputs: tuple[Input, ...]
    faults: tuple[FieldFault, ...]
    is_spare: bool


@dataclass(frozen=True)
class Table:
    """A list of entries."""

    name: str
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Part:
    """A group of the form, filled in."""

    group: Group
    inputs: tuple[Input | Table, ...]
    is_open: bool


def filled(
    groups: Iterable[Group], value: dict[str, Any], faults: Iterable[FieldFault], spare: str = ""
) -> tuple[Part, ...]:
    """The form with these values; each fault at its field. `spare`: a list to give more room to."""
    told = tuple(faults)
    parts = []
    for group in groups:
        inputs = tuple(
            _table(item, value, told, spare)
            if isinstance(item, Rows)
            else _input(item, (), value, told)
            for item in group.items
        )
        parts.append(Part(group, inputs, not group.is_folded or any(map(_is_faulty, inputs))))
    return tuple(parts)


def read_form(
    groups: Iterable[Group], before: dict[str, Any], form: MultiDict[str, str]
) -> dict[str, Any]:
    """The record as the form says; what the form does not show stays as it was before."""
    value = copy.deepcopy(before)
    for group in groups:
        for item in group.items:
            if isinstance(item, Rows):
                _put(value, item.path, _read_rows(item, form) or None)
            else:
                _put(value, item.path, _read(item, _name(item.path), form))
    return value


def shown_at(parts: Iterable[Part], fault: FieldFault) -> str | None:
    """The name of the input a fault is told at, or of the entry; None when nothing shows it."""
    for one in _everything(parts):
        if fault in one.faults:
            return one.name
    return None


def _everything(parts: Iterable[Part]) -> Iterator[Input | Row]:
    for part in parts:
        for one in part.inputs:
            if isinstance(one, Input):
                yield one
                continue
            for row in one.rows:
                yield from row.inputs
                yield row


def _is_faulty(one: Input | Table) -> bool:
    if isinstance(one, Input):
        return bool(one.faults)
    return any(row.faults or any(inner.faults for inner in row.inputs) for row in one.rows)


def _input(item: Item, above: Trail, value: Any, faults: tuple[FieldFault, ...]) -> Input:
    trail = (*above, *item.path)
    mine = tuple(one for one in faults if _is_at(one.trail, trail))
    return Input(_name(trail), item, _shown(item, _at(value, item.path)), mine)


def _is_at(fault: Trail, trail: Trail) -> bool:
    """At this very input, or inside it."""
    return fault[: len(trail)] == trail


def _table(rows: Rows, value: Any, faults: tuple[FieldFault, ...], spare: str) -> Table:
    name = _name(rows.path)
    written = _at(value, rows.path) or []
    more = SPARE_ROWS + (2 if spare == name else 0)
    entries = [*written, *([{}] * more)][:MOST_ROWS]
    made = (
        _row(rows, index, entry, faults, is_spare=index >= len(written))
        for index, entry in enumerate(entries)
    )
    return Table(name, rows.label, tuple(made))


def _row(
    rows: Rows, index: int, entry: Any, faults: tuple[FieldFault, ...], *, is_spare: bool
) -> Row:
    trail: Trail = (*rows.path, index)
    inputs = tuple(_input(item, trail, entry, faults) for item in rows.items)
    told = {fault for one in inputs for fault in one.faults}
    own = tuple(one for one in faults if _is_at(one.trail, trail) and one not in told)
    return Row(index + 1, _name(trail), inputs, own, is_spare)


def _shown(item: Item, value: Any) -> Any:
    if item.widget == "lines":
        return "\n".join(map(str, value or []))
    if item.widget == "table":
        return "\n".join(", ".join(row) for row in value or [])
    if item.widget == "days":
        return tuple(value or [])
    if item.widget == "flag":
        return bool(value)
    return item.default if value is None else str(value)


def _read_rows(rows: Rows, form: MultiDict[str, str]) -> list[dict[str, Any]]:
    prefix = _name(rows.path)
    pattern = re.compile(rf"{re.escape(prefix)}\.(\d{{1,3}})\.")
    numbers = sorted({int(found[1]) for found in map(pattern.match, form) if found})
    read = [_read_row(rows, f"{prefix}.{number}", form) for number in numbers[:MOST_ROWS]]
    return [row for row in read if row]


def _read_row(rows: Rows, prefix: str, form: MultiDict[str, str]) -> dict[str, Any] | None:
    """One entry; None where it is struck out, or nothing was written and only a choice stands."""
    row: dict[str, Any] = {}
    is_written = False
    for item in rows.items:
        given = _read(item, f"{prefix}.{_name(item.path)}", form)
        is_written = is_written or (given is not None and item.widget != "choice")
        _put(row, item.path, given)
    return row if is_written and f"{prefix}.strike" not in form else None


def _read(item: Item, name: str, form: MultiDict[str, str]) -> Any:
    """What was written, None for nothing. What is no number stays the words it is, to be told."""
    if item.widget == "days":
        return [day for day in form.getlist(name) if day in item.choices] or None
    if item.widget == "flag":
        return True if name in form else None
    given = form.get(name, "").replace("\r\n", "\n").strip()[:LONGEST]
    if not given or (item.default and given == item.default):
        return None
    if item.widget == "number":
        return int(given) if given.isascii() and given.isdecimal() else given
    if item.widget == "lines":
        return [line.strip() for line in given.split("\n") if line.strip()]
    if item.widget == "table":
        return [row for row in map(_words_of, given.split("\n")) if row]
    return given


def _words_of(line: str) -> list[str]:
    return [word.strip() for word in line.split(",") if word.strip()]


def _at(value: Any, path: Trail) -> Any:
    for step in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def _put(value: dict[str, Any], path: tuple[str, ...], given: Any) -> None:
    """Write or take out one field; what is left empty by that goes with it."""
    *above, last = path
    chain = [value]
    for step in above:
        inner = chain[-1].get(step)
        chain.append(inner if isinstance(inner, dict) else chain[-1].setdefault(step, {}))
    if given is None:
        chain[-1].pop(last, None)
    else:
        chain[-1][last] = given
    for index in range(len(above) - 1, -1, -1):
        if not chain[index + 1]:
            chain[index].pop(above[index], None)


def _name(trail: Trail) -> str:
    return ".".join(map(str, trail))
