"""A simulation in words, for whoever started it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contactcenter.queue.figures import Figures
from contactcenter.simulation.play import Entry
from shared.clock import CITY_ZONE

WORDS = {
    "dialed": "dialed",
    "pressed": "pressed keys",
    "spoke": "said something",
    "talks": "talks to an agent",
    "left_message": "leaves a message",
    "gave_up": "gave up waiting",
    "heard_enough": "heard enough and hung up",
    "said_goodbye": "said goodbye after a talk",
    "called_back": "is called back and answers",
    "ended": "the line ended the call",
}


def lines_of(journal: tuple[Entry, ...]) -> Iterator[str]:
    """The journal: one line each, city time."""
    for entry in journal:
        at = entry.at.astimezone(CITY_ZONE).strftime("%a %H:%M:%S")
        yield f"{at}  caller {entry.caller + 1:>3}  {WORDS[entry.what]}"


def summary(
    counts: Mapping[str, int], figures: Figures, calls: Mapping[str, int], tasks: Mapping[str, int]
) -> Iterator[str]:
    """What it came to."""
    dialed, called_back = counts.get("dialed", 0), counts.get("called_back", 0)
    yield f"Calls: {dialed} dialed, {called_back} callbacks answered."
    yield f"  how they ended: {_counted(calls)}"
    yield f"  who waited for a person: {_counted(tasks)}"
    yield (
        f"Line: {figures.offered} wanted a person, {figures.answered} answered"
        f" ({figures.answered_in_time} within 20 s), {figures.abandoned} gave up,"
        f" {figures.served_otherwise} served otherwise, {figures.still_waiting} wait."
    )
    yield f"  longest wait {figures.longest_wait_seconds:.0f} s, service level {_share(figures)}"


def _counted(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in numbers.items()) or "none"


def _share(figures: Figures) -> str:
    return "–" if figures.service_level is None else f"{figures.service_level:.0%}"
