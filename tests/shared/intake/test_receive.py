"""The city's door: what it takes in, what it refuses, and whom it lends numbers."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import select

from shared.intake.envelope import Envelope, seal
from shared.intake.outbox import waiting_envelopes
from shared.intake.receive import (
    LARGEST_LEASE,
    SLIP_LIFE,
    Received,
    ReceivedState,
    lease_numbers,
    receive,
    register_kiosk,
)
from shared.intake.slip import check_digit, is_valid, number_index
from shared.models import AuditEvent, EnvelopeKind, Kiosk, Slip, SlipLease, SlipState
from shared.store import open_store
from tests.shared.intake.conftest import AT, City

REFUSED, DUPLICATE, RECEIVED = (
    ReceivedState.REFUSED,
    ReceivedState.DUPLICATE,
    ReceivedState.RECEIVED,
)


def deliver(city: City, sealed: bytes, from_kiosk: str | None = None) -> Received:
    with city.store.write() as db:
        return receive(db, sealed, city.keys, city.at, from_kiosk=from_kiosk)


def sealed(city: City, **changes: Any) -> bytes:
    values: dict[str, Any] = {
        "key": "key-1",
        "kind": EnvelopeKind.SLIP,
        "kiosk_id": "kiosk-1",
        "made_at": AT,
        "language": "pl",
        "word": "agrest",
    }
    return seal(Envelope(**values | changes), city.kiosk_keys.city_public_key)


def taken(city: City) -> bytes:
    """The sealed envelope of a real taking."""
    city.lend(1)
    city.take()
    with city.store.read() as db:
        (waiting,) = waiting_envelopes(db)
    return waiting.sealed


def test_a_slip_is_kept_by_its_blind_index_until_its_hours_are_over(city: City) -> None:
    envelope = taken(city)
    later = city.after(hours=2).at
    assert deliver(city, envelope) == (RECEIVED, "key-1", EnvelopeKind.SLIP, None)
    with city.store.read() as db:
        slip = db.scalars(select(Slip)).one()
    assert (slip.key, slip.kiosk_id, slip.state) == ("key-1", "kiosk-1", SlipState.WAITING)
    assert (slip.made_at, slip.received_at, slip.expires_at) == (AT, later, AT + SLIP_LIFE)


def test_a_kiosk_whose_clock_is_ahead_gains_no_hours(city: City) -> None:
    (digits,) = city.lend(1)
    ahead = city.at + SLIP_LIFE
    assert deliver(city, sealed(city, digits=digits, made_at=ahead)).state is RECEIVED
    with city.store.read() as db:
        assert db.scalars(select(Slip)).one().expires_at == AT + SLIP_LIFE


def test_a_repeat_is_welcome_and_changes_nothing(city: City) -> None:
    envelope = taken(city)
    states = [deliver(city, envelope).state for _ in range(3)]
    assert states == [RECEIVED, DUPLICATE, DUPLICATE]
    with city.store.read() as db:
        assert len(db.scalars(select(Slip)).all()) == 1
        received = select(AuditEvent).where(AuditEvent.name == "envelope_received")
        assert len(db.scalars(received).all()) == 1


def test_ten_deliveries_at_once_are_one(city: City) -> None:
    envelope = taken(city)
    url = city.store.engine.url.render_as_string(hide_password=False)
    ready = threading.Barrier(10)
    states: list[ReceivedState] = []

    def deliver_once() -> None:
        own = open_store(url)
        ready.wait()
        with own.write() as db:
            states.append(receive(db, envelope, city.keys, city.at).state)
        own.close()

    threads = [threading.Thread(target=deliver_once) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(states) == sorted([RECEIVED] + [DUPLICATE] * 9)


def test_what_cannot_be_read_is_refused(city: City) -> None:
    assert deliver(city, b"garbage") == (REFUSED, None, None, "unreadable")


def test_a_kiosk_cannot_post_as_another(city: City) -> None:
    envelope = taken(city)
    assert deliver(city, envelope, from_kiosk="kiosk-2").why == "wrong_kiosk"
    assert deliver(city, envelope, from_kiosk="kiosk-1").state is RECEIVED


def test_a_stranger_is_refused(city: City) -> None:
    assert deliver(city, sealed(city, kiosk_id="kiosk-9")).why == "unknown_kiosk"


def test_a_kiosk_switched_off_is_refused_and_lent_nothing(city: City) -> None:
    envelope = taken(city)
    with city.store.write() as db:
        db.get_one(Kiosk, "kiosk-1").is_enabled = False
    assert deliver(city, envelope).why == "unknown_kiosk"
    assert city.lend(3) == []


@pytest.mark.parametrize("wrong", [{"digits": ""}, {"digits": "12345678"}, {"word": "xyz"}])
def test_what_is_no_slip_is_refused(city: City, wrong: dict[str, str]) -> None:
    (digits,) = city.lend(1)
    assert deliver(city, sealed(city, **{"digits": digits} | wrong)).why == "invalid_slip"


def test_a_number_nobody_lent_is_refused(city: City) -> None:
    digits = "1234567" + check_digit("1234567")
    assert deliver(city, sealed(city, digits=digits)).why == "number_not_leased"


def test_a_number_lent_to_another_kiosk_is_refused(city: City) -> None:
    with city.store.write() as db:
        register_kiosk(db, "kiosk-2", AT)
    (digits,) = city.lend(1, "kiosk-2")
    assert deliver(city, sealed(city, digits=digits)).why == "number_not_leased"


def test_a_number_is_used_once(city: City) -> None:
    (digits,) = city.lend(1)
    assert deliver(city, sealed(city, digits=digits)).state is RECEIVED
    second = deliver(city, sealed(city, digits=digits, key="key-2"))
    assert (second.state, second.key, second.why) == (REFUSED, "key-2", "number_used")


def test_refusals_are_on_the_audit_trail(city: City) -> None:
    deliver(city, b"garbage")
    with city.store.read() as db:
        event = db.scalars(select(AuditEvent).where(AuditEvent.name == "envelope_refused")).one()
    assert event.fields == {"why": "unreadable"}


def test_lent_numbers_are_valid_and_nobody_elses(city: City) -> None:
    with city.store.write() as db:
        register_kiosk(db, "kiosk-2", AT)
        lent = [lease_numbers(db, f"kiosk-{n}", 100, city.keys, AT) for n in (1, 2, 1, 2)]
    numbers = [digits for block in lent for digits in block]
    assert len(numbers) == len(set(numbers)) == 400
    assert all(is_valid(digits) for digits in numbers)
    with city.store.read() as db:
        leases = {lease.number_index: lease.kiosk_id for lease in db.scalars(select(SlipLease))}
    expected = {
        number_index(digits, city.keys.secret): f"kiosk-{1 + block % 2}"
        for block, digits_of in enumerate(lent)
        for digits in digits_of
    }
    assert leases == expected


def test_a_number_already_lent_is_drawn_again(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["one", "one", "two"])
    monkeypatch.setattr("shared.intake.receive.new_number", lambda: next(drawn))
    with city.store.write() as db:
        assert lease_numbers(db, "kiosk-1", 2, city.keys, AT) == ["one", "two"]


def test_nobody_is_lent_more_than_a_block(city: City) -> None:
    with city.store.write() as db:
        assert len(lease_numbers(db, "kiosk-1", 10**6, city.keys, AT)) == LARGEST_LEASE
        assert lease_numbers(db, "kiosk-1", -1, city.keys, AT) == []
        assert lease_numbers(db, "kiosk-9", 5, city.keys, AT) == []


def test_registering_twice_changes_nothing(city: City) -> None:
    with city.store.write() as db:
        first = register_kiosk(db, "kiosk-2", AT, name="Zachodnia", location_id="mops_zachodnia")
        again = register_kiosk(db, "kiosk-2", AT, name="Another")
    assert first is again
    assert (again.name, again.location_id, again.is_enabled) == (
        "Zachodnia",
        "mops_zachodnia",
        True,
    )
