"""What an installation says of its account, and what it is told when that will not do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contactcenter.telephony.twilio_provider import settings as twilio_settings
from contactcenter.telephony.twilio_provider.settings import read_twilio_settings
from shared.web.environment import SettingsFault

ROOT = Path(__file__).parents[3]


@pytest.fixture
def said(tmp_path: Path) -> dict[str, str]:
    for name in ("secret", "token", "second"):
        (tmp_path / name).write_text(f"{name} 0123456789abcdefghijklmnopqrstuvwxyz\n")
    return {
        "OKIENKO_TWILIO_ACCOUNT": "AC" + "0" * 32,
        "OKIENKO_TWILIO_KEY": "SK" + "1" * 32,
        "OKIENKO_TWILIO_KEY_SECRET_FILE": str(tmp_path / "secret"),
        "OKIENKO_TWILIO_TOKEN_FILE": str(tmp_path / "token"),
    }


def test_ireland_is_where_we_are_unless_another_place_is_named(said: dict[str, str]) -> None:
    settings = read_twilio_settings(said)
    assert (settings.region, settings.edge) == ("ie1", "dublin")
    said |= {"OKIENKO_TWILIO_REGION": "us1", "OKIENKO_TWILIO_EDGE": "ashburn"}
    settings = read_twilio_settings(said)
    assert (settings.region, settings.edge) == ("us1", "ashburn")


def test_the_librarys_own_variables_say_nothing(said: dict[str, str]) -> None:
    said |= {"TWILIO_REGION": "us1", "TWILIO_EDGE": "ashburn", "TWILIO_AUTH_TOKEN": "x"}
    settings = read_twilio_settings(said)
    assert (settings.region, settings.edge) == ("ie1", "dublin")


def test_two_tokens_are_good_while_one_replaces_the_other(
    said: dict[str, str], tmp_path: Path
) -> None:
    assert len(read_twilio_settings(said).tokens) == 1
    said["OKIENKO_TWILIO_SECOND_TOKEN_FILE"] = str(tmp_path / "second")
    first, second = read_twilio_settings(said).tokens
    assert (first[:5], second[:6]) == ("token", "second")


def test_secrets_are_in_no_repr(said: dict[str, str]) -> None:
    settings = read_twilio_settings(said)
    assert settings.key_secret not in repr(settings)
    assert settings.tokens[0] not in repr(settings)


def test_the_number_is_not_assigned_until_it_is(said: dict[str, str]) -> None:
    assert read_twilio_settings(said).line_number is None
    said["OKIENKO_LINE_NUMBER"] = "+48800000000"
    assert read_twilio_settings(said).line_number == "+48800000000"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OKIENKO_TWILIO_ACCOUNT", "SK" + "0" * 32),
        ("OKIENKO_TWILIO_ACCOUNT", "AC" + "0" * 31),
        ("OKIENKO_TWILIO_KEY", ""),
        ("OKIENKO_TWILIO_KEY_SECRET_FILE", "/nowhere"),
        ("OKIENKO_TWILIO_REGION", "ie1/.evil.example"),
        ("OKIENKO_TWILIO_EDGE", "dublin.evil"),
        ("OKIENKO_LINE_NUMBER", "0800000000"),
        ("OKIENKO_TWILIO_APPLICATION", "x"),
        ("OKIENKO_TWILIO_SENDER", "a name of more than eleven letters"),
        ("OKIENKO_TWILIO_TRUNK", "TK" + "0" * 32),
    ],
)
def test_the_first_that_will_not_do_is_named(said: dict[str, str], name: str, value: str) -> None:
    said[name] = value
    with pytest.raises(SettingsFault, match=name):
        read_twilio_settings(said)


def test_what_can_be_set_is_what_the_page_about_the_line_says() -> None:
    named = re.compile(r"OKIENKO_TWILIO_[A-Z_]+")
    page = (ROOT / "docs" / "telephony.md").read_text(encoding="utf-8")
    code = Path(twilio_settings.__file__).read_text(encoding="utf-8")
    assert set(named.findall(page)) == set(named.findall(code))


def test_messages_come_from_one_sender(said: dict[str, str]) -> None:
    said["OKIENKO_TWILIO_SENDER"] = "Okienko"
    assert read_twilio_settings(said).sender == "Okienko"
    said["OKIENKO_TWILIO_MESSAGING_SERVICE"] = "MG" + "2" * 32
    with pytest.raises(SettingsFault, match="only one"):
        read_twilio_settings(said)
