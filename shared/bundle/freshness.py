"""What was last checked when, and what is due, by rule of age.

The rules: a place and a telephone 180 days (as long as routing believes opening hours), a text a
year, a number of the law from 60 days before nobody knows it any more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from shared.bundle.knowledge import Content
from shared.diagnosis.model import Rule
from shared.text import Text

AgeRule = Literal["place", "phone", "text", "number", "class"]
PLACE_DAYS, PHONE_DAYS, TEXT_DAYS = 180, 180, 365
CLASS_DAYS = 30
NUMBER_AHEAD = timedelta(days=60)
WORD = re.compile(r"[a-z][a-z0-9_]*")


class Due(NamedTuple):
    """One record: by which rule, from which day on it is too old, and how much depends on it.

    `services`: how many services lead there or rest on it; how many citizens, nobody has counted.
    """

    kind: str
    id: str
    names: Text
    rule: AgeRule
    checked_on: date
    due_on: date
    services: int

    def is_late(self, on: date) -> bool:
        """Whether it is too old by now."""
        return self.due_on <= on


def freshness(content: Content, on: date) -> tuple[Due, ...]:
    """Every record that ages: what is late first, and of that what most services depend on."""
    found = (*_places(content), *_agencies(content), *_services(content))
    found = (*found, *_classes(content), *_numbers(content, on))
    return tuple(sorted(found, key=lambda one: _rank(one, on)))


def _rank(one: Due, on: date) -> tuple[bool, int, date, str]:
    is_late = one.is_late(on)
    return not is_late, -one.services if is_late else 0, one.due_on, one.id


def _places(content: Content) -> Iterator[Due]:
    led_to = Counter(place for one in content.services for place in set(one.where.locations))
    for place in content.locations:
        due_on = place.checked_on + timedelta(days=PLACE_DAYS)
        yield Due(
            "location", place.id, place.names, "place", place.checked_on, due_on, led_to[place.id]
        )


def _agencies(content: Content) -> Iterator[Due]:
    run = Counter(service.organization for service in content.services)
    for one in content.organizations:
        due_on = one.checked_on + timedelta(days=PHONE_DAYS)
        yield Due("organization", one.id, one.names, "phone", one.checked_on, due_on, run[one.id])


def _services(content: Content) -> Iterator[Due]:
    for one in content.services:
        rule: AgeRule = "phone" if one.helplines else "text"
        days = PHONE_DAYS if one.helplines else TEXT_DAYS
        due_on = one.checked_on + timedelta(days=days)
        yield Due("service", one.id, one.names, rule, one.checked_on, due_on, 1)


def _classes(content: Content) -> Iterator[Due]:
    for one in content.classes:
        due_on = min(one.checked_on + timedelta(days=CLASS_DAYS), one.starts_on)
        yield Due("class", one.id, one.names, "class", one.checked_on, due_on, 1)


def _numbers(content: Content, on: date) -> Iterator[Due]:
    """Numbers whose newest value ends within sixty days, or has ended."""
    used = Counter(name for rule in content.rules for name in _names(rule))
    for number in content.parameters:
        newest = max(number.values, key=lambda value: value.from_on, default=None)
        if newest is None:
            continue  # a number nobody has announced yet
        if newest.known_until_on is None or newest.known_until_on > on + NUMBER_AHEAD:
            continue
        until_on = newest.known_until_on
        checked_on = newest.checked_on or newest.from_on
        yield Due(
            "parameter", number.id, number.names, "number", checked_on, until_on, used[number.id]
        )


def _names(rule: Rule) -> frozenset[str]:
    """Every name the rule's expressions use."""
    spans = [(rule.conditions, rule.amount)]
    spans += [(version.conditions, version.amount) for version in rule.versions]
    texts = [definition.exactly for definition in rule.definitions]
    for conditions, amount in spans:
        texts += [one.when or "" for one in conditions]
        if amount is not None:
            texts += [one or "" for one in (amount.lowest, amount.highest, amount.exactly)]
    return frozenset(name for text in texts for name in WORD.findall(text))
