"""HSDS rows: stable names, texts with their state, doors that are open, nothing made up."""

from __future__ import annotations

import hashlib
from uuid import UUID

import pytest

from shared.export.hsds import hsds_tables
from shared.export.names import uuid_of
from shared.export.nested import full, full_door, full_organization, listed
from shared.export.published import Published
from shared.export.tables import Tables
from tests.city import real_knowledge
from tests.shared.export.catalog import DOOR, TUESDAY, published


def test_the_name_of_a_record_never_changes() -> None:
    """Version 5 by hand (RFC 9562, 5.5): SHA-1 over our namespace and the name."""
    namespace = UUID("b6a2c9f4-3f0c-5a0e-9d0d-6d7f0f6c2a51")
    digest = hashlib.sha1(namespace.bytes + b"location/drzwi").digest()
    assert uuid_of("location", "drzwi") == str(UUID(bytes=digest[:16], version=5))
    assert uuid_of("service", "a") != uuid_of("location", "a")


def test_every_id_of_the_city_is_a_uuid_used_once_and_every_reference_leads_somewhere() -> None:
    tables = hsds_tables(Published(real_knowledge(), TUESDAY))
    ids = [row["id"] for rows in tables.rows.values() for row in rows]
    assert len(ids) == len(set(ids)) > 1000
    assert {UUID(id_).version for id_ in ids} == {5}
    named = {
        value
        for rows in tables.rows.values()
        for row in rows
        for key, value in row.items()
        if key.endswith("_id")
    }
    assert named <= set(ids)
    assert len(tables.rows["service"]) == len(real_knowledge().services)


def test_a_draft_is_told_as_a_draft_and_a_reviewed_text_as_reviewed() -> None:
    tables = hsds_tables(published())
    key = uuid_of("service", "dodatek")
    told = {
        row["language"]: (row["status"], row["text"])
        for row in tables.find("translation", "link_id", key)
        if row["field"] == "name"
    }
    assert told == {"uk": ("draft", "Пробна доплата"), "en": ("reviewed", "Trial allowance")}


def test_the_conditions_carry_the_numbers_of_the_day() -> None:
    (service,) = hsds_tables(published()).rows["service"]
    assert service["eligibility_description"] == "• Próg to 1010.00 zł."
    assert service["assured_date"] == "2026-10-01"
    assert "last_modified" not in service  # nobody has said when it was edited
    assert "url" not in service  # nobody has said where our pages are
    assert "alert" not in service


def test_many_sentences_are_translated_together_or_not_at_all() -> None:
    first = {"id": "a", "text": {"pl": "Raz.", "uk": "Один.", "en": "One."}, "when": "lives_here"}
    second = {"id": "b", "text": {"pl": "Dwa.", "uk": "Два."}, "assessed_by_official": True}
    tables = hsds_tables(published(rule={"conditions": [first, second]}))
    told = {
        row["language"]: row["text"]
        for row in tables.rows["translation"]
        if row["field"] == "eligibility_description"
    }
    assert told == {"uk": "• Один.\n• Два."}


def test_what_waits_to_be_confirmed_says_so_and_what_was_edited_says_when() -> None:
    told = published(status="to_confirm", edited_on="2026-11-20", base="https://m.example")
    (service,) = hsds_tables(told).rows["service"]
    assert "potwierdzenie" in service["alert"]
    assert service["last_modified"] == "2026-11-20T00:00:00Z"
    assert service["url"] == "https://m.example/uslugi/dodatek"


def test_a_rule_past_its_law_is_inactive_and_says_no_conditions() -> None:
    over = {"versions": [{"from": "2020-01-01", "to": "2021-12-31"}], "conditions": []}
    (service,) = hsds_tables(published(rule=over)).rows["service"]
    assert service["status"] == "inactive"
    assert "eligibility_description" not in service


def test_a_closed_door_gives_way_to_its_successor() -> None:
    new = DOOR | {"id": "nowe", "names": {"pl": "Nowe"}}
    told = published(door={"closed_from": "2026-11-24", "successor": "nowe"}, doors=[new])
    tables = hsds_tables(told)
    assert [row["name"] for row in tables.rows["location"]] == ["Nowe"]
    (door,) = tables.rows["service_at_location"]
    assert door["location_id"] == uuid_of("location", "nowe")


def test_a_door_closed_without_successor_is_not_told_at_all() -> None:
    tables = hsds_tables(published(door={"closed_from": "2026-01-01"}))
    assert tables.rows["location"] == tables.rows["service_at_location"] == []


def test_help_nobody_names_aloud_says_so_to_whoever_republishes_it() -> None:
    tables = hsds_tables(published(kind="help", safety_sensitive=True))
    codes = {
        tables.find("taxonomy_term", "id", row["taxonomy_term_id"])[0]["code"]
        for row in tables.rows["attribute"]
    }
    assert codes == {"housing", "help", "sensitive"}


def test_a_life_event_is_a_term_of_its_services() -> None:
    event = {
        "id": "czynsz",
        "order": 1,
        "names": {"pl": "Nie mam na czynsz"},
        "summary": {"pl": "Miasto dopłaca."},
        "first_door": {"text": {"pl": "Zacznij tu."}, "service": "dodatek"},
        "services": ["dodatek"],
        "topics": ["housing"],
        "status": "to_confirm",
        "source": "test",
        "checked_on": "2026-11-01",
    }
    tables = hsds_tables(published(life_events=[event]))
    terms = [row["taxonomy_term_id"] for row in tables.rows["attribute"]]
    assert uuid_of("taxonomy_term", "life_event", "czynsz") in terms


def test_a_cost_nobody_has_told_is_no_cost_option() -> None:
    assert hsds_tables(published()).rows["cost_option"] == []
    cost = {"text": {"pl": "21 zł"}, "status": "verified", "amount": "21.00"}
    (option,) = hsds_tables(published(cost=cost)).rows["cost_option"]
    assert (option["amount"], option["currency"]) == (21.0, "PLN")


def test_a_paper_asked_for_only_sometimes_says_so() -> None:
    papers = [row["document"] for row in hsds_tables(published()).rows["required_document"]]
    assert papers == ["dowod", "dowod_dziecka (nie zawsze)"]


def test_only_what_somebody_has_looked_at_is_said_of_a_building() -> None:
    looked = {"accessibility": {"step_free": "yes", "lift": "no"}, "languages": ["uk"]}
    tables = hsds_tables(published(door=looked))
    told = [(row["description"], row["details"]) for row in tables.rows["accessibility"]]
    assert told == [("Wejście bez stopni", "tak"), ("Winda", "nie")]
    assert [row["code"] for row in tables.rows["language"]] == ["uk"]


def test_a_record_in_full_holds_what_hangs_on_it_and_a_listed_one_only_single_things() -> None:
    tables = hsds_tables(published())
    (row,) = tables.rows["service"]
    whole = full(tables, "service", row)
    place = whole["service_at_locations"][0]["location"]
    assert place["addresses"][0]["postal_code"] == "90-001"
    assert "potwierdzenie" in place["phones"][0]["description"]
    assert set(listed(tables, "service", row)) - set(row) == {"organization"}
    (door,) = tables.rows["service_at_location"]
    assert full_door(tables, door)["service"]["name"] == "Dodatek próbny"
    (agency,) = tables.rows["organization"]
    assert full_organization(tables, agency)["locations"][0]["name"] == "Punkt przy Próbnej"


def test_a_column_the_standard_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="service has no color"):
        Tables().add("service", id="x", color="red")


def test_a_service_whose_record_names_no_place_is_told_without_one() -> None:
    nowhere = {"rule": "any", "locations": []}
    tables = hsds_tables(published(kind="help", safety_sensitive=True, where=nowhere))
    assert tables.rows["service_at_location"] == []
    assert [row["name"] for row in tables.rows["service"]] == ["Dodatek próbny"]
