"""Moving an installation into another database, table by table, until both hold the same.

A table that balances already is left alone; of another, what is missing is added, what differs is
changed and what is not in the source goes. So a move that broke off, or that began while the source
was in use, is simply made again. A target that was never moved into is only taken when it is empty:
nothing of anybody's is ever written over.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import Row, Table, bindparam, delete, func, insert, inspect, select, text, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared import migrations
from shared.models import Base
from shared.store.database import Store

BATCH = 500
MARK = "move_under_way"  # in the target, as long as it may be written over
TABLES: tuple[Table, ...] = tuple(Base.metadata.sorted_tables)  # whoever is referred to comes first


class Unfit(Exception):
    """These two cannot be source and target; the message is one line a person can act on."""


class Sum(NamedTuple):
    """What a table holds: how many rows, and a sum over all of them in whatever order."""

    rows: int
    checksum: str


class Line(NamedTuple):
    """One table on both sides."""

    table: str
    source: Sum
    target: Sum

    @property
    def is_balanced(self) -> bool:
        """Whether both hold the same."""
        return self.source == self.target


def move(
    source: Store,
    target: Store,
    *,
    is_anew: bool = False,
    is_last: bool = True,
    tell: Callable[[Line], None] = lambda _: None,
) -> tuple[Line, ...]:
    """Make the target hold what the source holds; every table as it stands afterwards.

    `is_anew`: throw away what earlier tries brought. `is_last`: when all balances, the target is
    complete, and from then on nobody's to write over. Raises Unfit.
    """
    _check_versions(source, target)
    if not _claim(source, target):
        return _already_moved(source, target, tell)
    if is_anew:
        _empty(target)
    lines = []
    with source.read() as db:
        unequal = _unequal(db, target)
        try:
            for table in reversed(unequal):
                _take_out(db, target, table)
            for table in TABLES:
                if table in unequal:
                    _bring(db, target, table)
                lines.append(Line(table.name, _sum(db, table), _sum_in(target, table)))
                tell(lines[-1])
        except IntegrityError as fault:
            raise Unfit("what was brought before stands in the way: move anew (--anew)") from fault
    if is_last and all(line.is_balanced for line in lines):
        _finish(target)
    return tuple(lines)


def compare(source: Store, target: Store) -> tuple[Line, ...]:
    """Every table on both sides; nothing is changed."""
    with source.read() as ours, target.read() as theirs:
        return tuple(Line(one.name, _sum(ours, one), _sum(theirs, one)) for one in TABLES)


def is_in_use(store: Store) -> bool:
    """Whether anybody but us has the database open. Give our own connections back before."""
    store.close()
    if store.is_sqlite:
        return _is_file_open(str(store.engine.url.database))
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    with store.engine.connect() as connection:
        mine = " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        count = connection.execute(text(others + mine)).scalar()
    store.close()
    return bool(count)


def _is_file_open(path: str) -> bool:
    """Every connection to a file with a write-ahead log holds a lock on it, however idle it is."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("COMMIT")
        except sqlite3.OperationalError:
            return True
    return False


def _check_versions(source: Store, target: Store) -> None:
    """The source has the newest schema, and the target gets it. Raises Unfit."""
    with source.engine.connect() as connection:
        version = migrations.version(connection)
    if version != migrations.HEAD:
        raise Unfit(f"the source's schema is {version}, not {migrations.HEAD}: migrate it first")
    target.migrate()


def _claim(source: Store, target: Store) -> bool:
    """Mark an empty target as ours, or find our mark there; False where there is data without one.
    Raises Unfit for another source's.
    """
    mark = hashlib.sha256(str(source.engine.url).encode()).hexdigest()
    with target.write() as db:
        if not inspect(db.connection()).has_table(MARK):
            if any(_count(db, table) for table in TABLES):
                return False
            db.execute(text(f"CREATE TABLE {MARK} (source TEXT PRIMARY KEY)"))
            db.execute(text(f"INSERT INTO {MARK} VALUES (:mark)"), {"mark": mark})  # noqa: S608
        elif db.scalar(text(f"SELECT source FROM {MARK}")) != mark:  # noqa: S608
            raise Unfit("another source is being moved into this target")
    return True


def _already_moved(source: Store, target: Store, tell: Callable[[Line], None]) -> tuple[Line, ...]:
    """A finished move still balances, or the target has lived on: then it is nobody's to change."""
    lines = compare(source, target)
    if not all(line.is_balanced for line in lines):
        raise Unfit("the target holds data of its own: only an empty one is moved into")
    for line in lines:
        tell(line)
    return lines


def _finish(target: Store) -> None:
    with target.write() as db:
        db.execute(text(f"DROP TABLE {MARK}"))


def _empty(target: Store) -> None:
    with target.write() as db:
        for table in reversed(TABLES):
            db.execute(delete(table))


def _bring(db: Session, target: Store, table: Table) -> None:
    """Add what is missing and change what differs, one batch a transaction."""
    for rows in _batches(db, table):
        with target.write() as theirs:
            held = {_key(table, row): _digest(row) for row in _same(theirs, table, rows)}
            new = [row for row in rows if _key(table, row) not in held]
            if new:
                theirs.execute(insert(table), [dict(row._mapping) for row in new])
            there = [row for row in rows if _key(table, row) in held]
            _change(theirs, table, [row for row in there if held[_key(table, row)] != _digest(row)])


def _change(theirs: Session, table: Table, rows: Sequence[Row[Any]]) -> None:
    """Give rows that are there already the source's values."""
    keys = [column.name for column in table.primary_key]
    others = [column.name for column in table.columns if column.name not in keys]
    if not rows or not others:
        return
    chosen = table.update().where(*(table.c[name] == bindparam(f"key_{name}") for name in keys))
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in others}
    theirs.connection().execute(
        chosen.values(values),
        [
            {f"key_{name}": row._mapping[name] for name in keys}
            | {f"new_{name}": row._mapping[name] for name in others}
            for row in rows
        ],
    )


def _take_out(db: Session, target: Store, table: Table) -> None:
    """Let go of what is not in the source any more."""
    with target.read() as theirs:
        gone: list[tuple[Any, ...]] = []
        for rows in _batches(theirs, table):
            there = {_key(table, row) for row in _same(db, table, rows)}
            gone.extend(key for key in (_key(table, row) for row in rows) if key not in there)
    for keys in _cut(gone):
        with target.write() as theirs:
            theirs.execute(delete(table).where(_among(table, keys)))


def _same(db: Session, table: Table, rows: Sequence[Row[Any]]) -> Sequence[Row[Any]]:
    """The rows here that have the keys of these."""
    return db.execute(select(table).where(_among(table, [_key(table, row) for row in rows]))).all()


def _among(table: Table, keys: Sequence[tuple[Any, ...]]) -> Any:
    return tuple_(*table.primary_key).in_(keys)


def _batches(db: Session, table: Table) -> Iterator[Sequence[Row[Any]]]:
    query = select(table).order_by(*table.primary_key)
    yield from db.execute(query, execution_options={"yield_per": BATCH}).partitions()


def _cut(keys: Sequence[tuple[Any, ...]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _key(table: Table, row: Row[Any]) -> tuple[Any, ...]:
    return tuple(row._mapping[column.name] for column in table.primary_key)


def _count(db: Session, table: Table) -> int:
    return db.scalar(select(func.count()).select_from(table)) or 0


def _unequal(db: Session, target: Store) -> list[Table]:
    with target.read() as theirs:
        return [table for table in TABLES if _sum(theirs, table) != _sum(db, table)]


def _sum_in(store: Store, table: Table) -> Sum:
    with store.read() as db:
        return _sum(db, table)


def _sum(db: Session, table: Table) -> Sum:
    """The order of rows differs between databases, so their digests are added up."""
    count, total = 0, 0
    for rows in _batches(db, table):
        count += len(rows)
        total += sum(int.from_bytes(_digest(row)) for row in rows)
    return Sum(count, f"{total % 2**256:064x}")


def _digest(row: Row[Any]) -> bytes:
    """SHA-256 of a row's values, each with its kind and length, in the table's own order."""
    told = hashlib.sha256()
    for part in _parts(row):
        told.update(len(part).to_bytes(8))
        told.update(part)
    return told.digest()


def _parts(row: Iterable[Any]) -> Iterator[bytes]:
    for value in row:
        yield type(value).__name__.encode() if not isinstance(value, Enum) else b"str"
        yield _written(value)


def _written(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, Enum):
        return str(value.value).encode()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().encode()
    if isinstance(value, date):
        return value.isoformat().encode()
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
    return str(value).encode()
