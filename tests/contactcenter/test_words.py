"""The console's words: the same keys in every language, and none a page asks for is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contactcenter import ROOT, content_faults
from contactcenter.content_fields import Item, Rows, form_of
from contactcenter.gates import STAFF_LANGUAGES
from contactcenter.help_requests import DISPOSITIONS as TASK_DISPOSITIONS
from contactcenter.views.console import KEYS, MESSAGES
from contactcenter.views.content import SAID
from contactcenter.views.matter_page import DISPOSITIONS
from contactcenter.views.slip import WORTH_ANOTHER_TRY
from shared.bundle.overlay import EDITABLE, KINDS
from shared.intake.desk import Refusal
from shared.intake.publishing import Refused
from shared.models import CorrectionWhat, VersionKind
from shared.web.translate import SHARED_LOCALES, rooms_of

KEY = re.compile(r"^([a-z][\w-]*) =", re.M)
ASKED = re.compile(r"""\b(?:t|phrases)\(["']([\w-]+)["'][,)]""")


def keys(path: Path) -> set[str]:
    """The messages a file holds."""
    return set(KEY.findall(path.read_text(encoding="utf-8")))


def ours(language: str) -> set[str]:
    """The messages of the contact center, from all its folders of words."""
    files = [room / f"{language}.ftl" for room in rooms_of(ROOT / "locales")]
    return set().union(*(keys(path) for path in files if path.exists()))


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
    held = ours(language) | keys(SHARED_LOCALES / f"{language}.ftl")
    assert spoken_of() - held == set()


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_translations_hold_the_keys_of_the_polish(language: str) -> None:
    assert ours(language) == ours("pl")


def test_every_field_fault_and_choice_of_the_editors_forms_has_its_words() -> None:
    held = ours("pl")
    wanted = {key for _, key in content_faults.BY_PROBLEM} | set(content_faults.BY_FIELD.values())
    for record_id in ("", "alike", "elsewhere"):
        for kind in KINDS:
            for group in form_of(kind, record_id):
                wanted |= {f"group-{group.label}", *_labels(group.items)}
    wanted |= {f"field-{name}" for names in EDITABLE.values() for name in names}
    wanted |= {f"kind-{kind}" for kind in KINDS} | {f"kinds-{kind}" for kind in KINDS}
    wanted |= {f"said-{name}" for name in SAID} | {f"refused-{one.value}" for one in Refused}
    wanted |= {f"correction-{one.value}" for one in CorrectionWhat}
    wanted |= {f"version-{one.value}" for one in VersionKind}
    assert wanted - held == set()


def _labels(items: tuple[Item | Rows, ...]) -> set[str]:
    """The names of the inputs, and of what may be chosen in them."""
    inner = [item for one in items for item in (one.items if isinstance(one, Rows) else (one,))]
    days = {f"day-{day}" for item in inner if item.widget == "days" for day in item.choices}
    chosen = {
        f"choice-{choice or 'nothing'}"
        for item in inner
        if item.widget == "choice"
        for choice in item.choices
    }
    return days | chosen | {f"field-{item.label}" for item in inner}


@pytest.mark.parametrize("language", STAFF_LANGUAGES)
def test_no_key_has_two_meanings(language: str) -> None:
    """Of two rooms' messages of one name, one would be said in the place of the other."""
    files = [room / f"{language}.ftl" for room in rooms_of(ROOT / "locales")]
    held = [key for path in files if path.exists() for key in keys(path)]
    assert len(held) == len(set(held))
