"""The suite builds hundreds of apps in one process: what is the same in all is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule


class CompiledOnce(BytecodeCache):
    """Keeps a compiled template for the next app that has it, too."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._kept.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.checksum, bucket.bytecode_to_string()


class RuleCompiledOnce(Rule):
    """A route whose address builder is taken from the same route of an earlier app."""

    _builders: ClassVar[dict[Any, Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        defaults = tuple(sorted((self.defaults or {}).items()))
        key = self.rule, self.host, self.subdomain, defaults, append_unknown
        if key not in self._builders:
            self._builders[key] = super()._compile_builder(append_unknown)
        return self._builders[key]


def share_between_apps() -> None:
    """Have every app made from now on use what the earlier ones worked out."""
    Flask.jinja_options = {"bytecode_cache": CompiledOnce()}
    Flask.url_rule_class = RuleCompiledOnce
