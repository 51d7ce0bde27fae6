"""Whole calls as data: what is pressed or said, where it ends, and what is done about it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from contactcenter.telephony.menu import (
    AskCallback,
    ChooseMatter,
    Enqueue,
    LeaveMessage,
    MarkQuiet,
    MarkUrgent,
    QuietAnswer,
    SpeakLanguage,
)
from tests.contactcenter.menu.callers import (
    Caller,
    scene,
)

SILENT = None


@dataclass(frozen=True)
class Story:
    """`given`: keys, words after "say ", or SILENT. `ends` or `at`: where the caller is then."""

    name: str
    given: tuple[str | None, ...]
    ends: str | None = None
    at: str | None = None
    deeds: tuple[object, ...] = ()
    hears: str = ""
    changes: dict[str, object] = field(default_factory=dict)


STORIES = (
    Story("somebody silent is led to a person, in Polish", (SILENT,) * 3, ends="line"),
    Story("a person at once", ("0",), ends="line", deeds=(Enqueue(("asked",)),)),
    Story(
        "in Ukrainian",
        ("2", "0"),
        ends="line",
        deeds=(SpeakLanguage("uk"), Enqueue(("asked",))),
        hears="З’єдную з людиною",
    ),
    Story("in English", ("3",), at="main", hears="Urgent help: one."),
    Story("another language later", ("1", "3", "*", "3"), at="main", hears="Urgent help"),
    Story("a greeting is not a matter", ("1", "say Dzień dobry!"), at="main", hears="nie rozumiem"),
    Story("the language said", ("1", "say po ukraińsku"), at="main", hears="Термінова"),
    Story("all about the data", ("1", "8"), at="privacy", hears="Urzędu Ochrony Danych"),
    Story("and back", ("1", "8", "1"), at="main", hears="Pilna pomoc"),
    Story(
        "urgent and nothing more", ("1", "1", SILENT), ends="line", deeds=(MarkUrgent("chosen"),)
    ),
    Story(
        "nowhere to sleep",
        ("1", "1", "2"),
        ends="line",
        deeds=(
            ChooseMatter("no_roof_tonight", "social_help", "social_work", is_sensitive=True),
            MarkUrgent("no_roof"),
            Enqueue(("danger", "no_roof_tonight")),
        ),
        hears="dziewięć, osiem, siedem",
    ),
    Story(
        "danger said at the very start",
        ("say mąż mnie bije",),
        ends="line",
        deeds=(MarkUrgent("violence"), Enqueue(("danger",))),
        hears="sto dwanaście",
    ),
    Story(
        "a child is hurt, said in Ukrainian",
        ("2", "say мене б'ють батьки"),
        ends="line",
        deeds=(MarkUrgent("child_harmed"), Enqueue(("danger", "child"))),
    ),
    Story("a person asked for in words", ("1", "say chcę rozmawiać z człowiekiem"), ends="line"),
    Story("a key said in words", ("1", "say trzy"), at="topics.1"),
    Story(
        "what it is about, in words",
        ("1", "say straciłam pracę"),
        at="chosen",
        deeds=(ChooseMatter("lost_job", "work", "labor"),),
        hears="Nie mam już pracy",
    ),
    Story("chosen, then to whoever knows it", ("1", "say straciłam pracę", "1"), ends="line"),
    Story("where to begin", ("1", "say straciłam pracę", "2"), at="begin", hears="urzędu pracy"),
    Story("words that mean nothing", ("1", "say xyzzy"), at="main", hears="nie rozumiem"),
    Story("words that mean nothing, twice", ("1", "say xyzzy", "say xyzzy"), ends="line"),
    Story(
        "wrong keys lead to a person", ("1", "7", "7"), ends="line", deeds=(Enqueue(("confused",)),)
    ),
    Story("again", ("1", "9", SILENT), at="main", hears="Pilna pomoc"),
    Story("a key while it is about to come again", ("1", "9", "4"), at="offices.1"),
    Story(
        "somebody who cannot speak",
        ("1", "9", "9", "1"),
        ends="line",
        deeds=(MarkQuiet(), Enqueue(("quiet",)), QuietAnswer("1")),
    ),
    Story("who presses nothing more", ("9", "9", SILENT), ends="line", deeds=(MarkQuiet(),)),
    Story(
        "after hours: a message",
        ("1", "1", SILENT),
        ends="over",
        deeds=(LeaveMessage(),),
        hears="Odsłuchamy",
        changes={"is_open": False},
    ),
    Story(
        "after hours: danger is told other numbers",
        ("1", "say mąż mnie bije"),
        at="closed",
        deeds=(MarkUrgent("violence"),),
        hears="osiem, zero, zero; jeden, dwa, zero; zero, zero, dwa",
        changes={"is_open": False},
    ),
    Story(
        "after hours: cannot speak",
        ("9", "9"),
        at="closed",
        deeds=(MarkQuiet(),),
        hears="sto dwanaście",
        changes={"is_open": False},
    ),
    Story("after hours: silence", (SILENT,) * 3, ends="over", changes={"is_open": False}),
    Story(
        "after hours: the numbers of helplines",
        ("1", "4"),
        at="closed",
        hears="jeden, jeden, sześć; jeden, dwa, trzy",
        changes={"is_open": False},
    ),
)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_whole_call(story: Story) -> None:
    caller = Caller(scene(**story.changes))
    for one in story.given:
        if one is SILENT:
            caller = _after_recording(caller)
        elif one.startswith("say "):
            caller.say(one.removeprefix("say "))
        else:
            caller.press(one)
    assert caller.at == story.at
    assert caller.ending == story.ends
    for deed in story.deeds:
        assert deed in caller.deeds
    assert story.hears in caller.text


def _after_recording(caller: Caller) -> Caller:
    """Silence; when a message was recorded, that it is over."""
    if caller.ending != "message":
        return caller.wait()
    from contactcenter.telephony.menu import SILENCE, answer

    caller.hear(answer(caller.scene, "message_left", 0, SILENCE))
    return caller


def test_the_notice_is_said_once() -> None:
    caller = Caller(scene()).press("1")
    assert "Rozmowy nie nagrywamy" in caller.text
    caller.press("8", "1")
    assert "Rozmowy nie nagrywamy" not in caller.text


def test_whoever_goes_straight_to_a_person_still_hears_that_nothing_is_recorded() -> None:
    assert "Rozmowy nie nagrywamy" in Caller(scene()).press("0").text
    assert "Rozmowy nie nagrywamy" not in Caller(scene()).press("1", "0").text


@pytest.mark.parametrize(("key", "said"), [("2", "Це не сто дванадцять"), ("3", "not one one two")])
def test_whoever_knows_no_polish_hears_in_their_language_that_this_is_not_112(
    key: str, said: str
) -> None:
    caller = Caller(scene()).press(key)
    assert said in caller.text
    assert said not in caller.press("8", "1").text


def test_a_call_that_is_recorded_says_so() -> None:
    for keys in (["0"], ["1"], ["1", "8"]):
        heard = Caller(scene(is_recorded=True)).press(*keys).text
        assert "Tę rozmowę nagrywamy." in heard
        assert "nie nagrywamy" not in heard


def test_a_sensitive_matter_is_marked_and_an_ordinary_one_is_not() -> None:
    chosen = [Caller(scene()).press("1", "1", key).deeds for key in "1234"]
    assert all(deed.is_sensitive for deeds in chosen for deed in deeds if _is_matter(deed))
    plain = Caller(scene()).press("1").say("straciłam pracę").deeds
    assert [deed.is_sensitive for deed in plain if _is_matter(deed)] == [False]


def _is_matter(deed: object) -> bool:
    return isinstance(deed, ChooseMatter)


def test_no_address_says_what_a_call_is_about_nor_a_number() -> None:
    caller = Caller(scene()).press("1", "3", "4", "1")
    for document in caller.documents:
        for verb in document.verbs:
            path = getattr(verb, "path", "")
            assert not any(event in path for event in scene().knowledge.life_events)


def test_nobody_is_called_back_who_did_not_say_it_is_safe() -> None:
    caller = Caller(scene(is_open=False)).press("1", "2", "1", "2", "2")
    assert not any(isinstance(deed, AskCallback) for deed in caller.deeds)
