"""Hours against the slowest way to tell them: minute by minute, by the clock on the wall.

The naive evaluator shares no code with the product: its own holidays, its own clock, no stretches.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shared.catalog.model import Address, Location, ScheduleEntry, ScheduleException, Window
from shared.catalog.schedule import opening
from shared.text import Text
from tests.tally import count, tally

WARSAW = ZoneInfo("Europe/Warsaw")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = ("00:00", "01:30", "02:00", "02:30", "03:00", "06:00", "08:00", "09:30", "12:00", "13:00",
         "15:30", "16:00", "18:00", "20:00", "22:00")  # fmt: skip
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
MINUTES = 365 * 24 * 60
MINUTE = timedelta(minutes=1)
HOLIDAYS = {
    (1, 1), (1, 6), (4, 5), (4, 6), (5, 1), (5, 3), (5, 24), (6, 4), (8, 15), (11, 1), (11, 11),
    (12, 24), (12, 25), (12, 26),
}  # fmt: skip


def furthest(at: datetime) -> tuple[date, str]:
    """The latest day and hour the clock on the wall has shown so far."""
    wall = at.astimezone(WARSAW)
    return wall.date(), "02:59" if wall.fold else f"{wall:%H:%M}"


def shut_on_holidays(entry: ScheduleEntry, day: date) -> bool:
    always = len(entry.days) == 7 and entry.opens == "00:00" and entry.closes == "24:00"
    return (day.month, day.day) in HOLIDAYS and not entry.holidays and not always


def in_season(season: Window | None, day: date) -> bool:
    if season is None:
        return True
    month_day = f"{day.month:02}-{day.day:02}"
    after, before = month_day >= season.from_, month_day <= season.to
    return (after and before) if season.from_ <= season.to else (after or before)


def lets_in(day: date, opens: str, closes: str, last: str | None, shown: tuple[date, str]) -> bool:
    """Whether hours that begin on `day` let somebody in when the clock has shown `shown`."""
    next_day = day + timedelta(days=1)
    ends = [closes] if last is None else [closes, last]
    is_over = any(
        shown
        >= ((next_day, "00:00") if end == "24:00" else (day if end > opens else next_day, end))
        for end in ends
    )
    return shown >= (day, opens) and not is_over


def naive(place: Location, at: datetime) -> str:
    shown = furthest(at)
    today = shown[0]
    if place.closed_from is not None and today >= place.closed_from:
        return "closed"
    unknown = False
    for day in (today - timedelta(days=1), today):
        told = [one for one in place.exceptions if one.from_ <= day <= one.to]
        told = [one for one in told if one.checked_on == max(two.checked_on for two in told)]
        if told:
            hours = [(one.opens, one.closes, one.last_client) for one in told]
            checked, shut = told[0].checked_on, any(one.opens is None for one in told)
        else:
            hours = [
                (one.opens, one.closes, one.last_client)
                for one in place.schedule
                if DAYS[day.weekday()] in one.days
                and in_season(one.season, day)
                and not shut_on_holidays(one, day)
            ]
            checked, shut = place.checked_on, False
        if shut:
            continue
        fits = any(lets_in(day, o, c, last, shown) for o, c, last in hours if o and c)
        if (today - checked).days <= 180:
            if fits:
                return "open"
        elif fits or day == today:
            unknown = True
    return "unknown" if unknown else "closed"


def some_place(seed: int) -> Location:
    chance = random.Random(seed)
    entries = [some_hours(chance) for _ in range(chance.randint(1, 3))]
    return Location(
        id="point",
        organization="mops",
        names=Text(pl="Punkt"),
        address=Address(street="ul. Prosta 1"),
        status="verified",
        source="strona",
        checked_on=date(2026, 1, 1) + timedelta(days=chance.randint(-60, 200)),
        schedule=tuple(entries),
        exceptions=tuple(some_exception(chance) for _ in range(chance.randint(0, 4))),
        closed_from=date(2026, 10, 27) if chance.random() < 0.2 else None,
    )


def some_hours(chance: random.Random) -> ScheduleEntry:
    opens, closes = chance.sample(HOURS, 2)
    closes = chance.choice([closes, closes, "24:00"])
    return ScheduleEntry(
        days=tuple(day for day in DAYS if chance.random() < 0.7) or ("sun",),
        opens="00:00" if closes == "24:00" and chance.random() < 0.5 else opens,
        closes=closes,
        last_client=some_last_client(chance, opens, closes),
        holidays=chance.random() < 0.3,
        season=Window(from_="12-01", to="03-15") if chance.random() < 0.2 else None,
    )


def some_last_client(chance: random.Random, opens: str, closes: str) -> str | None:
    between = [hour for hour in HOURS if opens < hour < closes]
    return chance.choice(between) if between and chance.random() < 0.4 else None


def some_exception(chance: random.Random) -> ScheduleException:
    begins = date(2026, 1, 1) + timedelta(days=chance.randint(0, 360))
    if chance.random() < 0.3:
        begins = chance.choice([date(2026, 3, 28), date(2026, 10, 24), date(2026, 12, 23)])
    opens, closes = chance.sample(HOURS, 2) if chance.random() < 0.6 else (None, None)
    return ScheduleException(
        from_=begins,
        to=begins + timedelta(days=chance.choice([0, 0, 1, 9])),
        source="kartka na drzwiach",
        checked_on=begins - timedelta(days=chance.choice([0, 3, 200])),
        opens=opens,
        closes=closes,
        last_client=some_last_client(chance, opens, closes) if opens and closes else None,
    )


def moments(chance: random.Random, per_day: int) -> Iterator[datetime]:
    """Every minute of the year in the proof; otherwise some of every day, and the turned clocks."""
    if count(0, 1):
        yield from (FIRST + number * MINUTE for number in range(MINUTES))
        return
    for day in range(365):
        for _ in range(per_day):
            yield FIRST + timedelta(days=day, minutes=chance.randrange(24 * 60))
    for turned in (datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC)):
        yield from (turned + number * 10 * MINUTE for number in range(40))


@pytest.mark.proof
def test_a_year_minute_by_minute_has_no_difference() -> None:
    asked, states = 0, set()
    for seed in range(count(10, 4)):
        place = some_place(seed)
        for at in moments(random.Random(seed), 2):
            said, counted = opening(place, at).state, naive(place, at)
            assert said == counted, f"place {seed} at {at}: {said}, by the minute {counted}"
            asked += 1
            states.add(said)
    assert states == {"open", "closed", "unknown"}
    tally("opening hours, minute by minute", places=count(10, 4), minutes=asked, differences=0)


@pytest.mark.proof
def test_until_when_and_from_when_again_are_the_next_minutes_that_differ() -> None:
    chance, asked = random.Random(5), 0
    for seed in range(count(30, 300)):
        place = some_place(seed)
        at = FIRST + timedelta(minutes=chance.randrange(MINUTES - 20 * 24 * 60))
        said = opening(place, at)
        told = said.until_at if said.state == "open" else said.opens_at
        if told is None or told - at > timedelta(days=4):
            continue
        asked += 1
        last = told.astimezone(UTC) - MINUTE
        between = {naive(place, at + number * MINUTE) for number in range((last - at) // MINUTE)}
        assert between <= {said.state}, f"place {seed} at {at}"
        is_other = naive(place, told.astimezone(UTC))
        assert is_other == "open" if said.state == "closed" else is_other != "open", (seed, at)
    assert asked > count(8, 80)
