"""What the city has told holds together: its places, the doors that are no more, what happens."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shared.catalog.life_event import LifeEvent
from shared.catalog.model import Where
from shared.routing.place import place
from tests.city import real_knowledge

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
EVENTS = tuple(real_knowledge().life_events.values())
NOT_THE_CITY_S = {
    "zespol_powiatowy_pilsudskiego_133d": "mzon_lecznicza_6",
    "pup_lodz_wschod_milionowa_91": "pup_milionowa_91",
}
MOVED = {
    "css_krzemieniecka_2b": "css_politechniki_32",
    "css_piotrkowska_153": "lckm_piotrkowska_110",
    "pps_olimpijska_7": "pps_sprinterow_11",
    "pps_tramwajowa_21": "pps_pilsudskiego_154",
    "galczynskiego_7": "kwietniowa_2_4",
}


def test_there_are_sixty_places_and_more() -> None:
    assert len(real_knowledge().locations) >= 60


@pytest.mark.parametrize(("closed", "instead"), MOVED.items())
def test_a_closed_door_leads_to_the_one_that_took_its_place(closed: str, instead: str) -> None:
    known = real_knowledge()
    assert known.locations[closed].closed_from is not None
    (found,) = place(Where("any", (closed,)), known.locations, at=AT)
    assert (found.location.id, found.replaces) == (instead, closed)


@pytest.mark.parametrize("trap", NOT_THE_CITY_S)
def test_no_service_sends_anybody_to_the_counties_offices(trap: str) -> None:
    known = real_knowledge()
    assert all(trap not in service.where.locations for service in known.services.values())
    assert known.locations[trap].districts == ()
    assert known.locations[NOT_THE_CITY_S[trap]].districts


def test_every_place_and_agency_is_named_in_three_languages() -> None:
    known = real_knowledge()
    for record in (*known.locations.values(), *known.organizations.values()):
        assert record.names.uk, record.id
        assert record.names.en, record.id
        assert record.source, record.id


def test_a_care_home_says_that_places_are_asked_for_elsewhere() -> None:
    known = real_knowledge()
    homes = [one for one in known.locations.values() if one.id.startswith("dps_")]
    assert len(homes) == 13
    for home in homes:
        assert home.services_note is not None
        assert "MOPS" in home.services_note.pl
        assert home.status == "to_confirm"


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
def test_an_event_begins_with_something_it_offers(event: LifeEvent) -> None:
    known = real_knowledge()
    if event.first_door.service:
        assert event.services[0] == event.first_door.service
    assert event.topics[0]
    helped = [known.services[one] for one in event.services if known.services[one].helplines]
    assert event.crisis is None or helped, "a crisis without a number to call"


def test_danger_is_never_among_the_first_tiles_of_a_public_screen() -> None:
    assert [event.id for event in EVENTS[:8] if event.crisis] == []


def test_every_kind_of_danger_but_a_child_s_has_its_event() -> None:
    kinds = {event.crisis for event in EVENTS} - {None}
    assert kinds == {"hunger", "no_roof", "violence", "suicide"}
