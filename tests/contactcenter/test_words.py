"""The console's words: the same keys in every language, and none a page asks for is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contactcenter import ROOT
from contactcenter.gates import STAFF_LANGUAGES
from contactcenter.help_requests import DISPOSITIONS as TASK_DISPOSITIONS
from contactcenter.views.console import KEYS, MESSAGES
from contactcenter.views.matter_page import DISPOSITIONS
from contactcenter.views.slip import WORTH_ANOTHER_TRY
from shared.intake.desk import Refusal
from shared.web.translate import SHARED_LOCALES

KEY = re.compile(r"^([a-z][\w-]*) =", re.M)
ASKED = re.compile(r"""\b(?:t|phrases)\(["']([\w-]+)["'][,)]""")


def keys(path: Path) -> set[str]:
    """The messages a file holds."""
    return set(KEY.findall(path.read_text(encoding="utf-8")))


def spoken_of() -> set[str]:
    """Every message the pages ask for: in so many words, or put together from a list."""
    templates = (ROOT / "templates").glob("*.html")
    asked = {key for path in templates for key in ASKED.findall(path.read_text(encoding="utf-8"))}
    problems = {reason.value for reason in Refusal} | WORTH_ANOTHER_TRY | {"misheard"}
    return (
        asked
        | MESSAGES
        | {message for _, message in KEYS}
        | {f"disposition-{name}" for name in DISPOSITIONS}
        | {f"task-{name}" for name in TASK_DISPOSITIONS}
        | {f"slip-{name}" for name in problems}
        | {f"say-slip-{name}" for name in problems}
    )


@pytest.mark.parametrize("language", STAFF_LANGUAGES)
def test_every_message_a_page_asks_for_is_there(language: str) -> None:
    held = keys(ROOT / "locales" / f"{language}.ftl") | keys(SHARED_LOCALES / f"{language}.ftl")
    assert spoken_of() - held == set()


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_translations_hold_the_keys_of_the_polish(language: str) -> None:
    assert keys(ROOT / "locales" / f"{language}.ftl") == keys(ROOT / "locales" / "pl.ftl")
