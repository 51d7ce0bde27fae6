"""From eight digits to an open matter, and every way it can fail to get there."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from shared.intake.slip import check_digit, new_number
from shared.models import Matter
from tests.contactcenter.city import City, Sent
from tests.contactcenter.console import Console

HOUR = 3600


def open_slip(console: Console, digits: str, word: str, agreed: str = "yes") -> None:
    """Type the digits, then the word, as an agent does."""
    console.get("/")
    console.post("/slip", digits=digits)
    console.post("/slip/open", digits=digits, word=word, agreed=agreed)


def test_digits_then_word_then_consent_open_the_matter(city: City) -> None:
    console, slip = city.console(), city.send_slip()
    console.post("/slip", digits=f"{slip.digits[:4]} {slip.digits[4:]}")
    assert console.heading == "Słowo z kartki"
    assert slip.digits[4:] in console.text
    console.post("/slip/open", digits=slip.digits, word=slip.word.upper(), agreed="yes")
    assert console.heading == "Sprawa z kartki"
    assert console.part("given-title") is not None


def test_the_number_field_comes_first_and_has_the_focus(city: City) -> None:
    console = city.console()
    assert "autofocus" in console.part("digits").attrib


def test_a_scanned_code_brings_the_word_along_but_not_the_consent(city: City) -> None:
    console, slip = city.console(), city.send_slip()
    console.post("/slip", digits=f"OK1 {slip.digits} {slip.word}")
    assert console.part("word").get("value") == slip.word
    console.post("/slip/open", digits=slip.digits, word=slip.word)
    assert "Najpierw zapytaj o zgodę" in console.text


def test_a_misheard_digit_is_seen_before_anybody_asks_for_a_word(city: City) -> None:
    console, slip = city.console(), city.send_slip()
    wrong = slip.digits[:-1] + str((int(slip.digits[-1]) + 1) % 10)
    response = console.post("/slip", digits=wrong)
    assert response.status_code == 422
    assert "cyfra kontrolna się nie zgadza" in console.text
    assert console.part("digits").get("value") == wrong
    assert any("jedna po drugiej" in sentence for sentence in console.says())


FAULTS = [
    ("unknown_number", "Takiego numeru nikt nie wydał", "Nie znajduję tego numeru"),
    ("not_arrived", "kiosk jeszcze nie przesłał", "sprawa jeszcze do nas nie dotarła"),
    ("wrong_word", "Słowo nie pasuje", "Proszę je przeliterować"),
    ("no_such_word", "Takiego słowa nie ma na żadnej kartce", "Nie mam takiego słowa"),
    ("expired", "minęły 72 godziny", "Kartka była ważna trzy dni"),
    ("closed", "już zamknięta", "już zakończona"),
    ("too_many_tries", "Za dużo prób", "nie mogę teraz sprawdzić"),
]


def unused_number() -> str:
    """A number with a right check digit that no kiosk was lent."""
    return new_number()


def prepare(city: City, fault: str) -> tuple[Sent, str]:
    """A slip for each fault, and the word the caller says."""
    slip = city.send_slip()
    other = Sent(slip.digits, "żółw" if slip.word != "żółw" else "sowa")
    wrong = next(w for w in _words() if w != slip.word)
    if fault == "unknown_number":
        return Sent(unused_number(), slip.word), slip.word
    if fault == "not_arrived":
        return Sent(city.lend_number(), slip.word), slip.word
    if fault == "no_such_word":
        return other, "qwertyuiop"
    if fault == "expired":
        city.clock.advance(72 * HOUR)
        return slip, slip.word
    return slip, slip.word if fault == "closed" else wrong


def _words() -> tuple[str, ...]:
    from shared.intake.slip import words

    return words()


@pytest.mark.parametrize(("fault", "for_agent", "for_caller"), FAULTS)
def test_every_fault_is_a_sentence_for_the_agent_and_one_for_the_caller(
    city: City, fault: str, for_agent: str, for_caller: str
) -> None:
    slip, word = prepare(city, fault)
    console = city.console()
    if fault == "closed":
        open_slip(console, slip.digits, slip.word)
        console.post(f"{matter_path(city)}/close", disposition="informed", note="")
    tries = 11 if fault == "too_many_tries" else 1
    for _ in range(tries):
        open_slip(console, slip.digits, word)
    assert console.response is not None
    assert console.response.status_code in (422, 429)
    assert for_agent in console.text
    assert any(for_caller in sentence for sentence in console.says())
    assert console.heading == "Słowo z kartki"


def matter_path(city: City) -> str:
    """The address of the only matter there is."""
    with city.store.read() as db:
        return f"/matters/{db.scalars(select(Matter.id)).one()}"


def test_the_sentences_for_the_caller_come_in_three_languages(city: City) -> None:
    console = city.console()
    console.post("/slip", digits=city.lend_number())
    said = " ".join(console.says())
    for words in ("Proszę podać słowo", "Назвіть, будь ласка, слово", "Please tell me the word"):
        assert words in said


def test_a_wrong_word_is_not_typed_out_again(city: City) -> None:
    slip, word = prepare(city, "wrong_word")
    console = city.console()
    open_slip(console, slip.digits, word)
    assert console.part("word").get("value") == ""


def test_a_number_made_of_other_signs_is_refused_and_never_echoed_as_markup(city: City) -> None:
    console = city.console()
    console.post("/slip", digits='<script>alert("1")</script>')
    assert console.response is not None
    assert console.response.status_code == 422
    assert b"<script>alert" not in console.response.get_data()


def test_neither_digits_nor_word_ever_stand_in_an_address(city: City) -> None:
    console, slip = city.console(), city.send_slip()
    token = console.token()
    response = console.client.post("/slip", data={"digits": slip.digits, "csrf_token": token})
    assert response.status_code == 200
    data = {"digits": slip.digits, "word": slip.word, "agreed": "yes", "csrf_token": token}
    response = console.client.post("/slip/open", data=data)
    assert slip.digits not in response.headers["Location"]
    assert slip.word not in response.headers["Location"]


def test_the_check_digit_used_here_is_the_slips_own() -> None:
    number = new_number()
    assert check_digit(number[:-1]) == number[-1]
