"""How the apps and the daemon talk: one frame each way, on a unix stream socket.

A frame is two big-endian 32-bit lengths (header, body), a JSON header and a binary body.
"""

from __future__ import annotations

import socket
import struct
from typing import TypeVar

import msgspec

MAX_HEADER_BYTES = 1 << 20
MAX_BODY_BYTES = 16 << 20
_LENGTHS = struct.Struct("!II")

H = TypeVar("H")


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """One command; the fields a command does not need stay empty."""

    command: str
    device: str = ""
    key: str = ""
    title: str = ""
    pages: int | None = None
    fault: str = ""
    since: int = 0
    wait_seconds: float = 0.0
    seq: int = 0
    action: str = ""
    args: dict[str, str] = msgspec.field(default_factory=dict)


class Answer(msgspec.Struct, frozen=True):
    """What the daemon says back: a result, or why it refuses the command."""

    result: msgspec.Raw = msgspec.Raw(b"null")
    refused: str | None = None


class Garbled(Exception):
    """What came over the socket is not a frame of ours."""


class HungUp(OSError):
    """The other side closed the socket in the middle of a frame, or before one."""


def write_frame(connection: socket.socket, header: object, body: bytes = b"") -> None:
    """Send one frame. Raises OSError when the other side is gone."""
    encoded = msgspec.json.encode(header)
    connection.sendall(_LENGTHS.pack(len(encoded), len(body)) + encoded + body)


def read_frame(connection: socket.socket, shape: type[H]) -> tuple[H, bytes]:
    """Read one frame, its header as `shape`.

    Raises Garbled for a frame that is too large or no JSON of that shape, HungUp for one cut short,
    TimeoutError when it does not come in time.
    """
    header_bytes, body_bytes = _LENGTHS.unpack(_read_exactly(connection, _LENGTHS.size))
    if header_bytes > MAX_HEADER_BYTES or body_bytes > MAX_BODY_BYTES:
        raise Garbled("the frame is larger than any of ours")
    encoded = _read_exactly(connection, header_bytes)
    try:
        header = msgspec.json.decode(encoded, type=shape)
    except msgspec.MsgspecError as fault:
        raise Garbled("the header is not what was expected") from fault
    return header, _read_exactly(connection, body_bytes)


def _read_exactly(connection: socket.socket, count: int) -> bytes:
    received = bytearray()
    while len(received) < count:
        piece = connection.recv(min(count - len(received), 1 << 16))
        if not piece:
            raise HungUp("the other side hung up")
        received += piece
    return bytes(received)
