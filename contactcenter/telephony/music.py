"""What is heard while somebody waits: a few soft notes of our own, made once, always the same."""

from __future__ import annotations

import io
import math
import wave
from functools import cache

MUSIC_PATH = "/sounds/waiting.wav"
SECONDS = 4  # ends as it begins, so that it can be repeated without a seam
RATE = 8000
LOUDNESS = 22.0  # of 127: behind a voice, not over it
# Two broken chords of A minor and F major, a note every half second (Hz).
NOTES = (220.0, 261.63, 329.63, 261.63, 174.61, 220.0, 261.63, 220.0)
RISE_SECONDS = 0.08


@cache
def waiting_music() -> bytes:
    """A WAV file (8 kHz, 8 bit, one channel), as a telephone carries it."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(b"".join(map(_note, NOTES)))
    return made.getvalue()


def _note(hertz: float) -> bytes:
    length = RATE * SECONDS // len(NOTES)
    return bytes(_sample(hertz, at / RATE, length / RATE) for at in range(length))


def _sample(hertz: float, at: float, length: float) -> int:
    """A soft tone with a little of its octave, fading in and out."""
    shape = min(1.0, at / RISE_SECONDS) * (1.0 - at / length)
    tone = math.sin(math.tau * hertz * at) + 0.3 * math.sin(2 * math.tau * hertz * at)
    return 128 + round(LOUDNESS * shape * tone)
