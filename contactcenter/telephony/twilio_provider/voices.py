"""Which voice reads which language, and how the listening side is told what to expect.

A voice and its language belong together: another pair is refused on the line (error 13511), and a
voice of the wrong language reads Ukrainian as if it were Spanish. Polly has no Ukrainian voice at
all, hence Google's. Source: the provider's list of text-to-speech voices.
"""

from __future__ import annotations

from typing import NamedTuple


class Voice(NamedTuple):
    """A language as the network names it (BCP 47), and a voice that speaks it."""

    language: str
    name: str


VOICES = {
    "pl": Voice("pl-PL", "Polly.Ola-Neural"),
    "uk": Voice("uk-UA", "Google.uk-UA-Wavenet-A"),
    "en": Voice("en-GB", "Polly.Amy-Neural"),
}
