"""Somebody presses *help*: one task, no personal data, and a state the kiosk can show."""

from __future__ import annotations

from sqlalchemy import select

from shared.intake.envelope import open_sealed
from shared.intake.outbox import waiting_envelopes
from shared.intake.receive import ReceivedState, receive
from shared.intake.retention import settle_envelope
from shared.intake.submit import HelpRequest, HelpState, ask_for_help, help_state
from shared.models import EnvelopeState, Task, TaskKind, TaskState
from shared.store.claim import claim_task
from tests.shared.intake.conftest import City


def ask(city: City, key: str = "help-1") -> HelpRequest:
    with city.store.write() as db:
        return ask_for_help(db, key, "kiosk-1", "uk", city.kiosk_keys, city.at)


def state(city: City) -> HelpState:
    with city.store.read() as db:
        return help_state(db, "help-1")


def test_asking_twice_is_asking_once(city: City) -> None:
    assert ask(city) == ask(city) == HelpRequest("help-1")
    with city.store.read() as db:
        (waiting,) = waiting_envelopes(db)
    envelope = open_sealed(waiting.sealed, city.keys.private_key)
    assert envelope is not None
    assert (envelope.answers, envelope.chosen, envelope.digits, envelope.word) == ({}, [], "", "")


def test_the_city_makes_one_task_of_it(city: City) -> None:
    ask(city)
    with city.store.read() as db:
        (waiting,) = waiting_envelopes(db)
    city.deliver()
    with city.store.write() as db:
        again = receive(db, waiting.sealed, city.keys, city.at)
    assert again.state is ReceivedState.DUPLICATE
    with city.store.read() as db:
        task = db.scalars(select(Task)).one()
    assert (task.kind, task.state, task.key) == (TaskKind.HELP, TaskState.WAITING, "help-1")
    assert (task.kiosk_id, task.language, task.created_at) == ("kiosk-1", "uk", city.at)


def test_the_kiosk_can_tell_how_far_it_has_come(city: City) -> None:
    assert state(city) is HelpState.UNKNOWN
    ask(city)
    assert state(city) is HelpState.WAITING
    city.deliver()
    assert state(city) is HelpState.DELIVERED
    with city.store.write() as db:
        task = claim_task(db, "ewa", city.at)
        assert task is not None
    assert state(city) is HelpState.ANSWERED
    for settled in (TaskState.COMPLETED, TaskState.CANCELED):
        with city.store.write() as db:
            db.get_one(Task, task.id).state = settled
        assert state(city) is HelpState.CLOSED


def test_without_the_city_the_envelope_tells(city: City) -> None:
    ask(city)
    with city.store.write() as db:
        settle_envelope(db, "help-1")
    assert state(city) is HelpState.DELIVERED


def test_a_refused_request_is_over(city: City) -> None:
    ask(city)
    with city.store.write() as db:
        settle_envelope(db, "help-1", EnvelopeState.REFUSED)
    assert state(city) is HelpState.CLOSED


def test_a_slip_makes_no_task(city: City) -> None:
    city.slip()
    with city.store.read() as db:
        assert db.scalars(select(Task)).all() == []
