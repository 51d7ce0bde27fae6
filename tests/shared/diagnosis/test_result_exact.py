"""The records of an assessment: what they are called, and what makes two of them the same."""

from __future__ import annotations

from shared.diagnosis import (
    AmountRange,
    Assessment,
    ContentError,
    FactKey,
    Fault,
    Household,
    Outcome,
    Question,
    Result,
    Verdict,
)
from tests.shared.diagnosis.build import FACTS, ON, engine, household, rule


def test_verdicts_and_outcomes_are_called_as_the_contract_says() -> None:
    assert [str(one) for one in Verdict] == ["eligible", "likely", "not_eligible", "unknown"]
    assert [str(one) for one in Outcome] == ["yes", "no", "unknown", "assessed"]


def test_a_fault_says_where_what_and_what_to_do() -> None:
    whole = Fault("service", "amount", "does not say how much", "give `is`")
    assert str(whole) == "service: amount: does not say how much; give `is`"
    assert (whole.expression, whole.column) == ("", 0)
    inside = Fault("service", "amount/is", "this is a date", "compare it", "moved_on", 3)
    assert str(inside) == "service: amount/is, column 3: this is a date; compare it"
    error = ContentError((whole, inside))
    assert str(error) == f"{whole}\n{inside}"
    assert error.faults == (whole, inside)


def test_two_assessments_are_the_same_when_they_say_the_same() -> None:
    one, other = (engine(rule("income < 5")) for _ in range(2))
    first, second = one.assess(household(), ON), other.assess(household(), ON)
    assert first == second
    one.question(first)
    one.take_frame(first)
    assert first == second, "whatever was looked at meanwhile"
    assert first.doubts != ()
    assert first == Assessment(household(), ON, "hash", first.results)
    assert "doubts" not in repr(first)
    assert "frames" not in repr(first)


def test_a_result_rests_on_nothing_unless_said() -> None:
    plain = Result("service", "help", Verdict.ELIGIBLE, None, (), (), rests_on_unconfirmed=False)
    assert plain.rests_on_assessment_only is False
    question = Question(FactKey("income"), FACTS["income"], ("service",), (), "money")
    assert (question.price, question.is_precise) == (None, False)


def test_the_result_of_each_service_is_found() -> None:
    names = ("one", "two", "three")
    assessment = engine(*(rule("income < 5", name=name) for name in names)).assess(Household(), ON)
    assert [assessment.result(name).service_id for name in names] == list(names)
    assert assessment.result("two") is assessment.results[1]
    assert AmountRange(1, 2, "month") != AmountRange(1, 2, "year")
