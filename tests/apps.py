"""The suite builds hundreds of apps in one process: what is the same in all is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import CodeType
from typing import Any, ClassVar

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import URL, Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from shared.store import database
from shared.web import app as web

STATEMENTS = 4_000


class CompiledOnce(BytecodeCache):
    """Keeps a compiled template for the next app that has it, too."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.checksum, bucket.code


class RuleCompiledOnce(Rule):
    """A route whose address builder is taken from the same route of an earlier app."""

    _builders: ClassVar[dict[Any, Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        defaults = tuple(sorted((self.defaults or {}).items()))
        key = self.rule, self.host, self.subdomain, defaults, append_unknown
        if key not in self._builders:
            self._builders[key] = super()._compile_builder(append_unknown)
        return self._builders[key]


class OneDialect(SQLiteDialect_pysqlite):
    """Equal in every engine, so that a statement compiled for one database serves the others."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OneDialect)

    def __hash__(self) -> int:
        return hash(OneDialect)


def share_between_apps() -> None:
    """Have every app made from now on use what the earlier ones worked out."""
    Flask.jinja_options = {"bytecode_cache": CompiledOnce()}
    Flask.url_rule_class = RuleCompiledOnce
    web.Translator = cache(web.Translator)
    _share_statements()


def _share_statements() -> None:
    registry.register("sqlite", __name__, OneDialect.__name__)
    options = {"compiled_cache": LRUCache(STATEMENTS)}
    create_engine = database.create_engine

    def create(address: URL, **more: Any) -> Engine:
        is_sqlite = address.get_dialect() is OneDialect
        return create_engine(address, execution_options=options if is_sqlite else {}, **more)

    database.create_engine = create
