"""What every table rests on: named constraints, instants that mean the same everywhere, keys."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import uuid_utils
from sqlalchemy import DateTime, Dialect, Enum, MetaData, String
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
LONGEST_STATE = 24


def new_id() -> str:
    """A UUIDv7 as text: unique wherever it is made, and in the order of its making."""
    return str(uuid_utils.uuid7())


class Instant(TypeDecorator[datetime]):
    """An aware instant: `timestamptz` on PostgreSQL, UTC text on SQLite; refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What goes into the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """What comes out of it, always in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Codes(TypeDecorator[tuple[str, ...]]):
    """A short list of codes ("pl uk") in one text column."""

    impl = String
    cache_ok = True

    def process_bind_param(
        self,
        value: tuple[str, ...] | list[str] | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> str | None:
        """What goes into the database; a code with a space in it is refused."""
        if value is None:
            return None
        if any(not code or " " in code for code in value):
            raise ValueError("a code is one word")
        return " ".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ARG002
        """What comes out of it."""
        return None if value is None else tuple(value.split())


def one_of(states: type[StrEnum], name: str) -> Enum:
    """A text column that holds one of `states`, held to it by a named CHECK."""
    return Enum(
        states,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=LONGEST_STATE,
        values_callable=_values,
    )


def _values(states: Any) -> list[str]:
    return [state.value for state in states]


class Base(DeclarativeBase):
    """All tables, on the kiosk and in the city."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Instant}  # noqa: RUF012  # the shape SQLAlchemy asks for
