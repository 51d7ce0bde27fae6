"""Whose rows an expression is worked out for, and how often each value will be asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import IntEnum

from shared.diagnosis.code import Code
from shared.diagnosis.tree import Name, Quantifier


class View(IntEnum):
    """Whose rows: the households', the listed persons', or (a row for each household) those of
    the one who asks, and of somebody who may exist but is not listed.
    """

    HOME = 0
    LISTED = 1
    ASKER = 2
    SOMEBODY = 3


Place = tuple[int | str, View]


def place_of(code: Code, view: View) -> Place | None:
    """Under which name a value is kept; None where it is not worth it."""
    if code.memo is not None:
        return code.memo, view
    return (code.node.id, view) if isinstance(code.node, Name) else None


def view_of(code: Code, view: View) -> View:
    """Where a piece is worked out: what is not about persons, for the household."""
    return view if code.is_personal else View.HOME


def inner_views(code: Code, view: View, over: tuple[View, ...]) -> tuple[View, ...]:
    """In which views the parts of a piece are looked at; `over`: those a quantifier looks at."""
    if not isinstance(code.node, Quantifier):
        return (view,)
    return (View.ASKER,) if code.node.name == "self" else over


def count_uses(codes: Iterable[Code], *, with_possible: bool) -> Counter[Place]:
    """How often each value is asked for, so that it is kept no longer than that.

    `with_possible`: where there may be more persons than are listed.
    """
    over = (View.LISTED, View.SOMEBODY) if with_possible else (View.LISTED,)
    uses: Counter[Place] = Counter()
    waiting = [(code, View.HOME) for code in codes]
    while waiting:
        code, view = waiting.pop()
        place = place_of(code, view)
        if place is not None:
            uses[place] += 1
            if uses[place] > 1:
                continue
        own = view_of(code, view)
        if own is not view:
            waiting.append((code, own))
            continue
        waiting += [(part, inner) for part in code.parts for inner in inner_views(code, view, over)]
    return uses
