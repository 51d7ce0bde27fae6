"""An embedded installation moved to PostgreSQL: all of it, again and again until it balances."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Date,
    Enum,
    Integer,
    LargeBinary,
    Table,
    delete,
    insert,
    select,
    text,
)
from sqlalchemy.types import JSON

from shared.cli import main
from shared.models import Agent, Call
from shared.models.base import Codes, Instant
from shared.store import Store, open_store
from shared.store.move import MARK, TABLES, Unfit, compare, is_in_use, move
from tests.databases import fresh_store, migrated_postgresql_url
from tests.tally import count, tally

ROWS = count(3, 3_000)
LETTERS = "ąćęłńóśźżĄŻ їґє 'quote\" back\\slash \N{SNOWMAN} %s"
BEGAN = datetime(2026, 1, 5, 7, 59, 59, 123456, tzinfo=UTC)


MAKERS: dict[Any, Callable[[int], Any]] = {
    Instant: lambda number: BEGAN + timedelta(seconds=number * 86_399, microseconds=number),
    Codes: lambda number: ("pl", "uk")[: number % 3],
    Boolean: lambda number: bool(number % 2),
    Integer: lambda number: number + 1,
    Date: lambda number: date(2026, 1, 1) + timedelta(days=number),
    LargeBinary: lambda number: number.to_bytes(4) + bytes(range(28)),
    JSON: lambda number: {"ż": [1, None, {"b": True}], "a": number},
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with something in every table, to copy."""
    folder = tmp_path_factory.mktemp("filled")
    for store in fresh_store("sqlite", folder):
        fill(store, ROWS)
        store.scrub()
    return folder / "okienko.db"


@pytest.fixture
def source(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """An embedded installation."""
    shutil.copyfile(filled, tmp_path / "city.db")
    store = open_store(f"sqlite:///{tmp_path / 'city.db'}")
    yield store
    store.close()


@pytest.fixture
def target() -> Iterator[Store]:
    """An empty, migrated database; a schema of its own would take longer than all that is moved."""
    store = open_store(migrated_postgresql_url())
    empty(store)
    yield store
    with store.write() as db:
        db.execute(text(f"DROP TABLE IF EXISTS {MARK}"))
    store.close()


def empty(store: Store) -> None:
    """A few rows go faster than fifty tables are truncated."""
    with store.write() as db:
        for table in reversed(TABLES):
            db.execute(delete(table))


def fill(store: Store, rows: int) -> None:
    """Rows of every kind of value in every table, each referring to one that is there."""
    dice = Random(11)
    made: dict[str, list[dict[str, Any]]] = {}
    with store.write() as db:
        for table in TABLES:
            made[table.name] = [_row(table, number, made, dice) for number in range(rows)]
            db.execute(insert(table), made[table.name])


def _row(
    table: Table, number: int, made: dict[str, list[dict[str, Any]]], dice: Random
) -> dict[str, Any]:
    row = {}
    for column in table.columns:
        refers = next(iter(column.foreign_keys), None)
        if refers is not None and refers.column.table is not table:
            row[column.name] = made[refers.column.table.name][number][refers.column.name]
        elif column.nullable and (refers is not None or dice.random() < 0.3):
            row[column.name] = None
        else:
            row[column.name] = _value(column.type, number, dice)
    return row


def _value(kind: Any, number: int, dice: Random) -> Any:
    if isinstance(kind, Enum):
        return dice.choice(list(kind.enum_class or kind.enums))
    for one, make in MAKERS.items():
        if isinstance(kind, one):
            return make(number)
    return f"{number:06} {LETTERS}" if (kind.length or 99) > 60 else f"{number:06}"


def are_equal(source: Store, target: Store) -> bool:
    """Whether both hold the same, by a comparison that knows nothing of digests."""
    for table in TABLES:
        with source.read() as ours, target.read() as theirs:
            rows = [
                sorted((tuple(row) for row in db.execute(select(table))), key=repr)
                for db in (ours, theirs)
            ]
        if rows[0] != rows[1]:
            return False
    return True


@pytest.mark.proof
def test_everything_arrives_and_the_balance_says_so(source: Store, target: Store) -> None:
    lines = move(source, target)
    assert all(line.is_balanced and line.source.rows == ROWS for line in lines)
    assert len(lines) == len(TABLES)
    assert are_equal(source, target)
    assert compare(source, target) == lines
    assert move(source, target) == lines  # who asks again is told the same
    tally("moved to PostgreSQL, balanced", tables=len(lines), rows=ROWS * len(lines))


def test_a_move_that_broke_off_is_made_again_and_balances(source: Store, target: Store) -> None:
    class PowerCut(Exception):
        pass

    told: list[str] = []

    def cut(line: Any) -> None:
        told.append(line.table)
        if len(told) == len(TABLES) // 2:
            raise PowerCut

    with pytest.raises(PowerCut):
        move(source, target, tell=cut)
    assert not are_equal(source, target)
    assert all(line.is_balanced for line in move(source, target))
    assert are_equal(source, target)


def test_what_changed_meanwhile_is_brought_changed_and_taken_out(
    source: Store, target: Store
) -> None:
    move(source, target, is_last=False)  # while it is in use
    with source.write() as db:
        one, other = db.scalars(select(Call).order_by(Call.id).limit(2))
        one.is_urgent = not one.is_urgent
        db.execute(text("DELETE FROM print_job"))
        db.execute(text("DELETE FROM audit_event"))
        agent = db.scalars(select(Agent).order_by(Agent.id).limit(1)).one()
        agent.name = "Nowe Nazwisko"
        assert other.id != one.id
    differ = {line.table for line in compare(source, target) if not line.is_balanced}
    assert differ == {"call", "print_job", "audit_event", "agent"}
    assert all(line.is_balanced for line in move(source, target))
    assert are_equal(source, target)


def test_a_changed_value_alone_is_noticed(source: Store, target: Store) -> None:
    move(source, target, is_last=False)
    with target.write() as db:
        db.execute(text("UPDATE task SET created_at = created_at + interval '1 microsecond'"))
    differ = [line for line in compare(source, target) if not line.is_balanced]
    assert [line.table for line in differ] == ["task"]
    assert differ[0].source.rows == differ[0].target.rows


def test_nobodys_data_is_written_over(source: Store, target: Store, tmp_path: Path) -> None:
    fill(target, 1)
    with pytest.raises(Unfit, match="data of its own"):
        move(source, target)
    empty(target)
    move(source, target, is_last=False)
    other = next(fresh_store("sqlite", _folder(tmp_path, "other")))
    with pytest.raises(Unfit, match="another source"):
        move(other, target)
    other.close()
    move(source, target)
    with target.write() as db:
        db.execute(text("UPDATE agent SET name = 'served since'"))
    with pytest.raises(Unfit, match="data of its own"):
        move(source, target)


def test_an_old_schema_is_not_moved(target: Store, tmp_path: Path) -> None:
    old = open_store(f"sqlite:///{tmp_path / 'old.db'}")
    with pytest.raises(Unfit, match="migrate it first"):
        move(old, target)
    old.close()


def test_the_command_refuses_a_source_in_use_and_then_moves_it(
    source: Store, target: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = target.engine.url.render_as_string(hide_password=False)
    (tmp_path / "target").write_text(address, encoding="utf-8")
    asked = ["migrate", "--from", str(source.engine.url), "--to", f"@{tmp_path / 'target'}"]
    with source.read() as db:
        assert db.scalars(select(Agent)).first()  # from now on a connection lies in the pool
    assert main(asked) == 2
    assert "in use" in capsys.readouterr().err
    assert main([*asked, "--while-running"]) == 0
    assert "as of now" in capsys.readouterr().out
    source.close()
    assert not is_in_use(source)
    assert main(asked) == 0
    said = capsys.readouterr().out
    assert said.count("balances") == len(TABLES)
    assert "row by row" in said
    assert are_equal(source, target)


def test_the_command_without_a_source_brings_the_newest_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["migrate", "--to", f"sqlite:///{tmp_path / 'new.db'}"]) == 0
    assert "The schema is" in capsys.readouterr().out
    assert main(["migrate", "--to", "nonsense"]) == 2
    assert main(["migrate", "--to", f"@{tmp_path / 'nowhere'}"]) == 2
    assert json.dumps(capsys.readouterr().err).count("okienko:") == 2


def _folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name
