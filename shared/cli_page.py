"""`okienko content page`: the rule of one service as one page for a lawyer, or all of them.

Exit codes: 0 all well, 1 the content has faults, 2 the input is not usable.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.cli import WELL, Stop, folder_in, knowledge_in, print_json, read_date, say

if TYPE_CHECKING:
    from shared.bundle.knowledge import Knowledge
    from shared.web.present.rule_views import RulePage

Parts = Any  # what argparse gives out for subcommands has no public name
MOST_ALIKE = 3


def add_page(parts: Parts) -> argparse.ArgumentParser:
    """`okienko content page SERVICE [--html] [--out FILE]`, or `--all --out FOLDER`."""
    command: argparse.ArgumentParser = parts.add_parser(
        "page", help="the rule of one service as one page for a lawyer"
    )
    command.add_argument("service", nargs="?", metavar="SERVICE", help="its id")
    command.add_argument("--all", action="store_true", help="every service, and an index")
    command.add_argument(
        "--html", action="store_true", help="one file that needs nothing beside it"
    )
    command.add_argument("--out", metavar="PATH", help="a file; with --all a folder")
    command.add_argument("--on", metavar="DATE", help="as 2026-11-22; today by default")
    command.set_defaults(run=run_page)
    return command


def run_page(arguments: argparse.Namespace) -> int:
    """`okienko content page`: text, HTML or JSON, printed or written."""
    if arguments.all == (arguments.service is not None):
        raise Stop("content page: say either a SERVICE or --all")
    if arguments.html and arguments.json:
        raise Stop("content page: say either --html or --json")
    on = read_date(arguments.on, None)
    if arguments.all:
        return _write_all(arguments, on)
    knowledge = knowledge_in(arguments.folder)
    _must_know(knowledge, arguments.service)
    page = _pages(knowledge, [arguments.service], arguments.folder, on)[0]
    if arguments.json and arguments.out is None:
        print_json(_record(page))
    else:
        _put(_as_written(page, arguments), arguments.out)
    return WELL


def _as_written(page: RulePage, arguments: argparse.Namespace) -> str:
    from shared.web.present.rule_file import as_html
    from shared.web.present.rule_text import as_text

    if arguments.json:
        import json

        return json.dumps(_record(page), ensure_ascii=False, indent=2)
    return as_html(page) if arguments.html else as_text(page)


def _record(page: RulePage) -> Any:
    import msgspec

    return msgspec.to_builtins(page)


def _put(text: str, out: str | None) -> None:
    if out is None:
        say(text)
    else:
        _write(Path(out), text)
        say(out)


def _write_all(arguments: argparse.Namespace, on: date) -> int:
    from shared.web.present.rule_file import as_html, as_index

    if arguments.out is None:
        raise Stop("content page: --all needs --out FOLDER")
    knowledge, out = knowledge_in(arguments.folder), Path(arguments.out)
    pages = _pages(knowledge, list(knowledge.services), arguments.folder, on)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(f"{out}: {error.strerror}") from None
    for page in pages:
        _write(out / f"{page.service_id}.html", as_html(page))
    _write(out / "index.html", as_index(pages))
    marks, failed = sum(len(page.marks) for page in pages), sum(page.failed for page in pages)
    if arguments.json:
        counts = {page.service_id: len(page.marks) for page in pages}
        print_json({"out": str(out), "marks": counts, "failed_cases": failed})
    else:
        say(f"{len(pages)} pages and index.html: {marks} marks, {failed} failed cases")
    return WELL


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise Stop(f"{path}: {error.strerror}") from None


def _must_know(knowledge: Knowledge, service_id: str) -> None:
    from difflib import get_close_matches

    if service_id in knowledge.services:
        return
    close = get_close_matches(service_id, knowledge.services, n=MOST_ALIKE, cutoff=0.4)
    cure = f"did you mean {' or '.join(close)}?" if close else "see `okienko search`"
    raise Stop(f"there is no service {service_id}; {cure}")


def _pages(
    knowledge: Knowledge, service_ids: list[str], folder: str | None, on: date
) -> list[RulePage]:
    from shared.bundle.examples import examples
    from shared.web.present.rule_page import rule_page
    from shared.web.present.words import Words
    from shared.web.translate import SHARED_LOCALES, Translator

    words, room = Words(Translator((SHARED_LOCALES,)), "pl"), folder_in(folder)
    return [
        rule_page(knowledge, one, on, words, examples(room, knowledge, one)) for one in service_ids
    ]
