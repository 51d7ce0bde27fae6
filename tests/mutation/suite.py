"""The tests, collected once and kept warm: which of them pass through a line, and do they pass?"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import coverage
import hypothesis
import pytest

OPTIONS = "-q --assert=plain --import-mode=importlib -p no:randomly -p no:xdist -p no:cacheprovider"
# A property that fails need not say on how small a case: looking for that takes a minute.
hypothesis.settings.register_profile(
    "mutation", phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate), database=None
)


class Suite:
    """Collected tests, each run on its own by its id, in this process."""

    def __init__(self, root: Path, paths: Sequence[str]) -> None:
        hypothesis.settings.load_profile("mutation")
        arguments = [*OPTIONS.split(), "--rootdir", str(root), *paths]
        self.config = _configured(arguments)
        self.session = pytest.Session.from_config(self.config)
        self.config.hook.pytest_sessionstart(session=self.session)
        self.items = {item.nodeid: item for item in self.session.perform_collect()}

    def passes(self, test: str) -> bool:
        """Whether one test passes. Whatever it raises is a no."""
        item = self.items[test]
        try:
            item._initrequest()
            self.session._setupstate.setup(item)
            item.runtest()
        except (Exception, pytest.fail.Exception, SystemExit):
            return False
        finally:
            self.session._setupstate.teardown_exact(None)
        return True


def _configured(arguments: list[str]) -> pytest.Config:
    from _pytest.config import _prepareconfig

    config = _prepareconfig(arguments)
    config._do_configure()
    return config


# What a test takes, in CPU seconds, and the lines it passes by module; None where it fails.
Walked = tuple[float, dict[str, list[int]]] | None


@dataclass
class Footprint:
    """Where each test goes, by its id: the lines of each module, and its CPU seconds.

    `met` are all that were tried, `seconds` holds those that are quick enough and pass.
    """

    met: set[str] = field(default_factory=set)
    seconds: dict[str, float] = field(default_factory=dict)
    by_line: dict[tuple[str, int], set[str]] = field(default_factory=dict)

    def add(self, test: str, walked: Walked) -> None:
        """Take what one test walked through; None where it did not come to its end."""
        self.met.add(test)
        if walked is None:
            return
        self.seconds[test], by_module = walked
        for module, lines in by_module.items():
            for line in lines:
                self.by_line.setdefault((module, line), set()).add(test)

    def forget(self, files: Collection[str]) -> None:
        """Let go of the tests of these files."""
        gone = {test for test in self.met if test.partition("::")[0] in files}
        self.met -= gone
        self.seconds = {test: took for test, took in self.seconds.items() if test not in gone}
        for tests in self.by_line.values():
            tests -= gone

    def tests_of(self, module: str, lines: range | None) -> list[str]:
        """The tests that pass through any of the lines (None: any at all), the quickest first."""
        if lines is None:
            passing = [tests for place, tests in self.by_line.items() if place[0] == module]
        else:
            passing = [self.by_line.get((module, line), set()) for line in lines]
        found = set[str]().union(*passing)
        return sorted(found, key=lambda test: (self.seconds[test], test))


def walk(suite: Suite, folder: Path, test: str) -> Walked:
    """Run one test on the right code: how long it takes, and where it goes; None where it fails."""
    measuring = coverage.Coverage(data_file=None, include=[f"{folder}/*"], config_file=False)
    measuring.set_option("run:disable_warnings", ["no-data-collected"])
    measuring.start()
    began = time.process_time()
    has_passed = suite.passes(test)
    seconds = time.process_time() - began
    measuring.stop()
    data = measuring.get_data()
    lines = {Path(file).stem: list(data.lines(file) or ()) for file in data.measured_files()}
    return (seconds, lines) if has_passed else None
