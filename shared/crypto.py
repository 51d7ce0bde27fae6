"""The few cryptographic operations of the house, each under a plain name.

Everything at rest is AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce, a key id in front
and the place it belongs to as associated data: a sealed value cannot be moved to another row.
A value that does not open is `None`, never an exception: a wrong word is an everyday thing.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

KEY_BYTES = 32
KEY_ID_BYTES = 4
NONCE_BYTES = 12
SEALED = b"\x01"  # the form of a sealed value; another form gets another first byte
BOXED = b"\x02"  # sealed to somebody's public key

SCRYPT_COST = 2**13  # about 25 ms and 8 MB on one core of 2026: a guess costs, a call does not
SCRYPT_BLOCK = 8


class BadKeyFile(Exception):
    """A key file is missing, of the wrong length, or plainly not random."""


class Ring(bytes):
    """A key that remembers the ones it stands beside: it seals as itself, and opens as any of them.

    `others`: keys that were, or will be, in its place. `founding`: the first of all, under which
    blind indexes stay comparable however often the others change.
    """

    others: tuple[bytes, ...]
    founding: bytes

    def __new__(
        cls, current: bytes, others: Iterable[bytes] = (), founding: bytes | None = None
    ) -> Ring:
        """`founding` is `current` as long as nothing else is said."""
        ring = super().__new__(cls, current)
        ring.others = tuple(other for other in others if other != current)
        ring.founding = current if founding is None else founding
        return ring

    def __eq__(self, other: object) -> bool:
        """Rings are the same when all their keys are; a ring of one is that key."""
        theirs = (other.others, other.founding) if isinstance(other, Ring) else ((), other)
        return bytes.__eq__(self, other) is True and (self.others, self.founding) == theirs

    def __ne__(self, other: object) -> bool:
        """Said anew, because `bytes` has its own."""
        return not self == other

    __hash__ = bytes.__hash__

    def each(self) -> tuple[bytes, ...]:
        """Every key of the ring, the current one first."""
        return (bytes(self), *self.others)


def derive(secret: bytes, purpose: str) -> bytes:
    """A 32-byte key for one `purpose` (HKDF-SHA-256, RFC 5869); purposes never share a key.

    From a ring comes a ring.
    """
    if isinstance(secret, Ring):
        current, *others = (derive(key, purpose) for key in secret.each())
        return Ring(current, others, derive(secret.founding, purpose))
    hkdf = HKDF(
        algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"okienko " + purpose.encode()
    )
    return hkdf.derive(_checked(secret))


def founding(secret: bytes) -> bytes:
    """The key that never changes of a ring; a key by itself is its own."""
    return secret.founding if isinstance(secret, Ring) else secret


def stretch(spoken: str, secret: bytes, purpose: str) -> bytes:
    """A 32-byte key from something short that a person can say, and a secret that nobody can.

    scrypt (RFC 7914), salted with the secret: without the secret there is nothing to guess at, with
    it each guess costs tens of milliseconds. What only its holder can open cannot be sealed anew,
    so of a ring the founding key is the salt.
    """
    salt = derive(founding(secret), purpose)
    return Scrypt(salt=salt, length=KEY_BYTES, n=SCRYPT_COST, r=SCRYPT_BLOCK, p=1).derive(
        spoken.encode()
    )


def blind_index(secret: bytes, purpose: str, value: str) -> bytes:
    """32 bytes by which a value can be found again without being kept (HMAC-SHA-256)."""
    return hmac.digest(derive(founding(secret), f"index {purpose}"), value.encode(), "sha256")


def fingerprint(token: str) -> bytes:
    """SHA-256 of a token that is random enough to need no salt."""
    return hashlib.sha256(token.encode()).digest()


def is_same(one: bytes, other: bytes) -> bool:
    """Whether two values are equal, told in a time that says nothing about where they differ."""
    return hmac.compare_digest(one, other)


def new_key() -> bytes:
    """Thirty-two random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def key_id(key: bytes) -> bytes:
    """Four bytes that tell keys of a ring apart and say nothing about them."""
    return derive(bytes(key), "key id")[:KEY_ID_BYTES]


def seal(key: bytes, plaintext: bytes, about: str) -> bytes:
    """Encrypt under `key`; `about` names the place the value belongs to and is not stored."""
    head = SEALED + key_id(key)
    nonce = os.urandom(NONCE_BYTES)
    return head + nonce + AESGCM(_checked(key)).encrypt(nonce, plaintext, head + about.encode())


def unseal(keys: bytes | Iterable[bytes], sealed: bytes, about: str) -> bytes | None:
    """Decrypt with the key, or the one of several, it was sealed with; None if that is not so."""
    head, body = sealed[: 1 + KEY_ID_BYTES], sealed[1 + KEY_ID_BYTES :]
    for key in _each(keys):
        if is_same(head, SEALED + key_id(key)):
            return _decrypt(key, body[:NONCE_BYTES], body[NONCE_BYTES:], head + about.encode())
    return None


def seal_to(public_key: X25519PublicKey, plaintext: bytes, about: str) -> bytes:
    """Encrypt so that only the holder of the private key can read, and the sender no longer can.

    An ephemeral X25519 key (RFC 7748) per message; the shared secret is bound to both public keys.
    """
    ephemeral = X25519PrivateKey.generate()
    ours = ephemeral.public_key().public_bytes_raw()
    key = _box_key(ephemeral.exchange(public_key), ours, public_key.public_bytes_raw())
    return BOXED + ours + seal(key, plaintext, about)


def unseal_with(private_key: X25519PrivateKey, boxed: bytes, about: str) -> bytes | None:
    """Decrypt what `seal_to` made for this key; None if it is anything else."""
    head, theirs, sealed = boxed[:1], boxed[1 : 1 + KEY_BYTES], boxed[1 + KEY_BYTES :]
    if head != BOXED or len(theirs) != KEY_BYTES:
        return None
    try:
        shared = private_key.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError:  # a point of small order: no honest sender makes one
        return None
    key = _box_key(shared, theirs, private_key.public_key().public_bytes_raw())
    return unseal(key, sealed, about)


def load_key(path: Path) -> bytes:
    """The 32 bytes of a key file; `BadKeyFile` when they are not there or not a key."""
    try:
        key = path.read_bytes()
    except OSError as fault:
        raise BadKeyFile(f"{path.name}: cannot be read") from fault
    try:
        return _checked(key)
    except ValueError as fault:
        raise BadKeyFile(f"{path.name}: {fault}") from fault


def load_ring(path: Path) -> Ring:
    """The keys of a file: the current one, the founding one, any others; a key alone is both.

    32 bytes each and nothing between them. `BadKeyFile` when they are not there or not keys.
    """
    try:
        held = path.read_bytes()
    except OSError as fault:
        raise BadKeyFile(f"{path.name}: cannot be read") from fault
    try:
        return as_ring(held)
    except ValueError as fault:
        raise BadKeyFile(f"{path.name}: {fault}") from fault


def as_ring(held: bytes) -> Ring:
    """The ring written as `held`; ValueError when it is none."""
    at = range(0, max(len(held), 1), KEY_BYTES)
    keys = [_checked(held[start : start + KEY_BYTES]) for start in at]
    return Ring(keys[0], keys[1:], keys[1] if len(keys) > 1 else None)


def write_key(path: Path, key: bytes) -> None:
    """Write a new key file only its owner can read; an existing one is never replaced."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(_checked(key))
        file.flush()
        os.fsync(file.fileno())


def load_private_key(path: Path) -> X25519PrivateKey:
    """The city's private key from a key file of 32 raw bytes."""
    return X25519PrivateKey.from_private_bytes(load_key(path))


def load_public_key(path: Path) -> X25519PublicKey:
    """The city's public key from a key file of 32 raw bytes."""
    return X25519PublicKey.from_public_bytes(load_key(path))


def _checked(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes, this has {len(key)}")
    if len(set(key)) == 1:
        raise ValueError("a key of one repeated byte is no key")
    return key


def _each(keys: bytes | Iterable[bytes]) -> Iterable[bytes]:
    if isinstance(keys, Ring):
        return keys.each()
    return [keys] if isinstance(keys, bytes) else keys


def _decrypt(key: bytes, nonce: bytes, body: bytes, about: bytes) -> bytes | None:
    if len(nonce) != NONCE_BYTES:
        return None
    try:
        return AESGCM(_checked(key)).decrypt(nonce, body, about)
    except InvalidTag:
        return None


def _box_key(shared: bytes, ephemeral: bytes, recipient: bytes) -> bytes:
    info = b"okienko box " + ephemeral + recipient
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(shared)
