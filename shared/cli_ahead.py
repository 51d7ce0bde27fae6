"""`okienko whatif`, `calendar` and `documents`: what changes, when, and what to bring.

Exit codes: 0 all well, 1 the content has faults, 2 the input is not usable.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from shared.cli import WELL, Stop, household_in, knowledge_in, print_json, read_date, read_json, say

if TYPE_CHECKING:
    from datetime import date

    from shared.bundle.knowledge import Knowledge
    from shared.diagnosis.household import Household
    from shared.diagnosis.model import Fact

Commands = Any  # what argparse gives out for subcommands has no public name
MOST_MONTHS = 60
TRUTHS = {"true": True, "false": False}


def add_whatif(commands: Commands) -> argparse.ArgumentParser:
    """`okienko whatif --facts FILE (--set FACT=VALUE … | --then FILE | --receives SERVICE)`."""
    command: argparse.ArgumentParser = commands.add_parser(
        "whatif", help="what changes if the household does"
    )
    _add_household(command)
    command.add_argument("--then", metavar="FILE", help="the household afterwards")
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FACT=VALUE",
        help="one answer afterwards, as income_month=1500.00 or age.1=18; may be repeated",
    )
    command.add_argument(
        "--receives",
        metavar="SERVICE",
        help="what changes elsewhere once this service is paid and counts as income",
    )
    command.add_argument("--then-on", metavar="DATE", help="the day afterwards; else the same")
    command.set_defaults(run=run_whatif)
    return command


def add_calendar(commands: Commands) -> argparse.ArgumentParser:
    """`okienko calendar --facts FILE [--months N]`."""
    command: argparse.ArgumentParser = commands.add_parser(
        "calendar", help="what the coming months change by themselves"
    )
    _add_household(command)
    command.add_argument("--months", default="18", metavar="N", help=f"1 to {MOST_MONTHS}")
    command.set_defaults(run=run_calendar)
    return command


def add_documents(commands: Commands) -> argparse.ArgumentParser:
    """`okienko documents --facts FILE [--service ID …]`."""
    command: argparse.ArgumentParser = commands.add_parser(
        "documents", help="what to bring, each paper once"
    )
    _add_household(command)
    command.add_argument(
        "--service",
        action="append",
        metavar="ID",
        help="may be repeated; without it, for everything at least likely",
    )
    command.set_defaults(run=run_documents)
    return command


def _add_household(command: argparse.ArgumentParser) -> None:
    command.add_argument("--facts", required=True, metavar="FILE", help="JSON; - reads stdin")
    command.add_argument("--on", metavar="DATE", help="as 2026-11-22; today by default")


def run_whatif(arguments: argparse.Namespace) -> int:
    """`okienko whatif`: verdicts, amounts and sums before and after."""
    from shared.bundle.ahead import whatif_record
    from shared.bundle.readable_ahead import whatif_text
    from shared.diagnosis.whatif import what_if

    if sum(map(bool, (arguments.then, arguments.set, arguments.receives))) != 1:
        raise Stop("whatif: say what changes, either with --set, with --then or with --receives")
    document = read_json(arguments.facts)
    on = read_date(arguments.on, document)
    knowledge = knowledge_in(arguments.folder)
    before = household_in(document, knowledge, on)
    if arguments.receives:
        return _tell_received(arguments, knowledge, before, on)
    changed = read_json(arguments.then) if arguments.then else document
    for change in arguments.set:
        changed = with_answer(changed, change, knowledge)
    then_on = read_date(arguments.then_on, None) if arguments.then_on else on
    after = household_in(changed, knowledge, then_on)
    found = what_if(knowledge.engine, before, after, on, then_on)
    record = whatif_record(found)
    return _tell(arguments, record, lambda: whatif_text(record, knowledge))


def _tell_received(
    arguments: argparse.Namespace, knowledge: Knowledge, household: Household, on: date
) -> int:
    from shared.bundle.ahead import whatif_record
    from shared.bundle.readable_ahead import whatif_text
    from shared.diagnosis.whatif import what_if_received

    service_id = arguments.receives
    if service_id not in knowledge.services:
        raise Stop(f"{service_id}: there is no such service")
    if arguments.then_on:
        raise Stop("--then-on: goes with --set or --then; what is received is received on the day")
    found = what_if_received(knowledge.engine, household, on, service_id)
    if found is None:
        raise Stop(f"{service_id}: no monthly amount can be said for this household")
    record = whatif_record(found)
    return _tell(arguments, record, lambda: whatif_text(record, knowledge))


def run_calendar(arguments: argparse.Namespace) -> int:
    """`okienko calendar`: how every service stands over the coming months."""
    from shared.bundle.ahead import calendar_record
    from shared.bundle.readable_ahead import calendar_text

    months = _months(arguments.months)
    document = read_json(arguments.facts)
    on = read_date(arguments.on, document)
    knowledge = knowledge_in(arguments.folder)
    record = calendar_record(knowledge, household_in(document, knowledge, on), on, months)
    return _tell(arguments, record, lambda: calendar_text(record, knowledge))


def run_documents(arguments: argparse.Namespace) -> int:
    """`okienko documents`: one folder of papers for several services."""
    from shared.bundle.ahead import documents_record
    from shared.bundle.readable_ahead import documents_text

    document = read_json(arguments.facts)
    on = read_date(arguments.on, document)
    knowledge = knowledge_in(arguments.folder)
    for service_id in arguments.service or ():
        if service_id not in knowledge.services:
            raise Stop(f"{service_id}: there is no such service")
    household = household_in(document, knowledge, on)
    record = documents_record(knowledge, household, on, arguments.service)
    return _tell(arguments, record, lambda: documents_text(record, knowledge))


def _tell(arguments: argparse.Namespace, record: dict[str, object], text: Callable[[], str]) -> int:
    if arguments.json:
        print_json(record)
    else:
        say(text())
    return WELL


def _months(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= MOST_MONTHS):
        raise Stop(f"--months: {written} is not a number from 1 to {MOST_MONTHS}")
    return int(written)


def with_answer(document: object, change: str, knowledge: Knowledge) -> object:
    """The document with one answer put in its place; whether it fits is checked where it is read.

    A person's index may be one past those listed: then there is one person more. Raises Stop for
    what names no fact.
    """
    from shared.diagnosis.household import FactKey, parse_key

    name, sign, value = change.partition("=")
    try:
        key: FactKey = parse_key(name)
    except ValueError:
        sign = ""
    if not sign or not isinstance(document, Mapping):
        raise Stop(f"--set: `{change}` is not FACT=VALUE, as income_month=1500.00 or age.1=18")
    answer = _written(value, knowledge.facts.get(key.fact))
    if key.person is None:
        return {**document, "household": {**_mapping(document, "household"), key.fact: answer}}
    persons = list(_persons(document))
    if key.person > len(persons):
        raise Stop(f"{name}: there are only {len(persons)} persons; the next one is {len(persons)}")
    whose = persons[key.person] if key.person < len(persons) else {}
    changed = {**whose, key.fact: answer} if isinstance(whose, Mapping) else whose
    return {**document, "persons": [*persons[: key.person], changed, *persons[key.person + 1 :]]}


def _mapping(document: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = document.get(name, {})
    return found if isinstance(found, Mapping) else {}


def _persons(document: Mapping[str, object]) -> list[object]:
    """Those listed; nobody listed is the one who asks, of whom nothing is told."""
    listed = document.get("persons", [])
    return (listed if isinstance(listed, list) else []) or [{}]


def _written(value: str, fact: Fact | None) -> object:
    """A value as the document would hold it: a truth, a range, or else as it is written."""
    if fact is not None and fact.type == "bool":
        return TRUTHS.get(value, value)
    if not value.startswith("{"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise Stop(f"--set: {value} is not valid JSON") from None
