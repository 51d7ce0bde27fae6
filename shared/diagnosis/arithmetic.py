"""Closures for quantities: + - * /, min and max, rounding, tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from shared.diagnosis.code import Code, Comparison, IntervalOf
from shared.diagnosis.descent import Doubt
from shared.diagnosis.frame import Frame
from shared.diagnosis.interval import (
    ZERO,
    Exact,
    Interval,
    add,
    divide,
    greatest,
    is_less,
    least,
    multiply,
    round_down,
    round_half_up,
    round_up,
    scale,
    subtract,
)
from shared.diagnosis.logic import worth_of
from shared.diagnosis.relevance import Doubts
from shared.diagnosis.since import span_since

Combine = Callable[[Interval, Interval], Interval]
Round = Callable[[Interval, Exact], Interval]

OPERATIONS: dict[str, Combine] = {"+": add, "-": subtract, "*": multiply, "/": divide}
EXTREMES: dict[str, Combine] = {"min": least, "max": greatest}
ROUNDINGS: dict[str, Round] = {
    "round_up": round_up,
    "round_down": round_down,
    "round": round_half_up,
}


def combined(op: str, left: Code, right: Code) -> IntervalOf:
    """`left op right`."""
    combine, a, b = OPERATIONS[op], left.value, right.value
    return lambda frame: combine(a(frame), b(frame))


def quotient_doubts(left: Code, right: Code) -> Doubt:
    """Nothing helps a division by zero; otherwise the divisor first."""

    def doubts(frame: Frame, found: Doubts, weight: int) -> None:
        if right.value(frame) == ZERO:
            return
        right.raise_doubts(frame, found, weight)
        left.raise_doubts(frame, found, weight)

    return doubts


def extreme(function: str, parts: tuple[Code, ...]) -> IntervalOf:
    """`min` or `max` of several."""
    combine, worths = EXTREMES[function], tuple(map(worth_of, parts))
    return lambda frame: reduce(combine, [worth(frame) for worth in worths])


def extreme_doubts(function: str, parts: tuple[Code, ...]) -> Doubt:
    """Every open argument that no other one keeps from mattering."""
    sign = -1 if function == "max" else 1
    chosen = [_is_chosen(parts, index, sign) for index in range(len(parts))]

    def doubts(frame: Frame, found: Doubts, weight: int) -> None:
        values = [part.value(frame) for part in parts]
        for index, part in enumerate(parts):
            if _is_dominated(index, values, sign):
                continue
            if not found.is_watching:
                part.raise_doubts(frame, found, weight)
                continue
            found.enter(frame, chosen[index])
            part.raise_doubts(frame, found, weight)
            found.leave()

    return doubts


def _is_dominated(index: int, values: list[Interval], sign: int) -> bool:
    """Whether some other argument is always chosen before this one."""
    mine = values[index]
    return any(
        other_index != index and _dominates(other, mine, sign)
        for other_index, other in enumerate(values)
    )


def _dominates(other: Interval, value: Interval, sign: int) -> bool:
    """Whether `other` is always chosen before `value` (or is equal to it)."""
    near, far = (other[1], value[0]) if sign > 0 else (value[1], other[0])
    return near is not None and far is not None and near <= far


def _is_chosen(parts: tuple[Code, ...], index: int, sign: int) -> Comparison:
    """Whether one argument is below (of `max`: above) all the others."""
    mine = parts[index].value
    others = tuple(part.value for other, part in enumerate(parts) if other != index)
    nearest: Combine = least if sign > 0 else greatest

    def rest(frame: Frame) -> Interval:
        found: list[Interval] = [other(frame) for other in others]
        return reduce(nearest, found)

    def truth(frame: Frame) -> bool | None:
        near = rest(frame)
        return is_less(mine(frame), near) if sign > 0 else is_less(near, mine(frame))

    return Comparison(truth, lambda frame: subtract(mine(frame), rest(frame)), parts)


def rounded(function: str, part: Code, step: Exact) -> IntervalOf:
    """To a multiple of `step`."""
    to_multiple, worth = ROUNDINGS[function], part.value
    return lambda frame: to_multiple(worth(frame), step)


def scaled(part: Code, factor: int) -> IntervalOf:
    """A bare number, in the minor units of the dimension it is used as."""
    worth = part.value
    return lambda frame: scale(worth(frame), factor)


def passed(function: str, part: Code) -> IntervalOf:
    """Whole years, months or days since a date."""
    worth = part.value
    return lambda frame: span_since(function, worth(frame), frame.on)


def table_entry(slot: int, n: Code) -> IntervalOf:
    """The entry of a table parameter for `n`; not negative while the table is not announced."""
    worth = n.value

    def value(frame: Frame) -> Interval:
        parameter = frame.parameters[slot]
        return parameter.interval if parameter.table is None else parameter.table.over(worth(frame))

    return value


def table_doubts(slot: int, n: Code) -> Doubt:
    """The table while it is not announced, else what `n` hangs on."""

    def doubts(frame: Frame, found: Doubts, weight: int) -> None:
        if frame.parameters[slot].table is None:
            found.parameter()
        else:
            n.raise_doubts(frame, found, weight)

    return doubts
