"""Danger in any wording: whatever the order, the ending, the marks or the slips of the hand.

A phrase is a row of words that must all be there, close together, in any order. "nie" (Ukrainian
"не") holds on to the word after it: "żyć mi się nie chce" is "nie chcę żyć", "chcę żyć, nie
umierać" is not. In a phrase
  a/b   is either word,
  word* is any ending,
  =word is this very form and no other,
  .     after the last word: nothing follows it ("mieszkam na ulicy", not "na ulicy Zgierskiej").
A phrase of one word is not taken where a word of `unless` stands beside it ("serce bije").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, product
from typing import NamedTuple

from shared.catalog.model import CrisisWords
from shared.catalog.search import morphology
from shared.catalog.search.fold import fold, is_cyrillic, words_of
from shared.catalog.search.vocabulary import Vocabulary

NO = {"nie": "!", "не": "!", "ні": "!"}
SLACK = 3
SKIPPED = "juz mi sie tez to mnie ja dluzej wcale ze sobie вже більше мені"
SKIPPED_AFTER_NO = frozenset(SKIPPED.split())


class _Slot(NamedTuple):
    """One place of a phrase: keys of which a word must carry one, or beginnings."""

    keys: frozenset[str]
    beginnings: tuple[str, ...]


class _Phrase(NamedTuple):
    kind: str
    slots: tuple[_Slot, ...]
    unless: frozenset[str]
    is_last: bool


class _Token(NamedTuple):
    """One typed word: everything it may be, and as it stands."""

    keys: frozenset[str]
    form: str


class CrisisEar:
    """Hears kinds of danger; built once, then only read."""

    def __init__(self, groups: Sequence[CrisisWords]) -> None:
        self._words = Vocabulary()
        self._kinds = [group.kind for group in groups]
        for group in groups:
            for phrase in (*group.words, *group.unless):
                for word in _plain_words(phrase):
                    self._words.learn(word, _language(word))
        self._words.seal()
        phrases = [phrase for group in groups for phrase in self._compile(group)]
        self._by_key, self._open = _anchor(phrases)

    def kinds(self, text: str) -> tuple[str, ...]:
        """The kinds of danger heard in a text, in the order of the data."""
        tokens = self._tokens(text)
        keys = frozenset().union(*(token.keys for token in tokens))
        possible = chain(self._open, *(self._by_key.get(key, ()) for key in keys))
        heard = {phrase.kind for phrase in possible if _is_said(phrase, tokens)}
        return tuple(kind for kind in self._kinds if kind in heard)

    def _compile(self, group: CrisisWords) -> Iterable[_Phrase]:
        unless = frozenset(
            key for word in group.unless for one in words_of(word) for key in self._keys(one)
        )
        for written in group.words:
            slots = tuple(self._slot(no, word) for no, word in _after_no(_split(written)))
            alone = unless if len(slots) == 1 else frozenset()
            yield _Phrase(group.kind, slots, alone, written.endswith("."))

    def _slot(self, no: str, written: str) -> _Slot:
        keys: set[str] = set()
        beginnings = []
        for one in written.split("/"):
            folded = fold(one.strip("*=."))
            if one.endswith("*"):
                beginnings.append(no + folded)
            elif one.startswith("="):
                keys.add(f"{no}={folded}")
            else:
                keys.update(no + key for key in self._keys(folded))
        return _Slot(frozenset(keys), tuple(beginnings))

    def _keys(self, word: str) -> frozenset[str]:
        heard = self._words.terms(word) | self._words.terms(word, "en")
        return heard | {f"={word}"}

    def _tokens(self, text: str) -> list[_Token]:
        return [self._token(no, word) for no, word in _after_no(self._apart(words_of(text)))]

    def _apart(self, words: list[str]) -> list[str]:
        """Words as they should be: "niechce" is "nie chce" where "chce" is a word of danger."""
        parts: list[str] = []
        for word in words:
            rest = word[3:] if word.startswith("nie") and len(word) > 5 else ""
            is_two = rest in self._words.forms and word not in self._words.forms
            parts.extend(["nie", rest] if is_two else [word])
        return parts

    def _token(self, no: str, word: str) -> _Token:
        keys = self._keys(word)
        if len(keys) == 1:
            keys = self._keys(self._corrected(word)) | keys
        return _Token(frozenset(no + key for key in keys), no + word)

    def _corrected(self, word: str) -> str:
        guess = self._words.slip(word)
        return guess.corrected if guess and guess.corrected else word


def _language(word: str) -> str:
    if is_cyrillic(fold(word)):
        return "uk"
    return "en" if word.isascii() and not morphology.lemmas(word.casefold()) else "pl"


def _plain_words(phrase: str) -> list[str]:
    return [one.strip("*=.") for part in _split(phrase) for one in part.split("/")]


def _split(phrase: str) -> list[str]:
    return phrase.replace("'", "").replace("’", "").split()


def _after_no(words: Iterable[str]) -> Iterable[tuple[str, str]]:
    """The words, each with the no that goes before it, over small words between them."""
    no = ""
    for word in words:
        folded = fold(word)
        if folded in NO:
            no = NO[folded]
        elif no and folded in SKIPPED_AFTER_NO:
            yield "", word
        else:
            yield no, word
            no = ""


def _anchor(
    phrases: Sequence[_Phrase],
) -> tuple[Mapping[str, Sequence[_Phrase]], Sequence[_Phrase]]:
    """Phrases by the keys of their rarest word; and those with nothing but beginnings."""
    common = Counter(key for phrase in phrases for slot in phrase.slots for key in slot.keys)
    by_key: defaultdict[str, list[_Phrase]] = defaultdict(list)
    unanchored = []
    for phrase in phrases:
        closed = [slot for slot in phrase.slots if not slot.beginnings]
        if not closed:
            unanchored.append(phrase)
            continue
        rarest = min(closed, key=lambda slot: max(common[key] for key in slot.keys))
        for key in rarest.keys:
            by_key[key].append(phrase)
    return by_key, unanchored


def _is_said(phrase: _Phrase, tokens: Sequence[_Token]) -> bool:
    places = []
    for slot in phrase.slots:
        fitting = [index for index, token in enumerate(tokens) if _fits(slot, token)]
        if not fitting:
            return False
        places.append(fitting)
    if phrase.is_last and len(tokens) - 1 not in places[-1]:
        return False
    if phrase.unless and any(token.keys & phrase.unless for token in tokens):
        return False
    return any(_is_close(chosen) for chosen in product(*places))


def _is_close(chosen: tuple[int, ...]) -> bool:
    return len(set(chosen)) == len(chosen) and max(chosen) - min(chosen) < len(chosen) + SLACK


def _fits(slot: _Slot, token: _Token) -> bool:
    return bool(slot.keys & token.keys) or token.form.startswith(slot.beginnings or ("\0",))
