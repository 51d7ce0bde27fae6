"""When a range that was told is asked about once more, for the exact number."""

from __future__ import annotations

import pytest

from tests.shared.diagnosis.build import ON, engine, household, rule

RANGE = {"min": 100, "max": 1500}


@pytest.mark.parametrize(
    ("conditions", "amount", "is_asked"),
    [
        (["income < 900"], None, True),
        (["income < 900", "lives_in_lodz"], None, True),
        (["lives_in_lodz", "income < 900", "costs < 5"], None, True),
        (["income < 5000", "lives_in_lodz"], "income", False),
        (["income < 50", "lives_in_lodz"], None, False),
        (["lives_in_lodz"], "income", False),
    ],
)
def test_a_range_is_asked_again_where_an_open_condition_reads_it(
    conditions: list[str], amount: str | None, is_asked: bool
) -> None:
    tried = engine(rule(*conditions, amount=amount))
    told = household(income=RANGE, lives_in_lodz=True, costs=1)
    question = tried.question(tried.assess(told, ON))
    if is_asked:
        assert question is not None
        assert (question.key.fact, question.is_precise, question.bands) == ("income", True, ())
    else:
        assert question is None
