"""The interview: one question at a time, each one asked only because its answer still matters."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk import scope
from kiosk.kiosk import assessment, kiosk, visit, words
from shared.diagnosis import Fact, FactKey, Question, Refusal, Result, Verdict, parse_key
from shared.web import audience, respond
from shared.web.answer_form import read_form_answer, refusal_words
from shared.web.present import given_answers, question_view

screen = Blueprint("check", __name__)

TYPED_LENGTH = 20


@screen.get("/check")
@audience("citizen")
def ask() -> AnyResponse:
    """The question that is next, or the one the citizen went back to; results when none is left."""
    known = kiosk().knowledge
    if scope.must_choose(visit(), known):
        return respond("about.html", topics=scope.topics(known, words()))
    question = _question_now()
    if question is None:
        return redirect("/results", 303)
    citizen = visit()
    if not question.is_precise:  # who goes back is to find the ranges there were
        citizen.asked[question.key] = question
    refusal = citizen.refusal if citizen.going_back_to == question.key else None
    return respond(
        "question.html",
        question=question_view(question, citizen.household, words()),
        refusal=refusal_words(refusal, question.fact, words()) if refusal else None,
        typed=refusal.given if refusal else "",
        decided=_decided(),
        services=len(_judged()),
        has_answers=citizen.has_answers,
        can_count=known.incomes.for_fact(question.key.fact) is not None,
    )


@screen.post("/check/about")
@audience("citizen")
def about() -> AnyResponse:
    """Take what the interview is to be about; what was answered before stays."""
    known, event = kiosk().knowledge, request.form.get("event")
    if event is not None:
        scope.choose_event(visit(), known, event)
    else:
        scope.choose(visit(), known, request.form.get("topic", ""))
    return redirect("/check", 303)


@screen.post("/check")
@audience("citizen")
def answer() -> AnyResponse:
    """Take the answer, or say in the citizen's language why not; nothing said before is lost."""
    key = _key_of(request.form.get("key", ""))
    if key is None:
        return redirect("/check", 303)
    pressed = request.form.get("answer", "")
    given = request.form.get("number", "") if pressed == "number" else pressed
    answer = read_form_answer(kiosk().knowledge.facts[key.fact], given)
    if isinstance(answer, Refusal):
        visit().going_back_to = key
        visit().refusal = Refusal(str(key), answer.why, given[:TYPED_LENGTH])
    else:
        visit().answer(key, answer, kiosk().knowledge.facts)
    return redirect("/check", 303)


@screen.post("/check/back")
@audience("citizen")
def back() -> AnyResponse:
    """To the question before; from the first one, home."""
    return redirect("/check" if visit().step_back() else "/home", 303)


@screen.get("/answers")
@audience("citizen")
def answers() -> Response:
    """Everything said so far, each of it to be changed."""
    given = given_answers(kiosk().knowledge, visit().household, words())
    return respond("answers.html", given=given)


@screen.post("/answers")
@audience("citizen")
def change() -> AnyResponse:
    """Ask one question again."""
    key = _key_of(request.form.get("key", ""))
    if key is not None:
        visit().going_back_to = key
        visit().refusal = None
    return redirect("/check", 303)


def _judged() -> list[Result]:
    about = scope.about(visit(), kiosk().knowledge)
    return [result for result in assessment().results if result.service_id in about]


def _decided() -> int:
    return sum(result.verdict != Verdict.UNKNOWN for result in _judged())


def _question_now() -> Question | None:
    back_to = visit().going_back_to
    if back_to is not None:
        return _question_again(back_to)
    known = kiosk().knowledge
    return known.engine.question(assessment(), scope.about(visit(), known))


def _question_again(key: FactKey) -> Question:
    """A question as it was asked before; its ranges are those of that moment."""
    asked = visit().asked.get(key)
    if asked is not None:
        return asked
    fact = kiosk().knowledge.facts[key.fact]
    services = tuple(r.service_id for r in assessment().results if key in r.missing)
    return Question(key, fact, services, (), fact.topic)


def _key_of(text: str) -> FactKey | None:
    """The fact a form is about, if it is one of ours and about somebody who is there."""
    try:
        key = parse_key(text)
    except ValueError:
        return None
    fact = kiosk().knowledge.facts.get(key.fact)
    return key if fact and _fits(fact, key) else None


def _fits(fact: Fact, key: FactKey) -> bool:
    if fact.entity == "household":
        return key.person is None
    return key.person is not None and key.person < len(visit().household.persons)
