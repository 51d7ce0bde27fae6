"""Where to go: by district, by distance, past closed doors, and always with a reason."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from shared.catalog.model import Address, District, Location, Where, WhereRule
from shared.catalog.schedule import CITY_ZONE
from shared.routing.place import DISTRICTS, Placement, Position, distance_m, place
from shared.text import Text

AT = datetime(2026, 11, 23, 10, tzinfo=CITY_ZONE)
PLAC_WOLNOSCI = Position(51.7768, 19.4547)


def point(
    location_id: str,
    *districts: District,
    lat: float | None = None,
    lon: float | None = None,
    closed_from: date | None = None,
    successor: str | None = None,
) -> Location:
    return Location(
        id=location_id,
        organization="mops",
        names=Text(pl=f"Punkt {location_id}"),
        address=Address(street="ul. Prosta 1"),
        status="verified",
        source="strona",
        checked_on=date(2026, 11, 1),
        lat=lat,
        lon=lon,
        position=None if lat is None else "approximate",
        districts=districts,
        closed_from=closed_from,
        successor=successor,
    )


NORTH = point("north", "baluty", lat=51.8025, lon=19.3682)
CENTER = point("center", "srodmiescie", "polesie", lat=51.7593, lon=19.4571)
SOUTH = point("south", "gorna", lat=51.7182, lon=19.4860)
CLOSED = point(
    "closed", "polesie", lat=51.75, lon=19.41, closed_from=date(2023, 1, 20), successor="south"
)
CITY = {location.id: location for location in (NORTH, CENTER, SOUTH, CLOSED)}


def go(
    rule: WhereRule,
    *ids: str,
    district: str | None = None,
    position: Position | None = None,
    city: dict[str, Location] = CITY,
) -> tuple[Placement, ...]:
    where = Where(rule=rule, locations=ids)
    return place(where, city, district=district, position=position, at=AT)


def ids(placements: tuple[Placement, ...]) -> list[str]:
    return [placement.location.id for placement in placements]


def test_by_district_sends_to_the_point_of_the_district_only() -> None:
    (found,) = go("by_district", "north", "center", "south", district="srodmiescie")
    assert found.location == CENTER
    assert found.reason.pl == "Obsługuje dzielnicę Śródmieście."
    assert found.serves_district


def test_by_district_without_a_district_shows_all_and_says_it_depends() -> None:
    found = go("by_district", "north", "center", "south")
    assert ids(found) == ["north", "center", "south"]
    assert {placement.reason.en for placement in found} == {
        "The right place depends on where you live."
    }


def test_where_a_person_stands_does_not_say_where_they_live() -> None:
    found = go("by_district", "north", "center", position=PLAC_WOLNOSCI)
    assert ids(found) == ["center", "north"]
    assert not any(placement.serves_district for placement in found)


def test_a_district_nobody_serves_shows_all() -> None:
    assert ids(go("by_district", "north", "center", district="widzew")) == ["north", "center"]


def test_the_nearest_comes_first_and_the_distance_is_called_approximate() -> None:
    found = go("nearest", "north", "south", "center", position=PLAC_WOLNOSCI)
    assert ids(found) == ["center", "north", "south"]
    assert found[0].distance_m == pytest.approx(1950, abs=30)
    told = "Stąd w linii prostej około 2,0 km, pieszo około 45 minut, z dojazdem około 35."
    assert found[0].reason.pl.endswith(told)
    said = "a straight line, about 45 minutes on foot, about 35 by tram or bus."
    assert found[0].reason.en.endswith(said)


def test_the_own_district_comes_before_the_nearest() -> None:
    found = go("nearest", "center", "south", district="gorna", position=PLAC_WOLNOSCI)
    assert ids(found) == ["south", "center"]


def test_a_short_way_is_told_in_steps_of_fifty_meters() -> None:
    near = point("near", lat=51.7790, lon=19.4547)
    (found,) = go("nearest", "near", position=PLAC_WOLNOSCI, city={"near": near})
    assert found.distance_m == 240
    assert found.reason.pl.endswith("około 250 m, pieszo około 10 minut.")
    assert found.reason.uk is not None
    assert "250 м," in found.reason.uk


def test_a_place_that_is_not_on_the_map_has_no_distance_and_comes_last() -> None:
    lost = point("lost")
    found = go("any", "lost", "north", position=PLAC_WOLNOSCI, city={**CITY, "lost": lost})
    assert ids(found) == ["north", "lost"]
    assert found[1].distance_m is None
    assert distance_m(PLAC_WOLNOSCI, lost) is None


def test_a_closed_place_is_replaced_and_the_reason_says_so() -> None:
    found = go("any", "north", "closed")
    assert ids(found) == ["north", "south"]
    assert found[1].replaces == "closed"
    assert "Zastępuje zamknięte miejsce: Punkt closed." in found[1].reason.pl


def test_the_successor_serves_the_districts_of_the_closed_place_too() -> None:
    (found,) = go("by_district", "north", "closed", district="polesie")
    assert (found.location.id, found.replaces) == ("south", "closed")


def test_a_successor_listed_itself_appears_once_and_replaces_nothing() -> None:
    found = go("any", "closed", "south")
    assert ids(found) == ["south"]
    assert found[0].replaces is None


def test_a_place_that_closes_later_still_stands() -> None:
    later = point("later", closed_from=date(2026, 11, 24), successor="south")
    assert ids(go("any", "later", city={**CITY, "later": later})) == ["later"]


def test_a_closed_place_without_a_successor_is_left_out() -> None:
    gone = point("gone", closed_from=date(2026, 1, 1))
    assert ids(go("any", "gone", "north", city={**CITY, "gone": gone})) == ["north"]


def test_the_only_place_is_shown_as_closed_rather_than_hidden() -> None:
    gone = point("gone", closed_from=date(2026, 1, 1))
    (found,) = go("single", "gone", city={"gone": gone})
    assert found.opening[:2] == ("closed", "shut_down")


def test_successors_that_point_at_each_other_do_not_go_round_for_ever() -> None:
    one = point("one", closed_from=date(2026, 1, 1), successor="two")
    two = point("two", closed_from=date(2026, 1, 1), successor="one")
    assert ids(go("any", "one", "north", city={**CITY, "one": one, "two": two})) == ["north"]


def test_a_single_place_has_one_reason_whatever_the_district() -> None:
    (found,) = go("single", "north", district="baluty")
    assert found.reason.en == "This is the one place that deals with it."


def test_every_district_of_the_city_has_a_polish_name() -> None:
    assert set(DISTRICTS) == {"baluty", "gorna", "polesie", "srodmiescie", "widzew"}
