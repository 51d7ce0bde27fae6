"""Hours and closures read out without an agent: never "open" where nobody has checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from contactcenter.telephony.menu import is_answered, next_opening
from contactcenter.telephony.menu.hours import line
from contactcenter.telephony.menu.offices import may_be_told, offices, points
from contactcenter.telephony.menu.opening import told
from contactcenter.telephony.menu.scene import Scene
from shared.bundle import Knowledge, know
from shared.catalog.model import Location, ScheduleEntry, ScheduleException
from shared.text import Text
from tests.city import real_knowledge
from tests.contactcenter.menu.callers import Caller, scene

CHECKED_ON = date(2026, 11, 1)
PLACE = "pps_rybna_18"
MOVED = "pps_olimpijska_7"


def with_place(**changes: object) -> Knowledge:
    """The city's content with one point changed: checked lately, open eight to four on weekdays."""
    plain = real_knowledge().locations[PLACE]
    weekdays = ScheduleEntry(("mon", "tue", "wed", "thu", "fri"), "08:00", "16:00")
    fresh = {"checked_on": CHECKED_ON, "schedule": (weekdays,), "status": "verified", **changes}
    place = msgspec.structs.replace(plain, **fresh)
    content = real_knowledge().content
    rest = tuple(place if one.id == PLACE else one for one in content.locations)
    return know(msgspec.structs.replace(content, locations=rest))


def heard(at: datetime, language: str = "pl", **changes: object) -> str:
    """What is read about the point at a moment."""
    one = replace(scene(at=at, language=language), knowledge=with_place(**changes))
    return " ".join(say.text for say in told(one, one.knowledge.locations[PLACE]))


def city(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 on the city's clock; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def exception(day: date, **hours: object) -> ScheduleException:
    return ScheduleException(from_=day, to=day, source="x", checked_on=CHECKED_ON, **hours)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (city(23, 10), "Teraz otwarte do szesnastej."),
        (city(23, 7), "Otwarte będzie dziś o ósmej."),
        (city(23, 18), "Otwarte będzie we wtorek, dwudziestego czwartego listopada, o ósmej."),
        (city(21, 10), "Otwarte będzie w poniedziałek, dwudziestego trzeciego listopada, o ósmej."),
        (city(11, 10), "Dziś jest święto, zamknięte."),
    ],
)
def test_open_closed_and_when_again(at: datetime, said: str) -> None:
    text = heard(at)
    assert said in text
    assert "Godziny: od poniedziałku do piątku, od ósmej do szesnastej." in text


def test_the_name_comes_with_the_street() -> None:
    assert heard(city(23, 10)).startswith("Punkt Pracy Socjalnej, ulica Rybna osiemnaście.")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("uk", "Зараз відчинено до шістнадцятої."),
        ("en", "Open now until four p.m."),
    ],
)
def test_in_other_languages(language: str, said: str) -> None:
    assert said in heard(city(23, 10), language)


def test_after_the_last_client_nobody_is_sent_there() -> None:
    entry = ScheduleEntry(("mon",), "08:00", "16:00", last_client="15:30")
    assert "Teraz przyjmują do piętnastej trzydzieści." in heard(city(23, 10), schedule=(entry,))
    assert "Dziś już nie przyjmują." in heard(city(23, 15, 45), schedule=(entry,))


def test_an_announced_closure_is_told_with_its_reason() -> None:
    shut = exception(date(2026, 11, 23), note=Text(pl="Szkolenie.", uk="Навчання.", en="Training."))
    text = heard(city(23, 10), exceptions=(shut,))
    assert "Teraz zamknięte." in text
    assert "Szkolenie." in text


def test_other_hours_of_one_day_hold() -> None:
    short = exception(date(2026, 11, 23), opens="08:00", closes="12:00")
    assert "Teraz otwarte do dwunastej." in heard(city(23, 10), exceptions=(short,))


def test_unchecked_hours_are_never_called_open() -> None:
    text = heard(city(23, 10), checked_on=date(2026, 5, 1))
    assert "otwarte" not in text.casefold()
    assert "zadzwonić" in text
    assert "cztery, dwa; sześć, osiem, pięć; cztery, trzy; pięć, zero" in text


def test_a_point_without_a_number_gives_its_agencys() -> None:
    assert "cztery, dwa;" in heard(city(23, 10), schedule=(), phones=())


def test_unconfirmed_hours_say_so() -> None:
    assert "potwierdzamy" in heard(city(23, 10), status="to_confirm")
    assert "potwierdzamy" not in heard(city(23, 10))


def test_always_open() -> None:
    week = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    assert "Otwarte całą dobę." in heard(
        city(23, 3), schedule=(ScheduleEntry(week, "00:00", "24:00"),)
    )


def test_a_point_that_moved_tells_where_to() -> None:
    one = scene()
    text = " ".join(say.text for say in told(one, one.knowledge.locations[MOVED]))
    assert "Zamiast niego jest: Punkt Pracy Socjalnej, ulica Sprinterów jedenaście." in text


def test_a_point_that_closed_for_good_says_so() -> None:
    text = heard(city(23, 10), closed_from=date(2026, 1, 1), successor=None)
    assert "zamknięte na stałe" in text


def test_points_that_follow_each_other_in_a_ring_end() -> None:
    text = heard(city(23, 10), closed_from=date(2026, 1, 1), successor=PLACE)
    assert "zapytać człowieka" in text


def test_places_for_people_in_danger_are_never_read_out() -> None:
    knowledge = real_knowledge()
    secret = {
        "franciszkanska_85",
        "kwietniowa_2_4",
        "dom_matki_broniewskiego_1a",
        "galczynskiego_7",
    }
    assert secret <= set(knowledge.locations)
    told_ids = {place.id for id_ in knowledge.organizations for place in points(knowledge, id_)}
    assert not told_ids & secret
    assert not any(may_be_told(knowledge, one) for one in (*secret, "nowhere", ""))


def test_every_point_of_every_agency_can_be_read_in_every_language() -> None:
    for language in ("pl", "uk", "en"):
        one = scene(language=language)
        for place in _all_points(one):
            assert told(one, place)


def _all_points(one: Scene) -> list[Location]:
    ids = one.knowledge.organizations
    return [place for id_ in ids for place in points(one.knowledge, id_)]


def test_agencies_with_the_most_services_come_first() -> None:
    names = [offer.name[0].text for offer in offices(scene(), ())]
    assert names[0] == "Pomoc społeczna w Łodzi"
    assert len(names) == len(set(names)) >= 8


def test_many_points_are_asked_for_by_district() -> None:
    caller = Caller(scene()).press("1", "4", "1")
    assert caller.at == "districts.mops"
    caller.press("3")
    assert "Sprinterów" in caller.text
    assert "Rybna" not in caller.text


class TestTheLinesOwnHours:
    def test_are_waiting_for_the_citys_word(self) -> None:
        assert line().status == "to_confirm"
        assert line().notice == "to_confirm"

    @pytest.mark.parametrize(
        ("at", "is_open"),
        [
            (city(23, 8), True),
            (city(23, 7, 59), False),
            (city(23, 15, 59), True),
            (city(23, 16), False),
            (city(24, 8, 30), False),
            (city(24, 16, 30), True),
            (city(21, 10), False),
            (city(11, 10), False),  # Independence Day
            (datetime(2026, 12, 24, 10, tzinfo=UTC), False),
            (datetime(2026, 7, 1, 6, tzinfo=UTC), True),  # eight in the city, in summer
            (datetime(2026, 7, 1, 14, tzinfo=UTC), False),
        ],
    )
    def test_hold_on_the_citys_clock(self, at: datetime, is_open: bool) -> None:
        assert is_answered(at) is is_open

    @pytest.mark.parametrize(
        ("at", "opens_at"),
        [
            (city(23, 7), city(23, 8)),
            (city(23, 12), city(24, 9)),
            (city(10, 18), city(12, 8)),
            (city(27, 17), city(30, 8)),
            (datetime(2026, 12, 23, 20, tzinfo=UTC), datetime(2026, 12, 28, 7, tzinfo=UTC)),
        ],
    )
    def test_open_again(self, at: datetime, opens_at: datetime) -> None:
        assert next_opening(at) == opens_at

    def test_lead_a_caller_who_is_too_late_to_what_there_is(self) -> None:
        caller = Caller(scene(is_open=None, at=city(23, 20))).press("1")
        assert caller.at == "closed"
        assert "Odbieramy we wtorek, od dziewiątej do siedemnastej." in caller.text
