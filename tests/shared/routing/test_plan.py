"""Fewest doors, shortest round, arrival, needs: against the slowest ways to find them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime
from itertools import combinations, pairwise, permutations

import msgspec
import pytest

from shared.catalog.gazetteer import Position
from shared.catalog.model import (
    Accessibility,
    Address,
    Application,
    Channel,
    Location,
    Organization,
    ScheduleEntry,
    Service,
    Where,
)
from shared.catalog.schedule import CITY_ZONE
from shared.routing.journey import Journey, straight_m, way_between
from shared.routing.place import Placer
from shared.routing.plan import plan
from shared.routing.route import route, route_all
from shared.text import Text
from tests.tally import count

AT = datetime(2026, 11, 24, 10, tzinfo=CITY_ZONE)
START = Position(51.7768, 19.4547)
OFFICE = ScheduleEntry(
    days=("mon", "tue", "wed", "thu", "fri"), opens="08:00", closes="16:00", last_client="15:30"
)
AGENCY = Organization(
    id="mops", names=Text(pl="MOPS"), summary=Text(pl="Pomaga."), status="verified",
    source="strona", checked_on=date(2026, 11, 1),
)  # fmt: skip


def point(place_id: str, lat: float = 51.76, lon: float = 19.45, **more: object) -> Location:
    given = {"schedule": (OFFICE,), "checked_on": date(2026, 11, 1), "status": "verified"} | more
    return Location(
        id=place_id, organization="mops", names=Text(pl=place_id), source="strona",
        address=Address(street=f"ul. {place_id} 1"), lat=lat, lon=lon, position="approximate",
        **given,
    )  # fmt: skip


def matter(service_id: str, *places: str, rule: str = "any", organization: str = "mops") -> Service:
    return Service(
        id=service_id, kind="entitlement", safety_sensitive=False, topic="money", order=1,
        names=Text(pl=service_id), summary=Text(pl="x"), description=Text(pl="x"),
        organization=organization, legal_basis=(), where=Where(rule=rule, locations=places),
        status="verified", source="strona", checked_on=date(2026, 11, 1),
    )  # fmt: skip


def some_city(chance: random.Random) -> dict[str, Location]:
    names = [f"p{number}" for number in range(7)]
    spots = [(chance.uniform(51.70, 51.84), chance.uniform(19.36, 19.60)) for _ in names]
    return {name: point(name, *spot) for name, spot in zip(names, spots, strict=True)}


def test_no_smaller_set_of_doors_and_no_shorter_round_is_found_by_trying_everything() -> None:
    chance = random.Random(11)
    for _ in range(count(25, 400)):
        city = some_city(chance)
        matters = [
            matter(f"s{number}", *chance.sample(sorted(city), chance.randint(1, 4)))
            for number in range(chance.randint(1, 5))
        ]
        journey = Journey(at=AT.replace(hour=6), here=START)  # nothing is open: only ways count
        found = plan(route_all(matters, {"mops": AGENCY}, city, journey), journey)
        used = [stop.placement.location.id for stop in found.stops]
        assert all(set(one.where.locations) & set(used) for one in matters)
        assert sorted(s for stop in found.stops for s in stop.service_ids) == sorted(
            one.id for one in matters
        )
        assert (len(used), found.straight_m) == slowest(matters, city)


def slowest(matters: list[Service], city: dict[str, Location]) -> tuple[int, int]:
    """The fewest doors and the shortest way over them, by trying every order of every set."""
    for size in range(1, len(city) + 1):
        enough = [
            order
            for chosen in combinations(sorted(city), size)
            if all(set(one.where.locations) & set(chosen) for one in matters)
            for order in permutations(chosen)
        ]
        if enough:
            return size, min(length([city[name] for name in order]) for order in enough)
    raise AssertionError("no set of doors is enough")


def length(order: list[Location]) -> int:
    points = [START, *(Position(one.lat or 0, one.lon or 0) for one in order)]
    return sum(straight_m(a, b) for a, b in pairwise(points))


def test_each_door_is_told_open_or_closed_for_the_time_one_gets_there() -> None:
    city = {"near": point("near", 51.7768, 19.4600), "far": point("far", 51.70, 19.60)}
    journey = Journey(at=AT.replace(hour=15), here=START)
    matters = [matter("one", "near"), matter("two", "far")]
    found = plan(route_all(matters, {"mops": AGENCY}, city, journey), journey)
    assert [stop.opening.state for stop in found.stops] == ["open", "closed"]
    assert [stop.call_first for stop in found.stops] == [False, True]


def test_open_now_and_closed_on_arrival_is_closed() -> None:
    city = {"far": point("far", 51.70, 19.60)}
    journey = Journey(at=AT.replace(hour=15, minute=20), here=START)
    (door,) = Placer(city, journey).place(Where(rule="single", locations=("far",)))
    assert door.opening.state == "closed"
    assert door.arrive_at is not None
    assert door.arrive_at > AT.replace(hour=15, minute=30)


def test_where_any_place_will_do_one_open_on_arrival_comes_before_a_nearer_shut_one() -> None:
    shut = ScheduleEntry(days=("mon",), opens="08:00", closes="16:00")
    city = {"near": point("near", 51.7769, 19.4550, schedule=(shut,)), "far": point("far")}
    found = Placer(city, Journey(at=AT, here=START)).place(
        Where(rule="any", locations=("near", "far"))
    )
    assert [door.location.id for door in found] == ["far", "near"]
    assert found[1].opening.state == "closed"


def test_what_a_person_needs_comes_before_what_is_near() -> None:
    steps, flat = Accessibility(step_free="no"), Accessibility(step_free="yes")
    city = {
        "steps": point("steps", 51.7769, 19.4550, accessibility=steps),
        "nobody_looked": point("nobody_looked", 51.77, 19.45),
        "flat": point("flat", 51.70, 19.60, accessibility=flat),
    }
    journey = Journey(at=AT, here=START, needs=frozenset({"step_free"}))
    found = Placer(city, journey).place(Where(rule="any", locations=tuple(city)))
    assert [door.location.id for door in found] == ["flat", "nobody_looked", "steps"]
    assert [door.needs for door in found] == [
        (("step_free", "yes"),), (("step_free", "unknown"),), (("step_free", "no"),),
    ]  # fmt: skip


@pytest.mark.parametrize(("closes", "answer"), [("16:00", "no"), ("18:00", "yes")])
def test_evening_hours_are_hours_after_five(closes: str, answer: str) -> None:
    entry = ScheduleEntry(days=("tue",), opens="08:00", closes=closes)
    city = {"one": point("one", schedule=(entry,))}
    journey = Journey(at=AT, needs=frozenset({"evening", "uk"}))
    (door,) = Placer(city, journey).place(Where(rule="single", locations=("one",)))
    assert dict(door.needs) == {"evening": answer, "uk": "unknown"}


def test_the_way_is_longer_than_the_straight_line_and_told_in_steps_of_five_minutes() -> None:
    way = way_between(START, Position(51.7858, 19.4547))  # a thousand meters to the north
    assert (way.straight_m, way.walk_minutes, way.minutes) == (1000, 25, 25)
    across = way_between(START, Position(51.70, 19.60))
    assert across.minutes < across.walk_minutes
    assert across.walk_minutes % 5 == 0


def test_what_saves_the_trip_is_told_the_telephone_first() -> None:
    channels = tuple(Channel(kind, Text(pl=kind)) for kind in ("in_person", "post", "phone"))
    service = matter("one", "near")
    applied = Application(text=Text(pl="Złóż wniosek."), channels=channels)
    service = msgspec.structs.replace(service, application=applied)
    city = {"near": point("near")}
    found = route(service, {"mops": AGENCY}, Placer(city, Journey(at=AT)))
    assert [channel.kind for channel in found.instead] == ["phone", "post"]
    assert found.is_sure_to_be_let_in
    assert found.ask is None


def test_a_matter_without_a_door_is_named_and_lengthens_nothing() -> None:
    journey = Journey(at=AT, here=START)
    found = plan(route_all([matter("none")], {"mops": AGENCY}, {}, journey), journey)
    assert (found.stops, found.elsewhere, found.straight_m) == ((), ("none",), 0)


def test_without_social_welfare_the_front_desk_holds_two_agencies_together() -> None:
    agencies = {"pup": AGENCY, "css": AGENCY}
    matters = [matter("one", "near", organization="pup"), matter("two", "near", organization="css")]
    journey = Journey(at=AT)
    found = plan(route_all(matters, agencies, {"near": point("near")}, journey), journey)
    assert found.coordinator == ("opiekun", "lckm")


def test_ten_doors_in_ten_places_are_put_in_order_nearest_next() -> None:
    city = {f"p{n}": point(f"p{n}", 51.70 + n / 100, 19.45) for n in range(10)}
    matters = [matter(f"s{n}", f"p{n}") for n in range(10)]
    journey = replace(Journey(at=AT), here=Position(51.69, 19.45))
    found = plan(route_all(matters, {"mops": AGENCY}, city, journey), journey)
    assert [stop.placement.location.id for stop in found.stops] == list(city)
