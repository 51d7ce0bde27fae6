"""Counting together: an income asked for is added up, kind by kind, month by month."""

from __future__ import annotations

from datetime import date

from babel.dates import format_skeleton
from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.count import MOST_LINES, Count, Line, money_of
from kiosk.kiosk import kiosk, visit, words
from kiosk.visit import Visit
from shared.diagnosis import FactKey, Refusal, parse_key
from shared.diagnosis.income import AMOUNT, Income, IncomeDefinition, periods_of
from shared.web import audience, respond
from shared.web.answer_form import refusal_words, typed_number
from shared.web.wording import babel_locale

screen = Blueprint("count", __name__)

TYPED_LENGTH = 20


@screen.get("/count/<key_text>")
@audience("citizen")
def adding(key_text: str) -> AnyResponse:
    """What was added so far, and the next amount to add."""
    return _page(_count(key_text))


@screen.post("/count/<key_text>")
@audience("citizen")
def add(key_text: str) -> AnyResponse:
    """Add one amount; say why not where it is none, and keep what was typed."""
    count = _count(key_text)
    kind, period = request.form.get("kind", ""), request.form.get("period", "")
    if kind not in {one.id for one in count.kinds} or period not in count.periods:
        return _page(count, refusal=words().say("count-choose-kind"), kind=kind)
    typed = request.form.get("number", "")[:TYPED_LENGTH]
    grosze = money_of(typed_number(typed))
    if isinstance(grosze, Refusal):
        return _page(count, refusal=refusal_words(grosze, AMOUNT, words()), typed=typed, kind=kind)
    if len(count.lines) < MOST_LINES:
        visit().money.append(Income(count.person, kind, period, grosze))
    return redirect(f"/count/{key_text}", 303)


@screen.post("/count/<key_text>/drop")
@audience("citizen")
def drop(key_text: str) -> AnyResponse:
    """Take one amount out again."""
    count = _count(key_text)
    place = request.form.get("line", "")
    if place.isascii() and place.isdigit() and int(place) < len(count.lines):
        visit().money.remove(count.lines[int(place)].income)
    return redirect(f"/count/{key_text}", 303)


@screen.post("/count/<key_text>/done")
@audience("citizen")
def done(key_text: str) -> AnyResponse:
    """That was all: the sum is the answer, and the interview goes on."""
    count = _count(key_text)
    fact = kiosk().knowledge.facts[count.key.fact]
    if fact.maximum is not None and count.mean > fact.maximum:
        return _page(count, refusal=words().say("refused-other"))
    visit().answer(count.key, count.answer, kiosk().knowledge.facts)
    return redirect("/check", 303)


def _page(count: Count, *, refusal: str = "", typed: str = "", kind: str = "") -> AnyResponse:
    known, said = kiosk().knowledge, words()
    left_out = [one for one in known.incomes.kinds if one.id in count.definition.leaves_out]
    response = respond(
        "count.html",
        key=str(count.key),
        name=said.read(count.definition.names),
        note=said.read(count.definition.note) if count.definition.note else None,
        periods=[(period, _period_words(period)) for period in count.periods],
        kinds=[(one.id, said.read(one.names)) for one in count.kinds],
        lines=[_line_words(line) for line in count.lines],
        left_out=[said.read(one.names) for one in left_out],
        mean=said.money(count.mean),
        has_lines=bool(count.lines),
        is_full=len(count.lines) >= MOST_LINES,
        refusal=refusal,
        typed=typed,
        kind=kind,
    )
    response.status_code = 422 if refusal else 200
    return response


def _line_words(line: Line) -> dict[str, object]:
    said = words()
    sign = "− " if line.kind.is_paid else ""
    return {
        "name": said.read(line.kind.names),
        "money": f"{sign}{said.money(line.income.grosze)}",
        "period": _period_words(line.income.period),
    }


def _period_words(period: str) -> str:
    if "-" not in period:
        return words().say("count-year", year=period)
    year, month = map(int, period.split("-"))
    locale = babel_locale(words().language)
    return str(format_skeleton("yMMMM", date(year, month, 1), locale=locale))


def _count(key_text: str) -> Count:
    """What is being counted; 404 for what no act adds up, or of nobody who is here."""
    known, citizen = kiosk().knowledge, visit()
    key = _key(key_text, citizen)
    definition = known.incomes.for_fact(key.fact)
    if definition is None or not _is_asked_so(definition, key):
        abort(404)
    periods = periods_of(definition, kiosk().clock.today())
    return Count(known.incomes, definition, key, periods, tuple(citizen.money))


def _is_asked_so(definition: IncomeDefinition, key: FactKey) -> bool:
    return key.fact == (definition.yields if key.person is None else definition.own)


def _key(text: str, citizen: Visit) -> FactKey:
    try:
        key = parse_key(text)
    except ValueError:
        abort(404)
    if key.person is not None and key.person >= len(citizen.household.persons):
        abort(404)
    return key
