"""`okienko whatif`, `calendar` and `documents`: what they print, and what they refuse by name."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shared.bundle import Knowledge
from shared.cli import main
from tests.city import CONTENT, real_knowledge

HOUSEHOLD = {
    "household": {
        "lives_in_lodz": True,
        "income_month": "900.00",
        "income_year_mean": "3000",
        "legal_title": "tenancy",
    },
    "persons": [
        {"age": 40, "disability": "none"},
        {"role": "child", "age": 17, "learns": True, "disability": "none"},
    ],
}
ON = ("--on", "2026-11-22")


class Shell:
    """Runs a command on the city's own content and keeps what it said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def file(self, document: object, name: str = "household.json") -> str:
        path = self.folder / name
        path.write_text(json.dumps(document), encoding="utf-8")
        return str(path)

    def run(self, command: str, *argv: str, document: object = HOUSEHOLD) -> tuple[int, str, str]:
        facts = self.file(document)
        try:
            code = main([command, "--facts", facts, *argv])
        except SystemExit as left:
            code = int(left.code or 0)
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def json(self, command: str, *argv: str, document: object = HOUSEHOLD) -> dict[str, Any]:
        code, out, err = self.run(command, *ON, "--json", *argv, document=document)
        assert (code, err) == (0, "")
        said = json.loads(out)
        assert len(said["content_hash"]) == 64
        return dict(said)

    def refused(self, command: str, *argv: str, document: object = HOUSEHOLD) -> str:
        code, out, err = self.run(command, *argv, document=document)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        return err


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """The city's content is read once, not for every command; which folder is asked for is not
    taken for granted."""

    def read(folder: Path) -> Knowledge:
        assert folder.resolve() == CONTENT.resolve()
        return real_knowledge()

    monkeypatch.setattr("shared.bundle.compile.read_content", read)
    return Shell(tmp_path, capsys)


def test_nothing_changes_when_nothing_is_changed(shell: Shell) -> None:
    said = shell.json("whatif", "--set", "income_month=900.00")
    assert said["changes"] == []
    assert said["sums"]["before"] == said["sums"]["after"]
    _, out, _ = shell.run("whatif", *ON, "--set", "income_month=900.00")
    assert "Nic się nie zmienia." in out


def test_more_income_changes_what_hangs_on_it(shell: Shell) -> None:
    said = shell.json("whatif", "--set", "income_month=1700.00")
    change = next(one for one in said["changes"] if one["id"] == "zasilek_okresowy")
    assert change["before"]["verdict"] == "likely"
    assert change["before"]["amount"]["min"] == "373.00"  # 50 % × (2 × 823 − 900)
    assert change["after"] == {"verdict": "not_eligible", "amount": None}
    (before,) = (one for one in said["sums"]["before"] if one["period"] == "month")
    (after,) = (one for one in said["sums"]["after"] if one["period"] == "month")
    assert float(after["min"]) < float(before["min"])


def test_a_new_baby_and_somebody_who_turns_eighteen(shell: Shell) -> None:
    said = shell.json("whatif", "--set", "role.2=child", "--set", "age.2=0", "--set", "age.1=18")
    assert "zasilek_okresowy" in {one["id"] for one in said["changes"]}


def test_a_whole_other_household_on_another_day(shell: Shell) -> None:
    then = shell.file({"household": {"lives_in_lodz": False}}, "then.json")
    said = shell.json("whatif", "--then", then, "--then-on", "2027-01-01")
    assert said["then_on"] == "2027-01-01"
    assert "zasilek_okresowy" in {one["id"] for one in said["changes"]}
    _, out, _ = shell.run("whatif", *ON, "--then", then)
    assert "prawdopodobnie tak (od 373.00 zł" in out
    assert "Przedtem: " in out


def test_a_range_and_a_truth_can_be_set(shell: Shell) -> None:
    wide = '{"min": "100", "max": "200"}'
    assert shell.json("whatif", "--set", f"income_month={wide}", "--set", "learns.1=false")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("income_month", "`income_month` is not FACT=VALUE"),
        ("=5", "`=5` is not FACT=VALUE"),
        ("age.x=5", "`age.x=5` is not FACT=VALUE"),
        ("nothing=5", "nothing: there is no such fact"),
        ("age=5", "age: it is a fact about a person"),
        ("income_month.0=5", "income_month.0: it is about the household"),
        ("income_month=much", "income_month: `much`"),
        ("income_month=1.005", "income_month: `1.005` has too many decimal places"),
        ("age.1=200", "age.1: `200` is out of range"),
        ("learns.1=yes", "learns.1: `yes` is not an answer"),
        ("age.7=5", "age.7: there are only 2 persons"),
        ("age.99999999999=5", "there are only 2 persons"),
        ('income_month={"min"', "is not valid JSON"),
        ("household_size=1", "household_size: more persons are listed than `1`"),
    ],
)
def test_what_cannot_be_set_is_refused_by_name(shell: Shell, change: str, named: str) -> None:
    assert named in shell.refused("whatif", "--set", change)


def test_whatif_wants_exactly_one_way_to_change(shell: Shell) -> None:
    assert "either with --set, with --then or with --receives" in shell.refused("whatif")
    then = shell.file(HOUSEHOLD, "then.json")
    more = ("--then", then, "--set", "age.1=18")
    assert "either with --set, with --then or" in shell.refused("whatif", *more)


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (("--receives", "nothing"), "nothing: there is no such service"),
        (("--receives", "zasilek_pogrzebowy"), "zasilek_pogrzebowy: no monthly amount"),
        (("--receives", "zasilek_okresowy", "--then-on", "2027-01-01"), "--then-on: goes with"),
        (("--receives", "zasilek_okresowy", "--set", "age.1=18"), "either with --set"),
    ],
)
def test_what_cannot_be_received_is_refused_by_name(
    shell: Shell, argv: tuple[str, ...], named: str
) -> None:
    assert named in shell.refused("whatif", *argv)


def test_what_is_received_is_told_with_the_sums(shell: Shell) -> None:
    said = shell.json("whatif", "--receives", "zasilek_okresowy")
    assert {"changes", "sums"} <= said.keys()


@pytest.mark.parametrize("command", ["whatif", "calendar", "documents"])
def test_bad_input_is_refused_by_name(shell: Shell, command: str) -> None:
    more = ("--set", "age.1=18") if command == "whatif" else ()
    bad = {"household": {"incom": "1"}}
    assert "incom: there is no such fact" in shell.refused(command, *more, document=bad)
    assert "household: `list` is not facts" in shell.refused(command, *more, document=[])
    assert "yesterday: not a date" in shell.refused(command, "--on", "yesterday", *more)
    assert "/nowhere" in shell.refused(command, "--folder", "/nowhere", *more)


def test_the_calendar_says_when_and_why(shell: Shell) -> None:
    said = shell.json("calendar")
    assert (said["on"], said["to"]) == ("2026-11-22", "2028-05-22")
    services = {one["id"]: one for one in said["services"]}
    learner = services["rejestracja_bezrobotny"]
    assert learner["stretches"][0]["from"] == "2026-11-22"
    family = services["zasilek_rodzinny"]
    assert [one["on"] for one in family["changes"]] == [one["from"] for one in family["stretches"]][
        1:
    ]
    causes = [cause for one in said["services"] for c in one["changes"] for cause in c["causes"]]
    assert {"fact": "age.1", "age": 18} in causes
    assert {"parameter": "mops_criterion_family"} in causes
    _, out, _ = shell.run("calendar", *ON)
    assert "osoba 2 kończy 18 lat" in out
    assert "kwot jeszcze nie ogłoszono" in out
    assert "To nie jest decyzja." in out


def test_the_calendar_says_what_is_near_a_no(shell: Shell) -> None:
    document = {**HOUSEHOLD, "household": {**HOUSEHOLD["household"], "income_month": "1689.00"}}
    said = shell.json("calendar", "--months", "2", document=document)
    assert said["to"] == "2027-01-22"
    near = {one["id"]: one["nearest"] for one in said["services"]}
    assert near["zasilek_celowy"]["numbers"][0] == {
        "fact": "income_month",
        "value": "1646.00",
        "distance": "-43.00",
        "verdict": "likely",
    }
    assert near["zasilek_celowy"]["not_announced_from"] == "2028-01-01"
    assert near["schronienie"] is None
    minor = shell.json("calendar", document={"household": {}, "persons": [{"age": 17}]})
    day = next(one["nearest"] for one in minor["services"] if one["id"] == "rejestracja_bezrobotny")
    assert day["day"] == {
        "first": "2026-11-23",
        "surely_by": "2027-11-22",
        "causes": [{"fact": "age.0", "age": 18}],
    }


@pytest.mark.parametrize("months", ["0", "61", "-1", "x", "1.5", "²"])
def test_months_are_a_number_that_makes_sense(shell: Shell, months: str) -> None:
    assert f"--months: {months} is not a number" in shell.refused("calendar", f"--months={months}")


def test_each_paper_once_for_the_services_that_were_named(shell: Shell) -> None:
    services = ("--service", "zasilek_okresowy", "--service", "zasilek_celowy")
    said = shell.json("documents", *services)
    ids = [one["id"] for one in said["documents"]]
    assert len(ids) == len(set(ids))
    assert said["documents"][0]["services"] == ["zasilek_okresowy", "zasilek_celowy"]
    assert {one["held_by"] for one in said["documents"]} > {"citizen"}
    _, out, _ = shell.run("documents", *ON, *services)
    assert "do: Zasiłek okresowy" in out


def test_without_a_name_it_is_for_what_is_likely(shell: Shell) -> None:
    services = {one for paper in shell.json("documents")["documents"] for one in paper["services"]}
    assert "zasilek_okresowy" in services
    assert not services & {"schronienie", "niebieska_karta"}


def test_a_service_that_is_not_there_is_refused_by_name(shell: Shell) -> None:
    assert "nothing: there is no such service" in shell.refused("documents", "--service", "nothing")


def test_started_as_a_module_it_refuses_in_one_line_too(shell: Shell) -> None:
    command = [sys.executable, "-m", "shared.cli", "calendar", "--facts", "/nowhere.json"]
    left = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (left.returncode, left.stdout) == (2, "")
    assert left.stderr == "okienko: /nowhere.json: No such file or directory\n"
