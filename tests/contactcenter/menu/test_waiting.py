"""Waiting: the place and an honest range, not too often, and always a sign of life."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contactcenter.telephony.document import Gather, Pause, Play
from contactcenter.telephony.menu import SILENCE, Enqueue, Given, MarkQuiet, Scene, Turn, waiting
from contactcenter.telephony.menu.after import after
from contactcenter.telephony.menu.waiting import AGAIN_ROUNDS, MOVED_ROUNDS, ROUND_SECONDS
from contactcenter.telephony.music import SECONDS
from tests.contactcenter.menu.callers import Caller, Standing, gather_of, scene, text_of

WAITING = scene(is_waiting=True)
PLACE = "miejsce w kolejce"


def rounds(standings: list[Standing], start: Scene = WAITING) -> list[Turn]:
    """One round after the other."""
    turns = []
    for standing in standings:
        turns.append(waiting(start, standing, SILENCE))
        start = after(start, turns[-1].deeds)
    return turns


def test_the_first_round_says_the_place_the_range_and_what_can_be_done() -> None:
    said = text_of(rounds([Standing()])[0].document)
    assert "Państwa miejsce w kolejce: trzy." in said
    assert "Czas czekania: od sześciu do dwunastu minut." in said
    assert "jeden." in said
    assert "czekać" in said


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing(1, 0, 2), "Przed Państwem nie czeka już nikt."),
        (Standing(2, None, None), "Nie potrafimy powiedzieć"),
        (Standing(9, 0, 5), "Czas czekania: do pięciu minut."),
        (Standing(9, 60, 120), "ponad półtorej godziny"),
        (Standing(21, 5, 6), "w kolejce: dwadzieścia jeden."),
    ],
)
def test_what_we_know_is_said_and_no_more(standing: Standing, said: str) -> None:
    assert said in text_of(rounds([standing])[0].document)


@pytest.mark.parametrize(
    ("language", "said"),
    [("uk", "від шести до дванадцяти хвилин"), ("en", "from six to twelve minutes")],
)
def test_in_the_callers_language(language: str, said: str) -> None:
    assert said in text_of(rounds([Standing()], replace(WAITING, language=language))[0].document)


def test_the_place_is_not_repeated_for_two_minutes() -> None:
    said = [text_of(turn.document) for turn in rounds([Standing()] * (AGAIN_ROUNDS + 1))]
    assert [PLACE in one for one in said] == [True, *[False] * (AGAIN_ROUNDS - 1), True]


def test_it_is_said_sooner_when_it_moved_but_never_at_once() -> None:
    moved = [Standing(), *[Standing(2)] * MOVED_ROUNDS]
    said = [text_of(turn.document) for turn in rounds(moved)]
    assert [PLACE in one for one in said] == [True, *[False] * (MOVED_ROUNDS - 1), True]


def test_silence_is_broken_now_and_then() -> None:
    said = [text_of(turn.document) for turn in rounds([Standing()] * AGAIN_ROUNDS)]
    assert any("Jesteśmy na linii" in one for one in said)
    assert sum(bool(one) for one in said) <= AGAIN_ROUNDS / 2


def seconds_of(part: object) -> int:
    """How long something lasts that says nothing."""
    if isinstance(part, Play):
        return SECONDS * part.times
    return part.seconds if isinstance(part, Pause) else 0


def test_every_round_comes_back_within_half_a_minute_and_hears_a_key() -> None:
    for turn in rounds([Standing()] * 8):
        gather = gather_of(turn.document)
        assert isinstance(gather, Gather)
        pauses = sum(seconds_of(part) for part in gather.said)
        assert pauses + gather.seconds == ROUND_SECONDS
        assert gather.path == f"/telephony/wait/{WAITING.call_id}"


def test_zero_says_the_place_again() -> None:
    before = after(WAITING, rounds([Standing()])[0].deeds)
    turn = waiting(before, Standing(), Given("digits", "0"))
    assert PLACE in text_of(turn.document)


def test_nine_says_it_again_and_nine_nine_that_they_cannot_speak() -> None:
    caller = Caller(WAITING)
    caller.hear(rounds([Standing()])[0])
    caller.press("9").wait()
    assert caller.ending == "line"
    assert PLACE in text_of(waiting(caller.scene, Standing(), SILENCE).document)
    caller.queue().press("9", "9")
    assert MarkQuiet() in caller.deeds
    assert Enqueue(("quiet",)) in caller.deeds


def test_another_key_changes_nothing() -> None:
    before = after(WAITING, rounds([Standing()])[0].deeds)
    turn = waiting(before, Standing(), Given("digits", "7"))
    assert PLACE not in text_of(turn.document)
    assert gather_of(turn.document) is not None


def test_the_language_can_be_changed_without_losing_the_place() -> None:
    caller = Caller(WAITING)
    caller.hear(rounds([Standing()])[0])
    caller.press("*", "3")
    assert caller.ending == "line"
    assert caller.scene.language == "en"


def test_somebody_who_cannot_speak_hears_little_and_is_offered_no_callback() -> None:
    quiet = replace(WAITING, is_quiet=True)
    turns = rounds([Standing()] * 4, quiet)
    assert {text_of(turn.document) for turn in turns} == {"Jesteśmy tutaj.", ""}
    assert gather_of(waiting(quiet, Standing(), Given("digits", "1")).document) is not None
    assert not any("callback" in str(turn.document) for turn in turns)


def test_whoever_waits_at_closing_time_is_still_answered() -> None:
    caller = Caller(replace(WAITING, is_open=False))
    caller.hear(waiting(caller.scene, Standing(), Given("digits", "1")))
    assert caller.press("0").ending == "line"
