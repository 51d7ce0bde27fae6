"""What is too old is told first, and of that what most services depend on."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from shared.bundle.freshness import Due, freshness
from shared.bundle.knowledge import Content
from tests.city import real_knowledge
from tests.contactcenter.content import small_city

CHECKED = date(2026, 11, 22)


def due(content: Content, on: date, record_id: str) -> Due:
    return next(one for one in freshness(content, on) if one.id == record_id)


@pytest.mark.parametrize(
    ("record_id", "rule", "days"),
    [("punkt", "place", 180), ("mops", "phone", 180), ("zasilek", "text", 365)],
)
def test_each_kind_ages_by_its_own_rule(record_id: str, rule: str, days: int) -> None:
    content = small_city().content
    found = due(content, CHECKED, record_id)
    assert (found.rule, found.due_on) == (rule, CHECKED + timedelta(days=days))
    assert not found.is_late(found.due_on - timedelta(days=1))
    assert found.is_late(found.due_on)


def test_a_service_with_a_helpline_ages_like_a_telephone() -> None:
    assert due(small_city().content, CHECKED, "schronienie").rule == "phone"


def test_a_place_says_how_many_services_lead_there() -> None:
    assert due(small_city().content, CHECKED, "punkt").services == 3


def test_a_number_shows_from_sixty_days_before_nobody_knows_it() -> None:
    content = small_city().content
    number = content.parameters[0]
    value = msgspec.structs.replace(number.values[0], known_until_on=date(2027, 3, 31))
    number = msgspec.structs.replace(number, values=(value,))
    content = msgspec.structs.replace(content, parameters=(number,))
    before = {one.id for one in freshness(content, date(2027, 1, 29))}
    assert number.id not in before
    found = due(content, date(2027, 1, 30), number.id)
    assert (found.rule, found.due_on, found.services) == ("number", date(2027, 3, 31), 1)


def test_what_is_late_comes_first_and_of_that_what_most_depends_on() -> None:
    on = date(2026, 11, 23)
    found = freshness(real_knowledge().content, on)
    late = [one.is_late(on) for one in found]
    assert late == sorted(late, reverse=True)
    weights = [one.services for one in found if one.is_late(on)]
    assert weights == sorted(weights, reverse=True)
