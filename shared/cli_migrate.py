"""`okienko migrate`: the newest schema, or the whole installation in another database.

Exit codes: 0 done and both balance, 1 they do not, 2 nothing was done.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.cli import WELL, Stop, say

if TYPE_CHECKING:
    from shared.store import Store
    from shared.store.move import Line

Parts = Any  # what argparse gives out for subcommands has no public name
UNBALANCED = 1
DATABASE = "OKIENKO_DATABASE_URL"


def add_migrate(parts: Parts) -> None:
    """`okienko migrate [--from URL] [--to URL] [--while-running] [--anew]`."""
    command = parts.add_parser(
        "migrate", help="bring a database to the newest schema, or move an installation into it"
    )
    where = "as sqlite:///…, postgresql://…, or @FILE that holds it"
    command.add_argument("--to", metavar="URL", help=f"{where}; {DATABASE} by default")
    command.add_argument(
        "--from", dest="source", metavar="URL", help="what is moved, table by table"
    )
    command.add_argument(
        "--while-running",
        action="store_true",
        help="move what is there while the source is in use; once more, without, when it stands",
    )
    command.add_argument(
        "--anew", action="store_true", help="throw away what earlier tries brought into the target"
    )
    command.set_defaults(run=run_migrate)


def run_migrate(arguments: argparse.Namespace) -> int:
    """`okienko migrate`."""
    from sqlalchemy.exc import SQLAlchemyError

    target = store_at(arguments.to)
    try:
        if arguments.source is None:
            return _migrate(target)
        source = store_at(arguments.source)
        try:
            return _move(source, target, arguments)
        finally:
            source.close()
    except SQLAlchemyError as fault:  # its text may quote a row
        raise Stop(f"the database does not do it: {type(fault).__name__}") from None
    finally:
        target.close()


def _migrate(target: Store) -> int:
    from shared import migrations

    target.migrate()
    say(f"The schema is {migrations.HEAD}.")
    return WELL


def _move(source: Store, target: Store, arguments: argparse.Namespace) -> int:
    from shared.store.move import Unfit, is_in_use, move

    is_running = bool(arguments.while_running)
    if not is_running and is_in_use(source):
        raise Stop("the source is in use: stop what uses it first, or say --while-running")
    try:
        lines = move(source, target, is_anew=arguments.anew, is_last=not is_running, tell=_tell)
    except Unfit as fault:
        raise Stop(str(fault)) from None
    if not all(line.is_balanced for line in lines):
        say("It does not balance. Run the same once more.")
        return UNBALANCED
    if is_running or is_in_use(source):
        say("It balances as of now. Stop what uses the source, and run it without --while-running.")
        return WELL if is_running else UNBALANCED
    say("All is there: every table of the source is in the target, row by row.")
    return WELL


def _tell(line: Line) -> None:
    mark = "balances" if line.is_balanced else "DIFFERS"
    counts = f"{line.source.rows:>9} {line.target.rows:>9}"
    say(f"{line.table:<22} {counts}  {line.source.checksum[:12]}  {mark}")


def store_at(url: str | None) -> Store:
    """The store of an address, of the one in a file, or of the environment's. Raises Stop."""
    from sqlalchemy.exc import ArgumentError

    from shared.store import open_store

    given = url or os.environ.get(DATABASE, "")
    try:
        if given.startswith("@"):
            given = Path(given[1:]).read_text(encoding="utf-8").strip()
        if not given:
            raise Stop(f"say which database: --to, or {DATABASE}")
        return open_store(given)
    except OSError as fault:
        raise Stop(f"{given[1:]}: {fault.strerror}") from None
    except ArgumentError:  # it may hold a password, so it is not quoted
        raise Stop("that is no address of a database") from None
