"""`okienko content diff`: what changed between two contents, and for which households.

Exit codes: 0 compared (changed or not), 1 the content has faults, 2 the input is not usable.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from shared.cli import WELL, Stop, knowledge_in, print_json, read_date, say

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from shared.bundle.files import Case
    from shared.bundle.knowledge import Knowledge

Parts = Any  # what argparse gives out for subcommands has no public name
HOUSEHOLDS, EXAMPLES = 300, 3
MOST_HOUSEHOLDS, MOST_EXAMPLES = 100_000, 1000


class Source(NamedTuple):
    """One of the two contents; `folder` is None for a signed bundle, which has no examples."""

    knowledge: Knowledge
    folder: Path | None


def add_diff(parts: Parts) -> argparse.ArgumentParser:
    """`okienko content diff A B`: content folders or signed bundles."""
    command: argparse.ArgumentParser = parts.add_parser(
        "diff", help="what changed between two contents, and for whom"
    )
    command.add_argument("before", metavar="A", help="a content folder or a signed bundle")
    command.add_argument("after", metavar="B", help="a content folder or a signed bundle")
    command.add_argument("--key", metavar="FILE", help="the city's public key, for bundles")
    command.add_argument("--households", default=str(HOUSEHOLDS), metavar="N", help="made-up ones")
    command.add_argument("--seed", default="1", metavar="S", help="the same seed, the same ones")
    command.add_argument("--examples", default=str(EXAMPLES), metavar="N", help="told per service")
    command.add_argument("--on", metavar="DATE", help="as 2026-11-22; today by default")
    command.add_argument("--json", action="store_true", help="for machines")
    command.set_defaults(run=run_diff)
    return command


def run_diff(arguments: argparse.Namespace) -> int:
    """`okienko content diff`: the same inputs give the same bytes."""
    from shared.bundle.difference import differences
    from shared.simulation.apart import apart
    from shared.web.present.rule_difference import Difference, as_text
    from shared.web.present.words import Words
    from shared.web.translate import SHARED_LOCALES, Translator

    count = _whole(arguments.households, "--households", MOST_HOUSEHOLDS)
    seed = _whole(arguments.seed, "--seed", MOST_HOUSEHOLDS)
    most = _whole(arguments.examples, "--examples", MOST_EXAMPLES)
    on = read_date(arguments.on, None)
    old, new = (_read(one, arguments.key) for one in (arguments.before, arguments.after))
    changes = differences(old.knowledge, new.knowledge)
    cases = _cases((old, new)) if changes else {}
    moved = apart(old.knowledge, new.knowledge, cases, count, seed, on) if changes else ()
    named = zip(("A", "B"), (old, new), strict=True)
    lacking = tuple(
        f"{name} to podpisany pakiet: nie ma w nim przykładów"
        for name, one in named
        if not one.folder
    )
    found = Difference(old.knowledge, new.knowledge, on, seed, changes, moved, lacking)
    words = Words(Translator((SHARED_LOCALES,)), "pl")
    if arguments.json:
        print_json(found.record(words, most))
    else:
        say(as_text(found, words, most))
    return WELL


def _read(name: str, key: str | None) -> Source:
    path = Path(name)
    if path.is_dir():
        return Source(knowledge_in(name), path)
    if not path.is_file():
        raise Stop(f"{name}: there is no such folder or file")
    if key is None:
        raise Stop(f"{name}: a signed bundle needs --key FILE, the city's public key")
    return Source(_bundle(path, _public_key(Path(key))), None)


def _bundle(path: Path, key: Ed25519PublicKey) -> Knowledge:
    from shared.bundle import BundleFault, read_bundle

    try:
        knowledge = read_bundle(path.read_bytes(), key)
    except OSError as error:
        raise Stop(f"{path}: {error.strerror}") from None
    if isinstance(knowledge, BundleFault):
        raise Stop(f"{path}: {knowledge.problem}")
    return knowledge


def _public_key(path: Path) -> Ed25519PublicKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        data = path.read_bytes()
        key = Ed25519PublicKey.from_public_bytes(data) if len(data) == 32 else None
        key = key or load_pem_public_key(data)  # type: ignore[assignment]
    except OSError as error:
        raise Stop(f"{path}: {error.strerror}") from None
    except (ValueError, UnsupportedAlgorithm):
        raise Stop(f"{path}: this is not a public key") from None
    if not isinstance(key, Ed25519PublicKey):
        raise Stop(f"{path}: this is not an Ed25519 key")
    return key


def _cases(sources: Sequence[Source]) -> Mapping[str, Sequence[Case]]:
    """The worked examples of both, by service; one that both have is there once."""
    from shared.bundle.examples import examples

    found: dict[str, dict[str, Case]] = {}
    for source in sources:
        for service_id in source.knowledge.services if source.folder else ():
            for case in examples(source.folder, source.knowledge, service_id) or ():  # type: ignore[arg-type]
                asked = repr((case.name, case.on, case.household, case.persons))
                found.setdefault(service_id, {})[asked] = case
    return {service_id: tuple(cases.values()) for service_id, cases in found.items()}


def _whole(written: str, name: str, most: int) -> int:
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= most):
        raise Stop(f"{name}: {written} is not a whole number from 1 to {most:,}")
    return int(written)
