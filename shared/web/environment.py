"""Settings from the environment, read once at start; the first that will not do is named."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from shared.crypto import BadKeyFile, Ring, load_key, load_ring

SHORTEST_TOKEN = 32


class SettingsFault(ValueError):
    """A setting is missing or too weak; the message is one line a technician can act on."""


@dataclass(frozen=True)
class Environment:
    """Reads settings by name. Every method raises SettingsFault when the value will not do."""

    variables: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def text(self, name: str, default: str | None = None) -> str:
        """A value that must be there and not blank."""
        value = self.variables.get(name, default or "").strip()
        if not value:
            raise SettingsFault(f"{name} is not set")
        return value

    def file(self, name: str) -> Path:
        """A file that must exist."""
        path = Path(self.text(name))
        if not path.is_file():
            raise SettingsFault(f"{name} names no file: {path}")
        return path

    def key(self, name: str) -> bytes:
        """32 random bytes from a file; there is no default key."""
        try:
            return load_key(self.file(name))
        except BadKeyFile as fault:
            raise SettingsFault(f"{name}: {fault}") from fault

    def ring(self, name: str) -> Ring:
        """A key that may have others beside it in its file: see `okienko keys`."""
        try:
            return load_ring(self.file(name))
        except BadKeyFile as fault:
            raise SettingsFault(f"{name}: {fault}") from fault

    def token(self, name: str) -> str:
        """A bearer token from a file."""
        token = self.file(name).read_text(encoding="ascii", errors="replace").strip()
        if len(token) < SHORTEST_TOKEN or len(set(token)) < SHORTEST_TOKEN // 4:
            raise SettingsFault(f"{name}: the token is too short to be a secret")
        return token

    def port(self, name: str, default: int) -> int:
        """A TCP port."""
        given = self.variables.get(name, str(default))
        if not (given.isascii() and given.isdecimal() and 0 < int(given) < 65536):
            raise SettingsFault(f"{name} is no port number: {given}")
        return int(given)

    def count(self, name: str, default: int) -> int:
        """How many: zero or more."""
        given = self.variables.get(name, str(default))
        if not (given.isascii() and given.isdecimal()):
            raise SettingsFault(f"{name} is no number: {given}")
        return int(given)

    def web_address(self, name: str, default: str | None = None) -> str:
        """Scheme and host of a web address, without a path."""
        given = self.text(name, default)
        parts = urlsplit(given)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise SettingsFault(f"{name} is no web address: {given}")
        return f"{parts.scheme}://{parts.netloc}"
