"""Sheets of paper for an outage: print them in advance, type them in afterwards by their number."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from sqlalchemy import func, select

from contactcenter.center import center, now, presence
from contactcenter.gates import language
from contactcenter.outage import mode
from contactcenter.outage.paper import LANGUAGES, code_of, form_of, print_sheets
from contactcenter.outage.questions import FAMILY, find_topic, topics
from contactcenter.outage.sheets import (
    MOST_AT_ONCE,
    Wanted,
    find_sheet,
    parse_number,
    print_batch,
    sheets_of,
)
from contactcenter.outage.typed import Written, tick_off, type_in
from contactcenter.telephony.numbers import normalize
from contactcenter.views.outage import show_reconcile
from shared.clock import CITY_ZONE
from shared.models import IntakeSheet, SheetState
from shared.web import audience, go_to, respond

views = Blueprint("sheets", __name__)

LONGEST_TYPED = 40
ANY = "any"
SAFE = {"yes": True, "no": False, "not-asked": None}
PROBLEM = {SheetState.TYPED: "reconcile-typed-before", SheetState.VOID: "reconcile-void-before"}


@views.get("/outage/sheets")
@audience("agent")
def page() -> Response:
    """Choose what the sheets are about."""
    return _show()


@views.post("/outage/sheets")
@audience("agent")
def prepare() -> Response:
    """Number a batch of sheets."""
    topic, tongue = request.form.get("topic", ""), request.form.get("language", "")
    topic_id = None if topic == ANY else topic
    count = request.form.get("count", "")
    is_count = count.isascii() and count.isdecimal() and 1 <= int(count[:4]) <= MOST_AT_ONCE
    found = find_topic(center().knowledge, center().words(language()), topic_id)
    if found is None or tongue not in LANGUAGES or not is_count:
        return _show(problem="sheets-wrong", status=422)
    with center().store.write() as db:
        wanted = Wanted(topic_id, tongue, int(count), mode.now_in(db).is_drill)
        batch_id = print_batch(db, wanted, presence().agent_id, center().keys, now())
    return go_to(url_for("sheets.batch", batch_id=batch_id))


@views.get("/outage/sheets/<batch_id>")
@audience("agent")
def batch(batch_id: str) -> Response:
    """The batch, as the browser prints it."""
    found = _batch(batch_id)
    return respond(
        "sheets_batch.html",
        batch_id=batch_id,
        sheets=found,
        form=_form(found[0]),
        codes={one.number: code_of(one.number) for one in found},
    )


@views.get("/outage/sheets/<batch_id>/sheets.pdf")
@audience("agent")
def pdf(batch_id: str) -> Response:
    """The batch, typeset."""
    found = _batch(batch_id)
    numbers = [one.number for one in found]
    made = print_sheets(_form(found[0]), numbers, is_drill=found[0].is_drill)
    return Response(made, mimetype="application/pdf")


@views.post("/outage/reconcile/find")
@audience("agent")
def find() -> Response:
    """The sheet of a scanned or typed number."""
    typed = request.form.get("number", "")[:LONGEST_TYPED]
    number = parse_number(typed)
    if number is None:
        return show_reconcile(number_problem="reconcile-misread", typed=typed, status=422)
    with center().store.read() as db:
        sheet = find_sheet(db, number)
        state, sheet_id = (sheet.state, sheet.id) if sheet else (None, "")
    problem = "reconcile-no-sheet" if state is None else PROBLEM.get(state)
    if problem is not None:
        return show_reconcile(number_problem=problem, typed=typed, status=422)
    return go_to(url_for("sheets.type_page", sheet_id=sheet_id))


@views.get("/outage/typed/<sheet_id>")
@audience("agent")
def type_page(sheet_id: str) -> Response:
    """The head of a sheet, to be typed in."""
    return _show_type(_blank(sheet_id))


@views.post("/outage/typed/<sheet_id>")
@audience("agent")
def type_sheet(sheet_id: str) -> Response:
    """Make the call of a sheet, and go on with it; a drill's sheet is only ticked off."""
    sheet = _blank(sheet_id)
    if sheet.is_drill:
        tick_off(center(), sheet_id, presence().agent_id)
        return go_to(url_for("outage.reconcile", said="typed-drill"))
    written = _written()
    if isinstance(written, str):
        return _show_type(sheet, problem=written, status=422)
    call_id = type_in(center(), sheet_id, written, presence().agent_id)
    if call_id is None:
        return show_reconcile(number_problem="reconcile-typed-before", status=422)
    return go_to(url_for("call.page", call_id=call_id))


def _written() -> Written | str:
    """What was typed, or the key of what is wrong with it."""
    form = request.form
    talked_at = _instant(form.get("day", ""), form.get("hour", ""))
    if talked_at is None or talked_at > now():
        return "typed-wrong-time"
    phone = form.get("phone", "").strip()[:LONGEST_TYPED]
    number = normalize(phone) if phone else None
    if phone and number is None:
        return "typed-wrong-number"
    if form.get("safe") not in SAFE:
        return "typed-wrong-safe"
    tongue = form.get("language", "")
    written = Written(
        talked_at,
        tongue if tongue in LANGUAGES else "pl",
        number,
        SAFE[form["safe"]],
        form.get("callback") == "yes",
    )
    is_barred = written.wants_callback and not written.is_callable
    return "typed-no-callback" if is_barred else written


def _instant(day: str, hour: str) -> datetime | None:
    """An hour of a day in the city, as browsers send it ("2026-11-23", "09:15")."""
    try:
        return datetime.strptime(f"{day} {hour}", "%Y-%m-%d %H:%M").replace(tzinfo=CITY_ZONE)
    except ValueError:
        return None


def _show(*, status: int = 200, problem: str | None = None) -> Response:
    found = topics(center().knowledge, center().words(language()))
    is_blank = IntakeSheet.state == SheetState.BLANK
    with center().store.read() as db:
        blank = db.scalar(select(func.count()).select_from(IntakeSheet).where(is_blank)) or 0
        is_drill = mode.now_in(db).is_drill
    return respond(
        "sheets.html",
        status=status,
        problem=problem,
        blank=blank,
        is_drill=is_drill,
        any_topic=found[0],
        events=[one for one in found[1:] if not str(one.id).startswith(FAMILY)],
        families=[one for one in found[1:] if str(one.id).startswith(FAMILY)],
        languages=LANGUAGES,
        most=MOST_AT_ONCE,
    )


def _show_type(sheet: IntakeSheet, *, status: int = 200, problem: str | None = None) -> Response:
    here = now().astimezone(CITY_ZONE)
    given = {name: request.form.get(name, "") for name in ("phone", "safe", "callback")}
    given["day"] = request.form.get("day") or here.strftime("%Y-%m-%d")
    given["hour"] = request.form.get("hour", "")
    given["language"] = request.form.get("language") or sheet.language
    return respond(
        "sheet_typed.html",
        status=status,
        sheet=sheet,
        given=given,
        problem=problem,
        languages=LANGUAGES,
        safe=SAFE,
    )


def _batch(batch_id: str) -> list[IntakeSheet]:
    with center().store.read() as db:
        found = sheets_of(db, batch_id)
        db.expunge_all()
    return found or abort(404)


def _form(sheet: IntakeSheet) -> dict[str, Any]:
    """What stands on the sheets of a batch; a topic that is gone is any matter."""
    words, known = center().words(sheet.language), center().knowledge
    topic = find_topic(known, words, sheet.topic) or topics(known, words)[0]
    return form_of(known, topic, words, center().words("pl"), center().clock.today())


def _blank(sheet_id: str) -> IntakeSheet:
    with center().store.read() as db:
        sheet = db.get(IntakeSheet, sheet_id)
        if sheet is None or sheet.state is not SheetState.BLANK:
            abort(404)
        db.expunge(sheet)
    return sheet
