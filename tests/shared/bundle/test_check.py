"""One planted fault per kind: it is found once, at its file and line, with a cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.bundle.compile import read_content
from shared.bundle.fault import Fault
from shared.bundle.knowledge import Knowledge
from tests.shared.bundle.planted import NORTH, PLANTED, SHELTER
from tests.shared.bundle.planted_formulas import PLANTED_FORMULAS
from tests.shared.bundle.planted_incomes import PLANTED_INCOMES
from tests.shared.bundle.planted_relations import PLANTED_RELATIONS
from tests.shared.bundle.planted_words import PLANTED_WORDS

EVERY_PLANT = PLANTED | PLANTED_FORMULAS | PLANTED_RELATIONS | PLANTED_WORDS | PLANTED_INCOMES


def faults_in(folder: Path) -> tuple[Fault, ...]:
    content = read_content(folder)
    return content if isinstance(content, tuple) else ()


def line_of(folder: Path, file: str, snippet: str) -> int:
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if snippet in line)


def test_the_small_content_is_sound(folder: Path) -> None:
    assert isinstance(read_content(folder), Knowledge)


@pytest.mark.parametrize("kind", EVERY_PLANT)
def test_a_planted_fault_is_named_with_file_line_and_cure(folder: Path, kind: str) -> None:
    planted = EVERY_PLANT[kind]
    path = folder / planted.file
    text = path.read_text(encoding="utf-8")
    assert text.count(planted.old) == 1, "the plant must hit exactly one spot"
    path.write_text(text.replace(planted.old, planted.new), encoding="utf-8")

    faults = faults_in(folder)

    file, _, at = planted.at.rpartition(".yaml:")
    file = f"{file}.yaml" if file else planted.file
    matching = [fault for fault in faults if planted.problem in fault.problem]
    assert [fault.file for fault in matching] == [file], faults
    assert matching[0].line == line_of(folder, file, at)
    assert planted.cure in matching[0].cure
    assert matching[0].cure


def test_what_services_mean_for_each_other_is_carried_in_the_rule(folder: Path) -> None:
    content = read_content(folder)
    assert isinstance(content, Knowledge)
    rule = content.rules["allowance"]
    (exclusion,), (counted,) = rule.excludes, rule.counts_as_income_for
    assert (exclusion.services, exclusion.about) == (("shelter",), "person")
    assert (counted.services, rule.not_income_for) == (("shelter",), ())
    assert exclusion.status == counted.status == "to_confirm"
    assert exclusion.basis is not None
    assert exclusion.basis.article == "art. 40"


def test_a_household_cannot_be_told_without_its_size(folder: Path) -> None:
    (folder / "facts" / "household.yaml").unlink()
    (fault,) = faults_in(folder)
    assert (fault.file, fault.cure) == ("facts/household.yaml", "add `- id: household_size`")


def test_a_file_that_is_not_text_is_named(folder: Path) -> None:
    (folder / "acts.yaml").write_bytes(b"acts: \xff\xfe")
    assert Fault("acts.yaml", 1, "the file is not UTF-8 text", "save it as UTF-8") in faults_in(
        folder
    )


def test_an_empty_and_a_missing_file_are_named(folder: Path) -> None:
    (folder / SHELTER).write_text("# nothing yet\n", encoding="utf-8")
    (folder / "documents.yaml").unlink()
    named = {(fault.file, fault.problem) for fault in faults_in(folder)}
    assert (SHELTER, "the file is empty") in named
    assert ("documents.yaml", "the file is missing") in named


def test_every_fault_of_one_file_is_found_in_one_go(folder: Path) -> None:
    text = (folder / NORTH).read_text(encoding="utf-8")
    text = text.replace("position: approximate", "position: nearby").replace("lat:", "latt:")
    (folder / NORTH).write_text(text, encoding="utf-8")
    assert {fault.line for fault in faults_in(folder) if fault.file == NORTH} == {5, 7}


def test_a_file_with_a_misfit_is_not_blamed_for_what_refers_to_it(folder: Path) -> None:
    text = (folder / NORTH).read_text(encoding="utf-8")
    (folder / NORTH).write_text(text.replace("lat: 51.79", "lat: north"), encoding="utf-8")
    assert {fault.file for fault in faults_in(folder)} == {NORTH}


def test_a_fault_reads_as_one_line() -> None:
    fault = Fault("services/x.yaml", 12, "there is no act `u`", "add it")
    assert str(fault) == "services/x.yaml:12: there is no act `u`. Cure: add it"
