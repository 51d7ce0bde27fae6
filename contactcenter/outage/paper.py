"""Numbered sheets as a PDF, two sides of A4 each, and the same words for a browser that prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from contactcenter.outage.questions import Topic, asked
from contactcenter.outage.sheets import qr_text
from shared.bundle import Knowledge
from shared.press import Press, qr_svg
from shared.text import Phrase
from shared.web import wording
from shared.web.present import Words

TEMPLATE = Path(__file__).with_name("intake.typ")
LABELS = (
    "title", "drill", "number", "danger", "rule", "date", "hour", "agent", "phone", "language",
    "safe", "safe-yes", "safe-no", "safe-hours", "safe-why", "callback", "people", "person", "age",
    "relation", "questions", "unsaid", "agreements", "who", "what", "where", "due", "papers",
    "read-back", "notes", "typed", "typed-by", "footer", "qr-alt",
)  # fmt: skip
LANGUAGES = ("pl", "uk", "en")


def form_of(
    knowledge: Knowledge, topic: Topic, words: Words, polish: Words, on: date
) -> dict[str, Any]:
    """What stands on every sheet of a batch; the words for staff are in the language of the talk,
    and the questions in Polish beside it.
    """
    return {
        "language": wording.babel_locale(words.language),
        "topic": str(topic.name),
        "words": {label.replace("-", "_"): words.say(f"paper-{label}") for label in LABELS},
        "questions": [
            {
                "text": str(one.text),
                "polish": str(one.polish) if one.polish else None,
                "options": [_plain(option) for option in one.options],
                "unit": one.unit,
            }
            for one in asked(knowledge, topic.id, words, polish, on)
        ],
    }


def print_sheets(form: Mapping[str, Any], numbers: Sequence[str], *, is_drill: bool) -> bytes:
    """The PDF of these sheets; those of a drill say so on both sides."""
    sheets = [{"number": wording.spaced_digits(one), "qr": code_of(one)} for one in numbers]
    content = {**form, "is_drill": is_drill, "sheets": sheets}
    return _press().set(TEMPLATE, "form", content)


def code_of(number: str) -> str:
    """A sheet's number as a QR code that survives a fold."""
    return qr_svg(qr_text(number), "q")


@cache
def _press() -> Press:
    """Made when the first sheet is printed: most days print none."""
    return Press(TEMPLATE)


def _plain(phrase: Phrase) -> str:
    return str(phrase)
