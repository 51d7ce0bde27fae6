"""Works a report out again from the tables alone: plain SQL, nothing of the house's own code.

python tests/recompute_report.py CITY.DB 2026-11-23 2026-11-23 [hour|day|queue|…] [line|…] [AT]

Prints the same lines as the report's CSV file. AT: until when whoever still waits has waited (UTC,
"2026-11-23 16:00:00"); it matters to the longest wait of those who still do, and to nothing else. A
matter is never hidden here: what must not be named never gets into these columns.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import sys
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Warsaw")
KINDS = {
    "line": "'call', 'kiosk_call'",
    "callbacks": "'callback'",
    "help": "'help'",
    "tickets": "'ticket'",
    "messages": "'voicemail'",
}
FAR = "2100-01-01 00:00:00"
STEPS = {"quarter": 15, "hour": 60}
HEADER = (
    "group,offered,answered,answered_in_20_s,service_level_percent,abandoned,abandonment_percent,"
    "short,served_otherwise,still_waiting,longest_wait_s,asa_s,aht_s,promised,promises_settled,"
    "promises_kept,fcr_percent,referred,referrals_answered,referrals_returned,misrouting_percent,"
    "estimates_told,estimates_within,estimates_within_percent,estimate_error_min"
)
MICRO = "(CAST(strftime('%%s', {0}) AS INTEGER) * 1000000 + CAST(substr({0}, 21, 6) AS INTEGER))"

# One line for each wait: when it began, how long it was, what became of it, what an agent spent on
# it (only when it is finished), what had been told, what was promised. Microseconds.
WAITS = f"""
WITH stretch AS (
  SELECT p.id, p.subject_id AS task_id, p.state, p.reason,
         {MICRO.format("p.began_at")} AS began,
         CASE WHEN p.ended_at IS NULL THEN NULL ELSE {MICRO.format("p.ended_at")} END AS ended
  FROM period p WHERE p.subject = 'task'
), last AS (
  SELECT task_id, state, reason, began FROM (
    SELECT *, row_number() OVER (PARTITION BY task_id
      ORDER BY began DESC, ended IS NULL DESC, ended DESC, id DESC) AS back FROM stretch)
  WHERE back = 1
), course AS (
  SELECT s.task_id, min(s.began) AS began,
         min(CASE WHEN s.state = 'assigned' THEN s.began END) AS taken,
         sum(CASE WHEN s.state IN ('assigned', 'wrapping') THEN coalesce(s.ended, s.began) - s.began
             ELSE 0 END) AS spent
  FROM stretch s GROUP BY s.task_id
), promised AS (
  SELECT a.call_id, max(p.outcome = 'open') AS has_open, min(p.outcome = 'kept') AS all_kept
  FROM agreement a JOIN promise p ON p.agreement_id = a.id
  WHERE a.withdrawn_at IS NULL AND p.doer IN ('agency', 'line') AND p.outcome <> 'withdrawn'
  GROUP BY a.call_id
)
SELECT t.skills, t.matter, t.language, c.began, c.taken,
       CASE WHEN l.state = 'completed' THEN c.spent END AS spent,
       l.state, l.reason, l.began AS last_began,
       e.low_minutes, e.high_minutes, m.has_open, m.all_kept
FROM task t
JOIN course c ON c.task_id = t.id
JOIN last l ON l.task_id = t.id
LEFT JOIN wait_estimate e ON e.task_id = t.id
LEFT JOIN promised m ON m.call_id = t.call_id
WHERE t.kind IN (%s) AND t.created_at >= ? AND t.created_at < ?
"""
REFERRALS = "SELECT made_at, service_id, outcome FROM referral WHERE made_at >= ? AND made_at < ?"
OTHERWISE = {"callback", "message", "ticket", "desk", "merged", "closed"}


def recompute(
    path: str, from_on: str, to_on: str, by: str = "hour", who: str = "line", at: str = FAR
) -> str:
    """The lines of the report."""
    span = (_utc(from_on, 0), _utc(to_on, 1))
    now = _micro(at)
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    waits = db.execute(WAITS % KINDS[who], span).fetchall()
    sent = db.execute(REFERRALS, span).fetchall() if who == "line" else []
    db.close()
    knows_sent = who == "line" and by in {"quarter", "hour", "day", "matter"}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER.split(","))
    for name in _names(by, from_on, to_on, waits, sent if knows_sent else []):
        mine = [one for one in waits if _of_wait(by, one) == name]
        theirs = [one for one in sent if _of_sent(by, one) == name] if knows_sent else None
        writer.writerow([name, *_figures(mine, theirs, now)])
    writer.writerow(["all", *_figures(waits, sent if who == "line" else None, now)])
    return out.getvalue()


def _figures(
    waits: list[sqlite3.Row], sent: list[sqlite3.Row] | None, now: int
) -> list[int | str | None]:
    answered = [one for one in waits if one["taken"] is not None]
    rest = [one for one in waits if one["taken"] is None]
    left = [one for one in rest if one["state"] == "canceled"]
    otherwise = [one for one in left if one["reason"] in OTHERWISE]
    gave_up = [one for one in left if one["reason"] not in OTHERWISE]
    lost = [one for one in gave_up if one["last_began"] - one["began"] > 5_000_000]
    in_time = [one for one in answered if one["taken"] - one["began"] <= 20_000_000]
    lengths = [
        *(one["taken"] - one["began"] for one in answered),
        *(one["last_began"] - one["began"] for one in left),
        *(now - one["began"] for one in rest if one["state"] != "canceled"),
    ]
    talks = [one for one in answered if one["has_open"] is not None]
    settled = [one for one in talks if not one["has_open"]]
    kept = [one for one in settled if one["all_kept"]]
    counted = len(answered) + len(lost)
    return [
        len(waits),
        len(answered),
        len(in_time),
        _share(len(in_time), counted),
        len(lost),
        _share(len(lost), counted),
        len(gave_up) - len(lost),
        len(otherwise),
        len(rest) - len(left),
        _seconds(max(lengths, default=0), 1),
        _mean([one["taken"] - one["began"] for one in answered]),
        _mean([one["spent"] for one in answered if one["spent"] is not None]),
        len(talks),
        len(settled),
        len(kept),
        _share(len(kept), len(settled)),
        *_sent(sent),
        *_estimates([one for one in answered if one["low_minutes"] is not None]),
    ]


def _sent(sent: list[sqlite3.Row] | None) -> list[int | str | None]:
    if sent is None:
        return [None, None, None, None]
    settled = [one for one in sent if one["outcome"] != "open"]
    back = [one for one in settled if one["outcome"] == "sent_back"]
    return [len(sent), len(settled), len(back), _share(len(back), len(settled))]


def _estimates(told: list[sqlite3.Row]) -> list[int | str | None]:
    minute = 60_000_000
    errors = []
    for one in told:
        waited = one["taken"] - one["began"]
        low, high = one["low_minutes"] * minute, one["high_minutes"] * minute
        errors.append(low - waited if waited < low else waited - high if waited > high else 0)
    within = errors.count(0)
    mean = f"{sum(errors) / len(errors) / minute:.1f}" if errors else None
    return [len(told), within, _share(within, len(told)), mean]


def _names(
    by: str, from_on: str, to_on: str, waits: list[sqlite3.Row], sent: list[sqlite3.Row]
) -> list[str]:
    if by == "day":
        first, last = date.fromisoformat(from_on), date.fromisoformat(to_on)
        return [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]
    found = {_of_wait(by, one) for one in waits} | {_of_sent(by, one) for one in sent}
    if by not in STEPS:
        return sorted(found)
    names = []
    for day in sorted({name[:10] for name in found}):
        of_day = sorted(datetime.fromisoformat(name) for name in found if name[:10] == day)
        at = of_day[0].astimezone(UTC)
        while at <= of_day[-1]:
            names.append(at.astimezone(ZONE).isoformat(timespec="minutes"))
            at += timedelta(minutes=STEPS[by])
    return names


def _of_wait(by: str, one: sqlite3.Row) -> str:
    if by == "queue":
        return str(one["skills"].split(" ")[0] or "information")
    if by == "matter":
        return str(one["matter"] or "unnamed")
    return str(one["language"]) if by == "language" else _of_time(by, one["began"])


def _of_sent(by: str, one: sqlite3.Row) -> str:
    return str(one["service_id"]) if by == "matter" else _of_time(by, _micro(one["made_at"]))


def _of_time(by: str, micros: int) -> str:
    local = datetime.fromtimestamp(micros // 1_000_000, UTC).astimezone(ZONE)
    if by == "day":
        return local.date().isoformat()
    floor = local.minute - local.minute % STEPS[by]
    return local.replace(minute=floor, second=0, microsecond=0).isoformat(timespec="minutes")


def _share(part: int, whole: int) -> str | None:
    return f"{part / whole * 100:.1f}" if whole else None


def _mean(micros: list[int]) -> str | None:
    return _seconds(sum(micros), len(micros)) if micros else None


def _seconds(micros: int, count: int) -> str:
    return f"{micros / count / 1_000_000:.1f}"


def _utc(on: str, ahead: int) -> str:
    day = date.fromisoformat(on) + timedelta(days=ahead)
    local = datetime.combine(day, time.min, tzinfo=ZONE)
    return local.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _micro(written: str) -> int:
    at = datetime.fromisoformat(written).replace(tzinfo=UTC)
    whole = at.replace(microsecond=0)
    return int(whole.timestamp()) * 1_000_000 + at.microsecond


if __name__ == "__main__":
    if not 4 <= len(sys.argv) <= 7:
        sys.exit(__doc__)
    sys.stdout.write(recompute(*sys.argv[1:]))
