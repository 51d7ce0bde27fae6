"""`okienko simulate`: what it prints, what it refuses by name, and how it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shared.cli import main
from shared.simulation.told import grouped, zlote

SMALL = Path(__file__).parent / "bundle" / "content"


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    """The exit code, what was printed, and what was said to be wrong."""
    code = main(["simulate", *argv, "--folder", str(SMALL)])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A file of made-up households of a small content."""
    path = tmp_path / "households.jsonl"
    code, said, _ = run(
        capsys, "--generate", "60", "--seed", "4", "--on", "2026-11-22", "--out", str(path)
    )
    assert code == 0
    assert "60" in said
    assert len(path.read_text("utf-8").splitlines()) == 60
    return str(path)


def test_a_file_is_counted_and_summed(drawn: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = run(capsys, "--households", drawn, "--on", "2026-11-22", "--json")
    found = json.loads(said)
    assert code == 0
    assert found["households"] == 60
    assert found["after"] is None
    for service in found["before"]["services"]:
        assert sum(service["verdicts"].values()) == 60
    code, text, _ = run(capsys, "--households", drawn, "--on", "2026-11-22")
    assert code == 0
    assert "Gospodarstwa domowe: 60." in text


def test_before_and_after(drawn: str, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--households", drawn, "--on", "2026-11-22", "--set", "criterion=5000zł")
    code, said, _ = run(capsys, *options, "--json")
    found = json.loads(said)
    assert code == 0
    assert [one["parameter"] for one in found["set"]] == ["criterion"]

    def granted(when: str) -> int:
        counts = [one["verdicts"] for one in found[when]["services"] if one["id"] == "allowance"]
        return counts[0]["eligible"] + counts[0]["likely"]

    assert granted("before") < granted("after")
    code, text, _ = run(capsys, *options)
    assert code == 0
    assert "Przedtem:" in text
    assert "Potem:" in text


REFUSED = (
    ((), "--households"),
    (("--generate", "3", "--households", "x"), "--generate"),
    (("--generate", "0", "--out", "x"), "--generate: 0"),
    (("--generate", "many", "--out", "x"), "many"),
    (("--generate", "3", "--seed", "-1", "--out", "x"), "--seed"),
    (("--generate", "3"), "--out"),
    (("--generate", "3", "--out", "x", "--set", "criterion=1"), "--set"),
    (("--generate", "3", "--out", "/nowhere/at/all"), "/nowhere/at/all"),
    (("--households", "DRAWN", "--out", "x"), "--out"),
    (("--households", "/nowhere/at/all"), "/nowhere/at/all"),
    (("--households", "DRAWN", "--on", "yesterday"), "yesterday"),
    (("--households", "DRAWN", "--set", "criterium=1"), "did you mean criterion"),
    (("--households", "DRAWN", "--set", "criterion"), "PARAMETER=VALUE"),
    (("--households", "DRAWN", "--set", "criterion="), "nothing is not a number"),
    (("--households", "DRAWN", "--set", "criterion=-5"), "-5"),
    (("--households", "DRAWN", "--set", "criterion=1.2.3"), "1.2.3"),
    (("--households", "DRAWN", "--set", "criterion=5%"), "not counted in %"),
    (("--households", "DRAWN", "--set", "criterion=1,5"), "one number"),
    (("--households", "DRAWN", "--set", "criterion=1", "--set", "criterion=2"), "twice"),
)


@pytest.mark.parametrize(("argv", "named"), REFUSED)
def test_bad_input_is_named_in_one_line(
    argv: tuple[str, ...], named: str, drawn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, wrong = run(capsys, *(drawn if one == "DRAWN" else one for one in argv))
    assert (code, said) == (2, "")
    assert named in wrong
    assert wrong.count("\n") == 1


def test_a_bad_household_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"persons": [{}]}\n\n{"household": {"nope": 1}, "persons": [{}]}\n', "utf-8")
    code, _, wrong = run(capsys, "--households", str(path))
    assert code == 2
    assert "line 3: nope: there is no such fact" in wrong
    path.write_text("{", "utf-8")
    assert "line 1: not valid JSON" in run(capsys, "--households", str(path))[2]
    path.write_text("\n", "utf-8")
    assert "no households" in run(capsys, "--households", str(path))[2]


def test_numbers_are_written_as_in_polish() -> None:
    assert grouped(1_234_567) == "1 234 567"
    assert zlote(123_456_750) == "1 234 567,50 zł"
    assert zlote(-50_000) == "-500 zł"
