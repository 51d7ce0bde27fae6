"""What a talk ends with: added line by line, read back, then sent, printed or put under a code."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from contactcenter import agreeing
from contactcenter.agreeing import DEEDS, Talk, find_talk, line_of, lines_of, talk_words
from contactcenter.agreement_form import rewritten, written
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from contactcenter.referring import doors_of
from shared.intake import agreement as agreements
from shared.intake import agreement_seen
from shared.intake.agreement import Unkept
from shared.intake.agreement_code import code_of, give_code
from shared.intake.agreement_seen import AgreementView, PromiseView
from shared.intake.contact import Contact, contact, judge_contact
from shared.intake.message_kept import messages_of
from shared.models import new_id
from shared.web import audience, go_to, respond, wording
from shared.web.present import Words

views = Blueprint("agreement", __name__)

TALK = "/<kind>/<talk_id>/agreement"
KEY = re.compile(r"[\w.\-]{8,120}")
MESSAGES = {
    "promise-made", "promise-changed", "promise-withdrawn", "promise-refused",
    "read-back-done", "read-back-stale", "code-given", "code-not-yet", "contact-yes", "contact-no",
    "message-sent",
}  # fmt: skip


@views.get(TALK)
@audience("agent")
def page(kind: str, talk_id: str) -> Response:
    """The agreement so far, and what is likely to be added."""
    return _show(_talk(kind, talk_id))


@views.post(f"{TALK}/promises")
@audience("agent")
def add(kind: str, talk_id: str) -> ResponseReturnValue:
    """Add one line: a ready one with one press, or one in the agent's own words."""
    talk = _talk(kind, talk_id)
    key = request.form.get("key", "")
    promised = written(center(), talk, request.form)
    if promised is None or not KEY.fullmatch(key):
        return _show(talk, problem="promise-incomplete", status=422)
    at, agent_id = now(), presence().agent_id
    with center().store.write() as db:
        agreement_id = agreements.begin(db, talk.beginning, agent_id, at)
        kept = agreements.promise(db, agreement_id, key, promised, agent_id, center().keys, at)
    if isinstance(kept, Unkept):
        return _show(talk, problem="promise-refused", status=422)
    return _back(talk, "promise-made")


@views.get(f"{TALK}/promises/<promise_id>")
@audience("agent")
def line(kind: str, talk_id: str, promise_id: str) -> Response:
    """One line, to be written anew: the place, the day, the papers with who holds them."""
    talk = _talk(kind, talk_id)
    return _show_line(talk, _promise(talk, promise_id))


@views.post(f"{TALK}/promises/<promise_id>")
@audience("agent")
def change(kind: str, talk_id: str, promise_id: str) -> ResponseReturnValue:
    """Keep the line as it is now; it must be read back again."""
    talk = _talk(kind, talk_id)
    before = _promise(talk, promise_id)
    promised = rewritten(center(), before, request.form)
    if promised is None:
        return _show_line(talk, before, problem="promise-incomplete", status=422)
    with center().store.write() as db:
        kept = agreements.change(db, promise_id, promised, center().keys)
    return _back(talk, "promise-refused" if isinstance(kept, Unkept) else "promise-changed")


@views.post(f"{TALK}/promises/<promise_id>/withdraw")
@audience("agent")
def withdraw(kind: str, talk_id: str, promise_id: str) -> ResponseReturnValue:
    """Take one line back."""
    talk = _talk(kind, talk_id)
    _promise(talk, promise_id)
    with center().store.write() as db:
        done = agreements.withdraw(db, promise_id, presence().agent_id, now())
    return _back(talk, "promise-withdrawn" if done else "promise-refused")


@views.get(f"{TALK}/read")
@audience("agent")
def read(kind: str, talk_id: str) -> Response:
    """All of it in the caller's language, sentence by sentence, to be read aloud."""
    talk = _talk(kind, talk_id)
    found = _agreement(talk)
    if found is None or not found.promises:
        abort(404)
    with center().store.read() as db:
        seen = agreement_seen.marks(db, found.id)
    words = talk_words(center(), talk)
    polish = center().words("pl")
    return respond(
        "agreement_read.html",
        talk=talk,
        tongue=words.language,
        read=_aloud(found, words),
        beside=_aloud(found, polish) if words.language != "pl" else None,
        opening=words.say("agreed-opening"),
        closing=words.say("agreed-closing"),
        seen=seen,
        is_read=found.read_back_at is not None,
    )


@views.post(f"{TALK}/read")
@audience("agent")
def was_read(kind: str, talk_id: str) -> ResponseReturnValue:
    """The citizen heard it all and agrees."""
    talk = _talk(kind, talk_id)
    found = _agreement(talk)
    if found is None or request.form.get("heard") != "yes":
        return go_to(url_for("agreement.read", kind=kind, talk_id=talk_id))
    seen = tuple(request.form.getlist("line"))
    with center().store.write() as db:
        done = agreements.read_back(db, found.id, seen, presence().agent_id, now())
    return _back(talk, "read-back-done" if done else "read-back-stale")


@views.post(f"{TALK}/code")
@audience("agent")
def code(kind: str, talk_id: str) -> ResponseReturnValue:
    """A short code under which any kiosk shows the agreement."""
    talk = _talk(kind, talk_id)
    found = _agreement(talk)
    if found is None or not _may_leave(talk, found):
        return _back(talk, "code-not-yet")
    with center().store.write() as db:
        given = give_code(db, found.id, presence().agent_id, center().keys, now())
    return _back(talk, "code-given" if given else "code-not-yet")


@views.post(f"{TALK}/contact")
@audience("agent")
def judge(kind: str, talk_id: str) -> ResponseReturnValue:
    """The citizen's answer to "is it safe to contact this number?"."""
    talk = _talk(kind, talk_id)
    said = request.form.get("is_safe")
    if said not in ("yes", "no"):
        return _show(talk, problem="contact-choose", status=422)
    at, agent_id = now(), presence().agent_id
    with center().store.write() as db:
        agreement_id = agreements.begin(db, talk.beginning, agent_id, at)
        call_id = talk.call.id if talk.call else None
        judge_contact(db, call_id, said == "yes", agent_id, at, agreement_id=agreement_id)
    if request.form.get("back") == "message":
        return go_to(url_for("message.page", kind=kind, talk_id=talk_id))
    return _back(talk, f"contact-{said}")


@views.get(f"{TALK}/print")
@audience("agent")
def paper(kind: str, talk_id: str) -> Response:
    """The agreement as a sheet of paper; in a sensitive matter only if wished, and disguised."""
    talk = _talk(kind, talk_id)
    found = _agreement(talk)
    if found is None or found.read_back_at is None:
        abort(404)
    words = talk_words(center(), talk)
    is_disguised = _is_sensitive(talk, found)
    with center().store.read() as db:
        shown_code = code_of(db, found.id, center().keys, now())
    return respond(
        "agreement_print.html",
        talk=talk,
        tongue=words.language,
        say=words.say,
        lines=lines_of(center(), found, words, is_disguised=is_disguised),
        made_on=wording.long_date(center().clock.today(), words.language),
        code=shown_code,
        is_disguised=is_disguised,
        may_print=not is_disguised or request.args.get("wished") == "yes",
    )


def _show(talk: Talk, *, problem: str | None = None, status: int = 200) -> Response:
    words = center().words(language())
    found = _agreement(talk)
    with center().store.read() as db:
        call_id, agreement_id = talk.call.id if talk.call else None, found.id if found else None
        known = contact(
            db, call_id=call_id, agreement_id=agreement_id, is_sensitive=talk.is_sensitive
        )
        shown_code = code_of(db, found.id, center().keys, now()) if found else None
        sent = messages_of(db, center().keys, agreement_id=found.id) if found else []
    said = request.args.get("said", "")
    lines = lines_of(center(), found, words) if found else []
    return respond(
        "agreement.html",
        status=status,
        talk=talk,
        agreement=found,
        lines=lines,
        suggestions=_new(agreeing.suggestions(center(), talk, words), found),
        line_key=new_id(),
        services=center().knowledge.services.values(),
        read_text=words.read,
        code=shown_code,
        contact=known.value,
        is_sensitive=known is not Contact.FREE or (found is not None and found.is_sensitive),
        may_send=found is not None and found.read_back_at is not None,
        sent=sent,
        said=said if said in MESSAGES else None,
        problem=problem,
    )


def _show_line(
    talk: Talk, promise: PromiseView, *, problem: str | None = None, status: int = 200
) -> Response:
    words = center().words(language())
    service = center().knowledge.services.get(promise.service_id or "")
    doors = doors_of(center(), service, now(), None) if service else ()
    papers = agreeing.wanted_papers(center(), talk, service) if service else []
    return respond(
        "agreement_line.html",
        status=status,
        talk=talk,
        promise=promise,
        line=line_of(center(), promise.id, promise, words),
        deeds=[name for name, doer in DEEDS.items() if doer is promise.doer],
        places=[door.location for door in doors],
        papers=papers,
        read_text=words.read,
        problem=problem,
    )


def _new(found: list[agreeing.Suggestion], agreement: AgreementView | None) -> list[Any]:
    """The suggestions that are not agreed already."""
    there = {(one.deed, one.service_id) for one in agreement.promises} if agreement else set()
    return [one for one in found if (one.deed, one.service_id) not in there]


def _aloud(found: AgreementView, words: Words) -> list[list[str]]:
    return [line.sentences(words) for line in lines_of(center(), found, words)]


def _may_leave(talk: Talk, found: AgreementView) -> bool:
    """In a sensitive matter a code is given only to who asked for it."""
    return not _is_sensitive(talk, found) or request.form.get("wished") == "yes"


def _is_sensitive(talk: Talk, found: AgreementView) -> bool:
    return talk.is_sensitive or found.is_sensitive


def _talk(kind: str, talk_id: str) -> Talk:
    talk = find_talk(center(), kind, talk_id, presence().agent_id)
    if talk is None:
        abort(404)
    return talk


def _agreement(talk: Talk) -> AgreementView | None:
    with center().store.read() as db:
        return agreement_seen.agreement_of(db, talk.beginning.key, center().keys)


def _promise(talk: Talk, promise_id: str) -> PromiseView:
    """A line of this talk; of no other."""
    found = _agreement(talk)
    lines = {one.id: one for one in found.promises} if found else {}
    if promise_id not in lines:
        abort(404)
    return lines[promise_id]


def _back(talk: Talk, said: str) -> ResponseReturnValue:
    """See the agreement anew. htmx follows by itself and takes the panel out of the page."""
    where = url_for("agreement.page", kind=talk.kind, talk_id=talk.id, said=said)
    return "", 303, {"Location": where}
