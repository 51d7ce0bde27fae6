"""Ukrainian as people type it on a Polish keyboard: "dopomoga", "robotu", "dytyna", "szukaju"."""

from __future__ import annotations

LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "h", "д": "d", "е": "e", "є": "ie", "ж": "z", "з": "z",
    "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "sc",
    "ь": "", "ю": "iu", "я": "ia",
}  # fmt: skip
# Both the Ukrainian passport's way and the Polish way of writing a sound end in one letter.
SOUNDS = (
    ("shch", "sc"), ("szcz", "sc"), ("sch", "sc"), ("kh", "h"), ("ch", "c"), ("cz", "c"),
    ("sh", "s"), ("sz", "s"), ("zh", "z"), ("rz", "z"), ("ts", "c"), ("y", "i"), ("j", "i"),
    ("w", "v"), ("g", "h"), ("x", "h"), ("ii", "i"),
)  # fmt: skip


def in_latin(word: str) -> str:
    """A folded Cyrillic word by its sounds."""
    return by_sound("".join(LETTERS.get(letter, letter) for letter in word))


def by_sound(word: str) -> str:
    """A folded Latin word with every way of writing a sound made one."""
    for written, sound in SOUNDS:
        word = word.replace(written, sound)
    return word
