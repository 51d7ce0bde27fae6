"""The loader's faults in the editors' own words."""

from __future__ import annotations

import re
from typing import NamedTuple

from shared.bundle.edited import FieldFault

BY_PROBLEM = (
    (r"^the field `.+` is missing$", "fault-missing"),
    (r" has no .+ text$", "fault-no-text"),
    (r"^`.+` is empty in ", "fault-missing"),
    (r"^a plain sentence has (?P<count>\d+) words", "fault-long"),
    (r"^the plain text has `(?P<word>.+)`, which nobody explains", "fault-abbreviation"),
    (r"^nobody said whether", "fault-mark"),
    (r"is not a phone number", "fault-phone"),
    (r"^no days are listed", "fault-days"),
    (r"^a day is listed twice", "fault-days"),
    (r"^the hours .+ cannot be", "fault-hours"),
    (r"^one of the hours is missing", "fault-both-hours"),
    (r"^the (days end|class ends) before", "fault-order"),
    (r"^more places are left", "fault-places"),
    (r"^there is no ", "fault-reference"),
    (r"its own successor", "fault-reference"),
    (r"^there is a successor, but", "fault-successor"),
    (r"is not one of the words", "fault-choice"),
    (r"got `str`$", "fault-number"),
    (r"Expected `int`", "fault-number"),
)
BY_FIELD = {
    "opens": "fault-hour",
    "closes": "fault-hour",
    "last_client": "fault-hour",
    "postal_code": "fault-postal",
    "from": "fault-date",
    "to": "fault-date",
}


class Told(NamedTuple):
    """A fault as the page says it: the message, what it counts, and the word at fault or else
    the loader's own words."""

    key: str
    count: int
    problem: str


def told(fault: FieldFault) -> Told:
    """What to say of a fault; the loader's words go along where there are none of ours."""
    for pattern, key in BY_PROBLEM:
        found = re.search(pattern, fault.problem)
        if found:
            given = found.groupdict()
            return Told(key, int(given.get("count") or 0), given.get("word") or fault.problem)
    field = str(fault.trail[-1]) if fault.trail else ""
    if "right form" in fault.problem:
        key = "fault-day-of-year" if "season" in fault.trail else BY_FIELD.get(field, "fault-other")
        return Told(key, 0, fault.problem)
    if "RFC3339" in fault.problem or field.endswith("_on") or field in ("from", "to"):
        return Told("fault-date", 0, fault.problem)
    return Told("fault-other", 0, fault.problem)
