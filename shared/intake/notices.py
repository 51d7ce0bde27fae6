"""What people are told about their data, in layers, made from the one register of what is kept."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import yaml

from shared.intake.register import Kept, register
from shared.text import Text

FILE = Path(__file__).with_name("notices.yaml")
PLACES = {"kiosk": "kiosk", "phone": "line", "desk": "desk"}  # and the activity of each
LONG = "long"
AT_A_DESK = ("slip", "note", "packet", "agreement")  # a desk works on what the slip brought
UNITS = {
    "pl": {
        "days": ("dzień", "dni", "dni"),
        "hours": ("godzina", "godziny", "godzin"),
        "minutes": ("minuta", "minuty", "minut"),
    },
    "uk": {
        "days": ("день", "дні", "днів"),
        "hours": ("година", "години", "годин"),
        "minutes": ("хвилина", "хвилини", "хвилин"),
    },
    "en": {
        "days": ("day", "days", "days"),
        "hours": ("hour", "hours", "hours"),
        "minutes": ("minute", "minutes", "minutes"),
    },
}
JOINS = {"pl": ("od", "wcześniej"), "uk": ("від", "раніше"), "en": ("after", "sooner")}
UNDECIDED = {
    "pl": "termin nieustalony",
    "uk": "строк не визначено",
    "en": "no time decided yet",
}


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of the long layer, as it is written."""

    id: str
    head: Text
    text: Text


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    short: dict[str, Text]
    long: tuple[Section, ...]


class Part(NamedTuple):
    """One part of the long layer, as it is read; `lines`: what it lists."""

    id: str
    head: str
    text: str
    lines: tuple[str, ...]


@cache
def written() -> Written:
    """What is in the file; raises `msgspec.ValidationError` where it makes no sense."""
    text = FILE.read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Written)


def short(place: str, language: str) -> str | None:
    """What is said at once at a kiosk or a desk; the line says its own."""
    found = written().short.get(place)
    return found.in_(language).text if found is not None else None


def long(place: str, language: str) -> tuple[Part, ...]:
    """Everything, for whoever asks, about what one place does with data."""
    activity = next(one for one in register().activities if one.id == PLACES[place])
    values = {
        "controller": register().controller,
        "officer": register().officer,
        "purpose": activity.purpose,
        "data": activity.data,
        "recipients": activity.recipients,
    }
    said = {name: text.in_(language).text for name, text in values.items()}
    said["basis"] = activity.basis.text
    said["special"] = activity.special.in_(language).text if activity.special else "–"
    times = tuple(time_in_words(kept, language) for kept in told_of(activity.id))
    return tuple(
        Part(
            section.id,
            section.head.in_(language).text,
            _filled(section.text.in_(language).text, said),
            times if section.id == LONG else (),
        )
        for section in written().long
    )


def time_in_words(kept: Kept, language: str) -> str:
    """One class of data with its time ("notatka: 30 dni od zamknięcia sprawy")."""
    after, sooner = JOINS[language]
    what, since = kept.what.in_(language).text, kept.since.in_(language).text
    said = f"{what}: {length(kept, language)}"
    if kept.time is not None:
        said += f" {after} {since}"
    return said + (f" ({sooner}: {kept.sooner.in_(language).text})" if kept.sooner else "")


def length(kept: Kept, language: str) -> str:
    """How long, with its unit in the right form."""
    for unit in ("days", "hours", "minutes"):
        number: int = getattr(kept, unit)
        if number:
            return f"{number} {_form(number, UNITS[language][unit], language)}"
    return UNDECIDED[language]


def _form(number: int, forms: tuple[str, str, str], language: str) -> str:
    one, few, many = forms
    if number == 1 or (language == "uk" and number % 10 == 1 and number % 100 != 11):
        return one
    is_few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return few if is_few else many


def told_of(activity: str) -> tuple[Kept, ...]:
    """What people are told an activity keeps."""
    if activity == "desk":
        return tuple(one for one in register().kept if one.id in AT_A_DESK)
    return register().of(activity)


def _filled(text: str, said: dict[str, str]) -> str:
    for name, value in said.items():
        text = text.replace(f"{{ {name} }}", value)
    return text[:1].upper() + text[1:]
