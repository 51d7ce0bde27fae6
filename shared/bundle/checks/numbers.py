"""Dated numbers follow each other without a gap or an overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from shared.bundle.fault import Fault
from shared.bundle.files import DECIMAL, WrittenParameter, WrittenValue
from shared.bundle.gather import Written
from shared.bundle.read import Sheet, Trail

DAY = timedelta(days=1)


def faults(written: Written) -> Iterator[Fault]:
    """Faults in the parameters' values and dates."""
    for sheet, file in written.parameters:
        for index, parameter in enumerate(file.parameters):
            yield from _of_parameter(sheet, ("parameters", index), parameter)


def _of_parameter(sheet: Sheet, trail: Trail, parameter: WrittenParameter) -> Iterator[Fault]:
    if not parameter.values and parameter.note is None:
        problem = f"`{parameter.id}` has no value, and no `note` says why"
        yield sheet.fault((*trail, "values"), problem, "add one, or say why nobody announced it")
    for row, value in enumerate(parameter.values):
        yield from _of_value(sheet, (*trail, "values", row), parameter, value)
    for row, (earlier, later) in enumerate(pairwise(parameter.values)):
        yield from _of_joint(sheet, (*trail, "values"), row, earlier, later)


def _of_value(
    sheet: Sheet, trail: Trail, parameter: WrittenParameter, value: WrittenValue
) -> Iterator[Fault]:
    is_table = parameter.unit == "table"
    if is_table != isinstance(value.value, tuple):
        cure = 'write `value: ["35", "40"]`' if is_table else 'write one number: `value: "1010.00"`'
        problem = f"`{parameter.id}` is a {parameter.unit}, and the value does not look like one"
        yield sheet.fault((*trail, "value"), problem, cure)
    elif isinstance(value.value, str) and not re.match(DECIMAL, value.value):
        problem = f"`{value.value}` is not a number"
        yield sheet.fault((*trail, "value"), problem, "write digits and a point: 1010.00")
    if not is_table and value.each_next is not None:
        yield sheet.fault((*trail, "each_next"), "`each_next` is for tables only", "delete it")
    if value.to is not None and value.to < value.from_:
        yield sheet.fault((*trail, "to"), "it ends before it begins", "correct `from` or `to`")
    if value.known_until is not None and value.known_until < value.from_:
        problem = "`known_until` lies before `from`"
        yield sheet.fault((*trail, "known_until"), problem, "correct one of the two dates")


def _of_joint(
    sheet: Sheet, trail: Trail, row: int, earlier: WrittenValue, later: WrittenValue
) -> Iterator[Fault]:
    last_day = later.from_ - DAY
    if later.from_ <= earlier.from_:
        problem = f"this value begins on {later.from_}, not after the one above"
        yield sheet.fault((*trail, row + 1, "from"), problem, "put the oldest value first")
    elif earlier.to is None:
        problem = f"this value has no last day, but the next one begins on {later.from_}"
        yield sheet.fault((*trail, row), problem, f"add `to: {last_day}`")
    elif earlier.to > last_day:
        problem = f"the values overlap from {later.from_} to {earlier.to}"
        yield sheet.fault((*trail, row, "to"), problem, f"write `to: {last_day}`")
    elif earlier.to < last_day:
        yield _gap(sheet, (*trail, row + 1, "from"), earlier.to, last_day)


def _gap(sheet: Sheet, trail: Trail, ended_on: date, last_day: date) -> Fault:
    problem = f"nothing holds from {ended_on + DAY} to {last_day}"
    return sheet.fault(trail, problem, f"write `from: {ended_on + DAY}`, or add what held between")
