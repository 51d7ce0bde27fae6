"""The words of the screens: the same keys in every language, and none that is never said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from shared.web.translate import SHARED_LOCALES, MissingWords, Translator, rooms_of

ROOT = Path(__file__).parents[3]
FOLDERS = [
    SHARED_LOCALES,
    *rooms_of(ROOT / "kiosk" / "locales"),
    *rooms_of(ROOT / "contactcenter" / "locales"),
]


def keys_of(path: Path) -> dict[str, set[str]]:
    """The messages of a file, each with the values it needs."""
    resource = FluentParser().parse(path.read_text(encoding="utf-8"))
    faults = [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    assert not faults, f"{path.name}: {faults[0].content[:80]}"
    messages = [entry for entry in resource.body if isinstance(entry, ast.Message)]
    text = {
        m.id.name: path.read_text(encoding="utf-8")[m.span.start : m.span.end] for m in messages
    }
    return {name: set(re.findall(r"\$([a-z_]+)", words)) for name, words in text.items()}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.parent.name)
@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_language_says_the_same_things(folder: Path, language: str) -> None:
    assert keys_of(folder / f"{language}.ftl") == keys_of(folder / "pl.ftl")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.parent.name)
def test_plain_polish_only_rewords_what_polish_says(folder: Path) -> None:
    plain = folder / "plain.ftl"
    known = keys_of(folder / "pl.ftl")
    for key, values in (keys_of(plain) if plain.exists() else {}).items():
        assert known[key] == values


def test_plain_polish_falls_back_to_polish() -> None:
    translator = Translator([SHARED_LOCALES])
    assert translator.say("plain", "answer-dont_know") == translator.say("pl", "answer-dont_know")


def test_polish_counts_like_polish() -> None:
    say = Translator([SHARED_LOCALES]).say
    said = [say("pl", "hangs-on-it", services=n) for n in (1, 3, 5, 22, 25)]
    assert [s.split()[-1] for s in said] == [
        "świadczenie.",
        "świadczenia.",
        "świadczeń.",
        "świadczenia.",
        "świadczeń.",
    ]


@pytest.mark.parametrize(("key", "values"), [("no-such-key", {}), ("refused-out_of_range", {})])
def test_missing_words_are_loud(key: str, values: dict[str, object]) -> None:
    with pytest.raises(MissingWords):
        Translator([SHARED_LOCALES]).say("pl", key, **values)
