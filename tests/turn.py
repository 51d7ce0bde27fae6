"""A real coturn on this machine, from our own template, and a client that speaks just enough TURN.

The client follows RFC 8489 and RFC 8656: Allocate, Refresh, CreatePermission, Send and Data over
UDP with long-term credentials.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import os
import re
import socket
import struct
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.stack import ROOT, free_ports

TEMPLATE = ROOT / "provisioning" / "server" / "coturn" / "turnserver.conf"
HERE = "127.0.0.1"
REALM = "okienko.test"
SECRET = "a secret that both sides know, 32+ characters"
# What a test's relay does otherwise than the city's: it stays on this machine, and may reach it.
LOOPBACK_DENIED = "denied-peer-ip=127.0.0.0-127.255.255.255"
ONLY_HERE = (f"listening-ip={HERE}", f"relay-ip={HERE}")
LOOPBACK_ALLOWED = "allow-loopback-peers"
UP_SECONDS = 20

MAGIC = 0x2112A442
ALLOCATE, REFRESH, SEND, DATA, PERMIT = 0x003, 0x004, 0x016, 0x017, 0x008
USERNAME, INTEGRITY, ERROR, PEER, CONTENT = 0x0006, 0x0008, 0x0009, 0x0012, 0x0013
LIFETIME, REALM_IS, NONCE, RELAYED, TRANSPORT = 0x000D, 0x0014, 0x0015, 0x0016, 0x0019


def rendered(folder: Path, port: int, tls_port: int) -> list[str]:
    """The city's configuration, line by line, with its placeholders filled and ports of its own."""
    certificate, key = _certificate(folder)
    values = {"REALM": REALM, "SECRET": SECRET, "CERTIFICATE": certificate, "CERTIFICATE_KEY": key}
    text = TEMPLATE.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    filled = [re.sub(r"@(\w+)@", lambda found: str(values[found[1]]), line) for line in lines]
    ports = {"listening-port=3478": port, "tls-listening-port=5349": tls_port}
    return [f"{one.split('=')[0]}={ports[one]}" if one in ports else one for one in filled]


def on_loopback(lines: list[str]) -> list[str]:
    """The same for a relay that passes on between two parties on this machine."""
    return [*(one for one in lines if one != LOOPBACK_DENIED), LOOPBACK_ALLOWED]


@contextmanager
def running_relay(folder: Path, *, may_reach_loopback: bool) -> Iterator[int]:
    """Start it, wait until it answers, and end it; its UDP port."""
    port, tls_port = free_ports(2)
    lines = [*rendered(folder, port, tls_port), *ONLY_HERE]
    settings = folder / "turnserver.conf"
    settings.write_text("\n".join(on_loopback(lines) if may_reach_loopback else lines) + "\n")
    own = [f"--userdb={folder / 'turn.db'}", f"--pidfile={folder / 'turn.pid'}"]
    process = subprocess.Popen(
        ["turnserver", "-c", str(settings), *own],
        cwd=folder,
        env={**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await_answer(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


@dataclass
class Client:
    """One browser's worth of TURN. `error`: what the relay said last, 0 for "done"."""

    port: int
    username: str
    password: str
    error: int = 0
    relayed: tuple[str, int] = ("", 0)
    line: socket.socket = field(init=False)
    challenge: dict[int, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.line.settimeout(10)
        self.line.connect((HERE, self.port))

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        if self.relayed[1]:
            self._ask(REFRESH, {LIFETIME: struct.pack("!I", 0)})
        self.line.close()

    def allocate(self) -> int:
        """Ask for a relayed address; the error, or 0."""
        wish = {TRANSPORT: struct.pack("!B3x", 17)}
        self.challenge = self._ask(ALLOCATE, wish)
        given = self._ask(ALLOCATE, wish)
        if RELAYED in given:
            self.relayed = _address(given[RELAYED])
        return self.error

    def permit(self, address: str) -> int:
        """Ask to exchange packets with a peer; the error, or 0."""
        self._ask(PERMIT, {PEER: _written((address, 0))})
        return self.error

    def send(self, peer: tuple[str, int], content: bytes) -> None:
        """Through the relay to a peer. Nobody says whether it arrived."""
        self.line.send(
            _message(SEND | 0x10, os.urandom(12), {PEER: _written(peer), CONTENT: content})
        )

    def receive(self) -> tuple[tuple[str, int], bytes]:
        """What came through the relay, and from whom."""
        kind, _, said = _read(self.line.recv(2048))
        assert kind == DATA | 0x10, hex(kind)
        return _address(said[PEER]), said[CONTENT]

    def _ask(self, kind: int, wish: Mapping[int, bytes]) -> dict[int, bytes]:
        transaction = os.urandom(12)
        known = {name: self.challenge[name] for name in (REALM_IS, NONCE) if name in self.challenge}
        if known:
            asked = {**wish, USERNAME: self.username.encode(), **known}
            self.line.send(self._signed(kind, transaction, asked, known[REALM_IS]))
        else:
            self.line.send(_message(kind, transaction, wish))
        _, _, said = _read(self.line.recv(2048))
        self.error = said[ERROR][2] * 100 + said[ERROR][3] if ERROR in said else 0
        return said

    def _signed(
        self, kind: int, transaction: bytes, said: Mapping[int, bytes], realm: bytes
    ) -> bytes:
        """With MESSAGE-INTEGRITY: its own 24 bytes count in the length it is computed over."""
        who = f"{self.username}:{realm.decode()}:{self.password}".encode()
        key = hashlib.md5(who, usedforsecurity=False).digest()
        body = _attributes(said)
        head = struct.pack("!HHI", kind, len(body) + 24, MAGIC) + transaction
        return head + body + _attributes({INTEGRITY: hmac.digest(key, head + body, "sha1")})


def _message(kind: int, transaction: bytes, said: Mapping[int, bytes]) -> bytes:
    body = _attributes(said)
    return struct.pack("!HHI", kind, len(body), MAGIC) + transaction + body


def _attributes(said: Mapping[int, bytes]) -> bytes:
    return b"".join(
        struct.pack("!HH", name, len(value)) + value + b"\0" * (-len(value) % 4)
        for name, value in said.items()
    )


def _read(packet: bytes) -> tuple[int, bytes, dict[int, bytes]]:
    kind, length, magic = struct.unpack_from("!HHI", packet)
    assert magic == MAGIC
    said, at = {}, 20
    while at < 20 + length:
        name, size = struct.unpack_from("!HH", packet, at)
        said[name] = packet[at + 4 : at + 4 + size]
        at += 4 + size + -size % 4
    return kind, packet[8:20], said


def _written(peer: tuple[str, int]) -> bytes:
    """XOR-PEER-ADDRESS, IPv4."""
    address = struct.unpack("!I", socket.inet_aton(peer[0]))[0] ^ MAGIC
    return struct.pack("!xBHI", 1, peer[1] ^ (MAGIC >> 16), address)


def _address(value: bytes) -> tuple[str, int]:
    _, port, address = struct.unpack("!HHI", value)
    return socket.inet_ntoa(struct.pack("!I", address ^ MAGIC)), port ^ (MAGIC >> 16)


def process_ended(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether it ends within these seconds."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _await_answer(process: subprocess.Popen[bytes], port: int) -> None:
    """Ask until somebody answers; a port nobody listens on yet refuses at once."""
    until = time.monotonic() + UP_SECONDS
    while time.monotonic() < until:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.settimeout(0.2)
            probe.connect((HERE, port))
            try:
                probe.send(_message(0x001, os.urandom(12), {}))
                if probe.recv(2048):
                    return
            except (ConnectionRefusedError, TimeoutError):
                assert not process_ended(process, 0.1), "coturn refuses its configuration"
    raise AssertionError("coturn does not answer")


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate nobody vouches for, so that the template's TLS lines are read too."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, REALM)])
    at = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(at)
        .not_valid_after(at + datetime.timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "turn.crt", folder / "turn.key"
    certificate.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate, private
