"""A slip's number, and a number to call back: keyed, read back, confirmed or not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contactcenter.telephony.menu import (
    SILENCE,
    AskCallback,
    DropSlip,
    Enqueue,
    FoundSlip,
    Keep,
    Note,
    SlipTrouble,
    waiting,
)
from contactcenter.telephony.menu.keyed import callable_number
from shared.intake.desk import Refusal
from tests.contactcenter.menu.callers import GOOD_DIGITS, Caller, Standing, scene

FRIDAY_EVENING_AT = datetime(2026, 11, 27, 19, tzinfo=UTC)


def keying(answer: str | SlipTrouble) -> tuple[Caller, list[str]]:
    """A caller at the slip's number, and the numbers that were looked up."""
    asked: list[str] = []

    def find(digits: str) -> str | SlipTrouble:
        asked.append(digits)
        return answer

    return Caller(scene(find_slip=find)).press("1", "2"), asked


class TestASlip:
    def test_is_found_read_back_and_leads_to_a_person(self) -> None:
        caller, asked = keying("slip-1")
        caller.press(GOOD_DIGITS)
        assert asked == [GOOD_DIGITS]
        assert FoundSlip("slip-1", GOOD_DIGITS) in caller.deeds
        assert "jeden, dwa, trzy, cztery; pięć, sześć, siedem, jeden" in caller.text
        assert "słowo" in caller.text
        caller.press("1")
        assert caller.ending == "line"
        assert Enqueue(("has_slip",)) in caller.deeds
        assert caller.scene.kept is None

    def test_is_read_back_again(self) -> None:
        caller, asked = keying("slip-1")
        caller.press(GOOD_DIGITS, "9").wait()
        assert "pięć, sześć, siedem, jeden" in caller.text
        assert asked == [GOOD_DIGITS]

    def test_is_dropped_when_it_is_not_theirs(self) -> None:
        caller, _ = keying("slip-1")
        caller.press(GOOD_DIGITS, "2")
        assert caller.at == "slip"
        assert DropSlip() in caller.deeds
        assert not caller.scene.has_slip

    def test_silence_after_reading_back_goes_on(self) -> None:
        caller, _ = keying("slip-1")
        assert caller.press(GOOD_DIGITS).wait().ending == "line"

    def test_with_a_slipped_finger_is_not_looked_up(self) -> None:
        caller, asked = keying("slip-1")
        caller.press("12345672")
        assert (caller.at, asked) == ("slip", [])
        assert "pomyłka" in caller.text
        assert caller.press(GOOD_DIGITS).at == "slip_read"

    @pytest.mark.parametrize("digits", ["1234", "99999999", "11211211", "1"])
    def test_that_cannot_be_one_is_asked_for_again(self, digits: str) -> None:
        caller, asked = keying("slip-1")
        assert caller.press(digits).at == "slip"
        assert asked == []

    def test_after_three_tries_a_person_helps(self) -> None:
        caller, asked = keying(SlipTrouble.UNKNOWN_NUMBER)
        caller.press(GOOD_DIGITS, GOOD_DIGITS, GOOD_DIGITS)
        assert caller.ending == "line"
        assert asked == [GOOD_DIGITS] * 3
        assert not any(isinstance(deed, FoundSlip) for deed in caller.deeds)

    def test_not_arrived_is_said_and_still_reaches_the_agent(self) -> None:
        caller, _ = keying(SlipTrouble.NOT_ARRIVED)
        caller.press(GOOD_DIGITS)
        assert "jeszcze do nas nie dotarła" in caller.text
        assert FoundSlip(None, GOOD_DIGITS) in caller.deeds

    @pytest.mark.parametrize(
        ("trouble", "said"),
        [
            (SlipTrouble.EXPIRED, "wygasła"),
            (SlipTrouble.CLOSED, "zakończona"),
            (SlipTrouble.TOO_MANY_TRIES, "Dla bezpieczeństwa"),
        ],
    )
    def test_that_does_not_open_has_its_own_sentence(self, trouble: SlipTrouble, said: str) -> None:
        caller, _ = keying(trouble)
        caller.press(GOOD_DIGITS)
        assert said in caller.text
        assert caller.at == "slip_gone"
        assert Note("slip_refused", {"why": trouble.value}) in caller.deeds

    def test_no_note_of_the_timeline_holds_a_digit(self) -> None:
        caller, _ = keying(SlipTrouble.EXPIRED)
        caller.press(GOOD_DIGITS)
        notes = [deed for deed in caller.deeds if isinstance(deed, Note)]
        assert notes
        assert not any(letter.isdigit() for note in notes for letter in str(note))

    def test_neither_a_deed_nor_a_scene_prints_the_digits(self) -> None:
        caller, _ = keying("slip-1")
        caller.press(GOOD_DIGITS)
        assert GOOD_DIGITS not in f"{caller.deeds}{caller.scene}"

    def test_the_troubles_are_the_desks(self) -> None:
        assert {trouble.value for trouble in SlipTrouble} <= {one.value for one in Refusal}


def waiting_caller(**changes: object) -> Caller:
    caller = Caller(scene(is_waiting=True, **changes))
    caller.hear(waiting(caller.scene, Standing(), SILENCE))
    return caller


def promised(caller: Caller) -> list[AskCallback]:
    return [deed for deed in caller.deeds if isinstance(deed, AskCallback)]


class TestACallback:
    def test_to_the_number_they_call_from_is_known_by_its_last_three_digits(self) -> None:
        caller = waiting_caller().press("1")
        assert "dwa, zero, zero" in caller.text
        caller.press("1")
        assert "bezpiecznie" in caller.text
        caller.press("1")
        assert promised(caller) == [AskCallback(None)]
        assert caller.ending == "over"
        assert "Miejsce w kolejce zostaje" in caller.text

    def test_to_another_number_is_read_back_whole(self) -> None:
        caller = waiting_caller().press("1", "2", "600100200")
        assert "sześć, zero, zero; jeden, zero, zero; dwa, zero, zero" in caller.text
        caller.press("1", "1")
        assert promised(caller) == [AskCallback("+48600100200")]
        assert caller.scene.kept is None

    def test_a_hidden_number_is_asked_for(self) -> None:
        assert waiting_caller(number_ending=None).press("1").at == "callback_number"

    def test_their_own_number_after_all(self) -> None:
        caller = waiting_caller().press("1", "2", "600100200", "3").queue()
        caller.press("1", "1", "1")
        assert promised(caller) == [AskCallback(None)]

    def test_where_it_is_not_safe_nobody_calls(self) -> None:
        caller = waiting_caller().press("1", "1", "2")
        assert "Nie zadzwonimy tam" in caller.text
        assert caller.press("2").ending == "line"
        assert promised(caller) == []

    def test_silence_is_no_consent(self) -> None:
        caller = waiting_caller().press("1", "1").wait(2)
        assert caller.ending == "line"
        assert promised(caller) == []

    def test_after_hours_comes_at_the_next_opening(self) -> None:
        caller = Caller(scene(is_open=None, at=FRIDAY_EVENING_AT)).press("1", "2", "1", "1")
        assert [deed.not_before_at for deed in promised(caller)] == [
            datetime(2026, 11, 30, 7, tzinfo=UTC)
        ]

    @pytest.mark.parametrize(
        ("keys", "number"),
        [
            ("600100200", "600100200"),
            ("426854350", "426854350"),
            ("48600100200", "600100200"),
            ("112", None),
            ("700100200", None),  # costs extra
            ("000000000", None),
            ("", None),
            ("800120002", None),  # a free line is nobody's telephone
        ],
    )
    def test_only_a_number_somebody_answers_at_the_usual_price(
        self, keys: str, number: str | None
    ) -> None:
        assert callable_number(keys) == number

    def test_a_wrong_number_is_asked_for_again_and_then_let_be(self) -> None:
        caller = waiting_caller().press("1", "2", "123", "700100200", "000000000")
        assert caller.ending == "line"
        assert promised(caller) == []

    def test_what_was_keyed_is_sealed_and_not_printed(self) -> None:
        caller = waiting_caller().press("1", "2", "600100200")
        assert Keep("600100200") in caller.deeds
        assert "600100200" not in f"{caller.deeds}{caller.scene}"
