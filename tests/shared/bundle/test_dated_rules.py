"""Rules written in dated versions, and faults in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.bundle.compile import read_content
from shared.bundle.knowledge import Knowledge
from tests.shared.bundle.planted import SERVICE
from tests.shared.bundle.test_check import faults_in, line_of

VERSIONS = """versions:
  - from: 2020-01-01
    to: 2024-12-31
    basis: {act: ups, article: art. 8}
    conditions:
      - id: low_income
        text:
          pl: Dochód nie przekracza {criterion}.
          plain: Dochód to najwyżej {criterion}.
          uk: Дохід не перевищує {criterion}.
          en: The income is not above {criterion}.
        basis: {act: ups, article: art. 8}
        when: "income_month <= criterion"
  - from: 2025-01-01
    basis: {act: ups, article: art. 8a}
    conditions:
      - id: low_income
        text: {pl: Mały dochód., plain: Mały dochód., uk: Малий дохід., en: A low income.}
        basis: {act: ups, article: art. 8}
        when: "legal_title = tenancy and what_is_lacking >= 0 and self(is_of_age)"
    amount:
      period: month
      is: what_is_lacking
      basis: {act: ups, article: art. 38}
      status: verified
"""


def with_versions(folder: Path, versions: str = VERSIONS) -> Path:
    """The content with the allowance's rule in two versions."""
    text = (folder / SERVICE).read_text(encoding="utf-8")
    start, end = text.index("conditions:\n"), text.index("documents:\n")
    (folder / SERVICE).write_text(text[:start] + versions + text[end:], encoding="utf-8")
    return folder


def test_a_rule_may_be_written_in_dated_versions(folder: Path) -> None:
    knowledge = read_content(with_versions(folder))
    assert isinstance(knowledge, Knowledge), knowledge
    first, second = knowledge.rules["allowance"].versions
    assert (str(first.from_on), str(first.to_on), second.to_on) == (
        "2020-01-01",
        "2024-12-31",
        None,
    )
    assert second.basis is not None
    assert second.basis.article == "art. 8a"


@pytest.mark.parametrize(
    ("old", "new", "at", "problem"),
    [
        ("to: 2024-12-31", "to: 2024-12-30", "from: 2025", "begins later than the day after"),
        ("to: 2024-12-31", "to: 2025-12-30", "from: 2020", "is still in force when"),
        (
            '"income_month <=',
            '"incme_month <=',
            "incme",
            "nothing is called incme_month",
        ),
        ("article: art. 8a", "article: art. 8a, act: upss", "8a", "is written twice"),
        ("{act: ups, article: art. 8a}", "{act: upss, article: art. 8a}", "8a", "there is no act"),
        ("plain: Dochód", "pl_plain: Dochód", "pl_plain", "unknown field"),
        ("      is: what_is_lacking\n", "", "amount:", "not said in exactly one way"),
        ("nie przekracza {criterion}", "to {criteria}", "criteria", "there is no parameter"),
    ],
)
def test_a_fault_in_a_version_is_named_with_its_line(
    folder: Path, old: str, new: str, at: str, problem: str
) -> None:
    assert VERSIONS.count(old) == 1
    faults = faults_in(with_versions(folder, VERSIONS.replace(old, new)))
    matching = [fault for fault in faults if problem in fault.problem]
    assert [fault.line for fault in matching] == [line_of(folder, SERVICE, at)], faults
