"""The agencies' month for the line: figures, what to mend in the content, who was sent twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from flask import Blueprint, Response, make_response, request

from contactcenter.agencies.paper import print_report, write_csv
from contactcenter.agencies.report import Figures, Mend, Month, mends, monthly
from contactcenter.agencies.twice import Sent, Twice, sent_twice
from contactcenter.center import center, now
from contactcenter.gates import language
from shared.catalog.model import Service
from shared.text import Phrase
from shared.web import audience, respond, wording
from shared.web.present import Words

views = Blueprint("agency_report", __name__)

TWICE_DAYS = 30
MONTHS_BACK = 13
COLUMNS = (
    "agency", "sent", "in-time", "late", "open", "sent-back", "misrouted", "hours", "kept",
    "broken", "share-kept",
)  # fmt: skip
MEND_COLUMNS = ("service", "place", "rule", "why", "count")


class Row(NamedTuple):
    """One agency's figures and its name."""

    name: Phrase | None
    figures: Figures


class MendRow(NamedTuple):
    """What to look at in the content; one that could endanger somebody is only counted."""

    mend: Mend
    service: Phrase | None
    place: Phrase | None
    rule: str
    record: tuple[str, str, str] | None


class TwiceRow(NamedTuple):
    """Two windows in one matter: which services and agencies, or only that it happened."""

    pair: Twice
    first: tuple[Phrase, Phrase] | None
    second: tuple[Phrase, Phrase] | None


@views.get("/agencies/report")
@audience("supervisor")
def page() -> Response:
    """One month, all agencies."""
    month, words = _month(), center().words(language())
    figures, to_mend, twice = _read(month)
    this = Month.of(center().clock.today())
    return respond(
        "agency_report.html",
        month=month,
        month_words=_month_words(month, words),
        months=_months(this, words),
        rows=[Row(_agency(one.organization_id, words), one) for one in figures],
        mends=[_mend(one, words) for one in to_mend],
        twice=[_twice(one, words) for one in twice],
        days=TWICE_DAYS,
    )


@views.get("/agencies/report.csv")
@audience("supervisor")
def table() -> Response:
    """The same as a table for a spreadsheet."""
    month, words = _month(), center().words(language())
    figures, _, _ = _read(month)
    names = {one.organization_id: str(_agency(one.organization_id, words) or "") for one in figures}
    return _file(write_csv(str(month), figures, names).encode(), "text/csv", f"{month}.csv")


@views.get("/agencies/report.pdf")
@audience("supervisor")
def paper() -> Response:
    """The same on paper."""
    month, words = _month(), center().words(language())
    figures, to_mend, _ = _read(month)
    made = wording.long_date(center().clock.today(), words.language)
    content: dict[str, Any] = {
        "language": wording.babel_locale(words.language),
        "words": {
            "title": words.say("agencies-paper-title", month=_month_words(month, words)),
            "made": words.say("agencies-made", day=made),
            "meaning": words.say("agencies-meaning"),
            "mends": words.say("agencies-mends"),
        },
        "columns": [words.say(f"agencies-{one}") for one in COLUMNS],
        "rows": [_cells(one, words) for one in figures],
        "mend_columns": [words.say(f"agencies-mend-{one}") for one in MEND_COLUMNS],
        "mends": [_mend_cells(_mend(one, words), words) for one in to_mend],
    }
    return _file(print_report(content), "application/pdf", f"{month}.pdf")


def _read(month: Month) -> tuple[list[Figures], list[Mend], list[Twice]]:
    today, since = center().clock.today(), now() - timedelta(days=TWICE_DAYS)
    with center().store.read() as db:
        return monthly(db, month, today), mends(db, month), sent_twice(db, since)


def _month() -> Month:
    """The month the address names, if it is one of the last; else this one."""
    this = Month.of(center().clock.today())
    known = {str(one): one for one in _last(this)}
    return known.get(request.args.get("month", ""), this)


def _last(this: Month) -> list[Month]:
    found = [this]
    while len(found) < MONTHS_BACK:
        found.append(found[-1].before)
    return found


def _months(this: Month, words: Words) -> list[tuple[str, str]]:
    return [(str(one), _month_words(one, words)) for one in _last(this)]


def _month_words(month: Month, words: Words) -> str:
    return wording.month_words(month.first, words.language)


def _agency(organization_id: str, words: Words) -> Phrase | None:
    known = center().knowledge.organizations.get(organization_id)
    return words.read(known.names) if known else None


def _mend(mend: Mend, words: Words) -> MendRow:
    service = center().knowledge.services.get(mend.service_id)
    place = center().knowledge.locations.get(mend.location_id)
    if service is None or service.safety_sensitive or place is None:
        return MendRow(mend, None, None, "", None)
    rule = f"where: {service.where.rule}"
    named = (words.read(service.names), words.read(place.names))
    return MendRow(mend, *named, rule, mend.record)


def _twice(pair: Twice, words: Words) -> TwiceRow:
    return TwiceRow(pair, _window(pair.first, words), _window(pair.second, words))


def _window(sent: Sent, words: Words) -> tuple[Phrase, Phrase] | None:
    service: Service | None = center().knowledge.services.get(sent.service_id)
    agency = _agency(sent.organization_id, words)
    if service is None or service.safety_sensitive or agency is None:
        return None
    return words.read(service.names), agency


def _decimal_point(words: Words) -> str:
    return "." if words.language == "en" else ","


def _cells(one: Figures, words: Words) -> list[str]:
    name = _agency(one.organization_id, words)
    hours = "–" if one.hours is None else f"{one.hours:.1f}".replace(".", _decimal_point(words))
    in_time = f"{one.in_time} ({_percent(one.share_in_time)})"
    misrouted = f"{one.misrouted} ({_percent(one.share_misrouted)})"
    broken = f"{one.broken} + {one.promises_late}" if one.promises_late else str(one.broken)
    counts = (one.sent, in_time, one.late, one.open, one.sent_back, misrouted, hours)
    kept = (one.kept, broken, _percent(one.share_kept))
    return [str(name or one.organization_id), *map(str, counts), *map(str, kept)]


def _mend_cells(row: MendRow, words: Words) -> list[str]:
    hidden = words.say("refer-confidential")
    mend = row.mend
    return [
        str(row.service or hidden),
        str(row.place or ""),
        f"{row.rule} · {words.say(f'reason-{mend.reason}')}" if row.service else "",
        words.say(f"sent-back-{mend.why}"),
        f"{mend.sent_back} / {mend.sent}",
    ]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{round(100 * share)} %"


def _file(body: bytes, mimetype: str, name: str) -> Response:
    response = make_response(body)
    response.mimetype = mimetype
    response.headers["Content-Disposition"] = f'attachment; filename="okienko-{name}"'
    return response
