"""The city's search over its own content, what people type, and how much comes out right."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from shared.bundle.gather import gather
from shared.bundle.knowledge import Content
from shared.bundle.order import to_content
from shared.catalog.model import Service
from shared.catalog.search import Search
from shared.text import Text

ROOT = Path(__file__).parents[3]
QUERIES = Path(__file__).parent / "queries"
SEED = 20261122
OPENINGS = """Remont Budowa Koncert Warsztaty Festyn Modernizacja Wystawa Szlak Zajęcia Dodatek
    Karta Program Pomoc Zasiłek Opieka Stypendium"""
THINGS = """chodnika biblioteki boiska parku teatru skweru latarni przystanku fontanny ogrodu muzeum
    przedszkola stadionu szkoły mieszkań rodziny seniorów domu"""
PLACES = """Bałuty Widzew Chojny Piotrkowska Retkinia dzieci młodzież sportowcy artyści emeryci lato
    zima"""


class Question(NamedTuple):
    """What somebody types, and the services any of which is a right answer."""

    text: str
    language: str
    want: frozenset[str]


class Score(NamedTuple):
    """Shares of questions, each 0 to 1."""

    hit1: float
    hit3: float


@cache
def city() -> Content:
    """The city's content as it stands in the files."""
    return to_content(gather(ROOT / "shared" / "content"))


@cache
def city_search() -> Search:
    """The search over it."""
    content = city()
    return Search(content.services, content.synonyms, content.crisis_words)


@cache
def search_among(distractors: int) -> Search:
    """The city's search with made-up services among the real ones."""
    content = city()
    services = (*content.services, *made_up(distractors))
    return Search(services, content.synonyms, content.crisis_words)


def made_up(count: int) -> list[Service]:
    """Services nobody asks for, named as a city names its projects; the same ones every time."""
    dice = random.Random(SEED)
    pattern = city().services[0]
    return [_made_up(pattern, number, dice) for number in range(count)]


def questions(file: str) -> list[Question]:
    """The questions of a file; ids of services the content has not are a fault of the file."""
    rows = yaml.safe_load((QUERIES / file).read_text(encoding="utf-8"))["queries"]
    return [Question(r["text"], r.get("lang", "pl"), frozenset(r["want"])) for r in rows]


def sheet(file: str) -> dict[str, Any]:
    """A file as it is."""
    content: dict[str, Any] = yaml.safe_load((QUERIES / file).read_text(encoding="utf-8"))
    return content


def score(asked: Sequence[Question], answer: Callable[[Question], Sequence[str]]) -> Score:
    """How often a right service is the first, or among the first three."""
    answers = [(question.want, answer(question)[:3]) for question in asked]
    first = sum(bool(ids) and ids[0] in want for want, ids in answers)
    among = sum(any(one in want for one in ids) for want, ids in answers)
    return Score(first / len(asked), among / len(asked))


def ids(search: Search, question: Question) -> list[str]:
    """What the search answers, as ids."""
    return [one.id for one in search.find(question.text, question.language).services]


def share_answered(texts: Iterable[object], find: Callable[[str], Sequence[str]]) -> float:
    """The share of texts for which anything is found."""
    answered = [bool(find(str(text))) for text in texts]
    return sum(answered) / len(answered)


def slow_ms(asked: Sequence[Question], answer: Callable[[Question], object], rounds: int) -> float:
    """The 95th percentile of one answer, in milliseconds of this thread's own time."""
    times = []
    for _ in range(rounds):
        for question in asked:
            began = time.thread_time()
            answer(question)
            times.append((time.thread_time() - began) * 1000)
    return sorted(times)[len(times) * 95 // 100]


def _made_up(pattern: Service, number: int, dice: random.Random) -> Service:
    from msgspec.structs import replace

    name = " ".join(dice.choice(words.split()) for words in (OPENINGS, THINGS, PLACES))
    text = Text(pl=f"{name} {number}")
    summary = Text(pl=" ".join(dice.choice(THINGS.split()) for _ in range(5)))
    return replace(
        pattern,
        id=f"made_up_{number}",
        kind="entitlement",
        order=9999,
        names=text,
        summary=summary,
        description=summary,
    )
