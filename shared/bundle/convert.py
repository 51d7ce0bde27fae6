"""Plain values into strict records; every misfit found at once, each at its own line."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple, TypeVar, Union

import msgspec

from shared.bundle.fault import Fault
from shared.bundle.read import Sheet, Trail

T = TypeVar("T")
QUOTE = "put the value in quotes"
COMMA = "a comma inside { } ends a text: put the whole text in quotes"
CURES = {
    "Expected `str`, got `int`": QUOTE,
    "Expected `str`, got `float`": QUOTE,
    "Expected `str`, got `bool`": QUOTE,
    "Expected `str | array`, got": "put the value in quotes; for a table, a list of them",
    "Expected `str`, got `null`": "write the text, or delete the line",
    "Expected `int`, got `str`": "write a whole number without quotes",
    "Expected `bool`, got `str`": "write true or false without quotes",
    "Expected `array`": "write a list: [a, b], or one item a line, each after a dash",
    "Expected `object`": "write fields under it, one a line, each as `name: value`",
    "Invalid RFC3339": "write the date as 2026-11-22",
    "matching regex": "write it in the form this field asks for",
}


class Misfit(NamedTuple):
    """A value that is not what its record asks for."""

    trail: Trail
    problem: str
    cure: str


def convert(sheet: Sheet, trail: Trail, value: object, record: type[T]) -> T | tuple[Fault, ...]:
    """`value`, found at `trail` of `sheet`, as a `record`; or every fault in it."""
    try:
        return msgspec.convert(value, record)
    except msgspec.ValidationError:
        misfits = _misfits(trail, value, record)
        return tuple(sheet.fault(misfit.trail, misfit.problem, misfit.cure) for misfit in misfits)


def _misfits(trail: Trail, value: object, kind: Any) -> Iterator[Misfit]:
    """Walk down to the smallest values that do not fit, since msgspec stops at the first."""
    kind = _without_none(kind, value)
    if isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield from _misfits_of_struct(trail, value, kind)
    elif isinstance(value, list) and typing.get_origin(kind) is tuple:
        for index, item in enumerate(value):
            yield from _misfits((*trail, index), item, typing.get_args(kind)[0])
    elif isinstance(value, dict) and typing.get_origin(kind) is dict:
        for key, item in value.items():
            yield from _misfits((*trail, key), item, typing.get_args(kind)[1])
    else:
        yield from _misfit_of_value(trail, value, kind)


def _misfits_of_struct(
    trail: Trail, value: dict[str, object], kind: type[msgspec.Struct]
) -> Iterator[Misfit]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for name in [name for name in value if name not in fields]:
        cure = COMMA if value[name] is None else _cure_of_name(name, list(fields))
        yield Misfit((*trail, name), f"unknown field `{name}`", cure)
    for name, field in fields.items():
        if name in value:
            yield from _misfits((*trail, name), value[name], field.type)
        elif field.required:
            yield Misfit(trail, f"the field `{name}` is missing", f"add `{name}: …`")


def _misfit_of_value(trail: Trail, value: object, kind: Any) -> Iterator[Misfit]:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        message = str(error).split(" - at `")[0]
        yield Misfit(trail, f"`{_name(trail)}`: {_in_words(value, message)}", _cure(message, kind))


def _in_words(value: object, message: str) -> str:
    if message.startswith("Invalid enum value"):
        return f"`{value}` is not one of the words it may be"
    if "matching regex" in message:
        return f"`{value}` is not in the right form"
    return message[0].lower() + message[1:]


def _cure(message: str, kind: Any) -> str:
    if typing.get_origin(kind) is typing.Literal:
        return "use one of: " + ", ".join(str(choice) for choice in typing.get_args(kind))
    for start, cure in CURES.items():
        if start in message:
            return cure
    return "correct the value"


def _cure_of_name(name: str, fields: list[str]) -> str:
    close = get_close_matches(name, fields, n=1)
    if close:
        return f"did you mean `{close[0]}`?"
    return "delete it; the fields here are: " + ", ".join(fields)


def _without_none(kind: Any, value: object) -> Any:
    """`X` out of `X | None`, unless the value really is null."""
    if typing.get_origin(kind) in (Union, types.UnionType) and value is not None:
        arms = [arm for arm in typing.get_args(kind) if arm is not type(None)]
        return arms[0] if len(arms) == 1 else kind
    return kind


def _name(trail: Trail) -> str:
    return next((step for step in reversed(trail) if isinstance(step, str)), "the file")
