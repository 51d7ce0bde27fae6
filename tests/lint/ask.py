"""Asks the solver, and counts. A household found once is tried first at the next question."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import z3

from tests.lint.worth import NO

MOST_STEPS = 2_000_000
FEW_STEPS = 100_000
MUCH_PATIENCE = 10
KEPT = 12


class Answer(StrEnum):
    """What the solver says."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


@dataclass
class Asker:
    """Whether there is a household of which something holds.

    Steps are counted, not seconds: a slow machine finds the same.
    """

    steps: int = MOST_STEPS
    asked: int = 0
    solved: int = 0
    seconds: float = 0.0
    models: dict[str, deque[z3.ModelRef]] = field(default_factory=dict)

    def ask(
        self, domain: z3.BoolRef, goal: z3.BoolRef, about: str, *, is_hint: bool = False
    ) -> Answer:
        """Whether a household in the domain meets the goal. `about`: who may know one already.

        `is_hint`: only a yes helps, so it is soon given up.
        """
        self.asked += 1
        if goal is NO:
            return Answer.NO
        began = time.process_time()
        try:
            return self._ask(domain, goal, about, is_hint=is_hint)
        finally:
            self.seconds += time.process_time() - began

    def household(self, about: str) -> str:
        """The household found last, for people: what is not no and not zero."""
        model = self.models[about][0]
        said = sorted((str(one), str(model[one])) for one in model.decls() if one.arity() == 0)
        return ", ".join(f"{name} {value}" for name, value in said if value not in {"False", "0"})

    def _ask(self, domain: z3.BoolRef, goal: z3.BoolRef, about: str, *, is_hint: bool) -> Answer:
        kept = self.models.setdefault(about, deque(maxlen=KEPT))
        for model in kept:
            if z3.is_true(model.eval(goal, model_completion=True)):
                return Answer.YES
        self.solved += 1
        tries = ((z3.SimpleSolver, min(self.steps, FEW_STEPS)),) if is_hint else self._tries()
        for make, steps in tries:
            solver = make()
            solver.set("rlimit", steps)
            solver.add(domain, goal)
            found = solver.check()
            if found == z3.sat:
                kept.appendleft(solver.model())
                return Answer.YES
            if found == z3.unsat:
                return Answer.NO
        return Answer.UNDECIDED

    def _tries(self) -> Iterator[tuple[Callable[[], z3.Solver], int]]:
        """What to ask, in turn. How many steps a question takes depends on all the process asked
        before, so the last tries have much patience.
        """
        for patience in (1, MUCH_PATIENCE):
            for make in (z3.SimpleSolver, z3.Solver):
                yield make, patience * self.steps
