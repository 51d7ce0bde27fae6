"""A sheet nobody is sure of is worth nothing once it is printed again, in whatever order."""

from __future__ import annotations

import threading
from itertools import permutations
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from shared.intake.anew import take_anew
from shared.intake.desk import Refusal, SlipRefused
from shared.intake.envelope import Envelope, open_sealed, seal
from shared.intake.matter import OpenedMatter, close_matter, read_matter
from shared.intake.numbers import count_numbers
from shared.intake.outbox import waiting_envelopes
from shared.intake.paper import read_paper
from shared.intake.receive import Received, ReceivedState, receive, register_kiosk
from shared.intake.retention import end_visit, settle_print, sweep_city
from shared.intake.slip import number_index
from shared.intake.submit import NoNumberLeft, Slip, VisitEnded
from shared.models import AuditEvent, OutgoingEnvelope, PrintJob, PrintState, SlipState
from shared.models import Slip as CitySlip
from shared.store import open_store
from tests.shared.intake.conftest import AT, HOUSEHOLD, City, taking
from tests.shared.intake.test_no_trace import hits, sealed_values

CLOSED = SlipRefused(Refusal.CLOSED)
RECEIVED, DUPLICATE = ReceivedState.RECEIVED, ReceivedState.DUPLICATE
DOUBTFUL = (PrintState.FAILED, PrintState.UNKNOWN)


def anew(city: City, earlier: Slip) -> Slip | NoNumberLeft | VisitEnded | None:
    with city.kiosk_store.write() as db:
        return take_anew(db, earlier, taking(), city.kiosk_keys, city.at)


def doubt(city: City, slip: Slip, state: PrintState = PrintState.UNKNOWN) -> None:
    with city.kiosk_store.write() as db:
        settle_print(db, slip.key, state)


def replaced(city: City, slip: Slip) -> Slip:
    doubt(city, slip)
    given = anew(city, slip)
    assert isinstance(given, Slip)
    return given


def pair(city: City) -> tuple[Slip, Slip]:
    """A slip and the one taken in its place, both still at the kiosk."""
    city.lend(5)
    old = city.take()
    return old, replaced(city, old)


def envelopes(city: City) -> dict[str, bytes]:
    with city.kiosk_store.read() as db:
        return {envelope.key: envelope.sealed for envelope in waiting_envelopes(db)}


def deliver(city: City, sealed: bytes) -> Received:
    with city.store.write() as db:
        return receive(db, sealed, city.keys, city.at)


def arrive(city: City, *slips: Slip) -> list[ReceivedState]:
    waiting = envelopes(city)
    return [deliver(city, waiting[slip.key]).state for slip in slips]


def row(city: City, slip: Slip) -> CitySlip:
    index = number_index(slip.digits, city.keys.secret)
    with city.store.read() as db:
        return db.scalars(select(CitySlip).where(CitySlip.number_index == index)).one()


@pytest.mark.parametrize("state", DOUBTFUL)
def test_another_number_word_paper_and_envelope(city: City, state: PrintState) -> None:
    city.lend(2)
    old = city.take()
    doubt(city, old, state)
    new = anew(city, old)
    assert isinstance(new, Slip)
    assert (new.key, new.visit_id) == ("key-1.2", old.visit_id)
    assert new.digits != old.digits
    with city.store.read() as db:
        jobs = {job.key: job for job in db.scalars(select(PrintJob))}
    assert jobs["key-1"].payload_sealed is None, "the old number is never printed again"
    paper = read_paper(jobs["key-1.2"], city.kiosk_keys)
    assert paper is not None
    assert (paper.digits, paper.word, jobs["key-1.2"].attempt) == (new.digits, new.word, 2)
    assert paper.sheet == {**taking().sheet, "voids_earlier": True}
    envelope = open_sealed(envelopes(city)["key-1.2"], city.keys.private_key)
    assert envelope is not None
    assert (envelope.digits, envelope.replaces) == (new.digits, old.digits)
    assert envelope.answers == HOUSEHOLD


def test_two_taps_are_one_new_slip(city: City) -> None:
    old, new = pair(city)
    assert [anew(city, old) for _ in range(3)] == [new] * 3
    assert len(envelopes(city)) == 2
    with city.store.read() as db:
        assert count_numbers(db) == 3


def test_five_taps_at_once_are_one_new_slip(city: City) -> None:
    city.lend(5)
    old = city.take()
    doubt(city, old)
    url = city.store.engine.url.render_as_string(hide_password=False)
    ready = threading.Barrier(5)
    given: list[object] = []

    def tap() -> None:
        own = open_store(url)
        ready.wait()
        with own.write() as db:
            given.append(take_anew(db, old, taking(), city.kiosk_keys, city.at))
        own.close()

    taps = [threading.Thread(target=tap) for _ in range(5)]
    for thread in taps:
        thread.start()
    for thread in taps:
        thread.join()
    assert len(given) == 5
    assert given == [given[0]] * 5
    assert isinstance(given[0], Slip)
    assert len(envelopes(city)) == 2


@pytest.mark.parametrize("state", [None, PrintState.CONFIRMED, PrintState.CANCELED])
def test_a_sheet_in_no_doubt_is_not_replaced(city: City, state: PrintState | None) -> None:
    city.lend(2)
    old = city.take()
    if state is not None:
        doubt(city, old, state)
    assert anew(city, old) is None
    assert len(envelopes(city)) == 1


def test_a_slip_without_paper_is_not_replaced(city: City) -> None:
    city.lend(2)
    assert anew(city, city.take(wants_paper=False)) is None


def test_without_a_number_nothing_changes(city: City) -> None:
    city.lend(1)
    old = city.take()
    doubt(city, old)
    assert anew(city, old) == NoNumberLeft()
    assert len(envelopes(city)) == 1
    with city.store.read() as db:
        assert db.scalars(select(PrintJob)).one().payload_sealed is not None


def test_after_the_visit_nothing_is_given_out(city: City) -> None:
    old, _ = pair(city)
    with city.store.write() as db:
        end_visit(db, old.visit_id)
    assert anew(city, old) == VisitEnded()


def test_a_third_sheet_is_copy_three(city: City) -> None:
    _, second = pair(city)
    third = replaced(city, second)
    assert third.key == "key-1.3"
    with city.store.read() as db:
        assert db.scalars(select(PrintJob.attempt).where(PrintJob.key == third.key)).one() == 3


def test_an_ordinary_envelope_is_written_as_before() -> None:
    ordinary = Envelope(key="k", kind="slip", kiosk_id="k", made_at=AT, language="pl")
    assert b"replaces" not in msgspec.msgpack.encode(ordinary)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_in_every_order_only_the_last_sheet_opens(city: City, order: tuple[int, ...]) -> None:
    first, second = pair(city)
    slips = [first, second, replaced(city, second)]
    for arriving in order:
        assert arrive(city, slips[arriving])[0] in (RECEIVED, DUPLICATE)
        assert arrive(city, slips[arriving]) == [DUPLICATE], "twice is once"
    for old in slips[:2]:
        assert city.open(old.digits, old.word) == CLOSED
        assert (row(city, old).state, row(city, old).sealed) == (SlipState.CLOSED, None)
    assert city.opened(slips[2]).household == HOUSEHOLD


def test_a_late_original_is_settled_and_stays_shut(city: City) -> None:
    old, new = pair(city)
    assert arrive(city, new) == [RECEIVED]
    assert city.open(old.digits, old.word) == CLOSED
    assert arrive(city, old, old) == [DUPLICATE, DUPLICATE]
    assert city.open(old.digits, old.word) == CLOSED
    assert isinstance(city.open(new.digits, new.word), OpenedMatter)


def test_original_and_replacement_at_once_leave_the_original_shut(city: City) -> None:
    old, new = pair(city)
    waiting = envelopes(city)
    url = city.store.engine.url.render_as_string(hide_password=False)
    ready = threading.Barrier(2)

    def bring(sealed: bytes) -> None:
        own = open_store(url)
        ready.wait()
        with own.write() as db:
            receive(db, sealed, city.keys, city.at)
        own.close()

    threads = [threading.Thread(target=bring, args=(waiting[s.key],)) for s in (old, new)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert city.open(old.digits, old.word) == CLOSED
    assert isinstance(city.open(new.digits, new.word), OpenedMatter)


def test_a_matter_an_agent_has_open_goes_on(city: City) -> None:
    old, new = pair(city)
    arrive(city, old)
    matter = city.opened(old)
    assert arrive(city, new) == [RECEIVED]
    with city.store.read() as db:
        assert isinstance(read_matter(db, matter.matter_id, "ewa", city.keys), OpenedMatter)
    assert isinstance(city.open(new.digits, new.word), OpenedMatter)
    with city.store.write() as db:
        close_matter(db, matter.matter_id, "ewa", "informed", "", city.keys, city.at)
    assert city.open(old.digits, old.word) == CLOSED


def test_a_kiosk_cannot_make_anothers_number_void(city: City) -> None:
    victim = city.slip()
    with city.store.write() as db:
        register_kiosk(db, "kiosk-2", AT)
    (digits,) = city.lend(1, "kiosk-2")
    bad = Envelope(
        key="key-9", kind="slip", kiosk_id="kiosk-2", made_at=AT, language="pl",
        digits=digits, word="agrest", replaces=victim.digits,
    )  # fmt: skip
    sealed = seal(bad, city.kiosk_keys.city_public_key)
    assert deliver(city, sealed).state is RECEIVED
    assert isinstance(city.open(victim.digits, victim.word), OpenedMatter)


def test_a_number_made_void_is_not_a_wrong_guess_and_goes_with_its_season(city: City) -> None:
    old, new = pair(city)
    arrive(city, new)
    for _ in range(30):
        assert city.open(old.digits, old.word) == CLOSED
    with city.after(days=94).store.write() as db:
        sweep_city(db, city.at)
        sweep_city(db, city.at)
        assert db.scalars(select(CitySlip)).all() == []


def test_it_is_on_the_audit_trail_once(city: City) -> None:
    old, new = pair(city)
    arrive(city, old, new, new)
    with city.store.read() as db:
        events = db.scalars(select(AuditEvent).where(AuditEvent.name == "slip_replaced")).all()
    assert [event.fields for event in events] == [{"key": "key-1.2", "kiosk_id": "kiosk-1"}]


@pytest.mark.parametrize("is_late", [False, True])
def test_nothing_is_in_the_clear_and_what_is_void_is_shredded(
    lite_city: City, tmp_path: Path, is_late: bool
) -> None:
    lite_city.lend(2)
    marker = {"facts": {"marker": "odpowiedz-planted"}, "persons": []}
    sheet = {"title": "kartka-planted"}
    old = lite_city.take(household=marker, sheet=sheet)
    doubt(lite_city, old)
    seen = sealed_values(lite_city.store)
    given = taking(household=marker, sheet=sheet)
    with lite_city.store.write() as db:
        new = take_anew(db, old, given, lite_city.kiosk_keys, lite_city.at)
    assert isinstance(new, Slip)
    arrive(lite_city, *((new, old) if is_late else (old, new)))
    with lite_city.store.read() as db:
        paths = list(tmp_path.iterdir())
        assert hits(paths, ["odpowiedz-planted", "kartka-planted"]) == []
        kept = db.scalars(select(OutgoingEnvelope.sealed)).all()
    contents = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    gone = {value for value in seen if not any(e and e.startswith(value) for e in kept)}
    left = [value for value in gone if value in contents]
    assert len(left) == 1, "only the answer to a retry of the first tap lives as long as the visit"
