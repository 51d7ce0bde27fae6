"""The inbox of one agency: its clerks see their own referrals and promises, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from flask import Blueprint, Response, abort, g, request, url_for
from flask.typing import ResponseReturnValue

from contactcenter.agencies import inbox as box
from contactcenter.agencies.inbox import RESULTS, Item
from contactcenter.agencies.twice import sent_twice
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from shared.diagnosis import read_household
from shared.diagnosis.household import Household
from shared.intake.agreement_seen import PromiseView
from shared.intake.packet import LONGEST_ANSWER, Packet
from shared.intake.referral import SENT_BACK_WHY, NotSettled, Settled
from shared.models import Agent, PromiseOutcome, ReferralOutcome
from shared.text import Phrase
from shared.web import audience, respond
from shared.web.present import Words, given_answers

views = Blueprint("agency", __name__)

SAID = {
    "agency-accepted", "agency-sent-back", "agency-result-kept", "agency-before",
    "agency-promise-kept",
}  # fmt: skip
TWICE_DAYS = 30
PROMISE_ENDS = {"kept": PromiseOutcome.KEPT, "broken": PromiseOutcome.BROKEN}


class Line(NamedTuple):
    """One referral in the list; one that could endanger somebody has no name there."""

    item: Item
    service: Phrase | None
    place: Phrase | None
    is_late: bool
    is_second: bool


class Promised(NamedTuple):
    """One promise in the list: what kind of deed, about what, and by when. No words of the talk."""

    promise: PromiseView
    deed: str
    service: Phrase | None
    is_late: bool


@views.get("/agency")
@audience("agency")
def inbox() -> Response:
    """What my agency owes a word about."""
    said = request.args.get("said", "")
    return _show(said=said if said in SAID else None)


@views.get("/agency/referrals/<referral_id>")
@audience("agency")
def referral(referral_id: str) -> Response:
    """One referral with what came along; that I read it is written down."""
    return _show_referral(referral_id)


@views.post("/agency/referrals/<referral_id>/accept")
@audience("agency")
def accept(referral_id: str) -> ResponseReturnValue:
    """We take it over."""
    with center().store.write() as db:
        done = box.accept(db, _mine(), referral_id, presence().agent_id, now())
    return _after(done, "agency-accepted")


@views.post("/agency/referrals/<referral_id>/return")
@audience("agency")
def send_back(referral_id: str) -> ResponseReturnValue:
    """We send it back, and say why: a reason of the list, and words for the line."""
    why = request.form.get("why", "")
    if why not in SENT_BACK_WHY:
        return _show_referral(referral_id, problem="agency-choose-why", status=422)
    words = request.form.get("words", "")[:LONGEST_ANSWER]
    whose = (presence().agent_id, center().keys, now())
    with center().store.write() as db:
        done = box.send_back(db, _mine(), referral_id, why, words, *whose)
    return _after(done, "agency-sent-back")


@views.post("/agency/referrals/<referral_id>/result")
@audience("agency")
def result(referral_id: str) -> ResponseReturnValue:
    """How it ended with us."""
    ended = request.form.get("result", "")
    if ended not in RESULTS:
        return _show_referral(referral_id, problem="agency-choose-result", status=422)
    with center().store.write() as db:
        done = box.report_result(db, _mine(), referral_id, ended, presence().agent_id, now())
    return _after(done, "agency-result-kept")


@views.post("/agency/promises/<promise_id>")
@audience("agency")
def promise(promise_id: str) -> ResponseReturnValue:
    """Whether we kept what was promised in our name."""
    outcome = PROMISE_ENDS.get(request.form.get("outcome", ""))
    if outcome is None:
        return _show(problem="agency-choose-promise", status=422)
    with center().store.write() as db:
        agent_id = presence().agent_id
        done = box.settle_promise(db, _mine(), promise_id, outcome, agent_id, now())
    return _to_inbox("agency-promise-kept" if done else "agency-before")


def _show(*, said: str | None = None, problem: str | None = None, status: int = 200) -> Response:
    words, at = center().words(language()), now()
    with center().store.read() as db:
        found = box.inbox(db, _mine(), center().keys, at)
        second = {one.second.id for one in sent_twice(db, at - timedelta(days=TWICE_DAYS))}
    return respond(
        "agency_inbox.html",
        status=status,
        agency=_name(words),
        found=found,
        open_ones=[_line(one, words, second) for one in found.open],
        accepted=[_line(one, words, second) for one in found.accepted],
        settled=[_line(one, words, second) for one in found.settled],
        promises=[_promised(one, words) for one in found.promises],
        said=said,
        problem=problem,
    )


def _show_referral(referral_id: str, *, problem: str | None = None, status: int = 200) -> Response:
    words = center().words(language())
    with center().store.read() as db:
        item = box.find(db, _mine(), referral_id)
        second = {one.second.id for one in sent_twice(db, now() - timedelta(days=TWICE_DAYS))}
    if item is None:
        abort(404)
    packet = _read(item)
    service = center().knowledge.services.get(item.service_id)
    place = center().knowledge.locations.get(item.location_id)
    household = _household(packet) if packet else None
    return respond(
        "agency_referral.html",
        status=status,
        item=item,
        service=words.read(service.names) if service else None,
        place=words.read(place.names) if place else None,
        is_second=item.id in second,
        packet=packet,
        answers=given_answers(center().knowledge, household, words) if household else (),
        is_open=item.outcome is ReferralOutcome.OPEN,
        is_accepted=item.outcome is ReferralOutcome.ACCEPTED and item.result is None,
        reasons=SENT_BACK_WHY,
        results=RESULTS,
        problem=problem,
    )


def _read(item: Item) -> Packet | None:
    if not item.has_packet:
        return None
    with center().store.write() as db:
        whose = (presence().agent_id, center().keys, now())
        return box.read(db, _mine(), item.id, *whose)


def _household(packet: Packet) -> Household | None:
    """The answers, if today's questions are still those they were given to."""
    found = read_household(packet.household, center().knowledge.facts)
    return found if isinstance(found, Household) else None


def _line(item: Item, words: Words, second: set[str]) -> Line:
    service = center().knowledge.services.get(item.service_id)
    place = center().knowledge.locations.get(item.location_id)
    late = item.due_on is not None and item.due_on < center().clock.today()
    is_late = late and item.outcome is not ReferralOutcome.SENT_BACK and item.result is None
    is_second = item.id in second
    if service is None or service.safety_sensitive or place is None:
        return Line(item, None, None, is_late, is_second)
    return Line(item, words.read(service.names), words.read(place.names), is_late, is_second)


def _promised(promise: PromiseView, words: Words) -> Promised:
    service = center().knowledge.services.get(promise.service_id or "")
    is_named = service is not None and not service.safety_sensitive
    deed = words.say(f"deed-{promise.deed}") if promise.deed else words.say("agency-other-deed")
    late = promise.due_on is not None and promise.due_on < center().clock.today()
    return Promised(promise, deed, words.read(service.names) if is_named else None, late)  # type: ignore[union-attr]


def _mine() -> str:
    """The agency of who is signed in; without one there is no inbox."""
    if "agency_id" not in g:
        with center().store.read() as db:
            agent = db.get(Agent, presence().agent_id)
            g.agency_id = agent.organization_id if agent else None
    if g.agency_id is None:
        abort(403)
    return str(g.agency_id)


def _name(words: Words) -> Phrase | None:
    known = center().knowledge.organizations.get(_mine())
    return words.read(known.names) if known else None


def _after(done: Settled | NotSettled, said: str) -> ResponseReturnValue:
    if isinstance(done, NotSettled) and done.why == "unknown":
        abort(404)
    return _to_inbox("agency-before" if isinstance(done, NotSettled) else said)


def _to_inbox(said: str) -> ResponseReturnValue:
    center().doorbell.ring("waiting")
    return "", 303, {"Location": url_for("agency.inbox", said=said)}
