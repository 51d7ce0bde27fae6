"""`okienko route` from the shell: what it answers, and what it refuses by name."""

from __future__ import annotations

import json

import pytest

from shared.cli import main
from tests.city import real_knowledge


@pytest.fixture(autouse=True)
def _the_citys_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.cli_route.knowledge_in", lambda _: real_knowledge())


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["route", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_doors_a_plan_and_who_holds_it_together(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "turnus", "rejestracja_bezrobotny", "--from", "osiedle Retkinia",
        "--at", "2026-11-24T15:40", "--need", "pjm,step_free", "--json",
    )  # fmt: skip
    told = json.loads(out)
    assert code == 0
    assert told["at"] == "2026-11-24T15:40:00+01:00"
    assert told["from"]["district"] == "polesie"
    by_service = {one["service"]: one for one in told["routes"]}
    assert by_service["turnus"]["assignment"] == "certain"
    (door,) = by_service["rejestracja_bezrobotny"]["doors"]
    assert (door["location"], door["assignment"]) == ("pup_kilinskiego_102", "probable")
    assert door["on_arrival"]["state"] == "unknown"
    assert door["needs"] == {"sign_language": "unknown", "step_free": "unknown"}
    assert door["walk_minutes"] % 5 == 0
    assert by_service["rejestracja_bezrobotny"]["call"]["queue"] == "work"
    (stop,) = told["plan"]["stops"]
    assert stop["call_first"]
    assert told["plan"]["coordinator"] == {"role": "opiekun", "organization": "mops"}


def test_for_people_it_is_a_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "becikowe", "orzeczenie", "--from", "Bałuty")
    assert code == 0
    assert "becikowe  (certain)" in out
    assert "call first: 42 638 59 69" in out
    assert "the fewest doors:" in out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["becikove"], "becikove: there is no such service; did you mean becikowe"),
        (["becikowe", "--from", "osiedle Retkina"], "did you mean Retkinia"),
        (["becikowe", "--from", "rondo"], "several places"),
        (["becikowe", "--from", "xqz"], "no such osiedle, district or landmark"),
        (["becikowe", "--from", ""], "no such osiedle, district or landmark"),
        (["becikowe", "--from", "52.23,21.01"], "not in the city"),
        (["becikowe", "--at", "jutro"], "not a time"),
        (["becikowe", "--at", "2026-11-24"], "not a time"),
        (["becikowe", "--at", "2026-02-30T10:00"], "not a time"),
        (["becikowe", "--at", "9999-12-31T23:59"], "not a time"),
        (["becikowe", "--need", "helikopter"], "--need helikopter: one of step_free"),
    ],
)
def test_bad_input_is_refused_by_name(
    capsys: pytest.CaptureFixture[str], words: list[str], named: str
) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert named in err
    assert len(err.splitlines()) == 1
