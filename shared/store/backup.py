"""Backups nobody can read but whoever keeps the private key, which is not on this machine.

A backup is a stream: a head, then chunks, each sealed on its own and bound to its place, the last
one marked as the last. What was cut, changed or put together from two backups does not open. What
the stream carries is a whole SQLite file, or PostgreSQL's own archive (pg_dump's custom format).
"""

from __future__ import annotations

import os
import sqlite3
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import URL, inspect

from shared.crypto import new_key, seal_to, unseal_with
from shared.store.database import Store

HEAD = b"okienko backup 1\n"
ABOUT = "backup"
CHUNK = 1024 * 1024
LENGTH = struct.Struct(">I")
SQLITE, POSTGRESQL = b"sqlite", b"pgdump"  # six bytes each: what the stream carries
DONE = b"."  # after each chunk but the last comes another
PRIVATE = 0o600


class BadBackup(Exception):
    """This cannot be backed up or restored; the message is one line."""


class Opened(NamedTuple):
    """A backup whose head could be read: what it carries, and that, in parts."""

    kind: bytes
    parts: Iterator[bytes]


def back_up(store: Store, to: Path, key: X25519PublicKey, tools: Path | None = None) -> int:
    """Write a backup of the database as it is at one moment, in use or not; how many bytes.

    The file is there whole or not at all. `tools`: the folder of PostgreSQL's programs.
    """
    part = to.with_name(f"{to.name}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "wb") as file:
            kind = SQLITE if store.is_sqlite else POSTGRESQL
            plain = _sqlite_copy(store, to.parent) if store.is_sqlite else _dumped(store, tools)
            _seal_all(file, kind, plain, key)
            file.flush()
            os.fsync(file.fileno())
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)
    return to.stat().st_size


def restore(path: Path, store: Store, key: X25519PrivateKey, tools: Path | None = None) -> None:
    """Fill an empty database from a backup. Raises BadBackup, and then leaves it empty."""
    with path.open("rb") as file:
        backup = open_backup(file, key)
        if backup.kind != (SQLITE if store.is_sqlite else POSTGRESQL):
            raise BadBackup("this backup is of the other kind of database")
        if not _is_empty(store):
            raise BadBackup("the database is not empty: a backup is restored into a new one")
        if store.is_sqlite:
            _fill_sqlite(store, backup.parts)
        else:
            _fill_postgresql(store, backup.parts, tools)


def check(path: Path, key: X25519PrivateKey) -> int:
    """Read a backup to its end, and keep nothing; how many bytes it carries. Raises BadBackup."""
    with path.open("rb") as file:
        return sum(len(part) for part in open_backup(file, key).parts)


def open_backup(file: IO[bytes], key: X25519PrivateKey) -> Opened:
    """The head says who may read it. Raises BadBackup; so do the parts, when one is not whole."""
    head = file.read(len(HEAD) + len(SQLITE) + LENGTH.size)
    if not head.startswith(HEAD) or len(head) != len(HEAD) + len(SQLITE) + LENGTH.size:
        raise BadBackup("this is no backup of ours")
    kind = head[len(HEAD) : -LENGTH.size]
    boxed = file.read(LENGTH.unpack(head[-LENGTH.size :])[0] & 0xFFFF)
    opened = unseal_with(key, boxed, ABOUT)
    if opened is None:
        raise BadBackup("this key does not open it")
    return Opened(kind, _unsealed(file, opened, kind))


def _seal_all(file: IO[bytes], kind: bytes, plain: Iterator[bytes], key: X25519PublicKey) -> None:
    chunk_key = new_key()
    boxed = seal_to(key, chunk_key, ABOUT)
    file.write(HEAD + kind + LENGTH.pack(len(boxed)) + boxed)
    cipher = AESGCM(chunk_key)
    number, waiting = 0, next(plain, b"")
    for following in plain:
        _write_chunk(file, cipher.encrypt(_nonce(number), waiting, _place(kind, is_last=False)))
        number, waiting = number + 1, following
    _write_chunk(file, cipher.encrypt(_nonce(number), waiting, _place(kind, is_last=True)))


def _unsealed(file: IO[bytes], chunk_key: bytes, kind: bytes) -> Iterator[bytes]:
    cipher, number, sealed = AESGCM(chunk_key), 0, _read_chunk(file)
    while True:
        following = _read_chunk(file)
        place = _place(kind, is_last=following is None)
        try:
            yield cipher.decrypt(_nonce(number), sealed or b"", place)
        except InvalidTag:
            raise BadBackup("the backup is damaged, or not whole") from None
        if following is None:
            return
        number, sealed = number + 1, following


def _nonce(number: int) -> bytes:
    """Each backup has a key of its own, so a count never comes twice under one key."""
    return number.to_bytes(12)


def _place(kind: bytes, *, is_last: bool) -> bytes:
    return HEAD + kind + (DONE if is_last else b"")


def _write_chunk(file: IO[bytes], sealed: bytes) -> None:
    file.write(LENGTH.pack(len(sealed)) + sealed)


def _read_chunk(file: IO[bytes]) -> bytes | None:
    length = file.read(LENGTH.size)
    if not length:
        return None
    size = LENGTH.unpack(length)[0] if len(length) == LENGTH.size else 0
    if not 0 < size <= CHUNK + 64:
        raise BadBackup("the backup is damaged, or not whole")
    return file.read(size)


def _read_all(file: IO[bytes]) -> Iterator[bytes]:
    while part := file.read(CHUNK):
        yield part


def _sqlite_copy(store: Store, folder: Path) -> Iterator[bytes]:
    """The file as of one moment, copied while it is in use, beside where the backup will be."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as private:
        copy = Path(private) / "copy.db"
        source = sqlite3.connect(f"file:{store.engine.url.database}?mode=ro", uri=True)
        with closing(source), closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
        with copy.open("rb") as file:
            yield from _read_all(file)
        _overwrite(copy)


def _dumped(store: Store, tools: Path | None) -> Iterator[bytes]:
    """pg_dump's archive, which is never on the disk unsealed."""
    command = [_tool("pg_dump", tools), "--format=custom", "--no-owner", "--no-acl"]
    with _running(command, store.engine.url, stdout=subprocess.PIPE) as dump:
        assert dump.stdout is not None  # noqa: S101  # it is a pipe
        yield from _read_all(dump.stdout)
        if dump.wait() != 0:
            raise BadBackup("pg_dump did not come to its end")


def _fill_sqlite(store: Store, parts: Iterator[bytes]) -> None:
    """The file is checked before it takes the place of the empty one."""
    path = Path(str(store.engine.url.database))
    store.close()
    part = path.with_name(f"{path.name}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "wb") as file:
            for one in parts:
                file.write(one)
            file.flush()
            os.fsync(file.fileno())
        with closing(sqlite3.connect(part)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BadBackup("the restored database is not whole")
        for beside in ("-wal", "-shm"):
            Path(f"{path}{beside}").unlink(missing_ok=True)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _fill_postgresql(store: Store, parts: Iterator[bytes], tools: Path | None) -> None:
    """One transaction: all of it is there, or nothing."""
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-acl"]
    command = [_tool("pg_restore", tools), *options, f"--dbname={store.engine.url.database}"]
    with _running(command, store.engine.url, stdin=subprocess.PIPE) as filling:
        assert filling.stdin is not None  # noqa: S101  # it is a pipe
        try:
            with suppress(BrokenPipeError):  # its exit code says why
                for part in parts:
                    filling.stdin.write(part)
                filling.stdin.close()
        except BadBackup:
            filling.kill()
            raise
        if filling.wait() != 0:
            raise BadBackup("pg_restore did not come to its end")


def _running(
    command: list[str], url: URL, stdin: int | None = None, stdout: int | None = None
) -> subprocess.Popen[bytes]:
    """A program of PostgreSQL's that is told where in its environment: a list of processes shows
    no password.
    """
    told = {"PGDATABASE": url.database, "PGUSER": url.username, "PGPASSWORD": url.password}
    host = url.host or url.query.get("host")
    told |= {"PGHOST": str(host) if host else None, "PGPORT": str(url.port) if url.port else None}
    environment = os.environ | {name: value for name, value in told.items() if value}
    return subprocess.Popen(  # noqa: S603  # an absolute program, and nothing of anybody's input
        command, env=environment, stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL
    )


def _tool(name: str, tools: Path | None) -> str:
    beside = tools / name if tools is not None else None
    return str(beside) if beside is not None and beside.exists() else f"/usr/bin/{name}"


def _is_empty(store: Store) -> bool:
    path = store.engine.url.database
    if store.is_sqlite and not Path(str(path)).exists():
        return True
    with store.engine.connect() as connection:
        return not inspect(connection).get_table_names()


def _overwrite(path: Path) -> None:
    """What lay there unsealed for a moment is written over before the file goes."""
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, CHUNK)))
        os.fsync(file.fileno())
