"""What the matter's page shows, gathered: the question to say, the results, the answers so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Response, make_response, render_template, session

from contactcenter.casework import Casework
from contactcenter.center import Center, center, now
from contactcenter.gates import language
from contactcenter.speech import spoken
from shared.diagnosis import Question
from shared.routing.place import DISTRICTS
from shared.text import Phrase
from shared.web import respond
from shared.web.present import (
    QuestionView,
    ResultCard,
    ServiceView,
    given_answers,
    nearest_lines,
    question_view,
    result_card,
    results,
    service_view,
)

DISPOSITIONS = ("informed", "directed", "needs_specialist", "caller_hung_up", "wrong_number")
DISTRICT = "district"


class Asked(NamedTuple):
    """The question at hand: as the agent reads it, and the sentences to say it with."""

    view: QuestionView
    said: tuple[Phrase, ...]


class Line(NamedTuple):
    """One service in the results; `view` is what there is to tell, where it is unfolded."""

    card: ResultCard
    view: ServiceView | None
    is_chosen: bool
    near: str | None = None


class Turn(NamedTuple):
    """Where the talk stands: what is asked, and what of the last step did not work."""

    question: Question | None
    is_change: bool = False
    refused: str | None = None
    given: str = ""
    problem: str | None = None
    note: str = ""


def show(work: Casework, turn: Turn, status: int = 200, *, unfolded: str | None = None) -> Response:
    """The matter's page, with one service unfolded where no script can fetch it."""
    context = matter_context(work, turn, unfolded=unfolded)
    return respond("matter.html", status=status, **context)


def matter_context(work: Casework, turn: Turn, *, unfolded: str | None = None) -> dict[str, Any]:
    """What the matter's regions show, on its own page or beside a call."""
    return {
        "matter": work.matter,
        "turn": turn,
        "asked": _asked(center(), work, turn.question) if turn.question else None,
        "dispositions": DISPOSITIONS,
        "districts": DISTRICTS,
        "district": _district(work),
        "is_older": _is_older(center(), work),
        **_results(center(), work, unfolded),
    }


def _is_older(center: Center, work: Casework) -> bool:
    """Whether the kiosk assessed on another day, or with other content, than we do now."""
    matter, assessment = work.matter, work.assessment
    return matter.on not in (None, assessment.on) or (
        matter.content_hash != center.knowledge.content_hash
    )


def _asked(center: Center, work: Casework, question: Question) -> Asked:
    """The caller's own language first; Polish beside it when that is another one."""
    said = {}
    for tongue in (spoken(work.matter.language), "pl"):
        phrase = question_view(question, work.household, center.words(tongue)).phone
        said[phrase.lang] = phrase
    view = question_view(question, work.household, center.words(language()))
    return Asked(view, tuple(said.values()))


def _results(center: Center, work: Casework, unfolded: str | None) -> dict[str, Any]:
    """The kiosk's groups, in each what the caller came with first; help is named when opened."""

    def is_asked_for(card: ResultCard) -> bool:
        return card.service_id in work.about

    words = center.words(language())
    grouped = results(center.knowledge, work.assessment, words)
    near = nearest_lines(center.knowledge, work.assessment, words)
    groups = {
        name: [
            _line(work, card, near, is_told=card.service_id == unfolded)
            for card in sorted(getattr(grouped, name), key=lambda one: not is_asked_for(one))
        ]
        for name in ("likely", "open", "ask", "no")
    }
    return {
        "groups": groups,
        "help_now": [_line(work, card, near, is_told=True) for card in grouped.help],
        "answers": given_answers(center.knowledge, work.household, words),
    }


def told(work: Casework, service_id: str) -> Response:
    """Everything there is to tell about one service, for the agent who unfolds it."""
    knowledge, words = center().knowledge, center().words(language())
    result = work.assessment.result(service_id)
    card = result_card(knowledge, work.assessment, result, words)
    near = nearest_lines(knowledge, work.assessment, words)
    return make_response(render_template("told.html", line=_line(work, card, near, is_told=True)))


def _line(work: Casework, card: ResultCard, near: Mapping[str, str], *, is_told: bool) -> Line:
    view = _service(center(), work, card.service_id) if is_told else None
    is_chosen = card.service_id in work.matter.chosen
    return Line(card, view, is_chosen, near.get(card.service_id))


def _service(center: Center, work: Casework, service_id: str) -> ServiceView:
    return service_view(
        center.knowledge,
        service_id,
        center.words(language()),
        now(),
        assessment=work.assessment,
        district=_district(work),
    )


def _district(work: Casework) -> str | None:
    """The district chosen for this matter, if one was."""
    kept = session.get(DISTRICT)
    return kept[1] if kept and kept[0] == work.matter.matter_id else None
