"""Why somebody is served before somebody else: reasons are data, each with one sentence.

Lower is served first. Those of one priority are served by the place they took. A long wait is a
reason too: whoever has waited `very_long` stands before everyone but a person in danger, and there
older places come first, so nobody waits for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import NamedTuple

from shared.models import TaskKind

DEFAULT = 5
WAITING_LONG = "waiting_long"
WAITING_VERY_LONG = "waiting_very_long"

# The word of a reason, and how far to the front it brings. The sentence: queue-why-<word>.
REASONS: Mapping[str, int] = MappingProxyType(
    {
        "danger": 0,
        "urgent": 0,
        "crisis": 0,
        "quiet": 0,
        "child": 1,
        "no_roof_tonight": 1,
        "kiosk_help": 1,
        "agent_lost": 1,
        WAITING_VERY_LONG: 1,
        "transferred": 2,
        "callback_promised": 2,
        "at_kiosk": 3,
        "appointment": 3,
        WAITING_LONG: 3,
        "confused": DEFAULT - 1,
        "has_slip": DEFAULT,
        "asked": DEFAULT,
    }
)


class Patience(NamedTuple):
    """After how long a wait is long, and very long."""

    long: timedelta
    very_long: timedelta


AT_A_COUNTER = Patience(timedelta(minutes=15), timedelta(minutes=45))
ON_THE_LINE = Patience(timedelta(minutes=10), timedelta(minutes=30))
PATIENCE: Mapping[TaskKind, Patience] = MappingProxyType(
    {
        TaskKind.HELP: ON_THE_LINE,
        TaskKind.CALL: ON_THE_LINE,
        TaskKind.KIOSK_CALL: ON_THE_LINE,
        TaskKind.CALLBACK: ON_THE_LINE,
        TaskKind.TICKET: AT_A_COUNTER,
        TaskKind.VOICEMAIL: Patience(timedelta(hours=4), timedelta(hours=24)),
    }
)
SHORTEST_LONG = min(patience.long for patience in PATIENCE.values())


def of(reasons: Iterable[str]) -> int:
    """The priority these reasons give; a word we do not know gives none."""
    return min((REASONS.get(reason, DEFAULT) for reason in reasons), default=DEFAULT)


def with_reason(reasons: tuple[str, ...], added: str) -> tuple[str, ...]:
    """The reasons and one more, if it is a new one."""
    return reasons if added in reasons else (*reasons, added)


def long_wait(kind: TaskKind, waited: timedelta) -> str | None:
    """The reason a wait of this length is by itself, if it is one."""
    patience = PATIENCE[kind]
    if waited >= patience.very_long:
        return WAITING_VERY_LONG
    return WAITING_LONG if waited >= patience.long else None


def sentence_keys(reasons: Iterable[str]) -> tuple[str, ...]:
    """The keys of the sentences that explain a place in the line, the weightiest first."""
    known = sorted((REASONS[reason], reason) for reason in set(reasons) if reason in REASONS)
    return tuple(f"queue-why-{reason.replace('_', '-')}" for _, reason in known)
