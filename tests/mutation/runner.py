"""Tries every mutant on the tests that pass through it, and says how it ended."""

from __future__ import annotations

import gc
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tests.mutation.mutants import Module, Mutant
from tests.mutation.processes import Ended, each, limit_seconds
from tests.mutation.suite import Footprint, Suite, Walked, walk
from tests.mutation.swap import import_anew, swap_code

State = Literal["killed", "survived", "timeout", "untested"]

SLOWEST_SECONDS = 1.0  # a test that takes longer is not run thousands of times
ENOUGH_SECONDS = 12.0  # of tests on one mutant, by what they take on the right code
ANEW_SECONDS = 4.0  # the same where everything is imported again
LEAST_SECONDS = 5.0  # that a test may take on a mutant at least, and this many times as before:
SLOWER = 10


@dataclass
class Runner:
    """Tries mutants of the modules of one package against the tests of one folder."""

    root: Path
    package: str
    suite: Suite
    processes: int = 2
    footprint: Footprint = field(default_factory=Footprint)
    killers: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(_last_few))

    @property
    def folder(self) -> Path:
        """Where the modules are."""
        return self.root / self.package.replace(".", "/")

    def measure(self) -> None:
        """Run every test not measured yet on the right code. What fails or is slow is left out.

        One process for each file; one for each test of a file in which some test is slow.
        """
        gc.freeze()
        files: dict[str, list[str]] = {}
        for test in self.suite.items:
            if test not in self.footprint.met:
                files.setdefault(test.partition("::")[0], []).append(test)
        slow = self._walk_each(files.values())
        self._walk_each([test] for tests in slow for test in tests)

    def _walk_each(self, groups: Iterable[list[str]]) -> list[list[str]]:
        """Walk each group in a process of its own; the groups that did not come to their end."""
        dead: list[list[str]] = []
        for tests, ended in each(groups, self._walk, self.processes):
            if ended.is_dead:
                dead.append(tests)
            for test in tests if len(tests) == 1 or not ended.is_dead else ():
                self.footprint.add(test, None if ended.is_dead else ended.result[test])
        return dead

    def _walk(self, tests: list[str]) -> dict[str, Walked]:
        found = {}
        for test in tests:
            limit_seconds(SLOWEST_SECONDS)
            found[test] = walk(self.suite, self.folder, test)
        return found

    def judge(self, module: Module, mutants: Iterable[Mutant]) -> Iterator[tuple[Mutant, State]]:
        """How each mutant ends, as it ends."""
        tests: dict[str, list[str]] = {}

        def worth_trying() -> Iterator[Mutant]:
            for mutant in mutants:
                tests[mutant.name] = self._tests_of(module, mutant)
                if tests[mutant.name]:
                    yield mutant

        def work(mutant: Mutant) -> str | None:
            return self._try(module, mutant, tests[mutant.name])

        for mutant, ended in each(worth_trying(), work, self.processes):
            yield mutant, self._state(mutant, ended)
        yield from ((one, "untested") for one in mutants if not tests[one.name])

    def _state(self, mutant: Mutant, ended: Ended) -> State:
        if ended.is_dead:
            return "timeout" if ended.is_late else "killed"
        killer: str | None = ended.result
        if killer is None:
            return "survived"
        for place in (mutant.module, f"{mutant.module}.{mutant.function}"):
            if killer in self.killers[place]:
                self.killers[place].remove(killer)
            self.killers[place].appendleft(killer)
        return "killed"

    def _tests_of(self, module: Module, mutant: Mutant) -> list[str]:
        """Those that killed its neighbors, those of its module, the exact ones, the quickest."""
        first, last = mutant.lines
        lines = range(first, last + 1) if mutant.function else None
        found = self.footprint.tests_of(module.name, lines)
        found = [test for test in found if test in self.suite.items]
        likely = [*self.killers[f"{module.name}.{mutant.function}"], *self.killers[module.name]]
        likely += [test for test in self.footprint.seconds if f"/test_{module.name}" in test]
        likely += [test for test in found if "_exact.py" in test]
        # What a module holds is read by tests that pass through none of its lines.
        passing = (
            set(found if mutant.function else self.footprint.seconds) & self.suite.items.keys()
        )
        ordered = dict.fromkeys([*(test for test in likely if test in passing), *found])
        return self._enough(ordered, ENOUGH_SECONDS if mutant.function else ANEW_SECONDS)

    def _enough(self, tests: Iterable[str], seconds: float) -> list[str]:
        chosen: list[str] = []
        for test in tests:
            seconds -= self.footprint.seconds[test]
            if seconds < 0:
                break
            chosen.append(test)
        return chosen

    def _try(self, module: Module, mutant: Mutant, tests: list[str]) -> str | None:
        """The first test that fails on the mutant; None where all pass. In a process of its own."""
        suite, least = self.suite, LEAST_SECONDS
        try:
            if mutant.function:
                swap_code(self.package, module, mutant)
            else:
                least *= SLOWER
                limit_seconds(least)
                import_anew(self.root, self.package, module, mutant)
                suite = Suite(self.root, tests)
        except Exception:
            return tests[0]
        for test in tests:
            limit_seconds(max(least, SLOWER * self.footprint.seconds[test]))
            if not suite.passes(test):
                return test
        return None


def _last_few() -> deque[str]:
    return deque(maxlen=6)
