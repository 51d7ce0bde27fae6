"""`okienko simulate`: what the rules do to many households at once, and households to try it on.

Exit codes: 0 all well, 1 the content has faults, 2 the input is not usable.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.cli import WELL, Stop, knowledge_in, print_json, read_date, say

if TYPE_CHECKING:
    from shared.bundle.knowledge import Knowledge
    from shared.simulation.changed import Change
    from shared.simulation.columns import Columns

Commands = Any  # what argparse gives out for subcommands has no public name
MOST = 1_000_000


def add_simulate(commands: Commands) -> argparse.ArgumentParser:
    """`okienko simulate --households FILE [--set …]`, or `--generate N --out FILE`."""
    command: argparse.ArgumentParser = commands.add_parser(
        "simulate", help="what the rules do to many households at once"
    )
    command.add_argument(
        "--households", metavar="FILE", help="JSON, one household a line; - reads stdin"
    )
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PARAMETER=VALUE",
        help="before and after, as mops_criterion_single=1100; may be repeated",
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
    if (arguments.generate is None) == (arguments.households is None):
        raise Stop("simulate: say either --households FILE or --generate N")
    return _simulate(arguments) if arguments.generate is None else _generate(arguments)


def _simulate(arguments: argparse.Namespace) -> int:
    from shared.simulation.changed import with_changes
    from shared.simulation.run import run
    from shared.simulation.sums import totals
    from shared.simulation.told import Simulation, as_record, as_text

    if arguments.out is not None:
        raise Stop("simulate: --out belongs to --generate")
    on = read_date(arguments.on, None)
    knowledge = knowledge_in(arguments.folder)
    engine = knowledge.engine
    changes = _changes(arguments.set, knowledge, on)
    columns = _read(arguments.households, knowledge, on)
    before = totals(run(engine, columns, on), engine.relations)
    after = None
    if changes:
        changed = with_changes(engine.parameters, changes)
        after = totals(run(engine, columns, on, changed), engine.relations)
    found = Simulation(on, knowledge.content_hash, changes, before, after)
    if arguments.json:
        print_json(as_record(found))
    else:
        say(as_text(found, knowledge))
    return WELL


def _changes(written: Sequence[str], knowledge: Knowledge, on: date) -> tuple[Change, ...]:
    from shared.simulation.changed import BadChange, read_changes

    changes = read_changes(written, knowledge.parameters, on)
    if isinstance(changes, BadChange):
        raise Stop(f"--set {changes.written}: {changes.problem}; {changes.cure}")
    return changes


def _read(name: str, knowledge: Knowledge, on: date) -> Columns:
    """The households of a file. Raises Stop, naming the line and the answer that is not taken."""
    from shared.bundle.refused import in_words
    from shared.simulation.read import RefusedLine, read_lines

    try:
        with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as lines:
            columns = read_lines(lines, knowledge.facts, on)
    except OSError as error:
        raise Stop(f"{name}: {error.strerror}") from None
    if not isinstance(columns, RefusedLine):
        if not len(columns):
            raise Stop(f"{name}: there are no households in it")
        return columns
    if isinstance(columns.why, str):
        raise Stop(f"{name}: line {columns.line}: {columns.why}")
    problem, cure = in_words(columns.why, knowledge.facts)
    raise Stop(f"{name}: line {columns.line}: {columns.why.fact}: {problem}; {cure}")


def _generate(arguments: argparse.Namespace) -> int:
    import msgspec

    from shared.simulation.households import as_document, households

    if arguments.out is None:
        raise Stop("simulate: --generate needs --out FILE")
    if arguments.set:
        raise Stop("simulate: --set belongs to --households")
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
