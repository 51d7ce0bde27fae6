"""What an ESC/POS printer says of itself: DLE EOT 1 to 4, and the echo of a process id.

Source: Epson's ESC/POS command reference, `DLE EOT` and `GS ( H` function 48. An answer is one byte
whose fixed bits are 0xx1xx10; a printer that does not answer is unknown, never well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from hardware.device import Fault, Health

QUESTIONS = (1, 2, 3, 4)
_FIXED_MASK, _FIXED_BITS = 0x93, 0x12
_ECHO_HEADER, _ECHO_BYTES = b"\x37\x22", 7

# question, bit -> what it means (bits named as in the reference)
_STOPPING: tuple[tuple[int, int, Fault], ...] = (
    (2, 0x04, Fault.COVER_OPEN),
    (4, 0x60, Fault.OUT_OF_PAPER),
    (2, 0x20, Fault.OUT_OF_PAPER),
    (3, 0x08, Fault.CUTTER),
    (3, 0x20, Fault.STOPPED),
    (3, 0x40, Fault.STOPPED),
    (2, 0x40, Fault.STOPPED),
    (1, 0x08, Fault.STOPPED),
)
_WARNING = ((4, 0x0C, Fault.PAPER_LOW),)


class Echo(msgspec.Struct, frozen=True):
    """The printer has printed everything that was sent before the process id `number`."""

    number: bytes


class Answers:
    """Takes the printer's bytes apart: status bytes and echoes, in whatever pieces they come."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, received: bytes) -> Iterator[int | Echo]:
        """Every whole answer in what was received so far; bytes that are none are dropped."""
        self._rest += received
        while self._rest:
            if self._rest[:1] == _ECHO_HEADER[:1]:
                if len(self._rest) < _ECHO_BYTES:
                    return
                block, self._rest = self._rest[:_ECHO_BYTES], self._rest[_ECHO_BYTES:]
                if block.startswith(_ECHO_HEADER):
                    yield Echo(block[2:6])
                continue
            byte, self._rest = self._rest[0], self._rest[1:]
            if is_status(byte):
                yield byte


def is_status(byte: int) -> bool:
    """Whether the fixed bits say that this is an answer to DLE EOT."""
    return byte & _FIXED_MASK == _FIXED_BITS


def ask(question: int) -> bytes:
    """DLE EOT n: answered at once, also while the printer prints."""
    return bytes((0x10, 0x04, question))


def ask_for_echo(number: bytes) -> bytes:
    """GS ( H, function 48: send `number` (four digits) back when all before it is printed."""
    return b"\x1d(H\x06\x00\x30\x30" + number


def health_of(answers: Mapping[int, int] | None) -> tuple[Health, tuple[Fault, ...]]:
    """How the printer is by its answers to the four questions; None when it did not answer."""
    if answers is None:
        return Health.UNKNOWN, (Fault.NOT_ANSWERING,)
    stops = _found(answers, _STOPPING)
    if stops:
        specific = tuple(fault for fault in stops if fault is not Fault.STOPPED)
        return Health.BROKEN, specific or (Fault.STOPPED,)
    warns = _found(answers, _WARNING)
    return (Health.ATTENTION, warns) if warns else (Health.OK, ())


def _found(
    answers: Mapping[int, int], bits: tuple[tuple[int, int, Fault], ...]
) -> tuple[Fault, ...]:
    found = (fault for question, mask, fault in bits if answers.get(question, 0) & mask)
    return tuple(dict.fromkeys(found))
