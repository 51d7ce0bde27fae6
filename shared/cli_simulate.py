"""`okienko simulate`: what the rules do to many households at once, and households to try it on.

Exit codes: 0 all well, 1 the content has faults, 2 the input is not usable.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from shared.cli import WELL, Stop, knowledge_in, print_json, read_date, say

Commands = Any  # what argparse gives out for subcommands has no public name
MOST = 1_000_000


def add_simulate(commands: Commands) -> argparse.ArgumentParser:
    """`okienko simulate (--households FILE [--set PARAMETER=VALUE …] | --generate N --out FILE)`."""
    command: argparse.ArgumentParser = commands.add_parser(
        "simulate", help="what the rules do to many households at once"
    )
    command.add_argument("--generate", metavar="N", help="draw so many made-up households")
    command.add_argument("--seed", default="1", metavar="S", help="the same seed, the same ones")
    command.add_argument("--out", metavar="FILE", help="where to, one household a line; - is here")
    command.add_argument("--on", metavar="DATE", help="as 2026-11-22; today by default")
    command.add_argument("--folder", metavar="FOLDER", help="content other than our own")
    command.add_argument("--json", action="store_true", help="for machines")
    command.set_defaults(run=run_simulate)
    return command


def run_simulate(arguments: argparse.Namespace) -> int:
    """`okienko simulate`: households drawn, or the rules run over those of a file."""
    if arguments.generate is None:
        raise Stop("simulate: say --generate N and --out FILE")
    return _generate(arguments)


def _generate(arguments: argparse.Namespace) -> int:
    import msgspec

    from shared.simulation.households import as_document, households

    if arguments.out is None:
        raise Stop("simulate: --generate needs --out FILE")
    count, seed = _whole(arguments.generate, "--generate"), _whole(arguments.seed, "--seed")
    on = read_date(arguments.on, None)
    knowledge = knowledge_in(arguments.folder)
    drawn = households(knowledge, count, seed, on)
    is_here = arguments.out == "-"
    try:
        with nullcontext(sys.stdout.buffer) if is_here else Path(arguments.out).open("wb") as lines:
            for household in drawn:
                lines.write(msgspec.json.encode(as_document(household, knowledge.facts)) + b"\n")
    except OSError as error:
        raise Stop(f"{arguments.out}: {error.strerror}") from None
    if not is_here:
        _say_drawn(arguments, {"households": count, "seed": seed, "on": str(on)})
    return WELL


def _say_drawn(arguments: argparse.Namespace, drawn: dict[str, object]) -> None:
    if arguments.json:
        print_json({**drawn, "out": arguments.out})
    else:
        say("{households} made-up households as of {on}, seed {seed}".format(**drawn))


def _whole(written: str, name: str) -> int:
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= MOST):
        raise Stop(f"{name}: {written} is not a whole number from 1 to {MOST:,}")
    return int(written)
