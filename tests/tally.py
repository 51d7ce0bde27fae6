"""How often a test runs, and where it writes down what it counted.

`make test` runs small counts. `make proof` runs the counts an issue names and gathers what tests
tally into a dated table.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

FILE = "OKIENKO_TALLY"


def is_proof() -> bool:
    """Whether this run is the big one."""
    return os.environ.get("OKIENKO_PROOF") == "1"


def count(small: int, large: int) -> int:
    """How often: `small` in the everyday suite, `large` in the proof."""
    return large if is_proof() else small


def tally(promise: str, **figures: object) -> None:
    """Write down what was counted, if anybody is gathering."""
    path = os.environ.get(FILE)
    if path:
        with Path(path).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"promise": promise, **figures}, ensure_ascii=False) + "\n")
