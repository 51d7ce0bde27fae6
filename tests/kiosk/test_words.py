"""What the screens say: the same in every language, nothing missing, nothing left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "kiosk" / "locales"
SHARED = ROOT / "shared" / "web" / "locales"
SAID = re.compile(r"""\bt\(\s*["']([a-z0-9_-]+)["'](?!\s*~)""")
WORDS_OF_SCREENS = re.compile(r"""(?:\bt|say|say_in)\((?:code, )?["']([a-z0-9_-]+-)["']\s*~""")


def keys(path: Path) -> set[str]:
    resource = FluentParser().parse(path.read_text(encoding="utf-8"))
    return {entry.id.name for entry in resource.body if isinstance(entry, Message)}


@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_language_says_the_same_things(language: str) -> None:
    assert keys(LOCALES / f"{language}.ftl") == keys(LOCALES / "pl.ftl")


def test_plain_polish_only_rewords_polish() -> None:
    assert keys(LOCALES / "plain.ftl") <= keys(LOCALES / "pl.ftl")


def test_templates_say_only_what_is_written_down() -> None:
    written = keys(LOCALES / "pl.ftl") | keys(SHARED / "pl.ftl")
    for template in (ROOT / "kiosk" / "templates").glob("*.html"):
        said = set(SAID.findall(template.read_text(encoding="utf-8")))
        assert said <= written, template.name


@pytest.mark.parametrize("size", ["normal", "large", "largest"])
def test_letters_and_targets_are_large_enough(size: str) -> None:
    """EN 301 549, 5.1.4: capitals of 7.3 mm in one mode; targets of 20 mm; 0.248 mm a pixel."""
    css = (ROOT / "kiosk" / "static" / "kiosk.css").read_text(encoding="utf-8")
    head = ":root {" if size == "normal" else f'[data-size="{size}"] {{'
    block = css.split(head, 1)[1].split("}", 1)[0]
    pixels = {name: int(value) for name, value in re.findall(r"--([a-z-]+): (\d+)px", block)}
    assert pixels["size-small"] >= 26
    assert pixels["touch"] * 0.248 >= 20
    if size == "largest":
        capital = 0.668  # of the font size: sCapHeight of Atkinson Hyperlegible Next
        assert pixels["size-small"] * capital * 0.248 >= 7.3
