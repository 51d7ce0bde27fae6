"""How near a no is, in words: a limit, an answer or a day, in every language of the screens."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from shared.diagnosis import Household, read_household
from shared.diagnosis.coming import AgeReached, ParameterChanges
from shared.diagnosis.household import FactKey
from shared.diagnosis.nearest import AnswerChange, Nearest, NumberChange
from shared.diagnosis.result import Verdict
from shared.diagnosis.soonest import ComingDay
from shared.web.present import Words, nearest_line, nearest_lines, nearest_words
from shared.web.translate import SCREEN_LANGUAGES, SHARED_LOCALES, Translator
from tests.city import real_knowledge

ON = date(2026, 11, 22)
INCOME, AREA, SIZE = FactKey("income_month"), FactKey("flat_area"), FactKey("household_size")
NO_BREAK = "\u00a0"
ADVICE = ("ukry", "zmniejsz", "obniż", "reduce", "lower your", "hide", "зменш", "прихов")


@cache
def translator() -> Translator:
    return Translator([SHARED_LOCALES])


def household(**facts: object) -> Household:
    persons = [{"age": 40}, {"role": "child", "age": 17, "learns": True}]
    read = read_household({"household": facts, "persons": persons}, real_knowledge().facts)
    assert isinstance(read, Household)
    return read


def said(near: Nearest, language: str = "pl", **facts: object) -> str | None:
    words = Words(translator(), language)
    line = nearest_words(real_knowledge(), household(**facts), near, words)
    return None if line is None else line.replace(NO_BREAK, " ")


def number(key: FactKey, value: int, distance: int) -> Nearest:
    return Nearest("service", numbers=(NumberChange(key, value, distance, Verdict.LIKELY),))


def test_a_limit_and_how_far_the_answer_is_from_it() -> None:
    assert said(number(INCOME, 164_600, -4_300), income_month="1689") == (
        "Przy tych odpowiedziach próg to 1 646 zł; podana kwota jest o 43 zł wyższa."
    )
    assert said(number(INCOME, 164_600, 4_350)) == (
        "Przy tych odpowiedziach próg to 1 646 zł; podana kwota jest o 43,50 zł niższa."
    )
    assert said(number(AREA, 5_850, -350)) == (
        "Przy tych odpowiedziach próg to 58,5 m²; podana powierzchnia jest o 3,5 m² większa."
    )
    assert (
        said(number(SIZE, 4, 1))
        == "Przy tych odpowiedziach próg to 4; podana liczba jest o 1 mniejsza."
    )


def test_of_a_range_it_is_at_least_so_much() -> None:
    ranged = {"min": "1689", "max": "2000"}
    assert said(number(INCOME, 164_600, -4_300), income_month=ranged) == (
        "Przy tych odpowiedziach próg to 1 646 zł; podana kwota jest o co najmniej 43 zł wyższa."
    )


def test_the_answer_it_hangs_on_is_named_by_its_question() -> None:
    near = Nearest("service", answers=(AnswerChange(FactKey("lives_in_lodz"), (True,)),))
    assert said(near, "en") == f"This depends on one answer: “{question('lives_in_lodz')}”"
    of_child = Nearest("service", answers=(AnswerChange(FactKey("learns", 1), (True,)),))
    assert "Child (17 years)" in str(said(of_child, "en"))


def question(fact: str) -> str:
    return str(real_knowledge().facts[fact].question.en)


def test_anything_above_nothing_is_a_question_and_no_limit() -> None:
    above = number(FactKey("alimony_awarded", 1), 1, 1)
    assert str(said(above)).startswith("Zależy to od jednej odpowiedzi: „Dziecko (17 lat)")


CHILD = (AgeReached(FactKey("age", 1), 18),)
FIRST, LAST = date(2026, 11, 23), date(2027, 11, 22)


def test_a_birthday_says_honestly_between_which_days() -> None:
    near = Nearest("service", day=ComingDay(FIRST, LAST, CHILD))
    assert said(near) == (
        "Dziecko (17 lat): po ukończeniu 18 lat wynik może być inny, "
        "od dnia między 23 listopada 2026 a 22 listopada 2027."
    )
    late = Nearest("service", day=ComingDay(LAST, None, CHILD))
    assert str(said(late)).endswith("najwcześniej 22 listopada 2027.")


def test_other_amounts_and_amounts_not_announced() -> None:
    law = ComingDay(
        date(2027, 1, 1), date(2027, 1, 1), (ParameterChanges("mops_criterion_single"),)
    )
    assert said(Nearest("service", day=law)) == (
        "Od 1 stycznia 2027 obowiązują inne kwoty i wynik może być inny."
    )
    assert said(Nearest("service", not_announced_from_on=date(2028, 1, 1))) == (
        "Kwot na czas od 1 stycznia 2028 jeszcze nie ogłoszono."
    )


def test_what_comes_by_itself_is_said_before_what_would_have_to_change() -> None:
    change = number(INCOME, 164_600, -4_300)
    both = Nearest("service", numbers=change.numbers, day=ComingDay(FIRST, LAST, CHILD))
    assert "18 lat" in str(said(both))
    far = number(FactKey("age", 0), 75, 35)
    assert said(far) is None
    assert "75" in str(said(number(FactKey("age", 0), 75, 5)))
    assert said(Nearest("service")) is None


ALL = (
    number(INCOME, 164_600, -4_300),
    number(INCOME, 164_600, 4_300),
    number(AREA, 5_850, -350),
    number(AREA, 5_850, 350),
    number(SIZE, 4, 1),
    number(SIZE, 4, -1),
    number(FactKey("age", 1), 18, 1),
    Nearest("service", answers=(AnswerChange(FactKey("legal_title"), ("tenancy",)),)),
    Nearest("service", day=ComingDay(FIRST, LAST, CHILD)),
    Nearest("service", day=ComingDay(LAST, None, CHILD)),
    Nearest("service", day=ComingDay(LAST, LAST, (ParameterChanges("mops_criterion_single"),))),
    Nearest("service", not_announced_from_on=LAST),
)


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
@pytest.mark.parametrize("near", ALL)
def test_every_language_says_all_of_it_and_advises_nothing(language: str, near: Nearest) -> None:
    for income in ("1689", {"min": "1689", "max": "2000"}):
        line = said(near, language, income_month=income)
        assert line
        assert len(line) < 200
        assert not any(word in line.lower() for word in ADVICE)


def test_there_is_a_line_for_each_no_that_is_near_and_for_nothing_else() -> None:
    known, words = real_knowledge(), Words(translator(), "pl")
    whole = household(lives_in_lodz=True, income_month="5000", income_year_mean="5000")
    assessment = known.engine.assess(whole, ON)
    lines = nearest_lines(known, assessment, words)
    assert "zasilek_okresowy" in lines
    refused = {r.service_id for r in assessment.results if r.verdict is Verdict.NOT_ELIGIBLE}
    assert set(lines) <= refused
    for result in assessment.results:
        line = nearest_line(known, assessment, result.service_id, words)
        assert line == lines.get(result.service_id)
