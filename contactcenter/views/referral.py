"""Refer a matter to a place, see what is not settled yet, and note what the agency said."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, abort, request, session, url_for
from flask.typing import ResponseReturnValue

from contactcenter.agencies.deadlines import answer_due
from contactcenter.agencies.twice import sent_twice
from contactcenter.casework import Casework, read_casework
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from contactcenter.referring import (
    doors_of,
    misrouted_lines,
    pack,
    reason_of,
    referral_line,
)
from contactcenter.views.matter_page import DISTRICT
from shared.catalog.model import Service
from shared.intake.matter import MatterAway
from shared.intake.packet import add_packet, read_answer, send_back
from shared.intake.referral import (
    SENT_BACK_WHY,
    NotSettled,
    Referred,
    Referring,
    misrouted,
    open_referrals,
    refer,
    referrals_of,
    returned_referrals,
    settle_referral,
)
from shared.models import ReferralOutcome, new_id
from shared.routing.journey import Journey
from shared.web import audience, go_to, respond
from shared.web.present import place_view, plan_view, results

views = Blueprint("referral", __name__)

LONGEST_NOTE = 1000
COUNTED_DAYS = 90
RETURNED_DAYS = 14
MESSAGES = {"referral-made", "referral-settled", "referral-settled-before"}


@views.get("/matters/<matter_id>/refer")
@audience("agent")
def choose(matter_id: str) -> Response:
    """What can be referred: what the caller took along and what is likely theirs come first."""
    work = _find(matter_id)
    if isinstance(work, MatterAway):
        return _gone()
    words = center().words(language())
    with center().store.read() as db:
        sent = referrals_of(db, matter_id)
    grouped = results(center().knowledge, work.assessment, words)
    likely = [card for card in grouped.likely if card.service_id not in work.matter.chosen]
    others = [*grouped.open, *grouped.ask, *grouped.help, *grouped.no]
    return respond(
        "refer.html",
        matter=work.matter,
        chosen=[center().knowledge.services[s] for s in _chosen(work)],
        likely=likely,
        others=[card for card in others if card.service_id not in work.matter.chosen],
        plan=plan_view(center().knowledge, _chosen(work), words, _journey(matter_id)),
        sent=[referral_line(center().knowledge, one, words) for one in sent],
        said=_message(),
        read=words.read,
    )


@views.get("/matters/<matter_id>/refer/<service_id>")
@audience("agent")
def doors(matter_id: str, service_id: str) -> Response:
    """The doors for one service, the best one already chosen."""
    return _show_doors(matter_id, service_id)


@views.post("/matters/<matter_id>/refer/<service_id>")
@audience("agent")
def send(matter_id: str, service_id: str) -> ResponseReturnValue:
    """Write the referral down; pressed twice it is one."""
    service, work = _service(service_id), _find(matter_id)
    if isinstance(work, MatterAway):
        return _gone()
    found = list(doors_of(center(), service, now(), _district(matter_id)))
    place_ids = [door.location.id for door in found]
    wanted, key = request.form.get("location", ""), request.form.get("key", "")
    if wanted not in place_ids or not 1 <= len(key) <= 64:
        return _show_doors(matter_id, service_id, problem="refer-choose", status=422)
    number = place_ids.index(wanted)
    referring = Referring(
        key=f"{matter_id} {key}",
        matter_id=matter_id,
        service_id=service_id,
        location_id=wanted,
        reason=reason_of(found[number], number),
        assignment=found[number].assignment,
        note=request.form.get("note", "")[:LONGEST_NOTE],
        organization_id=found[number].location.organization,
        due_on=answer_due(found[number].location.organization, center().clock.today()),
    )
    with center().store.write() as db:
        sent = refer(db, referring, presence().agent_id, center().keys, now())
        if isinstance(sent, Referred) and request.form.get("consent") == "yes":
            packet = pack(center(), work, service_id, request.form.get("note", ""))
            due_on = referring.due_on
            add_packet(db, sent.referral_id, packet, due_on, center().keys, now())
    if isinstance(sent, MatterAway):
        return _gone()
    where = url_for("referral.choose", matter_id=matter_id, said="referral-made")
    return go_to(where)


@views.get("/referrals")
@audience("agent")
def overview() -> Response:
    """What nobody has heard of again, and which services are sent to the wrong door."""
    words, known = center().words(language()), center().knowledge
    with center().store.read() as db:
        waiting = open_referrals(db)
        counted = misrouted(db, now() - timedelta(days=COUNTED_DAYS))
        back = returned_referrals(db, now() - timedelta(days=RETURNED_DAYS))
        second = {one.second.id for one in sent_twice(db, now() - timedelta(days=COUNTED_DAYS))}
        said_back = {one.id: read_answer(db, one.id, center().keys) for one in back}
    return respond(
        "referrals.html",
        waiting=[referral_line(known, one, words) for one in waiting],
        table=misrouted_lines(known, counted, words),
        returned=[(referral_line(known, one, words), said_back[one.id]) for one in back],
        today=center().clock.today(),
        days=COUNTED_DAYS,
        reasons=SENT_BACK_WHY,
        second=second,
        said=_message(),
    )


@views.post("/referrals/<referral_id>")
@audience("agent")
def settle(referral_id: str) -> ResponseReturnValue:
    """What the agency said: accepted, or sent back and why."""
    said = request.form.get("outcome", "")
    why = said if said in SENT_BACK_WHY else None
    if why is None and said != ReferralOutcome.ACCEPTED:
        return go_to(url_for("referral.overview"))
    outcome = ReferralOutcome.SENT_BACK if why else ReferralOutcome.ACCEPTED
    words, agent_id = request.form.get("answer", ""), presence().agent_id
    with center().store.write() as db:
        if why:
            done = send_back(db, referral_id, why, words, agent_id, center().keys, now())
        else:
            done = settle_referral(db, referral_id, outcome, why, agent_id, now())
    is_other = isinstance(done, NotSettled)
    message = "referral-settled-before" if is_other else "referral-settled"
    return go_to(url_for("referral.overview", said=message))


def _show_doors(
    matter_id: str, service_id: str, *, problem: str | None = None, status: int = 200
) -> Response:
    work = _find(matter_id)
    if isinstance(work, MatterAway):
        return _gone()
    service, words = _service(service_id), center().words(language())
    found = doors_of(center(), service, now(), _district(matter_id))
    return respond(
        "refer_doors.html",
        status=status,
        matter=work.matter,
        service_id=service_id,
        name=words.read(service.names),
        doors=[place_view(door, words) for door in found],
        key=request.form.get("key") or new_id(),
        note=request.form.get("note", "")[:LONGEST_NOTE],
        problem=problem,
    )


def _chosen(work: Casework) -> list[str]:
    return [one for one in work.matter.chosen if one in center().knowledge.services]


def _journey(matter_id: str) -> Journey:
    return Journey(at=now(), district=_district(matter_id))


def _district(matter_id: str) -> str | None:
    """The district chosen for this matter, if one was."""
    kept = session.get(DISTRICT)
    return kept[1] if kept and kept[0] == matter_id else None


def _service(service_id: str) -> Service:
    if service_id not in center().knowledge.services:
        abort(404)
    return center().knowledge.services[service_id]


def _find(matter_id: str) -> Casework | MatterAway:
    return read_casework(center(), matter_id, presence().agent_id)


def _message() -> str | None:
    said = request.args.get("said", "")
    return said if said in MESSAGES else None


def _gone() -> Response:
    return go_to(url_for("console.home", said="matter-gone"))
