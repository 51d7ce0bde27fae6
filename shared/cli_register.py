"""`okienko register`: the processing register, printed, written, or compared with what is written.

Exit codes: 0 all well, 1 the written one is not what the data say, 2 the input is not usable.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from shared.cli import WELL, Stop, say

Parts = Any  # what argparse gives out for subcommands has no public name
STALE = 1


def add_register(parts: Parts) -> None:
    """`okienko register [--out FILE] [--check FILE]`."""
    command = parts.add_parser("register", help="the processing register, from its data")
    command.add_argument("--out", metavar="FILE", help="write it there")
    command.add_argument("--check", metavar="FILE", help="only say whether this file is up to date")
    command.set_defaults(run=run_register)


def run_register(arguments: argparse.Namespace) -> int:
    """`okienko register`: Markdown on standard output, unless a file is named."""
    from shared.intake.register_paper import as_markdown

    text = as_markdown()
    try:
        if arguments.check:
            is_current = Path(arguments.check).read_text(encoding="utf-8") == text
            say("up to date" if is_current else f"stale: okienko register --out {arguments.check}")
            return WELL if is_current else STALE
        if arguments.out:
            Path(arguments.out).write_text(text, encoding="utf-8")
        else:
            say(text)
    except OSError as error:
        raise Stop(f"{arguments.check or arguments.out}: {error.strerror}") from None
    return WELL
