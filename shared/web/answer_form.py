"""An answer as a form sends it, tapped or typed, read into a fact's answer or refused in words."""

from __future__ import annotations

import re

from shared.diagnosis.answers import Refusal, read_answer
from shared.diagnosis.household import Answer, Reason, Unknown
from shared.diagnosis.model import MINOR_UNITS, Fact
from shared.web.present.question import BAND_SIGN
from shared.web.present.words import Words

NOT_TOLD = {Reason.DONT_KNOW.value, Reason.WONT_SAY.value}
TRUTHS = {"true": True, "false": False}
# What people type around a number: spaces of any kind, the currency, the square meter.
AROUND_A_NUMBER = re.compile(r"[\s\u00a0\u202f]|zł|zl|PLN|m2|m²", re.IGNORECASE)
SAID_AS = {
    "too_precise": "wrong_type",
    "upside_down": "out_of_range",
    "fewer_than_listed": "out_of_range",
}


def read_form_answer(fact: Fact, given: str) -> Answer | Refusal:
    """Read "true", a choice id, "low..high" in minor units, a typed number, or "dont_know"."""
    if given in NOT_TOLD:
        return Unknown(Reason(given))
    if fact.type == "bool":
        return read_answer(fact, TRUTHS.get(given, given))
    if fact.type == "choice":
        return read_answer(fact, given)
    low, is_band, high = given.partition(BAND_SIGN)
    if is_band:
        return read_answer(fact, {"min": _whole_units(low, fact), "max": _whole_units(high, fact)})
    return read_answer(fact, typed_number(given))


def typed_number(given: str) -> str:
    """What a person typed, the way the engine reads numbers: "1 250,50 zł" is 1250.50."""
    return AROUND_A_NUMBER.sub("", given).replace(",", ".")


def refusal_words(refusal: Refusal, fact: Fact, words: Words) -> str:
    """Why an answer was not taken and what would be, in the person's language."""
    why = SAID_AS.get(refusal.why, refusal.why)
    if why == "out_of_range" and fact.minimum is not None and fact.maximum is not None:
        low, high = words.number(fact.minimum, fact), words.number(fact.maximum, fact)
        return words.say("refused-out_of_range", low=low, high=high)
    if why in ("wrong_type", "not_a_choice", "unknown_fact"):
        return words.say(f"refused-{why}")
    return words.say("refused-other")


def _whole_units(minor: str, fact: Fact) -> str:
    if not (minor.isascii() and minor.isdigit()):
        return minor
    whole, rest = divmod(int(minor), MINOR_UNITS[fact.type])
    return f"{whole}.{rest:02d}" if fact.type != "int" else str(whole)
