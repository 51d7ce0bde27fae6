"""Numbers that survive a bad line, words that survive a telephone."""

from __future__ import annotations

import re
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.intake import slip
from shared.intake.slip import (
    SlipCode,
    check_digit,
    is_valid,
    is_word,
    new_number,
    new_word,
    normalize_number,
    normalize_word,
    parse_qr,
    qr_text,
    slip_key,
    words,
)

SECRET = bytes(range(32))
VOWELS = set("aeiouy")


@st.composite
def numbers(draw: st.DrawFn) -> str:
    digits = draw(st.from_regex(r"[0-9]{7}", fullmatch=True))
    return digits + check_digit(digits)


@given(numbers(), st.integers(0, 7), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(number: str, place: int, shift: int) -> None:
    wrong = str((int(number[place]) + shift) % 10)
    assert not is_valid(number[:place] + wrong + number[place + 1 :])


@given(numbers(), st.integers(0, 6))
def test_every_swap_of_neighbors_is_noticed(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or not is_valid(swapped)


def test_the_quasigroup_has_the_properties_both_rest_on() -> None:
    table = [[int(digit) for digit in row] for row in slip.QUASIGROUP]
    everything = set(range(10))
    assert all(set(row) == everything for row in table)
    assert all({row[column] for row in table} == everything for column in range(10))
    assert all(table[digit][digit] == 0 for digit in range(10))
    for state in range(10):
        for one, other in permutations(range(10), 2):
            assert table[table[state][one]][other] != table[table[state][other]][one]


def test_the_check_digit_of_the_thesis() -> None:
    assert check_digit("572") == "4"


def test_new_numbers_are_valid_unforeseeable_and_no_emergency_call() -> None:
    made = [new_number() for _ in range(3000)]
    assert all(is_valid(number) for number in made)
    assert not any(number.startswith(("99", "112")) for number in made)
    assert len(set(made)) > 2990
    assert all({number[place] for number in made} == set("0123456789") for place in range(1, 7))


@pytest.mark.parametrize("start", ["99", "112"])
def test_an_emergency_number_is_drawn_again(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([int(start.ljust(7, "5")), 1234567])
    monkeypatch.setattr(slip.secrets, "randbelow", lambda _: next(drawn))
    assert new_number().startswith("1234567")


@pytest.mark.parametrize(
    "digits",
    ["", "1234567", "123456789", "1234567a", "¹²³⁴⁵⁶⁷⁸", "99000000", "11200000", " 1234567"],
)
def test_what_is_no_number_is_refused(digits: str) -> None:
    assert not is_valid(digits)


def test_a_number_is_read_with_any_gaps() -> None:
    assert normalize_number(" 1234 56-78\t.") == "12345678"


def test_there_are_1024_ordinary_words() -> None:
    assert len(words()) == len(set(words())) == 1024
    for word in words():
        assert re.fullmatch(r"[a-pr-uwyząćęłńóśźż]{4,9}", word), word
        assert VOWELS & set(normalize_word(word)), word


def test_no_two_words_are_one_letter_apart() -> None:
    """A letter changed, dropped or added; diacritics do not count as a difference."""
    plain = [normalize_word(word) for word in words()]
    assert len(set(plain)) == 1024
    patterns: set[str] = set()
    for word in plain:
        changed = {word[:place] + "?" + word[place + 1 :] for place in range(len(word))}
        dropped = {word[:place] + word[place + 1 :] for place in range(len(word))}
        assert not changed & patterns, word
        assert not dropped & set(plain), word
        patterns |= changed


def test_no_two_words_sound_alike() -> None:
    """On the telephone rz is ż, ch is h, and the voiced are hard to tell from the voiceless."""
    pairs = [("rz", "z"), ("ch", "h"), ("sz", "s"), ("cz", "c")]
    pairs += [("w", "f"), ("d", "t"), ("g", "k"), ("b", "p"), ("z", "s")]
    sounds = set()
    for word in map(normalize_word, words()):
        for said, heard in pairs:
            word = word.replace(said, heard)
        sounds.add(word)
    assert len(sounds) == 1024


def test_no_word_begins_another() -> None:
    plain = sorted(normalize_word(word) for word in words())
    assert not [a for a, b in pairwise(plain) if b.startswith(a)]


def test_new_words_come_from_the_whole_list() -> None:
    drawn = {new_word() for _ in range(3000)}
    assert drawn <= set(words())
    assert len(drawn) > 800


@pytest.mark.parametrize("typed", ["Żołądź", "zoladz", " ŻOŁĄDŹ ", "żo łądź", "z\u0307oła\u0328dz"])
def test_a_word_is_the_same_however_it_is_typed(typed: str) -> None:
    assert normalize_word(typed) == "zoladz"


def test_a_word_of_the_list_is_known() -> None:
    assert is_word(words()[0].upper())
    assert not is_word("xyz")
    assert not is_word("")


def test_the_key_hangs_on_digits_word_and_secret() -> None:
    key = slip_key("12345670", "Żołądź", SECRET)
    assert key == slip_key("12345670", "zoladz", SECRET)
    assert len(key) == 32
    assert key != slip_key("12345670", "agrest", SECRET)
    assert key != slip_key("12345671", "zoladz", SECRET)
    assert key != slip_key("12345670", "zoladz", bytes(range(1, 33)))


def test_what_the_code_says_is_read_back() -> None:
    number = new_number()
    for word in words():
        assert parse_qr(qr_text(number, word)) == SlipCode(number, normalize_word(word))
    text = qr_text(number, "żołądź")
    assert text == f"OK1 {number} zoladz"
    assert text.isascii()
    assert parse_qr(f"{text}\r\n") == SlipCode(number, "zoladz")


@pytest.mark.parametrize(
    "scanned",
    [
        "",
        "OK1",
        "OK1 12345678 agrest",
        "OK2 57240000 agrest",
        "https://example.org/",
        "5901234123457",
    ],
)
def test_another_code_is_nobodys_slip(scanned: str) -> None:
    assert parse_qr(scanned) is None


def test_a_code_with_a_word_too_many_or_unknown_is_none() -> None:
    number = new_number()
    assert parse_qr(f"OK1 {number} agrest agrest") is None
    assert parse_qr(f"OK1 {number} xyzxyz") is None
    assert parse_qr(f"OK1 {number}") is None
