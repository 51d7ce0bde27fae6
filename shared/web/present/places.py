"""A door to walk through: its address, its hours, and whether it is open, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from babel.dates import get_day_names

from shared.catalog.model import Location, ScheduleEntry
from shared.catalog.schedule import WEEKDAYS, Opening, to_city_time
from shared.routing.place import Placement
from shared.text import Phrase
from shared.web import wording
from shared.web.present.words import Words


@dataclass(frozen=True)
class PlaceView:
    """A door: which, why this one, and whether it is open now."""

    location_id: str
    name: Phrase
    address: str
    opening_state: str
    opening: str
    hours: tuple[str, ...]
    phones: tuple[str, ...]
    reason: Phrase | None
    distance: str | None
    map_reference: str | None
    serves_district: bool
    to_confirm: bool
    assignment: str = "certain"
    note: Phrase | None = None
    announced: Phrase | None = None
    needs: tuple[tuple[str, str], ...] = ()


def place_view(placement: Placement, words: Words) -> PlaceView:
    """One place to go, in words."""
    location = placement.location
    return PlaceView(
        location_id=location.id,
        name=words.read(location.names),
        address=_address(location),
        opening_state=placement.opening.state,
        opening=arrival_words(placement, words),
        hours=_hours(location, words),
        phones=tuple(phone.number for phone in location.phones),
        reason=words.read(placement.reason),
        distance=_distance(placement, words),
        map_reference=location.map_reference,
        serves_district=placement.serves_district,
        to_confirm=location.status == "to_confirm",
        assignment=placement.assignment,
        note=words.read(location.services_note) if location.services_note else None,
        announced=words.read(placement.opening.note) if placement.opening.note else None,
        needs=placement.needs,
    )


def arrival_words(placement: Placement, words: Words) -> str:
    """Whether one is let in on arrival; where nobody knows when that is, now."""
    opening, arrive_at = placement.opening, placement.arrive_at
    if arrive_at is None or opening.state == "unknown":
        return opening_words(opening, words)
    time = wording.clock_time(arrive_at, words.language)
    if opening.state == "open":
        return words.say("opening-then", time=time, said=opening_words(opening, words))
    if opening.opens_at is None:
        return words.say("closed-then", time=time)
    day = wording.long_date(to_city_time(opening.opens_at).date(), words.language)
    opens = wording.clock_time(opening.opens_at, words.language)
    return words.say("closed-then-next", time=time, day=day, opens=opens)


def opening_words(opening: Opening, words: Words) -> str:
    """Open until when, closed until when, or call first."""
    if opening.state == "unknown":
        return words.say("opening-unknown")
    if opening.state == "open":
        return _open_words(opening, words)
    if opening.opens_at is None:
        return words.say("opening-closed")
    day = wording.long_date(to_city_time(opening.opens_at).date(), words.language)
    time = wording.clock_time(opening.opens_at, words.language)
    return words.say("opening-closed-next", day=day, time=time)


def _open_words(opening: Opening, words: Words) -> str:
    if opening.until_at is None:
        return words.say("opening-always")
    key = "opening-last-client" if opening.why == "last_client" else "opening-open"
    return words.say(key, time=wording.clock_time(opening.until_at, words.language))


def _hours(location: Location, words: Words) -> tuple[str, ...]:
    """Each stretch of the week on a line of its own, then what the place says about its hours."""
    lines = [_entry_words(entry, words) for entry in location.schedule]
    if location.schedule_note:
        lines.append(str(words.read(location.schedule_note)))
    return tuple(lines)


def _entry_words(entry: ScheduleEntry, words: Words) -> str:
    line = f"{_days(entry.days, words)}: {entry.opens}–{entry.closes}"
    return f"{line} ({words.read(entry.note)})" if entry.note else line


def _days(days: Iterable[str], words: Words) -> str:
    names = get_day_names("abbreviated", locale=wording.babel_locale(words.language))
    numbers = sorted(WEEKDAYS.index(day) for day in days)
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{names[numbers[0]]} – {names[numbers[-1]]}"
    return ", ".join(names[number] for number in numbers)


def _address(location: Location) -> str:
    town = " ".join(filter(None, (location.address.postal_code, location.address.city)))
    return f"{location.address.street}, {town}"


def _distance(placement: Placement, words: Words) -> str | None:
    if placement.distance_m is None:
        return None
    return words.say("distance-about", meters=round(placement.distance_m, -2))
