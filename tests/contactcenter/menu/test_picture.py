"""`okienko menu`: what the city's reviewers read is what callers hear."""

from __future__ import annotations

import argparse

import pytest

from contactcenter.telephony.menu import commands
from contactcenter.telephony.menu.commands import add_menu
from contactcenter.telephony.menu.node import nodes
from contactcenter.telephony.menu.picture import picture
from shared.cli import Stop
from tests.city import real_knowledge
from tests.contactcenter.menu.callers import scene

BEHIND_DIGITS = {"slip_read", "slip_gone", "callback_read", "quiet"}


def run(*arguments: str) -> None:
    parser = argparse.ArgumentParser()
    add_menu(parser.add_subparsers())
    parsed = parser.parse_args(["menu", *arguments])
    parsed.run(parsed)


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
def test_every_node_is_drawn_once(language: str) -> None:
    lines = [
        line.strip()
        for is_open in (True, False)
        for line in picture(scene(language=language, is_open=is_open))
    ]
    drawn = {line.strip("[]") for line in lines if line.startswith("[") and line.endswith("]")}
    assert set(nodes()) - drawn == BEHIND_DIGITS


def test_the_picture_ends_and_says_how_each_way_ends() -> None:
    lines = list(picture(scene()))
    assert 100 < len(lines) < 1_000
    assert {line.strip() for line in lines if line.strip().startswith("=")} == {
        "= to a person",
        "= into the conversation",
        "= the end",
    }


def test_the_command_prints_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "knowledge_in", lambda _folder: real_knowledge())
    run("--language", "uk", "--closed")
    printed = capsys.readouterr().out
    assert "not confirmed" in printed
    assert "[closed]" in printed
    assert "Зараз у нас ніхто не відповідає." in printed


def test_a_language_the_line_does_not_speak_is_refused() -> None:
    with pytest.raises(Stop, match="--language de"):
        run("--language", "de")
