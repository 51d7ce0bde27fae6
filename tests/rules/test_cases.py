"""Every worked example in every service file, each as a test of its own."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from shared.bundle.expressions import expressions
from shared.bundle.files import Case, ServiceFile
from shared.bundle.gather import Page, gather
from shared.diagnosis.answers import decimal_string, read_household
from shared.diagnosis.household import Household
from shared.diagnosis.result import Result
from tests.city import CONTENT, real_knowledge

PAGES: list[Page[ServiceFile]] = gather(CONTENT).services
LEAST_CASES = 3


class Example(NamedTuple):
    """One worked example of one service."""

    service_id: str
    case: Case


EXAMPLES = {
    f"{page.record.id}::{case.name}": Example(page.record.id, case)
    for page in PAGES
    for case in page.record.cases
}


def assess(example: Example) -> Result:
    case = example.case
    document = {"household": case.household, "persons": list(case.persons)}
    household = read_household(document, real_knowledge().facts)
    assert isinstance(household, Household), household
    return real_knowledge().engine.assess(household, case.on).result(example.service_id)


def in_zloty(grosze: int | None) -> str | None:
    return None if grosze is None else decimal_string(grosze)


def test_the_content_is_sound() -> None:
    assert real_knowledge().services
    assert EXAMPLES


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_comes_out_as_written(name: str) -> None:
    example = EXAMPLES[name]
    result, expected = assess(example), example.case.expect
    assert result.verdict.value == expected.verdict, example.case.source
    if expected.amount is not None:
        assert result.amount is not None, example.case.source
        amounts = (in_zloty(result.amount.min_grosze), in_zloty(result.amount.max_grosze))
        assert amounts == (expected.amount.min, expected.amount.max), example.case.source


def test_every_rule_with_an_amount_or_a_threshold_has_three_examples() -> None:
    short = {
        page.record.id: len(page.record.cases)
        for page in PAGES
        if _needs_examples(page) and len(page.record.cases) < LEAST_CASES
    }
    assert short == {}


def _needs_examples(page: Page[ServiceFile]) -> bool:
    amount = page.record.amount
    has_amount = amount is not None and not amount.discretionary
    texts = [expression.text for expression in expressions(*page)]
    return has_amount or any("<" in text or ">" in text for text in texts)
