"""Numbered sheets as a PDF, two sides of A4 each, and the same words for a browser that prints."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
import segno
import typst

from contactcenter.outage.questions import Topic, asked
from contactcenter.outage.sheets import qr_text
from shared.bundle import Knowledge
from shared.text import Phrase
from shared.web import wording
from shared.web.present import Words

TEMPLATE = Path(__file__).with_name("intake.typ")
FONTS = Path(__file__).parents[2] / "shared" / "web" / "static" / "vendor" / "fonts"
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
    sheets = [{"number": wording.spaced_digits(one), "qr": qr_svg(one)} for one in numbers]
    content = {**form, "is_drill": is_drill, "sheets": sheets}
    pdf = _press().compile({"form": msgspec.json.encode(content).decode()})
    if not isinstance(pdf, bytes):
        raise TypeError("typst gives a PDF as bytes")
    return pdf


def qr_svg(number: str) -> str:
    """A sheet's number as a QR code (ISO/IEC 18004, level Q: paper gets folded)."""
    code = segno.make(qr_text(number), error="q", micro=False)
    drawing = io.BytesIO()
    code.save(drawing, kind="svg", border=0, xmldecl=False, scale=8)
    return drawing.getvalue().decode()


class Press:
    """A compiler kept warm; one sheet at a time."""

    def __init__(self) -> None:
        found = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
        )
        self._compiler = typst.Compiler(TEMPLATE, font_paths=found, ignore_system_fonts=True)
        self._lock = Lock()

    def compile(self, inputs: dict[str, str]) -> object:
        """The PDF of these inputs."""
        with self._lock:
            return self._compiler.compile(format="pdf", sys_inputs=inputs)


@cache
def _press() -> Press:
    """Made when the first sheet is printed: most days print none."""
    return Press()


def _plain(phrase: Phrase) -> str:
    return str(phrase)
