"""`okienko search`: services for what somebody typed, best first, and why.

Exit codes: 0 searched (also where nothing is found), 2 the input is not usable.
"""

from __future__ import annotations

import argparse

from shared.cli import WELL, Stop, knowledge_in, print_json, say
from shared.text import LANGUAGES

LONGEST_QUESTION = 200
MOST = 1000


def add_search(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    search = commands.add_parser("search", help="find services by what a person would type")
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--lang", default="pl", metavar="LANG", help=", ".join(LANGUAGES))
    search.add_argument("--limit", default="10", metavar="N", help="10 by default")
    search.add_argument("--json", action="store_true", help="for machines")
    search.add_argument("--folder", metavar="FOLDER", help="content other than our own")
    search.set_defaults(run=run_search)


def run_search(arguments: argparse.Namespace) -> int:
    """`okienko search`: under --json a list of {id, score, why}, best first."""
    text, language = _text(arguments.text), _language(arguments.lang)
    limit = _limit(arguments.limit)
    found = knowledge_in(arguments.folder).search.find(text, language, limit=limit)
    if arguments.json:
        print_json(
            [{"id": hit.service.id, "score": hit.score, "why": hit.why} for hit in found.hits]
        )
        return WELL
    if found.crisis:
        say(f"crisis: {', '.join(found.crisis)}: show the help card first")
    for hit in found.hits:
        say(f"{hit.score:.4f}  {hit.service.id:<28} {hit.why}")
    if not found.hits:
        say("not here: the residents' contact center (ŁCKM) knows where")
    return WELL


def _text(written: str) -> str:
    if not written.strip():
        raise Stop("TEXT: there is nothing to search for")
    if len(written) > LONGEST_QUESTION:
        raise Stop(f"TEXT: at most {LONGEST_QUESTION} letters")
    return written


def _language(written: str) -> str:
    if written not in LANGUAGES:
        raise Stop(f"--lang {written}: one of {', '.join(LANGUAGES)}")
    return written


def _limit(written: str) -> int:
    is_number = written.isascii() and written.isdigit() and len(written) <= len(str(MOST))
    if not (is_number and 1 <= int(written) <= MOST):
        raise Stop(f"--limit {written}: a whole number from 1 to {MOST}")
    return int(written)
