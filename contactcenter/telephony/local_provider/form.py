"""The fields of an order, read strictly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contactcenter.telephony.local_provider.parts import Refused

WRONG = 20001


class Form:
    """Fields by name; each may come several times. Every method raises Refused for nonsense."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self._fields = fields

    def has(self, name: str) -> bool:
        """Whether the field is there, even if empty."""
        return name in self._fields

    def get(self, name: str) -> str | None:
        """The field, or None."""
        return self._fields[name][0] if self.has(name) else None

    def text(self, name: str, default: str = "") -> str:
        """The field, or what it is when nobody says."""
        return self._fields[name][0] if self.has(name) else default

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a field that may come several times, or hold several."""
        return tuple(word for value in self._fields.get(name, ()) for word in value.split())

    def number(self, name: str, default: int) -> int:
        """A field that counts."""
        given = self.text(name, str(default))
        if not given.isdecimal():
            raise Refused(WRONG, f"Invalid {name}")
        return int(given)

    def is_so(self, name: str, *, default: bool = False) -> bool:
        """A field that is true or false."""
        given = self.text(name, str(default)).lower()
        if given not in {"true", "false"}:
            raise Refused(WRONG, f"Invalid {name}")
        return given == "true"

    def one_of(self, name: str, *allowed: str) -> str:
        """A field with a closed list of values."""
        given = self.text(name)
        if given not in allowed:
            raise Refused(WRONG, f"Invalid {name}")
        return given
