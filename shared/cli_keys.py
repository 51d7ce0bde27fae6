"""`okienko keys`: another secret for the city, one step at a time, without a closed window.

    okienko keys new      a new key is made known: restart every process
    okienko keys use      it becomes the one things are sealed under: restart every process
    okienko keys rotate   what lies under older ones is sealed anew; may be stopped and begun again
    okienko keys drop     older ones under which nothing lies any more are taken out
    okienko keys count    how many values lie under which key

Exit codes: 0 done, 1 something is left under an older key, 2 the input is not usable. Reads
OKIENKO_CITY_SECRET_FILE (32 bytes a key: current, founding, others) and OKIENKO_DATABASE_URL.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.cli import WELL, Stop, print_json, say
from shared.cli_audit import SECRET_FILE, opened

if TYPE_CHECKING:
    from shared.crypto import Ring
    from shared.intake.rotation import Count

Parts = Any  # what argparse gives out for subcommands has no public name
LEFT = 1
KEEP_RUNNING = "restart every process of the contact center now, one after another"


def add_keys(parts: Parts) -> None:
    """`okienko keys new|use|rotate|drop|count`."""
    command = parts.add_parser("keys", help="the city's secret: change it while the city works")
    steps = command.add_subparsers(metavar="STEP", required=True)
    for name, run, what in (
        ("new", run_new, "make another key known; nothing is sealed under it yet"),
        ("use", run_use, "seal under the newest key from now on"),
        ("rotate", run_rotate, "seal anew what lies under other keys"),
        ("drop", run_drop, "take out keys under which nothing lies"),
        ("count", run_count, "how many values lie under which key"),
    ):
        step = steps.add_parser(name, help=what)
        step.set_defaults(run=run)
        step.add_argument("--json", action="store_true", help="for machines")


def run_new(_arguments: argparse.Namespace) -> int:
    """`okienko keys new`: the ring gets one key more, behind the current one."""
    from shared.crypto import Ring, key_id, new_key

    path, ring = _file()
    fresh = new_key()
    _write(path, Ring(bytes(ring), [*ring.others, fresh], ring.founding))
    say(f"{key_id(fresh).hex()} is known; {KEEP_RUNNING}, then: okienko keys use")
    return WELL


def run_use(_arguments: argparse.Namespace) -> int:
    """`okienko keys use`: the newest key is the current one."""
    from shared.crypto import Ring, key_id

    path, ring = _file()
    fresh = [key for key in ring.others if key != ring.founding]
    if not fresh:
        raise Stop("there is no other key: okienko keys new")
    others = [key for key in ring.each() if key != fresh[-1]]
    _write(path, Ring(fresh[-1], others, ring.founding))
    say(f"{key_id(fresh[-1]).hex()} is current; {KEEP_RUNNING}, then: okienko keys rotate")
    return WELL


def run_rotate(arguments: argparse.Namespace) -> int:
    """`okienko keys rotate`: seal anew, batch by batch, and say what is left."""
    from shared.clock import SystemClock
    from shared.intake.rotation import count, rotate
    from shared.store.ledger import record

    with opened() as (store, secret):
        done = rotate(store.write, secret)
        with store.write() as db:
            left = sum(one.values for one in count(db, secret) if not one.is_current)
            record(db, "keys_rotated", SystemClock().now(), count=done.sealed_anew)
    if arguments.json:
        print_json({"sealed_anew": done.sealed_anew, "unopened": done.unopened, "left": left})
    else:
        say(f"{done.sealed_anew} values sealed anew, {left} left under other keys")
    return LEFT if left else WELL


def run_drop(_arguments: argparse.Namespace) -> int:
    """`okienko keys drop`: only the current and the founding key stay, if nothing needs another."""
    from shared.crypto import Ring
    from shared.intake.rotation import count

    path, ring = _file()
    with opened() as (store, secret), store.read() as db:
        left = sum(one.values for one in count(db, secret) if not one.is_current)
    if left:
        say(f"{left} values lie under other keys: okienko keys rotate")
        return LEFT
    _write(path, Ring(bytes(ring), [ring.founding], ring.founding))
    say(f"the current and the founding key are left; {KEEP_RUNNING}")
    return WELL


def run_count(arguments: argparse.Namespace) -> int:
    """`okienko keys count`: a table, by column and key."""
    from shared.intake.rotation import count

    with opened() as (store, secret), store.read() as db:
        found = count(db, secret)
    if arguments.json:
        print_json([one._asdict() for one in found])
    else:
        for one in found:
            say(_line(one))
    return WELL


def _line(one: Count) -> str:
    which = "current" if one.is_current else "older" if one.key else "of nobody's"
    return f"{one.values:>9}  {one.key or '--------'}  {which:<11}  {one.place}"


def _file() -> tuple[Path, Ring]:
    """The file with the city's keys. Raises Stop when it is none."""
    from shared.web.environment import Environment, SettingsFault

    try:
        return Environment().file(SECRET_FILE), Environment().ring(SECRET_FILE)
    except SettingsFault as fault:
        raise Stop(str(fault)) from None


def _write(path: Path, ring: Ring) -> None:
    """Put the ring in the file's place, whole or not at all."""
    others = [key for key in ring.others if key != ring.founding]
    held = b"".join((bytes(ring), ring.founding, *others))
    part = path.with_suffix(".part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(held)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise Stop(f"{path.name}: {error.strerror}") from None
