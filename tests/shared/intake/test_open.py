"""Opening a slip: six honest refusals, and what an agent sees when it opens."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from shared.intake.desk import Refusal, SlipRefused
from shared.intake.matter import OpenedMatter, close_matter
from shared.intake.retention import sweep_city
from shared.intake.slip import check_digit, words
from shared.models import AuditEvent, Matter, Slip, SlipState
from tests.shared.intake.conftest import AT, HOUSEHOLD, City, taking


def other_word(word: str) -> str:
    return words()[(words().index(word) + 1) % len(words())]


def refused(reason: Refusal) -> SlipRefused:
    return SlipRefused(reason)


def test_digits_and_word_open_it(city: City) -> None:
    slip = city.slip()
    matter = city.after(minutes=5).open(slip.digits, slip.word)
    assert isinstance(matter, OpenedMatter)
    given = taking()
    assert (matter.household, matter.chosen) == (HOUSEHOLD, given.chosen)
    assert (matter.language, matter.on, matter.content_hash) == ("uk", given.on, "c0ffee")
    assert (matter.kiosk_id, matter.agent_id) == ("kiosk-1", "ewa")
    assert (matter.made_at, matter.opened_at) == (AT, city.at)
    with city.store.read() as db:
        assert db.scalars(select(Slip)).one().state is SlipState.OPENED


def test_it_opens_however_it_is_typed(city: City) -> None:
    slip = city.slip()
    spaced = f"{slip.digits[:4]} {slip.digits[4:]}"
    assert isinstance(city.open(spaced, f" {slip.word.upper()} "), OpenedMatter)


@pytest.mark.parametrize("digits", ["", "12345678", "99000000", "abc"])
def test_no_number_at_all_is_unknown(city: City, digits: str) -> None:
    assert city.open(digits, "agrest") == refused(Refusal.UNKNOWN_NUMBER)


def test_a_number_nobody_gave_out_is_unknown(city: City) -> None:
    digits = "1234567" + check_digit("1234567")
    assert city.open(digits, "agrest") == refused(Refusal.UNKNOWN_NUMBER)


def test_a_slip_on_its_way_has_not_arrived(city: City) -> None:
    city.lend(1)
    slip = city.take()
    assert city.open(slip.digits, slip.word) == refused(Refusal.NOT_ARRIVED)
    city.deliver()
    assert isinstance(city.open(slip.digits, slip.word), OpenedMatter)


def test_another_word_does_not_open_it(city: City) -> None:
    slip = city.slip()
    assert city.open(slip.digits, other_word(slip.word)) == refused(Refusal.WRONG_WORD)
    assert city.open(slip.digits, "xyz") == refused(Refusal.WRONG_WORD)
    assert city.open(slip.digits, "") == refused(Refusal.WRONG_WORD)
    assert isinstance(city.open(slip.digits, slip.word), OpenedMatter)


@pytest.mark.parametrize("is_swept", [False, True])
def test_after_72_hours_it_has_expired(city: City, is_swept: bool) -> None:
    slip = city.slip()
    assert isinstance(city.after(hours=71, minutes=59).open(slip.digits, slip.word), OpenedMatter)
    city.after(minutes=1)
    if is_swept:
        with city.store.write() as db:
            sweep_city(db, city.at)
    assert city.open(slip.digits, slip.word) == refused(Refusal.EXPIRED)


def test_a_closed_one_says_so(city: City) -> None:
    slip = city.slip()
    matter = city.opened(slip)
    with city.store.write() as db:
        close_matter(db, matter.matter_id, "ewa", "informed", "", city.keys, city.at)
    assert city.open(slip.digits, slip.word) == refused(Refusal.CLOSED)


def test_opening_again_is_the_same_matter(city: City) -> None:
    slip = city.slip()
    first = city.opened(slip)
    assert city.after(minutes=1).opened(slip) == first
    with city.store.read() as db:
        assert len(db.scalars(select(Matter)).all()) == 1


def test_whoever_is_told_the_word_holds_the_matter(city: City) -> None:
    slip = city.slip()
    first = city.opened(slip, "ewa")
    second = city.opened(slip, "jan")
    assert (second.matter_id, second.agent_id) == (first.matter_id, "jan")


def test_both_outcomes_are_on_the_audit_trail(city: City) -> None:
    slip = city.slip()
    city.open(slip.digits, other_word(slip.word))
    matter = city.opened(slip)
    with city.store.read() as db:
        events = db.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(event.name, event.fields) for event in events][-2:] == [
        ("slip_refused", {"agent_id": "ewa", "why": "wrong_word"}),
        ("slip_opened", {"matter_id": matter.matter_id, "agent_id": "ewa"}),
    ]


def test_the_database_alone_opens_nothing(city: City) -> None:
    """Whoever copies the city's tables but not its secret has digits and words to no avail."""
    slip = city.slip()
    stolen = type(city.keys)(bytes(range(50, 82)), city.keys.private_key)
    city.keys = stolen
    assert city.open(slip.digits, slip.word) == refused(Refusal.UNKNOWN_NUMBER)
