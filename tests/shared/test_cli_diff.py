"""`okienko content diff`: folders and signed bundles, in Polish and as JSON; bad input is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.bundle import Knowledge, read_content, write_bundle
from shared.cli import main

SMALL = Path(__file__).parent / "bundle" / "content"
ON = ("--on", "2026-11-22", "--households", "8")
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


class Shell:
    """Runs `okienko content diff`."""

    def __init__(self, room: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.room, self.capsys = room, capsys

    def diff(self, *argv: object) -> tuple[int, str, str]:
        code = main(["content", "diff", *map(str, argv), *ON])
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def copy(self, file: str, old: str, new: str) -> Path:
        """The small content with one thing in it written otherwise."""
        folder = self.room / "other"
        shutil.copytree(SMALL, folder)
        path = folder / file
        before = path.read_text(encoding="utf-8")
        assert old in before
        path.write_text(before.replace(old, new), encoding="utf-8")
        return folder

    def bundle(self) -> tuple[Path, Path]:
        """The small content signed, and the public key."""
        knowledge = read_content(SMALL)
        assert isinstance(knowledge, Knowledge)
        bundle, key = self.room / "content.bundle", self.room / "key"
        bundle.write_bytes(write_bundle(knowledge, KEY))
        key.write_bytes(KEY.public_key().public_bytes_raw())
        return bundle, key


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def test_a_number_and_whom_it_moves(shell: Shell) -> None:
    other = shell.copy("parameters/assistance.yaml", '"1010.00"', '"1100.00"')
    code, out, _ = shell.diff(SMALL, other)
    assert code == 0
    assert "liczba z przepisów: kryterium dochodowe (criterion)" in out
    assert "    było: 1010.00\n    jest: 1100.00\n" in out
    assert "przykłady: 1, wychodzi inaczej: 1" in out
    assert "at the limit (22.11.2026): tak, 0\u00a0zł → tak, 90\u00a0zł" in out
    assert shell.diff(SMALL, other) == (code, out, "")


def test_an_expression_stands_in_words_too(shell: Shell) -> None:
    other = shell.copy("services/allowance.yaml", "legal_title = tenancy", "legal_title != tenancy")
    out = shell.diff(SMALL, other)[1]
    assert "    jest: legal_title != tenancy\n" in out
    assert "      - podstawa zamieszkiwania: każda odpowiedź poza „najem”\n" in out


def test_a_text_moves_nobody(shell: Shell) -> None:
    other = shell.copy("services/allowance.yaml", "Złóż wniosek.", "Złóż prosty wniosek.")
    out = shell.diff(SMALL, other)[1]
    assert "wniosek › tekst › po polsku" in out
    assert "KOGO TO DOTYCZY: nikogo" in out


def test_json_counts_the_moves(shell: Shell) -> None:
    other = shell.copy("parameters/assistance.yaml", '"1010.00"', '"1100.00"')
    record = json.loads(shell.diff(SMALL, other, "--json", "--examples", "1")[1])
    (service,) = [one for one in record["services"] if one["id"] == "allowance"]
    assert service["households"] == 8
    assert service["cases_changed"][0]["after"] == "tak, 90\u00a0zł"
    assert sum(move["households"] for move in service["moves"]) == service["households_changed"]
    assert len(service["examples"]) <= 1
    assert [change["path"] for change in record["changes"]] == [["wartość 2025-01-01", "wartość"]]


def test_a_bundle_says_that_it_has_no_examples(shell: Shell) -> None:
    bundle, key = shell.bundle()
    code, out, _ = shell.diff(bundle, SMALL, "--key", key)
    assert code == 0
    assert "A to podpisany pakiet: nie ma w nim przykładów" in out
    assert "Nic się nie zmieniło." in out


def test_a_bundle_of_somebody_else_is_refused(shell: Shell) -> None:
    bundle, key = shell.bundle()
    key.write_bytes(Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw())
    code, out, err = shell.diff(bundle, SMALL, "--key", key)
    assert (code, out) == (2, "")
    assert "not signed by the city's key" in err


def test_bad_input_is_named(shell: Shell) -> None:
    bundle, _ = shell.bundle()
    for argv, said in (
        ((SMALL, "nowhere"), "nowhere: there is no such folder or file"),
        ((bundle, SMALL), "a signed bundle needs --key FILE"),
        ((bundle, SMALL, "--key", "nowhere"), "nowhere: No such file"),
        ((bundle, SMALL, "--key", bundle), "this is not a public key"),
        ((SMALL, SMALL, "--seed", "x"), "--seed: x is not a whole number"),
        ((SMALL, SMALL, "--examples", "0"), "--examples: 0 is not a whole number"),
    ):
        code, out, err = shell.diff(*argv)
        assert (code, out) == (2, ""), argv
        assert said in err
        assert err.count("\n") == 1
