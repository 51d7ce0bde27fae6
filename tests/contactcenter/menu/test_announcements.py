"""What is said outside the menu: on a callback, to somebody who cannot speak, in an outage."""

from __future__ import annotations

import pytest

from contactcenter.telephony.menu import (
    Confirmed,
    Enqueue,
    MarkQuiet,
    NotReached,
    QuietAnswer,
    back_in_line,
    closed,
    fallback,
    first,
    holding,
    joining,
    outage,
    outgoing,
    question,
    third_person,
    transferring,
)
from shared.text import Text
from tests.contactcenter.menu.callers import (
    Caller,
    ending_of,
    said_in,
    scene,
    text_of,
    translator,
)


class TestACallback:
    """What somebody we call back hears, who may be anybody."""

    def caller(self) -> Caller:
        caller = Caller(scene())
        caller.deeds.clear()
        caller.hear(outgoing(caller.scene))
        return caller

    def test_says_neither_who_we_are_nor_what_about(self) -> None:
        for language in ("pl", "uk", "en"):
            said = text_of(outgoing(scene(language=language)).document).casefold()
            for telling in ("pomoc", "miast", "допомог", "соціал", "help", "city", "social", "łód"):
                assert telling not in said

    def test_joins_whoever_asked_for_it(self) -> None:
        caller = self.caller().press("1")
        assert (caller.ending, Confirmed() in caller.deeds) == ("talk", True)

    def test_says_nothing_more_to_somebody_else(self) -> None:
        caller = self.caller().press("2")
        assert (caller.ending, NotReached("wrong_person") in caller.deeds) == ("over", True)

    def test_says_nothing_more_to_a_machine(self) -> None:
        caller = self.caller().wait(2)
        assert (caller.ending, NotReached("silence") in caller.deeds) == ("over", True)

    @pytest.mark.parametrize("key", ["0", "*", "5", "8"])
    def test_leads_into_no_menu(self, key: str) -> None:
        caller = self.caller().press(key)
        assert caller.at == "outgoing"
        assert not any(isinstance(deed, Enqueue | Confirmed) for deed in caller.deeds)

    def test_knows_somebody_who_cannot_speak(self) -> None:
        caller = self.caller().press("9", "9")
        assert caller.ending == "talk"
        assert MarkQuiet() in caller.deeds
        assert Confirmed() in caller.deeds


class TestAQuestion:
    """Asked of somebody who cannot speak, in the middle of the talk."""

    @pytest.mark.parametrize("key", ["1", "2"])
    def test_is_answered_by_key_and_leads_back(self, key: str) -> None:
        caller = Caller(scene(is_quiet=True))
        caller.hear(question(caller.scene))
        caller.press(key)
        assert caller.ending == "talk"
        assert QuietAnswer(key) in caller.deeds

    def test_not_answered_leads_back_all_the_same(self) -> None:
        caller = Caller(scene(is_quiet=True))
        caller.hear(question(caller.scene))
        caller.wait(1)
        assert caller.ending == "talk"
        assert not any(isinstance(deed, QuietAnswer) for deed in caller.deeds)


class TestAnnouncements:
    def test_an_outage_names_where_to_call_and_hangs_up(self) -> None:
        turn = first(scene(is_outage=True, failover_number="42 685 43 50"))
        assert ending_of(turn.document) == "over"
        assert "cztery, dwa; sześć, osiem, pięć; cztery, trzy; pięć, zero" in text_of(turn.document)
        assert "sto dwanaście" in text_of(turn.document)

    def test_an_outage_without_a_number_invents_none(self) -> None:
        said = text_of(outage(scene()).document)
        assert "później" in said
        assert "Numer" not in said

    def test_the_last_resort_is_said_in_all_three_languages(self) -> None:
        document = fallback(translator().say, "42 685 43 50")
        assert {say.language for say in said_in(document)} == {"pl", "uk", "en"}
        assert ending_of(document) == "over"

    def test_after_hours_says_when_somebody_answers(self) -> None:
        assert "od ósmej do szesnastej" in text_of(closed(scene(is_open=False)).document)

    @pytest.mark.parametrize("language", ["pl", "uk", "en"])
    def test_what_is_said_in_a_talk_is_short(self, language: str) -> None:
        one = scene(language=language)
        agency = Text(pl="MOPS", uk="MOPS", en="MOPS")
        documents = (holding(one), joining(one), third_person(one), transferring(one, agency))
        for document in (*documents, back_in_line(one)):
            assert 0 < len(text_of(document)) < 150
        assert ending_of(back_in_line(one)) == "line"
