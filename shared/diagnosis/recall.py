"""What has been worked out before, kept by everything it was worked out from.

A service's result hangs on nothing but the answers its rule reads, on how many persons there are,
and on the parameters in force. From one answer to the next most services read nothing new, so only
those that do are assessed again. What is kept is anonymous, small, and gone with the process.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from shared.diagnosis.code import Code
from shared.diagnosis.frame import Frame, Slots

MOST_KEPT = 8192
Found = TypeVar("Found")


class Reads(NamedTuple):
    """What a piece of the rules reads of a frame, as one value to look up by."""

    of_household: Callable[[list[Any]], Hashable]
    of_person: Callable[[list[Any]], Hashable] | None
    is_dated: bool

    def of(self, frame: Frame) -> Hashable:
        """Everything read: equal only where everything worked out from it is equal too."""
        day = frame.on if self.is_dated else None
        household = self.of_household(frame.household)
        if self.of_person is None:
            return frame.in_force, day, household
        persons = tuple(map(self.of_person, frame.persons))
        return frame.in_force, day, household, frame.possible, persons


def reads_of(codes: tuple[Code, ...], slots: Slots) -> Reads:
    """What these pieces of compiled rules read."""
    facts = frozenset[str]().union(*(code.facts for code in codes))
    return Reads(
        _getter(facts, slots.household),
        _getter(facts, slots.person) if facts & slots.person.keys() else None,
        any(slots.facts[name].type == "date" for name in facts),
    )


def _getter(facts: frozenset[str], slots: Mapping[str, int]) -> Callable[[list[Any]], Hashable]:
    read = sorted(slots[name] for name in facts & slots.keys())
    return itemgetter(*read) if read else lambda _: ()


class Recall:
    """Keeps at most so many findings and then begins anew. Threads may share it."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: dict[Hashable, Any] = {}

    def of(self, place: Hashable, find: Callable[[], Found]) -> Found:
        """What was found at that place, or what `find` finds there now."""
        found: Found | None = self._kept.get(place)
        if found is None:
            if len(self._kept) >= self._most:
                self.forget()
            found = self._kept[place] = find()
        return found

    def forget(self) -> None:
        """Keep nothing of what has been asked so far."""
        self._kept = {}
