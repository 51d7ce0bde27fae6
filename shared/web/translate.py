"""The words of the screens, from Fluent files, one per language and app."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Resource

SCREEN_LANGUAGES = ("pl", "plain", "uk", "en")
SHARED_LOCALES = Path(__file__).parent / "locales"


def rooms_of(folder: Path) -> tuple[Path, ...]:
    """An app's folder of words and the folders in it, one for each part of a large app."""
    return (folder, *sorted(child for child in folder.glob("*") if child.is_dir()))


class MissingWords(KeyError):
    """A screen asked for a message that no file holds: a mistake of ours, not of the citizen's."""


class Translator:
    """Messages by language and key. Plain Polish falls back to Polish; nothing else falls back."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.bundles = {lang: _bundle(lang, tuple(folders)) for lang in SCREEN_LANGUAGES}
        self._plain: dict[tuple[str, str], str] = {}  # what was said with nothing to fill in

    def say(self, language: str, key: str, **values: object) -> str:
        """The message `key` in `language`, with its placeholders filled."""
        if values:
            return self._say(language, key, values)
        said = self._plain.get((language, key))
        if said is None:
            said = self._plain[language, key] = self._say(language, key, values)
        return said

    def _say(self, language: str, key: str, values: dict[str, object]) -> str:
        bundle = self.bundles[language]
        pattern = bundle.get_message(key).value if bundle.has_message(key) else None
        if pattern is None:
            if language == "plain":
                return self._say("pl", key, values)
            raise MissingWords(f"{language}: {key}")
        words, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise MissingWords(f"{language}: {key}: {errors[0]}")
        return str(words)

    def speaker(self, language: Callable[[], str]) -> Callable[..., str]:
        """The function templates call as t(key, …), speaking the language of the moment."""
        return lambda key, **values: self.say(language(), key, **values)


def _bundle(language: str, folders: tuple[Path, ...]) -> FluentBundle:
    locale = "pl" if language == "plain" else language
    bundle = FluentBundle([locale], use_isolating=False)
    for folder in folders:
        path = folder / f"{language}.ftl"
        if path.exists():
            bundle.add_resource(_parse(path, path.stat().st_mtime_ns))
    return bundle


@lru_cache
def _parse(path: Path, _changed_at: int) -> Resource:
    """Parsing takes longer than all the rest of starting an app: once per file and change."""
    return FluentResource(path.read_text(encoding="utf-8"))
