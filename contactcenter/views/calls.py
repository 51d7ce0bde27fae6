"""The lists of calls: mine, the missed, the promised, the messages left."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, request, url_for
from sqlalchemy.orm import Session

from contactcenter.calls import listed
from contactcenter.calls.deeds import problem_of
from contactcenter.calls.listed import Eyes
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from contactcenter.queue import line, match
from contactcenter.telephony import answering, voicemail
from contactcenter.telephony.acting import Refusal
from shared.intake.contact import OPEN, contact
from shared.models import Call, CallState, TaskKind, Voicemail
from shared.web import audience, go_to, respond

views = Blueprint("calls", __name__)

LISTS = ("recent", "missed", "callbacks", "voicemails")
SAID = {
    "missed-done",
    "missed-promised",
    "missed-none-chosen",
    "voicemail-done",
    "voicemail-promised",
    "nobody-waits",
}
SETTLED = "settled_missed"  # how a missed call ended that somebody dealt with
MOST_AT_ONCE = 100
FROM_THE_START = "bytes=0-"


@views.get("/calls")
@audience("agent")
def recent() -> Response:
    """My own calls."""
    return _show("recent")


@views.get("/calls/list/<any(missed, callbacks, voicemails):name>")
@audience("agent")
def others(name: str) -> Response:
    """Those nobody has talked with yet."""
    return _show(name)


@views.post("/calls/list/missed")
@audience("agent")
def settle_missed() -> Response:
    """Deal with many missed calls at once: promise to call them back, or put them aside."""
    chosen = request.form.getlist("call")[:MOST_AT_ONCE]
    if not chosen:
        return go_to(url_for("calls.others", name="missed", said="missed-none-chosen"))
    is_promised = request.form.get("deed") == "call_back"
    with center().store.write() as db:
        for call_id in chosen:
            call = db.get(Call, call_id, with_for_update=True)
            if call is None or call.state is not CallState.ENDED or call.wrapped_at is not None:
                continue
            known = contact(db, call_id=call.id, is_sensitive=call.is_sensitive)
            if is_promised and known not in OPEN:
                continue  # it stays in the list: ringing them could put them in danger
            call.wrapped_at, call.disposition = now(), SETTLED
            if is_promised and call.number_sealed is not None:
                _promise(db, call, f"missed:{call.id}")
    center().ring_all()
    said = "missed-promised" if is_promised else "missed-done"
    return go_to(url_for("calls.others", name="missed", said=said))


@views.post("/calls/list/callbacks/next")
@audience("agent")
def call_next() -> Response:
    """Take the next callback and ring them."""
    with center().store.write() as db:
        task = match.take_next(db, presence().agent_id, now(), (TaskKind.CALLBACK,))
        task_id = task.id if task else None
    if task_id is None:
        return go_to(url_for("calls.others", name="callbacks", said="nobody-waits"))
    done = answering.call_back(center(), task_id, presence().agent_id)
    problem = problem_of(done)
    if problem is not None:
        return _show("callbacks", problem=problem, status=422)
    return go_to(url_for("call.page", call_id=done.call_id))


@views.get("/calls/voicemails/<voicemail_id>/sound")
@audience("agent")
def sound(voicemail_id: str) -> Response:
    """The message itself, to be played and kept nowhere."""
    with center().store.read() as db:
        said = voicemail.sound_of(center().keys.secret, db.get(Voicemail, voicemail_id))
    if said is None:
        abort(404)
    if request.headers.get("Range", FROM_THE_START) == FROM_THE_START:  # not for every part of it
        with center().store.write() as db:
            voicemail.heard(db, voicemail_id, presence().agent_id, now())
    response = make_response(said)
    response.mimetype = voicemail.kind_of(said)
    return response.make_conditional(request, accept_ranges=True, complete_length=len(said))


@views.post("/calls/voicemails/<voicemail_id>")
@audience("agent")
def settle_voicemail(voicemail_id: str) -> Response:
    """It was heard and dealt with: the sound goes."""
    with center().store.write() as db:
        voicemail.delete(db, voicemail_id, presence().agent_id, now())
    center().ring_all()
    return go_to(url_for("calls.others", name="voicemails", said="voicemail-done"))


@views.post("/calls/voicemails/<voicemail_id>/call-back")
@audience("agent")
def call_voicemail_back(voicemail_id: str) -> Response:
    """Whoever left the message waits for a call now; the message stays until it is dealt with."""
    with center().store.write() as db:
        left = db.get(Voicemail, voicemail_id)
        call = db.get(Call, left.call_id) if left else None
        if call is None:
            abort(404)
        known = contact(db, call_id=call.id, is_sensitive=call.is_sensitive)
        problem = _not_to_be_rung(call, is_open=known in OPEN)
        if problem is None:
            _promise(db, call, f"voicemail-back:{voicemail_id}")
    if problem is not None:
        return _show("voicemails", problem=problem_of(problem), status=422)
    center().ring_all()
    return go_to(url_for("calls.others", name="callbacks", said="voicemail-promised"))


def _not_to_be_rung(call: Call, *, is_open: bool) -> Refusal | None:
    if call.number_sealed is None:
        return Refusal.NO_NUMBER
    return None if is_open else Refusal.ASK_FIRST


def _promise(db: Session, call: Call, key: str) -> None:
    """The citizen of this call is rung in their turn; what is sensitive has no name in the line."""
    line.enter(
        db,
        kind=TaskKind.CALLBACK,
        at=now(),
        language=call.language,
        reasons=("callback_promised",),
        matter=None if call.is_sensitive else call.matter,
        call_id=call.id,
        key=key,
        place_at=call.queued_at,
    )


def _show(name: str, *, problem: str | None = None, status: int = 200) -> Response:
    said = request.args.get("said", "")
    return respond(
        "calls.html",
        status=status,
        here=name,
        lists=LISTS,
        lines=_lines(name),
        today=center().clock.today(),
        said=said if said in SAID else None,
        problem=problem,
    )


def _lines(name: str) -> list[listed.Line]:
    room = center()
    eyes = Eyes(room.knowledge, room.words(language()), room.keys)
    with room.store.read() as db:
        if name == "recent":
            return listed.recent(db, eyes, presence().agent_id)
        if name == "missed":
            return listed.missed(db, eyes, now())
        return listed.callbacks(db, eyes) if name == "callbacks" else listed.voicemails(db, eyes)
