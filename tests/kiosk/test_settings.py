"""A kiosk that is not told everything, or is told weak secrets, does not start."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.__main__ import main
from kiosk.knowledge import load_knowledge
from kiosk.settings import Settings, read_settings
from shared.bundle import write_bundle
from shared.crypto import new_key
from shared.web.environment import SettingsFault
from tests.kiosk.content import small_city

Variables = dict[str, str]


@pytest.fixture
def signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture
def variables(tmp_path: Path, signing_key: Ed25519PrivateKey) -> Variables:
    def put(name: str, data: bytes) -> str:
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    public = signing_key.public_key().public_bytes_raw()
    return {
        "OKIENKO_DATABASE_URL": f"sqlite:///{tmp_path / 'kiosk.db'}",
        "OKIENKO_CONTENT_BUNDLE": put("bundle", write_bundle(small_city(), signing_key)),
        "OKIENKO_CONTENT_PUBLIC_KEY_FILE": put("content.key", public),
        "OKIENKO_SECRET_KEY_FILE": put("secret.key", new_key()),
        "OKIENKO_DEVICE_KEY_FILE": put("device.key", new_key()),
        "OKIENKO_CITY_PUBLIC_KEY_FILE": put("city.key", new_key()),
        "OKIENKO_KIOSK_ID": "kiosk-1",
        "OKIENKO_KIOSK_TOKEN_FILE": put("token", b"kP3xw9ZrT1mQv7LyB2nDc5Hf8Js4Gu6A"),
        "OKIENKO_CONTACTCENTER_URL": "https://centrum.example",
        "OKIENKO_HARDWARE_SOCKET": str(tmp_path / "hw.sock"),
    }


def test_settings_are_read_once_and_frozen(variables: Variables) -> None:
    settings = read_settings(variables)
    assert settings.port == 8610
    assert settings.kiosk_token not in repr(settings)
    with pytest.raises(AttributeError):
        settings.port = 1  # type: ignore[misc]


def test_every_missing_setting_is_named(variables: Variables) -> None:
    for name in variables:
        without = {key: value for key, value in variables.items() if key != name}
        with pytest.raises(SettingsFault, match=name):
            read_settings(without)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("OKIENKO_SECRET_KEY_FILE", b"short"),
        ("OKIENKO_DEVICE_KEY_FILE", b"\0" * 32),
        ("OKIENKO_CITY_PUBLIC_KEY_FILE", b"x" * 33),
        ("OKIENKO_KIOSK_TOKEN_FILE", b"a" * 64),
        ("OKIENKO_KIOSK_TOKEN_FILE", b"changeme"),
    ],
)
def test_weak_secrets_are_refused(variables: Variables, name: str, data: bytes) -> None:
    Path(variables[name]).write_bytes(data)
    with pytest.raises(SettingsFault, match=name):
        read_settings(variables)


def test_the_content_must_be_signed_by_the_city(
    variables: Variables, signing_key: Ed25519PrivateKey
) -> None:
    assert load_knowledge(read_settings(variables)).services
    bundle = Path(variables["OKIENKO_CONTENT_BUNDLE"])
    bundle.write_bytes(write_bundle(small_city(), Ed25519PrivateKey.generate()))
    with pytest.raises(SettingsFault, match="OKIENKO_CONTENT_BUNDLE"):
        load_knowledge(read_settings(variables))


def test_it_stops_with_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], variables: Variables
) -> None:
    for name, value in (variables | {"OKIENKO_KIOSK_ID": " "}).items():
        monkeypatch.setenv(name, value)
    assert main() == 2
    assert capsys.readouterr().err == "kiosk: OKIENKO_KIOSK_ID is not set\n"


def test_settings_have_no_default_secret() -> None:
    assert not {"secret_key", "keys", "kiosk_token"} & set(vars(Settings))
