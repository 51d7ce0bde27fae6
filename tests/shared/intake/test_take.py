"""At the kiosk: one key, one slip, however often and however at once it is asked for."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.intake.envelope import open_sealed
from shared.intake.numbers import count_numbers, keep_numbers, take_number
from shared.intake.outbox import count_waiting, waiting_envelopes
from shared.intake.paper import Paper, read_paper
from shared.intake.retention import end_visit
from shared.intake.slip import is_valid, words
from shared.intake.submit import NoNumberLeft, Slip, VisitEnded, ask_for_help, take
from shared.models import AuditEvent, EnvelopeKind, OutgoingEnvelope, PrintJob, Submission, Visit
from shared.store import Store, open_store
from shared.store.claim import claim_print_job
from tests.shared.intake.conftest import AT, HOUSEHOLD, City, taking


def rows(store: Store, table: Any) -> int:
    with store.read() as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def test_a_slip_has_a_lent_number_and_a_word_of_the_list(city: City) -> None:
    numbers = city.lend(3)
    slip = city.take()
    assert slip.digits in numbers
    assert is_valid(slip.digits)
    assert slip.word in words()
    assert (slip.key, slip.visit_id) == ("key-1", "key-1")


def test_everything_happens_in_one_transaction(city: City) -> None:
    city.lend(1)
    with pytest.raises(RuntimeError, match="undone"), city.store.write() as db:
        take_and_fail(db, city)
    assert [
        rows(city.store, table) for table in (Visit, Submission, PrintJob, OutgoingEnvelope)
    ] == [0] * 4
    with city.store.read() as db:
        assert count_numbers(db) == 1


def take_and_fail(db: Session, city: City) -> None:
    assert isinstance(take(db, "key-1", taking(), city.kiosk_keys, AT), Slip)
    raise RuntimeError("undone")


def test_the_envelope_tells_the_city_everything(city: City) -> None:
    city.lend()
    slip = city.take()
    with city.store.read() as db:
        (waiting,) = waiting_envelopes(db)
    envelope = open_sealed(waiting.sealed, city.keys.private_key)
    assert envelope is not None
    assert (envelope.key, envelope.kind, envelope.kiosk_id) == (
        "key-1",
        EnvelopeKind.SLIP,
        "kiosk-1",
    )
    assert (envelope.digits, envelope.word, envelope.made_at) == (slip.digits, slip.word, AT)
    given = taking()
    assert (envelope.answers, envelope.chosen) == (HOUSEHOLD, given.chosen)
    assert (envelope.language, envelope.content_hash, envelope.on) == ("uk", "c0ffee", given.on)


def test_the_paper_bears_the_slip_and_the_sheet(city: City) -> None:
    city.lend()
    slip = city.take()
    with city.store.write() as db:
        job = claim_print_job(db, AT)
        assert job is not None
        assert job.payload_sealed is not None
        assert slip.digits.encode() not in job.payload_sealed
        paper = read_paper(job, city.kiosk_keys)
    assert paper == Paper(slip.digits, slip.word, "uk", taking().sheet)


def test_no_paper_unless_it_is_wanted(city: City) -> None:
    city.lend()
    city.take(wants_paper=False)
    assert rows(city.store, PrintJob) == 0


def test_the_audit_trail_tells_what_was_done_and_nothing_of_whom(city: City) -> None:
    city.lend(1)
    city.take()
    with city.store.read() as db:
        event = db.scalars(select(AuditEvent).where(AuditEvent.name == "slip_taken")).one()
    assert event.fields == {
        "key": "key-1",
        "kiosk_id": "kiosk-1",
        "language": "uk",
        "on_paper": True,
    }


def test_a_repeat_gets_the_same_answer_and_does_nothing(city: City) -> None:
    city.lend()
    first = city.take()
    again = city.after(minutes=3).take(household={"facts": {}}, language="pl")
    assert again == first
    assert [rows(city.store, table) for table in (Visit, PrintJob, OutgoingEnvelope)] == [1, 1, 1]
    with city.store.read() as db:
        assert count_numbers(db) == 4


def test_ten_at_once_get_one_slip_and_ten_equal_answers(city: City) -> None:
    city.lend(20)
    url = city.store.engine.url.render_as_string(hide_password=False)
    ready = threading.Barrier(10)
    answers: list[Any] = []

    def tap() -> None:
        own = open_store(url)
        ready.wait()
        with own.write() as db:
            answer = take(db, "key-1", taking(), city.kiosk_keys, AT)
        answers.append(answer)
        own.close()

    taps = [threading.Thread(target=tap) for _ in range(10)]
    for thread in taps:
        thread.start()
    for thread in taps:
        thread.join()
    assert len(answers) == 10
    assert len(set(answers)) == 1
    assert isinstance(answers[0], Slip)
    assert [rows(city.store, table) for table in (Submission, PrintJob, OutgoingEnvelope)] == [
        1,
        1,
        1,
    ]
    with city.store.read() as db:
        assert count_numbers(db) == 19


def test_without_a_number_nothing_is_kept_and_a_later_try_succeeds(city: City) -> None:
    with city.store.write() as db:
        assert take(db, "key-1", taking(), city.kiosk_keys, AT) == NoNumberLeft()
    assert [rows(city.store, table) for table in (Submission, PrintJob, OutgoingEnvelope)] == [
        0,
        0,
        0,
    ]
    city.lend(1)
    assert isinstance(city.take(), Slip)


def test_one_visit_may_take_twice(city: City) -> None:
    city.lend()
    slips = {city.take(key, visit_id="visit-1").digits for key in ("key-1", "key-2")}
    assert len(slips) == 2
    assert rows(city.store, Visit) == 1


def test_after_the_visit_a_repeat_learns_nothing_and_adds_nothing(city: City) -> None:
    city.lend()
    city.take("key-1", visit_id="visit-1")
    with city.store.write() as db:
        end_visit(db, "visit-1")
    with city.store.write() as db:
        assert take(db, "key-1", taking(), city.kiosk_keys, AT) == VisitEnded()
        late = take(db, "key-2", taking(visit_id="visit-1"), city.kiosk_keys, AT)
    assert late == VisitEnded()
    assert rows(city.store, Submission) == 1


def test_a_key_that_asked_for_help_takes_no_slip(city: City) -> None:
    city.lend()
    with city.store.write() as db:
        ask_for_help(db, "key-1", "kiosk-1", "pl", city.kiosk_keys, AT)
    with pytest.raises(ValueError, match="asked for help"), city.store.write() as db:
        take(db, "key-1", taking(), city.kiosk_keys, AT)


def test_an_answer_sealed_with_another_device_key_is_an_alarm(city: City) -> None:
    city.lend()
    city.take()
    stranger = type(city.kiosk_keys)(bytes(range(9, 41)), city.kiosk_keys.city_public_key)
    with pytest.raises(ValueError, match="device key"), city.store.write() as db:
        take(db, "key-1", taking(), stranger, AT)
    with city.store.write() as db:
        job = claim_print_job(db, AT)
        assert job is not None
        with pytest.raises(ValueError, match="device key"):
            read_paper(job, stranger)


def test_numbers_are_kept_once_and_given_out_once(city: City) -> None:
    with city.store.write() as db:
        assert keep_numbers(db, "kiosk-1", ["11111111", "22222222"], AT) == 2
        assert keep_numbers(db, "kiosk-1", ["22222222", "33333333"], AT) == 1
    taken = []
    with city.store.write() as db:
        while lent := take_number(db):
            taken.append(lent)
        assert count_numbers(db) == 0
    assert sorted(lent.digits for lent in taken) == ["11111111", "22222222", "33333333"]
    assert {lent.kiosk_id for lent in taken} == {"kiosk-1"}


def test_envelopes_wait_in_the_order_they_were_made(city: City) -> None:
    city.lend()
    for number in range(4):
        city.after(seconds=1).take(f"key-{number}")
    with city.store.read() as db:
        assert [waiting.key for waiting in waiting_envelopes(db, 3)] == ["key-0", "key-1", "key-2"]
        assert count_waiting(db) == 4
