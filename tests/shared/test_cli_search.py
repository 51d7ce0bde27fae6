"""`okienko search`: a ranking for a machine, lines for a person, and what it refuses by name."""

from __future__ import annotations

import argparse
import json

import pytest

from shared import cli_search
from shared.catalog.search import Search
from shared.cli import main
from tests.shared.catalog import finding


class Known:
    """The city's search, without checking the city's content once more."""

    search: Search = finding.city_search()


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_search, "knowledge_in", lambda _: Known())


def answer(capsys: pytest.CaptureFixture[str], *argv: str) -> list[dict[str, object]]:
    assert main(["search", *argv, "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("nie mam na czynsz", "dodatek_mieszkaniowy"),
        ("nie mam gdzie spać i na czynsz", "schronienie"),
    ],
)
def test_json_is_a_ranking_with_reasons(
    capsys: pytest.CaptureFixture[str], text: str, first: str
) -> None:
    found = answer(capsys, text)
    assert found[0]["id"] == first
    assert all(set(one) == {"id", "score", "why"} for one in found)
    scores = [float(str(one["score"])) for one in found]
    assert scores == sorted(scores, reverse=True)


def test_the_limit_and_the_language_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(answer(capsys, "dziecko", "--limit", "2")) == 2
    assert answer(capsys, "I lost my job", "--lang", "en")


def test_nothing_here_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "paszport") == []
    assert main(["search", "paszport"]) == 0
    assert "not here" in capsys.readouterr().out


def test_danger_is_told_before_the_ranking(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "maz mnie bije"]) == 0
    assert capsys.readouterr().out.startswith("crisis: violence")
    assert str(answer(capsys, "maz mnie bije")[0]["why"]).startswith("crisis:")


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        ((" ",), "TEXT"),
        (("a" * 201,), "TEXT"),
        (("czynsz", "--lang", "de"), "--lang de"),
        (("czynsz", "--limit", "0"), "--limit 0"),
        (("czynsz", "--limit", "-1"), "--limit"),
        (("czynsz", "--limit", "many"), "--limit many"),
        (("czynsz", "--limit", "9" * 9), "--limit 9"),
        (("czynsz", "--limit", "²"), "--limit ²"),
    ],
)
def test_bad_input_is_named_in_one_line(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], named: str
) -> None:
    try:
        code = main(["search", *argv])
    except SystemExit as left:
        code = int(left.code or 0)
    said = capsys.readouterr().err
    assert code == 2
    assert named in said
    assert said.count("\n") == 1


def test_a_folder_that_is_not_there_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    arguments = argparse.Namespace(
        text="czynsz", lang="pl", limit="3", json=False, folder="/nowhere/at/all"
    )
    with pytest.raises(Exception, match="there is no such folder"):
        cli_search.run_search(arguments)
    assert capsys.readouterr().out == ""
