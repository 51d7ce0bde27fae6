"""The keys each side holds; none of them is ever in a database or its backup."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from shared.crypto import load_key, load_private_key, load_public_key, load_ring


@dataclass(frozen=True)
class KioskKeys:
    """A device's own key (32 bytes), and the key it seals envelopes to."""

    device_key: bytes = field(repr=False)
    city_public_key: X25519PublicKey

    @classmethod
    def load(cls, device_key: Path, city_public_key: Path) -> KioskKeys:
        """From two key files; `BadKeyFile` when one is none."""
        return cls(load_key(device_key), load_public_key(city_public_key))


@dataclass(frozen=True)
class CityKeys:
    """The city's secret (32 bytes, or a ring of such), and the key that opens envelopes."""

    secret: bytes = field(repr=False)
    private_key: X25519PrivateKey = field(repr=False)

    @classmethod
    def load(cls, secret: Path, private_key: Path) -> CityKeys:
        """From two key files; `BadKeyFile` when one is none."""
        return cls(load_ring(secret), load_private_key(private_key))
