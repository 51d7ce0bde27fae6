"""Parameters as they might be: `mops_criterion_single=1100` in the place of what the law says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from shared.diagnosis.model import Parameter, ParameterValue
from shared.diagnosis.parameters import DECIMAL, in_force

WRITTEN = re.compile(r"(?P<numbers>[0-9.,]+)\s*(?P<unit>zł|%|m²|m2)?")
UNITS = {"money": "zł", "percent": "%", "area": "m²", "number": "", "table": ""}
FORMS = {
    "money": "złote, as 1100.00",
    "percent": "percent, as 12.5 for 12.5 %",
    "area": "square meters, as 35",
    "number": "a plain number, as 65",
    "table": "its entries with commas between them, as 35,40,45",
}


class Change(NamedTuple):
    """One parameter with another value; `was` is the one in force, None where there is none."""

    parameter: Parameter
    value: ParameterValue
    was: ParameterValue | None


class BadChange(NamedTuple):
    """What cannot be changed so: what was written, what is wrong, and what to write."""

    written: str
    problem: str
    cure: str


def read_changes(
    written: Sequence[str], parameters: Mapping[str, Parameter], on: date
) -> tuple[Change, ...] | BadChange:
    """Several `parameter=value`, each parameter once; or the first one that cannot be taken."""
    changes: dict[str, Change] = {}
    for one in written:
        change = _read(one, parameters, on)
        if isinstance(change, BadChange):
            return change
        if change.parameter.id in changes:
            return BadChange(one, "is set twice", "set it once")
        changes[change.parameter.id] = change
    return tuple(changes.values())


def with_changes(
    parameters: Mapping[str, Parameter], changes: Sequence[Change]
) -> dict[str, Parameter]:
    """The parameters, some of them with the one value they are changed to."""
    changed = {
        one.parameter.id: Parameter(
            id=one.parameter.id,
            names=one.parameter.names,
            unit=one.parameter.unit,
            values=(one.value,),
        )
        for one in changes
    }
    return {**parameters, **changed}


def _read(written: str, parameters: Mapping[str, Parameter], on: date) -> Change | BadChange:
    name, sign, value = written.partition("=")
    if not sign:
        return BadChange(written, "is not PARAMETER=VALUE", "write as mops_criterion_single=1100")
    parameter = parameters.get(name.strip())
    if parameter is None:
        return BadChange(written, f"there is no parameter {name.strip()}", _alike(name, parameters))
    numbers = _numbers(value.strip(), parameter)
    if isinstance(numbers, str):
        return BadChange(written, numbers, f"write {FORMS[parameter.unit]}")
    was = in_force(parameter, on)
    is_table = parameter.unit == "table"
    value_then = ParameterValue(
        value=numbers if is_table else numbers[0],
        from_on=on,
        each_next=was.each_next if was is not None and is_table else None,
        status="to_confirm",
    )
    return Change(parameter, value_then, was)


def _alike(name: str, parameters: Mapping[str, Parameter]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name.strip(), parameters, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(close)}?" if close else "see the parameters of the content"


def _numbers(value: str, parameter: Parameter) -> tuple[str, ...] | str:
    """The numbers written, as the content writes them; or what is wrong with them."""
    found = WRITTEN.fullmatch(value)
    if found is None:
        return f"{value or 'nothing'} is not a number"
    unit = (found["unit"] or "").replace("m2", "m²")
    if unit and unit != UNITS[parameter.unit]:
        return f"{parameter.id} is not counted in {unit}"
    numbers = tuple(found["numbers"].split(","))
    if not all(DECIMAL.fullmatch(number) for number in numbers):
        return f"{value} is not a number"
    if len(numbers) > 1 and parameter.unit != "table":
        return f"{parameter.id} is one number"
    return numbers
