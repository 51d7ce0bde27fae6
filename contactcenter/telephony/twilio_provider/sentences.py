"""Long texts in pieces a voice can be given, cut where a person would breathe."""

from __future__ import annotations

import re

MOST_CHARACTERS = 4096  # in one <Say>; the provider's limit
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+")
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def pieces(text: str, most: int = MOST_CHARACTERS) -> tuple[str, ...]:
    """`text` in parts of at most `most` characters: between sentences, else words, else anywhere.

    Characters XML cannot carry are dropped; no part is empty.
    """
    found: list[str] = []
    for sentence in _SENTENCE_END.split(_NOT_IN_XML.sub("", text).strip()):
        for part in _fitting(sentence, most):
            _append(found, part, most)
    return tuple(found)


def _append(found: list[str], part: str, most: int) -> None:
    if found and len(found[-1]) + 1 + len(part) <= most:
        found[-1] = f"{found[-1]} {part}"
    elif part:
        found.append(part)


def _fitting(sentence: str, most: int) -> list[str]:
    """A sentence, or its words when it is longer than `most`, a too long word cut in pieces."""
    if len(sentence) <= most:
        return [sentence]
    return [
        word[start : start + most]
        for word in sentence.split()
        for start in range(0, len(word), most)
    ]
