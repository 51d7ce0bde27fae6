"""A number nobody announced: it stands without a value, says why, and leaves the verdict open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from shared.bundle.compile import read_content
from shared.bundle.fault import Fault
from shared.bundle.knowledge import Knowledge
from shared.diagnosis import Household, Verdict
from shared.diagnosis.answers import read_household

ON = date(2026, 11, 22)
NUMBER = """parameters:
  - id: limit_to_come
    names: {pl: próg bez ogłoszonej kwoty}
    unit: money
    values: []
"""
TOLD = {
    "household": {"household_size": 1, "income_month": "1", "legal_title": "tenancy"},
    "persons": [{"role": "self", "age": 40}],
}


def content_with(folder: Path, number: str) -> Knowledge | tuple[Fault, ...]:
    """The small content, with one condition more that hangs on this number."""
    (folder / "parameters" / "to_come.yaml").write_text(number, encoding="utf-8")
    service = folder / "services" / "allowance.yaml"
    text = service.read_text(encoding="utf-8")
    both = "income_month <= criterion and income_month <= limit_to_come"
    service.write_text(text.replace("income_month <= criterion", both, 1), encoding="utf-8")
    return read_content(folder)


def test_a_number_without_a_value_must_say_why(folder: Path) -> None:
    content = content_with(folder, NUMBER)
    assert isinstance(content, tuple)
    (fault,) = content
    assert (fault.file, fault.line) == ("parameters/to_come.yaml", 5)
    assert "no `note` says why" in fault.problem


def test_a_verdict_on_it_stays_open_and_says_not_announced(folder: Path) -> None:
    content = content_with(folder, f"{NUMBER}    note: Nobody announced it.\n")
    assert isinstance(content, Knowledge), content
    household = read_household(TOLD, content.facts, ON)
    assert isinstance(household, Household)
    result = content.engine.assess(household, ON).result("allowance")
    assert result.verdict is Verdict.UNKNOWN
    open_ones = [one.condition_id for one in result.reasons if one.not_announced]
    assert open_ones == ["low_income"]
