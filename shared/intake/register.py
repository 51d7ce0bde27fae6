"""What is kept, how long and why, as data: register.yaml, read once."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from shared.text import Text

FILE = Path(__file__).with_name("register.yaml")
Status = Literal["verified", "to_confirm"]


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article, and whether a lawyer of the city has confirmed it."""

    text: str
    status: Status


class Special(Text, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Data of the kinds article 9 names, and why they may be processed."""

    basis: str
    status: Status


class Activity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One processing activity, as article 30 (1) of the GDPR asks it to be written down."""

    id: str
    name: Text
    purpose: Text
    basis: Basis
    people: Text
    data: Text
    special: Special | None
    recipients: Text


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One class of data: how long it is kept at most, and what lets it go sooner.

    `columns`: the sealed columns it fills ("call.note_sealed"). Without a time it is kept until
    what `sooner` says, or until somebody decides on one.
    """

    id: str
    activity: str
    what: Text
    columns: tuple[str, ...]
    since: Text
    minutes: int = 0
    hours: int = 0
    days: int = 0
    sooner: Text | None = None
    status: Status = "to_confirm"

    @property
    def time(self) -> timedelta | None:
        """How long, or None for as long as there is no decision."""
        return timedelta(minutes=self.minutes, hours=self.hours, days=self.days) or None


class Register(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of it."""

    controller: Text
    officer: Text
    activities: tuple[Activity, ...]
    kept: tuple[Kept, ...]

    def of(self, activity: str) -> tuple[Kept, ...]:
        """What one activity keeps."""
        return tuple(one for one in self.kept if one.activity == activity)


@cache
def register() -> Register:
    """The register; raises `msgspec.ValidationError` where the file makes no sense."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = FILE.read_text(encoding="utf-8")
    return msgspec.convert(yaml.load(text, Loader=loader), Register)  # noqa: S506  # a safe loader


def time_of(kept_id: str) -> timedelta:
    """How long this class is kept at most. Raises LookupError for none, or one without a time."""
    time = next((one.time for one in register().kept if one.id == kept_id), None)
    if time is None:
        raise LookupError(kept_id)
    return time
