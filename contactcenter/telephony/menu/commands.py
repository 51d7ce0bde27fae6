"""`okienko menu`: the telephone menu as a text, for whoever checks what callers hear.

Exit codes: 0 printed, 1 the content has faults, 2 the input is not usable.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from contactcenter.telephony.menu.hours import line
from contactcenter.telephony.menu.picture import picture
from contactcenter.telephony.menu.scene import Scene
from contactcenter.telephony.menu.voice import SPOKEN
from shared.cli import WELL, Stop, knowledge_in, say
from shared.clock import SystemClock
from shared.web.translate import Translator, rooms_of

LOCALES = Path(__file__).parents[2] / "locales"
ENDING = "200"  # of a caller's number that can be seen


def add_menu(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    menu = commands.add_parser("menu", help="what callers of the line hear, key by key")
    menu.add_argument("--language", default="pl", metavar="LANG", help=", ".join(SPOKEN))
    menu.add_argument("--closed", action="store_true", help="when nobody answers")
    menu.add_argument("--folder", metavar="FOLDER", help="content other than our own")
    menu.set_defaults(run=run_menu)


def run_menu(arguments: argparse.Namespace) -> int:
    """`okienko menu`: every node, what is said at it, and where its keys lead."""
    if arguments.language not in SPOKEN:
        raise Stop(f"--language {arguments.language}: one of {', '.join(SPOKEN)}")
    scene = scene_of(arguments.folder, arguments.language, SystemClock().now())
    if line().status == "to_confirm":
        say("The line's own hours are not confirmed yet.")
    if line().notice == "to_confirm":
        say("What callers hear about their data is not confirmed yet.")
    say("Everywhere: 0 a person, 9 again, 9 9 cannot speak, * language.")
    for one in picture(replace(scene, is_open=not arguments.closed)):
        say(one)
    return WELL


def scene_of(folder: str | None, language: str, at: datetime) -> Scene:
    """A call from a number that can be seen. Raises Stop for content with faults."""
    translator = Translator(rooms_of(LOCALES))
    return Scene("call", language, at, knowledge_in(folder), translator.say, number_ending=ENDING)
