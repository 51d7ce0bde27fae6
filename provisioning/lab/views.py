"""The lab's page, its changing parts, its buttons and its sheets."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request, send_from_directory
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from hardware.client import HardwareAway, HardwareRefused
from provisioning.lab.bench import BUTTONS, ICON_OF_KEY, KEYS, Bench, act
from provisioning.lab.outlook import Outlook
from provisioning.lab.process import hurt_daemon
from provisioning.lab.tray import read_tray
from provisioning.vendor import TARGET

views = Blueprint("lab", __name__)
Said = tuple[str, int]
LONGEST = 200
_SAID_ONLY = {"HX-Reswap": "none"}  # the message finds its own place


@views.get("/")
def page() -> str:
    """The whole page."""
    return render_template(
        "lab.html",
        view=_look().look(),
        tray=read_tray(_bench().paper),
        buttons=BUTTONS,
        keys=KEYS,
        icons=ICON_OF_KEY,
    )


@views.get("/seen")
def seen() -> str | Response:
    """The parts that change; 204 while they are as the page has them. Asks, and touches nothing."""
    view = _look().look()
    if request.args.get("seen") == view.version:
        return Response(status=204)
    return render_template("seen.html", view=view, is_fragment=True)


@views.get("/tray")
def tray() -> str | Response:
    """The sheets, when there are others than the page has."""
    tray = read_tray(_bench().paper)
    if request.args.get("seen") == tray.version:
        return Response(status=204)
    return render_template("tray.html", tray=tray)


@views.post("/devices/<name>")
def do(name: str) -> AnyResponse | Said:
    """Do to a device what the button says."""
    action, value = request.form.get("action", ""), request.form.get("value", "")[:LONGEST]
    action, _, fixed = action.partition(":")
    try:
        answer = act(_bench().client, name, action, value or fixed)
    except HardwareRefused as refusal:
        return _say(str(refusal).capitalize(), 400)
    if isinstance(answer, HardwareAway):
        return _say("The hardware daemon does not answer", 503)
    return _done()


@views.post("/daemon")
def hurt() -> AnyResponse | Said:
    """Kill or hang the daemon; what keeps it running must bring it back."""
    if not hurt_daemon(_bench().socket, request.form.get("action", "")):
        return _say("There is no hardware daemon to hurt", 503)
    return _done()


@views.get("/sheets/<name>")
def sheet(name: str) -> Response:
    """One sheet, in the browser's own viewer."""
    paper = _bench().paper
    if name not in {found.name for found in read_tray(paper).sheets}:
        raise NotFound
    return send_from_directory(paper.resolve(), name, mimetype="application/pdf")


@views.get("/vendor/<path:name>")
def vendor(name: str) -> Response:
    """The browser's parts, the same files the apps serve."""
    return send_from_directory(TARGET, name)


@views.get("/healthz")
def healthz() -> str:
    """Whether the lab answers."""
    return "ok"


@views.app_errorhandler(CSRFError)
def stale_page(_fault: CSRFError) -> Said | Response:
    """A form from another page, or from before the lab was started again."""
    return _say("This page is too old. Load it again", 400)


def _done() -> AnyResponse:
    """The changed parts for htmx, the page again for a browser without it."""
    if "HX-Request" not in request.headers:
        return redirect("/", 303)
    view = _look().look()
    return Response(render_template("seen.html", view=view, is_fragment=True))


def _say(message: str, status: int) -> Said | Response:
    if "HX-Request" in request.headers:
        return Response(render_template("said.html", message=message), headers=_SAID_ONLY)
    return render_template("message.html", message=message), status


def _look() -> Outlook:
    outlook = current_app.extensions["outlook"]
    assert isinstance(outlook, Outlook)
    return outlook


def _bench() -> Bench:
    bench = current_app.extensions["bench"]
    assert isinstance(bench, Bench)
    return bench
