"""Reports over some days: a table, charts, and a file for a spreadsheet."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, Response, make_response, request

from contactcenter.calls.bar import matter_name
from contactcenter.center import center, now
from contactcenter.gates import language
from contactcenter.queue.figures import SERVICE_TARGET
from contactcenter.reports import chart
from contactcenter.reports.csv_file import csv_of, spreadsheet_of
from contactcenter.reports.facts import UNNAMED
from contactcenter.reports.table import KNOWS_REFERRALS, MINUTES, Ask, By, Row, Table, Who, table_of
from shared.web import audience, respond

views = Blueprint("report", __name__)

MOST_DAYS, MOST_DAYS_BY_CLOCK = 92, 31
Choice = TypeVar("Choice", bound=StrEnum)


@views.get("/reports")
@audience("supervisor")
def page() -> Response:
    """The report that was asked for; without a question, today by the hour."""
    ask, problem = _asked()
    table = _table(ask)
    names = [_name(row, ask) for row in table.rows]
    labels = names if ask.by in (*MINUTES, By.DAY) else [f"{n + 1}" for n in range(len(names))]
    return respond(
        "report.html",
        status=422 if problem else 200,
        problem=problem,
        table=table,
        names=names,
        outcomes=chart.outcomes(table.rows, labels),
        shares=chart.shares(table.rows, labels, SERVICE_TARGET),
        parts=chart.PARTS,
        size=chart,
        by_choices=list(By),
        who_choices=list(Who),
        is_numbered=ask.by not in (*MINUTES, By.DAY),
        knows_referrals=table.total.referred is not None and ask.by in KNOWS_REFERRALS,
        at=now(),
    )


@views.get("/reports/file")
@audience("supervisor")
def file() -> Response:
    """The same as CSV: for machines, or as a Polish spreadsheet opens it by a double click."""
    ask, _ = _asked()
    write = spreadsheet_of if request.args.get("for") == "spreadsheet" else csv_of
    response = make_response(write(_table(ask)))
    response.mimetype = "text/csv"
    name = f"okienko-{ask.who}-{ask.by}-{ask.from_on}-{ask.to_on}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked() -> tuple[Ask, str | None]:
    """The question, mended where it makes no sense, and what was wrong with it."""
    today = center().clock.today()
    from_on, to_on = _day("from", today), _day("to", today)
    by = _one_of(By, request.args.get("by", ""), By.HOUR)
    who = _one_of(Who, request.args.get("who", ""), Who.LINE)
    if from_on is None or to_on is None or to_on < from_on:
        return Ask(today, today, by, who), "report-wrong-days"
    most = MOST_DAYS_BY_CLOCK if by in MINUTES else MOST_DAYS
    if (to_on - from_on).days >= most:
        shorter = Ask(to_on - timedelta(days=most - 1), to_on, by, who)
        return shorter, "report-too-long-clock" if by in MINUTES else "report-too-long"
    return Ask(from_on, to_on, by, who), None


def _day(name: str, otherwise: date) -> date | None:
    given = request.args.get(name, "")
    try:
        day = date.fromisoformat(given) if given else otherwise
    except ValueError:
        return None
    return day if 2000 < day.year < 2200 else None


def _one_of(choices: type[Choice], given: str, otherwise: Choice) -> Choice:
    return choices(given) if given in {one.value for one in choices} else otherwise


def _table(ask: Ask) -> Table:
    with center().store.read() as db:
        return table_of(db, ask, now(), _is_nameable)


def _is_nameable(about: str) -> bool:
    """Whether a matter may be told: one we know, and that can endanger nobody."""
    room = center()
    return matter_name(room.knowledge, room.words(language()), about) is not None


def _name(row: Row, ask: Ask) -> str:
    """What a group is called on the page."""
    say = center().words(language()).say
    if ask.by is By.DAY:
        return f"{date.fromisoformat(row.group):%d.%m}"
    if ask.by in MINUTES:
        at = datetime.fromisoformat(row.group)
        return f"{at:%H:%M}" if ask.from_on == ask.to_on else f"{at:%d.%m %H:%M}"
    if ask.by is By.LANGUAGE:
        return str(say(f"language-{row.group}"))
    if ask.by is By.QUEUE:
        return str(say(f"queue-skill-{row.group.replace('_', '-')}"))
    return _matter(row.group)


def _matter(about: str) -> str:
    words: Any = center().words(language())
    name = matter_name(center().knowledge, words, about) if about != UNNAMED else None
    return str(name.text) if name is not None else str(words.say("report-unnamed"))
