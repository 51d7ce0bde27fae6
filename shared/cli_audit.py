"""`okienko audit`: whether the audit trail is whole.

Exit codes: 0 it is, 1 it is not, 2 the input is not usable. Reads OKIENKO_DATABASE_URL and the key
file OKIENKO_CITY_SECRET_FILE, or at a kiosk the one given with --key.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.cli import WELL, Stop, print_json, say

if TYPE_CHECKING:
    from shared.crypto import Ring
    from shared.store import Store
    from shared.store.chain import Anchor, Verdict

Parts = Any  # what argparse gives out for subcommands has no public name
BROKEN = 1
SECRET_FILE = "OKIENKO_CITY_SECRET_FILE"  # noqa: S105  # a name


def add_audit(parts: Parts) -> None:
    """`okienko audit verify [--anchors FILE] [--key FILE]`."""
    command = parts.add_parser("audit", help="the audit trail")
    verify = command.add_subparsers(metavar="PART", required=True).add_parser(
        "verify", help="follow the chain and name the first event that is not as it was written"
    )
    verify.add_argument(
        "--anchors",
        metavar="FILE",
        help="kept elsewhere: its last line must still be in the chain; the end is added to it",
    )
    verify.add_argument("--key", metavar="FILE", help=f"instead of {SECRET_FILE}")
    verify.add_argument("--json", action="store_true", help="for machines")
    verify.set_defaults(run=run_verify)


def run_verify(arguments: argparse.Namespace) -> int:
    """`okienko audit verify`: 0 when every event is where and as it was written."""
    from shared.store.chain import Chain

    anchors = Path(arguments.anchors) if arguments.anchors else None
    with opened(arguments.key) as (store, secret), store.read() as db:
        verdict = Chain(secret).follow(db, _latest(anchors))
    if verdict.broken is None and anchors is not None and verdict.head is not None:
        _note(anchors, verdict.head)
    if arguments.json:
        print_json(asdict(verdict))
    else:
        say(_in_words(verdict))
    return WELL if verdict.broken is None else BROKEN


@contextmanager
def opened(key_file: str | None = None) -> Iterator[tuple[Store, Ring]]:
    """The database and the keys the environment names. Raises Stop for what is not there."""
    import os

    from shared.store import open_store
    from shared.web.environment import Environment, SettingsFault

    variables = dict(os.environ)
    if key_file is not None:
        variables[SECRET_FILE] = key_file
    try:
        secret = Environment(variables).ring(SECRET_FILE)
        store = open_store(Environment(variables).text("OKIENKO_DATABASE_URL"))
    except SettingsFault as fault:
        raise Stop(str(fault)) from None
    try:
        yield store.keep_chain(secret), secret
    finally:
        store.close()


def _latest(anchors: Path | None) -> Anchor | None:
    """The last line of the file; None for no file, or one that is to begin."""
    from shared.store.chain import Anchor

    if anchors is None or not anchors.exists():
        return None
    lines = anchors.read_text(encoding="ascii", errors="replace").split()
    if not lines:
        return None
    position, _, link = lines[-1].partition(":")
    if not (position.isdecimal() and link):
        raise Stop(f"{anchors}: the last line is no anchor")
    return Anchor(int(position), link)


def _note(anchors: Path, head: Anchor) -> None:
    try:
        with anchors.open("a", encoding="ascii") as file:
            file.write(f"{head}\n")
    except OSError as error:
        raise Stop(f"{anchors}: {error.strerror}") from None


def _in_words(verdict: Verdict) -> str:
    older = f"; {verdict.older} older than the chain" if verdict.older else ""
    if verdict.pruned:
        older += f"; {verdict.pruned} before them were let go, their time being over"
    if verdict.broken is None:
        end = f"; it ends at {verdict.head}" if verdict.head else ""
        return f"{verdict.events} events, every one as it was written{older}{end}"
    where = f" at event {verdict.at_position}" if verdict.at_position else ""
    return f"broken{where}: {verdict.broken.replace('_', ' ')} ({verdict.events} events before it)"
