"""What people say of where they live, and the spot it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shared.routing.journey import Journey
from shared.routing.whereabouts import Spot, Unknown, find_by_id, find_spot, journey_from
from tests.city import real_knowledge


def spot(said: str) -> Spot | Unknown:
    return find_spot(real_knowledge().gazetteer, said)


@pytest.mark.parametrize(
    ("said", "kind", "district"),
    [
        ("Bałuty", "district", "baluty"),
        ("dzielnica srodmiescie", "district", "srodmiescie"),
        ("osiedle Złotno", "osiedle", "polesie"),
        ("os. zlotno", "osiedle", "polesie"),
        ("CHOJNY", "osiedle", "gorna"),
        ("olechów", "osiedle", "widzew"),
        ("plac wolności", "landmark", "srodmiescie"),
        ("51.7411,19.3849", "point", "polesie"),
    ],
)
def test_a_spot_is_found_in_any_spelling(said: str, kind: str, district: str) -> None:
    found = spot(said)
    assert isinstance(found, Spot)
    assert (found.kind, found.district) == (kind, district)


def test_two_halves_of_one_neighborhood_are_its_middle() -> None:
    found = spot("osiedle Retkinia")
    assert isinstance(found, Spot)
    assert found.position is not None
    assert found.position == pytest.approx((51.74615, 19.3996), abs=1e-4)


@pytest.mark.parametrize(
    ("said", "why"),
    [("52.23,21.01", "outside_the_city"), ("rondo", "several_places"), ("qwxz", "unknown_place")],
)
def test_what_is_no_spot_says_why(said: str, why: str) -> None:
    found = spot(said)
    assert isinstance(found, Unknown)
    assert found.why == why


def test_a_slip_of_the_pen_is_answered_with_what_was_perhaps_meant() -> None:
    found = spot("osiedle Retkina")
    assert isinstance(found, Unknown)
    assert any("Retkinia" in name for name in found.alike)


def test_only_who_names_an_osiedle_or_a_district_surely_lives_there() -> None:
    bare = Journey(at=datetime(2026, 11, 24, tzinfo=UTC))
    sure = {
        said: journey_from(bare, found).is_sure
        for said in ("Bałuty", "Złotno", "plac wolności", "51.75,19.46")
        if isinstance(found := spot(said), Spot)
    }
    assert list(sure.values()) == [True, True, False, False]


def test_every_spot_can_be_chosen_by_its_id() -> None:
    gazetteer = real_knowledge().gazetteer
    for one in (*gazetteer.osiedla, *gazetteer.landmarks):
        found = find_by_id(gazetteer, one.id)
        assert found is not None
        assert found.name == one.name
