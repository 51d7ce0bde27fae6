"""The columns of our own: instants, short lists of codes, keys, states."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

import shared
from shared.models import Agent, Base, Visit, VisitState, new_id
from shared.store import Store

AT = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)  # the night the clocks change


def agent(**changes: object) -> Agent:
    values = {"id": "a", "name": "A", "sign_in": "a", "password_hash": "x", "created_at": AT}
    return Agent(**values | changes)


def test_an_instant_comes_back_in_utc_to_the_microsecond(store: Store) -> None:
    in_warsaw = AT.astimezone(timezone(timedelta(hours=2)))
    with store.write() as db:
        db.add(Visit(id="v", language="pl", started_at=in_warsaw))
    with store.read() as db:
        started_at = db.scalars(select(Visit.started_at)).one()
    assert (started_at, started_at.tzinfo) == (AT, UTC)


def test_a_naive_instant_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="time zone"), store.write() as db:
        db.add(Visit(id="v", language="pl", started_at=AT.replace(tzinfo=None)))


def test_instants_compare_in_the_database(store: Store) -> None:
    with store.write() as db:
        for seconds in (-1, 0, 1):
            at = AT + timedelta(seconds=seconds)
            db.add(Visit(id=str(seconds), language="pl", started_at=at))
    with store.read() as db:
        found = db.scalars(select(Visit.id).where(Visit.started_at <= AT)).all()
    assert set(found) == {"-1", "0"}


def test_codes_are_words_in_one_column(store: Store) -> None:
    with store.write() as db:
        db.add(agent(languages=["pl", "uk"]))
    with store.read() as db:
        assert db.scalars(select(Agent.languages)).one() == ("pl", "uk")
        assert db.execute(text("SELECT languages FROM agent")).scalar() == "pl uk"


@pytest.mark.parametrize("codes", [["pl uk"], [""]])
def test_a_code_of_two_words_or_none_is_refused(store: Store, codes: list[str]) -> None:
    with pytest.raises(StatementError, match="one word"), store.write() as db:
        db.add(agent(languages=codes))


def test_a_state_is_kept_as_its_word(store: Store) -> None:
    with store.write() as db:
        db.add(Visit(id="v", language="pl", started_at=AT, state=VisitState.ENDED))
    with store.read() as db:
        assert db.execute(text("SELECT state FROM visit")).scalar() == "ended"
        assert db.scalars(select(Visit.state)).one() is VisitState.ENDED


def test_keys_are_in_the_order_of_their_making() -> None:
    keys = [new_id() for _ in range(1000)]
    assert keys == sorted(keys)
    assert len(set(keys)) == 1000
    assert {key[14] for key in keys} == {"7"}


def test_no_column_is_made_for_a_name_an_address_or_a_number() -> None:
    columns = {column.name for table in Base.metadata.tables.values() for column in table.columns}
    personal = {"first_name", "last_name", "pesel", "birth_date", "address", "phone", "email"}
    assert columns & personal == set()
    owners = {t.name for t in Base.metadata.tables.values() if "name" in t.columns}
    things = {"audit_event", "call_event", "kiosk", "telephony_command", "wall_screen"}
    assert owners == {"agent", *things}


def test_shared_means_our_tree() -> None:
    """It is a taken name on the package index."""
    assert Path(shared.__file__ or "").parent == Path(__file__).parents[3] / "shared"
