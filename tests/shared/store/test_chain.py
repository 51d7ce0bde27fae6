"""The audit trail as a chain: what it notices, who may write at once, what erasure leaves valid."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import delete, func, insert, select, update

from shared.crypto import Ring
from shared.models import AuditEvent, AuditHead, AuditSubject
from shared.store import Store
from shared.store.chain import PAGE, Anchor, Break, Chain, Verdict
from shared.store.ledger import record
from shared.store.prune import prune
from tests.tally import count, tally

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
KEY, LATER = bytes(range(32)), bytes(range(1, 33))
MATTER = "0199-a-matter"


def write(store: Store, number: int = 1) -> None:
    """So many events, each in a transaction of its own."""
    for _ in range(number):
        with store.write() as db:
            record(db, "matter_saved", AT, matter_id=MATTER, agent_id="anna")


def follow(store: Store, anchor: Anchor | None = None, key: bytes = KEY) -> Verdict:
    """How the chain ends."""
    with store.read() as db:
        return Chain(key).follow(db, anchor)


def test_what_is_written_in_order_holds(store: Store) -> None:
    store.keep_chain(KEY)
    assert follow(store) == Verdict(0, 0, None)
    write(store, 3)
    with store.write() as db:
        record(db, "matter_saved", AT, matter_id=MATTER, agent_id="anna")
        record(db, "numbers_kept", AT, kiosk_id="piap-01", count=2)
    verdict = follow(store)
    assert (verdict.events, verdict.broken) == (5, None)
    assert verdict.head is not None
    assert verdict.head.position == 5


@pytest.mark.parametrize(
    ("harm", "broken", "at"),
    [
        (lambda db: db.execute(_third().values(name="matter_closed")), Break.CHANGED, 3),
        (lambda db: db.execute(_third().values(at=AT.replace(minute=1))), Break.CHANGED, 3),
        (lambda db: db.execute(_third().values(fields={"agent_id": "marek"})), Break.CHANGED, 3),
        (lambda db: db.execute(_third().values(id="another")), Break.CHANGED, 3),
        (lambda db: db.execute(_third().values(link=bytes(36))), Break.UNKNOWN_KEY, 3),
        (lambda db: db.execute(delete(AuditEvent).where(_at(3))), Break.GAP, 3),
        (lambda db: db.execute(delete(AuditEvent).where(_at(1))), Break.GAP, 1),
        (lambda db: db.execute(delete(AuditEvent).where(_at(5))), Break.CUT, 5),
        (lambda db: db.execute(delete(AuditHead)), Break.CUT, 6),
        (lambda db: _swap(db), Break.CHANGED, 2),
        (lambda db: db.execute(insert(AuditEvent).values(_unchained())), Break.OUTSIDE, None),
    ],
)
def test_every_way_to_tamper_is_noticed_where_it_was_done(store, harm, broken, at) -> None:
    store.keep_chain(KEY)
    write(store, 5)
    with store.write() as db:
        harm(db)
    verdict = follow(store)
    assert (verdict.broken, verdict.at_position) == (broken, at)


def _at(position: int):
    return AuditEvent.position == position


def _third():
    return update(AuditEvent).where(_at(3))


def _swap(db) -> None:
    """Two events change places, links and all."""
    for old, new in ((2, 99), (4, 2), (99, 4)):
        db.execute(update(AuditEvent).where(_at(old)).values(position=new))


def _unchained() -> dict[str, object]:
    later = AT.replace(hour=9)
    return {"id": "x", "at": later, "name": "numbers_kept", "fields": {}}


def test_a_trail_cut_with_its_head_is_noticed_by_whoever_noted_its_end(store: Store) -> None:
    store.keep_chain(KEY)
    write(store, 5)
    noted = follow(store).head
    with store.write() as db:
        fourth = db.scalars(select(AuditEvent).where(_at(4))).one()
        db.execute(delete(AuditEvent).where(_at(5)))
        db.execute(update(AuditHead).values(position=4, link=fourth.link))
    assert follow(store).broken is None  # nothing inside the database can tell
    assert follow(store, noted).broken is Break.NO_ANCHOR


def test_without_the_key_nobody_can_continue_or_follow_it(store: Store) -> None:
    store.keep_chain(KEY)
    write(store, 2)
    assert follow(store, key=LATER).broken is Break.UNKNOWN_KEY
    store.keep_chain(Ring(LATER, [KEY], KEY))  # the city's secret was changed: the chain goes on
    write(store, 2)
    assert follow(store).events == 4
    store.keep_chain(LATER)
    write(store)
    assert follow(store).broken is Break.UNKNOWN_KEY


def test_events_from_before_the_chain_are_counted_apart(store: Store) -> None:
    write(store, 2)
    store.keep_chain(KEY)
    with store.write() as db:
        record(db, "numbers_kept", AT.replace(hour=9), kiosk_id="piap-01", count=2)
    verdict = follow(store)
    assert (verdict.events, verdict.older, verdict.broken) == (1, 2, None)


def test_a_transaction_that_fails_leaves_no_gap(store: Store) -> None:
    store.keep_chain(KEY)
    write(store)
    with pytest.raises(RuntimeError):
        fail(store)
    write(store)
    assert follow(store).events == 2


def fail(store: Store) -> None:
    """Something goes wrong after the event."""
    with store.write() as db:
        record(db, "matter_saved", AT, matter_id=MATTER, agent_id="anna")
        raise RuntimeError


def test_a_record_goes_by_one_name_until_it_is_erased_and_the_chain_still_holds(
    store: Store,
) -> None:
    store.keep_chain(KEY)
    assert store.chain is not None
    write(store, 2)
    with store.write() as db:
        name = store.chain.name_of(db, "matter", MATTER)
        named = [event.fields["matter_id"] for event in db.scalars(select(AuditEvent))]
        store.chain.forget(db, "matter", MATTER)
    assert named == [name, name]
    assert name != MATTER
    with store.read() as db:
        assert store.chain.name_of(db, "matter", MATTER) is None
        assert db.scalar(select(func.count()).select_from(AuditSubject)) == 0
    assert follow(store).broken is None
    write(store)
    with store.read() as db:
        latest = db.scalars(select(AuditEvent).where(_at(3))).one()
    assert latest.fields["matter_id"] not in (name, MATTER)


@pytest.mark.proof
def test_many_writers_at_once_make_one_chain(store: Store) -> None:
    store.keep_chain(KEY)
    writers, each = count(4, 16), count(5, 250)
    threads = [Thread(target=write, args=(store, each)) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    verdict = follow(store)
    assert (verdict.events, verdict.broken) == (writers * each, None)
    database = "sqlite" if store.is_sqlite else "postgresql"
    tally("one chain of many writers", database=database, writers=writers, events=verdict.events)


@pytest.mark.proof
def test_a_long_chain_is_followed_in_little_memory(sqlite_store: Store) -> None:
    sqlite_store.keep_chain(KEY)
    events = count(PAGE + 500, 100_000)
    with sqlite_store.write() as db:
        for number in range(events):
            record(db, "numbers_kept", AT, kiosk_id="piap-01", count=number)
    tracemalloc.start()
    verdict = follow(sqlite_store)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (verdict.events, verdict.broken) == (events, None)
    assert most < 16_000_000
    tally("a chain followed in bounded memory", events=events, most_bytes=most)


def test_the_oldest_events_go_and_what_is_left_can_still_be_proved(store: Store) -> None:
    store.keep_chain(KEY)
    write(store, 4)
    early = follow(store).head
    for day in (1, 2):
        with store.write() as db:
            record(db, "matter_saved", AT + day * DAY, matter_id=MATTER, agent_id="anna")
    for before, gone in ((AT, 0), (AT + DAY, 4), (AT + 2 * DAY, 1)):
        with store.write() as db:
            assert prune(db, before, AT + 400 * DAY) == gone
    verdict = follow(store)
    assert (verdict.pruned, verdict.events, verdict.broken) == (5, 3, None)
    write(store)
    assert follow(store, verdict.head).broken is None
    assert follow(store, early).broken is Break.NO_ANCHOR  # that far back nothing can be proved


@pytest.mark.parametrize(
    ("harm", "broken", "at"),
    [
        (lambda db: db.execute(delete(AuditEvent).where(_at(4))), Break.GAP, 1),
        (lambda db: db.execute(_told().values(fields=_cut())), Break.CHANGED, 4),
        (lambda db: _cut_one_more(db), Break.CHANGED, 6),
        (lambda db: db.execute(_told().values(fields=_cut(link="no link"))), Break.GAP, 1),
        (lambda db: db.execute(delete(AuditEvent).where(_at(6))), Break.GAP, 1),
        (lambda db: db.execute(insert(AuditEvent).values(_unchained())), Break.OUTSIDE, None),
    ],
)
def test_nobody_else_can_cut_the_beginning_off(store, harm, broken, at) -> None:
    store.keep_chain(KEY)
    write(store, 3)
    with store.write() as db:
        record(db, "matter_saved", AT + DAY, matter_id=MATTER, agent_id="anna")
        record(db, "matter_saved", AT + DAY, matter_id=MATTER, agent_id="marek")
    with store.write() as db:
        assert prune(db, AT + DAY, AT + DAY) == 3
    assert follow(store).broken is None
    with store.write() as db:
        harm(db)
    verdict = follow(store)
    assert (verdict.broken, verdict.at_position) == (broken, at)


def _told():
    return update(AuditEvent).where(AuditEvent.name == "trail_pruned")


def _cut_one_more(db) -> None:
    link = db.scalars(select(AuditEvent.link).where(_at(4))).one().hex()
    db.execute(_told().values(fields=_cut(4, link)))
    db.execute(delete(AuditEvent).where(_at(4)))


def _cut(upto: int = 3, link: str = "") -> dict[str, object]:
    return {"upto": upto, "link": link or bytes(36).hex(), "count": 3}
