"""`okienko export`: the catalog as open data, for other systems and for spreadsheets.

Exit codes: 0 written, 1 the content has faults, 2 the input is not usable.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from urllib.parse import urlsplit

from shared.cli import WELL, Stop, knowledge_in, print_json, read_date, say
from shared.export.exports import EXPORTS, write
from shared.export.published import Published


def add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    export = commands.add_parser("export", help="the catalog in an open standard")
    export.add_argument("standard", metavar="STANDARD", help=", ".join(EXPORTS))
    export.add_argument("--out", required=True, metavar="DIR", help="a folder; made if missing")
    export.add_argument("--base", metavar="URL", help="where our public pages are, to link them")
    export.add_argument("--on", metavar="DATE", help="as 2026-11-22; today by default")
    export.add_argument("--folder", metavar="FOLDER", help="content other than our own")
    export.add_argument("--json", action="store_true", help="for machines")
    export.set_defaults(run=run_export)


def run_export(arguments: argparse.Namespace) -> int:
    """`okienko export`: under --json the day, the content hash, and each file with its SHA-256."""
    files_of = EXPORTS.get(arguments.standard)
    if files_of is None:
        raise Stop(f"STANDARD {arguments.standard}: one of {', '.join(EXPORTS)}")
    on, base = read_date(arguments.on, None), _base(arguments.base)
    knowledge = knowledge_in(arguments.folder)
    try:
        written = write(files_of(Published(knowledge, on, base)), Path(arguments.out))
    except OSError as fault:
        raise Stop(f"--out {arguments.out}: {fault.strerror}") from fault
    if arguments.json:
        files = [
            {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in written
        ]
        told = {"standard": arguments.standard, "on": on.isoformat()}
        print_json({**told, "content_hash": knowledge.content_hash, "files": files})
        return WELL
    for name, content in written:
        say(f"{len(content):>10}  {name}")
    return WELL


def _base(given: str | None) -> str | None:
    if given is None:
        return None
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise Stop(f"--base {given}: a web address, as https://example.org")
    return given.rstrip("/")
