"""The code of an agent's phone: set up, asked for, used once, required, lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select

from contactcenter import create_app
from contactcenter.sign_in_settings import SignInSettings
from shared.models import AgentRole, OneTimeCode, RecoveryCode
from tests.contactcenter.city import PASSWORD, City, build_city
from tests.contactcenter.console import Console
from tests.page import find, words


def letters(console: Console) -> str:
    """The secret as the page shows it to be typed in."""
    assert console.page is not None
    shown = [node for node in console.page.iter() if node.get("class") == "code-letters"]
    return words(shown[0]).replace(" ", "")


def set_up(city: City) -> tuple[pyotp.TOTP, list[str]]:
    """Anna's phone, and her recovery codes."""
    console = city.console()
    console.get("/account")
    console.post("/account/code")
    phone = pyotp.TOTP(letters(console))
    console.post("/account/code/first", code=phone.at(city.clock.now()))
    assert console.page is not None
    codes = [words(node) for node in find(console.page, "li")]
    console.get("/account")
    console.post("/sign-out")
    city.clock.advance(60)
    return phone, codes


def at_the_code(city: City) -> Console:
    """A browser that has given Anna's password."""
    console = city.console()
    assert console.heading == "Kod z telefonu"
    return console


def is_in(console: Console) -> bool:
    """Whether the console opens."""
    return console.client.get("/keys").status_code == 200


def test_a_phone_is_set_up_with_a_picture_and_its_first_code(city: City) -> None:
    console = city.console()
    console.get("/account")
    assert "Do logowania wystarcza teraz samo hasło" in console.text
    console.post("/account/code")
    assert console.page is not None
    assert any(node.tag.endswith("svg") for node in console.page.iter())
    phone = pyotp.TOTP(letters(console))
    wrong = console.post("/account/code/first", code="000000")
    assert wrong.status_code == 422
    console.post("/account/code/first", code=phone.at(city.clock.now()))
    assert console.heading == "Zapisz kody zapasowe"
    console.get("/account")
    assert "prosimy o kod" in console.text
    assert letters_are_gone(console)


def letters_are_gone(console: Console) -> bool:
    """Whether the secret is on the page no more."""
    assert console.page is not None
    return all(node.get("class") != "code-letters" for node in console.page.iter())


def test_a_password_alone_lets_nobody_in_any_more(city: City) -> None:
    phone, _ = set_up(city)
    console = at_the_code(city)
    assert not is_in(console)
    assert console.post("/sign-in/code", code="123456").status_code == 422
    assert not is_in(console)
    console.post("/sign-in/code", code=phone.at(city.clock.now()))
    assert is_in(console)


@pytest.mark.parametrize(("late_seconds", "enters"), [(-30, True), (30, True), (-60, False)])
def test_a_clock_may_be_one_step_early_or_late(city: City, late_seconds, enters) -> None:
    phone, _ = set_up(city)
    console = at_the_code(city)
    code = phone.at(int(city.clock.now().timestamp()) + late_seconds)
    console.post("/sign-in/code", code=f"{code[:3]} {code[3:]}")
    assert is_in(console) is enters


def test_a_code_works_once_and_an_older_one_never_after_it(city: City) -> None:
    phone, _ = set_up(city)
    now = int(city.clock.now().timestamp())
    first, second = at_the_code(city), at_the_code(city)
    first.post("/sign-in/code", code=phone.at(now))
    assert is_in(first)
    for code in (phone.at(now), phone.at(now - 30)):
        second.post("/sign-in/code", code=code)
        assert not is_in(second)
    second.post("/sign-in/code", code=phone.at(now + 30))
    assert is_in(second)


def test_a_recovery_code_works_once_and_only_hashes_are_kept(city: City) -> None:
    _, codes = set_up(city)
    assert len(set(codes)) == 8
    console = at_the_code(city)
    console.post("/sign-in/code", code=codes[3].upper())
    assert is_in(console)
    again = at_the_code(city)
    again.post("/sign-in/code", code=codes[3])
    assert not is_in(again)
    with city.store.read() as db:
        kept = [row.code_hash for row in db.scalars(select(RecoveryCode))]
        sealed = db.scalars(select(OneTimeCode.secret_sealed)).one()
    assert all(code.replace("-", "").encode() not in b"".join(kept) for code in codes)
    assert len(sealed) > 32


def test_guessing_codes_is_slowed_down(city: City) -> None:
    phone, _ = set_up(city)
    console = at_the_code(city)
    for guess in range(8):
        console.post("/sign-in/code", code=f"{guess:06}")
    response = console.post("/sign-in/code", code=phone.at(city.clock.now()))
    assert response.status_code == 429
    city.clock.advance(15 * 60)
    late = at_the_code(city)
    late.post("/sign-in/code", code=phone.at(city.clock.now()))
    assert is_in(late)


def test_whoever_takes_longer_than_five_minutes_begins_again(city: City) -> None:
    phone, _ = set_up(city)
    console = at_the_code(city)
    city.clock.advance(5 * 60)
    console.post("/sign-in/code", code=phone.at(city.clock.now()))
    assert console.heading == "Zaloguj się"
    assert not is_in(console)


def test_an_agent_switched_off_between_password_and_code_stays_out(city: City) -> None:
    phone, _ = set_up(city)
    console = at_the_code(city)
    city.change_agent("anna", is_enabled=False)
    console.post("/sign-in/code", code=phone.at(city.clock.now()))
    assert not is_in(console)


def test_taking_it_away_needs_a_code(city: City) -> None:
    phone, codes = set_up(city)
    console = at_the_code(city)
    console.post("/sign-in/code", code=codes[0])
    console.get("/account")
    assert console.post("/account/code/remove", code="1").status_code == 422
    console.post("/account/code/remove", code=phone.at(city.clock.now()))
    assert "Do logowania wystarcza" in console.text
    assert is_in(city.console())


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[City]:
    """A city whose agents must have a code."""
    city = build_city(tmp_path)
    settings = replace(city.settings, sign_in=SignInSettings(code_roles=(AgentRole.AGENT,)))
    again = replace(city, app=create_app(settings, city.clock), settings=settings)
    yield again
    again.close()


def test_a_role_that_must_have_a_code_sets_it_up_at_the_door(strict: City) -> None:
    console = strict.console()
    assert console.heading == "Ustaw kod w telefonie"
    assert not is_in(console)
    phone = pyotp.TOTP(letters(console))
    assert console.post("/sign-in/code", code="nie").status_code == 422
    console.post("/sign-in/code", code=phone.at(strict.clock.now()))
    assert console.heading == "Zapisz kody zapasowe"
    assert is_in(console)
    console.get("/account")
    assert "W Twojej roli kod jest wymagany" in console.text
    response = console.post("/account/code/remove", code=phone.at(strict.clock.now()))
    assert response.status_code == 422


def test_the_cookie_of_a_stranger_is_not_the_agents(city: City) -> None:
    """Session fixation: what somebody planted before is worth nothing after."""
    set_up(city)
    console = city.console(None)
    console.get("/sign-in")
    planted = console.client.get_cookie("contactcenter_session")
    console.sign_in("anna", PASSWORD)
    between = console.client.get_cookie("contactcenter_session")
    assert planted is not None
    assert between is not None
    assert planted.value != between.value
    with console.client.session_transaction() as cookie:
        assert "token" not in cookie
