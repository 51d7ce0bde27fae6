"""The same button pressed ten times at once: one slip, ten equal answers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from copy import copy
from threading import Barrier

import pytest
from sqlalchemy import func, select

from shared.models import Submission
from shared.store import open_store
from tests.citizen import CitizenOverHttp, first_answer
from tests.fleet import Fleet
from tests.tally import tally

TAPS = 10


@pytest.mark.proof
def test_ten_taps_give_one_slip_and_ten_equal_answers(fleet: Fleet) -> None:
    citizen = CitizenOverHttp(fleet.state.kiosk.url)
    citizen.begin()
    citizen.answer_questions(first_answer, most=2)
    citizen.get("/take")
    earlier = count_slips(fleet)
    together = Barrier(TAPS)

    def tap(_: int) -> tuple[str, str]:
        hand = copy(citizen)
        hand.http = CitizenOverHttp(citizen.kiosk).http
        hand.cookies = dict(citizen.cookies)
        together.wait()
        hand.post("/take", chosen=[], paper="no")
        return hand.slip()

    with ThreadPoolExecutor(TAPS) as hands:
        answers = list(hands.map(tap, range(TAPS)))
    slips = count_slips(fleet) - earlier
    tally(
        "one button, ten taps at once", taps=TAPS, different_answers=len(set(answers)), slips=slips
    )
    assert len(set(answers)) == 1
    assert slips == 1


def count_slips(fleet: Fleet) -> int:
    """How many the kiosk has given out."""
    store = open_store(fleet.state.database_url("kiosk"))
    with store.read() as db:
        slips = db.scalar(select(func.count()).select_from(Submission)) or 0
    store.close()
    return slips
