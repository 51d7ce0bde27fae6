"""First come, first served: whoever asked for a turn before others has it before them."""

from __future__ import annotations

import threading
from collections.abc import Callable

from shared.store.turns import Turns
from tests.fleet import await_that

LONG = 30.0


def in_line(turns: Turns, count: int) -> Callable[[], bool]:
    return lambda: len(turns._line) == count


def test_turns_come_in_the_order_they_were_asked_for() -> None:
    turns, came = Turns(), []
    assert turns.take(LONG)

    def wait_for_it(name: int) -> None:
        assert turns.take(LONG)
        came.append(name)
        turns.give()

    waiting = [threading.Thread(target=wait_for_it, args=(name,)) for name in range(12)]
    for number, thread in enumerate(waiting, start=1):
        thread.start()
        await_that(in_line(turns, number), "nobody stands in line")
    turns.give()
    for thread in waiting:
        thread.join(LONG)
    assert came == list(range(12))


def test_who_gives_and_asks_again_stands_behind_the_others() -> None:
    turns, came = Turns(), []
    assert turns.take(LONG)
    other = threading.Thread(target=lambda: (turns.take(LONG), came.append("other"), turns.give()))
    other.start()
    await_that(in_line(turns, 1), "nobody stands in line")
    turns.give()
    assert turns.take(LONG)
    came.append("again")
    turns.give()
    other.join(LONG)
    assert came == ["other", "again"]


def test_who_loses_patience_leaves_the_line_as_it_was() -> None:
    turns = Turns()
    assert turns.take(LONG)
    assert not turns.take(0.001)
    assert in_line(turns, 0)()
    turns.give()
    assert turns.take(0.001)


def test_a_turn_handed_over_in_the_last_moment_is_not_lost() -> None:
    turns = Turns()
    late = threading.Lock()
    late.acquire()
    turns._is_taken = True  # by the one who gave up waiting just as the turn came
    assert turns._was_handed_over_late(late)
    turns.give()
    assert turns.take(0.001)
