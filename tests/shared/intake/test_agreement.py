"""What was agreed: written once, read back as it stands, shown under a code, and forgotten."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from shared.intake.agreement import (
    Beginning,
    Promised,
    Unkept,
    begin,
    change,
    promise,
    read_back,
    settle,
    withdraw,
    withdraw_all,
)
from shared.intake.agreement_code import (
    LIMITS,
    CodeRefused,
    code_of,
    find_by_code,
    give_code,
    normalize_code,
)
from shared.intake.agreement_seen import (
    AgreementView,
    PromiseView,
    agreement_of,
    due_promises,
    marks,
    sweep_agreements,
)
from shared.intake.contact import Contact, contact, is_dangerous, judge_contact, note
from shared.models import (
    Agreement,
    AuditEvent,
    Call,
    CallDirection,
    CallMedium,
    CallState,
    Doer,
    Promise,
    PromiseOutcome,
)
from tests.shared.intake.conftest import City

TALK = Beginning(call_id="call-1", language="uk")
DECIDES = Promised(
    doer=Doer.AGENCY,
    deed="decide",
    service_id="dodatek_mieszkaniowy",
    organization_id="css",
    papers=("identity_document",),
    due_on=date(2026, 12, 1),
)
RINGS = Promised(doer=Doer.LINE, words="Zadzwonimy w sprawie pism z zarządu.")


def add_call(city: City, **more: Any) -> str:
    with city.store.write() as db:
        call = Call(
            id="call-1", medium=CallMedium.PHONE, direction=CallDirection.INBOUND,
            state=CallState.TALKING, began_at=city.at, **more,
        )  # fmt: skip
        db.add(call)
    return "call-1"


def agree(city: City, promised: Promised = DECIDES, key: str = "line-1") -> str:
    with city.store.write() as db:
        agreement_id = begin(db, TALK, "ewa", city.at)
        kept = promise(db, agreement_id, key, promised, "ewa", city.keys, city.at)
    assert isinstance(kept, PromiseView)
    return agreement_id


def read_out(city: City, agreement_id: str) -> bool:
    with city.store.write() as db:
        return read_back(db, agreement_id, marks(db, agreement_id), "ewa", city.at)


def found(city: City) -> AgreementView:
    with city.store.read() as db:
        agreement = agreement_of(db, TALK.key, city.keys)
    assert agreement is not None
    return agreement


def test_an_agreement_and_its_lines_are_written_once(city: City) -> None:
    add_call(city)
    assert agree(city) == agree(city) == agree(city, RINGS, "line-2")
    first, second = found(city).promises
    assert (first.deed, first.papers, first.due_on) == ("decide", DECIDES.papers, DECIDES.due_on)
    assert second.words == RINGS.words
    with city.store.read() as db:
        names = db.scalars(select(AuditEvent.name)).all()
    assert (names.count("agreement_begun"), names.count("promise_made")) == (1, 2)


def test_a_line_of_another_talk_cannot_be_taken_over(city: City) -> None:
    add_call(city)
    agree(city)
    with city.store.write() as db:
        other = begin(db, Beginning(matter_id="m"), "ewa", city.at)
        assert promise(db, other, "line-1", RINGS, "ewa", city.keys, city.at) is Unkept.UNKNOWN
        assert promise(db, "none", "x", RINGS, "ewa", city.keys, city.at) is Unkept.UNKNOWN
        empty = Promised(doer=Doer.CITIZEN, words="  ")
        assert promise(db, other, "y", empty, "ewa", city.keys, city.at) is Unkept.EMPTY


def test_whatever_is_changed_must_be_read_back_again(city: City) -> None:
    add_call(city)
    agreement_id = agree(city)
    with city.store.read() as db:
        heard = marks(db, agreement_id)
    with city.store.write() as db:
        change(db, "line-1", RINGS, city.keys)
    with city.store.write() as db:
        assert not read_back(db, agreement_id, heard, "ewa", city.at)
    assert read_out(city, agreement_id)
    agree(city, RINGS, "line-2")
    assert found(city).read_back_at is None
    assert read_out(city, agreement_id)
    with city.store.write() as db:
        assert withdraw(db, "line-2", "ewa", city.at)
        assert withdraw(db, "line-2", "ewa", city.at)
        assert change(db, "line-2", RINGS, city.keys) is Unkept.WITHDRAWN
    assert [one.id for one in found(city).promises] == ["line-1"]
    assert found(city).read_back_at is None


def test_a_promise_is_kept_or_broken_once(city: City) -> None:
    add_call(city)
    agree(city)
    with city.store.read() as db:
        (due,) = due_promises(db, city.keys, before=date(2026, 12, 2))
        assert (due.organization_id, due.service_id) == ("css", "dodatek_mieszkaniowy")
        assert due_promises(db, city.keys, before=date(2026, 12, 1)) == []
    with city.store.write() as db:
        kept, broken = PromiseOutcome.KEPT, PromiseOutcome.BROKEN
        assert settle(db, "line-1", kept, "ewa", city.at) is kept
        assert settle(db, "line-1", kept, "ewa", city.at) is kept
        assert settle(db, "line-1", broken, "ewa", city.at) is Unkept.SETTLED_BEFORE
        assert settle(db, "none", broken, "ewa", city.at) is Unkept.UNKNOWN
        assert not withdraw(db, "line-1", "ewa", city.at)


def test_a_code_comes_after_the_reading_and_shows_what_stands(city: City) -> None:
    add_call(city)
    agreement_id = agree(city)
    with city.store.write() as db:
        assert give_code(db, agreement_id, "ewa", city.keys, city.at) is None
    read_out(city, agreement_id)
    with city.store.write() as db:
        code = give_code(db, agreement_id, "ewa", city.keys, city.at)
        assert code is not None
        assert give_code(db, agreement_id, "ewa", city.keys, city.at) == code
    with city.store.read() as db:
        assert code_of(db, agreement_id, city.keys, city.at) == code
    with city.store.write() as db:
        typed = code.replace("-", " ").lower()
        seen = find_by_code(db, typed, "kiosk-1", city.keys, city.at)
        assert isinstance(seen, AgreementView)
        assert seen.promises[0].deed == "decide"
    city.after(days=14)
    with city.store.write() as db:
        assert find_by_code(db, code, "kiosk-1", city.keys, city.at) is CodeRefused.EXPIRED
    with city.store.read() as db:
        assert code_of(db, agreement_id, city.keys, city.at) is None


def test_guessing_at_codes_does_not_pay(city: City) -> None:
    def guess(code: str, kiosk: str = "kiosk-1") -> Any:
        with city.store.write() as db:
            return find_by_code(db, code, kiosk, city.keys, city.at)

    assert guess("no code at all") is CodeRefused.UNKNOWN
    codes = [f"A{tens}{ones}2AA22" for tens in "23456789" for ones in "23456789"]
    for code in codes[: LIMITS.per_source]:
        assert guess(code) is CodeRefused.UNKNOWN
    assert guess(codes[40]) is CodeRefused.TOO_MANY_TRIES
    assert guess(codes[40], "kiosk-2") is CodeRefused.UNKNOWN
    city.after(seconds=LIMITS.per_source_seconds)
    assert guess(codes[41]) is CodeRefused.UNKNOWN


def test_a_code_is_read_however_it_is_typed() -> None:
    assert normalize_code("k7 42-mr 93") == "K742MR93"
    assert normalize_code("К7 42–МР 93") == "K742MP93"  # Cyrillic letters
    assert normalize_code("8 7S6-BI-9B") == "B756BL98"
    assert [normalize_code(one) for one in ("K742MR9", "O742MR93", "", "K742MR93 9")] == [None] * 4


def test_withdrawing_it_all_ends_its_code(city: City) -> None:
    add_call(city)
    agreement_id = agree(city)
    read_out(city, agreement_id)
    with city.store.write() as db:
        code = give_code(db, agreement_id, "ewa", city.keys, city.at)
        assert withdraw_all(db, agreement_id, "ewa", city.at)
        assert withdraw_all(db, agreement_id, "ewa", city.at)
        assert find_by_code(db, code or "", "k", city.keys, city.at) is CodeRefused.UNKNOWN
        assert promise(db, agreement_id, "z", RINGS, "ewa", city.keys, city.at) is Unkept.WITHDRAWN


def test_after_ninety_days_only_what_is_counted_is_left(city: City) -> None:
    add_call(city)
    agreement_id = agree(city)
    read_out(city, agreement_id)
    with city.store.write() as db:
        give_code(db, agreement_id, "ewa", city.keys, city.at)
    city.after(days=90)
    with city.store.write() as db:
        assert sweep_agreements(db, city.at) == 1
        assert sweep_agreements(db, city.at) == 0
    with city.store.read() as db:
        row, line = db.get_one(Agreement, agreement_id), db.get_one(Promise, "line-1")
        assert (row.call_id, row.code_index, row.code_sealed) == (None, None, None)
        assert (line.what_sealed, line.papers_sealed) == (None, None)
        assert (line.organization_id, line.due_on) == ("css", DECIDES.due_on)


def test_in_a_sensitive_matter_the_citizens_word_comes_first(city: City) -> None:
    call_id = add_call(city)
    agreement_id = agree(city)

    def known(**about: Any) -> Contact:
        with city.store.read() as db:
            return contact(db, **about)

    assert known(call_id=call_id) is Contact.FREE
    assert known(call_id=call_id, is_sensitive=True) is Contact.ASK
    agree(city, Promised(doer=Doer.LINE, words="x", is_sensitive=True), "line-2")
    assert known(agreement_id=agreement_id) is Contact.ASK
    for is_safe, meant in ((False, Contact.UNSAFE), (True, Contact.SAFE)):
        with city.after(minutes=1).store.write() as db:
            judge_contact(db, call_id, is_safe, "ewa", city.at)
        assert known(call_id=call_id) is known(agreement_id=agreement_id) is meant


def test_a_card_that_was_opened_makes_the_call_dangerous(city: City) -> None:
    call_id = add_call(city)
    with city.store.write() as db:
        assert not is_dangerous(db, call_id)
        assert not is_dangerous(db, None)
        note(db, call_id, "card_opened", city.at)
        assert is_dangerous(db, call_id)
        assert contact(db, call_id=call_id) is Contact.ASK


def test_an_urgent_or_a_quiet_call_is_dangerous(city: City) -> None:
    call_id = add_call(city, is_quiet=True)
    with city.store.read() as db:
        assert contact(db, call_id=call_id) is Contact.ASK


def test_at_a_desk_the_word_is_kept_with_the_agreement(city: City) -> None:
    with city.store.write() as db:
        talk = Beginning(matter_id="m-1", is_sensitive=True)
        agreement_id = begin(db, talk, "ewa", city.at)
        assert contact(db, agreement_id=agreement_id) is Contact.ASK
        judge_contact(db, None, True, "ewa", city.at, agreement_id=agreement_id)
        assert contact(db, agreement_id=agreement_id) is Contact.SAFE
