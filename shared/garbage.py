"""Python's own collector of garbage, in a server that holds much for good and little for long.

What is loaded at start stays for the life of the process. Left to itself the collector walks all of
it again and again, in the middle of somebody's answer.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG, MIDDLE, OLD = 20_000, 20, 50  # how much is made between two collections of each age


@contextmanager
def loading() -> Iterator[None]:
    """Nearly all that is made in this block stays: nobody looks for garbage in it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def settle() -> None:
    """Let what has been loaded so far alone from here on, and look for the rest less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
