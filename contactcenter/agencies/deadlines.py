"""How many working days each agency has, as data: deadlines.yaml."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import yaml
from msgspec import Meta

from shared.catalog.working_days import after_working_days

FILE = Path(__file__).with_name("deadlines.yaml")
Days = Annotated[int, Meta(ge=1, le=90)]


class Deadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Working days: to answer a referral, to tell its result, to reach a citizen."""

    answer_days: Days
    result_days: Days
    reach_days: Days
    status: Literal["verified", "to_confirm"]


class Deadlines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file; agencies it does not name have the default's days."""

    default: Deadline
    agencies: dict[str, Deadline]


@cache
def deadlines() -> Deadlines:
    """All of them; raises `msgspec.ValidationError` for a file that is wrong."""
    return msgspec.convert(yaml.safe_load(FILE.read_text(encoding="utf-8")), Deadlines)


def deadline_of(organization_id: str) -> Deadline:
    """The days of one agency."""
    known = deadlines()
    return known.agencies.get(organization_id, known.default)


def answer_due(organization_id: str, on: date) -> date:
    """Until when an agency says whether it takes over what it was sent on a day."""
    return after_working_days(on, deadline_of(organization_id).answer_days)
