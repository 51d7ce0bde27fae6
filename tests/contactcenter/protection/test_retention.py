"""One table says what is kept how long, and the sweeps obey it: not a minute less, none more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from contactcenter.caretaker import Caretaker
from contactcenter.center import EXTENSION
from shared.crypto import new_key
from shared.intake import register as register_module
from shared.intake.register import register, time_of
from shared.intake.retention import sweep_kiosk
from shared.intake.rotation import sealed_columns
from shared.models import Agent, AgentSession, AuditEvent, Base, Call, Kiosk
from shared.store.chain import Chain
from tests.contactcenter.city import KIOSK, City

SECOND = timedelta(seconds=1)
# What the sweeps of the city let go by time alone: its class, its table, what a row needs beside.
PLANTED = {
    "call": ("call", "ended_at"),
    "webhook": ("webhook_inbox", "received_at"),
    "command": ("telephony_command", "made_at"),
    "closing": ("line_mode", "closed_at"),
    "message": ("message", "made_at"),
    "agreement": ("agreement", "made_at"),
    "packet": ("referral", "made_at"),
    "voicemail": ("voicemail", "left_at"),
    "correction": ("content_correction", "created_at"),
    "signal": ("media_signal", "made_at"),
}


def test_every_sealed_column_is_of_one_class_and_every_class_of_an_activity() -> None:
    columns = [column for kept in register().kept for column in kept.columns]
    assert sorted(columns) == sorted(set(sealed_columns(Base.metadata.sorted_tables)))
    activities = {activity.id for activity in register().activities}
    assert {kept.activity for kept in register().kept} <= activities
    timeless = {kept.id for kept in register().kept if kept.time is None}
    assert timeless == {"opt_out", "one_time_code"}


def test_nothing_a_lawyer_has_to_say_is_said_as_certain() -> None:
    given = [activity.basis.status for activity in register().activities]
    assert set(given) | {kept.status for kept in register().kept} == {"to_confirm"}


def test_a_class_without_a_time_has_none() -> None:
    with pytest.raises(LookupError):
        time_of("opt_out")
    assert time_of("slip") == timedelta(hours=72)
    assert register_module.FILE.is_file()


@pytest.mark.parametrize("kept_id", PLANTED)
def test_the_city_keeps_it_to_the_last_second_and_not_longer(city: City, kept_id: str) -> None:
    kept = next(one for one in register().kept if one.id == kept_id)
    assert kept.time is not None
    plant(city, kept_id)
    caretaker = Caretaker(city.store, city.clock)
    city.clock.advance((kept.time - SECOND).total_seconds())
    caretaker.work()
    assert all(is_there(city, column) for column in kept.columns), kept_id
    city.clock.advance(1)
    caretaker.work()
    assert not any(is_there(city, column) for column in kept.columns), kept_id


def test_a_call_still_going_on_keeps_its_number(city: City) -> None:
    plant(city, "call", ended_at=None)
    city.clock.advance(timedelta(days=40).total_seconds())
    Caretaker(city.store, city.clock).work()
    assert is_there(city, "call.number_sealed")


def test_old_sign_ins_go_and_the_number_of_calls_stays(city: City) -> None:
    city.console()
    plant(city, "call")
    city.clock.advance(timedelta(days=90).total_seconds())
    Caretaker(city.store, city.clock).work()
    with city.store.read() as db:
        assert db.scalars(select(AgentSession)).all() == []
        call = db.scalars(select(Call)).one()
    assert (call.number_index, call.note_sealed) == (None, None)


def test_the_kiosks_sweep_knows_the_same_table(city: City) -> None:
    with city.store.write() as db:
        swept = sweep_kiosk(db, city.clock.now())
    assert (swept.expired, swept.notes, swept.traces) == (0, 0, 0)


def plant(city: City, kept_id: str, **values: object) -> None:
    """A row of this class made now, all its sealed columns filled."""
    kept = next(one for one in register().kept if one.id == kept_id)
    table_name, since = PLANTED[kept_id]
    with city.store.write() as db:
        agent_id = db.scalars(select(Agent.id)).first()
        assert db.get(Kiosk, KIOSK) is not None
        filled = {"agreement": "promise"}.get(kept_id)
        row = _row(table_name, city, str(agent_id)) | {since: city.clock.now()}
        for column in kept.columns:
            if column.startswith(f"{table_name}."):
                row[column.split(".")[1]] = new_key()
        if kept_id in ("voicemail", "signal"):
            db.execute(insert(Base.metadata.tables["call"]), _row("call", city, str(agent_id)))
        db.execute(insert(Base.metadata.tables[table_name]), row | values)
        if filled:
            promise = _row(filled, city, str(agent_id)) | {"agreement_id": "x"}
            sealed = {"what_sealed": new_key(), "papers_sealed": new_key()}
            db.execute(insert(Base.metadata.tables[filled]), promise | sealed)


def _row(table_name: str, city: City, agent_id: str) -> dict[str, object]:
    """A value for every column that must have one."""
    row: dict[str, object] = {}
    for column in Base.metadata.tables[table_name].columns:
        if column.nullable or column.server_default is not None:
            continue
        row[column.name] = _value(column, city, agent_id)
    extra: dict[str, Callable[[], dict[str, object]]] = {
        "referral": lambda: {"matter_id": "m"},
        "agreement": lambda: {"matter_id": "m"},
    }
    return row | extra.get(table_name, dict)()


def _value(column, city: City, agent_id: str) -> object:
    kind = type(column.type).__name__
    if kind == "Enum":
        return column.type.enum_class(column.type.enums[0])
    if column.name in ("agent_id", "proposed_by"):
        return agent_id
    values = {"Instant": city.clock.now(), "Boolean": False, "Integer": 0, "JSON": {}, "Codes": ()}
    return new_key() if kind == "LargeBinary" else values.get(kind, "x")


def is_there(city: City, column: str) -> bool:
    """Whether any row still has a value there."""
    table, name = column.split(".")
    found = Base.metadata.tables[table].columns[name]
    with city.store.read() as db:
        return db.scalar(select(found).where(found.is_not(None)).limit(1)) is not None


def test_the_trail_itself_goes_by_whole_days_and_its_end_can_be_proved(city: City) -> None:
    city.console()
    store, day = city.app.extensions[EXTENSION].store, timedelta(days=1).total_seconds()
    caretaker = Caretaker(store, city.clock)
    city.clock.advance(time_of("audit").total_seconds())
    caretaker.work()
    assert signed_in(city) == 1
    city.clock.advance(day)
    caretaker.work()
    caretaker.work()
    assert signed_in(city) == 0
    with city.store.read() as db:
        pruned = db.scalars(select(AuditEvent).where(AuditEvent.name == "trail_pruned")).all()
        assert len(pruned) == 1
        assert Chain(city.settings.city_secret).follow(db).broken is None


def signed_in(city: City) -> int:
    """How many sign-ins the trail knows of."""
    with city.store.read() as db:
        return len(db.scalars(select(AuditEvent).where(AuditEvent.name == "agent_signed_in")).all())
