"""Either app killed at random while slips are taken: nothing acknowledged lost, nothing twice."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import urllib3
from sqlalchemy import func, select

from shared.clock import SystemClock
from shared.intake.desk import OpenedMatter, open_slip
from shared.intake.keys import CityKeys
from shared.models import Slip
from shared.store import open_store
from tests.citizen import CitizenOverHttp, first_answer
from tests.fleet import Fleet, await_that
from tests.tally import count, tally

SUBMISSIONS = count(12, 200)
KILLS = count(2, 24)
APPS = ("kiosk", "contact center")


@pytest.mark.proof
def test_no_acknowledged_slip_is_lost_or_doubled_when_an_app_is_killed(fleet: Fleet) -> None:
    killed = Counter()
    given = {}
    with killing_at_random(fleet, killed):
        while len(given) < SUBMISSIONS or killed.total() < KILLS:
            slip = try_to_take(fleet.state.kiosk.url)
            if slip is not None:
                given[slip[0]] = slip[1]
    await_delivery(fleet, len(given))
    lost = [digits for digits, word in given.items() if not opens(fleet, digits, word)]
    sheets = Counter(sheet.name.split("-")[-1] for sheet in paper(fleet))
    doubled = [name for name, copies in sheets.items() if copies > 1]
    tally(
        "kill -9 of either app during submissions",
        submissions=len(given),
        kills=killed.total(),
        lost=len(lost),
        doubled=len(doubled),
    )
    assert killed.total() >= KILLS, killed
    assert not lost
    assert not doubled


@contextmanager
def killing_at_random(fleet: Fleet, killed: Counter[str]) -> Iterator[None]:
    """Kill one of the apps again and again in the background, and start it anew each time."""

    def work() -> None:
        dice, pause = random.Random(20261122), threading.Event()
        while killed.total() < KILLS:
            pause.wait(dice.uniform(0.1, 1.2))
            name = dice.choice(APPS)
            fleet.kill(name)
            fleet.start(name)
            killed[name] += 1

    thread = threading.Thread(target=work)
    thread.start()
    yield
    thread.join()


def try_to_take(kiosk: str) -> tuple[str, str] | None:
    """One citizen's visit; None when the kiosk died under their hands before it showed a slip."""
    citizen = CitizenOverHttp(kiosk)
    try:
        citizen.begin()
        citizen.answer_questions(first_answer, most=2)
        return citizen.take()
    except (urllib3.exceptions.HTTPError, AssertionError):
        return None


def await_delivery(fleet: Fleet, at_least: int) -> None:
    store = open_store(fleet.state.database_url("city"))

    def has_all() -> bool:
        with store.read() as db:
            return (db.scalar(select(func.count()).select_from(Slip)) or 0) >= at_least

    await_that(has_all, "slips are still on their way", seconds=60)
    store.close()


def opens(fleet: Fleet, digits: str, word: str) -> bool:
    """Whether the city can open the slip with what its citizen was shown."""
    secrets = fleet.state.secrets
    keys = CityKeys.load(secrets / "city_secret.key", secrets / "city_private.key")
    store = open_store(fleet.state.database_url("city"))
    with store.write() as db:
        opened = open_slip(db, digits, word, "tester", "test", keys, SystemClock().now())
    store.close()
    return isinstance(opened, OpenedMatter)


def paper(fleet: Fleet) -> list[Path]:
    return list((fleet.state.hardware / "paper").glob("*.pdf"))
