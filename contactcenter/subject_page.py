"""What the city has of one citizen, as one page that needs nothing beside it and prints well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from contactcenter import ROOT
from shared.intake.subject import KINDS
from shared.web.translate import SHARED_LOCALES, Translator, rooms_of

LANGUAGE = "pl"


def as_html(document: Mapping[str, Any]) -> str:
    """The page, in Polish: every record by kind, then who looked at them and when."""
    translator = Translator((SHARED_LOCALES, *rooms_of(ROOT / "locales")))
    speak = translator.speaker(lambda: LANGUAGE)
    loader = FileSystemLoader(ROOT / "templates")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return pages.get_template("subject_page.html").render(
        document=document,
        kinds=[kind for kind, _, _ in KINDS],
        rows=lambda record: _rows(record, speak),
        t=speak,
    )


def _rows(record: Mapping[str, Any], speak: Callable[..., str]) -> Iterator[tuple[str, str]]:
    """What a record says, one line each, by the names of its fields; times to the minute."""
    for name, value in record.items():
        if value in (None, "", [], {}):
            continue
        label = speak(f"subject-field-{name}")
        if isinstance(value, Mapping):
            yield from ((f"{label} › {path}", said) for path, said in _inside(value))
        else:
            yield label, "–" if name == "sound" else _said(name, value)


def _inside(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """What lies inside of a value, each with its path."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _inside(inner, f"{path} {name}".strip())
    elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        for number, inner in enumerate(value, 1):
            yield from _inside(inner, f"{path} {number}".strip())
    elif value not in (None, "", []):
        yield path, ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _said(name: str, value: Any) -> str:
    if name.endswith("_at"):
        return f"{str(value)[:16].replace('T', ' ')} UTC"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
