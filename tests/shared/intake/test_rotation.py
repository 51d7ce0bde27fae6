"""Sealing anew under another key: everything, in batches, stopped and begun again, counted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from shared.crypto import BadKeyFile, Ring, as_ring, blind_index, derive, load_ring, seal, unseal
from shared.intake import rotation
from shared.intake.rotation import OTHER_KEYS, PLACES, count, rotate, sealed_columns
from shared.models import Base, Message, MessageState
from shared.store import Store
from tests.tally import count as how_many
from tests.tally import tally

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
OLD, NEW, OTHER = (bytes(range(start, start + 32)) for start in (0, 1, 2))
BEFORE, AFTER = Ring(OLD), Ring(NEW, [OLD], OLD)


def write(store: Store, secret: bytes, first: int, last: int) -> None:
    """Messages with a number and words, sealed as the intake seals them."""
    key = derive(secret, "message")
    with store.write() as db:
        for number in range(first, last):
            id_ = f"m{number:06}"
            db.add(
                Message(
                    id=id_,
                    key=id_,
                    state=MessageState.SENT,
                    number_sealed=seal(key, b"+48600100200", f"number {id_}"),
                    body_sealed=seal(key, f"words {number}".encode(), f"body {id_}"),
                    made_at=AT,
                    moved_at=AT,
                )
            )


def under(store: Store, secret: Ring) -> dict[str | None, int]:
    """How many values lie under which key."""
    found: dict[str | None, int] = {}
    with store.read() as db:
        for one in count(db, secret):
            found[one.key] = found.get(one.key, 0) + one.values
    return found


def test_every_sealed_column_has_its_place_and_none_twice() -> None:
    ours = [place.name for place in PLACES]
    every = set(sealed_columns(Base.metadata.sorted_tables))
    assert sorted(ours) == sorted(set(ours))
    assert set(ours) | OTHER_KEYS == every
    assert not set(ours) & OTHER_KEYS


@pytest.mark.proof
def test_all_is_sealed_anew_and_opens_under_the_new_key_alone(store: Store) -> None:
    messages = how_many(450, 20_000)
    write(store, BEFORE, 0, messages)
    old, new = (next(iter(under(store, BEFORE))), rotation.key_id(NEW).hex())
    assert under(store, AFTER) == {old: 2 * messages}
    rotated = rotate(store.write, AFTER)
    assert rotated == (2 * messages, 0)
    assert under(store, AFTER) == {new: 2 * messages}
    with store.read() as db:
        bodies = {row.id: row.body_sealed for row in db.scalars(select(Message))}
    key = derive(NEW, "message")
    assert unseal(key, bodies["m000007"], "body m000007") == b"words 7"
    assert all(unseal(key, sealed, f"body {id_}") for id_, sealed in bodies.items())
    assert rotate(store.write, AFTER) == (0, 0)
    database = "sqlite" if store.is_sqlite else "postgresql"
    tally("values sealed anew", database=database, values=2 * messages, left=0)


def test_it_may_be_stopped_and_begun_again_while_the_city_writes(store: Store) -> None:
    write(store, BEFORE, 0, 250)

    def stop(so_far: int) -> None:
        write(store, AFTER, 250, 260)  # somebody works with the new key meanwhile
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(store.write, AFTER, stop)
    assert len(under(store, AFTER)) == 2
    assert rotate(store.write, AFTER) == (300, 0)
    assert len(under(store, AFTER)) == 1


def test_what_no_key_opens_is_left_alone_and_counted(store: Store) -> None:
    write(store, OTHER, 0, 3)
    write(store, BEFORE, 3, 5)
    assert rotate(store.write, AFTER) == (4, 6)
    assert under(store, AFTER)[None] == 6


def test_a_ring_opens_old_values_seals_new_ones_and_finds_by_the_founding_key() -> None:
    sealed = seal(derive(BEFORE, "note"), b"words", "note 1")
    assert unseal(derive(AFTER, "note"), sealed, "note 1") == b"words"
    fresh = seal(derive(AFTER, "note"), b"words", "note 1")
    assert unseal(derive(BEFORE, "note"), fresh, "note 1") is None
    assert unseal(derive(NEW, "note"), fresh, "note 1") == b"words"
    found = {blind_index(ring, "slip number", "12345670") for ring in (OLD, BEFORE, AFTER)}
    assert len(found) == 1


def test_a_ring_is_not_the_key_it_begins_with() -> None:
    assert Ring(OLD) == OLD
    assert AFTER != NEW
    assert AFTER not in (NEW, OLD)
    assert as_ring(NEW + OLD) == AFTER
    assert as_ring(OLD + OLD + NEW) == Ring(OLD, [NEW], OLD)


@pytest.mark.parametrize("held", [b"", OLD[:31], OLD + NEW[:5], bytes(32)])
def test_a_file_that_holds_no_ring_is_refused(held: bytes, tmp_path) -> None:
    path = tmp_path / "ring.key"
    path.write_bytes(held)
    with pytest.raises(BadKeyFile, match=r"ring\.key"):
        load_ring(path)


def test_a_value_moved_while_it_is_sealed_anew_is_not_overwritten(store: Store) -> None:
    write(store, BEFORE, 0, 1)
    place = next(one for one in PLACES if one.name == "message.body_sealed")
    with store.write() as db:
        row = db.scalars(select(Message)).one()
        stale, row.body_sealed = (
            row.body_sealed,
            seal(derive(NEW, "message"), b"later", "body m000000"),
        )
        db.flush()
        assert rotation._seal_anew(db, place, AFTER, row.id, row.id, stale or b"")
    with store.read() as db:
        row = db.scalars(select(Message)).one()
    assert unseal(derive(NEW, "message"), row.body_sealed or b"", "body m000000") == b"later"
