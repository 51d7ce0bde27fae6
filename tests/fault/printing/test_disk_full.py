"""The journal cannot be written: without its word nothing goes to the printer."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hardware.device import Fault, Outcome, Settlement, State
from hardware.journal import Journal
from tests.fault.printing.mishap import KEY, PAGES, Room, print_when_well
from tests.tally import tally

# the write that finds no room: what is said, and how many sheets come out
WRITES = {
    "prepare": (State.FAILED, 0),
    "hand": (State.FAILED, 0),
    "settle": (State.UNKNOWN, PAGES),
}


@contextmanager
def no_room_on_disk() -> Iterator[None]:
    """No file of this process may grow: the kernel refuses the write, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.proof
@pytest.mark.parametrize("write", WRITES)
def test_disk_full(room: Room, write: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = getattr(Journal, write)

    def on_a_full_disk(journal: Journal, *arguments: object) -> Settlement | Outcome | None:
        with no_room_on_disk():
            return whole(journal, *arguments)

    state, sheets = WRITES[write]
    with monkeypatch.context() as patch:
        patch.setattr(type(room.journal), write, on_a_full_disk)
        settlement = room.print()
    assert (settlement.state, settlement.fault) == (state, Fault.JOURNAL_FAILED)
    assert room.sheets() == sheets
    assert print_when_well(room).state is State.CONFIRMED
    assert room.sheets() == sheets, "what was not handed does not come out later"
    tally(f"paper: disk full when it is time to {write}", said=state.value, sheets=room.sheets())


def test_room_again_and_the_printer_tells_what_was_not_written(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(type(room.journal), "settle", lambda *_: _raise_full())
        assert room.print().state is State.UNKNOWN
    for following in room.desk.recover({"page": room.driver}):
        following.join()
    settlement = room.desk.settlement(KEY)
    assert settlement is not None
    assert settlement.state is State.CONFIRMED


def _raise_full() -> Settlement:
    import sqlite3

    raise sqlite3.OperationalError("database or disk is full")
