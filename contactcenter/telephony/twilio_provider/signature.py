"""Whether a webhook really comes from the provider: HMAC-SHA1 over its address and what it carries.

The address is the one the provider was told, so it is put together from our configured origin and
the request's raw target. What a framework calls the request's URL has been decoded and encoded
again, and what a proxy says about the host is only somebody's word.
Source: the provider's page on webhook security; its library computes the hash.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from urllib.parse import parse_qs

from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

BODY_HASH = "bodySHA256"
_PORTS = {"https": 443, "http": 80}

Pairs = Iterable[tuple[str, str]]


def is_genuine(
    url: str, carried: Pairs | bytes | str, signature: str | None, tokens: Iterable[str]
) -> bool:
    """Whether `signature` (the header, None when missing) was made with one of `tokens`.

    `url`: configured origin and raw target, exactly as sent. `carried`: the pairs of a form, every
    one of them, empty ones too (none for a GET); or the raw body of anything else, which then must
    match the hash in the address. During a change of tokens both are given. Never raises.
    """
    if not signature:
        return False
    pairs = _signed_pairs(url, carried)
    if pairs is None:
        return False
    given = signature.encode(errors="replace")
    return any(
        hmac.compare_digest(RequestValidator(token).compute_signature(one, pairs).encode(), given)
        for token in tokens
        if token
        for one in _spellings(url)
    )


def _signed_pairs(url: str, carried: Pairs | bytes | str) -> MultiDict[str, str] | None:
    """What is signed beside the address; None when the body is not the one that was sent.

    An address with a hash was signed for a raw body: as a form nothing in it would be checked.
    """
    hashes = parse_qs(url.partition("?")[2]).get(BODY_HASH, [])
    if not isinstance(carried, bytes | str):
        return None if hashes else MultiDict(carried)
    body = carried.encode() if isinstance(carried, str) else carried
    expected = hashlib.sha256(body).hexdigest()
    is_same = len(hashes) == 1 and hmac.compare_digest(hashes[0].encode(), expected.encode())
    return MultiDict() if is_same else None


def _spellings(url: str) -> tuple[str, ...]:
    """The address as it is, and with the port of its scheme named or left out: both are in use."""
    scheme, _, rest = url.partition("://")
    cut = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    host, target = rest[:cut], rest[cut:]
    port = f":{_PORTS.get(scheme, 443)}"
    if host.endswith(port):
        return url, f"{scheme}://{host.removesuffix(port)}{target}"
    named = host.rpartition(":")[2]
    if named.isdecimal() and host != named:
        return url, f"{scheme}://{host[: -len(named) - 1]}{target}"
    return url, f"{scheme}://{host}{port}{target}"
