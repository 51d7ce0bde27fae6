"""Who can serve whom: the language always, sign language always, the matter if it can be had."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple

RELAX_AFTER_SECONDS = 90  # then somebody who does not know the matter is better than nobody
STRICT = frozenset({"pjm"})  # without these two people cannot understand each other
GENERAL = frozenset({"information"})  # what everybody at the line knows
# The lines of the catalog's agencies (`CallLine.skill`); the words: queue-skill-<skill>.
MATTER_SKILLS = (
    "city_cards",
    "city_flats",
    "disability_certificates",
    "family_benefits",
    "foreigners",
    "labor",
    "nurseries",
    "school_aid",
    "social_work",
)


class Wanted(NamedTuple):
    """What somebody who waits needs."""

    language: str
    skills: tuple[str, ...] = ()


class Able(NamedTuple):
    """What an agent can do."""

    languages: tuple[str, ...]
    skills: tuple[str, ...] = ()


class Fit(StrEnum):
    """How an agent fits; the value is what the log keeps."""

    NO = "no"
    FULL = "full"
    RELAXED = "skill_relaxed"  # they have waited long enough for one who knows the matter
    ABSENT = "skill_absent"  # nobody at work today knows the matter


def understands(wanted: Wanted, able: Able) -> bool:
    """Whether the two can talk to each other at all."""
    strict = STRICT.intersection(wanted.skills)
    return wanted.language in able.languages and strict <= set(able.skills)


def judge(wanted: Wanted, able: Able, waited_seconds: float, at_work: Collection[str]) -> Fit:
    """How well an agent fits; `at_work`: every skill somebody at work now has."""
    if not understands(wanted, able):
        return Fit.NO
    missing = set(wanted.skills) - set(able.skills) - GENERAL
    if not missing:
        return Fit.FULL
    if missing.isdisjoint(at_work):
        return Fit.ABSENT
    return Fit.RELAXED if waited_seconds >= RELAX_AFTER_SECONDS else Fit.NO


def all_skills(agents: Iterable[Able]) -> frozenset[str]:
    """Every skill one of them has."""
    return frozenset(skill for able in agents for skill in able.skills)
