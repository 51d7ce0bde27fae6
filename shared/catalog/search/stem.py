"""Light stems for Ukrainian and English. Polish needs more: see morphology.py."""

from __future__ import annotations

SHORTEST_STEM = 3
# Of folded words: й is и, ї is і. The longest that fits comes off.
ENDINGS = (
    "ування ювання ення ання іння ними ами ями ові еві єві ого ому ими ої ою ею єю ах ях ам "
    "ям ом ем єм ів ии іи их им ати яти ити іти ути єти ала яла ила али или яли ало ило ав ив "
    "яв ить еть ать ять уть ють еш єш иш ше емо ємо имо ете єте ите ає яє ує аю яю ую а я у ю о е "
    "є і и ь ть ти"
)
UKRAINIAN_ENDINGS = sorted(ENDINGS.split(), key=len, reverse=True)
REFLEXIVE = ("ся", "сь")
ENGLISH_ENDINGS = ("ements", "ement", "ments", "ment", "ings", "ing", "edly", "ed", "ly", "es", "s")


def stem_ukrainian(word: str) -> str:
    """A folded Ukrainian word without its ending: "дитину" and "дитини" become "дитин"."""
    for ending in REFLEXIVE:
        if word.endswith(ending) and len(word) - len(ending) > SHORTEST_STEM:
            word = word[: -len(ending)]
    for ending in UKRAINIAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def stem_english(word: str) -> str:
    """A folded English word without its ending: "homes" and "home" become "hom"."""
    if word.endswith("ies") and len(word) > SHORTEST_STEM + 2:
        word = word[:-3] + "y"
    for ending in ENGLISH_ENDINGS:
        if ending == "s" and word.endswith(("ss", "us", "is")):
            break
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = _single(word[: -len(ending)])
            break
    return word[:-1] if word.endswith("e") and len(word) > SHORTEST_STEM else word


def _single(stem: str) -> str:
    doubled = len(stem) > SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] not in "aeiousl"
    return stem[:-1] if doubled else stem
