"""A matter in an agent's hands, and what is left of it afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from shared.intake.matter import (
    Away,
    MatterAway,
    MatterClosed,
    OpenedMatter,
    close_matter,
    read_matter,
    read_note,
    save_matter,
)
from shared.intake.retention import sweep_city
from shared.models import AuditEvent, Matter, MatterState, Slip, SlipState
from tests.shared.intake.conftest import HOUSEHOLD, City

CHANGED = {"facts": {"household_size": 3}, "persons": [{"age": 41}, {"age": 7}]}


def read(city: City, matter_id: str, agent_id: str = "ewa", **options: Any) -> Any:
    with city.store.read() as db:
        return read_matter(db, matter_id, agent_id, city.keys, **options)


def save(city: City, matter_id: str, agent_id: str = "ewa", **options: Any) -> Any:
    with city.store.write() as db:
        return save_matter(db, matter_id, agent_id, CHANGED, city.keys, city.at, **options)


def close(city: City, matter_id: str, agent_id: str = "ewa", note: str = "Oddzwoni.") -> Any:
    with city.store.write() as db:
        return close_matter(db, matter_id, agent_id, "informed", note, city.keys, city.at)


def test_an_opened_matter_is_read_as_it_was_opened(city: City) -> None:
    matter = city.opened(city.slip())
    assert read(city, matter.matter_id) == matter


def test_what_is_saved_is_read_by_whoever_opens_next(city: City) -> None:
    slip = city.slip()
    matter = city.opened(slip)
    saved = save(city.after(minutes=4), matter.matter_id)
    assert isinstance(saved, OpenedMatter)
    assert (saved.household, saved.chosen) == (CHANGED, matter.chosen)
    assert read(city, matter.matter_id) == saved
    assert city.opened(slip, "jan").household == CHANGED
    with city.store.read() as db:
        assert db.scalars(select(Matter.saved_at)).one() == city.at


def test_the_choice_of_services_may_change_too(city: City) -> None:
    matter = city.opened(city.slip())
    assert save(city, matter.matter_id, chosen=["karta_duzej_rodziny"]).chosen == [
        "karta_duzej_rodziny"
    ]
    assert save(city, matter.matter_id, chosen=[]).chosen == []


@pytest.mark.parametrize("use", [read, save, close])
def test_nobody_else_can_touch_it(city: City, use: Any) -> None:
    slip = city.slip()
    matter = city.opened(slip, "ewa")
    assert use(city, matter.matter_id, "jan") == MatterAway(Away.NOT_YOURS)
    city.opened(slip, "jan")
    assert use(city, matter.matter_id, "ewa") == MatterAway(Away.NOT_YOURS)
    with city.store.read() as db:
        assert db.scalars(select(Matter.state)).one() is MatterState.OPEN


@pytest.mark.parametrize("use", [read, save, close])
def test_a_matter_that_is_none_is_unknown(city: City, use: Any) -> None:
    assert use(city, "no-such-matter") == MatterAway(Away.UNKNOWN)


def test_past_its_hours_it_is_gone_before_the_sweep_and_after(city: City) -> None:
    matter = city.opened(city.slip())
    city.after(hours=72)
    assert isinstance(read(city, matter.matter_id), OpenedMatter)
    for _ in range(2):
        assert read(city, matter.matter_id, at=city.at) == MatterAway(Away.EXPIRED)
        assert save(city, matter.matter_id) == MatterAway(Away.EXPIRED)
        assert close(city, matter.matter_id) == MatterAway(Away.EXPIRED)
        with city.store.write() as db:
            sweep_city(db, city.at)
    assert read(city, matter.matter_id) == MatterAway(Away.EXPIRED)


def test_closing_leaves_the_disposition_and_no_answers(city: City) -> None:
    matter = city.opened(city.slip())
    closed = close(city.after(minutes=9), matter.matter_id)
    assert closed == MatterClosed(matter.matter_id, "informed", city.at)
    with city.store.read() as db:
        row, slip = db.scalars(select(Matter)).one(), db.scalars(select(Slip)).one()
    assert (slip.state, slip.sealed) == (SlipState.CLOSED, None)
    assert (row.state, row.slip_key_sealed) == (MatterState.CLOSED, None)
    assert (row.disposition, row.closed_at) == ("informed", city.at)


def test_closing_twice_is_closing_once(city: City) -> None:
    matter = city.opened(city.slip())
    first = close(city, matter.matter_id)
    assert close(city.after(minutes=1), matter.matter_id, note="Inna.") == first
    with city.store.read() as db:
        assert read_note(db, matter.matter_id, city.keys) == "Oddzwoni."
    assert read(city, matter.matter_id) == MatterAway(Away.CLOSED)
    assert save(city, matter.matter_id) == MatterAway(Away.CLOSED)


def test_a_note_is_sealed_and_stays_thirty_days(city: City) -> None:
    matter = city.opened(city.slip())
    close(city, matter.matter_id)
    with city.store.read() as db:
        sealed = db.scalars(select(Matter.note_sealed)).one()
        assert sealed is not None
        assert b"Oddzwoni" not in sealed
    for days, expected in ((29, "Oddzwoni."), (1, None)):
        with city.after(days=days).store.write() as db:
            sweep_city(db, city.at)
            assert read_note(db, matter.matter_id, city.keys) == expected


def test_an_empty_note_is_none(city: City) -> None:
    matter = city.opened(city.slip())
    close(city, matter.matter_id, note="  ")
    with city.store.read() as db:
        assert read_note(db, matter.matter_id, city.keys) is None


@pytest.mark.parametrize("disposition", ["", "Pani Anna zadzwoni", "a" * 41, "ąę", "x1"])
def test_a_disposition_cannot_hold_a_sentence(city: City, disposition: str) -> None:
    with pytest.raises(ValueError, match="short word"), city.store.write() as db:
        close_matter(db, "any", "ewa", disposition, "", city.keys, city.at)


def test_the_row_alone_does_not_hold_the_key(city: City) -> None:
    matter = city.opened(city.slip())
    city.keys = type(city.keys)(bytes(range(60, 92)), city.keys.private_key)
    with pytest.raises(ValueError, match="secret"):
        read(city, matter.matter_id)


def test_what_agents_do_is_on_the_audit_trail_without_a_word_of_it(city: City) -> None:
    matter = city.opened(city.slip())
    save(city, matter.matter_id)
    close(city, matter.matter_id)
    with city.store.read() as db:
        events = db.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    ids = {"matter_id": matter.matter_id, "agent_id": "ewa"}
    assert [(event.name, event.fields) for event in events][-2:] == [
        ("matter_saved", ids),
        ("matter_closed", {**ids, "disposition": "informed"}),
    ]
    assert not any(str(HOUSEHOLD["facts"]) in str(event.fields) for event in events)
