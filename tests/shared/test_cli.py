"""The `okienko` command: what it prints, what it refuses, and how it leaves."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from shared.bundle import Knowledge, read_bundle
from shared.cli import main

SMALL = Path(__file__).parent / "bundle" / "content"
HOUSEHOLD = {
    "household": {"income_month": "500.00", "legal_title": "tenancy"},
    "persons": [{"age": 40}],
}


class Shell:
    """Runs a command and keeps what it said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def run(self, *argv: str) -> tuple[int, str, str]:
        try:
            code = main([*argv, "--folder", str(self.folder)])
        except SystemExit as left:
            code = int(left.code or 0)
        said = self.capsys.readouterr()
        return code, said.out, said.err


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    folder = tmp_path / "content"
    shutil.copytree(SMALL, folder)
    return Shell(folder, capsys)


def asked(tmp_path: Path, document: object) -> str:
    path = tmp_path / "household.json"
    text = document if isinstance(document, str) else json.dumps(document)
    path.write_text(text, encoding="utf-8")
    return str(path)


def diagnose(shell: Shell, tmp_path: Path, document: object, *more: str) -> dict[str, Any]:
    name = asked(tmp_path, document)
    code, out, err = shell.run("diagnose", "--facts", name, "--on", "2026-11-22", "--json", *more)
    assert (code, err) == (0, "")
    said = json.loads(out)
    assert isinstance(said, dict)
    return said


def test_facts_tell_everything_a_machine_needs(shell: Shell) -> None:
    code, out, err = shell.run("facts", "--json")
    assert (code, err) == (0, "")
    facts = {fact["id"]: fact for fact in json.loads(out)["facts"]}
    income = facts["income_month"]
    assert (income["entity"], income["type"], income["unit"]) == ("household", "money", "PLN/month")
    assert income["range"] == {"min": "0.00", "max": "100000.00"}
    assert income["choices"] is None
    assert income["question"]["pl"] == "Jaki jest dochód?"
    assert facts["age"]["range"] == {"min": "0", "max": "120"}
    assert [choice["id"] for choice in facts["legal_title"]["choices"]] == ["tenancy", "ownership"]
    assert facts["legal_title"]["range"] is None


def test_facts_are_readable_without_json(shell: Shell) -> None:
    code, out, _ = shell.run("facts")
    assert code == 0
    assert "tenancy | ownership" in out
    assert "0.00–100000.00 PLN/month" in out


def test_a_diagnosis_says_verdict_amount_reasons_and_hash(shell: Shell, tmp_path: Path) -> None:
    said = diagnose(shell, tmp_path, HOUSEHOLD)
    allowance = next(service for service in said["services"] if service["id"] == "allowance")
    assert allowance["verdict"] == "eligible"
    assert allowance["amount"] == {
        "min": "510.00",
        "max": "510.00",
        "unit": "PLN",
        "period": "month",
    }
    assert allowance["reasons"][0]["basis"] == {
        "act": "ups",
        "article": "art. 8",
        "title": "ustawa o pomocy",
    }
    assert allowance["missing"] == []
    assert said["next_question"] is None
    assert len(said["content_hash"]) == 64


def test_what_is_left_out_is_unknown_and_asked_for(shell: Shell, tmp_path: Path) -> None:
    said = diagnose(shell, tmp_path, {"household": {"legal_title": "tenancy"}})
    allowance = next(service for service in said["services"] if service["id"] == "allowance")
    assert allowance["verdict"] == "unknown"
    assert set(allowance["missing"]) == {"income_month", "age.0"}
    assert said["next_question"]["fact"] in {"income_month", "age"}


def test_a_range_is_an_answer(shell: Shell, tmp_path: Path) -> None:
    household = {"income_month": {"min": "500", "max": "600.50"}, "legal_title": "tenancy"}
    said = diagnose(shell, tmp_path, {"household": household, "persons": [{"age": 40}]})
    allowance = next(service for service in said["services"] if service["id"] == "allowance")
    assert allowance["verdict"] == "eligible"
    assert (allowance["amount"]["min"], allowance["amount"]["max"]) == ("409.50", "510.00")


def test_a_diagnosis_is_readable_without_json(shell: Shell, tmp_path: Path) -> None:
    name = asked(tmp_path, {"household": {"legal_title": "tenancy"}})
    code, out, _ = shell.run("diagnose", "--facts", name, "--on", "2026-11-22")
    assert code == 0
    assert "To nie jest decyzja." in out
    assert "Zasiłek: jeszcze nie wiadomo" in out
    assert "Następne pytanie:" in out


def test_the_household_may_come_from_standard_input(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = io.BytesIO(json.dumps(HOUSEHOLD).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    code, out, _ = shell.run("diagnose", "--facts", "-", "--on", "2026-11-22", "--json")
    assert code == 0
    assert json.loads(out)["services"]


def test_without_a_date_it_is_today(shell: Shell, tmp_path: Path) -> None:
    before = date.fromisoformat("2020-01-01")
    code, out, _ = shell.run("diagnose", "--facts", asked(tmp_path, HOUSEHOLD), "--json")
    assert code == 0
    assert date.fromisoformat(json.loads(out)["on"]) > before


def test_the_date_decides_which_number_holds(shell: Shell, tmp_path: Path) -> None:
    name = asked(tmp_path, HOUSEHOLD)
    _, out, _ = shell.run("diagnose", "--facts", name, "--on", "2024-12-31", "--json")
    allowance = next(one for one in json.loads(out)["services"] if one["id"] == "allowance")
    assert allowance["amount"]["min"] == "276.00"


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ({"household": {"incom": "1"}}, "incom:"),
        ({"household": {"income_month": True}}, "income_month:"),
        ({"household": {"income_month": "much"}}, "income_month:"),
        ({"household": {"income_month": "-0.01"}}, "income_month:"),
        ({"household": {"income_month": "100000.01"}}, "income_month:"),
        ({"household": {"income_month": "1.005"}}, "income_month:"),
        ({"household": {"income_month": {"min": "2", "max": "1"}}}, "income_month:"),
        ({"household": {"legal_title": "castle"}}, "legal_title:"),
        ({"household": {"age": 40}}, "age:"),
        ({"persons": [{"age": 40}, {"age": 121}]}, "age.1:"),
        ({"persons": [{"age": 40.5}]}, "age.0:"),
        ({"persons": {"age": 40}}, "persons:"),
        ({"people": []}, "household:"),
        ([], "household:"),
        ("{", "household.json: not valid JSON"),
        ('{"household": {"income_month": NaN}}', "NaN is not a number"),
        ('{"household": {}, "household": {}}', "`household` is there twice"),
        ("[" * 100_000, "not valid JSON"),
        ('{"household": {"income_month": ' + "9" * 5000 + "}}", "household.json: not valid JSON"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    shell: Shell, tmp_path: Path, document: object, named: str
) -> None:
    name = asked(tmp_path, document)
    code, out, err = shell.run("diagnose", "--facts", name, "--on", "2026-11-22", "--json")
    assert (code, out) == (2, "")
    assert err.startswith("okienko: ")
    assert named in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("day", ["2026-02-30", "today", "20261122", "2026-W47-7", ""])
def test_a_bad_date_is_refused(shell: Shell, tmp_path: Path, day: str) -> None:
    name = asked(tmp_path, HOUSEHOLD)
    code, out, err = shell.run("diagnose", "--facts", name, "--on", day)
    assert (code, out) == (2, "")
    assert "not a date; write it as 2026-11-22" in err


@pytest.mark.parametrize("name", ["nowhere.json", "."])
def test_a_file_that_cannot_be_read_is_refused(shell: Shell, tmp_path: Path, name: str) -> None:
    code, _, err = shell.run("diagnose", "--facts", str(tmp_path / name))
    assert code == 2
    assert err.count("\n") == 1


@pytest.mark.parametrize("argv", [["diagnos"], [], ["diagnose"], ["content"], ["facts", "--yaml"]])
def test_arguments_that_make_no_sense_leave_with_one_line(shell: Shell, argv: list[str]) -> None:
    code, _, err = shell.run(*argv)
    assert code == 2
    assert err.count("\n") == 1


def test_content_without_a_fault_is_called_sound(shell: Shell) -> None:
    code, out, err = shell.run("content", "check")
    assert (code, err) == (0, "")
    assert out.startswith("The content is sound: 2 services, 6 facts")


def spoil(folder: Path) -> None:
    north = folder / "locations" / "point_north.yaml"
    text = north.read_text(encoding="utf-8").replace("organization: mops", "organization: mop")
    north.write_text(text, encoding="utf-8")


def test_faults_are_listed_with_file_line_and_cure(shell: Shell) -> None:
    spoil(shell.folder)
    code, out, _ = shell.run("content", "check")
    assert code == 1
    assert out.splitlines()[0] == (
        "locations/point_north.yaml:2: there is no organization `mop`. "
        "Cure: did you mean `mops`? Otherwise add it (organizations)"
    )
    assert out.splitlines()[-1] == "1 fault"


def test_faults_are_listed_for_machines(shell: Shell) -> None:
    spoil(shell.folder)
    code, out, _ = shell.run("content", "check", "--json")
    assert code == 1
    assert json.loads(out)[0]["line"] == 2


def test_nothing_is_diagnosed_on_content_with_faults(shell: Shell, tmp_path: Path) -> None:
    spoil(shell.folder)
    code, out, err = shell.run("diagnose", "--facts", asked(tmp_path, HOUSEHOLD))
    assert (code, out) == (1, "")
    assert "locations/point_north.yaml:2" in err


def test_a_missing_content_folder_is_bad_input(shell: Shell, tmp_path: Path) -> None:
    shell.folder = tmp_path / "nowhere"
    code, _, err = shell.run("content", "check")
    assert code == 2
    assert "there is no such folder" in err


def as_pem(key: Ed25519PrivateKey | X25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize("form", ["pem", "raw"])
def test_the_bundle_is_signed_with_the_key_given(shell: Shell, tmp_path: Path, form: str) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    key_file, out_file = tmp_path / "signing.key", tmp_path / "content.bundle"
    key_file.write_bytes(as_pem(key) if form == "pem" else bytes(32))
    code, out, err = shell.run("content", "bundle", "--key", str(key_file), "--out", str(out_file))
    assert (code, err) == (0, "")
    knowledge = read_bundle(out_file.read_bytes(), key.public_key())
    assert isinstance(knowledge, Knowledge)
    assert knowledge.content_hash in out
    assert [path.name for path in tmp_path.glob("*.part")] == []


@pytest.mark.parametrize("data", [None, b"not a key", as_pem(X25519PrivateKey.generate())])
def test_what_is_no_signing_key_is_refused(
    shell: Shell, tmp_path: Path, data: bytes | None
) -> None:
    key_file = tmp_path / "signing.key"
    if data is not None:
        key_file.write_bytes(data)
    out_file = str(tmp_path / "content.bundle")
    code, _, err = shell.run("content", "bundle", "--key", str(key_file), "--out", out_file)
    assert code == 2
    assert err.count("\n") == 1


def test_a_bundle_that_cannot_be_written_is_said(shell: Shell, tmp_path: Path) -> None:
    key_file = tmp_path / "signing.key"
    key_file.write_bytes(bytes(32))
    out_file = str(tmp_path / "no" / "content.bundle")
    code, _, err = shell.run("content", "bundle", "--key", str(key_file), "--out", out_file)
    assert code == 2
    assert "No such file or directory" in err


def test_the_installed_command_runs_and_survives_a_closed_pipe() -> None:
    command = Path(sys.executable).parent / "okienko"
    run = subprocess.run(
        [command, "facts", "--folder", SMALL], capture_output=True, check=False, timeout=60
    )
    assert run.returncode == 0, run.stderr
    assert b"income_month" in run.stdout
    read_end, write_end = os.pipe()
    os.close(read_end)
    shut = subprocess.run(
        [command, "facts", "--json", "--folder", SMALL],
        stdout=write_end,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(write_end)
    assert shut.stderr == b""


def test_a_diagnosis_says_what_a_question_is_worth(shell: Shell, tmp_path: Path) -> None:
    said = diagnose(shell, tmp_path, {"household": {"legal_title": "tenancy"}})
    asked_next = said["next_question"]
    # the whole criterion, 1010 zł, is lacking where there is no income at all
    assert asked_next["price"] == {"month_max": "1010.00", "whole": True}
    assert asked_next["precise"] is False
    name = asked(tmp_path, {"household": {"legal_title": "tenancy"}})
    _, out, _ = shell.run("diagnose", "--facts", name, "--on", "2026-11-22")
    assert "zależy od tego: 1, razem do 1010.00 zł miesięcznie; można pominąć" in out


def test_a_range_the_answer_hangs_on_is_asked_for_exactly(shell: Shell, tmp_path: Path) -> None:
    told = {"income_month": {"min": "900", "max": "1100"}, "legal_title": "tenancy"}
    document = {"household": told, "persons": [{"age": 40}]}
    said = diagnose(shell, tmp_path, document)["next_question"]
    assert (said["fact"], said["precise"], said["bands"]) == ("income_month", True, [])
    told["income_month"] = {"min": "900", "max": "1100", "unknown": "wont_say"}
    assert diagnose(shell, tmp_path, document)["next_question"] is None


def test_a_diagnosis_says_what_cannot_be_had_together(shell: Shell, tmp_path: Path) -> None:
    said = diagnose(shell, tmp_path, HOUSEHOLD)
    (conflict,) = said["conflicts"]
    assert set(conflict["services"]) == {"allowance", "shelter"}
    assert conflict["basis"]["title"] == "ustawa o pomocy"
    (effect,) = said["income_effects"]
    assert (effect["id"], effect["counts_as_income_for"]) == ("allowance", ["shelter"])
    name = asked(tmp_path, HOUSEHOLD)
    _, out, _ = shell.run("diagnose", "--facts", name, "--on", "2026-11-22")
    assert "Jedna osoba, tylko jedno z dwojga: " in out
    assert "liczy się jako dochód do: Schronienie [ups, art. 41]" in out
