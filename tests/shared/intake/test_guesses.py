"""Guessing does not pay, and one guesser does not lock the city."""

from __future__ import annotations

import threading
from typing import Any

from sqlalchemy import select

from shared.intake.desk import Refusal, SlipRefused, open_slip
from shared.intake.guesses import GuessLimits
from shared.intake.matter import OpenedMatter
from shared.intake.slip import check_digit, words
from shared.models import GuessWindow
from shared.store import open_store
from tests.shared.intake.conftest import City

LIMITS = GuessLimits(per_source=3, per_slip=1000, everywhere=7)
TOO_MANY = SlipRefused(Refusal.TOO_MANY_TRIES)
WRONG_WORD = SlipRefused(Refusal.WRONG_WORD)
UNKNOWN = SlipRefused(Refusal.UNKNOWN_NUMBER)


def guess(city: City, digits: str, source: str, limits: GuessLimits = LIMITS) -> Any:
    return city.open(digits, "xyz", source=source, limits=limits)


def unknown_number(number: int) -> str:
    return f"{number:07}" + check_digit(f"{number:07}")


def test_a_source_has_so_many_tries_then_none_even_with_the_right_word(city: City) -> None:
    slip = city.slip()
    assert [guess(city, slip.digits, "a") for _ in range(4)] == [WRONG_WORD] * 3 + [TOO_MANY]
    assert city.open(slip.digits, slip.word, source="a", limits=LIMITS) == TOO_MANY
    assert isinstance(city.open(slip.digits, slip.word, source="b", limits=LIMITS), OpenedMatter)


def test_the_window_slides(city: City) -> None:
    slip = city.slip()
    for minutes in (0, 5, 5):
        assert guess(city.after(minutes=minutes), slip.digits, "a") == WRONG_WORD
    assert guess(city.after(minutes=4), slip.digits, "a") == TOO_MANY
    assert guess(city.after(minutes=1), slip.digits, "a") == WRONG_WORD
    assert guess(city, slip.digits, "a") == TOO_MANY


def test_thirty_tries_too_many_count_for_nothing_elsewhere(city: City) -> None:
    """A source that is turned away does not use up the city's tries."""
    slip = city.slip()
    for _ in range(30):
        guess(city, slip.digits, "a")
    assert guess(city, slip.digits, "b") == WRONG_WORD


def test_many_sources_meet_the_citys_limit_and_it_passes(city: City) -> None:
    slip = city.slip()
    answers = [guess(city, slip.digits, f"source-{number}") for number in range(9)]
    assert answers == [WRONG_WORD] * 7 + [TOO_MANY] * 2
    assert city.open(slip.digits, slip.word, source="honest", limits=LIMITS) == TOO_MANY
    later = city.after(hours=1)
    assert isinstance(later.open(slip.digits, slip.word, limits=LIMITS), OpenedMatter)


def test_one_slip_has_its_own_limit_for_all_its_life(city: City) -> None:
    slip = city.slip()
    limits = GuessLimits(per_source=100, per_slip=4, everywhere=1000)
    for hours in (0, 20, 20, 20):
        assert guess(city.after(hours=hours), slip.digits, f"s{hours}", limits) == WRONG_WORD
    assert guess(city.after(hours=11), slip.digits, "z", limits) == TOO_MANY


def test_guessed_numbers_count(city: City) -> None:
    answers = [guess(city, unknown_number(number), "a") for number in range(5)]
    assert answers == [UNKNOWN] * 3 + [TOO_MANY] * 2


def test_what_is_not_a_guess_does_not_count(city: City) -> None:
    city.lend(1)
    slip = city.take()
    for _ in range(10):
        assert guess(city, "12345678", "a") == UNKNOWN
        assert guess(city, slip.digits, "a") == SlipRefused(Refusal.NOT_ARRIVED)
    city.deliver()
    for _ in range(10):
        assert isinstance(
            city.open(slip.digits, slip.word, source="a", limits=LIMITS), OpenedMatter
        )


def test_many_at_once_do_not_slip_past(city: City) -> None:
    slip = city.slip()
    url = city.store.engine.url.render_as_string(hide_password=False)
    wrong = words()[0] if words()[0] != slip.word else words()[1]
    ready = threading.Barrier(8)
    answers: list[Any] = []

    def guess_at_once() -> None:
        own = open_store(url)
        ready.wait()
        with own.write() as db:
            answer = open_slip(
                db, slip.digits, wrong, "ewa", "a", city.keys, city.at, limits=LIMITS
            )
        answers.append(answer)
        own.close()

    threads = [threading.Thread(target=guess_at_once) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers.count(WRONG_WORD), answers.count(TOO_MANY)) == (3, 5)


def test_no_telephone_number_is_kept(city: City) -> None:
    slip = city.slip()
    guess(city, slip.digits, "+48500600700")
    with city.store.read() as db:
        kept = [window.who for window in db.scalars(select(GuessWindow))]
    assert len(kept) == 3
    assert not any(b"500600700" in who or slip.digits.encode() in who for who in kept)


def test_the_usual_limits_are_the_agreed_ones() -> None:
    limits = GuessLimits()
    assert (limits.per_source, limits.per_source_seconds) == (10, 900)
    assert (limits.everywhere, limits.everywhere_seconds) == (200, 3600)
    assert (limits.per_slip, limits.per_slip_seconds) == (20, 72 * 3600)
