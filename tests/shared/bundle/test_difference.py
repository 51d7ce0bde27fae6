"""What changed between two contents: complete, named, and the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from shared.bundle import Knowledge, know, read_content
from shared.bundle.difference import Change, differences
from shared.bundle.knowledge import Content
from shared.catalog.model import Synonyms

SMALL = Path(__file__).parent / "content"


@cache
def small() -> Knowledge:
    knowledge = read_content(SMALL)
    assert isinstance(knowledge, Knowledge)
    return knowledge


def changed(*trail: str | int, to: Any) -> Knowledge:
    """The small content with another value at one spot."""
    plain = msgspec.to_builtins(small().content)
    spot = plain
    for step in trail[:-1]:
        spot[step] = _unfrozen(spot[step])
        spot = spot[step]
    spot[trail[-1]] = to
    return know(msgspec.convert(plain, Content))


def _unfrozen(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def index(room: str, record_id: str, field: str = "id") -> int:
    records = msgspec.to_builtins(getattr(small().content, room))
    return next(place for place, one in enumerate(records) if one[field] == record_id)


def test_the_same_content_has_no_difference() -> None:
    assert differences(small(), know(small().content)) == ()


def test_a_new_number_is_told_with_its_day() -> None:
    place = index("parameters", "criterion")
    after = changed("parameters", place, "values", 1, "value", to="1100.00")
    assert differences(small(), after) == (
        Change(
            room="liczba z przepisów",
            id="criterion",
            name="kryterium dochodowe",
            what="changed",
            path=("wartość 2025-01-01", "wartość"),
            before="1010.00",
            after="1100.00",
        ),
    )


def test_a_condition_is_told_by_its_sentence_and_expression() -> None:
    rule = index("rules", "allowance", "service_id")
    after = changed("rules", rule, "conditions", 1, "when", to="legal_title != tenancy")
    (change,) = differences(small(), after)
    assert (change.room, change.name) == ("usługa", "Zasiłek")
    assert change.path == ("warunek title „Jest najem.”", "wyrażenie")
    assert (change.before, change.after) == ("legal_title = tenancy", "legal_title != tenancy")


def test_a_service_that_is_gone_is_told_once() -> None:
    content = small().content
    services = tuple(one for one in content.services if one.id != "shelter")
    rules = tuple(one for one in content.rules if one.service_id != "shelter")
    after = know(msgspec.structs.replace(content, services=services, rules=rules))
    gone, back = differences(small(), after), differences(after, small())
    assert [(one.id, one.what, one.path) for one in gone] == [("shelter", "removed", ())]
    assert [(one.id, one.what, one.path) for one in back] == [("shelter", "added", ())]


def test_another_order_of_a_list_is_a_difference() -> None:
    place = index("services", "allowance")
    after = changed("services", place, "where", "locations", to=["point_south", "point_north"])
    (change,) = differences(small(), after)
    assert change.path == ("gdzie", "miejsca")
    rule = index("rules", "allowance", "service_id")
    conditions = msgspec.to_builtins(small().content.rules[rule].conditions)
    turned = changed("rules", rule, "conditions", to=list(reversed(conditions)))
    (change,) = differences(small(), turned)
    assert change.path == ("warunek", "kolejność")


def spots(value: Any, trail: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every text in the content."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from spots(one, (*trail, key))
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value):
            yield from spots(one, (*trail, place))
    elif isinstance(value, str):
        yield trail


def test_no_text_changes_in_silence() -> None:
    """Every fifth text of the content, ids aside, with a letter more: always exactly one change."""
    every = [one for one in spots(msgspec.to_builtins(small().content)) if one[-1] in FREE]
    assert len(every) > 100
    silent = []
    for trail in every[::5]:
        value: Any = msgspec.to_builtins(small().content)
        for step in trail:
            value = value[step]
        found = differences(small(), changed(*trail, to=value + "x"))
        if len(found) != 1:
            silent.append((trail, len(found)))
    assert silent == []


FREE = {"pl", "uk", "en", "plain", "article", "source", "title", "journal", "note", "street"}


@pytest.mark.parametrize("room", ["crisis_words", "synonyms"])
def test_words_of_the_search_are_counted(room: str) -> None:
    after = know(msgspec.structs.replace(small().content, **{room: _nothing(room)}))
    (change,) = differences(small(), after)
    assert change.path == ()
    assert (change.before or "").startswith("wpisów: ")
    assert change.before != change.after


def _nothing(room: str) -> Any:
    return () if room == "crisis_words" else Synonyms()
