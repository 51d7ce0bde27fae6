"""From what the engines say to what a person reads: one set of views for screen and paper."""

from shared.web.present.answers import GivenAnswer, given_answers
from shared.web.present.nearest import nearest_line, nearest_lines, nearest_words
from shared.web.present.notes import Note
from shared.web.present.places import PlaceView, place_view
from shared.web.present.plan import PlanView, StopView, plan_view
from shared.web.present.question import Option, QuestionView, question_view
from shared.web.present.results import ReasonLine, ResultCard, Results, result_card, results
from shared.web.present.service import DocumentLine, ServiceView, service_view
from shared.web.present.words import Words, amount_words, person_label

__all__ = [
    "DocumentLine",
    "GivenAnswer",
    "Note",
    "Option",
    "PlaceView",
    "PlanView",
    "QuestionView",
    "ReasonLine",
    "ResultCard",
    "Results",
    "ServiceView",
    "StopView",
    "Words",
    "amount_words",
    "given_answers",
    "nearest_line",
    "nearest_lines",
    "nearest_words",
    "person_label",
    "place_view",
    "plan_view",
    "question_view",
    "result_card",
    "results",
    "service_view",
]
