"""Passwords for the relay: what openssl computes, and nothing where there is no relay."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from contactcenter.telephony.ice import (
    GOOD_FOR,
    IceSettings,
    ice_servers,
    read_ice_settings,
    turn_password,
)
from shared.web.environment import Environment, SettingsFault

SECRET = "a secret that both sides know, 32+ characters"
UNTIL = datetime.fromtimestamp(1795420800, UTC)
TURN = "turn:turn.example:3478?transport=udp"


def test_the_password_is_what_coturn_computes() -> None:
    """printf '1795420800:call-1' | openssl dgst -sha1 -hmac "$SECRET" -binary | base64"""
    name, password = turn_password(SECRET, "call-1", UNTIL)
    assert name == "1795420800:call-1"
    assert password == "+kJ2FlUutBI/jSO3KWUbVwqrRZE="


def test_by_default_two_browsers_find_each_other_alone() -> None:
    assert ice_servers(IceSettings(), "call-1", UNTIL) == []


def test_a_relay_gets_a_password_that_ends_and_a_finder_gets_none() -> None:
    settings = IceSettings(("stun:stun.example", TURN), SECRET)
    plain, relay = ice_servers(settings, "call-1", UNTIL - GOOD_FOR)
    assert (plain.urls, plain.username, plain.credential) == (["stun:stun.example"], "", "")
    assert relay.urls == [TURN]
    assert (relay.username, relay.credential) == turn_password(SECRET, "call-1", UNTIL)
    assert SECRET not in repr(settings)


def test_settings_name_the_first_thing_that_will_not_do(tmp_path: Path) -> None:
    file = tmp_path / "turn.secret"
    file.write_text(SECRET)
    variables = {"OKIENKO_ICE_URLS": TURN, "OKIENKO_TURN_SECRET_FILE": str(file)}
    assert read_ice_settings(Environment(variables)) == IceSettings((TURN,), SECRET)
    assert read_ice_settings(Environment({})) == IceSettings()
    with pytest.raises(SettingsFault, match="OKIENKO_TURN_SECRET_FILE"):
        read_ice_settings(Environment({"OKIENKO_ICE_URLS": TURN}))
    relayed = Environment({**variables, "OKIENKO_ICE_RELAYED": "yes"})
    assert read_ice_settings(relayed) == IceSettings((TURN,), SECRET, is_relayed=True)
    with pytest.raises(SettingsFault, match="OKIENKO_ICE_RELAYED"):
        read_ice_settings(Environment({"OKIENKO_ICE_RELAYED": "yes"}))
    with pytest.raises(SettingsFault, match="http://x"):
        read_ice_settings(Environment({"OKIENKO_ICE_URLS": "http://x"}))
