"""The app starts on a whole environment only, and says in one line what is missing from another."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from contactcenter.settings import Settings, read_settings
from shared.web.environment import SettingsFault
from tests.contactcenter.city import write_settings
from tests.contactcenter.server import environment


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    """A whole environment."""
    return environment(write_settings(tmp_path, 8620), tmp_path)


def test_a_whole_environment_is_read(variables: dict[str, str], tmp_path: Path) -> None:
    assert read_settings(variables) == write_settings(tmp_path, 8620)


@pytest.mark.parametrize(
    "name",
    [
        "OKIENKO_DATABASE_URL",
        "OKIENKO_CONTENT_BUNDLE",
        "OKIENKO_CONTENT_PUBLIC_KEY_FILE",
        "OKIENKO_SECRET_KEY_FILE",
        "OKIENKO_CITY_PRIVATE_KEY_FILE",
        "OKIENKO_CITY_SECRET_FILE",
    ],
)
def test_what_is_missing_is_named(variables: dict[str, str], name: str) -> None:
    del variables[name]
    with pytest.raises(SettingsFault, match=name):
        read_settings(variables)


@pytest.mark.parametrize("secret", [b"", b"short", b"\x00" * 32, b"a" * 32, bytes(range(33))])
def test_a_weak_secret_is_refused(variables: dict[str, str], secret: bytes) -> None:
    Path(variables["OKIENKO_CITY_SECRET_FILE"]).write_bytes(secret)
    with pytest.raises(SettingsFault, match="OKIENKO_CITY_SECRET_FILE"):
        read_settings(variables)


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "８６２０"])
def test_a_port_that_is_none_is_refused(variables: dict[str, str], port: str) -> None:
    with pytest.raises(SettingsFault, match="OKIENKO_PORT"):
        read_settings(variables | {"OKIENKO_PORT": port})


def test_secrets_are_not_shown_when_settings_are_printed(
    variables: dict[str, str],
) -> None:
    settings = read_settings(variables)
    assert isinstance(settings, Settings)
    for secret in (settings.secret_key, settings.city_private_key, settings.city_secret):
        assert repr(secret) not in repr(settings)


def test_the_process_refuses_in_one_line(variables: dict[str, str]) -> None:
    del variables["OKIENKO_SECRET_KEY_FILE"]
    bare = {name: value for name, value in os.environ.items() if not name.startswith("OKIENKO_")}
    refused = subprocess.run(
        [sys.executable, "-m", "contactcenter"],
        env=bare | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert refused.returncode == 2
    assert refused.stderr == "contactcenter: OKIENKO_SECRET_KEY_FILE is not set\n"
