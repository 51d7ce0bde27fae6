"""Telephone numbers as people write them, and as machines do."""

from __future__ import annotations

import phonenumbers
from phonenumbers import PhoneNumberFormat

WITHHELD = "anonymous"


def as_number(text: str) -> str | None:
    """What somebody typed, in E.164 form; None when it cannot be a number."""
    if text == WITHHELD:
        return WITHHELD
    try:
        number = phonenumbers.parse(text, "PL")
    except phonenumbers.NumberParseException:
        return None
    possible = phonenumbers.is_possible_number(number)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if possible else None


def for_people(number: str) -> str:
    """A number as it is read aloud: "600 100 200"."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number.removeprefix("client:")
    is_ours = parsed.country_code == phonenumbers.country_code_for_region("PL")
    form = PhoneNumberFormat.NATIONAL if is_ours else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)
