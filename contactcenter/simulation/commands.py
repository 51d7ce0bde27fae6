"""`okienko simulate-calls`: made-up callers on the line, now or on a simulated day.

Exit codes: 0 done, 1 the content has faults, 2 the input is not usable or nothing runs here.
"""

from __future__ import annotations

import argparse
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event
from typing import Any

from contactcenter.settings import Settings
from contactcenter.simulation.marks import MOST_CALLERS
from shared.cli import WELL, Stop, knowledge_in, print_json, say

FIRST_MINUTE = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)  # a Monday, half past seven in the city
DAY_MINUTES, NOW_MINUTES = 600, 10
MOST_MINUTES, MOST_AGENTS = 24 * 60, 50
USUAL_AGENTS = 3


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What may be said."""
    command.add_argument("--callers", default="30", metavar="N", help="how many; 30")
    command.add_argument("--seed", default="7", metavar="S", help="the same seed, the same callers")
    command.add_argument("--clock", choices=("virtual", "real"), default="virtual")
    command.add_argument("--minutes", metavar="M", help="within how many they call")
    command.add_argument(
        "--agents", default="auto", metavar="auto|none|N", help="made-up agents who take the calls"
    )
    command.add_argument("--journal", action="store_true", help="all that happened, line by line")
    command.add_argument("--folder", metavar="FOLDER", help="content other than our own (virtual)")
    command.add_argument("--json", action="store_true", help="for machines")
    command.add_argument("--remove", action="store_true", help="remove the calls made so")


def run_simulation(arguments: argparse.Namespace, settings: Callable[[], Settings]) -> int:
    """One run of the command; `settings`: those of the center that runs here."""
    if arguments.remove:
        return _remove(settings())
    return _virtual(arguments) if arguments.clock == "virtual" else _real(arguments, settings())


def _virtual(arguments: argparse.Namespace) -> int:
    from contactcenter.simulation.callers import draw
    from contactcenter.simulation.day import live_through
    from contactcenter.simulation.told import lines_of, summary

    seed, count = _whole(arguments.seed, "--seed", 0, 2**31), _callers(arguments)
    minutes = _minutes(arguments, DAY_MINUTES)
    knowledge = knowledge_in(arguments.folder)
    callers = draw(seed, count, FIRST_MINUTE, minutes * 60)
    told = live_through(knowledge, callers, FIRST_MINUTE, _agents(arguments), seed)
    if arguments.json:
        print_json({"counts": told.counts, "calls": told.calls, "tasks": told.tasks})
        return WELL
    for line in lines_of(told.journal) if arguments.journal else ():
        say(line)
    for line in summary(told.counts, told.figures, told.calls, told.tasks):
        say(line)
    return WELL


def _real(arguments: argparse.Namespace, settings: Settings) -> int:
    from contactcenter.simulation.running import NotRunning, run

    wanted = {
        "seed": str(_whole(arguments.seed, "--seed", 0, 2**31)),
        "callers": str(_callers(arguments)),
        "seconds": str(_minutes(arguments, NOW_MINUTES) * 60),
        "is_always_open": "true" if settings.telephony.is_always_open else "false",
    }
    tell = print_json if arguments.json else _tell
    try:
        with _until_stopped() as stop:
            run(settings, wanted, _agents(arguments), tell, stop)
    except NotRunning as fault:
        raise Stop(f"simulate-calls: {fault}") from None
    return WELL


def _remove(settings: Settings) -> int:
    from contactcenter.simulation.running import NotRunning, clear

    try:
        removed = clear(settings)
    except NotRunning as fault:
        raise Stop(f"simulate-calls: {fault}") from None
    say(f"{removed.calls} made-up calls removed, {removed.going_on} still going on.")
    return WELL


def _tell(told: dict[str, Any]) -> None:
    counts = told["counts"]
    parts = ("to_come", "on_the_line", "talks", "gave_up", "left_message", "called_back")
    say(", ".join(f"{part.replace('_', ' ')} {counts.get(part, 0)}" for part in parts))


@contextmanager
def _until_stopped() -> Iterator[Event]:
    """Set by Ctrl-C or SIGTERM: then everybody hangs up."""
    stop = Event()
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: stop.set()) for number in numbers]
    try:
        yield stop
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _callers(arguments: argparse.Namespace) -> int:
    return _whole(arguments.callers, "--callers", 1, MOST_CALLERS)


def _agents(arguments: argparse.Namespace) -> int:
    if arguments.agents in {"auto", "none"}:
        return USUAL_AGENTS if arguments.agents == "auto" else 0
    return _whole(arguments.agents, "--agents", 0, MOST_AGENTS)


def _minutes(arguments: argparse.Namespace, usual: int) -> int:
    if arguments.minutes is None:
        return usual
    return _whole(arguments.minutes, "--minutes", 1, MOST_MINUTES)


def _whole(written: str, name: str, least: int, most: int) -> int:
    if not (written.isascii() and written.isdecimal() and least <= int(written) <= most):
        raise Stop(f"{name}: {written} is not a whole number from {least} to {most:,}")
    return int(written)
