"""Whether a point is open, read aloud: never "open" where nobody has checked it lately."""

from __future__ import annotations

from datetime import datetime

from contactcenter.telephony.document import Say
from contactcenter.telephony.menu.scene import Scene
from contactcenter.telephony.menu.voice import message, name_and_address, read, sentence, voice
from shared.catalog.hours import hours_on, is_within
from shared.catalog.model import Location
from shared.catalog.schedule import Opening, opening, to_city_time

MOST_MOVES = 3  # a point that moved may have moved again


def told(scene: Scene, place: Location) -> tuple[Say, ...]:
    """Everything a caller should know before setting out to this point."""
    said = _ended(name_and_address(scene, place))
    for _ in range(MOST_MOVES):
        now = opening(place, scene.at)
        if now.why != "shut_down":
            return (*said, *_hours(scene, place, now))
        successor = scene.knowledge.locations.get(place.successor or "")
        if successor is None:
            return (*said, message(scene, "phone-place-shut"))
        place = successor
        said = (*said, message(scene, "phone-place-moved"), *_ended(name_and_address(scene, place)))
    return (*said, message(scene, "phone-place-ask"))


def _ended(said: tuple[Say, ...]) -> tuple[Say, ...]:
    """Names with a full stop after them."""
    return (*said[:-1], Say(sentence(said[-1].text), said[-1].language))


def _hours(scene: Scene, place: Location, now: Opening) -> tuple[Say, ...]:
    if now.state == "unknown":
        return _call_first(scene, place)
    said = _open(scene, now) if now.state == "open" else _closed(scene, now)
    note = (read(scene, now.note),) if now.note else ()
    doubt = (message(scene, "phone-to-confirm"),) if place.status == "to_confirm" else ()
    return (*said, *note, *_week(scene, place), *doubt)


def _call_first(scene: Scene, place: Location) -> tuple[Say, ...]:
    """Nobody knows: the number to ask before going there."""
    phones = place.phones or scene.knowledge.organizations[place.organization].phones
    if not phones:
        return (message(scene, "phone-place-unknown"), message(scene, "phone-place-ask"))
    number = voice(scene).phone(phones[0].number)
    return (
        message(scene, "phone-place-unknown"),
        message(scene, "phone-place-call", number=number),
    )


def _open(scene: Scene, now: Opening) -> tuple[Say, ...]:
    if now.until_at is None:
        return (message(scene, "phone-place-always"),)
    key = "phone-place-lets-in" if now.why == "last_client" else "phone-place-open"
    until = voice(scene).until(_hour(now.until_at))
    return (message(scene, key, until=until),)


def _closed(scene: Scene, now: Opening) -> tuple[Say, ...]:
    reasons = {"holiday": "phone-place-holiday", "last_client": "phone-place-no-more"}
    key = reasons.get(now.why, "phone-place-closed")
    if now.opens_at is None:
        return (message(scene, key),)
    return (message(scene, key), _opens(scene, now.opens_at))


def _opens(scene: Scene, opens_at: datetime) -> Say:
    """When it opens again: today, or on which day."""
    tongue, today = voice(scene), to_city_time(scene.at).date()
    at = tongue.at(_hour(opens_at))
    if opens_at.date() == today:
        return message(scene, "phone-place-opens-today", at=at)
    return message(scene, "phone-place-opens", day=tongue.day(opens_at.date()), at=at)


def _week(scene: Scene, place: Location) -> tuple[Say, ...]:
    """The usual hours, if they can be relied on."""
    today = to_city_time(scene.at).date()
    if not place.schedule or not hours_on(place, today, today).is_known:
        return ()
    entries = [e for e in place.schedule if e.season is None or is_within(e.season, today)]
    tongue = voice(scene)
    return tuple(
        message(
            scene,
            "phone-place-week",
            days=tongue.days(entry.days),
            hours=tongue.hours(entry.opens, entry.closes),
        )
        for entry in entries
    )


def _hour(at: datetime) -> str:
    return f"{at:%H:%M}"
