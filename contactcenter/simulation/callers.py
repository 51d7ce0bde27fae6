"""Who calls, when, what they press and how long they wait: drawn by a seed, the same every time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from types import MappingProxyType

from contactcenter.simulation.marks import MOST_CALLERS, number_of
from contactcenter.telephony.menu.hours import is_answered

LANGUAGES = MappingProxyType({"pl": 14, "uk": 5, "en": 1})
LANGUAGE_KEYS = MappingProxyType({"pl": "1", "uk": "2", "en": "3"})
WORDS = MappingProxyType(
    {
        "pl": ("nie chcę żyć", "mąż mnie bije", "nie mam za co kupić jedzenia"),
        "uk": ("не хочу жити", "чоловік мене б'є", "нема за що купити їжу"),
        "en": ("I want to die", "my husband hits me", "I have no money for food"),
    }
)
SAY = "say "  # a step that begins so is spoken; one that is MESSAGE is left after the tone
MESSAGE = "message"

# What a caller does while the line is open, and how many of a hundred do it. After the language.
OPEN: Mapping[str, tuple[int, tuple[str, ...]]] = MappingProxyType(
    {
        "person": (24, ("0",)),
        "slip": (16, ("2", "slip", "0")),
        "life_event": (18, ("3", "1", "1", "0")),
        "urgent": (5, ("1", "1")),
        "crisis_words": (4, ("words",)),
        "wrong_keys": (7, ("7", "7", "0")),
        "callback": (10, ("0", "1", "1", "1")),
        "office_hours": (6, ("4", "1")),
        "hangs_up": (5, ()),
        "silent": (3, ()),
        "quiet": (2, ("99",)),
    }
)
CLOSED: Mapping[str, tuple[int, tuple[str, ...]]] = MappingProxyType(
    {
        "message": (40, ("1", MESSAGE)),
        "callback_tomorrow": (30, ("2", "1", "1")),
        "office_hours_closed": (20, ("3", "1")),
        "quiet_closed": (10, ("99",)),
    }
)
LISTENS = frozenset({"hangs_up", "office_hours", "office_hours_closed"})


@dataclass(frozen=True)
class Caller:
    """One made-up caller. `steps`: what they give, one at each question; `listens_seconds`: how
    long they go on after the last one when they want nobody; `answers_after_seconds`: how soon they
    pick up when we call back, None when they do not.
    """

    index: int
    kind: str
    language: str
    dials_after_seconds: float
    steps: tuple[str, ...]
    reaction_seconds: float
    patience_seconds: float
    talk_seconds: float
    listens_seconds: float | None = None
    answers_after_seconds: float | None = None

    @property
    def number(self) -> str:
        """The number they call from, in E.164 form; nobody has it."""
        return number_of(self.index)


def draw(
    seed: int, count: int, begins_at: datetime, seconds: float, *, is_always_open: bool = False
) -> tuple[Caller, ...]:
    """`count` callers who dial within `seconds` from `begins_at`, in the order they do."""
    if not 1 <= count <= MOST_CALLERS:
        raise ValueError(f"1 to {MOST_CALLERS} callers")
    dice = Random(seed)  # noqa: S311  # people of a play, not secrets
    moments = sorted(dice.uniform(0, seconds) for _ in range(count))
    return tuple(
        _caller(dice, index, moment, is_always_open or _is_open(begins_at, moment))
        for index, moment in enumerate(moments)
    )


def _is_open(begins_at: datetime, moment: float) -> bool:
    return is_answered(begins_at + timedelta(seconds=moment))


def _caller(dice: Random, index: int, moment: float, is_open: bool) -> Caller:
    table = OPEN if is_open else CLOSED
    kind = dice.choices(list(table), [weight for weight, _ in table.values()])[0]
    language = dice.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
    return Caller(
        index,
        kind,
        language,
        dials_after_seconds=round(moment, 3),
        steps=_steps(dice, kind, language, table[kind][1]),
        reaction_seconds=round(dice.uniform(1.0, 4.0), 3),
        patience_seconds=_about(dice, 240, 20, 1800),
        talk_seconds=_about(dice, 180, 30, 900),
        listens_seconds=round(dice.uniform(4, 40), 3) if kind in LISTENS else None,
        answers_after_seconds=round(dice.uniform(2, 15), 3) if dice.random() < 0.8 else None,
    )


def _steps(dice: Random, kind: str, language: str, steps: tuple[str, ...]) -> tuple[str, ...]:
    """What they press, with what is only this caller's filled in."""
    if kind == "silent":
        return ()
    digits = "".join(dice.choices("0123456789", k=8))
    own = {"slip": digits, "words": f"{SAY}{dice.choice(WORDS[language])}"}
    return (LANGUAGE_KEYS[language], *(own.get(step, step) for step in steps))


def _about(dice: Random, median: float, least: float, most: float) -> float:
    """Seconds as people take them: mostly about `median`, now and then very long."""
    return round(min(most, max(least, dice.lognormvariate(0.0, 0.6) * median)), 3)
