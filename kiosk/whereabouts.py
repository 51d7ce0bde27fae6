"""Where the citizen lives and sets out from, as far as they said: an osiedle, never an address.

It is kept in the visit alone, under the name of a spot of the gazetteer, and goes with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.kiosk import kiosk, visit
from shared.catalog.gazetteer import Position
from shared.routing.journey import NEEDS, Journey, Need
from shared.routing.place import DISTRICTS
from shared.routing.whereabouts import find_by_id, journey_from

NO_ADDRESS, HERE = "no_address", "here"
ASKED_NEEDS: tuple[Need, ...] = ("step_free", "sign_language", "evening")


@dataclass(frozen=True)
class Choice:
    """One spot to touch."""

    id: str
    name: str
    is_chosen: bool


def journey() -> Journey:
    """The journey of the citizen before this screen, now."""
    citizen, room = visit(), kiosk()
    bare = Journey(
        at=room.clock.now(),
        here=kiosk_position() if citizen.home == HERE else None,
        district=citizen.district,
        has_address=citizen.home != NO_ADDRESS,
        needs=citizen.needs,
    )
    spot = find_by_id(room.knowledge.gazetteer, citizen.home) if citizen.home else None
    return journey_from(bare, spot) if spot else bare


def kiosk_position() -> Position | None:
    """Where this kiosk stands, if it was told and the place is on the map."""
    room = kiosk()
    place = room.knowledge.locations.get(room.settings.location_id or "")
    if place is None or place.lat is None or place.lon is None:
        return None
    return Position(place.lat, place.lon)


def say_home(said: str) -> bool:
    """Remember where the citizen lives; False for what is no spot. Nothing said is nothing known.

    A landmark is near the home, not around it: the district it lies in is not taken for theirs.
    """
    citizen = visit()
    spot = find_by_id(kiosk().knowledge.gazetteer, said)
    if spot is None and said not in ("", HERE, NO_ADDRESS):
        return False
    citizen.home = said or None
    lives_there = spot is not None and spot.kind in ("osiedle", "district")
    citizen.district = spot.district if spot and lives_there else None
    return True


def say_district(said: str | None) -> None:
    """Remember the part of the city; the osiedle stays if it lies in it."""
    citizen = visit()
    if said in DISTRICTS and citizen.district != said:
        say_home(said)
    elif said == "":
        say_home("")


def toggle_need(said: str) -> None:
    """One need more, or one less."""
    needs = frozenset(need for need in NEEDS if need == said)
    visit().needs ^= needs


def home_name() -> str | None:
    """The name of the spot the citizen chose."""
    citizen = visit()
    spot = find_by_id(kiosk().knowledge.gazetteer, citizen.home or "")
    return spot.name if spot else None


def osiedla() -> tuple[Choice, ...]:
    """The neighborhoods of the district that was chosen."""
    citizen = visit()
    listed = kiosk().knowledge.gazetteer.osiedla
    return tuple(
        Choice(one.id, one.name, one.id == citizen.home)
        for one in listed
        if one.district == citizen.district
    )


def landmarks() -> tuple[Choice, ...]:
    """What people say when they do not know the name of their neighborhood."""
    citizen, gazetteer = visit(), kiosk().knowledge.gazetteer
    return tuple(
        Choice(one.id, one.name, one.id == citizen.home)
        for one in gazetteer.landmarks
        if citizen.district in (None, gazetteer.district_at(Position(one.lat, one.lon)))
    )
