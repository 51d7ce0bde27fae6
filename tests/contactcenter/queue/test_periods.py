"""The log of stretches: gapless, without overlaps, whatever order the messages come in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from contactcenter.queue import periods
from shared.models import Period, PeriodSubject
from shared.store import Store, open_store
from tests.contactcenter.queue.floor import NINE, Floor
from tests.databases import migrated_sqlite
from tests.tally import count

CALL = PeriodSubject.CALL
SECONDS = st.integers(-600, 600)
many = settings(derandomize=True, deadline=None, database=None, max_examples=count(12, 1000))


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One database for all examples: each has a subject of its own."""
    path = tmp_path_factory.mktemp("log") / "log.db"
    path.write_bytes(migrated_sqlite().read_bytes())
    return open_store(f"sqlite:///{path}")


@pytest.mark.proof
@many
@given(moments=st.lists(st.tuples(SECONDS, st.booleans()), min_size=1, max_size=12))
def test_no_gap_and_no_overlap_whatever_times_come_in_whatever_order(
    log: Store, moments: list[tuple[int, bool]]
) -> None:
    with log.write() as db:
        for number, (seconds, is_end) in enumerate(moments):
            at = NINE + timedelta(seconds=seconds)
            if is_end and number:
                periods.close(db, CALL, "one", at)
            else:
                periods.begin(db, CALL, "one", f"state-{number}", at)
        stretches = periods.of(db, CALL, "one")
        for one, next_ in pairwise(stretches):
            assert one.ended_at is not None
            assert one.began_at <= one.ended_at <= next_.began_at
        assert sum(one.ended_at is None for one in stretches) <= 1
        if not any(is_end for _, is_end in moments):
            assert periods.is_gapless(stretches)
            assert [one.state for one in stretches if one.ended_at != one.began_at][-1:] == [
                stretches[-1].state
            ]
        for one in stretches:
            db.delete(one)


def test_the_database_itself_refuses_a_second_open_stretch(either_floor: Floor) -> None:
    given = {"subject": CALL, "subject_id": "one", "began_at": NINE}
    with pytest.raises(IntegrityError), either_floor.store.write() as db:
        db.add_all([Period(state="talking", **given), Period(state="held", **given)])


def test_a_stretch_over_midnight_counts_on_both_days() -> None:
    began_at = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)  # half past eleven in the city
    talk = Period(state="talking", began_at=began_at, ended_at=began_at + timedelta(hours=1))
    rest = Period(state="pause", began_at=began_at + timedelta(hours=1), ended_at=None)
    assert periods.sums_by_day([talk, rest], began_at + timedelta(hours=2)) == {
        date(2026, 11, 23): {"talking": 1800.0},
        date(2026, 11, 24): {"talking": 1800.0, "pause": 3600.0},
    }


def test_a_day_when_the_clock_goes_back_has_twenty_five_hours() -> None:
    began_at = datetime(2026, 10, 23, 22, 0, tzinfo=UTC)  # midnight before the 24th
    open_ = Period(state="offline", began_at=began_at, ended_at=None)
    sums = periods.sums_by_day([open_], began_at + timedelta(hours=24 + 25))
    assert [round(states["offline"] / 3600) for states in sums.values()] == [24, 25]


def test_every_second_of_an_agent_is_in_the_log_once(floor: Floor) -> None:
    anna = floor.hire("anna")
    floor.ready(anna)
    floor.call()
    floor.later(30, anna)
    floor.serve(anna, 90)
    floor.later(600)
    floor.round()
    stretches = floor.stretches(PeriodSubject.AGENT, anna)
    assert periods.is_gapless(stretches)
    [sums] = periods.sums_by_day(stretches, floor.at).values()
    assert sum(sums.values()) == (floor.at - NINE).total_seconds() == 720
    assert (sums["talking"], sums["ready"]) == (90, 630)
