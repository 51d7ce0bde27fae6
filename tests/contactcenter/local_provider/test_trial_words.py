"""The words of the test phone: the same in every language, none missing, none too many."""

from __future__ import annotations

import re

import pytest

from contactcenter.telephony.local_provider.app import ROOT
from contactcenter.telephony.local_provider.provider import LANGUAGES
from contactcenter.telephony.local_provider.texts import FINAL, RANKS
from contactcenter.telephony.local_provider.views.messages import FATES
from contactcenter.telephony.local_provider.views.phone import CALLERS

KEY = re.compile(r"^([a-z][\w-]*) =", re.M)
ASKED = re.compile(r"""\bt\(["']([\w-]+)["'][,)]""")


def keys(language: str) -> list[str]:
    return KEY.findall((ROOT / "locales" / f"{language}.ftl").read_text(encoding="utf-8"))


def asked() -> set[str]:
    templates = "".join(one.read_text("utf-8") for one in (ROOT / "templates").glob("*.html"))
    return (
        set(ASKED.findall(templates))
        | {f"caller-{one.id}" for one in CALLERS}
        | {f"caller-{one.id}-try" for one in CALLERS}
        | {f"message-{status}" for status in (*RANKS, *FINAL) if status != "received"}
        | {f"message-do-{fate}" for fate in FATES}
        | {f"trial-nav-{name}" for name in ("phone", "messages", "lines")}
        | {f"leg-{what}" for what in ("inbound", "outbound", "agent")}
        | {"phone-star", "phone-hash", "bubble-from-phone", "bubble-from-line"}
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_there_once_and_in_use(language: str) -> None:
    held = keys(language)
    assert len(held) == len(set(held))
    shared = {"language-pl", "language-uk", "language-en"}
    assert set(held) ^ (asked() - shared) <= {"message-sending"}
