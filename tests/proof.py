"""`make proof`: the same tests at full counts, and a dated table of what they counted.

python -m tests.proof                   all of them, and then the mutants
python -m tests.proof center            one part alone, with a table of its own
python -m tests.proof line --from FILE  its table from tallies of runs that were made one by one
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PROOF = ROOT / "docs" / "proof"
TALLY = ROOT / "var" / "tally.jsonl"
OPTIONS = "-m pytest -m proof -p no:randomly -n 2 --dist loadfile --durations=20 --durations-min=5"
EXTREMES = frozenset({"longest", "slowest"})  # of many runs, the worst
PARTS = {
    "center": (
        "tests/contactcenter/queue",
        "tests/contactcenter/desk",
        "tests/contactcenter/supervising",
        "tests/contactcenter/agencies",
        "tests/contactcenter/protection",
        "tests/contactcenter/test_sign_in.py",
        "tests/contract/test_requests.py",
        "tests/contract/test_kiosk_requests.py",
        "tests/contract/test_sessions.py",
        "tests/scale",
        "tests/shared/store",
        "tests/shared/intake/test_rotation.py",
    ),
    "line": (
        "tests/contactcenter/queue",
        "tests/contactcenter/telephony",
        "tests/contactcenter/menu",
        "tests/contactcenter/simulation",
        "tests/fault/test_calls_killed.py",
    ),
}


def main() -> int:
    """Run the tests marked as proof; write the table only when all of them pass."""
    given = read_arguments()
    if given.tallies:
        lines = [line for file in given.tallies for line in read_lines(file)]
        return tell(write_table(lines, given.part))
    TALLY.parent.mkdir(exist_ok=True)
    TALLY.unlink(missing_ok=True)
    began = time.monotonic()
    environment = {**os.environ, "OKIENKO_PROOF": "1", "OKIENKO_TALLY": str(TALLY)}
    command = [sys.executable, *OPTIONS.split(), *PARTS.get(given.part, ())]
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if status == 0:
        tell(write_table(read_lines(TALLY), given.part, time.monotonic() - began))
        status = try_mutants() if given.part is None else 0
    return status


def read_arguments() -> argparse.Namespace:
    """Which part, and whether its tallies are there already."""
    parser = argparse.ArgumentParser(prog="tests.proof")
    parser.add_argument("part", nargs="?", choices=sorted(PARTS))
    parser.add_argument("--from", dest="tallies", nargs="+", type=Path, metavar="FILE")
    return parser.parse_args()


def read_lines(file: Path) -> list[dict[str, Any]]:
    """What tests counted, one line each."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def tell(path: Path) -> int:
    """Say where the table is."""
    print(f"Written: {path.relative_to(ROOT)}")  # noqa: T201
    return 0


def try_mutants() -> int:
    """Whether the tests notice what is wrong, at the counts of every day; it has its own table."""
    everyday = {name: value for name, value in os.environ.items() if name != "OKIENKO_PROOF"}
    command = [sys.executable, "-W", "ignore", "-m", "tests.mutation"]
    return subprocess.run(command, cwd=ROOT, env=everyday, check=False).returncode


def write_table(
    counted: list[dict[str, Any]], part: str | None, seconds: float | None = None
) -> Path:
    """One row per promise, like beside like."""
    today = datetime.now(UTC).date()  # noqa: TID251
    rows = sum_up(counted)
    is_gathered = seconds is None
    took = "runs of their own, shortly before" if is_gathered else f"{seconds:.0f} s"
    stands = "Gathered at commit" if is_gathered else "Commit"
    what = f" of the {part}" if part else ""
    lines = [
        f"# Proof{what} of {today}",
        "",
        f"{stands} `{_commit()}`, {len(rows)} promises, {took}, {os.cpu_count()} cores.",
        "",
        "| promise | counted |",
        "| --- | --- |",
        *(f"| {row.pop('promise')} | {_figures(row)} |" for row in rows),
        "",
    ]
    PROOF.mkdir(parents=True, exist_ok=True)
    path = PROOF / (f"{today}-{part}.md" if part else f"{today}.md")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def sum_up(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row per promise and circumstance, in order; counts of many runs are added up."""
    sums: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: str(row["promise"])):
        circumstance = tuple(value for value in row.values() if isinstance(value, str))
        earlier = sums.setdefault(circumstance, {})
        for name, value in row.items():
            add = max if name in EXTREMES else sum
            is_number = isinstance(value, int) or name in EXTREMES
            is_again = is_number and name in earlier
            earlier[name] = add((earlier[name], value)) if is_again else value
    return list(sums.values())


def _figures(row: dict[str, object]) -> str:
    return ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in row.items())


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


if __name__ == "__main__":
    raise SystemExit(main())
