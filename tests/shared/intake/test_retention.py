"""Each class of data goes when it should: not later, and no sooner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from shared.intake.outbox import waiting_envelopes
from shared.intake.paper import paper_key, print_again, print_state, read_paper
from shared.intake.receive import lease_numbers
from shared.intake.retention import (
    end_visit,
    settle_envelope,
    settle_print,
    sweep_city,
    sweep_kiosk,
)
from shared.models import (
    EnvelopeState,
    GuessWindow,
    Matter,
    MatterState,
    OutgoingEnvelope,
    PrintJob,
    PrintState,
    Slip,
    SlipLease,
    SlipState,
    Submission,
    Visit,
    VisitState,
)
from shared.store.claim import claim_print_job
from tests.shared.intake.conftest import City


def job(city: City) -> PrintJob:
    with city.store.read() as db:
        return db.scalars(select(PrintJob)).one()


def settle(city: City, state: PrintState) -> None:
    with city.store.write() as db:
        settle_print(db, "key-1", state)


def end(city: City) -> None:
    with city.store.write() as db:
        end_visit(db, "key-1")


def take(city: City) -> None:
    city.lend(1)
    city.take()


def test_a_confirmed_paper_is_shredded_at_once(city: City) -> None:
    take(city)
    settle(city, PrintState.CONFIRMED)
    assert (job(city).state, job(city).payload_sealed) == (PrintState.CONFIRMED, None)


@pytest.mark.parametrize("state", [PrintState.FAILED, PrintState.UNKNOWN])
def test_a_doubtful_paper_can_be_printed_again_while_the_visit_lasts(
    city: City, state: PrintState
) -> None:
    take(city)
    first_key = paper_key(job(city))
    settle(city, state)
    with city.store.write() as db:
        assert print_again(db, "key-1")
        assert print_state(db, "key-1") is PrintState.WAITING
        claimed = claim_print_job(db, city.at)
        assert claimed is not None
        assert read_paper(claimed, city.kiosk_keys) is not None
        assert paper_key(claimed) != first_key
    settle(city, state)
    end(city)
    assert job(city).payload_sealed is None
    with city.store.write() as db:
        assert not print_again(db, "key-1")
        assert read_paper(db.scalars(select(PrintJob)).one(), city.kiosk_keys) is None


def test_a_paper_not_known_to_have_failed_is_not_printed_again(city: City) -> None:
    take(city)
    with city.store.write() as db:
        assert not print_again(db, "key-1")
        assert not print_again(db, "no-such-key")
        assert print_state(db, "no-such-key") is None


@pytest.mark.parametrize("state", [PrintState.FAILED, PrintState.UNKNOWN, PrintState.CONFIRMED])
def test_a_paper_still_printing_outlives_the_visit_by_nothing(
    city: City, state: PrintState
) -> None:
    take(city)
    with city.store.write() as db:
        assert claim_print_job(db, city.at) is not None
    end(city)
    assert job(city).payload_sealed is not None
    settle(city, state)
    assert job(city).payload_sealed is None


@pytest.mark.parametrize("state", [PrintState.WAITING, PrintState.PRINTING])
def test_what_settles_nothing_is_refused(city: City, state: PrintState) -> None:
    take(city)
    with pytest.raises(ValueError, match="settles nothing"):
        settle(city, state)
    with pytest.raises(ValueError, match="settles nothing"), city.store.write() as db:
        settle_envelope(db, "key-1", EnvelopeState.WAITING)


def test_settling_what_is_not_there_is_no_fault(city: City) -> None:
    settle(city, PrintState.CONFIRMED)
    with city.store.write() as db:
        settle_envelope(db, "key-1")
        end_visit(db, "key-1")


def test_a_delivered_envelope_is_shredded_once(city: City) -> None:
    take(city)
    for state in (EnvelopeState.DELIVERED, EnvelopeState.REFUSED):
        with city.store.write() as db:
            settle_envelope(db, "key-1", state)
    with city.store.read() as db:
        envelope = db.scalars(select(OutgoingEnvelope)).one()
        assert (envelope.state, envelope.sealed) == (EnvelopeState.DELIVERED, None)
        assert waiting_envelopes(db) == []


def test_the_end_of_a_visit_shreds_its_answers_and_no_others(city: City) -> None:
    city.lend(2)
    city.take("key-1")
    city.take("key-2")
    end(city)
    with city.store.read() as db:
        kept = {row.key: row.answer_sealed is not None for row in db.scalars(select(Submission))}
        states = {visit.id: visit.state for visit in db.scalars(select(Visit))}
        assert len(waiting_envelopes(db)) == 2
    assert kept == {"key-1": False, "key-2": True}
    assert states == {"key-1": VisitState.ENDED, "key-2": VisitState.OPEN}


def test_the_sweep_ends_a_visit_a_crash_left_open(city: City) -> None:
    take(city)
    for minutes, expected in ((59, VisitState.OPEN), (1, VisitState.ENDED)):
        with city.after(minutes=minutes).store.write() as db:
            sweep_kiosk(db, city.at)
            assert db.scalars(select(Visit)).one().state is expected


def test_a_paper_whose_citizen_left_does_not_come_out_later(city: City) -> None:
    take(city)
    end(city)
    for seconds, expected in ((119, PrintState.WAITING), (1, PrintState.CANCELED)):
        with city.after(seconds=seconds).store.write() as db:
            sweep_kiosk(db, city.at)
        assert job(city).state is expected
    assert job(city).payload_sealed is None


def test_a_paper_waits_as_long_as_its_citizen(city: City) -> None:
    take(city)
    with city.after(minutes=30).store.write() as db:
        sweep_kiosk(db, city.at)
    assert job(city).state is PrintState.WAITING


def test_an_envelope_nobody_took_for_72_hours_goes(city: City) -> None:
    take(city)
    for hours, expected in ((71.9, EnvelopeState.WAITING), (0.1, EnvelopeState.EXPIRED)):
        with city.after(hours=hours).store.write() as db:
            sweep_kiosk(db, city.at)
            envelope = db.scalars(select(OutgoingEnvelope)).one()
            assert envelope.state is expected
    assert envelope.sealed is None


def test_after_a_week_the_kiosk_remembers_no_visit(city: City) -> None:
    take(city)
    for days, left in ((6, 1), (1, 0)):
        with city.after(days=days).store.write() as db:
            sweep_kiosk(db, city.at)
        with city.store.read() as db:
            for table in (Submission, PrintJob, OutgoingEnvelope, Visit):
                assert len(db.query(table).all()) == left, table


def test_the_city_shreds_what_nobody_opened_and_what_nobody_closed(city: City) -> None:
    city.lend(2)
    opened, waiting = city.take("key-1"), city.take("key-2")
    city.deliver()
    city.opened(opened)
    with city.after(hours=71, minutes=59).store.write() as db:
        assert sweep_city(db, city.at).expired == 0
    with city.after(minutes=1).store.write() as db:
        assert sweep_city(db, city.at).expired == 2
        assert sweep_city(db, city.at).expired == 0
    with city.store.read() as db:
        slips = db.scalars(select(Slip)).all()
        matter = db.scalars(select(Matter)).one()
    assert {(slip.state, slip.sealed) for slip in slips} == {(SlipState.EXPIRED, None)}
    assert (matter.state, matter.slip_key_sealed) == (MatterState.EXPIRED, None)
    assert waiting.digits != opened.digits


def test_after_a_season_a_number_may_be_lent_again(city: City) -> None:
    city.opened(city.slip())
    with city.store.write() as db:
        lease_numbers(db, "kiosk-1", 1, city.keys, city.at)
    for days, left in ((92, (1, 1, 2)), (1, (0, 0, 1))):
        with city.after(days=days).store.write() as db:
            sweep_city(db, city.at)
        with city.store.read() as db:
            counts = tuple(len(db.query(table).all()) for table in (Slip, Matter, SlipLease))
        assert counts == left


def test_guesses_are_forgotten_when_they_no_longer_count(city: City) -> None:
    city.open(city.slip().digits, "xyz")
    for step, left in ((timedelta(hours=71), 3), (timedelta(hours=1), 0)):
        city.at += step
        with city.store.write() as db:
            sweep_city(db, city.at)
        with city.store.read() as db:
            assert len(db.query(GuessWindow).all()) == left
