"""`okienko content page`: one service as text, HTML or JSON, all of them with an index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shared.cli import main

SMALL = Path(__file__).parent / "bundle" / "content"
ON = ("--on", "2026-11-22")


class Shell:
    """Runs `okienko content page` over the small content."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def page(self, *argv: str) -> tuple[int, str, str]:
        code = main(["content", "page", *argv, "--folder", str(SMALL), *ON])
        said = self.capsys.readouterr()
        return code, said.out, said.err


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


def test_plain_text_says_condition_law_and_expression(shell: Shell) -> None:
    code, out, _ = shell.page("allowance")
    assert code == 0
    assert "Dochód nie przekracza 1\u00a0010,00\u00a0zł." in out
    assert "[ustawa o pomocy, art. 8]" in out
    assert "= income_month <= criterion and self(is_of_age)" in out
    assert "⚠ DO POTWIERDZENIA: 7" in out
    assert "PRZYKŁADY: 1, niezgodnych: 0" in out


def test_html_goes_to_a_file(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert shell.page("allowance", "--html", "--out", str(out))[:2] == (0, f"{out}\n")
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_json_holds_outline_and_marks(shell: Shell) -> None:
    code, out, _ = shell.page("allowance", "--json")
    page = json.loads(out)
    assert code == 0
    assert page["service_id"] == "allowance"
    assert len(page["marks"]) == 7
    assert page["versions"][0]["conditions"][1]["formula"]["code"] == "legal_title = tenancy"
    assert page["cases"][0]["passes"] is True


def test_the_same_page_is_the_same_bytes(shell: Shell) -> None:
    assert shell.page("allowance", "--html") == shell.page("allowance", "--html")


def test_all_pages_with_an_index(shell: Shell, tmp_path: Path) -> None:
    room = tmp_path / "pages"
    code, out, _ = shell.page("--all", "--out", str(room), "--json")
    assert code == 0
    assert {path.name for path in room.iterdir()} == {
        "allowance.html",
        "shelter.html",
        "index.html",
    }
    assert json.loads(out)["marks"]["allowance"] == 7
    assert 'href="shelter.html"' in (room / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["allowanc"], "there is no service allowanc; did you mean allowance?"),
        (["qqqq"], "there is no service qqqq"),
        ([], "say either a SERVICE or --all"),
        (["allowance", "--all"], "say either a SERVICE or --all"),
        (["allowance", "--html", "--json"], "say either --html or --json"),
        (["--all"], "--all needs --out"),
        (["allowance", "--out", "/nowhere/page.txt"], "/nowhere/page.txt: No such file"),
    ],
)
def test_bad_input_is_named(shell: Shell, argv: list[str], said: str) -> None:
    code, out, err = shell.page(*argv)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
