"""The mutants themselves: which there are, and that a test that notices one is believed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.mutants import read_module
from tests.mutation.table import reasons, sum_up

ROOT = Path(__file__).parents[2]

TOY = '''"""A toy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

if TYPE_CHECKING:
    from datetime import date

Pair = tuple[int, int] | None
LIMIT = 7


def is_small(number: int, spare: int = 0) -> bool:
    """Whether it is below the limit."""
    return number + spare < LIMIT


class Box:
    """A box."""

    def __init__(self, held: int) -> None:
        self.held = held

    @property
    def double(self) -> int:
        return 2 * self.held

    def adder(self) -> Callable[[int], int]:
        def add(more: int) -> int:
            return self.held + more

        return add


def never() -> str:
    return "nobody calls it"


def forever(numbers: list[int]) -> int:
    while numbers:
        numbers.pop()
    return len(numbers)
'''
TESTS = """from toy import box


def test_box():
    one = box.Box(4)
    assert (one.double, one.adder()(3)) == (8, 7)


def test_small():
    assert box.is_small(6)
    assert not box.is_small(8)
    assert not box.is_small(6, 1)


def test_forever():
    assert box.forever([1, 2]) == 0
"""
RUN = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.mutation import runner
from tests.mutation.mutants import read_module
from tests.mutation.suite import Suite
runner.LEAST_SECONDS = 0.2
root = Path(sys.argv[1])
one = runner.Runner(root, "toy", Suite(root, ["test_toy.py"]))
one.measure()
module = read_module(root / "toy" / "box.py")
print(json.dumps({mutant.name: state for mutant, state in one.judge(module, module.mutants)}))
"""


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A package of one module, and its tests."""
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy" / "__init__.py").write_text("")
    (tmp_path / "toy" / "box.py").write_text(TOY)
    (tmp_path / "test_toy.py").write_text(TESTS)
    return tmp_path


EXPECTED = {
    "box.(module): LIMIT = 8": "killed",
    "box.(module): def is_small(number: int, spare: int=1) -> bool:": "killed",
    "box.is_small: return None": "killed",
    "box.is_small: return number + spare <= LIMIT": "killed",
    "box.is_small: return number + spare >= LIMIT": "killed",
    "box.is_small: return number - spare < LIMIT": "killed",
    "box.Box.__init__: without self.held = held": "killed",
    "box.Box.double: return None": "killed",
    "box.Box.double: return 2 // self.held": "killed",
    "box.Box.double: return 3 * self.held": "killed",
    "box.Box.adder: return None": "killed",
    "box.Box.adder: return self.held - more": "killed",
    "box.Box.adder: return None (2)": "killed",
    "box.never: return None": "untested",
    "box.never: return 'XX'": "untested",
    "box.forever: while not numbers:": "killed",
    "box.forever: without numbers.pop()": "timeout",
    "box.forever: return None": "killed",
}


def test_every_small_wrong_turn_is_there_once(toy: Path) -> None:
    names = [mutant.name for mutant in read_module(toy / "toy" / "box.py").mutants]
    assert sorted(names) == sorted(EXPECTED)


def test_each_ends_as_it_should(toy: Path) -> None:
    command = [sys.executable, "-c", RUN, str(toy)]
    ours = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=toy, env=ours, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == EXPECTED


def test_a_run_is_good_when_nine_of_ten_die_and_the_rest_has_a_reason() -> None:
    some = next(iter(reasons()), None)
    dead = {f"nothing.f: {number}": "killed" for number in range(9)}
    assert sum_up({"nothing": dead}).is_good
    alive = {**dead, "nothing.f: x": "survived"}
    assert sum_up({"nothing": alive}).unexplained == ("nothing.f: x",)
    assert not sum_up({"nothing": alive}).is_good
    if some is not None:
        module = some.partition(".")[0]
        assert some in sum_up({module: {some: "killed"}}).stale
