"""The content as one signed file: what kiosks load, and refuse if one byte of it was changed.

A bundle is msgpack: [format, signature, body]; the body is msgpack: [content hash, content]. The
Ed25519 signature is over the format's name and the body's bytes, so it covers the hash as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from shared.bundle.fault import BundleFault
from shared.bundle.knowledge import Content, Knowledge, hash_content

if TYPE_CHECKING:  # the command line reads content without it, and should start at once
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

FORMAT = "okienko-content-1"


class _Body(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    content_hash: str
    content: Content


class _Bundle(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    format: str
    signature: bytes
    body: bytes


def write_bundle(knowledge: Knowledge, signing_key: Ed25519PrivateKey) -> bytes:
    """The bundle of this knowledge; the same bytes for the same knowledge and key."""
    body = msgspec.msgpack.encode(_Body(knowledge.content_hash, knowledge.content))
    signature = signing_key.sign(_signed(body))
    return msgspec.msgpack.encode(_Bundle(FORMAT, signature, body))


def read_bundle(data: bytes, public_key: Ed25519PublicKey) -> Knowledge | BundleFault:
    """The knowledge in a bundle that `public_key` vouches for; otherwise why it was refused."""
    from cryptography.exceptions import InvalidSignature

    try:
        bundle = msgspec.msgpack.decode(data, type=_Bundle)
    except msgspec.DecodeError:
        return BundleFault("not_a_bundle", "the file is not a content bundle")
    if bundle.format != FORMAT:
        return BundleFault("wrong_version", f"the bundle is not of the format {FORMAT}")
    try:
        public_key.verify(bundle.signature, _signed(bundle.body))
    except InvalidSignature:
        return BundleFault("bad_signature", "the bundle was not signed by the city's key")
    return _read_body(bundle.body)


def _read_body(data: bytes) -> Knowledge | BundleFault:
    try:
        body = msgspec.msgpack.decode(data, type=_Body)
    except msgspec.DecodeError:
        return BundleFault("wrong_version", "the bundle was written for other software")
    if hash_content(body.content) != body.content_hash:
        return BundleFault("altered_content", "the content does not match its hash")
    return Knowledge(body.content, body.content_hash)


def _signed(body: bytes) -> bytes:
    return FORMAT.encode() + b"\n" + body
