"""How good the search is on what people type, on the city's own content; and how fast."""

from __future__ import annotations

import pytest

from shared.catalog.search import Search
from tests.shared.catalog import finding
from tests.shared.catalog.finding import Question, ids, questions, score, share_answered, sheet
from tests.tally import count, is_proof, tally

KINDS = ("suicide", "child_harmed", "violence", "no_roof", "hunger")


@pytest.fixture(scope="module")
def search() -> Search:
    return finding.city_search()


def test_the_right_service_comes_first_on_the_questions_it_was_tuned_on(search: Search) -> None:
    got = score(questions("tuned.yaml"), lambda question: ids(search, question))
    tally("search, tuned questions", hit1=f"{got.hit1:.3f}", hit3=f"{got.hit3:.3f}")
    assert got.hit1 >= 0.85
    assert got.hit3 >= 0.95


def test_the_right_service_is_among_three_on_the_questions_kept_aside(search: Search) -> None:
    got = score(questions("aside.yaml"), lambda question: ids(search, question))
    tally("search, questions kept aside", hit1=f"{got.hit1:.3f}", hit3=f"{got.hit3:.3f}")
    assert got.hit3 >= 0.85


@pytest.mark.parametrize(("part", "most"), [("queries", 0.05), ("aside", 0.10)])
def test_what_is_not_here_finds_nothing(search: Search, part: str, most: float) -> None:
    texts = sheet("abstain.yaml")[part]
    false_hits = share_answered(texts, lambda text: search.find(text).hits)
    tally(f"search, not here, {part}", false_hits=f"{false_hits:.3f} of {len(texts)}")
    assert false_hits <= most


@pytest.mark.parametrize("kind", KINDS)
def test_danger_is_heard_in_every_wording(search: Search, kind: str) -> None:
    texts = sheet("crisis.yaml")["heard"][kind]
    assert [text for text in texts if kind not in search.crisis_kinds(text)] == []


def test_danger_is_heard_in_wordings_kept_aside(search: Search) -> None:
    aside = sheet("crisis.yaml")["heard_aside"]
    heard = [kind in search.crisis_kinds(text) for kind in KINDS for text in aside[kind]]
    tally("danger heard, wordings kept aside", heard=sum(heard), of=len(heard))
    assert sum(heard) / len(heard) >= 0.95


def test_innocent_words_raise_no_alarm(search: Search) -> None:
    texts = sheet("crisis.yaml")["innocent"]
    assert [text for text in texts if search.crisis_kinds(text)] == []


def test_hardly_any_innocent_words_kept_aside_raise_an_alarm(search: Search) -> None:
    texts = sheet("crisis.yaml")["innocent_aside"]
    alarms = sum(bool(search.crisis_kinds(text)) for text in texts)
    tally("false alarms, wordings kept aside", alarms=alarms, of=len(texts))
    assert alarms <= 2


@pytest.mark.parametrize(("file", "most"), [("tuned.yaml", 0), ("aside.yaml", 1)])
def test_ordinary_questions_raise_no_alarm_but_where_somebody_is_in_need(
    search: Search, file: str, most: int
) -> None:
    alarmed = [q for q in questions(file) if search.crisis_kinds(q.text)]
    in_need = {"niebieska_karta", "dom_matki", "posilek", "zywnosc_fe", "interwencja"}
    assert len([q for q in alarmed if not q.want & in_need]) <= most


@pytest.mark.parametrize("kind", KINDS)
def test_in_danger_a_help_service_stands_above_every_look_alike(search: Search, kind: str) -> None:
    doors = next(group.services for group in finding.city().crisis_words if group.kind == kind)
    for part in ("heard", "heard_aside"):
        for text in sheet("crisis.yaml")[part][kind]:
            found = search.find(text)
            if kind in found.crisis:
                first = found.hits[0]
                assert first.why.startswith("crisis:")
                assert first.service.kind == "help" or first.service.id in doors


@pytest.mark.parametrize("file", ["tuned.yaml", "aside.yaml"])
def test_the_questions_ask_for_services_that_exist(file: str) -> None:
    known = {service.id for service in finding.city().services}
    assert {one for question in questions(file) for one in question.want} <= known


def test_a_third_of_the_questions_is_kept_aside_and_none_is_in_both() -> None:
    tuned, aside = questions("tuned.yaml"), questions("aside.yaml")
    assert len(tuned) + len(aside) >= 150
    assert len(aside) >= (len(tuned) + len(aside)) // 3
    assert {q.text for q in tuned}.isdisjoint(q.text for q in aside)
    assert len(sheet("abstain.yaml")["queries"]) >= 30


def test_no_editors_phrase_is_a_question_kept_aside() -> None:
    phrases = {
        phrase.casefold()
        for group in finding.city().synonyms.asked
        for phrase in (*group.pl, *group.uk, *group.en)
    }
    assert [q.text for q in questions("aside.yaml") if q.text.casefold() in phrases] == []


@pytest.mark.proof
@pytest.mark.parametrize(("among", "most_ms"), [(0, 3.0), (2000, 8.0)])
def test_an_answer_is_quick(among: int, most_ms: float) -> None:
    distractors = count(min(among, 100), among)
    search = finding.search_among(distractors)
    asked = questions("tuned.yaml") + questions("aside.yaml")
    slow = finding.slow_ms(asked, lambda q: search.find(q.text, q.language), count(1, 5))
    tally(f"search, slowest twentieth among {distractors} made up", at_least_ms=f"{slow:.2f}")
    assert all(ids(search, q) for q in asked[:5])
    if is_proof():
        assert slow < most_ms


def test_made_up_services_push_few_right_ones_out() -> None:
    search = finding.search_among(100)
    got = score(questions("tuned.yaml"), lambda question: ids(search, question))
    assert got.hit3 >= 0.95


def test_built_again_it_finds_the_same(search: Search) -> None:
    again = finding.search_among(0)
    for question in questions("tuned.yaml"):
        assert search.find(question.text) == again.find(question.text)


def test_questions_in_another_spelling_find_the_same(search: Search) -> None:
    plain = str.maketrans("ąćęłńóśźż", "acelnoszz")
    asked = [
        Question(q.text.upper().lower().translate(plain), q.language, q.want)
        for q in questions("tuned.yaml")
    ]
    got = score(asked, lambda question: ids(search, question))
    assert got.hit3 >= 0.95


def test_every_phrase_and_every_danger_leads_to_services_of_the_catalog() -> None:
    content = finding.city()
    named = {one for group in content.synonyms.asked for one in group.services}
    doors = {one for group in content.crisis_words for one in group.services}
    assert named | doors <= {service.id for service in content.services}
    assert all(group.services for group in content.crisis_words)
