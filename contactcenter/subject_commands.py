"""`okienko subject`: what the city has of one citizen, given out or erased.

    okienko subject export --number "600 100 200" --out FOLDER
    okienko subject erase  --slip 12345670 --word slowo --yes

Exit codes: 0 done, 1 nobody was found or the word is wrong, 2 the input is not usable. What a
citizen shows is asked for on the terminal where it is not given: the shell's history keeps words.
Reads OKIENKO_DATABASE_URL, OKIENKO_CITY_SECRET_FILE and OKIENKO_CITY_PRIVATE_KEY_FILE.
"""

from __future__ import annotations

import argparse
import getpass
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.queue import line
from contactcenter.subject_page import as_html
from contactcenter.telephony import numbers
from shared.cli import WELL, Stop, say
from shared.clock import SystemClock
from shared.intake.erasure import erase
from shared.intake.keys import CityKeys
from shared.intake.slip import is_valid
from shared.intake.subject import NotFound, Subject, by_number, by_slip, export
from shared.models import Task
from shared.store import Store, open_store
from shared.store.chain import Chain
from shared.web.environment import Environment, SettingsFault

Parts = Any  # what argparse gives out for subcommands has no public name
NOT_DONE = 1
WHY = {
    NotFound.NOBODY: "nothing of that is left",
    NotFound.WRONG_WORD: "that is not the slip's word",
    NotFound.CANNOT_CHECK: "the answers are shredded, so the word proves nothing; "
    "look at the paper and say --paper-seen",
    NotFound.GOING_ON: "a call of theirs is going on; end it first",
}


def add_subject(parts: Parts) -> None:
    """`okienko subject export|erase (--number NUMBER | --slip DIGITS [--word WORD])`."""
    command = parts.add_parser("subject", help="what the city has of one citizen")
    deeds = command.add_subparsers(metavar="DEED", required=True)
    for name, run, what in (
        ("export", run_export, "give it out: JSON for machines, a page for people"),
        ("erase", run_erase, "shred it; counts and a valid audit trail stay"),
    ):
        deed = deeds.add_parser(name, help=what)
        shown = deed.add_mutually_exclusive_group(required=True)
        shown.add_argument("--number", metavar="NUMBER", help="the number we spoke on")
        shown.add_argument("--slip", metavar="DIGITS", help="the slip's eight digits")
        deed.add_argument("--word", metavar="WORD", help="the slip's word; asked for if not given")
        deed.add_argument("--paper-seen", action="store_true", help="somebody looked at the paper")
        deed.set_defaults(run=run)
        if name == "export":
            deed.add_argument("--out", metavar="FOLDER", required=True)
        else:
            deed.add_argument("--yes", action="store_true", help="there is no way back")


def run_export(arguments: argparse.Namespace) -> int:
    """`okienko subject export`: data.json and data.html, readable by their owner alone."""
    with _city() as (store, keys), store.write() as db:
        found = _find(db, arguments, keys)
        if isinstance(found, NotFound):
            return _sorry(found)
        document = export(db, found, keys, Chain(keys.secret), SystemClock().now())
    folder = Path(arguments.out)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / "data.json", json.dumps(document, ensure_ascii=False, indent=2))
        _write(folder / "data.html", as_html(document))
    except OSError as error:
        raise Stop(f"{arguments.out}: {error.strerror}") from None
    say(f"{len(found.records)} records: {folder / 'data.json'}, {folder / 'data.html'}")
    return WELL


def run_erase(arguments: argparse.Namespace) -> int:
    """`okienko subject erase`: whoever still waits in the line for them waits no more."""
    if not arguments.yes:
        raise Stop("subject erase: there is no way back; say --yes")
    now = SystemClock().now()
    with _city() as (store, keys):
        with store.write() as db:
            found = _find(db, arguments, keys)
            if isinstance(found, NotFound):
                return _sorry(found)
            _leave_line(db, found, now)
            erased = erase(db, found, Chain(keys.secret), now)
        if isinstance(erased, NotFound):
            return _sorry(erased)
        store.scrub()
    say(f"{erased.records} records erased, and {erased.beside} beside them")
    return WELL


def _find(db: Session, arguments: argparse.Namespace, keys: CityKeys) -> Subject | NotFound:
    if arguments.number is not None:
        e164 = numbers.normalize(arguments.number)
        if e164 is None:
            raise Stop("--number: that is no telephone number")
        return by_number(db, e164, keys)
    digits = "".join(arguments.slip.split())
    if not is_valid(digits):
        raise Stop("--slip: these are not the digits of a slip")
    word = arguments.word if arguments.word is not None else getpass.getpass("word: ")
    return by_slip(db, digits, word, keys, is_paper_seen=arguments.paper_seen)


def _leave_line(db: Session, found: Subject, at: datetime) -> None:
    """Nobody is to call back, or to listen to, what is no longer there."""
    waiting = select(Task.id).where(Task.call_id.in_(found.ids("call")))
    for task_id in db.scalars(waiting).all():
        line.leave(db, task_id, "closed", at)


@contextmanager
def _city() -> Iterator[tuple[Store, CityKeys]]:
    environment = Environment()
    try:
        secret = environment.ring("OKIENKO_CITY_SECRET_FILE")
        private_key = environment.key("OKIENKO_CITY_PRIVATE_KEY_FILE")
        store = open_store(environment.text("OKIENKO_DATABASE_URL")).keep_chain(secret)
    except SettingsFault as fault:
        raise Stop(str(fault)) from None
    try:
        yield store, CityKeys(secret, X25519PrivateKey.from_private_bytes(private_key))
    finally:
        store.close()


def _write(path: Path, text: str) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text + "\n")


def _sorry(why: NotFound) -> int:
    say(WHY[why])
    return NOT_DONE
