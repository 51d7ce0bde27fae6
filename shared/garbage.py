"""Python's own collector of garbage, in a server that holds much for good and little for long.

What is loaded at start stays for the life of the process. Left to itself the collector walks all of
it again and again, in the middle of somebody's answer.
"""

from __future__ import annotations

import gc

YOUNG, MIDDLE, OLD = 20_000, 20, 50  # how much is made between two collections of each age


def settle() -> None:
    """Let what has been loaded so far alone from here on, and look for the rest less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
