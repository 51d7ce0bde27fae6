"""`make mutation`: every mutant of the engine, and a table of how many the tests noticed."""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import time
from pathlib import Path
from typing import NamedTuple, Never

from shared import bundle
from tests.mutation.mutants import read_module
from tests.mutation.runner import Runner
from tests.mutation.suite import Suite
from tests.mutation.table import KILLED, sum_up, write_table

ROOT = Path(__file__).parents[2]
PACKAGE, TESTS = "shared.diagnosis", ["tests/shared/diagnosis"]
AGAIN = " in several runs, each of what lived in the one before or was changed since"
FOUND, PROOF = ROOT / "var" / "mutation", ROOT / "docs" / "proof"


def main() -> int:
    """Read what to try, try it, say what came of it; 1 where too many live or nobody knows why."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", help="by default all, the shortest first")
    parser.add_argument("--again", action="store_true", help="only what lived the last time")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="by default the whole folder")
    options = parser.parse_args()
    leave_out_the_city()
    runner = Runner(ROOT, PACKAGE, Suite(ROOT, options.tests))
    measure(runner, again=options.again)
    tests = len(runner.footprint.seconds)
    say(f"{tests} tests, {sum(runner.footprint.seconds.values()):.0f} s")
    runs = {path.stem: run(runner, path, options.again) for path in chosen(options.modules)}
    states = {name: one.states for name, one in runs.items()}
    found = sum_up(states)
    say(f"{found.killed} of {found.total} noticed")
    for name in found.unexplained:
        say(f"nobody knows why it lives: {name}")
    for name in found.stale:
        say(f"a reason for what does not live: {name}")
    if not options.modules:
        minutes = sum(one.seconds for one in runs.values()) / 60
        told = f"{tests} tests, {minutes:.0f} min{AGAIN if options.again else ''}"
        path = write_table(states, PROOF, ROOT, run=told)
        say(f"Written: {path.relative_to(ROOT)}")
    return 0 if found.is_good else 1


def leave_out_the_city() -> None:
    """Tests that read the whole content take seconds, and it changes every day.

    So they fail here, and what fails on the right code is left out.
    """

    def read_nothing(folder: Path) -> Never:
        raise RuntimeError(f"{folder} is not read here")

    bundle.read_content = read_nothing


def measure(runner: Runner, *, again: bool) -> None:
    """Where the tests go; `again`: not those measured before that are the same, on this engine."""
    kept, sources = FOUND / "footprint.pickle", source_of(*chosen([]))
    files = {test.partition("::")[0] for test in runner.suite.items}
    tests = {file: source_of(ROOT / file) for file in files}
    if again and kept.exists():
        of_engine, of_tests, footprint = pickle.loads(kept.read_bytes())
        if of_engine == sources:
            runner.footprint = footprint
            footprint.forget({file for file in tests if tests[file] != of_tests.get(file)})
    runner.measure()
    FOUND.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps((sources, tests, runner.footprint)))


def chosen(names: list[str]) -> list[Path]:
    """The files of the modules named, or of all."""
    folder = ROOT / PACKAGE.replace(".", "/")
    if names:
        return [folder / f"{name}.py" for name in names]
    return sorted(folder.glob("*.py"), key=lambda path: path.stat().st_size)


class Run(NamedTuple):
    """How each mutant of a module ended, by its name, and how long that took."""

    states: dict[str, str]
    seconds: float


def run(runner: Runner, path: Path, again: bool) -> Run:
    """Try the mutants of one module, keep how each ended, and tell."""
    began, states, seconds = time.monotonic(), dict[str, str](), 0.0
    kept, source = FOUND / f"{path.stem}.json", source_of(path)
    before = json.loads(kept.read_text("utf-8")) if again and kept.exists() else {}
    if before.get("source") == source:
        states = {name: state for name, state in before["states"].items() if state in KILLED}
        seconds = before.get("seconds", 0.0)
    module = read_module(path)
    left = [mutant for mutant in module.mutants if mutant.name not in states]
    for mutant, state in runner.judge(module, left):
        states[mutant.name] = state
        if state not in KILLED:
            say(f"  {state} :{mutant.lines[0]} {mutant.name}")
    seconds += time.monotonic() - began
    told = {"source": source, "seconds": seconds, "states": states}
    kept.write_text(json.dumps(told, indent=1), "utf-8")
    say(f"{module.name}: {sum(state in KILLED for state in states.values())} of {len(states)}")
    return Run(states, seconds)


def source_of(*paths: Path) -> str:
    """The same for the same sources."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def say(words: str) -> None:
    """Tell whoever is waiting."""
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main())
