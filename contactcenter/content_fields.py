"""The fields of each kind of record an editor may change, in the order of the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from shared.bundle.overlay import ALIKE, ELSEWHERE
from shared.catalog.model import Mark, Status, Weekday, YesNo

Path = tuple[str, ...]
LANGUAGES = ("pl", "plain", "uk", "en")
UNPLAIN = ("pl", "uk", "en")
WEEK = get_args(Weekday)
STATUSES = get_args(Status)


@dataclass(frozen=True)
class Item:
    """One input: `widget` is line | area | date | hour | number | choice | flag | days | lines |
    table.

    `path`: where its value stands. A `choice` with a `default` leaves the default out.
    """

    path: Path
    widget: str = "line"
    label: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Rows:
    """A list of entries, each with the same items."""

    path: Path
    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Group:
    """Items under one heading; `is_folded` for what is changed seldom."""

    label: str
    items: tuple[Item | Rows, ...]
    is_folded: bool = False
    lang_label: str = field(default="")


def _text(
    path: str, *, label: str, languages: tuple[str, ...] = LANGUAGES, long: bool = True
) -> Group:
    steps = tuple(path.split("."))
    widget = "area" if long else "line"
    return Group(label, tuple(_in(steps, language, widget) for language in languages))


def _in(steps: Path, language: str, widget: str) -> Item:
    return Item((*steps, language), widget, f"lang-{language}", lang=_tongue(language))


def _tongue(language: str) -> str:
    return "pl" if language == "plain" else language


def _note(*, prefix: str = "note") -> tuple[Item, ...]:
    return tuple(
        Item((prefix, lang), "line", f"note-{lang}", lang=_tongue(lang)) for lang in LANGUAGES
    )


def _date(name: str) -> Item:
    return Item((name,), "date", name)


def _hour(name: str) -> Item:
    return Item((name,), "hour", name)


_STATUS = Item(("status",), "choice", "status", STATUSES)
_PHONES = Rows(("phones",), "phones", (Item(("number",), "line", "number"), _STATUS, *_note()))
_CHECKED = Group(
    "checked",
    (_STATUS, _date("checked_on"), Item(("source",), "line", "source")),
)
_MARKS = Group(
    "translation",
    tuple(
        Item(("translation", lang), "choice", f"mark-{lang}", ("", *get_args(Mark)))
        for lang in ("uk", "en")
    ),
    is_folded=True,
)
_HELPLINES = Rows(
    ("helplines",),
    "helplines",
    (
        Item(("number",), "line", "number"),
        *(Item(("names", lang), "line", f"lang-{lang}", lang=_tongue(lang)) for lang in LANGUAGES),
        _STATUS,
        *_note(),
    ),
)
_SCHEDULE = Rows(
    ("schedule",),
    "schedule",
    (
        Item(("days",), "days", "days", WEEK),
        _hour("opens"),
        _hour("closes"),
        _hour("last_client"),
        Item(("holidays",), "flag", "holidays"),
        Item(("season", "from"), "line", "season-from"),
        Item(("season", "to"), "line", "season-to"),
        *_note(),
    ),
)
_EXCEPTIONS = Rows(
    ("exceptions",),
    "exceptions",
    (
        _date("from"),
        _date("to"),
        _hour("opens"),
        _hour("closes"),
        _hour("last_client"),
        Item(("source",), "line", "source"),
        _date("checked_on"),
        *_note(),
    ),
)
_ACCESS = Group(
    "accessibility",
    (
        *(
            Item(("accessibility", name), "choice", name, get_args(YesNo), "unknown")
            for name in (
                "step_free",
                "lift",
                "toilet",
                "parking",
                "induction_loop",
                "sign_language",
                "guide_dog",
            )
        ),
        *(
            Item(("accessibility", "note", lang), "line", f"note-{lang}", lang=_tongue(lang))
            for lang in LANGUAGES
        ),
    ),
    is_folded=True,
)

FORMS: Mapping[str, tuple[Group, ...]] = {
    "service": (
        _text("names", label="names", long=False),
        _text("summary", label="summary"),
        _text("description", label="description"),
        Group("helplines", (_HELPLINES,), is_folded=True),
        _text("application.text", label="apply"),
        _text("decision.text", label="decision"),
        _text("appeal.text", label="appeal"),
        _MARKS,
        _CHECKED,
    ),
    "location": (
        Group("exceptions", (_EXCEPTIONS,)),
        Group("schedule", (_SCHEDULE,)),
        Group("phones", (_PHONES,)),
        _text("schedule_note", label="schedule-note", languages=LANGUAGES, long=False),
        _text("names", label="names", long=False),
        Group(
            "address",
            (
                Item(("address", "street"), "line", "street"),
                Item(("address", "postal_code"), "line", "postal-code"),
            ),
        ),
        _text("services_note", label="services-note"),
        Group("closing", (_date("closed_from"), Item(("successor",), "place", "successor"))),
        _ACCESS,
        _MARKS,
        _CHECKED,
    ),
    "organization": (
        Group("phones", (_PHONES,)),
        _text("names", label="names", long=False),
        _text("summary", label="summary"),
        Group(
            "online",
            (Item(("email",), "line", "email"), Item(("website",), "line", "website")),
        ),
        _MARKS,
        _CHECKED,
    ),
    "class": (
        _text("names", label="names", long=False),
        Group(
            "dates",
            (
                _date("starts_on"),
                _date("ends_on"),
                Item(("places",), "number", "places"),
                Item(("places_left",), "number", "places-left"),
            ),
        ),
        _text("hours", label="class-hours", long=False),
        _CHECKED,
    ),
}
_ASKED = (
    Group(
        "asked",
        tuple(Item((lang,), "lines", f"lang-{lang}", lang=lang) for lang in UNPLAIN),
    ),
)
_SPECIAL = {
    ALIKE: (Group("alike", (Item(("rows",), "table", "alike-rows"),)),),
    ELSEWHERE: (Group("elsewhere", (Item(("phrases",), "lines", "elsewhere-phrases"),)),),
}


def form_of(kind: str, record_id: str) -> tuple[Group, ...]:
    """The form for one record."""
    return _SPECIAL.get(record_id, _ASKED) if kind == "synonyms" else FORMS[kind]
