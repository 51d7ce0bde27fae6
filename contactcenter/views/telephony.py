"""The provider's door: signed webhooks, each served once, in one transaction, and always answered.

Whatever goes wrong inside, whoever is on the line hears what to do instead, before the provider
stops waiting; nothing of what a webhook says is ever logged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask import Blueprint, Flask, Response, current_app, request

from contactcenter.center import center
from contactcenter.telephony import inbox, menu, news, webhooks
from contactcenter.telephony.document import Document
from contactcenter.telephony.inbox import Received, Repeat
from contactcenter.telephony.music import MUSIC_PATH, waiting_music
from contactcenter.telephony.switchboard import Switchboard
from contactcenter.telephony.twilio_provider.twiml import render
from contactcenter.telephony.visit import Visit
from contactcenter.telephony.voicemail import recorded
from shared.web import audience

views = Blueprint("telephony", __name__)
log = logging.getLogger("okienko.telephony")

TOKEN = "I-Twilio-Idempotency-Token"  # noqa: S105  # a header's name
XML = "text/xml"
LONGEST_ATTEMPT = 99
LOCK_SECONDS = 4.0  # for whoever else is writing
ANSWER_SECONDS = 12.0  # the provider hangs up after 15
MOST_AT_ONCE = 32
desk = ThreadPoolExecutor(MOST_AT_ONCE, "webhook")
Handler = Callable[[Visit], Document | None]


@views.post("/telephony/voice")
@audience("provider")
def voice() -> Response:
    """A new call."""
    return _serve("voice", webhooks.voice)


@views.post("/telephony/menu/<call_id>")
@audience("provider")
def keyed(call_id: str) -> Response:
    """What was given at a node: ?at=<node>&try=<attempt>."""
    at, given = request.args.get("at", "start"), request.args.get("try", "0")
    attempt = min(int(given), LONGEST_ATTEMPT) if given.isascii() and given.isdecimal() else 0
    return _serve("menu", lambda visit: webhooks.keyed(visit, call_id, at, attempt))


@views.post("/telephony/wait/<call_id>")
@audience("provider")
def wait(call_id: str) -> Response:
    """The next round of waiting."""
    return _serve("wait", lambda visit: webhooks.wait(visit, call_id))


@views.post("/telephony/join/<call_id>")
@audience("provider")
def join(call_id: str) -> Response:
    """Into the conversation."""
    return _serve("join", lambda visit: webhooks.join(visit, call_id))


@views.post("/telephony/hold/<call_id>")
@audience("provider")
def hold(call_id: str) -> Response:
    """A round on hold."""
    return _serve("hold", lambda visit: webhooks.holding(visit, call_id))


@views.post("/telephony/joining/<call_id>")
@audience("provider")
def joining(call_id: str) -> Response:
    """In the conversation before the others are."""
    return _serve("joining", lambda visit: webhooks.joining(visit, call_id))


@views.post("/telephony/announcement/<call_id>")
@audience("provider")
def announcement(call_id: str) -> Response:
    """Read to everybody in a talk when somebody else comes into it: ?who=line|outside."""
    is_outside = request.args.get("who") == "outside"
    return _serve(
        "announcement",
        lambda visit: webhooks.announcement(visit, call_id, is_outside=is_outside),
    )


@views.post("/telephony/question/<call_id>")
@audience("provider")
def question(call_id: str) -> Response:
    """To be answered by key, in the middle of a talk."""
    return _serve("question", lambda visit: webhooks.question(visit, call_id))


@views.get(MUSIC_PATH)
@audience("anyone")
def music() -> Response:
    """The same few notes for everybody; whoever fetches them for a caller signs nothing."""
    response = Response(waiting_music(), mimetype="audio/wav")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@views.post("/telephony/outgoing/<call_id>")
@audience("provider")
def outgoing(call_id: str) -> Response:
    """Our callback was answered."""
    return _serve("outgoing", lambda visit: webhooks.outgoing(visit, call_id))


@views.post("/telephony/leg/<label>")
@audience("provider")
def leg(label: str) -> Response:
    """How a leg we rang fares."""
    return _serve("leg", lambda visit: news.leg_status(visit, label), is_news=True)


@views.post("/telephony/status/call")
@audience("provider")
def call_status() -> Response:
    """How a call fares."""
    return _serve("call", news.call_status, is_news=True)


@views.post("/telephony/status/conference")
@audience("provider")
def conference() -> Response:
    """Who came and who left."""
    return _serve("conference", news.conference, is_news=True)


@views.post("/telephony/status/message")
@audience("provider")
def message_status() -> Response:
    """How far a text message has come: ?id=<ours>."""
    named = request.args.get("id")
    return _serve("message", lambda visit: news.message_status(visit, named), is_news=True)


@views.post("/telephony/message")
@audience("provider")
def message_in() -> Response:
    """A text message for us; answered with nothing, or the provider would send it as a message."""
    return _serve("message_in", news.message_in, is_news=True)


@views.post("/telephony/voicemail/<call_id>")
@audience("provider")
def voicemail(call_id: str) -> Response:
    """The sound of a message is there to be fetched."""
    return _serve("recording", lambda visit: recorded(visit, call_id), is_news=True)


@views.post("/telephony/fallback")
@audience("provider")
def fallback() -> Response:
    """Asked for when another answer of ours did not come, or made no sense."""
    log.error("telephony: the provider asked for the fallback")
    return _say(_sorry())


def _serve(source: str, handle: Handler, *, is_news: bool = False) -> Response:
    """Serve a webhook once; an exception is logged by its kind and answered with help."""
    target = request.full_path if request.query_string else request.path
    form = request.form.to_dict()
    received = Received(source, target, form, request.headers.get(TOKEN))
    try:
        answer = _in_time(received, handle)
    except Exception as fault:
        log.error("telephony %s: %s", source, type(fault).__name__)
        answer = None if is_news else _sorry()
    return Response(status=204) if answer is None else _say(answer)


def _in_time(received: Received, handle: Handler) -> str | None:
    """Serve it, but wait for that only so long. Raises TimeoutError; whatever is written later is
    as if the answer had been lost on its way.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    served = desk.submit(_take, app, received, handle)
    try:
        return served.result(ANSWER_SECONDS)
    finally:
        served.cancel()  # nobody waits for it any more, if it has not begun


def _take(app: Flask, received: Received, handle: Handler) -> str | None:
    """Claim, do, keep the answer; ring after the commit."""
    with app.app_context():
        return _take_here(received, handle)


def _take_here(received: Received, handle: Handler) -> str | None:
    room = center()
    at = room.clock.now()
    with room.store.write(LOCK_SECONDS) as db:
        key = inbox.claim(db, room.keys.secret, received, at)
        if isinstance(key, Repeat):
            return key.answer
        board = Switchboard(db, room.media, at)
        document = handle(Visit(room, board, received.form))
        answer = None if document is None else _written(document)
        inbox.settle(db, key, answer)
    room.ring(board.bells)
    return answer


def _written(document: Document) -> str:
    settings = center().settings
    return render(
        document,
        settings.public_url,
        region=settings.telephony.region,
        line_number=settings.telephony.line_number,
    )


def _sorry() -> str:
    room = center()
    failover = room.settings.telephony.failover_number
    return _written(menu.fallback(room.translator.say, failover))


def _say(answer: str) -> Response:
    return Response(answer, mimetype=XML)
