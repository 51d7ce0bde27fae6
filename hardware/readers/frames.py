"""What readers send over a serial line: decoders that find their feet again, encoders for tests.

A decoder is fed bytes as they come and yields whole readings only. After a silence it is told
`silence()` and forgets a half-received frame, so that no card is ever put together from two taps.
Formats (all 9600 8N1 unless the device is set otherwise):

- `id12`: ID-12LA, ID-20LA (ASCII output): STX, 10 hex digits, 2 of checksum, CR LF ETX.
- `rdm6300`: RDM6300 and its like: the same without CR LF, repeated while the card is held.
- `wiegand_hex`, `wiegand_decimal`: a Wiegand-to-serial converter, which checks the parity bits:
  6 hex digits (facility, card) or 10 decimal ones, CR LF. They are told apart by the configuration
  only: two cut hex numbers in a row can look like a decimal one.
- `barcode`: a scanner with the factory's suffix CR, with or without an AIM identifier
  (ISO/IEC 15424) in front, text in UTF-8. `barcode_no_suffix`: whatever comes before a silence.
- `magstripe`: tracks after ISO/IEC 7811, start and end sentinels, CR. Only the number is kept.

The checksum has eight bits and the other card formats none on the wire: what a line turns into
another well-formed number, no decoder can see. That is one reason why a number is only a hint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from operator import xor
from typing import Protocol

import msgspec

STX, ETX = b"\x02", b"\x03"
LONGEST_TAG = 15
LONGEST_LINE = 4096  # the largest QR code holds 2,953 bytes

SYMBOLOGIES: Mapping[str, str] = {
    "A": "code39",
    "C": "code128",
    "E": "ean",
    "I": "itf",
    "L": "pdf417",
    "Q": "qr",
    "d": "datamatrix",
    "z": "aztec",
}
_AIM = re.compile(r"\](?P<code>[A-Za-z])[0-9A-Za-z]")
_TAG = re.compile(rb"[0-9A-F]{12}")
_WIEGAND_HEX = re.compile(rb"[0-9A-Fa-f]{6}")
_WIEGAND_DECIMAL = re.compile(rb"[0-9]{10}")
_TRACKS = re.compile(
    rb"(?:%(?:B(?P<one>[0-9]{1,19})\^)?[^%;+?]*\?)?"
    rb"(?:;(?P<two>[0-9]{1,37})(?:=[0-9=]*)?\?)?"
    rb"(?:\+[0-9=]*\?)?"
)


class Reading(msgspec.Struct, frozen=True):
    """One card or one code, read whole. `event` is "card" or "scan"."""

    event: str
    payload: dict[str, str]


class Decoder(Protocol):
    """Turns the bytes of one serial line into readings."""

    bad: int

    def feed(self, data: bytes) -> Iterator[Reading]:
        """Take bytes in; every reading they complete comes out, once."""

    def silence(self) -> Iterator[Reading]:
        """Nothing came for a while: what is unfinished will never be finished."""

    def forget(self) -> None:
        """The line was cut: drop everything half-received."""


class TagDecoder:
    """125 kHz tags: frames between STX and ETX under a checksum. `bad` counts frames refused."""

    def __init__(self, tail: bytes) -> None:
        self.bad = 0
        self._tail = tail
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Reading]:
        """Find every whole frame; a new STX begins anew, whatever came before it."""
        self._buffer += data
        while (frame := self._next_frame()) is not None:
            reading = self._read(frame)
            if reading is None:
                self.bad += 1
            else:
                yield reading

    def silence(self) -> Iterator[Reading]:
        """A frame cut short is dropped."""
        self.bad += bool(self._buffer)
        self.forget()
        return iter(())

    def forget(self) -> None:
        """Drop what is half-received."""
        self._buffer.clear()

    def _next_frame(self) -> bytes | None:
        """What lies before the next ETX, after the last STX; None until there is an ETX."""
        before, etx, after = self._buffer.partition(ETX)
        _, stx, frame = before.rpartition(STX)
        if etx:
            self._buffer = after
            return bytes(frame) if stx else b""
        self._buffer = stx + frame if stx and len(frame) <= LONGEST_TAG else bytearray()
        return None

    def _read(self, frame: bytes) -> Reading | None:
        digits = frame.removesuffix(self._tail)
        if digits + self._tail != frame or not _TAG.fullmatch(digits):
            return None
        tag = bytes.fromhex(digits.decode())
        if reduce(xor, tag):
            return None
        printed = int.from_bytes(tag[1:5], "big")
        return Reading("card", {"format": "em4100", "number": f"{printed:010}"})


class LineDecoder:
    """Frames that end with a line break. `bad` counts lines refused."""

    def __init__(
        self,
        read: Callable[[bytes], Reading | None],
        ends: bytes = b"\r\n",
        *,
        silence_ends: bool = False,
    ) -> None:
        self.bad = 0
        self._read = read
        self._end = re.compile(b"[" + ends + b"]")
        self._silence_ends = silence_ends
        self._is_lost = False
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Reading]:
        """Every whole line; one that is too long is skipped up to its end."""
        self._buffer += data
        while (end := self._end.search(self._buffer)) is not None:
            line = bytes(self._buffer[: end.start()])
            del self._buffer[: end.end()]
            yield from self._take(line)
        if len(self._buffer) > LONGEST_LINE:
            self._is_lost = True
            self._buffer.clear()

    def silence(self) -> Iterator[Reading]:
        """A line without its end is dropped, unless silence is the end here."""
        line = bytes(self._buffer)
        self._buffer.clear()
        if self._silence_ends:
            yield from self._take(line)
        else:
            self.bad += bool(line)
        self._is_lost = False

    def forget(self) -> None:
        """Drop what is half-received."""
        self._buffer.clear()
        self._is_lost = False

    def _take(self, line: bytes) -> Iterator[Reading]:
        was_lost, self._is_lost = self._is_lost, False
        if not line.strip(b"\r\n"):
            return
        reading = None if was_lost else self._read(line)
        if reading is None:
            self.bad += 1
        else:
            yield reading


def read_wiegand_hex(line: bytes) -> Reading | None:
    """Facility and card number, as the card has them printed: "030,45654"."""
    if not _WIEGAND_HEX.fullmatch(line):
        return None
    facility, card = int(line[:2], 16), int(line[2:], 16)
    return Reading("card", {"format": "wiegand26", "number": f"{facility:03},{card:05}"})


def read_wiegand_decimal(line: bytes) -> Reading | None:
    """Ten decimal digits, as the converter sends them."""
    if not _WIEGAND_DECIMAL.fullmatch(line):
        return None
    return Reading("card", {"format": "wiegand26", "number": line.decode()})


def read_barcode(line: bytes) -> Reading | None:
    """The text of a code; bytes that are no text are refused rather than guessed at."""
    try:
        text = line.decode("utf-8").strip("\r\n")
    except UnicodeDecodeError:
        return None
    aim = _AIM.match(text)
    text = text[aim.end() :] if aim else text
    if not text or not all(letter.isprintable() or letter in "\n\t\x1d" for letter in text):
        return None
    symbology = SYMBOLOGIES.get(aim["code"], "") if aim else ""
    return Reading("scan", {"symbology": symbology, "text": text})


def read_magstripe(line: bytes) -> Reading | None:
    """The card's number, if every track that has one has the same. Names and dates are dropped."""
    tracks = _TRACKS.fullmatch(line)
    numbers = {number for number in tracks.groups() if number} if tracks else set()
    if len(numbers) != 1:
        return None
    return Reading("card", {"format": "magstripe", "number": numbers.pop().decode()})


FORMATS: Mapping[str, Callable[[], Decoder]] = {
    "id12": lambda: TagDecoder(b"\r\n"),
    "rdm6300": lambda: TagDecoder(b""),
    "wiegand_hex": lambda: LineDecoder(read_wiegand_hex),
    "wiegand_decimal": lambda: LineDecoder(read_wiegand_decimal),
    "barcode": lambda: LineDecoder(read_barcode, b"\r"),
    "barcode_no_suffix": lambda: LineDecoder(read_barcode, b"\r", silence_ends=True),
    "magstripe": lambda: LineDecoder(read_magstripe),
}
REPEATING = frozenset({"rdm6300"})  # sends its frame again and again while a card is held


def encode_tag(tag: bytes, tail: bytes = b"\r\n") -> bytes:
    """What an ID-12LA sends for the five bytes of a tag; with an empty tail, an RDM6300."""
    return STX + f"{tag.hex().upper()}{reduce(xor, tag):02X}".encode() + tail + ETX


def encode_wiegand_hex(facility: int, card: int) -> bytes:
    """What a converter sends for a 26-bit card."""
    return f"{facility:02X}{card:04X}\r\n".encode()


def encode_wiegand_decimal(number: int) -> bytes:
    """What the other kind of converter sends."""
    return f"{number:010}\r\n".encode()


def encode_barcode(text: str, aim: str = "", suffix: str = "\r") -> bytes:
    """What a scanner sends; `aim` is an identifier such as "]Q1"."""
    return f"{aim}{text}{suffix}".encode()


def encode_magstripe(number: str, holder: str = "") -> bytes:
    """Tracks one and two of a card, as a reader sends them."""
    return f"%B{number}^{holder}^2912?;{number}=2912?\r".encode()
