"""The `okienko` command: facts, a diagnosis of one household, the content checked and bundled.

What an app adds (`okienko.commands` among the entry points) is loaded only when it is asked for.

Exit codes: 0 all well, 1 the content has faults, 2 the input is not usable. Results go to standard
output; what went wrong is one line on standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib.metadata import distributions
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from shared.bundle.knowledge import Knowledge
    from shared.diagnosis.household import Household
    from shared.diagnosis.model import Fact

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WELL, CONTENT_FAULTS, BAD_INPUT = 0, 1, 2
COMMANDS = "okienko.commands"  # the group of entry points


class Stop(Exception):
    """The command cannot go on: one line for standard error, and the exit code."""

    def __init__(self, line: str, code: int = BAD_INPUT) -> None:
        super().__init__(line)
        self.code = code


class _Parser(argparse.ArgumentParser):
    """Argparse that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. Raises SystemExit(2) for arguments that make no sense."""
    given = sys.argv[1:] if argv is None else argv
    arguments = _parser(given).parse_args(given)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except Stop as stop:
        print(f"okienko: {stop}", file=sys.stderr)
        return stop.code
    except BrokenPipeError:  # whoever read us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WELL
    return code


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = _Parser(prog="okienko", description="The city's social services, from the shell.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    facts = commands.add_parser("facts", help="what a household can be asked")
    facts.set_defaults(run=run_facts)
    diagnose = commands.add_parser("diagnose", help="what a household may be entitled to")
    diagnose.add_argument("--facts", required=True, metavar="FILE", help="JSON; - reads stdin")
    diagnose.add_argument("--on", metavar="DATE", help="as 2026-11-22; today by default")
    diagnose.set_defaults(run=run_diagnose)
    _add_content_commands(commands, facts, diagnose, *_add_ahead_commands(commands))
    _add_the_apps_commands(commands, given)
    return parser


def _add_ahead_commands(
    commands: argparse._SubParsersAction[_Parser],
) -> tuple[argparse.ArgumentParser, ...]:
    from shared.cli_ahead import add_calendar, add_documents, add_whatif

    return add_whatif(commands), add_calendar(commands), add_documents(commands)


def _add_the_apps_commands(
    commands: argparse._SubParsersAction[_Parser], given: Sequence[str]
) -> None:
    """The one that was asked for; all of them for whoever wants to know what there is.

    Every description of us that is installed is read: one left over from a build may be older.
    """
    asked = given[0] if given else "--help"
    every = (command for ours in distributions(name="okienko") for command in ours.entry_points)
    for command in {
        command.name: command for command in every if command.group == COMMANDS
    }.values():
        if asked in {command.name, "--help", "-h"}:
            command.load()(commands)


def _add_content_commands(
    commands: argparse._SubParsersAction[_Parser], *others: argparse.ArgumentParser
) -> None:
    from shared.cli_content import run_bundle, run_check
    from shared.cli_diff import add_diff
    from shared.cli_page import add_page

    content = commands.add_parser("content", help="the knowledge itself")
    parts = content.add_subparsers(metavar="PART", required=True)
    check = parts.add_parser("check", help="say everything that is wrong with the content")
    check.set_defaults(run=run_check)
    bundle = parts.add_parser("bundle", help="compile and sign the content")
    bundle.add_argument("--key", required=True, metavar="FILE", help="Ed25519, PEM or 32 bytes")
    bundle.add_argument("--out", required=True, metavar="FILE")
    bundle.set_defaults(run=run_bundle)
    page = add_page(parts)
    add_diff(parts)
    for command in (check, bundle, page, *others):
        command.add_argument("--folder", metavar="FOLDER", help="content other than our own")
    for command in (check, page, *others):
        command.add_argument("--json", action="store_true", help="for machines")


def run_facts(arguments: argparse.Namespace) -> int:
    """`okienko facts`: every fact a household can be asked."""
    knowledge = knowledge_in(arguments.folder)
    described = [_describe(fact) for fact in knowledge.facts.values()]
    if arguments.json:
        print_json({"content_hash": knowledge.content_hash, "facts": described})
        return WELL
    for fact in knowledge.facts.values():
        print(f"{fact.id:<32} {fact.entity:<10} {_kind_of_answer(fact)}")
        print(f"    {fact.question.pl}")
    return WELL


def run_diagnose(arguments: argparse.Namespace) -> int:
    """`okienko diagnose`: verdicts, amounts, reasons and what to ask next."""
    from shared.diagnosis.report import report

    document = read_json(arguments.facts)
    on = read_date(arguments.on, document)
    knowledge = knowledge_in(arguments.folder)
    household = household_in(document, knowledge, on)
    said = report(knowledge.engine, knowledge.engine.assess(household, on))
    name_acts(said, knowledge)
    if arguments.json:
        print_json(said)
    else:
        from shared.bundle.readable import as_text

        print(as_text(said, knowledge))
    return WELL


def name_acts(said: dict[str, Any], knowledge: Knowledge) -> None:
    """Give every legal basis the title of its act beside the id."""
    reasons = (reason for service in said["services"] for reason in service["reasons"])
    for told in (*reasons, *said["conflicts"], *said["income_effects"]):
        if told["basis"] is not None:
            told["basis"]["title"] = knowledge.acts[told["basis"]["act"]].title


def folder_in(named: str | None) -> Path:
    """The folder of the content, ours by default. Raises Stop where there is none."""
    folder = Path(named) if named else Path(str(files("shared"))) / "content"
    if not folder.is_dir():
        raise Stop(f"{folder}: there is no such folder")
    return folder


def knowledge_in(named: str | None) -> Knowledge:
    """The content of a folder, ours by default. Raises Stop for content with faults."""
    from shared.bundle.compile import read_content

    content = read_content(folder_in(named))
    if isinstance(content, tuple):
        more = "" if len(content) == 1 else f" (and {len(content) - 1} more)"
        raise Stop(f"the content has a fault: {content[0]}{more}", CONTENT_FAULTS)
    return content


def household_in(document: object, knowledge: Knowledge, on: date) -> Household:
    """The household a document tells of. Raises Stop, naming the answer that cannot be taken."""
    from shared.bundle.refused import in_words
    from shared.diagnosis.answers import Refusal
    from shared.diagnosis.income import read_with_incomes

    household = read_with_incomes(document, knowledge.incomes, knowledge.facts, on)
    if isinstance(household, Refusal):
        problem, cure = in_words(household, knowledge.facts)
        raise Stop(f"{household.fact}: {problem}; {cure}")
    return household


def read_json(name: str) -> object:
    """A document, each name once and every number as it is written; - is standard input."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return json.loads(
            data.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_once_each,
        )
    except OSError as error:
        raise Stop(f"{name}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        reason = str(error).replace("\n", " ") if isinstance(error, ValueError) else "too deep"
        raise Stop(f"{name}: not valid JSON: {reason}") from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number")


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"`{name}` is there twice")
    return dict(pairs)


def read_date(written: str | None, document: object) -> date:
    """The date asked for, else the one in the file, else today's."""
    if written is None and isinstance(document, Mapping) and "on" in document:
        written = str(document["on"])
    if written is None:
        from shared.clock import SystemClock

        return SystemClock().today()
    try:
        if not DATE.fullmatch(written):
            raise ValueError
        return date.fromisoformat(written)
    except ValueError:
        raise Stop(f"{written}: not a date; write it as 2026-11-22") from None


def _describe(fact: Fact) -> dict[str, object]:
    from msgspec import to_builtins

    from shared.bundle.refused import range_of

    low, high = range_of(fact)
    return {
        "id": fact.id,
        "entity": fact.entity,
        "type": fact.type,
        "unit": fact.unit,
        "range": {"min": low, "max": high} if fact.is_numeric else None,
        "choices": to_builtins(fact.choices) or None,
        "topic": fact.topic,
        "question": to_builtins(fact.question),
    }


def _kind_of_answer(fact: Fact) -> str:
    from shared.bundle.refused import range_of

    if fact.type == "choice":
        return " | ".join(fact.choice_ids)
    if fact.type == "bool":
        return "true | false"
    return f"{'–'.join(range_of(fact))} {fact.unit or ''}".rstrip()


def say(line: str) -> None:
    """The answer for people."""
    print(line)


def print_json(document: object) -> None:
    """The answer for machines."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    from shared.cli import main as run_once  # the commands raise the Stop of this module

    sys.exit(run_once())
