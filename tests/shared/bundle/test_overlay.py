"""Editors' changes stand over the content: held to the loader's own checks, told field by field."""

from __future__ import annotations

import msgspec
import pytest

from shared.bundle.compare import Change, changed_records, compare
from shared.bundle.edited import faults_of
from shared.bundle.knowledge import Content, know
from shared.bundle.overlay import (
    EDITABLE,
    KINDS,
    Overlay,
    applied,
    blank,
    changed_fields,
    ids_of,
    merged,
    record_type,
    value_of,
    with_fields,
)
from tests.city import real_knowledge

PLACE = "css_drewnowska_5"


@pytest.fixture(scope="module")
def content() -> Content:
    return real_knowledge().content


def problems(content: Content, **fields: object) -> dict[tuple[str | int, ...], str]:
    """What is wrong with the place once it reads so."""
    value = with_fields(value_of(content, "location", PLACE) or {}, fields)
    return {fault.trail: fault.problem for fault in faults_of(content, "location", PLACE, value)}


def test_every_record_that_came_with_the_software_is_found_sound(content: Content) -> None:
    for kind in KINDS:
        for record_id in ids_of(content, kind):
            value = value_of(content, kind, record_id)
            assert value is not None
            assert faults_of(content, kind, record_id, value) == ()


def test_an_edit_changes_its_record_and_nothing_else(content: Content) -> None:
    phones = [{"number": "42 638 59 99", "status": "to_confirm"}]
    edited = applied(content, Overlay("location", PLACE, {"phones": phones}))
    assert edited is not None
    assert know(edited).content_hash != know(content).content_hash
    assert [(one.kind, one.id) for one in changed_records(content, edited)] == [("location", PLACE)]
    assert know(edited).locations[PLACE].phones[0].number == "42 638 59 99"
    assert msgspec.structs.replace(edited, locations=content.locations) == content


def test_a_field_is_taken_out_by_nothing(content: Content) -> None:
    edited = applied(content, Overlay("location", PLACE, {"services_note": None}))
    assert edited is not None
    assert know(edited).locations[PLACE].services_note is None


@pytest.mark.parametrize(
    ("kind", "record_id", "fields"),
    [
        ("location", "nowhere", {"phones": []}),
        ("location", PLACE, {"lat": 51.7}),
        ("location", PLACE, {"phones": "42"}),
        ("service", "kis", {"conditions": []}),
        ("service", "kis", {"documents": []}),
    ],
)
def test_what_does_not_fit_or_is_the_laws_is_not_applied(
    content: Content, kind: str, record_id: str, fields: dict[str, object]
) -> None:
    overlay = msgspec.convert({"kind": kind, "id": record_id, "fields": fields}, Overlay)
    assert applied(content, overlay) is None


def test_faults_are_told_at_the_field(content: Content) -> None:
    assert set(problems(content, phones=[{"number": "42", "status": "verified"}])) == {
        ("phones", 0, "number")
    }
    hours = [{"days": ["mon"], "opens": "8", "closes": "16:00"}]
    assert set(problems(content, schedule=hours)) == {("schedule", 0, "opens")}
    assert set(problems(content, names={"uk": "x"})) == {("names", "pl")}
    assert set(problems(content, checked_on="wczoraj")) == {("checked_on",)}
    assert set(problems(content, successor="nowhere", closed_from="2026-01-01")) == {("successor",)}
    days = [{"from": "2026-12-24", "to": "2026-12-23", "source": "x", "checked_on": "2026-11-22"}]
    assert set(problems(content, exceptions=days)) == {("exceptions", 0, "to")}


def test_a_plain_text_that_is_missing_or_too_long_is_told_at_its_language(
    content: Content,
) -> None:
    value = value_of(content, "service", "kis") or {}
    value["summary"] = {**value["summary"], "plain": "słowo " * 16}
    value["description"] = {"pl": "Coś."}
    trails = {fault.trail for fault in faults_of(content, "service", "kis", value)}
    assert trails == {("summary", "plain"), ("description", "plain")}


def test_a_class_is_new_kept_in_order_and_held_to_its_places(content: Content) -> None:
    fields = {
        "id": "kurs",
        "names": {"pl": "Kurs próbny"},
        "starts_on": "2027-01-11",
        "places": 5,
        "places_left": 6,
        "status": "to_confirm",
        "source": "próba",
        "checked_on": "2026-11-22",
    }
    trails = [fault.trail for fault in faults_of(content, "class", "kurs", fields)]
    assert trails == [("places_left",)]
    late = applied(content, Overlay("class", "kurs", {**fields, "places_left": 2}))
    assert late is not None
    sooner = {**fields, "places_left": 1, "id": "wcześniej", "starts_on": "2026-12-01"}
    assert applied(late, Overlay("class", "wczesniej", sooner)) is None
    both = applied(late, Overlay("class", "wczesniej", {**sooner, "id": "wczesniej"}))
    assert both is not None
    assert [one.id for one in both.classes] == ["wczesniej", "kurs"]


def test_words_for_the_search_are_changed_and_added(content: Content) -> None:
    edited = applied(content, Overlay("synonyms", "kis", {"pl": ["klub dla bezrobotnych"]}))
    assert edited is not None
    assert "kis" in [one.id for one in know(edited).search.find("klub bezrobotny").services]
    assert blank("synonyms", "kis+pps") == {"services": ["kis", "pps"]}
    assert blank("location", "new") is None
    gone = {"services": ["kis", "nothing"], "pl": ["x"]}
    trails = [fault.trail for fault in faults_of(content, "synonyms", "kis+nothing", gone)]
    assert trails == [("services", 1)]


def test_two_edits_of_a_record_come_together_and_keep_what_the_first_replaced() -> None:
    first = Overlay("location", PLACE, {"phones": [1], "status": "x"}, {"phones": [0]})
    second = Overlay("location", PLACE, {"phones": [2]}, {"phones": [1]})
    other = Overlay("location", "elsewhere", {"status": "y"})
    assert merged((first, other), second) == (
        other,
        Overlay("location", PLACE, {"phones": [2], "status": "x"}, {"phones": [0]}),
    )


def test_only_what_differs_and_may_be_edited_is_an_edit() -> None:
    before = {"id": "x", "lat": 1, "status": "verified", "source": "a"}
    after = {"id": "x", "lat": 2, "source": "b"}
    assert changed_fields(before, after, "location") == {"status": None, "source": "b"}


def test_what_may_be_edited_are_fields_of_the_record() -> None:
    for kind in KINDS:
        if kind != "synonyms":
            assert EDITABLE[kind] <= set(record_type(kind, "").__struct_encode_fields__)


def test_changes_are_told_by_their_smallest_field() -> None:
    before = {"names": {"pl": "a", "uk": "b"}, "phones": [{"number": "1"}, {"number": "2"}]}
    after = {"names": {"pl": "a", "uk": "c"}, "phones": [{"number": "1"}], "pl": ["x", "y"]}
    assert compare(before, after) == (
        Change(("names", "uk"), "b", "c"),
        Change(("phones", 1), "2", None),
        Change(("pl",), None, "x, y"),
    )
