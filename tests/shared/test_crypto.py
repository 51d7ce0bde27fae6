"""Sealing, deriving, boxing: what opens, what does not, and what a key file must be."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from shared import crypto
from shared.crypto import BadKeyFile, seal, seal_to, unseal, unseal_with

KEY = bytes(range(32))
OTHER = bytes(range(1, 33))
CITY = X25519PrivateKey.from_private_bytes(KEY)


@given(st.binary(max_size=300), st.text(max_size=20))
def test_what_is_sealed_opens_again(plaintext: bytes, about: str) -> None:
    assert unseal(KEY, seal(KEY, plaintext, about), about) == plaintext
    assert unseal_with(CITY, seal_to(CITY.public_key(), plaintext, about), about) == plaintext


def test_the_same_words_never_look_the_same() -> None:
    assert len({seal(KEY, b"words", "here") for _ in range(50)}) == 50
    assert len({seal_to(CITY.public_key(), b"words", "here") for _ in range(50)}) == 50


def test_another_key_or_another_place_does_not_open_it() -> None:
    sealed = seal(KEY, b"words", "row 1")
    assert unseal(OTHER, sealed, "row 1") is None
    assert unseal(KEY, sealed, "row 2") is None
    assert unseal([], sealed, "row 1") is None
    boxed = seal_to(CITY.public_key(), b"words", "row 1")
    assert unseal_with(X25519PrivateKey.from_private_bytes(OTHER), boxed, "row 1") is None
    assert unseal_with(CITY, boxed, "row 2") is None


def test_a_ring_finds_the_key_it_was_sealed_with() -> None:
    assert unseal([OTHER, KEY], seal(KEY, b"words", ""), "") == b"words"


@pytest.mark.parametrize("name", ["sealed", "boxed"])
def test_every_flipped_bit_and_every_cut_is_noticed(name: str) -> None:
    value = seal(KEY, b"words", "") if name == "sealed" else seal_to(CITY.public_key(), b"w", "")

    def opens(tampered: bytes) -> bytes | None:
        return unseal(KEY, tampered, "") if name == "sealed" else unseal_with(CITY, tampered, "")

    assert opens(value) is not None
    for place in range(len(value)):
        for bit in (1, 128):
            flipped = bytes([*value[:place], value[place] ^ bit, *value[place + 1 :]])
            # X25519 ignores one bit of a public key by design; the box binds it all the same
            assert opens(flipped) is None, place
        assert opens(value[:place]) is None
    assert opens(value + b"x") is None


def test_a_box_from_a_point_of_small_order_is_refused() -> None:
    assert unseal_with(CITY, crypto.BOXED + bytes(32) + seal(KEY, b"", ""), "") is None


def test_derived_keys_differ_by_purpose_and_by_secret() -> None:
    keys = {crypto.derive(secret, purpose) for secret in (KEY, OTHER) for purpose in ("a", "b")}
    assert len(keys) == 4
    assert all(len(key) == 32 for key in keys)
    assert crypto.derive(KEY, "a") == crypto.derive(KEY, "a")
    assert crypto.key_id(KEY) != crypto.key_id(OTHER)
    assert crypto.key_id(KEY) not in KEY


def test_known_answers_hold_across_releases() -> None:
    """A changed derivation would lock every slip in the database."""
    assert crypto.derive(KEY, "slip").hex()[:16] == "b0c82769b460b67b"
    assert crypto.stretch("12345670 slowo", KEY, "slip").hex()[:16] == "608f8118620b0d61"
    assert crypto.blind_index(KEY, "slip number", "12345670").hex()[:16] == "c4cd577fc5419044"


def test_a_stretched_key_hangs_on_all_three() -> None:
    keys = {
        crypto.stretch(spoken, secret, purpose)
        for spoken in ("1 a", "1 b")
        for secret in (KEY, OTHER)
        for purpose in ("slip", "other")
    }
    assert len(keys) == 8


def test_a_blind_index_tells_values_apart_and_hides_them() -> None:
    index = crypto.blind_index(KEY, "slip number", "12345670")
    assert index == crypto.blind_index(KEY, "slip number", "12345670")
    assert index != crypto.blind_index(KEY, "slip number", "12345671")
    assert index != crypto.blind_index(OTHER, "slip number", "12345670")
    assert index != crypto.blind_index(KEY, "another", "12345670")
    assert b"12345670" not in index


def test_new_keys_are_new() -> None:
    assert len({crypto.new_key() for _ in range(20)}) == 20


def test_the_fingerprint_of_a_token_is_sha_256() -> None:
    assert crypto.fingerprint("").hex().startswith("e3b0c44298fc1c14")


def test_equality_is_equality() -> None:
    assert crypto.is_same(KEY, bytes(range(32)))
    assert not crypto.is_same(KEY, OTHER)
    assert not crypto.is_same(KEY, KEY[:31])


@pytest.mark.parametrize("key", [b"", KEY[:31], KEY + b"x", bytes(32), b"\xff" * 32])
def test_what_is_no_key_is_refused(key: bytes, tmp_path: Path) -> None:
    for use in (lambda: seal(key, b"", ""), lambda: crypto.derive(key, "x")):
        with pytest.raises(ValueError, match="key"):
            use()
    path = tmp_path / "secret.key"
    path.write_bytes(key)
    with pytest.raises(BadKeyFile, match=r"secret\.key"):
        crypto.load_key(path)


def test_a_key_file_is_its_owners_alone_and_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    crypto.write_key(path, KEY)
    assert crypto.load_key(path) == KEY
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        crypto.write_key(path, OTHER)
    assert crypto.load_key(path) == KEY


def test_a_missing_key_file_is_a_bad_one(tmp_path: Path) -> None:
    with pytest.raises(BadKeyFile, match="cannot be read"):
        crypto.load_key(tmp_path / "none.key")


def test_key_pairs_come_from_files(tmp_path: Path) -> None:
    crypto.write_key(tmp_path / "private.key", CITY.private_bytes_raw())
    crypto.write_key(tmp_path / "public.key", CITY.public_key().public_bytes_raw())
    boxed = seal_to(crypto.load_public_key(tmp_path / "public.key"), b"words", "")
    private_key = crypto.load_private_key(tmp_path / "private.key")
    assert unseal_with(private_key, boxed, "") == b"words"
