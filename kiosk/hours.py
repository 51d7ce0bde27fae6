"""Opening hours in words: days that are alike are named together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel.dates import get_day_names

from shared.bundle import Knowledge
from shared.catalog.model import ScheduleEntry
from shared.catalog.schedule import WEEKDAYS
from shared.web import wording
from shared.web.present import PlaceView


def weeks_of(
    knowledge: Knowledge, places: Iterable[PlaceView], language: str
) -> Mapping[str, tuple[str, ...]]:
    """The week of each place, by location id."""
    return {
        place.location_id: week(knowledge.locations[place.location_id].schedule, language)
        for place in places
    }


def week(schedule: Iterable[ScheduleEntry], language: str) -> tuple[str, ...]:
    """One line per stretch of the week: "pon.–pt. 8:00–13:00"."""
    return tuple(_line(entry, language) for entry in schedule)


def _line(entry: ScheduleEntry, language: str) -> str:
    names = get_day_names("abbreviated", locale=wording.babel_locale(language))
    note = f" ({entry.note.in_(language)})" if entry.note else ""
    days = ", ".join(_run(run, names) for run in _runs(entry.days))
    return f"{days} {entry.opens.removeprefix('0')}–{entry.closes.removeprefix('0')}{note}"


def _runs(days: Iterable[str]) -> list[list[int]]:
    """Weekday numbers in runs of neighbors."""
    runs: list[list[int]] = []
    for day in sorted(WEEKDAYS.index(day) for day in days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _run(run: list[int], names: Mapping[int, str]) -> str:
    if len(run) == 1:
        return names[run[0]]
    joint = "–" if len(run) > 2 else ", "
    return f"{names[run[0]]}{joint}{names[run[-1]]}"
