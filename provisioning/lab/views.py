"""The lab's page, its changing part, its buttons and its sheets."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request, send_from_directory
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from hardware.client import HardwareAway, HardwareRefused
from provisioning.lab.tray import BREAKAGES, Bench, look, read_tray
from provisioning.vendor import TARGET

views = Blueprint("lab", __name__)
Said = tuple[str, int]


@views.get("/")
def page() -> str:
    """The whole page."""
    return render_template("lab.html", view=look(_bench()), breakages=BREAKAGES)


@views.get("/tray")
def tray() -> str | Response:
    """The part that changes; 204 while it is as the page has it."""
    view = look(_bench())
    if request.args.get("seen") == view.version:
        return Response(status=204)
    return render_template("tray.html", view=view)


@views.post("/printer")
def break_or_mend() -> AnyResponse | Said:
    """Do to the printer what the button says."""
    bench = _bench()
    try:
        answer = bench.client.simulate(bench.printer, request.form.get("fault", ""))
    except HardwareRefused as refusal:
        return _say(str(refusal), 400)
    if isinstance(answer, HardwareAway):
        return _say("The hardware daemon does not answer", 503)
    return redirect("/", 303)


@views.get("/sheets/<name>")
def sheet(name: str) -> Response:
    """One sheet, in the browser's own viewer."""
    paper = _bench().paper
    if name not in {found.name for found in read_tray(paper)}:
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
def stale_page(_fault: CSRFError) -> Said:
    """A form from another page, or from before the lab was started again."""
    return _say("This page is too old. Load it again", 400)


def _say(message: str, status: int) -> Said:
    return render_template("message.html", message=message), status


def _bench() -> Bench:
    bench = current_app.extensions["bench"]
    assert isinstance(bench, Bench)
    return bench
