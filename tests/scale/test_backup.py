"""Backups of both databases: nobody reads them without the private key, and they bring all back."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import make_url, select, text

from shared.cli import main
from shared.models import Agent
from shared.store import Store, open_store
from shared.store.backup import CHUNK, BadBackup, back_up, check, restore
from shared.store.move import TABLES, compare
from tests.databases import empty_postgresql_url, fresh_store, postgresql_server
from tests.scale.test_move import fill
from tests.tally import count, tally

KEY = X25519PrivateKey.generate()
PLANTED = "Słowo, którego nikt nie może przeczytać"
ROWS = count(2, 2_000)


@pytest.fixture(params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store in use, with something in every table."""
    for store in fresh_store(request.param, tmp_path):
        fill(store, ROWS)
        with store.write() as db:
            db.scalars(select(Agent).order_by(Agent.id).limit(1)).one().name = PLANTED
        yield store


def tools(store: Store) -> Path | None:
    """The programs that belong to the server of the tests."""
    return None if store.is_sqlite else postgresql_server().bin_path


def new_store(like: Store, folder: Path) -> Store:
    """An empty database of the same kind."""
    if like.is_sqlite:
        return open_store(f"sqlite:///{folder / 'restored.db'}")
    return open_store(empty_postgresql_url())


@pytest.mark.proof
def test_a_backup_made_in_use_brings_everything_back(filled: Store, tmp_path: Path) -> None:
    path = tmp_path / "city.backup"
    with filled.write() as db:  # somebody is in the middle of something
        db.execute(text("UPDATE agent SET name = 'nobody'"))
        size = back_up(filled, path, KEY.public_key(), tools(filled))
        db.rollback()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.glob("*.part")] == []
    assert list(tmp_path.glob(".backup-*")) == []
    raw = path.read_bytes()
    assert PLANTED.encode() not in raw
    assert b"CREATE TABLE" not in raw
    assert check(path, KEY) > 0
    fresh = new_store(filled, tmp_path)
    began = time.monotonic()
    restore(path, fresh, KEY, tools(filled))
    seconds = time.monotonic() - began
    lines = compare(filled, fresh)
    assert all(line.is_balanced and line.source.rows == ROWS for line in lines)
    kind = filled.engine.dialect.name
    tally(f"restored {kind}", rows=ROWS * len(TABLES), bytes=size, seconds=round(seconds, 2))
    with pytest.raises(BadBackup, match="not empty"):
        restore(path, fresh, KEY, tools(filled))
    fresh.close()


def test_another_key_opens_nothing(sqlite: Path) -> None:
    with pytest.raises(BadBackup, match="this key"):
        check(sqlite, X25519PrivateKey.generate())


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of several chunks."""
    folder = tmp_path_factory.mktemp("chunks")
    path = folder / "city.backup"
    for store in fresh_store("sqlite", folder):
        with store.engine.connect() as connection:
            connection.execute(text("CREATE TABLE bulk (stuff BLOB)"))
            stuff = {"stuff": os.urandom(2 * CHUNK)}
            connection.execute(text("INSERT INTO bulk VALUES (:stuff)"), stuff)
            connection.commit()
        back_up(store, path, KEY.public_key())
    return path


@pytest.mark.parametrize("harm", ["a bit", "the end", "a chunk", "the order", "the kind", "more"])
def test_a_backup_that_was_touched_does_not_open(sqlite: Path, tmp_path: Path, harm: str) -> None:
    whole = sqlite.read_bytes()
    head = len(whole) - 2 * (CHUNK + 20)  # the two chunks before the last are of full length
    touched = {
        "a bit": bytes([*whole[:-9], whole[-9] ^ 1, *whole[-8:]]),
        "the end": whole[:-100],
        "a chunk": _without_last_chunk(whole),
        "the order": _swapped(whole),
        "the kind": whole.replace(b"sqlite", b"pgdump", 1),
        "more": whole + whole[head : head + 24],
    }[harm]
    path = tmp_path / "touched"
    path.write_bytes(touched)
    fresh = open_store(f"sqlite:///{tmp_path / 'fresh.db'}")
    for read in (lambda: check(path, KEY), lambda: restore(path, fresh, KEY)):
        with pytest.raises(BadBackup):
            read()
    assert not (tmp_path / "fresh.db").exists()


def chunks_of(whole: bytes) -> list[bytes]:
    """The head, then each chunk with its length before it."""
    place = 17 + 6
    end = place + 4 + int.from_bytes(whole[place : place + 4])
    parts = [whole[:end]]
    while end < len(whole):
        size = 4 + int.from_bytes(whole[end : end + 4])
        parts.append(whole[end : end + size])
        end += size
    assert len(parts) > 3
    return parts


def _without_last_chunk(whole: bytes) -> bytes:
    return b"".join(chunks_of(whole)[:-1])


def _swapped(whole: bytes) -> bytes:
    head, first, second, *others = chunks_of(whole)
    return b"".join([head, second, first, *others])


def test_the_commands_make_a_key_a_backup_and_a_restored_city(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for store in fresh_store("sqlite", tmp_path):
        url = str(make_url(store.engine.url))
    key, path = str(tmp_path / "backup.key"), str(tmp_path / "city.backup")
    restored = f"sqlite:///{tmp_path / 'restored.db'}"
    assert main(["backup", "--new-key", key]) == 0
    assert main(["backup", "--new-key", key]) == 2  # the one there is not written over
    assert main(["backup", "--from", url, "--to", path, "--key", f"{key}.pub"]) == 0
    assert main(["restore", "--from", path, "--key", key, "--check"]) == 0
    assert main(["restore", "--from", path, "--key", key, "--to", restored]) == 0
    assert main(["restore", "--from", path, "--key", key, "--to", restored]) == 2
    assert main(["restore", "--from", path, "--key", f"{key}.pub", "--to", restored]) == 2
    assert main(["backup", "--from", url]) == 2
    assert "not empty" in capsys.readouterr().err
