"""A simulated day at the line: the same seed, the same day; and nothing left of it afterwards."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contactcenter.settings import Settings
from contactcenter.simulation.callers import CLOSED, OPEN, draw
from contactcenter.simulation.commands import add_arguments, run_simulation
from contactcenter.simulation.crew import SIGN_IN, dismiss, hire
from contactcenter.simulation.day import live_through
from contactcenter.simulation.marks import BLOCK, MOST_CALLERS, remove
from contactcenter.simulation.play import Play
from contactcenter.simulation.told import lines_of, summary
from contactcenter.telephony.local_provider.chaos import Chaos
from contactcenter.telephony.settings import TelephonySettings
from shared.cli import Stop
from shared.models import Agent, Call, CallLeg, Period, Task, WebhookInbox
from tests.contactcenter.content import small_city
from tests.contactcenter.desk.desks import quick_hashes
from tests.contactcenter.telephony.line import CALLER, Line, build_line
from tests.tally import count, tally

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
BAD = Chaos(doubles=0.3, delays=0.2, drops=0.05, delay_seconds=3.0)
EVENING = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)


@pytest.mark.proof
def test_one_seed_is_one_day_and_nobody_is_lost() -> None:
    """Twice the same journal, to the second, with a bad line; every call comes to its end."""
    callers = draw(7, count(3, 300), NOON, count(60, 2 * 3600))
    with quick_hashes():
        days = [live_through(small_city(), callers, NOON, 2, 7, chaos=BAD) for _ in range(2)]
    first, again = days
    assert first.journal == again.journal
    assert first.figures == again.figures
    assert first.counts["dialed"] == len(callers)
    assert (first.counts["on_the_line"], first.counts["to_come"]) == (0, 0)
    assert sum(first.calls.values()) >= len(callers)
    assert "going_on" not in first.calls
    assert first.figures.still_waiting == 0
    assert any(entry.what == "talks" for entry in first.journal)
    told = [*lines_of(first.journal), *summary(first.counts, first.figures, first.calls, {})]
    assert not any(BLOCK in line for line in told)
    tally(
        "A simulated day on a bad line repeats itself, and no caller is lost",
        callers=len(callers),
        lines=len(first.journal),
        webhooks=first.webhooks,
    )


def test_seeds_draw_different_people() -> None:
    seven, eight = (draw(seed, 200, NOON, 3600) for seed in (7, 8))
    assert seven == draw(7, 200, NOON, 3600)
    assert seven != eight
    assert {one.kind for one in seven} == set(OPEN)
    assert {one.kind for one in draw(7, 200, EVENING, 3600)} == set(CLOSED)
    assert {one.language for one in seven} == {"pl", "uk", "en"}
    assert len({one.number for one in seven}) == len(seven)


@pytest.fixture
def line(tmp_path: Path) -> Line:
    return build_line(tmp_path)


def test_what_they_leave_behind_is_removed_and_nothing_else(line: Line) -> None:
    real = line.wait_for_a_person(CALLER)
    play = Play(line.exchange, draw(7, 4, NOON, 5))
    play.start()
    hire(line.city.store, 1, line.city.clock.now())
    line.exchange.advance(8)
    secret = line.city.settings.city_secret
    with line.city.store.write() as db:
        assert remove(db, secret).going_on == 4
    play.stop()
    line.turn()
    assert play.is_over
    with line.city.store.write() as db:
        assert (remove(db, secret), dismiss(db)) == ((4, 0), 1)
    left = line.call(real)
    assert [one.id for one in line.rows(Call)] == [left.id]
    assert [one.id for one in line.rows(Task)] == [left.task_id]
    assert all(one.call_id == left.id for one in line.rows(CallLeg))
    of_calls = {one.subject_id for one in line.rows(Period)}
    assert of_calls <= {left.id, left.task_id, *(one.id for one in line.rows(Agent))}
    with line.city.store.read() as db:
        assert {one.sid for one in db.query(WebhookInbox)} == {left.provider_sid}
    made_up = [one for one in line.rows(Agent) if one.sign_in.startswith(SIGN_IN)]
    assert [one.is_enabled for one in made_up] == [False]


@pytest.mark.parametrize("given", [["--clock", "real"], ["--remove"]])
@pytest.mark.parametrize("kind", ["twilio", "none"])
def test_it_is_never_done_to_a_real_line(line: Line, kind: str, given: list[str]) -> None:
    settings = line.city.settings.__dict__ | {"telephony": TelephonySettings(kind=kind)}
    with pytest.raises(Stop, match=f"the telephone here is {kind}"):
        run_simulation(_said(*given), lambda: Settings(**settings))


@pytest.mark.parametrize(
    "given", [["--callers", str(MOST_CALLERS + 1)], ["--minutes", "0"], ["--seed", "x"]]
)
def test_what_makes_no_sense_is_said(given: list[str]) -> None:
    with pytest.raises(Stop, match=given[0]):
        run_simulation(_said(*given), lambda: pytest.fail("no settings are needed"))


def _said(*given: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(given)
