"""What a citizen takes home from the desk, printed by the PC: what was found, and the way there."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, Response, request, session, url_for

from contactcenter.casework import Casework, read_casework
from contactcenter.center import center, now, presence
from contactcenter.speech import spoken
from contactcenter.views.matter_page import DISTRICT
from shared.intake.agreement import Beginning
from shared.intake.agreement_seen import agreement_of
from shared.intake.matter import MatterAway
from shared.routing.journey import Journey
from shared.web import audience, go_to, respond, wording
from shared.web.present import ResultCard, ServiceView, Words, plan_view, results, service_view

views = Blueprint("desk_paper", __name__)

MOST_SERVICES = 6


class Printed(NamedTuple):
    """One service on the sheet: what was found, and everything needed to go there."""

    card: ResultCard
    view: ServiceView


@views.get("/desk/matters/<matter_id>/print")
@audience("clerk")
def page(matter_id: str) -> Response:
    """The sheet in the citizen's language: nothing that could endanger them is on it."""
    work = read_casework(center(), matter_id, presence().agent_id)
    if isinstance(work, MatterAway):
        return go_to(url_for("console.home", said="matter-gone"))
    words = center().words(spoken(work.matter.language))
    journey = Journey(at=now(), district=_district(matter_id))
    offered = _offered(work, words)
    wanted = [one for one in request.args.getlist("service") if one in offered] or [
        *list(offered)[:MOST_SERVICES]
    ]
    with center().store.read() as db:
        agreed = agreement_of(db, Beginning(matter_id=matter_id).key, center().keys)
    return respond(
        "desk_sheet.html",
        matter=work.matter,
        tongue=words.language,
        say=words.say,
        offered=offered,
        wanted=wanted,
        printed=[Printed(offered[one], _view(work, one, words, journey)) for one in wanted],
        plan=plan_view(center().knowledge, wanted, words, journey),
        made_on=wording.long_date(center().clock.today(), words.language),
        has_agreement=agreed is not None and agreed.read_back_at is not None,
    )


def _offered(work: Casework, words: Words) -> dict[str, ResultCard]:
    """What may be printed: what was chosen first, then what is likely, then what is open."""
    found = results(center().knowledge, work.assessment, words)
    cards = {card.service_id: card for card in (*found.likely, *found.open, *found.ask, *found.no)}
    likely = [card.service_id for card in (*found.likely, *found.open)]
    order = dict.fromkeys([*work.matter.chosen, *likely])
    return {one: cards[one] for one in order if one in cards and not cards[one].safety_sensitive}


def _view(work: Casework, service_id: str, words: Words, journey: Journey) -> ServiceView:
    return service_view(
        center().knowledge,
        service_id,
        words,
        journey.at,
        assessment=work.assessment,
        journey=journey,
    )


def _district(matter_id: str) -> str | None:
    """The district chosen for this matter, if one was."""
    kept = session.get(DISTRICT)
    return kept[1] if kept and kept[0] == matter_id else None
