"""Makes the keys of one machine's demo, once; a key that is there is never replaced."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from contactcenter.kiosks import kiosk_token
from shared.crypto import load_key, load_ring, new_key, write_key

RANDOM_KEYS = (
    "kiosk_session.key",
    "center_session.key",
    "device.key",
    "city_secret.key",
    "city_private.key",
    "content_private.key",
)
TELEPHONY_TOKEN = "telephony.token"  # a file's name
_SPEAKABLE = "abcdefghjkmnpqrstuvwxyz"  # no i, l, o: they look like 1 and 0 on a screen


def make_keys(folder: Path, kiosk_id: str) -> None:
    """Make what is missing in `folder` (0700), each file 0600. Raises BadKeyFile for a bad one."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name in RANDOM_KEYS:
        _make(folder / name, new_key)
    _make(folder / "city_public.key", lambda: _city_public(folder))
    _make(folder / "content_public.key", lambda: _content_public(folder))
    token = kiosk_token(load_ring(folder / "city_secret.key"), kiosk_id)
    _write_text(folder / "kiosk.token", token)
    if not (folder / TELEPHONY_TOKEN).exists():
        _write_text(folder / TELEPHONY_TOKEN, secrets.token_urlsafe(48))


def agents_password(folder: Path) -> str:
    """The demo agents' password: made once, sixteen letters that are easy to type."""
    path = folder / "agents.password"
    if not path.exists():
        groups = ("".join(secrets.choice(_SPEAKABLE) for _ in range(4)) for _ in range(4))
        _write_text(path, "-".join(groups))
    return path.read_text(encoding="ascii").strip()


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The key the content is signed with. Raises BadKeyFile."""
    return Ed25519PrivateKey.from_private_bytes(load_key(folder / "content_private.key"))


def _city_public(folder: Path) -> bytes:
    private = X25519PrivateKey.from_private_bytes(load_key(folder / "city_private.key"))
    return private.public_key().public_bytes_raw()


def _content_public(folder: Path) -> bytes:
    return signing_key(folder).public_key().public_bytes_raw()


def _make(path: Path, key: Callable[[], bytes]) -> None:
    if not path.exists():
        write_key(path, key())


def _write_text(path: Path, text: str) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text + "\n")
