"""The table of a report: the figures of each group, and of all together.

Beside the line's own figures (`queue.figures`): FCR by promise, the share of talks whose promises
are all settled in which all were kept; mis-routing, the share of answered referrals that came back;
the error of the wait that was told, in minutes outside the range, of those who were answered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy.orm import Session

from contactcenter.queue import figures
from contactcenter.queue.figures import Figures, Outcome
from contactcenter.reports import facts
from contactcenter.reports.facts import Sent, Span, Wait
from shared.clock import CITY_ZONE
from shared.models import TaskKind

ALL = "all"


class By(StrEnum):
    """What the rows of a report are; the words: report-by-<value>."""

    QUARTER = "quarter"
    HOUR = "hour"
    DAY = "day"
    QUEUE = "queue"
    MATTER = "matter"
    LANGUAGE = "language"


class Who(StrEnum):
    """Whose waits are reported; the words: report-who-<value>."""

    LINE = "line"
    CALLBACKS = "callbacks"
    HELP = "help"
    TICKETS = "tickets"
    MESSAGES = "messages"


KINDS: Mapping[Who, tuple[TaskKind, ...]] = {
    Who.LINE: (TaskKind.CALL, TaskKind.KIOSK_CALL),
    Who.CALLBACKS: (TaskKind.CALLBACK,),
    Who.HELP: (TaskKind.HELP,),
    Who.TICKETS: (TaskKind.TICKET,),
    Who.MESSAGES: (TaskKind.VOICEMAIL,),
}
MINUTES = {By.QUARTER: 15, By.HOUR: 60}
KNOWS_REFERRALS = {By.QUARTER, By.HOUR, By.DAY, By.MATTER}


@dataclass(frozen=True)
class Ask:
    """A report as somebody asks for it; both days belong to it."""

    from_on: date
    to_on: date
    by: By = By.HOUR
    who: Who = Who.LINE

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From the first day's midnight to the one after the last."""
        return _midnight(self.from_on), _midnight(self.to_on + timedelta(days=1))


@dataclass(frozen=True)
class Row:
    """One group; None where nothing is known, or nothing can be divided."""

    group: str
    figures: Figures
    promised: int = 0  # talks in which something was promised
    settled: int = 0  # of them, with nothing left open
    kept: int = 0
    referred: int | None = 0
    referred_answered: int | None = 0
    returned: int | None = 0
    told: int = 0  # answered, and a range had been told
    within: int = 0
    error_minutes: float | None = None

    @property
    def fcr(self) -> float | None:
        """The share of settled talks in which every promise was kept."""
        return self.kept / self.settled if self.settled else None

    @property
    def misrouting(self) -> float | None:
        """The share of answered referrals that came back."""
        return (self.returned or 0) / self.referred_answered if self.referred_answered else None

    @property
    def estimate_share(self) -> float | None:
        """The share of waits that lay in the range that was told."""
        return self.within / self.told if self.told else None


class Table(NamedTuple):
    """A report: its rows in their order, and all together."""

    ask: Ask
    rows: tuple[Row, ...]
    total: Row


def table_of(
    db: Session, ask: Ask, at: datetime, is_nameable: Callable[[str], bool] = bool
) -> Table:
    """The report as it stands at `at`; `is_nameable`: whether a matter may be told."""
    span = Span(*ask.span, at)
    waits = facts.waits(db, span, KINDS[ask.who], is_nameable)
    sent = facts.referrals(db, span, is_nameable) if ask.who is Who.LINE else []
    knows_sent = ask.by in KNOWS_REFERRALS and ask.who is Who.LINE
    by_group, sent_by_group = _grouped(ask.by, waits), _sent_by_group(ask.by, sent)
    groups = _ordered(ask, {*by_group, *(sent_by_group if knows_sent else ())})
    rows = (_row(one, by_group[one], sent_by_group[one] if knows_sent else None) for one in groups)
    return Table(ask, tuple(rows), _row(ALL, waits, sent if ask.who is Who.LINE else None))


def group_of(by: By, at: datetime) -> str:
    """The group a moment belongs to, by the city's clock: "2026-11-23T09:15+01:00" or a date."""
    local = at.astimezone(CITY_ZONE)
    if by is By.DAY:
        return local.date().isoformat()
    step = MINUTES[by]
    floor = local.replace(minute=local.minute // step * step, second=0, microsecond=0)
    return floor.isoformat(timespec="minutes")


def _grouped(by: By, waits: Sequence[Wait]) -> Mapping[str, list[Wait]]:
    key: Mapping[By, Callable[[Wait], str]] = {
        By.QUEUE: lambda one: one.queue,
        By.MATTER: lambda one: one.matter,
        By.LANGUAGE: lambda one: one.language,
    }
    name = key.get(by, lambda one: group_of(by, one.course.began_at))
    found: dict[str, list[Wait]] = defaultdict(list)
    for one in waits:
        found[name(one)].append(one)
    return found


def _sent_by_group(by: By, sent: Sequence[Sent]) -> Mapping[str, list[Sent]]:
    found: dict[str, list[Sent]] = defaultdict(list)
    if by in KNOWS_REFERRALS:
        for one in sent:
            found[one.matter if by is By.MATTER else group_of(by, one.made_at)].append(one)
    return found


def _ordered(ask: Ask, groups: Collection[str]) -> list[str]:
    """All groups in order; of the clock's groups also the empty ones in between."""
    if ask.by is By.DAY:
        count = (ask.to_on - ask.from_on).days + 1
        return [(ask.from_on + timedelta(days=ahead)).isoformat() for ahead in range(count)]
    if ask.by not in MINUTES:
        return sorted(groups)
    step = timedelta(minutes=MINUTES[ask.by])
    days: dict[date, list[datetime]] = defaultdict(list)
    for one in groups:
        days[datetime.fromisoformat(one).date()].append(datetime.fromisoformat(one))
    return [group for _, some in sorted(days.items()) for group in _filled(some, step, ask.by)]


def _filled(found: Sequence[datetime], step: timedelta, by: By) -> list[str]:
    at, last = min(found).astimezone(UTC), max(found).astimezone(UTC)
    names = []
    while at <= last:
        names.append(group_of(by, at))
        at += step
    return names


def _row(group: str, waits: Sequence[Wait], sent: Sequence[Sent] | None) -> Row:
    promised = [one.promised for one in waits if one.promised is not None]
    errors = [error for one in waits if (error := _error(one)) is not None]
    return Row(
        group,
        figures.sum_up([one.course for one in waits]),
        promised=len(promised),
        settled=sum(one.is_settled for one in promised),
        kept=sum(one.is_settled and one.is_kept for one in promised),
        **_sent_sums(sent),
        told=len(errors),
        within=sum(error == 0 for error in errors),
        error_minutes=sum(errors) / len(errors) if errors else None,
    )


def _sent_sums(sent: Sequence[Sent] | None) -> dict[str, int | None]:
    if sent is None:
        return {"referred": None, "referred_answered": None, "returned": None}
    answered = [one.is_returned for one in sent if one.is_returned is not None]
    return {"referred": len(sent), "referred_answered": len(answered), "returned": sum(answered)}


def _error(wait: Wait) -> float | None:
    """How many minutes outside the range it was; None: not answered, or nothing was told."""
    if wait.told is None or wait.course.outcome is not Outcome.ANSWERED:
        return None
    low, high = wait.told
    waited = wait.course.wait_seconds
    return max(0.0, low * 60 - waited, waited - high * 60) / 60


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=CITY_ZONE)
