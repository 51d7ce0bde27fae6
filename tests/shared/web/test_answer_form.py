"""Answers from forms: what is tapped and typed is read exactly, or refused in words."""

from __future__ import annotations

import pytest

from shared.diagnosis.answers import Refusal
from shared.diagnosis.household import Between, Known, Reason, Unknown
from shared.diagnosis.model import Choice, Fact
from shared.text import Text
from shared.web.answer_form import read_form_answer, refusal_words
from shared.web.present.words import Words
from shared.web.translate import SHARED_LOCALES, Translator


def fact(kind: str, **more: object) -> Fact:
    return Fact(id="x", entity="household", type=kind, topic="t", question=Text(pl="?"), **more)


INCOME = fact("money", minimum=0, maximum=10_000_000)
SIZE = fact("int", minimum=1, maximum=20)
TITLE = fact("choice", choices=(Choice("tenancy", Text(pl="najem")),))


@pytest.mark.parametrize(
    ("asked", "given", "answer"),
    [
        (fact("bool"), "true", Known(True)),
        (fact("bool"), "dont_know", Unknown(Reason.DONT_KNOW)),
        (TITLE, "tenancy", Known("tenancy")),
        (TITLE, "wont_say", Unknown(Reason.WONT_SAY)),
        (INCOME, "1 250,50 zł", Known(125_050)),
        (INCOME, "1250.5", Known(125_050)),
        (INCOME, "0..101000", Between(0, 101_000)),
        (INCOME, "101000..101000", Known(101_000)),
        (SIZE, " 4 ", Known(4)),
        (SIZE, "5..20", Between(5, 20)),
    ],
)
def test_answers_are_read(asked: Fact, given: str, answer: object) -> None:
    assert read_form_answer(asked, given) == answer


@pytest.mark.parametrize(
    ("asked", "given", "why"),
    [
        (fact("bool"), "yes please", "wrong_type"),
        (TITLE, "castle", "not_a_choice"),
        (INCOME, "", "wrong_type"),
        (INCOME, "dużo", "wrong_type"),
        (INCOME, "100000,01", "out_of_range"),
        (INCOME, "-1", "out_of_range"),
        (INCOME, "1,255", "too_precise"),
        (INCOME, "900..100", "upside_down"),
        (INCOME, "a..b", "wrong_type"),
        (SIZE, "2,5", "too_precise"),
        (SIZE, "0", "out_of_range"),
    ],
)
@pytest.mark.parametrize("language", ["pl", "plain", "uk", "en"])
def test_answers_that_do_not_fit_are_refused_in_words(
    asked: Fact, given: str, why: str, language: str
) -> None:
    refusal = read_form_answer(asked, given)
    assert isinstance(refusal, Refusal)
    assert refusal.why == why
    assert refusal_words(refusal, asked, Words(Translator([SHARED_LOCALES]), language))
