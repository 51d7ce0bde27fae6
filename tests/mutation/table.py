"""The table of a whole run: per module, and every survivor with the reason it may live."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

SURVIVORS = Path(__file__).with_name("survivors.yaml")
LEAST_SHARE = 0.9
KILLED = ("killed", "timeout")
SHORT = 150

States = Mapping[str, Mapping[str, str]]  # by module and by the name of the mutant


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run came to: `unexplained` lived without a reason, `stale` reasons are of no use."""

    total: int
    killed: int
    unexplained: tuple[str, ...]
    stale: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether enough were noticed and everybody knows why the rest were not."""
        is_enough = self.killed >= LEAST_SHARE * self.total
        return is_enough and not self.unexplained and not self.stale


def reasons() -> dict[str, str]:
    """Why each mutant that is known to live may live."""
    groups: list[dict[str, Any]] = yaml.safe_load(SURVIVORS.read_text(encoding="utf-8"))
    return {mutant: group["reason"] for group in groups for mutant in group["mutants"]}


def sum_up(states: States) -> Verdict:
    """What all modules together came to."""
    every = {name: state for of_module in states.values() for name, state in of_module.items()}
    alive = {name for name, state in every.items() if state not in KILLED}
    known = reasons()
    of_run = {name for name in known if name.partition(".")[0] in states}
    return Verdict(
        total=len(every),
        killed=len(every) - len(alive),
        unexplained=tuple(sorted(alive - known.keys())),
        stale=tuple(sorted(of_run - alive)),
    )


def write_table(states: States, folder: Path, root: Path, *, run: str) -> Path:
    """Write the table of a run of all modules; where it is. `run`: what there is to say of it."""
    today = datetime.now(UTC).date()  # noqa: TID251
    path = folder / f"{today}-mutation.md"
    found = sum_up(states)
    lines = [
        f"# Mutants of the engine, {today}",
        "",
        f"Commit `{_commit(root)}`, {run}, {os.cpu_count()} cores.",
        "",
        f"**{found.killed} of {found.total} noticed: {_share(found.killed, found.total)}.**",
        "A mutant is one thing changed in `shared/diagnosis`; it is noticed when a test of",
        "`tests/shared/diagnosis` fails or takes ten times as long. `make mutation` repeats it.",
        "",
        "| module | mutants | killed | timeout | survived | untested | noticed |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(_row(module, Counter(of.values())) for module, of in sorted(states.items()) if of),
        "",
        "## Who lives, and why",
        "",
        *_living(states),
    ]
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _row(module: str, counted: Counter[str]) -> str:
    names = ("killed", "timeout", "survived", "untested")
    dead = sum(counted[name] for name in KILLED)
    cells = [module, str(counted.total()), *(str(counted[name]) for name in names)]
    return f"| {' | '.join(cells)} | {_share(dead, counted.total())} |"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _living(states: States) -> list[str]:
    known, by_reason = reasons(), dict[str, list[str]]()
    for of_module in states.values():
        for name, state in of_module.items():
            if state not in KILLED:
                by_reason.setdefault(known.get(name, "Nobody knows yet."), []).append(name)
    lines: list[str] = []
    for reason, names in sorted(by_reason.items(), key=lambda item: -len(item[1])):
        lines += [f"**{len(names)}:** {reason}", "", *(f"- `{_short(one)}`" for one in names), ""]
    return lines


def _short(name: str) -> str:
    return name if len(name) <= SHORT else f"{name[: SHORT - 1]}…"


def _commit(root: Path) -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()
