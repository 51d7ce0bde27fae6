"""Text messages: written beside the talk, checked while writing, answered in a small inbox."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from contactcenter.agreeing import Talk, find_talk, talk_words
from contactcenter.center import center, now, presence
from contactcenter.messaging import (
    TEMPLATES,
    agreement_text,
    asker,
    forbidden_names,
    is_landline,
    number_of,
    template_text,
)
from contactcenter.telephony import numbers
from shared.intake.agreement_code import code_of
from shared.intake.agreement_seen import AgreementView, agreement_of
from shared.intake.contact import Contact, contact
from shared.intake.message import Unsent, write
from shared.intake.message_in import mark_read, unread
from shared.intake.message_kept import Draft, messages_of
from shared.intake.message_text import MOST_PARTS, count_parts, find_link
from shared.models import new_id
from shared.web import audience, go_to, respond

views = Blueprint("message", __name__)

TALK = "/<kind>/<talk_id>/message"
LONGEST_BODY = 1000
LONGEST_NUMBER = 24
SAFE = {"yes": True, "no": False}
SAID = {"message-was-read"}


@views.get(TALK)
@audience("agent")
def page(kind: str, talk_id: str) -> Response:
    """Write a message: the agreement, a ready one, or the agent's own words."""
    talk = _talk(kind, talk_id)
    about = request.args.get("about", "")
    return _show(talk, body=_begun(talk, about), about=about)


@views.post(TALK)
@audience("agent")
def send(kind: str, talk_id: str) -> ResponseReturnValue:
    """Send it, once; whatever stands against it is said beside the form."""
    talk = _talk(kind, talk_id)
    form = request.form
    body = form.get("body", "").replace("\r\n", "\n").strip()[:LONGEST_BODY]
    about = form.get("about", "")
    number = _number(talk, form.get("number", ""))
    if number is None:
        return _show(talk, body=body, about=about, problem="number", status=422)
    if is_landline(number):
        return _show(talk, body=body, about=about, problem="not_a_mobile", status=422)
    done = _write(talk, number, body, form.get("key", ""))
    if isinstance(done, Unsent):
        return _show(talk, body=body, about=about, problem=done.value, status=422)
    return go_to(url_for("agreement.page", kind=kind, talk_id=talk_id, said="message-sent"))


@views.post(f"{TALK}/count")
@audience("watcher")
def count(kind: str, talk_id: str) -> Response:  # noqa: ARG001  # the address says whose it is
    """How many parts the text takes, while it is being written."""
    body = request.form.get("body", "").replace("\r\n", "\n")[:LONGEST_BODY]
    return respond("message_count.html", "count", **_counted(body))


@views.get(f"{TALK}/states")
@audience("watcher")
def states(kind: str, talk_id: str) -> Response:
    """How far the messages of this talk have come."""
    talk = _talk(kind, talk_id)
    return respond("message_states.html", "states", talk=talk, sent=_sent(talk))


@views.get("/messages")
@audience("agent")
def inbox() -> Response:
    """The replies nobody has dealt with yet."""
    with center().store.read() as db:
        found = unread(db, center().keys)
    said = request.args.get("said", "")
    shown = [(one, numbers.shown(one.number or "") if one.number else "") for one in found]
    return respond("messages.html", messages=shown, said=said if said in SAID else None)


@views.post("/messages/<message_id>/read")
@audience("agent")
def was_read(message_id: str) -> ResponseReturnValue:
    """Somebody has dealt with this reply."""
    with center().store.write() as db:
        mark_read(db, message_id, presence().agent_id, now())
    return go_to(url_for("message.inbox", said="message-was-read"))


def _show(
    talk: Talk, *, body: str, about: str, problem: str | None = None, status: int = 200
) -> Response:
    known = number_of(center(), talk)
    found = _agreement(talk)
    with center().store.read() as db:
        judged = contact(
            db,
            call_id=talk.call.id if talk.call else None,
            agreement_id=found.id if found else None,
            is_sensitive=talk.is_sensitive,
        )
    return respond(
        "message.html",
        status=status,
        talk=talk,
        known=numbers.masked(known) if known else None,
        number=request.form.get("number", "")[:LONGEST_NUMBER],
        body=body,
        about=about,
        key=request.form.get("key") or new_id(),
        templates=TEMPLATES,
        contact=judged.value,
        may_write=judged is not Contact.ASK or known is None,
        asks_other=problem == Unsent.ASK_FIRST.value,
        has_agreement=found is not None and found.read_back_at is not None,
        sent=_sent(talk),
        problem=problem,
        **_counted(body),
    )


def _write(talk: Talk, number: str, body: str, key: str) -> str | Unsent:
    found = _agreement(talk)
    is_sensitive = talk.is_sensitive or (found is not None and found.is_sensitive)
    draft = Draft(
        key=f"{talk.kind} {talk.id} {key[:64]}",
        number=number,
        body=body,
        call_id=talk.call.id if talk.call else None,
        agreement_id=found.id if found else None,
        is_sensitive=is_sensitive,
        is_said_safe=SAFE.get(request.form.get("is_safe", "")),
        forbidden=forbidden_names(center(), is_sensitive=is_sensitive),
    )
    at, keys = now(), center().keys
    with center().store.write() as db:
        return write(
            db,
            draft,
            presence().agent_id,
            keys,
            at,
            asker(keys, at),
            parts_per_day=center().settings.message_parts_per_day,
        )


def _begun(talk: Talk, about: str) -> str:
    """What the message begins with: the agreement once it was read back, or a ready text."""
    if about in TEMPLATES:
        return template_text(center(), talk, about)
    found = _agreement(talk)
    if about != "agreement" or found is None or found.read_back_at is None:
        return ""
    with center().store.read() as db:
        code = code_of(db, found.id, center().keys, now())
    return agreement_text(center(), talk, found, code, talk_words(center(), talk))


def _counted(body: str) -> dict[str, object]:
    return {"counted": count_parts(body), "most": MOST_PARTS, "link": find_link(body)}


def _sent(talk: Talk) -> list[object]:
    found = _agreement(talk)
    with center().store.read() as db:
        if talk.call is not None:
            return list(messages_of(db, center().keys, call_id=talk.call.id))
        return list(messages_of(db, center().keys, agreement_id=found.id)) if found else []


def _number(talk: Talk, typed: str) -> str | None:
    """The number to write to: the one typed, else the one the call came from."""
    typed = typed.strip()[:LONGEST_NUMBER]
    return numbers.normalize(typed) if typed else number_of(center(), talk)


def _agreement(talk: Talk) -> AgreementView | None:
    with center().store.read() as db:
        return agreement_of(db, talk.beginning.key, center().keys)


def _talk(kind: str, talk_id: str) -> Talk:
    talk = find_talk(center(), kind, talk_id, presence().agent_id)
    if talk is None:
        abort(404)
    return talk
