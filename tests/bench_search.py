"""`make bench`: the search beside simpler ones, given the same texts and the same questions.

Every method reads the same names, summaries and editors' phrases; what differs is how it looks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from shared.catalog.model import Service, Synonyms
from shared.catalog.search import Search
from shared.catalog.search.fold import fold
from shared.catalog.search.lines import lines
from shared.catalog.search.morphology import lemmas
from tests.shared.catalog import finding
from tests.shared.catalog.finding import Question, questions, score, share_answered, sheet, slow_ms

Method = Callable[[str, str], Sequence[str]]
DISTRACTORS = 2000
MOST = 10
LEAST_LIKE = 60  # of 100, rapidfuzz
LONG_ENOUGH = 3


class Said(NamedTuple):
    """Everything short that is said of one service."""

    id: str
    texts: tuple[str, ...]


def bench_search() -> None:
    """Print the table."""
    print("\n## Search: the same texts, the same questions\n")
    print(
        "| method | tuned hit@1 | hit@3 | kept aside hit@1 | hit@3 | answers what is not here"
        " | p95, ms | p95 among 2,000, ms |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    few, many = list(_methods(0)), list(_methods(DISTRACTORS))
    for (name, method), (_, among) in zip(few, many, strict=True):
        _row(name, method, among)


def _row(name: str, method: Method, among: Method) -> None:
    def answer(question: Question) -> Sequence[str]:
        return method(question.text, question.language)

    tuned, aside = questions("tuned.yaml"), questions("aside.yaml")
    known, kept = score(tuned, answer), score(aside, answer)
    strange = [*sheet("abstain.yaml")["queries"], *sheet("abstain.yaml")["aside"]]
    wrong = share_answered(strange, lambda text: method(text, "pl"))
    quick = slow_ms(tuned + aside, answer, 1)
    crowded = slow_ms(tuned + aside, lambda q: among(q.text, q.language), 1)
    print(
        f"| {name} | {known.hit1:.2f} | {known.hit3:.2f} | {kept.hit1:.2f} | {kept.hit3:.2f}"
        f" | {wrong:.2f} | {quick:.2f} | {crowded:.2f} |"
    )


def _methods(distractors: int) -> Iterator[tuple[str, Method]]:
    content = finding.city()
    services = (*content.services, *finding.made_up(distractors))
    said = _said(services, content.synonyms)
    yield "LIKE", _like(said)
    yield "FTS5 unicode61, remove_diacritics 2", _full_text(said, _as_it_is, "unicode61", _exact)
    yield "FTS5 folded, prefix", _full_text(said, fold, "unicode61", _prefix)
    yield "FTS5 trigrams of folded text", _full_text(said, fold, "trigram", _trigrams)
    yield "FTS5 of Morfeusz lemmas, both sides", _full_text(said, _lemmas, "unicode61", _lemma)
    yield "rapidfuzz WRatio on names", _by_names(services)
    yield "forms, corrections and covered lines, without synonyms", _ours(Search(services))
    yield (
        "the same with synonyms: ours",
        _ours(Search(services, content.synonyms, content.crisis_words)),
    )


def _said(services: Sequence[Service], synonyms: Synonyms) -> list[Said]:
    texts: list[list[str]] = [[] for _ in services]
    for line in lines(services, synonyms):
        if line.kind in ("name", "asked", "summary"):
            for place in line.services:
                texts[place].append(line.text)
    return [Said(one.id, tuple(own)) for one, own in zip(services, texts, strict=True)]


def _like(said: Sequence[Said]) -> Method:
    whole = [(one.id, " | ".join(one.texts).casefold()) for one in said]

    def answer(text: str, _: str) -> list[str]:
        return [one for one, texts in whole if text.casefold() in texts][:MOST]

    return answer


def _full_text(
    said: Sequence[Said],
    prepare: Callable[[str], str],
    tokenizer: str,
    ask: Callable[[str], list[str]],
) -> Method:
    db = sqlite3.connect(":memory:")
    options = " remove_diacritics 2" if tokenizer == "unicode61" else ""
    db.execute(f"CREATE VIRTUAL TABLE said USING fts5(text, tokenize='{tokenizer}{options}')")
    rows = [(number, prepare(" | ".join(one.texts))) for number, one in enumerate(said)]
    db.executemany("INSERT INTO said(rowid, text) VALUES (?, ?)", rows)
    statement = "SELECT rowid FROM said WHERE said MATCH ? ORDER BY rank LIMIT ?"

    def answer(text: str, _: str) -> list[str]:
        question = " OR ".join(ask(text))
        found = db.execute(statement, (question, MOST)) if question else ()
        return [said[number].id for (number,) in found]

    return answer


def _by_names(services: Sequence[Service]) -> Method:
    names = [
        (one.id, fold(name)) for one in services for name in (one.names.pl, one.names.en or "")
    ]

    def answer(text: str, _: str) -> list[str]:
        found = process.extract(
            fold(text),
            [name for _, name in names],
            scorer=fuzz.WRatio,
            limit=MOST,
            score_cutoff=LEAST_LIKE,
        )
        return list(dict.fromkeys(names[place][0] for _, _, place in found))

    return answer


def _ours(search: Search) -> Method:
    def answer(text: str, language: str) -> list[str]:
        return [one.id for one in search.find(text, language).services]

    return answer


def _as_it_is(text: str) -> str:
    return text


def _exact(text: str) -> list[str]:
    return [f'"{word}"' for word in text.replace('"', " ").split()]


def _prefix(text: str) -> list[str]:
    words = [word for word in fold(text).split() if len(word) >= LONG_ENOUGH]
    return [f'"{word[: max(LONG_ENOUGH, len(word) - 2)]}"*' for word in words]


def _trigrams(text: str) -> list[str]:
    folded = fold(text)
    return [f'"{folded[place : place + 3]}"' for place in range(len(folded) - 2)]


def _lemmas(text: str) -> str:
    return " ".join(fold(min(lemmas(word), default=word)) for word in text.casefold().split())


def _lemma(text: str) -> list[str]:
    return [f'"{word}"' for word in _lemmas(text).split()]


if __name__ == "__main__":
    bench_search()
